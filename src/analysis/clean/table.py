"""Cleaning a whole table, one variable at a time, with a log of everything that was changed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from analysis.clean.countries import country_cleaner
from analysis.clean.dates import date_cleaner, is_backwards
from analysis.clean.duplicates import merge_duplicates, suspected
from analysis.clean.flags import money_cleaner
from analysis.clean.identifiers import TIDY, id_cleaner
from analysis.clean.numbers import number_cleaner, rating_cleaner
from analysis.clean.parsed import Cleaner, Column, apply
from analysis.clean.periods import period_cleaner
from analysis.clean.settle import UNSETTLED, Conventions, settle
from analysis.clean.words import DAMAGED, FULL_CELL, choice_cleaner, labelled, multi_cleaner, seeing, text_cleaner
from analysis.codebook import Codebook, Item, Table
from analysis.intake.table import LOG_COLUMNS, Raw
from analysis.problems import Problem, limited
from analysis.texts import INVISIBLE, fold, unescaped

FREE = ("text", "money")
KINDS, OTHER_RULES = ["source", "column", "rule"], "other"  # what changes are counted by


@dataclass
class Cleaned:
    """The clean table (all text, empty where not reported), the log of changes, what could not be cleaned, and warnings."""

    frame: pd.DataFrame
    log: pd.DataFrame
    problems: list[Problem] = field(default_factory=list)


def cleaner_for(item: Item, codebook: Codebook, known: Conventions = UNSETTLED) -> Cleaner:
    """The cleaner of one variable by what is known of its column; it sees what a person sees of a cell."""
    return seeing(_cleaner_by_type(item, codebook, known), shaped=item.type in FREE)


def _cleaner_by_type(item: Item, codebook: Codebook, known: Conventions) -> Cleaner:
    """Amounts of money stay as printed here (see `clean.money`)."""
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
            return labelled(rating_cleaner(item, codebook, known.decimal), item)
        case "date":
            return date_cleaner(codebook, known.dates, known.months, known.last_year)
        case "period":
            return period_cleaner(codebook)
        case "money":
            return money_cleaner(codebook)
        case "text":
            return text_cleaner(codebook)
    raise ValueError(f"the codebook gives {item.id} the unknown type {item.type!r}")


def settled_for(item: Item, codebook: Codebook) -> Callable[[str], object] | None:
    """Recognises, cheaply, texts that the variable's cleaner leaves as they are: most of those that hardly recur."""
    if item.type == "id":
        return TIDY.fullmatch
    if item.type != "text":
        return None
    words = (*codebook.vocabulary["missing"], *codebook.vocabulary["answers"].get("dont_know", ()))
    longest = max(len(fold(word)) for word in words)

    def tidy(text: str) -> bool:
        """Too long for a word such as `n/a`, no row of signs, nothing invisible, damaged or cut, and composed and spaced as it should be."""
        plain = text.isascii() and text.isprintable()
        if len(text) <= longest or not text[0].isalnum() or (not plain and (INVISIBLE.search(text) or DAMAGED in text)):
            return False
        if len(text) == FULL_CELL or ("&" in text and unescaped(text) != text):
            return False
        start = text[: 2 * longest]  # a letter or digit stays at least one when words are compared
        if (len(start.rstrip(" .")) if plain else sum(map(str.isalnum, start))) <= longest:
            return False
        return text == " ".join(unicodedata.normalize("NFC", text).split())

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
    problems += limited([*_backward_problems(frame, spec, raw), *suspected(frame, spec, raw)])
    _number_within(frame, spec)
    names = _record_names(frame, spec)
    changes = _change_logs(spec, columns, names)
    frame, merged, conflicts = merge_duplicates(frame, names, spec, raw)
    log = pd.concat([raw.log, *changes, merged], ignore_index=True)
    return Cleaned(_sorted_by_key(frame, list(spec.key)), sort_log(log), problems + limited(conflicts))


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
        yield raw.problem(rows[place], answer.problem, answer.hint, item.id, answer.part or column.raw.iloc[place])
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
    """Number the fact sheets of a respondent by their content where the file does not number them.

    One that stands there twice gets the same number twice; empty ones are not told apart, so each has its own.
    """
    derived = [item.id for item in spec.items.values() if item.derived]
    if not derived or frame.empty or frame[derived[0]].ne("").all():
        return
    name, group = derived[0], spec.key[0]
    rest = [c for c in frame.columns if c not in (name, group)]
    rows = frame.sort_values([group, *rest], kind="stable")
    own = ~rows.duplicated([group, *rest]) | rows[rest].eq("").all(axis=1)
    frame[name] = own.groupby(rows[group], sort=False).cumsum().reindex(frame.index).astype(str)


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


def _sorted_by_key(frame: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    return _sorted(frame, [_sortable(frame[name]) for name in key])


def _sortable(column: pd.Series) -> list:
    """Numbers sort as numbers, everything else as text."""
    for part in (column.head(100), column):
        numbers = pd.to_numeric(part, errors="coerce")
        if not np.isfinite(numbers).all():
            return column.tolist()
    return numbers.tolist()
