"""Opening files: whatever a file is, what comes out is a table of text cells, or one message."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pyreadstat
import pytest
from workbooks import SHEET, changed, opendocument, saved, table, zipped

from analysis.clean.numbers import parse_number
from analysis.intake.containers import text
from analysis.intake.files import CONTAINERS, read_cells, read_headed, sheets
from analysis.problems import InputProblems

ROWS = [["a", "b"], ["1", "x"], ["", ""], ["2", "y"]]


def rows_as_ods() -> bytes:
    cells = "".join(
        f"<table:table-row>{''.join(f'<table:table-cell><text:p>{value}</text:p></table:table-cell>' for value in row)}</table:table-row>"
        for row in ROWS
    )
    return opendocument(f'<table:table table:name="s">{cells}</table:table>')


@pytest.mark.parametrize("name", ["t.xlsx", "t.csv", "t.bin"])
@pytest.mark.parametrize(
    ("container", "make"),
    [("xlsx", lambda: table(ROWS)), ("ods", rows_as_ods), ("csv", lambda: "".join(f"{a},{b}\n" for a, b in ROWS).encode())],
)  # fmt: skip
def test_the_same_table_is_the_same_cells_whatever_holds_it(tmp_path: Path, name: str, container: str, make) -> None:
    file = saved(tmp_path, make(), name)
    cells = read_cells(file)
    assert cells.frame.to_numpy().tolist() == ROWS
    assert list(cells.frame.index) == [1, 2, 3, 4]
    assert cells.container == container
    assert sheets(file) == [cells.sheet]
    claimed = name.rpartition(".")[2]
    assert len(cells.remarks) == (claimed in CONTAINERS and claimed != container)


def test_statistical_files_have_their_labels_in_the_second_row(tmp_path: Path) -> None:
    import pandas as pd

    pyreadstat.write_sav(pd.DataFrame({"a": [1.0]}), str(tmp_path / "t.sav"), column_labels=["First"])
    cells = read_cells(tmp_path / "t.sav")
    assert cells.labelled
    assert cells.frame[0].tolist() == ["a", "First", "1"]


def test_a_file_is_opened_once_and_anew_when_it_has_changed(tmp_path: Path, monkeypatch) -> None:
    opened = []
    monkeypatch.setitem(CONTAINERS, "csv", SimpleNamespace(read=lambda file, sheet: opened.append(file) or text.read(file)))
    file = saved(tmp_path, "a,b\n1,2\n")
    first = read_cells(file)
    first.remarks.append("of one reader only")
    assert read_cells(file).remarks == []
    assert len(opened) == 1
    saved(tmp_path, "a,b\n1,2\n3,4\n")
    assert len(read_cells(file).frame) == 3


def test_the_first_row_is_the_header_and_others_keep_their_numbers(tmp_path: Path) -> None:
    frame, problems = read_headed(saved(tmp_path, table([["a", "b "], *ROWS[1:]]), "t.xlsx"), "s")
    assert list(frame.columns) == ["a", "b"]
    assert list(frame.index) == [2, 3, 4]
    assert frame.to_numpy().tolist() == ROWS[1:]
    assert problems == []


def test_problems_name_the_column_by_its_header(tmp_path: Path, make_xlsx) -> None:
    rows = [["id", "b"], [1, "=A2"], [2, 3, "=A3"]]
    _, problems = read_headed(saved(tmp_path, make_xlsx({"s": rows}), "t.xlsx"), "s")
    assert [(p.rule, p.row, p.column) for p in problems] == [("holds a formula", 2, "b"), ("holds a formula", 3, "C")]


def test_a_value_beyond_the_last_column_is_a_problem(tmp_path: Path) -> None:
    _, [problem] = read_headed(saved(tmp_path, table([["a"], [1, "", "stray"]]), "t.xlsx"), "s")
    assert (problem.row, problem.value) == (2, "stray")
    assert problem.rule == "holds a value to the right of the last column"


@pytest.mark.parametrize("rows", [[], [["", ""], ["a", "b"]]])
def test_an_empty_first_row_is_said(tmp_path: Path, problems_of, rows) -> None:
    [problem] = problems_of(lambda: read_headed(saved(tmp_path, table(rows), "t.xlsx"), "s"))
    assert (problem.rule, problem.row) == ("the sheet is empty", 1)


def test_a_number_cell_with_three_decimals_keeps_its_value(tmp_path: Path) -> None:
    frame, _ = read_headed(saved(tmp_path, table([["a"], [1.234]]), "t.xlsx"), "s")
    assert parse_number(frame.loc[2, "a"]) == 1.234


@pytest.fixture(scope="module")
def workbook() -> bytes:
    return table([[f"text {n}", n, f"more {n}"] for n in range(40)])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (lambda: b"", "the file is empty"),
        (lambda: zipped({"readme": b"hello"}), "is not an Excel workbook"),
        (lambda: zipped({"[Content_Types].xml": b"<Types"}), "is not an Excel workbook"),
        (lambda: b"PK\x03\x04 and nothing else", "is not an Excel workbook"),
        (lambda: zipped({"xl/workbook.xml": b"<workbook/>"}), "is not an Excel workbook"),
    ],
)
def test_what_is_no_workbook_is_one_message(tmp_path: Path, problems_of, content: Callable[[], bytes], said: str) -> None:
    [problem] = problems_of(lambda: read_cells(saved(tmp_path, content(), "t.xlsx"), "s"))
    assert said in problem.rule
    assert "t.xlsx" in problem.file and problem.hint


@pytest.mark.parametrize("part", [0.01, 0.3, 0.6, 0.9, 0.99])
def test_a_truncated_workbook_is_one_message(tmp_path: Path, workbook: bytes, problems_of, part: float) -> None:
    file = saved(tmp_path, workbook[: int(len(workbook) * part)], "t.xlsx")
    [problem] = problems_of(lambda: read_cells(file, "s"))
    assert "is not an Excel workbook that can be read" in problem.rule


@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
@pytest.mark.parametrize("share", [0.3, 0.9, 0.99])
def test_half_a_part_is_not_taken_for_a_whole_one(tmp_path: Path, workbook, problems_of, part: str, share: float) -> None:
    file = saved(tmp_path, changed(workbook, part, lambda xml: xml[: int(len(xml) * share)]), "t.xlsx")
    [problem] = problems_of(lambda: read_cells(file, "s"))
    assert "is not an Excel workbook that can be read" in problem.rule


def damaged(content: bytes, chance: random.Random) -> bytes:
    after = bytearray(content)
    for _ in range(5):
        after[chance.randrange(len(after))] = chance.randrange(256)
    return bytes(after)


@pytest.mark.parametrize("kind", ["workbook", "sheet", "texts", "ods", "text", "xls", "sav"])
def test_damaged_bytes_are_read_or_reported(tmp_path: Path, workbook: bytes, kind: str) -> None:
    chance = random.Random(0)
    xls = (Path(__file__).parent / "containers" / "files" / "practices.xls").read_bytes()
    if kind == "sav":
        import pandas as pd

        pyreadstat.write_sav(pd.DataFrame({"a": ["x", "y"], "b": [1.0, 2.0]}), str(tmp_path / "whole.sav"))
    make = {
        "workbook": lambda: damaged(workbook, chance),
        "sheet": lambda: changed(workbook, SHEET, lambda xml: damaged(xml, chance)),
        "texts": lambda: changed(workbook, "xl/sharedStrings.xml", lambda xml: damaged(xml, chance)),
        "ods": lambda: changed(rows_as_ods(), "content.xml", lambda xml: damaged(xml, chance)),
        "text": lambda: damaged("\n".join(f'{n},"é{n}"' for n in range(40)).encode(), chance),
        "xls": lambda: damaged(xls, chance),
        "sav": lambda: damaged((tmp_path / "whole.sav").read_bytes(), chance),
    }[kind]
    for turn in range(40):
        try:
            read_cells(saved(tmp_path, make(), f"{turn}.bin"))
        except InputProblems as error:
            assert error.problems


def test_what_openpyxl_writes_is_read_as_it_reads_it_back(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in [["a", "b"], ["=not a formula", 1.5], [None, "x"]]:
        book.active.append(row)
    book.active["A2"].data_type = "s"
    book.save(tmp_path / "t.xlsx")
    cells = read_cells(tmp_path / "t.xlsx")
    assert cells.frame.to_numpy().tolist() == [["a", "b"], ["=not a formula", "1.5"], ["", "x"]]
    assert cells.problems == []
