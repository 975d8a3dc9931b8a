"""Opening files: Excel workbooks and CSV, as text cells with the row numbers a person sees."""

from __future__ import annotations

import csv
import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pandas as pd

from analysis.problems import InputProblems, Problem
from analysis.wave import shown

MAX_BROKEN_ROWS = 20
BEYOND = "holds a value to the right of the last column", "give the column its item id in row 1 or clear the cell"
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError)
FAR = re.compile(rb" r=\"([A-Z]{3}\d+)\"[^>]*(?<!/)>")  # a filled cell beyond column ZZ
SUSPECT = re.compile(rb"<(?:\w+:)?f[\s/>]|\st\s*=\s*[\"']e[\"']")  # a formula or an error, at first sight


def read_sheet(file: Path, sheet: str) -> tuple[pd.DataFrame, list[Problem]]:
    """One sheet as text, first row as header; the index holds Excel row numbers. Formulas and errors are problems."""
    rows, xml = _open_sheet(file, sheet)
    if not rows or not any(value != "" for value in rows[0]):
        raise InputProblems([Problem(shown(file), "the sheet is empty", "put the item ids into row 1", sheet, 1)])
    header = _trimmed([_text(value) for value in rows[0]])
    width = len(header)
    problems = [
        Problem(shown(file), rule, hint, sheet, row, header[place] if place < width else "", value)
        for row, place, value, rule, hint in _not_values(xml)
    ]
    problems += [
        Problem(shown(file), *BEYOND, sheet, number, value=_text(value))
        for number, row in enumerate(rows[1:], 2)
        for value in row[width:]
        if value != ""
    ]
    body = [[_text(value) for value in row[:width]] for row in rows[1:]]
    return pd.DataFrame(body, columns=header, index=range(2, len(rows) + 1), dtype=object), problems


def read_csv(file: Path) -> tuple[pd.DataFrame, list[Problem]]:
    """A UTF-8 CSV file as text, first row as header; the index holds line numbers of simple files (data from 2).

    Rows with fewer or more cells than the header are problems and left out: nobody knows what their cells are.
    """
    data = _bytes(file)
    if (place := data.find(b"\0")) >= 0:
        row = data.count(b"\n", 0, place) + 1
        raise InputProblems(
            [Problem(shown(file), "holds a NUL character", "export the file again, as CSV UTF-8", row=row)]
        )
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise InputProblems(
            [
                Problem(
                    shown(file),
                    "is not UTF-8 text",
                    "save it as CSV UTF-8",
                    row=row,
                    value=repr(data[error.start : error.start + 1]),
                )
            ]
        ) from None
    widths = _widths(data)
    if not widths[:1].any():
        raise InputProblems([Problem(shown(file), "is empty", "put the item ids into row 1", row=1)])
    if (widths > widths[0]).any():
        raise InputProblems(_broken_rows(file, widths, (widths != widths[0]) & (widths > 1)))
    try:
        frame = pd.read_csv(
            io.BytesIO(data),
            dtype=object,
            keep_default_na=False,
            na_filter=False,
            header=None,
            encoding="utf-8-sig",
            skip_blank_lines=False,
        )
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        hint = "check that every row has the same number of cells and that quotation marks are closed"
        raise InputProblems([Problem(shown(file), f"cannot be read as CSV: {str(error).strip()}", hint)]) from None
    short = (widths < widths[0]) & (widths > 0) & ~_notes(frame, widths)
    header = [str(name).strip() for name in frame.iloc[0]]
    frame.columns = header
    frame.index = range(1, len(frame) + 1)
    body = frame[~short].iloc[1:] if short.any() else frame.iloc[1:]
    return body, _broken_rows(file, widths, short)


def _widths(data: bytes) -> np.ndarray:
    """How many cells each row of a CSV file has; 0 for an empty line. pandas would fill short rows up silently."""
    csv.field_size_limit(max(csv.field_size_limit(), len(data)))
    lines = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig", newline="")
    return np.fromiter(map(len, csv.reader(lines)), dtype=np.int64)


def _notes(frame: pd.DataFrame, widths: np.ndarray) -> np.ndarray:
    """Which rows are notes below the data that were written without commas: one cell of several words."""
    note = (widths == 1) & (np.arange(len(widths)) > np.flatnonzero(widths == widths[0])[-1])
    for place in np.flatnonzero(note):
        note[place] = len(frame.iat[place, 0].split()) > 1
    return note


