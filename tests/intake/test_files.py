"""Opening files: what comes out as text cells, and what is said of files that cannot be opened."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from analysis.intake.files import read_headed
from analysis.problems import InputProblems

SHEET = "xl/worksheets/sheet1.xml"


def saved(tmp_path: Path, content: bytes | str, name: str = "t.csv") -> Path:
    file = tmp_path / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def test_every_kind_of_cell_becomes_text(tmp_path: Path, make_xlsx) -> None:
    cells = ["a ", 5, 5.0, 2.5, True, None, date(2012, 5, 31), datetime(2012, 5, 31), datetime(2012, 5, 31, 10, 30)]
    header = [f"c{n}" for n in range(len(cells))]
    frame, problems = read_headed(saved(tmp_path, make_xlsx({"s": [header, cells]}), "t.xlsx"), "s")
    texts = ["a ", "5", "5", "2.5", "TRUE", "", "2012-05-31", "2012-05-31", "2012-05-31 10:30:00"]
    assert frame.loc[2].tolist() == texts
    assert problems == []


def test_rows_are_numbered_as_a_spreadsheet_program_shows_them(tmp_path: Path, make_xlsx) -> None:
    rows = [["a", "b "], [1, 2], [None, None], [3]]
    frame, _ = read_headed(saved(tmp_path, make_xlsx({"other": [["x"]], "s": rows}), "t.xlsx"), "s")
    assert list(frame.columns) == ["a", "b"]
    assert list(frame.index) == [2, 3, 4]
    assert frame.loc[4].tolist() == ["3", ""]


def test_a_formula_is_named_with_its_cell(tmp_path: Path, make_xlsx) -> None:
    file = saved(tmp_path, make_xlsx({"s": [["a", "b"], [1, 2], [3, "=A2+1"]]}), "t.xlsx")
    _, [problem] = read_headed(file, "s")
    assert (problem.rule, problem.sheet, problem.row, problem.column, problem.value) == (
        "holds a formula",
        "s",
        3,
        "b",
        "=A2+1",
    )
    assert problem.hint == "replace the formula by its value"


def test_a_formula_beyond_the_last_column_is_named_too(tmp_path: Path, make_xlsx) -> None:
    _, problems = read_headed(saved(tmp_path, make_xlsx({"s": [["a"], [1, "=A2"]]}), "t.xlsx"), "s")
    assert ("holds a formula", 2, "B") in [(p.rule, p.row, p.column) for p in problems]


def test_a_value_beyond_the_last_column_is_a_problem(tmp_path: Path, make_xlsx) -> None:
    _, [problem] = read_headed(saved(tmp_path, make_xlsx({"s": [["a"], [1, None, "stray"]]}), "t.xlsx"), "s")
    assert (problem.row, problem.value) == (2, "stray")


def test_a_missing_sheet_names_those_there_are(tmp_path: Path, make_xlsx, problems_of) -> None:
    file = saved(tmp_path, make_xlsx({"Sheet1": [["a"]], "Sheet2": [["a"]]}), "t.xlsx")
    [problem] = problems_of(lambda: read_headed(file, "practices"))
    assert problem.rule == "there is no sheet 'practices'"
    assert "(Sheet1, Sheet2)" in problem.hint


@pytest.mark.parametrize("rows", [[], [[None, None], ["a", "b"]]])
def test_an_empty_first_row_is_said(tmp_path: Path, make_xlsx, problems_of, rows) -> None:
    [problem] = problems_of(lambda: read_headed(saved(tmp_path, make_xlsx({"s": rows}), "t.xlsx"), "s"))
    assert (problem.rule, problem.row) == ("the sheet is empty", 1)


def _zip(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)  # without the time of day, which would stand in names of tests
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b" \n ", "the file is empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "is an old Office file"),
        (_zip(), "is an empty zip archive"),
        (_zip(readme=b"hello"), "is not an Excel workbook"),
        (_zip(**{"[Content_Types].xml": b"<Types"}), "is not an Excel workbook"),
    ],
)
def test_what_is_no_workbook_is_one_message(tmp_path: Path, problems_of, content: bytes, said: str) -> None:
    [problem] = problems_of(lambda: read_headed(saved(tmp_path, content, "t.xlsx"), "s"))
    assert said in problem.rule
    assert "t.xlsx" in problem.file and problem.hint


def test_a_missing_file_is_one_message(tmp_path: Path, problems_of) -> None:
    [problem] = problems_of(lambda: read_headed(tmp_path / "gone.xlsx", "s"))
    assert problem.rule == "there is no such file"


@pytest.fixture(scope="module")
def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "s"
    for n in range(40):
        book.active.append([f"text {n}", n, f"more {n}"])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("part", [0.01, 0.3, 0.6, 0.9, 0.99])
def test_a_truncated_workbook_is_one_message(tmp_path: Path, workbook: bytes, problems_of, part: float) -> None:
    file = saved(tmp_path, workbook[: int(len(workbook) * part)], "t.xlsx")
    [problem] = problems_of(lambda: read_headed(file, "s"))
    assert "is not an Excel workbook that can be read" in problem.rule


def test_a_workbook_with_damaged_bytes_is_read_or_reported(tmp_path: Path, workbook: bytes) -> None:
    chance = random.Random(0)
    for turn in range(60):
        damaged = bytearray(workbook)
        for _ in range(5):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        file = saved(tmp_path, bytes(damaged), f"{turn}.xlsx")
        try:
            read_headed(file, "s")
        except InputProblems as error:
            assert len(error.problems) == 1


def test_csv_cells_are_text_and_nothing_is_guessed(tmp_path: Path) -> None:
    text = 'id, note\n007,NA\n1.50,"a,\nb"\n"",null\n'
    frame, problems = read_headed(saved(tmp_path, "\ufeff" + text))
    assert list(frame.columns) == ["id", "note"]
    assert frame.to_numpy().tolist() == [["007", "NA"], ["1.50", "a,\nb"], ["", "null"]]
    assert problems == []


@pytest.mark.parametrize(
    ("content", "rule", "row"),
    [
        (b"", "the file is empty", None),
        (b"\n\n", "the file is empty", None),
        (b"a,b\n1,x\n2,\0\n", "holds a NUL character", 3),
        (b"\0a,b\n1,2\n", "holds a NUL character", 1),
        ("a,b\n1,é\n".encode("latin-1"), "is not UTF-8 text", 2),
        (b'a,b\n1,2\n3,4,5\n', "cells", 3),
        (b'a,b\n1,"2\n', "quotation mark", 2),
    ],
)  # fmt: skip
def test_a_csv_file_that_cannot_be_read_is_one_message(
    tmp_path: Path, problems_of, content: bytes, rule: str, row
) -> None:
    import re

    [problem] = problems_of(lambda: read_headed(saved(tmp_path, content)))
    assert re.search(rule, problem.rule), problem.rule
    assert row is None or problem.row == row
    assert "t.csv" in problem.file and problem.hint


def test_a_row_with_too_few_cells_is_a_problem_and_not_filled_up(tmp_path: Path) -> None:
    frame, [problem] = read_headed(saved(tmp_path, "a,b,c\n1,2,3\n4,5\n6,7,8\n"))
    assert problem.row == 3
    assert frame.to_numpy().tolist() == [["1", "2", "3"], ["6", "7", "8"]]
    assert list(frame.index) == [2, 4]


@pytest.fixture(scope="module")
def exported() -> bytes:
    """As survey tools write them: texts in a part of their own, which the sheet's cells point to."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        page = book.add_worksheet("s")
        for n in range(40):
            page.write_row(n, 0, [f"text {n}", n])
    return buffer.getvalue()


