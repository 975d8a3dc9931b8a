"""The results of one run: estimates as Numbers that know their key, tables of the stage, names from the codebook."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.audit.affects import on_record
from analysis.audit.errata import COLUMNS as ERRATA
from analysis.chapters import has_chapter
from analysis.clean.countries import country_label
from analysis.clean.source import clean_source
from analysis.codebook import Codebook
from analysis.documents import Column, Documents, declared, read_documents
from analysis.store import read_table
from analysis.wave import Wave

NUMERIC = ["value", "numerator", "base", "ci_low", "ci_high"]
COUNTS_WHO_ANSWERED = ("any", "reported")
NOT_RANKED = ("other", "OTHER", "not_reported")
NO_COUNTRY = (*COUNTS_WHO_ANSWERED, *NOT_RANKED)
PLACES = ("country", "countries")  # the types of columns of documents that hold countries
ON_COUNTRIES = ("voting", "courses", "models", "examples", "places", "links", "includ_partners", "routes_partners")  # what the pages of countries tell of documents
BEHIND = [
    "key", "item", "group", "option", "statistic", "value", "numerator", "base", "ci_low", "ci_high", "method", "evidence",
    "errata",
]  # fmt: skip
BETWEEN = "; "  # the values of one cell; the script of a page that is searched tells them apart by it
Facts = dict[str, Any]


class Counted(int):
    """A count that knows the keys of the estimates it belongs to."""

    of: tuple[str, ...] = ()

    def __new__(cls, value: int, of: tuple[str, ...] = ()) -> Counted:
        self = super().__new__(cls, value)
        self.of = of
        return self


class Named(str):
    """A name that has a place of its own in the book, to which the tables that hold it lead: `page`, from the project's root
    (nothing: it has none)."""

    page: str = ""

    def __new__(cls, name: str, page: str = "") -> Named:
        self = super().__new__(cls, name)
        self.page = page
        return self


class Names(str):
    """Several names in one cell, `each` with its place."""

    each: tuple[Named, ...] = ()

    def __new__(cls, names: Iterable[Named]) -> Names:
        each = tuple(names)
        self = super().__new__(cls, BETWEEN.join(each))
        self.each = each
        return self


@dataclass(frozen=True)
class Part:
    """A count out of a base, also where it is no row of the estimates by itself, such as the sum of two of them.

    `small` says that the base is too small for a percentage; `of` are the Numbers that it was made of, if it has any.
    """

    numerator: float
    base: float
    small: bool = False
    name: str = ""
    of: tuple[Number, ...] = ()

    @property
    def share(self) -> float:
        """The share that a mark stands for, also where the base is too small to call it a percentage."""
        return self.numerator / self.base


@dataclass(frozen=True, kw_only=True)
class Number(Part):
    """One estimate: `value` is a share (0-1), a mean or a score. `name` (in short: `short`) is its option in the codebook's
    words, `place` the group its item is about, `errata` the ids of those that bear on it."""

    key: str
    item: str
    option: str
    group: str
    value: float
    low: float
    high: float
    evidence: str
    errata: tuple[str, ...]
    short: str
    place: str

    @property
    def stem(self) -> str:
        """The question that the item belongs to."""
        return self.item.split("__")[0]


@dataclass(frozen=True)
class Range:
    """From a low to a high share (0-1), such as what silence leaves open; `of` are the Numbers at its ends, if it has any.

    NaN at both ends where there is nothing to limit.
    """

    low: float
    high: float
    name: str = ""
    base: float = 0
    of: tuple[Number, ...] = ()


class Results:
    """What a run of a wave found out. Tables that a wave does not have are empty frames."""

    def __init__(self, wave: Wave, codebook: Codebook):
        self.wave, self.codebook = wave, codebook
        self._numbers: dict[str, Number] = {}
        self._files: dict[Path, pd.DataFrame] = {}
        self._facts: dict[str, list[dict[str, Any]]] = {}

    @cached_property
    def _estimates(self) -> pd.DataFrame:
        frame = self.table("processed/estimates.csv")
        frame = pd.DataFrame(columns=[*BEHIND, "source", "suppressed"]) if frame.empty else frame
        frame[NUMERIC] = frame[NUMERIC].apply(pd.to_numeric)
        return frame.set_index(frame["key"].to_numpy())

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The estimates of the run by key, with numbers as numbers (missing: NaN), without those that are withheld."""
        return self._estimates[self._estimates["base"].notna()]

    @property
    def withheld(self) -> int:
        """How many estimates are withheld so that nobody can be recognised."""
        return len(self._estimates) - len(self.frame)

    def is_estimated(self, key: str) -> bool:
        """Whether the run has an estimate of this key, also one that is withheld."""
        return key in self._estimates.index

    def table(self, name: str) -> pd.DataFrame:
        """A table of the stage as text, or an empty frame where this wave has none."""
        return self._read(self.wave.stage / name)

    def raw(self, name: str) -> pd.DataFrame:
        """A CSV file of the wave's raw folder as text, or an empty frame."""
        return self._read(self.wave.raw / name)

    def _read(self, file: Path) -> pd.DataFrame:
        """A copy of a table that is read once."""
        if file not in self._files:
            self._files[file] = _read(file)
        return self._files[file].copy()

    def get(self, key: str) -> Number | None:
        """One estimate, or None where the wave has no such number or may not show it."""
        if key not in self.frame.index:
            return None
        if key not in self._numbers:
            self._numbers[key] = self._number(self.frame.loc[key])
        return self._numbers[key]

    def where(self, **columns: str) -> list[Number]:
        """The estimates that have these values in their columns, in their order."""
        rows = self.frame
        for column, value in columns.items():
            rows = rows[rows[column].eq(value)]
        return [self.get(key) for key in rows["key"]]

    def of(self, source: str, item: str, statistic: str = "share", group: str = "", every: bool = False) -> list[Number]:
        """The estimates of one item; unless it is to be `every` one, without those that only count who answered."""
        found = self.where(source=source, item=item, statistic=statistic, group=group)
        return [n for n in found if every or n.option not in COUNTS_WHO_ANSWERED]

    def behind(self, numbers: Iterable[Number]) -> pd.DataFrame:
        """The rows of the estimates behind some numbers, as a figure's download has them."""
        return self.frame.loc[[n.key for n in numbers], BEHIND].reset_index(drop=True)

    @cached_property
    def errata(self) -> pd.DataFrame:
        """The errata of what the wave printed (no rows: there are none)."""
        found = self.table("evaluation/errata.csv")
        return found if len(found) else pd.DataFrame(columns=ERRATA)

    def noted(self, ids: Iterable[str]) -> list[dict[str, str]]:
        """These errata in whole, to be told beside what they bear on; under ids alone an exhibit tells them at its end."""
        return self.errata[self.errata["id"].isin([*ids])].to_dict("records")

    def has_chapter(self, name: str) -> bool:
        """Whether the book of the wave has the chapter `name`, such as `networks`, to lead to."""
        return has_chapter(self.wave, name)

    def country(self, code: str) -> Named:
        """A country's name, and its own page where it has one."""
        page = f"/countries/{code}.qmd" if code in self.countries_told else ""
        return Named(country_label(code, self.codebook), page)

    @cached_property
    def countries_told(self) -> frozenset[str]:
        """The countries that have a page of their own, as there is more than a line to say of them: a case study is of them, or
        at least two of the sources and tables of documents that such a page tells name them."""
        rows = self.frame[self.frame["item"].eq("country") & self.frame["group"].eq("") & self.frame["numerator"].gt(0)]
        found = {(source, code) for source, code in zip(rows["source"], rows["option"], strict=True) if code not in NO_COUNTRY}
        told = found | {(table, code) for table in ON_COUNTRIES if found for code in self.countries_in(table)}
        times = Counter(code for _, code in told)
        return frozenset(code for code in times if times[code] > 1 or ("cases", code) in found)

    def countries_in(self, table: str) -> dict[str, list[dict[str, Any]]]:
        """The rows of a table of documents by each country that they name."""
        named: dict[str, list[dict[str, Any]]] = {}
        for row in self.documents(table):
            cells = (row[column] for column in self._places.get(table, ()))
            for code in {code for cell in cells for code in ([cell] if isinstance(cell, str) else cell) if code}:
                named.setdefault(code, []).append(row)
        return named

    @cached_property
    def _places(self) -> dict[str, list[str]]:
        """The columns with countries, by the tables of documents that the wave has."""
        files = {file.stem for file in self.wave.documents.glob("*.csv")}
        tables = self.declared.tables if files else {}
        return {name: [c for c, column in tables[name].items() if column.type in PLACES] for name in sorted(files & tables.keys())}

    @cached_property
    def case_names(self) -> dict[str, Named]:
        """The case studies by number: each by its name in English, with its sheet."""
        rows = self.table("processed/cases.csv").to_dict("records")
        sheets = "/report/case-sheets.qmd#sec-case-{}"
        return {row["case_no"]: Named(row["name_english"] or row["name"], sheets.format(row["case_no"])) for row in rows}

    @cached_property
    def networks(self) -> list[dict[str, str]]:
        """The networks that the wave lists, as they are cleaned."""
        return clean_source(self.wave, self.codebook, "networks").frame.to_dict("records") if self.wave.has("networks") else []

    @cached_property
    def network_names(self) -> dict[str, Named]:
        """The networks by id: each by its acronym, where it has one, with its place in the chapter on networks."""
        place = "/report/networks.qmd#{}"
        return {n["network_id"]: Named(n["acronym"] or n["name"], place.format(network_anchor(n["network_id"]))) for n in self.networks}

    def column(self, table: str, column: str) -> Column:
        """A column of a table of documents, with what it and its options are called (nothing where no such table is declared)."""
        return self.declared.tables.get(table, {}).get(column) or Column(label="", options={})

    @cached_property
    def declared(self) -> Documents:
        """The documents of the wave, and the tables made of them."""
        return declared(self.wave)

    def documents(self, name: str) -> list[dict[str, Any]]:
        """The facts of a table of documents, each with `where` (the document and its section in words) and `errata` (the ids of
        those that bear on it: those it names itself, and those that name it)."""
        if name not in self._facts:
            noted = on_record(self.errata, "documents", name)
            self._facts[name] = [
                row | {"where": self.passage(row["document"], row["section"])}
                | {"errata": tuple(dict.fromkeys([*row.get("errata", ()), *noted.get(next(iter(row.values())), ())]))}
                for row in read_documents(self.wave, self.codebook, name, self.declared)
            ]  # fmt: skip
        return [*self._facts[name]]

    def passage(self, document: str, section: str) -> str:
        """A section of a document in words."""
        return f"{self.declared.documents[document].label}, {section}"

    def dimension(self, name: str) -> str:
        """The label of a dimension, or nothing where it is not reported."""
        return self.codebook.vocabulary["dimensions"].get(name, {}).get("label", "")

    def _number(self, row: pd.Series) -> Number:
        name, short, place = self._names(row["source"], row["item"], row["option"])
        told = row[["key", "item", "option", "group", "value", "evidence"]].to_dict()
        counts = {name: row[name] for name in ("numerator", "base")}
        told |= {name: Counted(n, (row["key"],)) if n == n else n for name, n in counts.items()}
        limits = {"low": row["ci_low"], "high": row["ci_high"], "small": row["suppressed"] == "yes"}
        told["errata"] = tuple(filter(None, row["errata"].split(";")))
        return Number(**told, **limits, name=name, short=short, place=place)

    def _names(self, source: str, item: str, option: str) -> tuple[str, str, str]:
        """The option's label, the same in short, and the group of migrants that the item is about."""
        if item == "country":
            return self.country(option), "", ""
        for table in (t for t in self.codebook.tables.values() if t.estimates == source):
            spec = table.named(item)
            if spec is not None:
                name = spec.options.get(option) or (spec.level_labels[-1] if spec.levels else spec.label)
                return name, spec.short or name, spec.level_labels[0] if len(spec.levels) > 1 else ""
            stem, _, level = item.partition("__")  # printed without one of its levels
            alike = next((i for i in table.stem(stem) if i.levels and i.levels[-1] == level), None)
            if alike is not None:
                return alike.level_labels[-1], alike.short or alike.level_labels[-1], ""
        return "", "", ""


