"""Planting defects into a clean sheet, each one entered in a ledger."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from analysis.codebook import Table
from analysis.reconstruct.sheets import Record, Sheet, Value, record_name
from analysis.reconstruct.spellings import Spelling, identifiers, missing_words, spellings

LEDGER_COLUMNS = ("id", "file", "sheet", "row", "record", "column", "clean", "dirty", "kind")
NOTE = "Note: rebuilt from printed margins; see the sheet about before using these rows."


@dataclass(frozen=True)
class Plan:
    """How much is planted: every so manieth filled cell, missing words in every so manieth empty one, repeated rows."""

    every: int = 4
    missing_every: int = 9
    missing_columns: tuple[str, ...] = ()
    repeats: int = 0


@dataclass(frozen=True)
class Defect:
    """One planted defect; `place` is the index of its row in the dirty sheet."""

    place: int
    record: str
    column: str
    clean: str
    dirty: Value
    kind: str


@dataclass
class _Row:
    """A row on its way: its cells, and the spellings planted in it by column."""

    name: str
    cells: Record
    planted: dict[str, Spelling]


PLANS = {
    "responses": Plan(missing_columns=("tcn_number", "tcn_percent", "other_body", "comments"), repeats=6),
    "factsheets": Plan(missing_columns=("fs_year", "fs_outcomes"), repeats=2),
    "practices": Plan(missing_columns=("country", "start_date", "organisation"), repeats=24),
}


def plant(sheet: Sheet, table: Table, plan: Plan) -> tuple[Sheet, list[Defect]]:
    """The sheet with its defects, and the defects.

    Rows that are repeated carry none themselves, so that no repetition contradicts its original. The repetitions stand
    in reverse, hence some before their originals and some behind.
    """
    repeated = _spread(len(sheet.records), plan.repeats)
    rows = [_Row(record_name(table, record), dict(record), {}) for record in sheet.records]
    _plant_cells([row for n, row in enumerate(rows) if n not in repeated], table, plan)
    copies = [_copy(rows[n], turn, table) for turn, n in enumerate(repeated)]
    for turn, copy in enumerate(reversed(copies)):
        rows.insert((2 * turn + 1) * len(rows) // (2 * len(copies)), copy)
    rows.insert(len(rows) // 2, _Row("", {}, {"": Spelling("", "empty_row", "")}))
    rows.append(_Row("", {}, {table.key[0]: Spelling(NOTE, "note_row", "")}))
    return _dirty(sheet, rows), [defect for place, row in enumerate(rows) for defect in _defects(place, row, sheet)]


def ledger_rows(file: str, sheet: Sheet, defects: list[Defect]) -> list[list[Value]]:
    """The defects of one sheet as ledger rows, still without an id."""
    first = sheet.first_row
    return [[file, sheet.name, first + d.place, d.record, d.column, d.clean, d.dirty, d.kind] for d in defects]


def _plant_cells(rows: list[_Row], table: Table, plan: Plan) -> None:
    """Every `plan.every`-th filled cell gets the next spelling of its value; the columns take turns."""
    used: Counter[tuple[str, Value]] = Counter()
    for turn, item in enumerate(table.needed):
        filled = [row for row in rows if row.cells.get(item.id, "") != ""]
        for row in filled[turn % plan.every :: plan.every]:
            value = row.cells[item.id]
            forms = spellings(item, value)
            if forms:
                row.planted[item.id] = forms[(used[item.id, value] + turn) % len(forms)]
                used[item.id, value] += 1
        if item.id in plan.missing_columns:
            empty = [row for row in rows if row.cells.get(item.id, "") == ""]
            for n, row in enumerate(empty[turn % plan.missing_every :: plan.missing_every], turn):
                row.planted[item.id] = missing_words()[n % len(missing_words())]


def _copy(original: _Row, turn: int, table: Table) -> _Row:
    """The row once more, its identifier spelled otherwise and, where it has answers, one of them blank or spaced."""
    key = table.key[0]
    forms = identifiers(original.cells[key])
    planted = {key: forms[turn % len(forms)]._replace(kind="duplicate_row")}
    others = {name: value for name, value in original.cells.items() if name not in table.key}
    answers = [name for name, value in others.items() if isinstance(value, str) and value]
    if answers:
        column = answers[turn % len(answers)]
        value = str(original.cells[column])
        planted[column] = Spelling(f" {value} " if turn % 3 == 2 else "", "duplicate_difference", value)
    return _Row(original.name, original.cells, planted)


def _dirty(sheet: Sheet, rows: list[_Row]) -> Sheet:
    records = [row.cells | {column: s.dirty for column, s in row.planted.items() if column} for row in rows]
    return Sheet(sheet.name, sheet.columns, records, sheet.questions)


def _defects(place: int, row: _Row, sheet: Sheet) -> list[Defect]:
    """The row's defects in the order of the columns."""
    order = {column: n for n, column in enumerate(("", *sheet.columns))}
    found = sorted(row.planted.items(), key=lambda pair: order[pair[0]])
    return [Defect(place, row.name, column, s.clean, s.dirty, s.kind) for column, s in found]


def _spread(length: int, number: int) -> dict[int, None]:
    """`number` places of `length`, evenly apart, none at the ends."""
    return dict.fromkeys((2 * n + 1) * length // (2 * number) for n in range(number)) if number else {}
