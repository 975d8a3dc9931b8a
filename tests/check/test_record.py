"""A check leaves a page, and a workbook where cells can be marked; nothing of an earlier check that is no longer true."""

from __future__ import annotations

from pathlib import Path

from analysis.check.examine import Checked
from analysis.check.record import record as record_of
from analysis.check.told import listings


def record(checked: Checked) -> list[Path]:
    return record_of(checked, listings(checked))


def test_a_workbook_stands_beside_the_page_as_long_as_there_are_cells_to_mark(checked):
    found = checked({"country": "Atlantis"})
    names = ["2030.html", "2030-practices.xlsx"]
    assert [file.name for file in record(found)] == names
    assert sorted(file.name for file in found.wave.checks.iterdir()) == sorted(names)
    assert [file.name for file in record(checked())] == ["2030.html"]
    assert [file.name for file in found.wave.checks.iterdir()] == ["2030.html"]


def test_the_same_input_leaves_the_same_bytes(checked):
    first = [file.read_bytes() for file in record(checked({"country": "Atlantis"}))]
    assert [file.read_bytes() for file in record(checked({"country": "Atlantis"}))] == first
