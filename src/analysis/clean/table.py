"""Cleaning a whole table, one variable at a time, with a log of everything that was changed."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from analysis.clean.countries import country_cleaner
from analysis.clean.dates import date_cleaner
from analysis.clean.numbers import number_cleaner, rating_cleaner
from analysis.clean.parsed import Cleaner, Column, apply
from analysis.clean.words import choice_cleaner, id_cleaner, multi_cleaner, text_cleaner
from analysis.codebook import Codebook, Item, Table
from analysis.intake.table import LOG_COLUMNS, Raw
from analysis.problems import Problem

MAX_PROBLEMS_PER_COLUMN = 20


@dataclass
class Cleaned:
    """The clean table (all text, empty where not reported), the log of changes, and what could not be cleaned."""

    frame: pd.DataFrame
    log: pd.DataFrame
    problems: list[Problem] = field(default_factory=list)


def cleaner_for(item: Item, codebook: Codebook) -> Cleaner:
    """The cleaner of one variable, chosen by its type. Amounts of money stay as printed here (see `clean.money`)."""
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
            return number_cleaner(item, codebook)
        case "rating":
            return rating_cleaner(item, codebook)
        case "date":
            return date_cleaner(codebook)
        case "text" | "money":
            return text_cleaner(codebook)
    raise ValueError(f"the codebook gives {item.id} the unknown type {item.type!r}")


def clean_table(raw: Raw, spec: Table, codebook: Codebook) -> Cleaned:
    """Clean every column of a raw table, then merge rows that describe the same record.

    The result is sorted by key, so the order of rows and columns in the file does not matter.
    """
    columns: dict[str, Column] = {}
    problems = list(raw.problems)
    for item in spec.items.values():
        column, hints = apply(raw.frame[item.id], cleaner_for(item, codebook))
        columns[item.id] = column
        problems += _column_problems(item, column, hints, raw)
    frame = pd.DataFrame({name: column.clean for name, column in columns.items()}, index=raw.frame.index)
    _number_within(frame, spec, columns)
    record = _record_names(frame, spec)
    log = _change_log(spec, columns, record)
    frame, merged, conflicts = _merge_duplicates(frame, spec, raw)
    log = pd.concat([raw.log, log, merged], ignore_index=True)
    return Cleaned(frame, sort_log(log), problems + conflicts)


def sort_log(log: pd.DataFrame) -> pd.DataFrame:
    """A log in its lasting order: by source, record, column, raw value and rule."""
    return log[LOG_COLUMNS].sort_values(LOG_COLUMNS, kind="stable", ignore_index=True)


def _column_problems(item: Item, column: Column, hints: dict[str, str], raw: Raw) -> list[Problem]:
    bad = column.problem.ne("")
    found = [
        Problem(raw.file, column.problem[row], hints[column.raw[row]], raw.sheet, int(row), item.id, column.raw[row])
        for row in column.raw.index[bad][:MAX_PROBLEMS_PER_COLUMN]
    ]
    if (more := int(bad.sum()) - len(found)) > 0:
        found.append(Problem(raw.file, f"{more} further cells of this column cannot be read either", "mend those above first", raw.sheet, column=item.id))
    if item.required:
        for row in column.clean.index[column.clean.eq("") & ~bad][:MAX_PROBLEMS_PER_COLUMN]:
            found.append(Problem(raw.file, "the cell must not be empty", "fill it in or delete the row", raw.sheet, int(row), item.id))
    return found


def _number_within(frame: pd.DataFrame, spec: Table, columns: dict[str, Column]) -> None:
    """Number the fact sheets of a respondent by their content where the file does not number them."""
    derived = [item.id for item in spec.items.values() if item.derived]
    if not derived or frame.empty or frame[derived[0]].ne("").all():
        return
    name, group = derived[0], spec.key[0]
    rest = [c for c in frame.columns if c not in (name, group)]
    order = frame.sort_values([group, *rest], kind="stable").groupby(group, sort=False).cumcount() + 1
    frame[name] = order.reindex(frame.index).astype(str)


def _record_names(frame: pd.DataFrame, spec: Table) -> pd.Series:
    return frame[list(spec.key)].agg("/".join, axis=1) if len(spec.key) > 1 and len(frame) else frame[spec.key[0]]


def _change_log(spec: Table, columns: dict[str, Column], record: pd.Series) -> pd.DataFrame:
    parts = []
    for name, column in columns.items():
        changed = column.rule.ne("").to_numpy(dtype=bool)
        if changed.any():
            parts.append(
                pd.DataFrame(
                    {
                        "source": spec.source, "record": record.to_numpy()[changed], "column": name,
                        "raw": column.raw.to_numpy()[changed], "clean": column.clean.to_numpy()[changed], "rule": column.rule.to_numpy()[changed],
                    }
                )
            )  # fmt: skip
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=LOG_COLUMNS)


def _merge_duplicates(frame: pd.DataFrame, spec: Table, raw: Raw) -> tuple[pd.DataFrame, pd.DataFrame, list[Problem]]:
    """Rows with the same key become one: a filled cell wins over an empty one, a longer text over a shorter.

    Two different answers to a closed question are a problem: the file contradicts itself.
    """
    key = list(spec.key)
    twice = frame.duplicated(key, keep=False) & frame[key[0]].ne("")
    if not twice.any():
        return frame.sort_values(key, key=_sortable, kind="stable", ignore_index=True), pd.DataFrame(columns=LOG_COLUMNS), []
    merged, log, problems = [], [], []
    for names, rows in frame[twice].groupby(key, sort=True):
        record = "/".join(names)
        row = {}
        for item in spec.items.values():
            values = sorted(set(rows[item.id]) - {""}, key=lambda v: (-len(v), v))
            if len(values) > 1 and item.type != "text" and item.id not in key:
                places = ", ".join(str(n) for n in rows.index)
                rule = f"rows {places} describe {record} and contradict each other"
                hint = "keep the row that is right, or give the records different identifiers"
                problems.append(Problem(raw.file, rule, hint, raw.sheet, int(rows.index[-1]), item.id, " / ".join(values)))
            row[item.id] = values[0] if values else ""
        merged.append(row)
        log += [[spec.source, record, "", f"{len(rows)} rows", "1 row", "duplicates_merged"]]
    whole = pd.concat([frame[~twice], pd.DataFrame(merged, columns=frame.columns)], ignore_index=True)
    whole = whole.sort_values(key, key=_sortable, kind="stable", ignore_index=True)
    return whole, pd.DataFrame(log, columns=LOG_COLUMNS), problems


def _sortable(column: pd.Series) -> pd.Series:
    """Numbers sort as numbers, everything else as text."""
    numbers = pd.to_numeric(column, errors="coerce")
    return numbers if numbers.notna().all() and np.isfinite(numbers).all() else column.astype(str)