def network_anchor(network: str) -> str:
    """Where a network stands in its chapter."""
    return f"sec-network-{re.sub('[^a-z0-9]+', '-', network.lower())}"


def ranked(numbers: Iterable[Number], last: Sequence[str] = NOT_RANKED) -> list[Number]:
    """From the largest count down; the options in `last` come after all others, in that order."""
    return sorted(numbers, key=lambda n: (last.index(n.option) + 1 if n.option in last else 0, -n.numerator, n.option))


def leaders(numbers: Sequence[Number]) -> list[Number]:
    """Those that share the largest count, options that are no answer of their own left out unless there are no others."""
    named = [n for n in numbers if n.option not in NOT_RANKED] or list(numbers)
    return [n for n in named if n.numerator == max(m.numerator for m in named)]


def highest(numbers: Iterable[Number]) -> list[Number]:
    """From the largest share down, also those whose base is too small to print them as percentages."""
    return sorted(numbers, key=lambda n: -n.share)


def evidence_of(numbers: Iterable[Number]) -> str:
    """The evidence classes of some numbers, joined with `;`, the most frequent first."""
    return ";".join(pd.Series([n.evidence for n in numbers], dtype=object).value_counts().index)


def classes(*evidence: str) -> str:
    """Evidence classes joined with `;`, each once, as they come; each part may be several already, or nothing."""
    return ";".join(dict.fromkeys(filter(None, ";".join(evidence).split(";"))))


def _read(file: Path) -> pd.DataFrame:
    return read_table(file) if file.is_file() and file.stat().st_size > 1 else pd.DataFrame()