def _broken_rows(file: Path, widths: np.ndarray, broken: np.ndarray) -> list[Problem]:
    rows = (np.flatnonzero(broken) + 1).tolist()
    hint = "put cells that hold a comma or a line break between quotation marks, so that all rows are equally long"
    found = [
        Problem(
            shown(file), f"has another number of cells than row 1 ({widths[row - 1]}, not {widths[0]})", hint, row=row
        )
        for row in rows[:MAX_BROKEN_ROWS]
    ]
    if more := len(rows) - len(found):
        rule = f"{more} further rows, from this one on, have another number of cells than row 1"
        found.append(Problem(shown(file), rule, hint, row=rows[MAX_BROKEN_ROWS]))
    return found


def _bytes(file: Path) -> bytes:
    if not file.is_file():
        raise InputProblems(
            [Problem(shown(file), "there is no such file", "put the file there, or take the source out of wave.yml")]
        )
    data = file.read_bytes()
    if not data or data.isspace():
        raise InputProblems([Problem(shown(file), "the file is empty", "export it again")])
    return data


def _open_sheet(file: Path, sheet: str) -> tuple[list[list[Any]], bytes]:
    """The values of a sheet, row by row from A1 (empty: ""), and its XML, which has what a value does not show."""
    from python_calamine import CalamineError, CalamineWorkbook

    data = _bytes(file)
    if not zipfile.is_zipfile(io.BytesIO(data)):
        raise _damaged(file, "it is not a zip archive")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if broken := archive.testzip():
                raise _damaged(file, f"its part {broken} is damaged")
            parts = _sheet_parts(archive)
            if sheet not in parts:
                rule, hint = f"there is no sheet {sheet!r}", f"name one of its sheets ({', '.join(parts)}) {sheet!r}"
                raise InputProblems([Problem(shown(file), rule, hint, sheet)])
            xml = archive.read(parts[sheet])
        if far := FAR.search(xml):  # the reader would make room for every cell up to there
            raise InputProblems([Problem(shown(file), *BEYOND, sheet, value=far[1].decode())])
        rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(sheet)
        return rows.to_python(skip_empty_area=False), xml
    except (CalamineError, LookupError, ValueError, OSError, SyntaxError, RuntimeError, *BROKEN) as error:
        raise _damaged(file, str(error) or type(error).__name__) from None


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The name of each sheet and the part of the archive that holds it."""
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): posixpath.join("/xl", link.get("Target", "")).lstrip("/") for link in links}
    sheets = ElementTree.fromstring(archive.read("xl/workbook.xml")).iterfind("{*}sheets/{*}sheet")
    return {
        sheet.get("name", ""): targets[next(value for name, value in sheet.items() if name.endswith("}id"))]
        for sheet in sheets
    }


def _not_values(xml: bytes) -> Iterator[tuple[int, int, str, str, str]]:
    """Row, place in the row, content, rule and hint of every cell that holds a formula or an error."""
    if not SUSPECT.search(xml) and b"\0" not in xml[:4]:
        return
    row = place = 0
    for event, element in ElementTree.iterparse(io.BytesIO(xml), ["start", "end"]):
        tag = element.tag.rpartition("}")[2]
        if event == "start" and tag == "row":
            row, place = int(element.get("r", row + 1)), -1
        elif event == "start" and tag == "c":
            place = _place(element.get("r", "")) if element.get("r") else place + 1
        elif tag == "c" and (formula := element.find("{*}f")) is not None:
            yield row, place, f"={formula.text or ''}", "holds a formula", "replace the formula by its value"
        elif tag == "c" and element.get("t") == "e":
            yield row, place, element.findtext("{*}v", ""), "holds an error", "write the value, or clear the cell"
        if event == "end" and tag == "row":
            element.clear()


def _place(coordinate: str) -> int:
    """`B7` is in place 1."""
    number = 0
    for letter in coordinate.rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _damaged(file: Path, reason: str) -> InputProblems:
    return InputProblems(
        [
            Problem(
                shown(file),
                f"is not an Excel workbook that can be read ({reason})",
                "open it in a spreadsheet program and save it as .xlsx again",
            )
        ]
    )


def _text(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else _decimal(value)
    return str(value)


def _decimal(value: float) -> str:
    """A number cell as text that cannot be taken for thousands: three decimals get a zero behind them."""
    text = str(value)
    return f"{text}0" if len(text.partition(".")[2]) == 3 else text


def _trimmed(header: list[str]) -> list[str]:
    names = [name.strip() for name in header]
    while names and not names[-1]:
        names.pop()
    return names
