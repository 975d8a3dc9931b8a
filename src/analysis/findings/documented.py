"""Tables of documents as findings of several chapters have them: told row by row, in the words of their options, by option, as data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from analysis.documents import SEPARATOR
from analysis.findings.results import Facts, Results

Row = dict[str, Any]


def told(r: Results, table: str, topics: Sequence[str] = ()) -> Facts | None:
    """The rows of a table; where there are `topics`, those of each of them in turn."""
    rows = r.documents(table)
    rows = [row for topic in topics for row in rows if row["topic"] == topic] if topics else rows
    return {"rows": rows, "evidence": r.wave.listed, "coded": r.wave.coded} if rows else None


def labels(r: Results, table: str, column: str) -> dict[str, str]:
    """What the options of a column are called, in their order."""
    return r.column(table, column).options or {}


def worded(r: Results, table: str, *columns: str) -> list[Row]:
    """The rows of a table with labels in the place of the options of some columns (nothing: the cell is empty)."""
    names = {column: labels(r, table, column) for column in columns}
    return [row | {column: of.get(row[column], "") for column, of in names.items()} for row in r.documents(table)]


def by_option(r: Results, table: str, column: str, rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """Rows of a table under the label of their option, in the order of the options; those that no row has are left out."""
    found = [(name, [row for row in rows if row[column] == option]) for option, name in labels(r, table, column).items()]
    return [(name, some) for name, some in found if some]


def as_read(r: Results, table: str) -> pd.DataFrame:
    """A table with its passages, to be downloaded."""
    return joined(pd.DataFrame(r.documents(table)))


def joined(table: pd.DataFrame) -> pd.DataFrame:
    """A table in which the several values of a cell are one text."""
    return table.map(lambda cell: SEPARATOR.join(cell) if isinstance(cell, list | tuple) else cell)
