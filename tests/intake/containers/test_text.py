"""Text tables: encoding, separator and rows, each settled from the whole file or asked for."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbooks import saved

from analysis.intake.cells import Cells
from analysis.intake.containers.text import read
from analysis.problems import places

COLUMNS = [["a", "b"], ["1", "é"], ["2", "x"]]
TEXT = "a;b\n1;é\n2;x\n"


@pytest.fixture
def opened(tmp_path: Path) -> Callable[[bytes | str], Cells]:
    return lambda content: read(saved(tmp_path, content))


def test_cells_are_text_and_nothing_is_guessed(opened) -> None:
    cells = opened('id, note\n007,NA\n1.50,"a,\nb"\n"",null\n')
    assert cells.frame.to_numpy().tolist() == [["id", " note"], ["007", "NA"], ["1.50", "a,\nb"], ["", "null"]]
    assert cells.problems == []
    assert cells.remarks == ["cells hold line breaks: rows are counted as a spreadsheet program shows them"]


@pytest.mark.parametrize(
    ("content", "remarks"),
    [
        (TEXT.replace(";", ",").encode(), []),
        (TEXT.encode(), ["its columns are separated by semicolons"]),
        (TEXT.replace(";", "\t").encode(), ["its columns are separated by tabs"]),
        (TEXT.replace(";", "|").encode(), ["its columns are separated by vertical bars"]),
        (TEXT.replace(";", ",").encode("utf-8-sig"), []),
        (TEXT.replace(";", ",").encode("utf-16"), ["it is encoded in UTF-16"]),
        (TEXT.replace(";", ",").encode("utf-16-le"), ["it is encoded in UTF-16"]),
        (TEXT.replace(";", ",").encode("utf-16-be"), ["it is encoded in UTF-16"]),
        (TEXT.replace(";", ",").replace("\n", "\r").encode(), []),
        (TEXT.replace(";", ",").replace("\n", "\r\n").encode(), []),
        (TEXT.replace(";", ",").rstrip().encode(), []),
    ],
)
def test_a_table_is_the_same_however_it_was_written(opened, content: bytes, remarks: list[str]) -> None:
    cells = opened(content)
    assert cells.frame.to_numpy().tolist() == COLUMNS
    assert list(cells.frame.index) == [1, 2, 3]
    assert (cells.problems, cells.remarks) == ([], remarks)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_line_that_names_the_separator_is_no_row(opened, encoding: str) -> None:
    cells = opened(("sep=;\n" + TEXT).encode(encoding))
    assert cells.frame.to_numpy().tolist() == COLUMNS
    assert list(cells.frame.index) == [2, 3, 4]


def test_windows_1252_is_read_with_a_warning_that_shows_a_word(opened) -> None:
    cells = opened("city,n\nLondon,1\nMálaga and others,2\n".encode("cp1252"))
    assert cells.frame.loc[3].tolist() == ["Málaga and others", "2"]
    [warning] = cells.problems
    assert (warning.warning, warning.row, warning.value) == (True, 3, "Málaga")
    assert cells.remarks == ["it is encoded in Windows-1252, not UTF-8"]


@pytest.mark.parametrize("encoding", ["cp1253", "iso8859-7"])
def test_an_alphabet_that_cannot_be_told_is_asked_for(opened, problems_of, encoding: str) -> None:
    plain = "a longer answer in English,0\n" * 20
    [problem] = problems_of(lambda: opened(f"city,n\n{plain}Αθήνα,1\nΘεσσαλονίκη,2\n".encode(encoding)))
    assert (problem.rule, problem.row) == ("is not UTF-8 text, and its alphabet cannot be told", 22)


def test_the_separator_is_settled_by_all_rows(opened) -> None:
    cells = opened("id;share;note\n1;1,5;x, y\n2;2,5;z\n3;3,5;a, b, c\n")
    assert cells.frame.loc[2].tolist() == ["1", "1,5", "x, y"]
    cells = opened('id;"one, two";c\n1;"a;b";2,5\n2;c;3,5\n')
    assert cells.frame.loc[2].tolist() == ["1", "a;b", "2,5"]


def test_a_long_cell_does_not_hide_the_separator(opened) -> None:
    csv.field_size_limit(131_072)  # as it is in a fresh process
    assert opened(f"a;b\n1;{'x' * 200_000}\n").frame.shape == (2, 2)


def test_two_separators_that_fit_alike_are_asked_for(opened, problems_of) -> None:
    [problem] = problems_of(lambda: opened("a,b;c\n1,2;3\n4,5;6\n"))
    assert problem.rule == "its columns can be taken to be separated by commas or semicolons"
    assert "sep=;" in problem.hint


@pytest.mark.parametrize(
    ("content", "rule", "row"),
    [
        (b" \n\n", "the file is empty", None),
        (b"a,b\n1,x\n2,\0\n", "holds a NUL character", 3),
        (b"a,b\n1,2\n3,4,5\n", "has another number of cells than the other rows (3, not 2)", 3),
        (b'a,b\n1,2\n3,"4\n5,6\n7,8\n', "a quotation mark is not closed", 3),
        (b'a,b\n1,"x"y\n', "a quotation mark is not closed, or stands inside a cell", 2),
        ("a,b\n1,2\n".encode("utf-16")[:-1], "is not whole UTF-16 text", None),
        (b"sep=x\na,b\n", "names a separator that is not known", 1),
        (b"sep=;\n\n", "the file is empty", None),
    ],
)
def test_a_file_that_cannot_be_read_is_one_message(opened, problems_of, content: bytes, rule: str, row: int | None) -> None:
    [problem] = problems_of(lambda: opened(content))
    assert problem.rule.startswith(rule)
    assert problem.row == row
    assert problem.hint


def test_a_row_with_too_few_cells_is_a_problem_and_left_out(opened) -> None:
    cells = opened("a,b,c\n1,2,3\n4,5\n6,7,8\n")
    assert [p.row for p in cells.problems] == [3]
    assert list(cells.frame.index) == [1, 2, 4]


def test_titles_above_and_notes_below_may_be_one_cell(opened) -> None:
    cells = opened("The survey\n\na,b,c\n1,2,3\n4,5,6\nSource: the survey\n")
    assert cells.problems == []
    assert cells.frame.loc[1].tolist() == ["The survey", "", ""]
    assert cells.frame.loc[6].tolist() == ["Source: the survey", "", ""]


def test_separators_at_the_end_of_a_row_do_not_make_it_longer(opened) -> None:
    cells = opened("a,b\n1,2,\n3,4,,\n")
    assert cells.frame.to_numpy().tolist() == [["a", "b"], ["1", "2"], ["3", "4"]]
    assert cells.problems == []


def test_a_mark_within_the_file_is_taken_away_with_a_warning(opened) -> None:
    cells = opened("a,b\n1,2\n\ufeffa,b\n3,4\n")
    assert cells.frame.loc[3].tolist() == ["a", "b"]
    assert [(p.warning, p.row) for p in cells.problems] == [(True, 3)]


def test_letters_that_were_encoded_twice_are_a_warning(opened) -> None:
    cells = opened("city,n\nMÃ¼nchen,1\nâ€œTownâ€\x9d,2\nÂngela Ávila,3\n")
    assert [(p.warning, p.row, p.column) for p in cells.problems] == [(True, 2, "A"), (True, 3, "A")]


@pytest.mark.parametrize("line", [b"A" * 1023 + b"A", b"A" * 1023 + b"\n"])
def test_a_huge_cell_is_refused_at_once(opened, problems_of, line: bytes) -> None:
    content = b'a,b\n1,"' + line * 40_000 + b'"\n'
    start = time.process_time()
    [problem] = problems_of(lambda: opened(content))
    assert problem.rule == "holds a cell with a text of more than a million characters"
    assert time.process_time() - start < 3


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\r\0\ufeff", exclude_categories=["Cs"]), max_size=8)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=5), st.sampled_from(",;\t|"))
def test_what_pandas_writes_is_read_back(tmp_path_factory, rows: list[list[str]], separator: str) -> None:
    table = pd.DataFrame([["id", "first", "second"], *rows])
    text = table.to_csv(None, index=False, header=False, sep=separator, lineterminator="\n", quoting=1)
    cells = read(saved(tmp_path_factory.mktemp("t"), f"sep={separator}\n{text}"))
    assert cells.frame.to_numpy().tolist() == table.to_numpy().tolist()


def test_letters_that_were_encoded_twice_all_over_are_counted(opened) -> None:
    cells = opened("city,n\n" + "MÃ¼nchen,1\n" * 1200)
    assert len(cells.problems) == 1000 and places(cells.problems) == 1200
