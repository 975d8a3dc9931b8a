"""The workbook with marked cells: rows where they stand in the file, what to do beside the cell, and nothing that computes."""

from __future__ import annotations

import io

import openpyxl
import pytest

from analysis.check import marked as module
from analysis.check.marked import ERROR, WARNING, marked
from analysis.problems import Problem


@pytest.fixture
def book(checked):
    """`book({"country": "Atlantis"}, ...)`: the sheet of practices, with these further problems of it."""

    def make(*records, problems=()):
        read = checked(*records).tables["practices"]
        read.problems += problems
        return openpyxl.load_workbook(io.BytesIO(marked([read])))["practices"]

    return make


def cells(sheet):
    return {(cell.row, sheet.cell(1, cell.column).value): cell for row in sheet for cell in row}


def test_a_cell_at_fault_is_coloured_and_says_what_to_do(book):
    found = cells(book({}, {"country": "Atlantis"}))
    cell = found[3, "country"]
    assert cell.value == "Atlantis" and cell.fill.fgColor.rgb.endswith(ERROR[1:])
    assert "is not" in cell.comment.text and len(cell.comment.text.split(". ")) > 1
    assert [place for place, other in found.items() if other.comment] == [(3, "country")]


def test_a_warning_looks_otherwise_and_an_empty_cell_can_be_marked(book):
    doubt = Problem("practices.csv", "is doubtful", "look", "", 2, "budget", warning=True)
    found = cells(book({}, problems=[doubt]))
    assert found[2, "budget"].fill.fgColor.rgb.endswith(WARNING[1:]) and found[2, "budget"].value is None


def test_what_looks_like_a_formula_stays_text(book):
    cell = cells(book({"title": "=1+1", "country": "=Atlantis"}))
    assert (cell[2, "title"].value, cell[2, "title"].data_type) == ("=1+1", "s")
    assert (cell[2, "country"].value, cell[2, "country"].data_type) == ("=Atlantis", "s")


def test_where_no_cell_is_at_fault_or_too_many_rows_are_there_none_is_made(checked, monkeypatch):
    assert marked([checked().tables["practices"]]) == b""
    bad = checked({"country": "Atlantis"}).tables["practices"]
    assert openpyxl.load_workbook(io.BytesIO(marked([bad]))).properties.created == module.CREATED
    monkeypatch.setattr(module, "ROWS", 0)
    assert marked([bad]) == b""


def test_contacts_and_who_withdrew_are_not_in_it(make_wave, rows_of):
    from analysis.check.examine import examine

    head, *rows = rows_of("responses", {"respondent_id": "R1", "country": "Atlantis"}, {"respondent_id": "R2", "country": "Malta"})
    wave = make_wave({"survey.csv": [[*head, "contact_person"], *([*row, "Somebody"] for row in rows)]}, withdrawn=["R2"])
    content = marked([examine(wave).tables["responses"]])
    text = [cell.value for row in openpyxl.load_workbook(io.BytesIO(content))["responses"] for cell in row]
    assert "R1" in text and not {"R2", "Somebody", "contact_person"} & set(text)
