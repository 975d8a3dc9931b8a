"""The printed cells of the study, as they stand in `published/*.csv`."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

SURVEY_TABLES = ("3_1", "3_2", "3_3", "3_4", "3_5")
PRACTICE_TABLES = ("3_7", "3_8", "3_9", "3_10", "3_11")
AIMS_TABLE, FUNDING_TABLE = "3.10", "3.11"

# Only the running text gives how many opened the questionnaire, began it, and came far enough.
HITS, BEGUN, ANALYSABLE = (f"survey.status.{name}.share" for name in ("any", "begun", "analysable"))


@dataclass(frozen=True)
class Cell:
    """One printed number, verbatim. `key` and `field` (`numerator` or `value`) say which estimate it is."""

    source: str
    ref: str
    cell: str
    printed: str
    key: str
    field: str
    table: str = ""
    row: str = ""
    item: str = ""
    certain: bool = True
    note: str = ""

    @property
    def count(self) -> int:
        """The printed count."""
        return int(self.printed)

    @property
    def tenths(self) -> int:
        """The printed percentage in tenths of a point, so that no float is involved."""
        return int(self.printed.rstrip("%").replace(".", ""))


def read_tables(folder: Path) -> list[Cell]:
    """Every printed cell of the survey and practice tables."""
    sources = [("survey", name) for name in SURVEY_TABLES] + [("practices", name) for name in PRACTICE_TABLES]
    return [_table_cell(source, row) for source, name in sources for row in _rows(folder / f"table_{name}.csv")]


def read_figures(folder: Path) -> list[Cell]:
    """Every percentage printed in or beside the survey's figures."""
    return [_figure_cell(row) for row in _rows(folder / "figures.csv")]


def read_statements(folder: Path) -> list[Cell]:
    """The numbers of the running text that stand for an estimate; their source is `text`."""
    return [
        Cell("text", f"Section {row['section']}", row["statement"], row["value"], row["key"],
             "value" if row["unit"] == "percent" else "numerator")
        for row in _rows(folder / "statements.csv")
        if row["key"] in (HITS, BEGUN, ANALYSABLE)
    ]  # fmt: skip


def counts(cells: Iterable[Cell], prefix: str) -> dict[str, int]:
    """Option -> printed count, for the keys `<prefix><option>.share`, in printed order and without the totals."""
    found = {
        cell.key.removeprefix(prefix).removesuffix(".share"): cell.count
        for cell in cells
        if cell.field == "numerator" and cell.key.startswith(prefix)
    }
    return {option: count for option, count in found.items() if option not in ("any", "reported") and "." not in option}


def total(cells: Iterable[Cell], key: str) -> int:
    """The one count that is printed for `key`; a study that prints it twice must print the same."""
    found = {cell.count for cell in cells if cell.key == key and cell.field == "numerator"}
    if len(found) != 1:
        raise ValueError(f"{key} is printed as {sorted(found) or 'nothing'}; exactly one count is needed")
    return found.pop()


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _table_cell(source: str, row: dict[str, str]) -> Cell:
    cell = f"{row['row']}, {row['column']}"
    ref = f"Table {row['table']}"
    return Cell(source, ref, cell, row["printed"], row["key"], row["field"], row["table"], row["row"])


def _figure_cell(row: dict[str, str]) -> Cell:
    levels = [row[name] for name in ("item", "group", "option") if row[name]]
    label = row["key"].removeprefix("survey.").removesuffix(".higher_priority.share")
    return Cell(
        source="survey",
        ref=f"Figure {row['figure']}",
        cell=label,
        printed=row["printed"],
        key=row["key"],
        field="value",
        item="__".join(levels),
        certain=row["certain"] == "yes",
        note=row["note"],
    )
