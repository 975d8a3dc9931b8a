"""Cleaning a whole table, one variable at a time, with a log of everything that was changed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from analysis.clean.countries import country_cleaner
from analysis.clean.dates import date_cleaner, is_backwards
from analysis.clean.numbers import number_cleaner, rating_cleaner
from analysis.clean.parsed import Cleaner, Column, apply
from analysis.clean.periods import period_cleaner
from analysis.clean.settle import UNSETTLED, Conventions, settle
from analysis.clean.words import choice_cleaner, id_cleaner, multi_cleaner, text_cleaner
from analysis.codebook import Codebook, Item, Table, fold
from analysis.intake.table import LOG_COLUMNS, STACKED, Raw
from analysis.problems import Problem, limited

KINDS, OTHER_RULES = ["source", "column", "rule"], "other"  # what changes are counted by
IDENTIFIER = re.compile(r"[A-Z0-9_./-]+")


@dataclass
class Cleaned:
    """The clean table (all text, empty where not reported), the log of changes, what could not be cleaned, and warnings."""

    frame: pd.DataFrame
    log: pd.DataFrame
    problems: list[Problem] = field(default_factory=list)


def cleaner_for(item: Item, codebook: Codebook, known: Conventions = UNSETTLED) -> Cleaner:
    """The cleaner of one variable, chosen by its type, by what is known of its column. Amounts of money stay as printed here (see `clean.money`)."""
    match item.type:
        case "id":
            return id_cleaner(codebook)
        case "country":
            return country_cleaner(codebook)
        case "choice":
            return choice_cleaner(item, codebook)
        case "multi":
            return multi_cleaner(item, codebook)
        case "number":
            return number_cleaner(item, codebook, known.decimal, known.codes, known.fractions)
        case "rating":
            return rating_cleaner(item, codebook, known.decimal)
        case "date":
            return date_cleaner(codebook, known.dates, known.months)
        case "period":
            return period_cleaner(codebook)
        case "text" | "money":
            return text_cleaner(codebook)
    raise ValueError(f"the codebook gives {item.id} the unknown type {item.type!r}")


def settled_for(item: Item, codebook: Codebook) -> Callable[[str], object] | None:
    """Recognises, cheaply, texts that the variable's cleaner leaves as they are: most of those that hardly recur."""
    if item.type == "id":
        return IDENTIFIER.fullmatch
    if item.type not in ("text", "money"):
        return None
    longest = max(len(fold(word)) for word in codebook.vocabulary["missing"])

    def tidy(text: str) -> bool:
        """Too long for a word such as `n/a`, and composed and spaced as it should be."""
        start = text[: 2 * longest]
        plain = start.rstrip(" .") if start.isascii() else fold(start)
        return len(plain) > longest and text == " ".join(unicodedata.normalize("NFC", text).split())

    return tidy


def clean_table(raw: Raw, spec: Table, codebook: Codebook) -> Cleaned:
    """Clean every column of a raw table, then merge rows that describe the same record.

    The result is sorted by key, so the order of rows and columns in the file does not matter.
    """
    columns: dict[str, Column] = {}
    problems = list(raw.problems)
    for item in spec.items.values():
        known = settle(item, raw.frame[item.id], raw.file, raw.decimal, raw.dates)
        columns[item.id] = apply(raw.frame[item.id], cleaner_for(item, codebook, known), settled_for(item, codebook))
        problems += limited(_column_problems(item, columns[item.id], raw))
    frame = pd.DataFrame({name: column.clean for name, column in columns.items()}, index=raw.frame.index)
    problems += limited(_backward_problems(frame, spec, raw))
    _number_within(frame, spec)
    changes = _change_logs(spec, columns, _record_names(frame, spec))
    frame, merged, conflicts = _merge_duplicates(frame, spec, raw)
    log = pd.concat([raw.log, *changes, merged], ignore_index=True)
    return Cleaned(frame, sort_log(log), problems + limited(conflicts))


