"""The same answers as survey tools export them: a native workbook, KoboToolbox (xlsx) and LimeSurvey (csv)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import datetime

import xlsxwriter

from analysis.codebook import WORKED_OUT, Item, Table, option_code
from analysis.simulate.answers import Row

Grid = list[list[str | int]]
SENT = datetime(2026, 5, 4, 9, 30)  # every simulated answer, and the workbooks
FORM, REPEAT = "Simulated survey", "factsheet"
MOST_SHEETS = 3  # fact sheets that a LimeSurvey form has room for
YES_NO = {"yes": "Y", "no": "N"}


def native(table: Table, rows: list[Row]) -> Grid:
    """A sheet of the native workbook: item ids, questions, answers."""
    head = [list(table.items), [item.label for item in table.items.values()]] if table.question_row else [list(table.items)]
    return [*head, *([row[name] for name in table.items] for row in rows)]


def _asked(table: Table) -> list[Item]:
    """The items that a form asks."""
    return [item for item in table.items.values() if item.id not in (*WORKED_OUT, "respondent_id")]


def kobo(answers: Table, rows: list[Row], sheets: Table, sheet_rows: list[Row]) -> dict[str, Grid]:
    """KoboToolbox: XML names with their groups, several answers both joined by blanks and one column each, a sheet for the
    repeated group whose rows point at the answer they belong to."""
    asked = _asked(answers)
    told = _asked(sheets)
    place = {row["respondent_id"]: number for number, row in enumerate(rows, 1)}
    main: Grid = [["start", "end", *_kobo_heads("survey", asked), "_id", "_uuid", "_submission_time", "_validation_status", "_status", "__version__", "_index"]]
    for number, row in enumerate(rows, 1):
        cells = _kobo_cells(asked, row)
        main.append([SENT.isoformat(), SENT.isoformat(), *cells, int(row["respondent_id"]), f"00000000-0000-4000-8000-{number:012d}", SENT.isoformat(), "", "submitted_via_web", "vSimulated", number])
    repeat: Grid = [[*_kobo_heads(REPEAT, told), "_index", "_parent_table_name", "_parent_index", "_submission__id", "_submission__uuid"]]
    for number, row in enumerate(sheet_rows, 1):
        parent = place[row["respondent_id"]]
        repeat.append([*_kobo_cells(told, row), number, FORM, parent, int(row["respondent_id"]), f"00000000-0000-4000-8000-{parent:012d}"])
    return {FORM: main, REPEAT: repeat}


def _kobo_heads(group: str, items: Iterable[Item]) -> list[str]:
    heads = []
    for item in items:
        heads += [f"{group}/{item.id}", *(f"{group}/{item.id}/{option}" for option in item.options if item.type == "multi")]
    return heads


def _kobo_cells(items: Iterable[Item], row: Row) -> list[str | int]:
    cells: list[str | int] = []
    for item in items:
        chosen = row[item.id].split(";") if row[item.id] else []
        cells.append(" ".join(chosen) if item.type == "multi" else row[item.id])
        if item.type == "multi":
            cells += [int(option in chosen) if chosen else "" for option in item.options]
    return cells


def limesurvey(answers: Table, rows: list[Row], sheets: Table, sheet_rows: list[Row]) -> str:
    """LimeSurvey: question codes, `array[row]`, one column Y for each of several answers, answer codes, groups of questions for
    the first, second and third fact sheet."""
    asked = _asked(answers)
    told = _asked(sheets)
    numbers = ["", *(str(number) for number in range(2, MOST_SHEETS + 1))]
    heads = ["id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp"]
    heads += _lime_heads(asked, "") + [head for number in numbers for head in _lime_heads(told, number)]
    lines = [heads]
    for row in rows:
        own = [sheet for sheet in sheet_rows if sheet["respondent_id"] == row["respondent_id"]]
        empty = dict.fromkeys(sheets.items, "")
        cells = [row["respondent_id"], str(SENT), "4", "en", "1234567890", str(SENT), str(SENT), *_lime_cells(asked, row)]
        for place in range(MOST_SHEETS):
            cells += _lime_cells(told, own[place] if place < len(own) else empty)
        lines.append(cells)
    return "\ufeff" + separated(lines, ";", csv.QUOTE_ALL, "\r\n")


def _lime_heads(items: Iterable[Item], number: str) -> list[str]:
    heads = []
    for item in items:
        if item.type == "multi":
            heads += [f"{item.code}{number}[{code}]" for code in item.option_codes.values()]
        elif item.type == "rating":
            heads.append(_array(item))
        else:
            heads.append(f"{item.code}{number}")
    return heads


def _array(item: Item) -> str:
    """A rating is a row of an array: the question's code, and in brackets that of its last level."""
    if not item.levels:
        return item.code
    row = option_code(item.levels[-1])
    return f"{item.code.removesuffix(row)}[{row}]"


def _lime_cells(items: Iterable[Item], row: Row) -> list[str]:
    cells = []
    for item in items:
        value = row[item.id]
        if item.type == "multi":
            cells += ["Y" if option in value.split(";") else "" for option in item.options]
        elif item.type == "choice":
            cells.append((YES_NO if set(item.options) == set(YES_NO) else item.option_codes).get(value, ""))
        else:
            cells.append(value)
    return cells


def separated(rows: Iterable[Iterable[object]], mark: str = ",", quoting: int = csv.QUOTE_MINIMAL, end: str = "\n") -> str:
    """The text of a file of separated values."""
    out = io.StringIO()
    csv.writer(out, delimiter=mark, quoting=quoting, lineterminator=end).writerows(rows)
    return out.getvalue()


def workbook(sheets: dict[str, Grid]) -> bytes:
    """An .xlsx file of these sheets, numbers as numbers; nothing becomes a formula."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": SENT})
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                if isinstance(value, int):
                    page.write_number(number, place, value)
                elif value != "":
                    page.write_string(number, place, value)
    book.close()
    return buffer.getvalue()
