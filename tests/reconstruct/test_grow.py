"""The grown wave: as many rows as asked for, identifiers of their own, defects kept."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from analysis.wave import PROJECT

SCRIPT = PROJECT / "benchmarks" / "grow.py"
TAIL = 2  # the empty row and the note


def grow(folder: Path, practices: int, survey: int) -> dict[str, list[dict[str, str]]]:
    subprocess.run([sys.executable, SCRIPT, str(practices), str(survey), folder], check=True)
    found = {}
    for name in ("practices", "responses", "factsheets"):
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            found[name] = list(csv.DictReader(stream))
    return found


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, list[dict[str, str]]]]:
    folder = tmp_path_factory.mktemp("raw") / "grown"
    return folder, grow(folder, 2000, 300)


def test_it_has_as_many_rows_as_asked_for(grown) -> None:
    _, tables = grown
    assert len(tables["practices"]) == 2000 + TAIL
    assert len(tables["responses"]) == 300 + TAIL
    assert all(None not in row and None not in row.values() for rows in tables.values() for row in rows)


def test_only_planted_duplicates_share_an_identifier(grown, written, undone) -> None:
    _, tables = grown
    names = [row["practice_id"].strip().upper() for row in tables["practices"][:-TAIL]]
    whole = len(written["practices"]) - TAIL
    repeated = whole - len(undone["practices"])
    assert len(names[:whole]) - len(set(names[:whole])) == repeated
    assert not set(names[:whole]) & set(names[whole:])


def test_fact_sheets_belong_to_grown_respondents(grown) -> None:
    _, tables = grown
    respondents = {row["respondent_id"].strip().upper() for row in tables["responses"]}
    assert tables["factsheets"]
    assert {row["respondent_id"].strip().upper() for row in tables["factsheets"][:-TAIL]} <= respondents


def test_cells_are_kept_as_they_were(grown, written) -> None:
    _, tables = grown
    first = [row for row in written["practices"].values() if any(value is not None for value in row.values())]
    for got, want in zip(tables["practices"], first[:-1], strict=False):
        assert {c: v for c, v in got.items() if c != "practice_id"} == {
            c: "" if v is None else str(v) for c, v in want.items() if c != "practice_id"
        }


def test_the_declaration_names_its_folder_and_the_bytes_repeat(grown, tmp_path: Path) -> None:
    folder, _ = grown
    declared = yaml.safe_load((folder / "wave.yml").read_text(encoding="utf-8"))
    assert (declared["id"], declared["evidence"]) == ("grown", "simulated")
    again = tmp_path / "grown"
    grow(again, 2000, 300)
    assert all((again / file.name).read_bytes() == file.read_bytes() for file in folder.iterdir())
