"""A workbook of what was read, row by row as in the file, with the cells at fault marked and what to do beside them."""

from __future__ import annotations

import io
from collections.abc import Iterator

from xlsxwriter import Workbook

from analysis.check.examine import Read
from analysis.intake.table import STACKED
from analysis.problems import Problem, one_line
from analysis.store import CREATED

ROWS, WIDE = 20_000, 18  # rows beyond which nobody looks through a workbook; characters of a column
ERROR, WARNING = "#F6C5BB", "#FBE6B0"


def marked(reads: list[Read]) -> bytes:
    """The tables of one source that have cells at fault, a sheet each, as .xlsx; nothing where there is none to mark.

    Rows stand where they stand in the file, so a person finds them there; columns are named as in the codebook. What is not read
    (contacts, respondents who withdrew, notes) is not in it. Every cell is text, also where it begins with `=`.
    """
    there = [read for read in reads if read.raw is not None and 0 < len(read.raw.frame) <= ROWS and read.raw.frame.index.max() < STACKED]
    faults = {read.spec.name: list(_faults(read)) for read in there}
    if not any(faults.values()):
        return b""
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}) as book:
        book.set_properties({"created": CREATED})
        for read in there:
            _write(book, read, faults[read.spec.name])
    return file.getvalue()


def _faults(read: Read) -> Iterator[Problem]:
    """The problems of a table that name one of its cells."""
    frame = read.raw.frame
    return (p for p in read.problems if p.sheet == read.raw.sheet and p.row in frame.index and p.column in frame.columns)


def _write(book: Workbook, read: Read, faults: list[Problem]) -> None:
    sheet, head = book.add_worksheet(read.spec.name), book.add_format({"bold": True})
    looks = {True: book.add_format({"bg_color": WARNING}), False: book.add_format({"bg_color": ERROR})}
    places = {name: place for place, name in enumerate(read.raw.frame)}
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, len(places) - 1, WIDE)
    for name, place in places.items():
        sheet.write_string(0, place, name, head)
    for row, cells in zip(read.raw.frame.index, read.raw.frame.itertuples(index=False), strict=True):
        for place, text in enumerate(cells):
            if text:
                sheet.write_string(int(row) - 1, place, text)
    said: dict[tuple[int, str], list[Problem]] = {}
    for fault in faults:
        said.setdefault((fault.row, fault.column), []).append(fault)
    for (row, column), found in said.items():
        text = str(read.raw.frame.at[row, column])
        sheet.write(row - 1, places[column], *([text] if text else [None]), looks[all(fault.warning for fault in found)])
        sheet.write_comment(row - 1, places[column], "\n".join(f"{one_line(p.rule)}. {p.hint}" for p in found), {"author": ""})
