"""Workbooks: which sheet, and what a cell shows beside its value."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import xlsxwriter
from workbooks import changed, parts_of, zipped

from odd import Odd
from odd.make import answers, column, full, practices, workbook

ROWS = practices({}, {"country": "Italy"})
ITALY = {"practices P2 country": "IT"}
SHEET, STYLES, TEXTS, BOOK = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
MAIN, STRICT = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"
LINKS, STRICT_LINKS = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships"


def _plain(rows: Any = ROWS, **options: Any) -> bytes:
    return workbook({"practices": rows}, **options)


def _changed(part: str, old: bytes, new: bytes, rows: Any = ROWS) -> bytes:
    return changed(_plain(rows), part, lambda xml: xml.replace(old, new))


def _strict() -> bytes:
    parts = {name: xml.replace(MAIN, STRICT).replace(LINKS, STRICT_LINKS) for name, xml in parts_of(_plain()).items()}
    return zipped(parts)


def _unstyled() -> bytes:
    """As small programs write them: no styles at all, nor a link to them."""
    parts = {name: content for name, content in parts_of(_plain()).items() if name != STYLES}
    return zipped({name: re.sub(rb'<(?:Relationship|Override)[^>]*styles[^>]*/>', b"", content) for name, content in parts.items()})


def _added(part: str, content: bytes) -> bytes:
    return zipped(parts_of(_plain()) | {part: content})


def _on_page(do: Any, rows: Any = ROWS) -> bytes:
    return workbook({"practices": rows}, lambda book: do(book.worksheets()[0], book))


def _hide(book: xlsxwriter.Workbook) -> None:
    book.worksheets()[1].activate()
    book.worksheets()[0].hide()


def _cell(value: Any, name: str = "budget", table: Any = practices, **options: Any) -> bytes:
    return workbook({table.__name__ if table is practices else "responses": column(name, value, table=table)}, **options)


def _survey(name: str, *cells: Any) -> bytes:
    return workbook({"responses": answers(*({name: cell} for cell in cells))})


SLIM = {"survey": {"format": "xlsx"}}
KINDS = [
    Odd("a sheet of another case with a blank", {"practices.xlsx": {"Practices ": ROWS}}, values=ITALY, told="sheet Practices"),
    Odd("the only sheet has the name of a form", {"practices.xlsx": {"Form Responses 1": ROWS}}, values=ITALY, told="Form Responses 1"),
    Odd("the only sheet with the table is hidden", {"practices.xlsx": lambda: workbook({"practices": ROWS, "read me": [["see the other sheet"]]}, _hide)},
        refused="practices.*hidden"),
    Odd("two sheets that both may be it", {"practices.xlsx": {"2025": ROWS, "2026": ROWS}}, refused=r"there is no sheet 'practices'.*name one of its sheets \(2025, 2026\)"),
    Odd("the sheet is named in wave.yml", {"practices.xlsx": {"2025": practices({}), "2026": ROWS}}, says={"practices": {"sheet": "2026"}}, values=ITALY),
    Odd("wave.yml names a sheet that is not there", {"practices.xlsx": {"practices": ROWS}}, says={"practices": {"sheet": "Antworten"}},
        refused=r"column sheet: there is no such sheet \(found: 'Antworten'\)"),
    Odd("instructions before the table", {"practices.xlsx": {"read me": [["Fill in the next sheet"], ["one row a practice"]], "Tabelle1": ROWS}}, values=ITALY),
    Odd("a workbook with the empty sheets of old programs", {"practices.xlsx": {"Sheet1": ROWS, "Sheet2": [], "Sheet3": []}}, values=ITALY),
    Odd("a sheet for fact sheets without cells", {"survey.xlsx": {"responses": full("responses", {"respondent_id": "R1", "country": "Spain"}), "factsheets": []}}, values={"responses R1 country": "ES"}, rows={"factsheets": 0}),
    Odd("a sheet without cells", {"practices.xlsx": {"practices": []}}, refused=r"practices\.xlsx, sheet practices.*(empty|no data)"),
    Odd("a header without rows", {"practices.xlsx": {"practices": ROWS[:1]}}, refused="sheet practices: holds no data rows"),
    Odd("strict OOXML", {"practices.xlsx": _strict}, values=ITALY),
    Odd("an empty fill among the styles", {"practices.xlsx": lambda: _changed(STYLES, b'<fill><patternFill patternType="none"/></fill>', b"<fill/>")}, values=ITALY),
    Odd("no styles", {"practices.xlsx": _unstyled}, values=ITALY),
    Odd("broken styles", {"practices.xlsx": lambda: _changed(STYLES, b"</cellXfs>", b"")}, values=ITALY, told="styles are damaged"),
    Odd("a prefix before every tag", {"practices.xlsx": lambda: changed(_plain(), SHEET, lambda xml: _prefixed(xml))}, values=ITALY),
    Odd("a dimension that says A1", {"practices.xlsx": lambda: _changed(SHEET, b'<dimension ref="A1:L3"/>', b'<dimension ref="A1"/>')}, values=ITALY),
    Odd("line ends that Excel escapes", {"practices.xlsx": lambda: _changed(TEXTS, b"<t>Desk 2</t>", b"<t>Desk_x000D_\n2</t>")},
        values={"practices P2 title": "Desk 2"}),
    Odd("a text in several fonts, with a reading aid", {"practices.xlsx": lambda: _changed(TEXTS, b"<t>Italy</t>", b"<r><t>It</t></r><r><t>aly</t></r><rPh sb='0' eb='1'><t>itaria</t></rPh>")},
        values=ITALY),
    Odd("a formula", {"practices.xlsx": lambda: _on_page(lambda page, book: page.write_formula(2, 1, "=B2"))}, refused=r"sheet practices, row 3, column title: holds a formula \(found: '=B2'\)"),
    Odd("a text that begins like a formula", {"practices.xlsx": lambda: _plain(practices({"description": "=> see our plan"}, {"description": "- more staff"}))},
        values={"practices P1 description": "=> see our plan", "practices P2 description": "- more staff"}),
    Odd("a reference that is lost", {"practices.xlsx": lambda: _changed(SHEET, b"</row></sheetData>", b'<c r="M3" t="e"><v>#REF!</v></c></row></sheetData>')},
        refused=r"row 3, column M: holds an error \(found: '#REF!'\)"),
    Odd("a look-up without a result", {"practices.xlsx": lambda: _changed(SHEET, b"</row></sheetData>", b'<c r="J3" t="e"><v>#N/A</v></c></row></sheetData>')},
        values=ITALY, told="#N/A are read as no answer"),
    Odd("a country merged over rows", {"practices.xlsx": lambda: _on_page(lambda page, book: page.merge_range("C2:C3", "Portugal"), practices({}, {"country": ""}))},
        warned=r"column country: was merged down.*C2:C3", values={"practices P2 country": "PT"}),
    Odd("cells merged across columns", {"practices.xlsx": lambda: _on_page(lambda page, book: page.merge_range("C2:D2", "Portugal"))},
        refused="row 2, column country: holds merged cells"),
    Odd("hidden rows", {"practices.xlsx": lambda: _on_page(lambda page, book: page.set_row(2, None, None, {"hidden": True}))}, warned="row 3: holds hidden rows", values=ITALY),
    Odd("a hidden column", {"practices.xlsx": lambda: _on_page(lambda page, book: page.set_column("K:K", None, None, {"hidden": True}))}, warned="column description: holds hidden columns", values=ITALY),
    Odd("formatted cells far below", {"practices.xlsx": lambda: _on_page(lambda page, book: page.write_blank(1_048_575, 0, None, book.add_format({"bold": True})))}, values=ITALY),
    Odd("a stray cell far away", {"practices.xlsx": lambda: _on_page(lambda page, book: page.write(1_000_000, 9000, "x"))}, refused="row 1000001, column [A-Z]+: a cell stands far away"),
    Odd("days in a workbook that counts from 1904", {"practices.xlsx": lambda: workbook({"practices": practices({"start_date": (date(2012, 5, 31), "d mmm yyyy")})}, date_1904=True, default_date_format="d mmm yyyy")},
        values={"practices P1 start_year": "2012"}),
    Odd("a day with the time of day", {"practices.xlsx": lambda: workbook({"practices": practices({"start_date": (datetime(2012, 5, 31, 23, 59), "d mmm yyyy hh:mm")})}, default_date_format="d mmm yyyy")},
        values={"practices P1 start_year": "2012"}),
    Odd("days that lost their format", {"practices.xlsx": lambda: _cell(41060, "start_date")}, warned="row 2, column start_date: is the bare number of a day", values={"practices P1 start_year": "2012"}),
    Odd("numbers shown as per cent", {"survey.xlsx": lambda: _survey("tcn_percent", (0.125, "0.0%"), (0.08, "0%"), (1, "0%"))}, says=SLIM,
        values={"responses R1 tcn_percent": "12.5", "responses R2 tcn_percent": "8", "responses R3 tcn_percent": "100"}),
    Odd("per cent in a column of numbers", {"survey.xlsx": lambda: _survey("tcn_number", (0.125, "0.0%"))}, says=SLIM, refused=r"column tcn_number: is a percentage where a number belongs \(found: '12.5%'\)"),
    Odd("money by the format of its cell", {"practices.xlsx": lambda: _cell((250000, "#,##0.00 [$€-407]"))}, values={"practices P1 budget_eur": "250000"}),
    Odd("money of the computer's currency", {"practices.xlsx": lambda: _changed(STYLES, b'numFmtId="164"', b'numFmtId="44"', practices({"budget": (250000, "#,##0.0000")}))},
        warned="(money.*currency|no_currency|without its currency)", values={"practices P1 budget_eur": ""}, messages=2),
    Odd("identifiers shown with zeros", {"practices.xlsx": lambda: _plain([ROWS[0], [(7, "000"), *ROWS[1][1:]]])}, values={"practices 007 country": "ES"}),
    Odd("identifiers shown with a letter", {"practices.xlsx": lambda: _plain([ROWS[0], [(7, '"P"000'), *ROWS[1][1:]]])}, values={"practices P007 country": "ES"}),
    Odd("tick boxes", {"survey.xlsx": lambda: _survey("consultations", True, False)}, says=SLIM, values={"responses R1 consultations": "yes", "responses R2 consultations": "no"}),
    Odd("tick boxes for a rating", {"survey.xlsx": lambda: _survey("measure_legal__civic", True)}, says=SLIM, refused=r"row 2, column measure_legal__civic: .*'TRUE'"),
    Odd("a day where a number belongs", {"survey.xlsx": lambda: workbook({"responses": answers({"tcn_percent": (date(2026, 5, 12), "d. mmm")})}, default_date_format="d mmm")}, says=SLIM,
        refused=r"column tcn_percent: is not a number \(found: '2026-05-12'\)"),
    Odd("a day where a year belongs", {"survey.xlsx": lambda: workbook({"responses": answers({"tcn_year": (date(2024, 12, 31), "yyyy")})}, default_date_format="yyyy")}, says=SLIM,
        refused=r"column tcn_year: is not a number \(found: '2024-12-31'\)"),
    Odd("macros", {"practices.xlsm": lambda: _added("xl/vbaProject.bin", b"x")}, values=ITALY, told="macros are not run"),
    Odd("links to other workbooks", {"practices.xlsx": lambda: _added("xl/externalLinks/externalLink1.xml", b"<x/>")}, values=ITALY, told="links to other files are not followed"),
    Odd("a comment beside a cell", {"practices.xlsx": lambda: _on_page(lambda page, book: page.write_comment("C3", "or San Marino?"))}, values=ITALY, told="comments beside cells are not read"),
    Odd("an answer struck through", {"practices.xlsx": lambda: _on_page(lambda page, book: page.write(2, 2, "Italy", book.add_format({"font_strikeout": True})))}, values=ITALY),
    Odd("a value beside the table", {"practices.xlsx": lambda: _plain([ROWS[0], [*ROWS[1], "", "check this"], ROWS[2]])}, refused=r"sheet practices.*a column has no name"),
    Odd("the table stands further down and right", {"practices.xlsx": lambda: _plain([[], ["", "Extract of June"], [], *(["", *row] for row in ROWS)])}, values=ITALY),
]  # fmt: skip


def _prefixed(xml: bytes) -> bytes:
    named = re.sub(rb"<(/?)([A-Za-z])", rb"<\1x:\2", xml)
    return named.replace(b'xmlns="' + MAIN, b'xmlns:x="' + MAIN)
