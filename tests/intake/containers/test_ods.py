"""OpenDocument spreadsheets: every cell says what it is."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from workbooks import opendocument, saved

from analysis.intake.cells import Cells
from analysis.intake.containers.ods import read, sheets

REST = '<table:table-cell table:number-columns-repeated="16384"/>'
BELOW = f'<table:table-row table:number-rows-repeated="1048000">{REST}</table:table-row>'


def cell(text: str = "", **attributes: str) -> str:
    """A cell; `value_type="float"` stands for an attribute of the office, others are written `table_formula`."""
    names = {"office": "office:{}", "table": "table:{}", "calcext": "office:calc-{}"}
    written = ""
    for name, value in attributes.items():
        space, _, rest = name.partition("_")
        written += f' {names[space].format(rest.replace("_", "-"))}="{value}"'
    return f"<table:table-cell{written}><text:p>{text}</text:p></table:table-cell>"


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def sheet(*rows: str, name: str = "s", columns: str = "", style: str = "") -> str:
    return f'<table:table table:name="{name}" table:style-name="{style}">{columns}{"".join(rows)}</table:table>'


@pytest.fixture
def opened(tmp_path: Path) -> Callable[..., Cells]:
    return lambda *rows, **options: read(saved(tmp_path, opendocument(sheet(*rows, **options)), "t.ods"), "")


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (cell("x<text:s text:c='2'/>y<text:tab/>z"), "x  y\tz"),
        (cell("a<text:span>b</text:span>c</text:p><text:p>d"), "abc\nd"),
        (cell("=> see plan"), "=> see plan"),
        (cell("4,00", office_value_type="float", office_value="4"), "4"),
        (cell("1,23", office_value_type="float", office_value="1.234"), "1.2340"),
        (cell("13 %", office_value_type="percentage", office_value="0.125"), "12.5%"),
        (cell("250 T€", office_value_type="currency", office_currency="EUR", office_value="250000"), "250000 EUR"),
        (cell("31.5.12", office_value_type="date", office_date_value="2012-05-31T00:00:00"), "2012-05-31"),
        (cell("x", office_value_type="date", office_date_value="2012-05-31T10:30:00"), "2012-05-31 10:30:00"),
        (cell("x", office_value_type="time", office_time_value="PT12H30M00S"), "12:30:00"),
        (cell("WAHR", office_value_type="boolean", office_boolean_value="true"), "TRUE"),
    ],
)
def test_every_kind_of_cell_becomes_text(opened, made: str, text: str) -> None:
    cells = opened(row(cell("a"), cell("b")), row(cell("1"), made, REST), BELOW)
    assert cells.frame.to_numpy().tolist() == [["a", "b"], ["1", text]]
    assert (cells.problems, cells.remarks) == ([], [])


def test_repeated_rows_and_cells_count_as_often_as_they_are_shown(opened) -> None:
    cells = opened(
        row(cell("a"), cell("b", table_number_columns_repeated="2")),
        row(REST, attributes='table:number-rows-repeated="2"'),
        row(cell("1"), "<table:table-cell/>", cell("2"), attributes='table:number-rows-repeated="2"'),
        BELOW,
    )
    assert cells.frame.to_numpy().tolist() == [["a", "b", "b"], *[["", "", ""]] * 2, *[["1", "", "2"]] * 2]
    assert list(cells.frame.index) == [1, 2, 3, 4, 5]


def test_what_is_no_value_is_named_with_its_cell(opened) -> None:
    cells = opened(
        row(cell("a"), cell("b")),
        row(cell("1"), cell("2", table_formula="of:=[.A2]+1", office_value_type="float", office_value="2")),
        row(cell("#DIV/0!", calcext_value_type="error"), cell("#N/A", calcext_value_type="error")),
    )
    assert [(p.rule, p.row, p.column, p.value) for p in cells.problems] == [
        ("holds a formula", 2, "B", "=[.A2]+1"),
        ("holds an error", 3, "A", "#DIV/0!"),
    ]
    assert cells.frame.loc[3].tolist() == ["#DIV/0!", ""]
    assert cells.remarks == ["cells with the error #N/A are read as no answer (1)"]


def test_merged_and_hidden_cells_are_told(opened) -> None:
    cells = opened(
        row(cell("a"), cell("b")),
        row(cell("1"), cell("x", table_number_rows_spanned="2")),
        row(cell("2"), "<table:covered-table-cell/>", attributes='table:visibility="filter"'),
        columns='<table:table-column/><table:table-column table:visibility="collapse"/>',
    )
    assert cells.frame[1].tolist() == ["b", "x", "x"]
    assert [(p.warning, p.row, p.column, p.value) for p in cells.problems] == [
        (True, 2, "B", "B2:B3"), (True, 3, "", "3"), (True, None, "B", ""),
    ]  # fmt: skip


def test_hidden_sheets_are_told(tmp_path: Path) -> None:
    style = '<style:style style:name="off"><style:table-properties table:display="false"/></style:style>'
    body = sheet(row(cell("x")), name="Data") + sheet(row(cell("y")), name="Lists", style="off")
    file = saved(tmp_path, opendocument(body, style), "t.ods")
    assert sheets(file) == ["Data"]
    assert read(file, "").remarks == ["hidden sheets are not read: Lists"]
    assert read(file, "lists").frame.loc[1].tolist() == ["y"]


@pytest.mark.parametrize(
    "rows",
    [
        (row(cell("x", table_number_columns_repeated="1000"), attributes='table:number-rows-repeated="1048576"'),),
        (row(cell("x")), BELOW, row(cell("y"), cell("z"))),
        (row(REST, cell("x")),),
    ],
    ids=["repeated", "deep", "wide"],
)
def test_what_would_fill_the_memory_is_refused_at_once(opened, problems_of, rows: tuple[str, ...]) -> None:
    start = time.process_time()
    [problem] = problems_of(lambda: opened(*rows))
    assert problem.rule == "a cell stands far away from all others"
    assert time.process_time() - start < 2


def test_a_password_is_named_and_damage_is_one_message(tmp_path: Path, problems_of) -> None:
    locked = saved(tmp_path, opendocument("", manifest="<m><encryption-data/></m>"), "locked.ods")
    [problem] = problems_of(lambda: read(locked, ""))
    assert problem.rule == "is protected by a password"
    broken = saved(tmp_path, opendocument("<table:table>"), "broken.ods")
    [problem] = problems_of(lambda: sheets(broken))
    assert problem.rule.startswith("is not an OpenDocument spreadsheet that can be read")


@pytest.mark.parametrize("kind", ["float", "percentage", "currency"])
def test_a_number_that_is_none_is_one_message(opened, problems_of, kind: str) -> None:
    [problem] = problems_of(lambda: opened(row(cell("5", office_value_type=kind, office_value="five"))))
    assert "is not an OpenDocument spreadsheet that can be read" in problem.rule
