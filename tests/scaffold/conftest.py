"""A new wave in a data root of its own, and how a person fills it in with a spreadsheet program."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from analysis.codebook import Codebook, load_codebook
from analysis.scaffold import new_wave
from analysis.wave import Root

YEAR = 2026


@pytest.fixture(scope="session")
def codebook_2026() -> Codebook:
    return load_codebook(Root.at().codebook).of_wave(YEAR)


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """The folder of a wave 2026 as `new-wave` makes it."""
    new_wave(Root.at(tmp_path), "2026")
    return tmp_path / "raw" / "2026"


@pytest.fixture(scope="session")
def fill_in() -> Callable[..., None]:
    """`fill_in(file, "responses", [{"respondent_id": "R1"}])`: records below what stands in the sheet, each cell under its id."""

    def fill(file: Path, sheet: str, records: Iterable[dict[str, Any]], key: tuple[str, ...] = ()) -> None:
        book = openpyxl.load_workbook(file)
        page = book[sheet]
        place = {cell.value: cell.column for cell in page[1]}
        standing = {tuple(row[place[name] - 1].value for name in key): row[0].row for row in page.iter_rows(2)} if key else {}
        free = (row for row in range(page.max_row + 1, page.max_row + 10_000))
        for record in records:
            row = standing.get(tuple(record[name] for name in key)) or next(free)
            for name, value in record.items():
                page.cell(row, place[name], value if value != "" else None)
        book.save(file)

    return fill
