"""The committed extracts as plain cells, their ledger, and a fresh rebuild to hold them against."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from analysis.codebook import Codebook, codebook_for
from analysis.reconstruct.extracts import Extracts, Rebuilt, extracts, rebuild
from analysis.wave import Root, open_wave

SHEETS = {"responses": ("survey.xlsx", 3), "factsheets": ("survey.xlsx", 3), "practices": ("practices.xlsx", 2)}
Rows = dict[int, dict[str, object]]


@pytest.fixture(scope="session")
def raw_folder() -> Path:
    return Root.at().data / "raw" / "2012"


@pytest.fixture(scope="session")
def ledger_file() -> Path:
    return Path(__file__).with_name("ledger_2012.csv")


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return codebook_for(open_wave("2012"))


@pytest.fixture(scope="session")
def clean(raw_folder: Path, codebook: Codebook) -> Rebuilt:
    return rebuild(raw_folder / "published", codebook)


@pytest.fixture(scope="session")
def made(raw_folder: Path, codebook: Codebook) -> Extracts:
    return extracts(raw_folder / "published", codebook)


@pytest.fixture(scope="session")
def ledger(ledger_file: Path) -> list[dict[str, str]]:
    return _read_csv(ledger_file)


@pytest.fixture(scope="session")
def printed(raw_folder: Path) -> dict[str, list[dict[str, str]]]:
    """`table_3_1` or `figures` -> the rows of that file."""
    return {file.stem: _read_csv(file) for file in sorted((raw_folder / "published").glob("*.csv"))}


@pytest.fixture(scope="session")
def written(raw_folder: Path) -> dict[str, Rows]:
    """Sheet -> row number -> column -> value, of the committed workbooks."""
    found = {}
    for sheet, (file, first) in SHEETS.items():
        book = openpyxl.load_workbook(raw_folder / file)
        header, *rows = book[sheet].iter_rows(values_only=True)
        found[sheet] = {n: dict(zip(header, row, strict=True)) for n, row in enumerate(rows, 2) if n >= first}
    return found


@pytest.fixture(scope="session")
def undone(written: dict[str, Rows], ledger: list[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    """Sheet -> the records as text, with every entry of the ledger taken back by hand and no cleaner involved."""
    return {
        sheet: _undo(rows, [entry for entry in ledger if entry["sheet"] == sheet]) for sheet, rows in written.items()
    }


def _undo(rows: Rows, entries: list[dict[str, str]]) -> list[dict[str, str]]:
    texts = {n: {c: "" if v is None else str(v) for c, v in row.items()} for n, row in rows.items()}
    for entry in entries:
        if entry["column"]:
            texts[int(entry["row"])][entry["column"]] = entry["clean"]
    gone = {int(e["row"]) for e in entries if e["kind"] in ("duplicate_row", "empty_row", "note_row")}
    return [row for n, row in texts.items() if n not in gone]


def _read_csv(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