def sort_log(log: pd.DataFrame) -> pd.DataFrame:
    """A log in its lasting order: by source, record, column, raw value and rule."""
    return _sorted(log[LOG_COLUMNS], [log[name].tolist() for name in LOG_COLUMNS])


def count_log(log: pd.DataFrame, least: int) -> pd.DataFrame:
    """How many changes a log has: source, column, rule, n, sorted. No record and no value of any cell.

    Of the survey nothing is counted of fewer than `least` respondents: columns where a rule changed fewer are told as one
    without a name, rules that changed fewer in all of them as the rule `other`; where that does not reach `least` either, the
    next fewest joins them. What changed no record, such as a column that was dropped, tells of nobody.
    """
    told = log.assign(sender=log["record"].str.split("/").str[0])
    about = told["source"].eq("survey") & told["sender"].ne("")
    for hide in ({"column": ""}, {"column": "", "rule": OTHER_RULES}):
        few = about & told.groupby(KINDS)["sender"].transform("nunique").lt(least)
        told.loc[few, list(hide)] = list(hide.values())
    other = about & told["rule"].eq(OTHER_RULES)
    while other.any() and told.loc[other, "sender"].nunique() < least and (about & ~other).any():
        sizes = told[about & ~other].groupby(KINDS)["sender"].nunique()
        other |= about & told[KINDS].eq(list(sizes.idxmin())).all(axis=1)
        told.loc[other, ["column", "rule"]] = ["", OTHER_RULES]
    if told.loc[other, "sender"].nunique() < least:
        told = told[~other]
    return told.groupby(KINDS).size().rename("n").reset_index()


def _sorted(frame: pd.DataFrame, by: list[list]) -> pd.DataFrame:
    """The rows in the order of the lists `by`. Sorting lists is quick where much of the order is there already."""
    places = list(range(len(frame)))
    for values in reversed(by):
        if places and values.count(values[0]) < len(values):
            places.sort(key=values.__getitem__)
    return frame.take(np.array(places, dtype=np.intp)).reset_index(drop=True)


def _column_problems(item: Item, column: Column, raw: Raw) -> Iterator[Problem]:
    rows = column.raw.index
    for place in column.problem_places():
        answer = column.at(place)
        yield raw.problem(rows[place], answer.problem, answer.hint, item.id, column.raw.iloc[place])
    if item.required:
        for place in column.empty_places():
            yield raw.problem(rows[place], "the cell must not be empty", "fill it in or delete the row", item.id)
    for place in column.doubtful_places():
        answer = column.at(place)
        yield raw.problem(rows[place], answer.doubt, answer.hint, item.id, column.raw.iloc[place], warning=True)


def _backward_problems(frame: pd.DataFrame, spec: Table, raw: Raw) -> Iterator[Problem]:
    """Dates that lie before another one of their row that the codebook says they cannot lie before (`not_before`)."""
    hint = "correct the date; where the source itself prints it so, leave the wrong one empty and say so in errata.csv"
    for item in (item for item in spec.items.values() if item.not_before in frame):
        pairs = list(zip(frame[item.not_before], frame[item.id], strict=True))
        wrong = {pair for pair in set(pairs) if is_backwards(*pair)}
        for place in (n for n, pair in enumerate(pairs) if pair in wrong):
            yield raw.problem(frame.index[place], f"lies before {item.not_before}", hint, item.id, raw.frame[item.id].iloc[place])


def _number_within(frame: pd.DataFrame, spec: Table) -> None:
    """Number the fact sheets of a respondent by their content where the file does not number them."""
    derived = [item.id for item in spec.items.values() if item.derived]
    if not derived or frame.empty or frame[derived[0]].ne("").all():
        return
    name, group = derived[0], spec.key[0]
    rest = [c for c in frame.columns if c not in (name, group)]
    order = frame.sort_values([group, *rest], kind="stable").groupby(group, sort=False).cumcount() + 1
    frame[name] = order.reindex(frame.index).astype(str)


