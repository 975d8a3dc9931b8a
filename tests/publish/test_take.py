"""What a reader takes along: one workbook, one archive, one file of citations, from what the book offers and nothing else."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from analysis.findings import downloads
from analysis.findings.downloads import names
from analysis.publish import publish
from analysis.publish.workbook import sheet_names
from analysis.store import write_text
from analysis.wave import Wave


def taken(wave: Wave, kind: str) -> Path:
    return wave.book_project / "report" / "_generated" / "downloads" / names(wave)[kind]


@pytest.fixture
def wave(drawn) -> Wave:
    wave = drawn("survey.csv", evidence="observed", collected_by="The collectors")
    publish(wave)
    return wave


@pytest.fixture
def book(wave) -> Workbook:
    return openpyxl.load_workbook(taken(wave, "workbook"))


def test_the_workbook_has_a_cover_contents_notes_and_a_sheet_for_every_table_in_the_order_of_the_book(book):
    assert book.sheetnames == ["Cover", "Contents", "Notes", "Columns", "aims", "who", "all_answers"]
    rows = list(book["Contents"].iter_rows(min_row=2, values_only=True))
    assert rows == [
        ("Sheet", "Table", "Rests on", "Base and source"), ("Notes", "Notes", None, None), ("Columns", "What the columns hold", None, None), ("aims", "Aims", None, None),
        ("who", "Answers by country & region", "observed", "Base: 9 answers."), ("all_answers", "All answers", "observed", "Base: 9 answers."),
    ]  # fmt: skip
    links = {cell.value: cell.hyperlink.location for (cell,) in book["Contents"].iter_rows(min_row=3, max_col=1)}
    assert links == {name: f"'{name}'!A1" for name in ("Notes", "Columns", "aims", "who", "all_answers")}
    notes = dict(book["Notes"].iter_rows(min_row=2, values_only=True))
    assert notes["coded"] == "Read out of the fact sheets or lists under written rules." and "Empty cell" in notes


def test_a_sheet_says_what_its_table_rests_on_and_holds_numbers_as_numbers(book):
    rows = list(book["who"].iter_rows(values_only=True))
    assert [row[0] for row in rows[:6]] == [
        "Answers by country & region", "This sheet holds one table.", "Base: 9 answers.", "What the numbers rest on: observed.",
        "Some cells are empty, because no value is known there or none may be shown.", "Back to the contents",
    ]  # fmt: skip
    assert rows[6:] == [("key", "country", "value"), ("survey.a", "GR", 0.5), ("survey.b", "ES", None)]
    assert book["all_answers"]["B7"].value == "=1+1" and book["all_answers"]["B7"].data_type == "s"


def test_the_workbook_keeps_to_the_mechanical_part_of_the_checklist_for_accessible_spreadsheets(book):
    """The United Kingdom's Analysis Function: tables marked, named and whole; nothing merged, hidden, frozen or coloured in."""
    assert book.active.title == "Cover" and book.properties.title == "All tables: A test" and book.properties.creator
    for sheet in book.worksheets:
        assert 0 < len(sheet.title) <= 31 and " " not in sheet.title and sheet.sheet_state == "visible"
        assert sheet["A1"].value and sheet["A1"].font.bold
        assert not sheet.merged_cells.ranges and not sheet.freeze_panes and not sheet.protection.sheet
        assert not any(row.hidden for row in sheet.row_dimensions.values())
        assert all(column.width >= 12 and not column.hidden for column in sheet.column_dimensions.values())
        rows = list(sheet.iter_rows())
        assert all(any(cell.value is not None for cell in row) for row in rows), "no empty row"
        assert all(cell.font.name == "Arial" and cell.font.size >= 12 and cell.fill.fill_type is None for row in rows for cell in row if cell.value)
        if sheet.title == "Cover":
            continue
        (table,) = sheet.tables.values()
        heads, body = sheet[table.ref][0], sheet[table.ref][1:]
        assert len({str(cell.value).lower() for cell in heads}) == len(heads) and all(cell.value for cell in heads)
        assert table.headerRowCount == 1 and table.autoFilter is None
        assert body[-1][-1].row == sheet.max_row and heads[-1].column == sheet.max_column, "nothing beside or below it"
        assert all(cell.alignment.wrap_text for row in body for cell in row if not cell.hyperlink)
    assert len({name for sheet in book.worksheets for name in sheet.tables}) == len(book.sheetnames) - 1


def test_every_column_is_told_by_its_own_table_the_words_or_the_codebook(book):
    told = {(sheet, column): meaning for sheet, column, meaning in book["Columns"].iter_rows(min_row=3, values_only=True)}
    assert told["aims", "share"] == "Per cent" and told["who", "value"] == "The estimate; a share is a part of one"
    assert told["who", "country"] == "Country" and told["all_answers", "text"] == "Text"


