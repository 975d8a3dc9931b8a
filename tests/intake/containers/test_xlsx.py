"""Excel workbooks: what values do not show is read from the XML, and nothing in it can fill the memory."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from workbooks import SHEET, changed, parts_of, saved, table, written, zipped

from analysis.intake.cells import Cells
from analysis.intake.containers.xlsx import read, sheets

TEXTS, STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
PLAIN = table([["a", "b", "c"], [1, 2, 3], [4, 5, 6]])
C2 = b'<c r="C2"><v>3</v></c>'


@pytest.fixture
def opened(tmp_path: Path) -> Callable[..., Cells]:
    return lambda content, sheet="": read(saved(tmp_path, content, "t.xlsx"), sheet)


def cell(content: bytes) -> bytes:
    """The plain workbook with something else in C2."""
    return changed(PLAIN, SHEET, lambda xml: xml.replace(C2, content))


def test_rows_are_those_a_spreadsheet_program_shows(opened) -> None:
    cells = opened(table([["title"], [], ["a", "b"], [1, 2]]))
    assert cells.frame.to_numpy().tolist() == [["title", ""], ["", ""], ["a", "b"], ["1", "2"]]
    assert list(cells.frame.index) == [1, 2, 3, 4]
    assert (cells.container, cells.sheet, cells.problems, cells.remarks) == ("xlsx", "s", [], [])


def test_numbers_are_read_as_they_are_shown(opened) -> None:
    def write(book) -> None:
        page = book.add_worksheet("s")
        page.write_row(0, 0, ["percent", "money", "id", "bare"])
        for place, (value, code) in enumerate([(0.125, "0.0%"), (250000, '#,##0 "€"'), (7, "000"), (39598, "0")]):
            page.write_number(1, place, value, book.add_format({"num_format": code}))

    assert opened(written(write)).frame.loc[2].tolist() == ["12.5%", "250000 EUR", "007", "39598"]


def test_money_of_an_unnamed_currency_is_a_warning(opened) -> None:
    def write(book) -> None:
        book.add_worksheet("s").write_number(0, 0, 250000, book.add_format({"num_format": 44}))

    [warning] = opened(written(write)).problems
    assert warning.warning and "money" in warning.rule
    assert (warning.row, warning.column, warning.value) == (1, "A", "250000")


@pytest.mark.parametrize("old", [True, False])
def test_days_are_the_same_whatever_day_the_workbook_counts_from(opened, old: bool) -> None:
    def write(book) -> None:
        page, day = book.add_worksheet("s"), book.add_format({"num_format": "[$-407]d. mmm yyyy"})
        page.write_datetime(0, 0, date(2012, 5, 31), day)
        page.write_datetime(0, 1, datetime(2012, 5, 31, 10, 30), day)

    assert opened(written(write, date_1904=old)).frame.loc[1].tolist() == ["2012-05-31", "2012-05-31 10:30:00"]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b'<c r="C2" t="b"><v>1</v></c>', "TRUE"),
        (b'<c r="C2" t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c>', "inline"),
        (b'<c r="C2" t="inlineStr"><is><t>=SUM</t></is></c>', "=SUM"),
        (b'<c r="C2" t="inlineStr"><is><t>- more staff</t></is></c>', "- more staff"),
        (b'<c r="C2" t="d"><v>2012-05-31</v></c>', "2012-05-31"),
        (b'<c r="C2"><v>1.234</v></c>', "1.2340"),
        (b'<c r="C2"><v>0.30000000000000004</v></c>', "0.3"),
        (b'<c r="C2"><v>1E-5</v></c>', "0.00001"),
        (b'<c r="C2"><v>1000000</v></c>', "1000000"),
    ],
)
def test_every_kind_of_cell_becomes_text(opened, content: bytes, text: str) -> None:
    cells = opened(cell(content))
    assert cells.frame.loc[2].tolist() == ["1", "2", text]
    assert cells.problems == []


@pytest.mark.parametrize(
    ("content", "rule", "value"),
    [
        (b'<c r="C2"><f>A2+1</f><v>2</v></c>', "holds a formula", "=A2+1"),
        (b'<c r="C2"><f t="shared" si="0"/><v>3</v></c>', "holds a formula", "="),
        (b'<c r="C2" t="e"><f>NA()</f><v>#N/A</v></c>', "holds a formula", "=NA()"),
        (b'<c r="C2" t="e"><v>#DIV/0!</v></c>', "holds an error", "#DIV/0!"),
        (b"<c r='C2' t='e'><v>#REF!</v></c>", "holds an error", "#REF!"),
        (b'<c t="e"><v>#REF!</v></c>', "holds an error", "#REF!"),
    ],
)
def test_what_is_no_value_is_named_with_its_cell(opened, content: bytes, rule: str, value: str) -> None:
    [problem] = opened(cell(content)).problems
    assert (problem.rule, problem.row, problem.column, problem.value) == (rule, 2, "C", value)


def test_not_available_is_no_answer(opened) -> None:
    cells = opened(cell(b'<c r="C2" t="e"><v>#N/A</v></c>'))
    assert cells.frame.loc[2].tolist() == ["1", "2", ""]
    assert (cells.problems, cells.remarks) == ([], ["cells with the error #N/A are read as no answer (1)"])


def test_hidden_rows_and_columns_are_read_with_a_warning(opened) -> None:
    def write(book) -> None:
        page = book.add_worksheet("s")
        for number in range(5):
            page.write_row(number, 0, [number, 1])
        for number in (1, 2, 4):
            page.set_row(number, None, None, {"hidden": True})
        page.set_column(1, 300, None, None, {"hidden": True})

    cells = opened(written(write))
    assert len(cells.frame) == 5
    assert [(p.warning, p.row, p.column, p.value) for p in cells.problems] == [(True, 2, "", "2-3, 5"), (True, None, "B", "")]


def test_hidden_sheets_are_told_and_read_only_where_they_are_named(tmp_path: Path) -> None:
    def write(book) -> None:
        for name in ("Data", "Lists", "More"):
            book.add_worksheet(name).write(0, 0, name)
        book.worksheets()[1].hide()
        book.add_chartsheet("Chart")

    file = saved(tmp_path, written(write), "t.xlsx")
    assert sheets(file) == ["Data", "More"]
    assert read(file, "Data").remarks == ["hidden sheets are not read: Lists"]
    assert read(file, "Lists").remarks == ["the sheet is hidden"]


def test_a_sheet_is_found_whatever_its_case_and_blanks(opened, problems_of) -> None:
    content = written(lambda book: [book.add_worksheet(name).write(0, 0, name) for name in ("Practices ", "Other")])
    cells = opened(content, "practices")
    assert cells.frame.loc[1].tolist() == ["Practices "]
    assert cells.remarks == ["the sheet is named 'Practices ', not 'practices'"]
    [problem] = problems_of(lambda: opened(content, "cases"))
    assert problem.rule == "there is no sheet 'cases'" and "(Practices , Other)" in problem.hint
    [problem] = problems_of(lambda: opened(content))
    assert problem.rule == "has several sheets, and none is named"


def test_merged_cells_are_seen(opened) -> None:
    def write(book) -> None:
        page = book.add_worksheet("s")
        page.write_row(0, 0, ["id", "country"])
        page.write_column(1, 0, [1, 2, 3])
        page.merge_range("B2:B4", "ES")

    cells = opened(written(write))
    assert cells.frame[1].tolist() == ["country", "ES", "ES", "ES"]
    assert [p.warning for p in cells.problems] == [True]


def test_phantom_rows_and_columns_are_no_rows_and_columns(opened) -> None:
    def write(book) -> None:
        page, bold = book.add_worksheet("s"), book.add_format({"bold": True})
        page.write_row(0, 0, ["a", "b"])
        page.write_blank(1_048_575, 0, None, bold)
        page.write_blank(0, 16_383, None, bold)

    start = time.process_time()
    assert opened(written(write)).frame.to_numpy().tolist() == [["a", "b"]]
    assert time.process_time() - start < 2


def test_macros_and_links_to_other_files_are_ignored_with_a_word(opened) -> None:
    parts = parts_of(PLAIN) | {"xl/vbaProject.bin": b"x", "xl/externalLinks/externalLink1.xml": b"<x/>"}
    assert opened(zipped(parts)).remarks == ["links to other files are not followed", "macros are not run"]


def test_letters_that_were_encoded_twice_are_a_warning(opened) -> None:
    [warning] = opened(table([["city"], ["MÃ¼nchen"]])).problems
    assert (warning.warning, warning.row, warning.value) == (True, 2, "MÃ¼nchen")
    assert opened(table([["city"], ["München, Ávila, São Paulo"]])).problems == []


def strict(parts: dict[str, bytes]) -> dict[str, bytes]:
    names = {
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    }  # fmt: skip
    for old, new in names.items():
        parts = {part: content.replace(old, new) for part, content in parts.items()}
    return parts


def prefixed(xml: bytes) -> bytes:
    start, end = xml.split(b"?>", 1)
    return start + b"?>" + re.sub(rb"<(/?)(\w)", rb"<\1x:\2", end.replace(b"xmlns=", b"xmlns:x="))


@pytest.mark.parametrize(
    "odd",
    [
        zipped(strict(parts_of(PLAIN))),
        changed(PLAIN, SHEET, lambda xml: xml.replace(b'"', b"'")),
        changed(PLAIN, SHEET, lambda xml: re.sub(rb' r="\w+"', b"", xml)),
        changed(PLAIN, SHEET, prefixed),
        changed(PLAIN, SHEET, lambda xml: xml.replace(b"baseColWidth", b"b").replace(b"<sheetData", b"<sheetData odd='1'")),
        changed(PLAIN, STYLES, lambda xml: xml.replace(b'<fill><patternFill patternType="none"/></fill>', b"<fill/>")),
        changed(PLAIN, TEXTS, lambda xml: xml.replace(b"<t>a</t>", b'<t>a</t><rPh sb="0" eb="1"><t>sound</t></rPh>')),
        zipped({name: content for name, content in parts_of(PLAIN).items() if not name.startswith("docProps")}),
    ],
    ids=["strict", "single-quotes", "no-coordinates", "prefix", "unknown-attribute", "empty-fill", "phonetic", "no-properties"],
)
def test_workbooks_of_odd_programs_are_read(opened, odd: bytes) -> None:
    cells = opened(odd)
    assert cells.frame.to_numpy().tolist() == [["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"]]
    assert cells.problems == []


def test_broken_styles_do_not_keep_the_values_back(opened) -> None:
    cells = opened(changed(PLAIN, STYLES, lambda xml: xml[:100]))
    assert cells.frame.loc[2].tolist() == ["1", "2", "3"]
    assert [remark.partition(":")[0] for remark in cells.remarks] == ["its styles are damaged"]


def rows_of(number: int, row: str) -> bytes:
    head, _, tail = parts_of(PLAIN)[SHEET].partition(b"<sheetData>")
    rows = "".join(row.format(n=n) for n in range(1, number + 1)).encode()
    return head + b"<sheetData>" + rows + b"</sheetData>" + tail.rpartition(b"</sheetData>")[2]


def with_sheet(xml: bytes) -> bytes:
    return zipped(parts_of(PLAIN) | {SHEET: xml})


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (lambda: cell(C2.replace(b"C2", b"XFD1048576")), "a cell stands far away from all others"),
        (lambda: cell(C2.replace(b"C2", b"ZZ1048576")), "a cell stands far away from all others"),
        (lambda: cell(C2.replace(b"C2", b"C1048576")), "a cell stands far away from all others"),
        (lambda: cell(C2.replace(b"C2", b"AAAAA99999999")), "a cell stands far away from all others"),
        (lambda: cell(b"<c r='XFD1048576'><v>1</v></c>"), "a cell stands far away from all others"),
        (lambda: with_sheet(rows_of(1, "<row><c><v>" + "1" * 30_000_000 + "</v></c></row>")), "would fill the memory"),
        (lambda: with_sheet(rows_of(5_000_000, "<row/>")), "would fill the memory"),
        (lambda: cell(b'<c r="C2" t="inlineStr"><is><t>' + bytes(range(65, 91)) * 100_000 + b"</t></is></c>"),
         "holds a cell with a text of more than a million characters"),
        (lambda: zipped(parts_of(with_sheet(rows_of(20_000, '<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>')))
                        | {TEXTS: b"<sst><si><t>" + b"long " * 100_000 + b"</t></si></sst>"}), "would fill the memory"),
        (lambda: changed(PLAIN, SHEET, lambda xml: xml.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1)),
         "is not an Excel workbook that can be read (its part xl/worksheets/sheet1.xml defines entities"),
        (lambda: changed(PLAIN, SHEET, lambda xml: xml.decode().encode("utf-16")),
         "is not an Excel workbook that can be read (its part xl/worksheets/sheet1.xml is not UTF-8"),
    ],
    ids=["corner", "wide", "deep", "beyond", "quotes", "ratio", "empty-rows", "long-text", "repeated-text", "entities", "utf-16"],
)  # fmt: skip
def test_what_would_fill_the_memory_is_refused_at_once(opened, problems_of, content, rule: str) -> None:
    made = content()
    start = time.process_time()
    [problem] = problems_of(lambda: opened(made))
    assert problem.rule.startswith(rule)
    assert problem.hint
    assert time.process_time() - start < 3


def test_a_part_that_lies_about_its_size_is_refused(opened, problems_of) -> None:
    odd = with_sheet(rows_of(1000, '<row r="{n}"><c r="A{n}"><v>1</v></c></row>'))
    size = len(parts_of(odd)[SHEET]).to_bytes(4, "little")
    assert odd.count(size) >= 1
    [problem] = problems_of(lambda: opened(odd.replace(size, (1000).to_bytes(4, "little"))))
    assert "is not an Excel workbook that can be read (its part xl/worksheets/sheet1.xml is damaged" in problem.rule