def _record_names(frame: pd.DataFrame, spec: Table) -> pd.Series:
    names = frame[spec.key[0]]
    for name in spec.key[1:]:
        names = names + "/" + frame[name]
    return names


def _change_logs(spec: Table, columns: dict[str, Column], record: pd.Series) -> Iterator[pd.DataFrame]:
    """The changed cells, one log for each column that has some."""
    for name, column in columns.items():
        places, clean, rules = column.changes()
        if len(places):
            row = {"source": spec.source, "record": record.to_numpy()[places], "column": name}
            yield pd.DataFrame(row | {"raw": column.raw.to_numpy()[places], "clean": clean, "rule": rules})


def _merge_duplicates(frame: pd.DataFrame, spec: Table, raw: Raw) -> tuple[pd.DataFrame, pd.DataFrame, list[Problem]]:
    """Rows with the same key become one: a filled cell wins over an empty one, a longer text over a shorter.

    Two different answers to a closed question are a problem: the file contradicts itself.
    """
    key = list(spec.key)
    twice = frame.duplicated(key, keep=False) & frame[key[0]].ne("")
    if not twice.any():
        return _sorted_by_key(frame, key), pd.DataFrame(columns=LOG_COLUMNS), []
    rows = frame[twice]
    group = rows.groupby(key, sort=True).ngroup().to_numpy()
    sizes = np.bincount(group)
    record = _record_names(rows.iloc[np.unique(group, return_index=True)[1]], spec).tolist()
    merged, conflicts = {}, []
    for place, item in enumerate(spec.items.values()):
        merged[item.id], several = _fullest(rows[item.id].to_numpy(), group, len(sizes))
        if item.type != "text" and item.id not in key:
            conflicts += [(number, place, item.id, texts) for number, texts in several.items()]
    problems = []
    by_group, ends = rows.index[np.argsort(group, kind="stable")], np.cumsum(sizes)
    for number, _, column, texts in sorted(conflicts):
        places = by_group[ends[number] - sizes[number] : ends[number]]
        rule = f"rows {', '.join(str(place % STACKED) for place in places)} describe {record[number]} and contradict each other"
        hint = "keep the row that is right, or give the records different identifiers"
        problems.append(raw.problem(places[-1], rule, hint, column, " / ".join(texts)))
    whole = pd.concat([frame[~twice], pd.DataFrame(merged, columns=frame.columns)], ignore_index=True)
    log = pd.DataFrame(
        {
            "source": spec.source, "record": record, "column": "",
            "raw": [f"{size} rows" for size in sizes], "clean": "1 row", "rule": "duplicates_merged",
        },
    )  # fmt: skip
    return _sorted_by_key(whole, key), log, problems


def _fullest(texts: np.ndarray, group: np.ndarray, groups: int) -> tuple[np.ndarray, dict[int, list[str]]]:
    """The longest text of each group (of equally long ones the first by alphabet), and all where there are several."""
    filled = texts != ""
    texts, group = texts[filled], group[filled]
    best = np.full(groups, "", dtype=object)
    best[group] = texts
    differing = np.isin(group, group[texts != best[group]])
    several: dict[int, set[str]] = {}
    for number, text in zip(group[differing].tolist(), texts[differing], strict=True):
        several.setdefault(number, set()).add(text)
    ordered = {number: sorted(found, key=lambda text: (-len(text), text)) for number, found in several.items()}
    for number, found in ordered.items():
        best[number] = found[0]
    return best, ordered


def _sorted_by_key(frame: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    return _sorted(frame, [_sortable(frame[name]) for name in key])


def _sortable(column: pd.Series) -> list:
    """Numbers sort as numbers, everything else as text."""
    for part in (column.head(100), column):
        numbers = pd.to_numeric(part, errors="coerce")
        if not np.isfinite(numbers).all():
            return column.tolist()
    return numbers.tolist()
