"""Writing workbooks so that the same content always gives the same bytes."""

from __future__ import annotations

import io

import xlsxwriter

from analysis.reconstruct.sheets import Sheet
from analysis.store import CREATED, without_compression

WIDTHS = {"about": (36, 110)}


def workbook_bytes(sheets: list[Sheet]) -> bytes:
    """An .xlsx file of these sheets; no clock and no compression library has a say in its bytes."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": CREATED})
    heading, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        page.freeze_panes(sheet.first_row - 1, 1)
        for column, width in enumerate(WIDTHS.get(sheet.name, ())):
            page.set_column(column, column, width, wrapped)
        for column, name in enumerate(sheet.columns):
            page.write_string(0, column, name, heading)
        for column, question in enumerate(sheet.questions):
            page.write_string(1, column, question)
        _write_records(page, sheet)
    book.close()
    return without_compression(buffer.getvalue())


def _write_records(page: xlsxwriter.worksheet.Worksheet, sheet: Sheet) -> None:
    for row, record in enumerate(sheet.records, sheet.first_row - 1):
        for column, name in enumerate(sheet.columns):
            value = record.get(name, "")
            if isinstance(value, int):
                page.write_number(row, column, value)
            elif value:
                page.write_string(row, column, value)