def test_names_of_sheets_are_short_and_each_is_there_once():
    long = "tbl-criteria-codings-sustainability-know-how-left"
    found = sheet_names(["fig-a", "tbl-A", long, f"{long}-too"])
    assert found == ["a", "A~2", "criteria-codings-sustainability", "criteria-codings-sustainabi~2"]
    assert max(map(len, found)) <= 31


def test_the_archive_holds_figures_tables_and_a_dictionary_without_a_clock(wave):
    with zipfile.ZipFile(taken(wave, "archive")) as packed:
        assert packed.namelist() == [
            "README.txt", "dictionary.csv", "figures/fig-who.svg", "figures/fig-who.png",
            "tables/tbl-aims.csv", "tables/fig-who.csv", "tables/all_answers.csv",
        ]  # fmt: skip
        assert {entry.date_time[0] for entry in packed.infolist()} == {1980}
        rows = list(csv.DictReader(io.StringIO(packed.read("dictionary.csv").decode())))
        assert rows[0] == {"file": "tbl-aims.csv", "holds": "Aims", "column": "aim", "meaning": "Aim of it"}
        assert "Cite it as: The integration practices report (2026)." in packed.read("README.txt").decode()


def test_each_figure_and_table_has_a_citation_at_its_anchor_and_an_entry(wave):
    text = (wave.book_project / "report/_generated/citing-all.qmd").read_text(encoding="utf-8")
    table, figure = text.split("\n:::\n:::\n")[:2]
    assert table.startswith("::: {#cite-tbl-aims .cell}\n**@tbl-aims** [The integration practices report (2026). “Aims”, table tbl-aims. In: ")
    assert "::: {#cite-fig-who .cell}\n**@fig-who** " in figure and "Data: The collectors, A test (2030).]{.printed}" in figure
    entry = figure.split("```bibtex\n")[1].split("\n```")[0]
    assert entry.startswith("@incollection{integration-practices-2030-fig-who,\n  author = {{The integration practices report}},")
    assert "title = {Answers by country \\& region}" in entry
    assert "year = {2026}" in entry, "of the edition, not of the wave"
    bib = taken(wave, "citations").read_text(encoding="utf-8")
    assert entry in bib and bib.startswith("@misc{integration-practices-2030,\n") and bib.count("@incollection{") == 2


def test_an_edition_of_no_known_year_is_cited_without_one(wave, monkeypatch, tmp_path):
    write_text("title: A report\n", tmp_path / "CITATION.cff")
    monkeypatch.setattr(downloads, "CITATION", tmp_path / "CITATION.cff")
    publish(wave)
    bib = taken(wave, "citations").read_text(encoding="utf-8")
    assert "year = " not in bib and "(2026)" not in (wave.book_project / "report/_generated/citing-all.qmd").read_text(encoding="utf-8")


def test_what_is_simulated_says_so_in_every_citation(drawn):
    wave = drawn("survey.csv", evidence="simulated")
    publish(wave)
    bib = taken(wave, "citations").read_text(encoding="utf-8")
    assert bib.count("simulated for demonstration") == bib.count("\n@") + 1
    assert "simulated" in openpyxl.load_workbook(taken(wave, "workbook"))["Cover"]["A5"].value


def test_exhibits_of_a_chapter_that_is_left_out_are_neither_cited_nor_taken_along(drawn):
    wave = drawn("networks.csv")
    publish(wave)
    text = (wave.book_project / "report/_generated/citing-all.qmd").read_text(encoding="utf-8")
    assert "cite-fig-who" not in text and "cite-tbl-aims" in text
    assert "who" not in openpyxl.load_workbook(taken(wave, "workbook")).sheetnames
    with zipfile.ZipFile(taken(wave, "archive")) as packed:
        assert packed.namelist() == ["README.txt", "dictionary.csv", "tables/tbl-aims.csv"]
    assert "fig-who" not in taken(wave, "citations").read_text(encoding="utf-8")


def test_only_what_the_book_offers_is_taken_along(drawn):
    wave = drawn("survey.csv")
    write_text("respondent_id\nR1\n", wave.staged("responses.csv"))
    write_text("respondent_id\nR1\n", wave.stage / "report" / "downloads" / "old.csv")
    publish(wave)
    with zipfile.ZipFile(taken(wave, "archive")) as packed:
        assert not any("R1" in packed.read(name).decode() for name in packed.namelist())


def test_the_same_again_gives_the_same_bytes(wave):
    before = {kind: taken(wave, kind).read_bytes() for kind in names(wave)}
    for kind in before:
        taken(wave, kind).unlink()
    publish(wave)
    assert {kind: taken(wave, kind).read_bytes() for kind in before} == before
