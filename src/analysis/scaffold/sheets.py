"""Workbooks to be filled in: columns with drop-down lists, limits and help, the same bytes for the same content."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from analysis.store import CREATED, without_compression

LAST_ROW = 1_048_575
LISTS = "lists"
TEXT = 49  # the number of the format @: what is typed stays as it is
LEAST = -1_000_000_000_000_000  # a number without a lower limit
IN_A_CELL, TITLE, MESSAGE = 255, 32, 255  # the longest list that stands in a rule, title and message that Excel shows


@dataclass(frozen=True)
class Rule:
    """What cells may hold: `answers` to choose from, or a number from `low` to `high`. `help` is shown beside the cell.

    `open`: another answer is asked about and may stand. `rows` are the stretches of rows it is for, first and last as a person
    counts them, where it is not for the whole column.
    """

    help: str
    answers: tuple[str | int, ...] = ()
    open: bool = False
    number: bool = False
    whole: bool = False
    low: float | None = None
    high: float | None = None
    rows: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Column:
    """A column: what stands in row 1, the words below it or as the title of its help, its rules and its width in letters."""

    id: str
    label: str = ""
    rules: tuple[Rule, ...] = ()
    width: int = 16
    as_text: bool = False


@dataclass(frozen=True)
class Sheet:
    """A sheet: columns, whether row 2 has their labels, and rows that stand there already, in the order of the columns."""

    name: str
    columns: tuple[Column, ...]
    labelled: bool = False
    rows: tuple[tuple[str | int, ...], ...] = ()

    @property
    def first_row(self) -> int:
        """The first row of data, as a person counts."""
        return 3 if self.labelled else 2


def workbook_bytes(sheets: Sequence[Sheet], opens_on: str) -> bytes:
    """An .xlsx file of these sheets, shown at the sheet `opens_on`; no clock has a say in its bytes."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": CREATED})
    pages = {sheet.name: book.add_worksheet(sheet.name) for sheet in sheets}
    lists = _Lists(book)
    for sheet in sheets:
        _fill(book, pages[sheet.name], sheet, lists)
    pages[opens_on].activate()
    pages[opens_on].set_first_sheet()
    book.close()
    return without_compression(buffer.getvalue())


class _Lists:
    """The hidden sheet of the lists that are too long for a rule, made when the first one comes."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.places: dict[tuple, str] = {}

    def source(self, answers: tuple[str | int, ...]) -> list | str:
        """What a rule names as the list of its answers."""
        words = [str(answer) for answer in answers]
        if len(",".join(words)) <= IN_A_CELL and not any("," in word for word in words):
            return list(answers)
        if answers not in self.places:
            page = self.book.get_worksheet_by_name(LISTS) or self.book.add_worksheet(LISTS)
            page.hide()
            place = len(self.places)
            page.write_column(0, place, answers)
            letter = xl_col_to_name(place)
            self.places[answers] = f"={LISTS}!${letter}$1:${letter}${len(answers)}"
        return self.places[answers]


def _fill(book: xlsxwriter.Workbook, page: Worksheet, sheet: Sheet, lists: _Lists) -> None:
    heading = book.add_format({"bold": True, "valign": "top", "bottom": 1, "bg_color": "#EEF1F5"})
    words = book.add_format({"italic": True, "text_wrap": True, "valign": "top", "bg_color": "#EEF1F5"})
    plain = {"text_wrap": True, "valign": "top"}
    body = {False: book.add_format(plain), True: book.add_format(plain | {"num_format": TEXT})}
    page.freeze_panes(sheet.first_row - 1, 1)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width, body[column.as_text])
        page.write_string(0, place, column.id, heading)
        if sheet.labelled:
            page.write_string(1, place, column.label, words)
        for rule in column.rules:
            (first, last), *others = rule.rows or ((sheet.first_row, LAST_ROW + 1),)
            more = {"other_cells": [[one - 1, place, other - 1, place] for one, other in others]} if others else {}
            page.data_validation(first - 1, place, last - 1, place, _validation(column, rule, lists) | more)
    for number, row in enumerate(sheet.rows, sheet.first_row - 1):
        for place, value in enumerate(row):
            if value != "":
                write = page.write_string if isinstance(value, str) else page.write_number
                write(number, place, value)


def _validation(column: Column, rule: Rule, lists: _Lists) -> dict[str, Any]:
    """A rule as XlsxWriter takes it."""
    said = {"input_title": _short(column.label or column.id, TITLE), "input_message": _short(rule.help, MESSAGE)}
    said |= {"error_title": "Please look again", "error_message": _short(rule.help, MESSAGE), "error_type": "warning" if rule.open else "stop"}
    if rule.answers:
        return said | {"validate": "list", "source": lists.source(rule.answers)}
    if not rule.number:
        return said | {"validate": "any"}
    return said | {"validate": "integer" if rule.whole else "decimal"} | _limits(rule)


def _limits(rule: Rule) -> dict[str, Any]:
    low, high = (end if end is None else int(end) if end == int(end) else end for end in (rule.low, rule.high))
    if low is not None and high is not None:
        return {"criteria": "between", "minimum": low, "maximum": high}
    if high is not None:
        return {"criteria": "<=", "value": high}
    return {"criteria": ">=", "value": LEAST if low is None else low}


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 2].rstrip()} …"