def changed(workbook: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one part replaced, packed anew, so that only the part itself is damaged."""
    source = zipfile.ZipFile(io.BytesIO(workbook))
    parts = {name: source.read(name) for name in source.namelist()}
    return _zip(**parts | {part: change(parts[part])})


def test_an_attribute_that_nobody_knows_does_not_matter(tmp_path: Path, workbook: bytes) -> None:
    odd = changed(workbook, SHEET, lambda xml: xml.replace(b"baseColWidth", b"baseColBreadth"))
    frame, problems = read_headed(saved(tmp_path, odd, "t.xlsx"), "s")
    assert len(frame) == 39 and problems == []


@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml"])
@pytest.mark.parametrize("share", [0.3, 0.9, 0.99])
def test_half_a_part_is_not_taken_for_a_whole_one(
    tmp_path: Path, exported, problems_of, part: str, share: float
) -> None:
    file = saved(tmp_path, changed(exported, part, lambda xml: xml[: int(len(xml) * share)]), "t.xlsx")
    [problem] = problems_of(lambda: read_headed(file, "s"))
    assert "is not an Excel workbook that can be read" in problem.rule


@pytest.mark.parametrize(
    ("cell", "rule", "value"),
    [
        (b'<c r="B3" t="e"><v>#DIV/0!</v></c>', "holds an error", "#DIV/0!"),
        (b'<c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "holds a formula", "=1/0"),
        (b'<c><f t="shared" si="0"/><v>3</v></c>', "holds a formula", "="),
    ],
)
def test_what_a_value_does_not_show_is_found_in_the_sheet(tmp_path, exported, cell, rule, value) -> None:
    file = saved(tmp_path, changed(exported, SHEET, lambda xml: xml.replace(b'<c r="B3"><v>2</v></c>', cell)), "t.xlsx")
    _, [problem] = read_headed(file, "s")
    assert (problem.rule, problem.row, problem.column, problem.value) == (rule, 3, "0", value)


def test_a_cell_out_at_the_edge_of_the_sheet_does_not_fill_the_memory(tmp_path: Path, exported, problems_of) -> None:
    far = changed(exported, SHEET, lambda xml: xml.replace(b'<c r="B3">', b'<c r="XFD1048576">'))
    [problem] = problems_of(lambda: read_headed(saved(tmp_path, far, "t.xlsx"), "s"))
    assert (problem.rule, problem.row, problem.column) == ("a cell stands far away from all others", 1048576, "XFD")


def test_a_number_cell_with_three_decimals_keeps_its_value(tmp_path: Path, make_xlsx) -> None:
    from analysis.clean.numbers import parse_number

    frame, _ = read_headed(saved(tmp_path, make_xlsx({"s": [["a"], [1.234]]}), "t.xlsx"), "s")
    assert parse_number(frame.loc[2, "a"]) == 1.234
