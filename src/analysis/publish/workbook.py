"""All tables of a book in one workbook that everybody can read: a cover, contents with links, notes, one table a sheet.

It follows the checklist of the United Kingdom's Analysis Function for accessible spreadsheets: titles in the first cell, tables
marked as such with one row of heads, no merged cells, no empty rows between, no meaning in colours, text wrapped.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from analysis.publish.offered import Meanings, Offered
from analysis.store import CREATED, NUMBER, without_compression

FONT = {"font_name": "Arial", "font_size": 12}
NAME_LENGTH = 31  # the longest name of a sheet that Excel takes
NARROWEST, WIDEST, COVER = 12, 55, 100  # widths of columns, in letters
Row = Sequence[str]


def workbook(tables: Sequence[Offered], meanings: Meanings, words: Mapping[str, Any]) -> bytes:
    """The workbook; `words` are those of the catalogue under `workbook`, told."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_urls": False, "default_format_properties": dict(FONT)})  # a copy: the library writes into it
    book.set_properties({"title": words["title"], "author": words["author"], "created": CREATED})
    tables = [table for table in tables if len(table.table)]
    names, fixed = sheet_names([table.name for table in tables]), words["sheets"]
    write = _Writer(book, fixed["contents"], words["says"]["back"])
    write.cover(fixed["cover"], words["title"], words["cover"])
    columns = [(s, column, meanings.of(column, t)) for s, t in zip(names, tables, strict=True) for column in t.table.columns]
    contents = [(fixed[kind], words["titles"][kind], "", "") for kind in ("notes", "columns") if kind == "notes" or columns]
    contents += [(sheet, table.title, table.evidence, table.base) for sheet, table in zip(names, tables, strict=True)]
    write.sheet(fixed["contents"], words["titles"]["contents"], (), list(words["heads"]["contents"].values()), contents, linked=True)
    write.sheet(fixed["notes"], words["titles"]["notes"], (), list(words["heads"]["notes"].values()), [(n["term"], n["meaning"]) for n in words["notes"]])
    if columns:
        write.sheet(fixed["columns"], words["titles"]["columns"], (), list(words["heads"]["columns"].values()), columns)
    for name, table in zip(names, tables, strict=True):
        write.sheet(name, table.title, _above(table, words["says"]), list(table.table.columns), table.table.to_numpy().tolist())
    book.close()
    return without_compression(buffer.getvalue())


def sheet_names(names: Sequence[str]) -> list[str]:
    """Short names of sheets, each once: those of the files without their kind, cut where they are too long."""
    found: list[str] = []
    for name in names:
        short, number = re.sub(r"^(fig|tbl)-", "", name)[:NAME_LENGTH], 1
        while short.lower() in map(str.lower, found):
            number += 1
            short = f"{short[: NAME_LENGTH - 4]}~{number}"
        found.append(short)
    return found


def _above(table: Offered, says: Mapping[str, str]) -> list[str]:
    """The lines between title and table: what it rests on, and that some cells are empty, where they are."""
    rests = says["rests"].format(table.evidence) if table.evidence else ""
    return [line for line in (says["one"], table.base, rests, says["empty"] if table.table.eq("").any(axis=None) else "") if line]


class _Writer:
    """Writes sheets of one kind each into a workbook; `contents` is the sheet that all others lead back to."""

    def __init__(self, book: xlsxwriter.Workbook, contents: str, back: str):
        self.book, self.contents, self.back = book, contents, back
        self.heading: Format = book.add_format(FONT | {"bold": True, "font_size": 16})
        self.head: Format = book.add_format(FONT | {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.cell: Format = book.add_format(FONT | {"text_wrap": True, "valign": "top"})
        self.link: Format = book.add_format(FONT | {"font_color": "#0b5d7a", "underline": 1, "valign": "top"})

    def cover(self, name: str, title: str, lines: Sequence[str]) -> None:
        page = self.book.add_worksheet(name)
        page.set_column(0, 0, COVER, self.cell)
        page.write_string(0, 0, title, self.heading)
        for row, line in enumerate(filter(None, lines), 1):
            page.write_string(row, 0, line, self.cell)

    def sheet(self, name: str, title: str, above: Sequence[str], heads: Row, rows: Sequence[Row], linked: bool = False) -> None:
        """A sheet with one table; with `linked` its first column leads to the sheets that it names."""
        page = self.book.add_worksheet(name)
        page.write_string(0, 0, title, self.heading)
        for row, line in enumerate(above, 1):
            page.write_string(row, 0, line)
        top = len(above) + 1
        if name != self.contents:
            page.write_url(top, 0, f"internal:'{self.contents}'!A1", self.link, self.back)
            top += 1
        named = f"table_{re.sub(r'[^A-Za-z0-9]', '_', name)}"
        columns = [{"header": head, "header_format": self.head} for head in heads]
        page.add_table(top, 0, top + len(rows), len(heads) - 1, {"name": named, "columns": columns, "style": None, "autofilter": False})
        for column, cells in enumerate(zip(*rows, strict=True)):
            longest = max(len(word) for cell in (heads[column], *cells) for word in cell.split("\n") or [""])
            page.set_column(column, column, min(max(longest + 2, NARROWEST), WIDEST))
            self._column(page, top + 1, column, cells, linked and column == 0)

    def _column(self, page: Worksheet, top: int, column: int, cells: Row, linked: bool) -> None:
        """Numbers as numbers where all of a column are, else texts."""
        numeric = all(NUMBER.fullmatch(cell) for cell in cells if cell)
        for row, cell in enumerate(cells, top):
            if linked:
                page.write_url(row, column, f"internal:'{cell}'!A1", self.link, cell)
            elif not cell:
                page.write_blank(row, column, None, self.cell)
            elif numeric:
                page.write_number(row, column, float(cell), self.cell)
            else:
                page.write_string(row, column, cell, self.cell)
