"""The cleaning against the ledger of planted defects: each one repaired, nothing else touched."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from analysis.reconstruct.extracts import Rebuilt, rebuild

LEDGER = Path(__file__).parents[1] / "reconstruct" / "ledger_2012.csv"
TABLES = ("responses", "factsheets", "practices")
DROPPED = {"empty_row": "empty_row_dropped", "note_row": "note_row_dropped"}
Record = dict[str, str]


@pytest.fixture(scope="module")
def ledger() -> list[Record]:
    with LEDGER.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def rebuilt(wave_2012, codebook) -> Rebuilt:
    return rebuild(wave_2012.published, codebook)


@pytest.fixture
def entries(ledger):
    return lambda table: [entry for entry in ledger if entry["sheet"] == table]


@pytest.fixture
def expected(rebuilt, entries, codebook):
    """The clean rebuild as text, by record. A planted date may say the day of a year that the rebuild only names."""

    def build(table: str) -> dict[str, Record]:
        [sheet] = [s for sheets in rebuilt.workbooks.values() for s in sheets if s.name == table]
        columns, key = codebook[table].items, codebook[table].key
        records = {"/".join(str(r[k]) for k in key): {c: str(r.get(c, "")) for c in columns} for r in sheet.records}
        for entry in entries(table):
            if entry["column"].endswith("_date") and records[entry["record"]][entry["column"]] == entry["clean"][:4]:
                records[entry["record"]][entry["column"]] = entry["clean"]
        return records

    return build


@pytest.fixture
def log_of(cleaned_2012):
    """The log's rows of one table: what is changed, and the rules of whole rows."""

    def split(table: str) -> tuple[Counter, Counter]:
        rows = cleaned_2012[table].log.to_dict("records")
        cells = Counter((r["record"], r["column"], r["raw"], r["clean"]) for r in rows if r["column"])
        return cells, Counter((r["rule"], r["record"] or r["raw"]) for r in rows if not r["column"])

    return split


@pytest.mark.parametrize("table", TABLES)
def test_the_cleaned_table_is_the_clean_rebuild(table: str, cleaned_2012, expected, codebook) -> None:
    frame = cleaned_2012[table].frame
    found = dict(zip(frame[list(codebook[table].key)].agg("/".join, axis=1), frame.to_dict("records"), strict=True))
    want = expected(table)
    assert found.keys() == want.keys()
    differing = [(r, c, found[r][c], want[r][c]) for r in want for c in want[r] if found[r][c] != want[r][c]]
    assert differing == []


@pytest.mark.parametrize("table", TABLES)
def test_every_change_in_the_log_is_a_planted_defect_and_every_defect_is_logged(table: str, log_of, entries) -> None:
    cells, _ = log_of(table)
    blanked = {"duplicate_difference"}  # a cell that a repeated row lacks: filled from its original, no cell is changed
    planted = Counter(
        (entry["record"], entry["column"], entry["dirty"], entry["clean"])
        for entry in entries(table)
        if entry["kind"] not in DROPPED and not (entry["kind"] in blanked and not entry["dirty"])
    )
    assert sum(planted.values()) > 10
    assert cells - planted == Counter(), "touched, but not in the ledger"
    assert planted - cells == Counter(), "in the ledger, but not in the log"


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_dropped_and_merged_as_planted(table: str, log_of, entries) -> None:
    _, rows = log_of(table)
    planted = Counter((DROPPED[e["kind"]], "") for e in entries(table) if e["kind"] in DROPPED)
    merged = Counter(("duplicates_merged", e["record"]) for e in entries(table) if e["kind"] == "duplicate_row")
    assert rows == planted + merged


def test_all_of_the_ledger_belongs_to_these_tables(ledger) -> None:
    assert {entry["sheet"] for entry in ledger} == set(TABLES)
    assert len(ledger) > 1000
