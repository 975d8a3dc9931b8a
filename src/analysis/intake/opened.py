"""For now: the cells of workbooks and CSV files by way of `files`."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
from python_calamine import CalamineWorkbook

from analysis.intake import files
from analysis.intake.cells import Cells
from analysis.problems import Problem
from analysis.wave import shown


def letters(place: int) -> str:
    """Place 1 is column B."""
    name, number = "", place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def sheets(file: Path) -> list[str]:
    if file.suffix == ".xlsx" or file.suffix in (".ods", ".xls"):
        if not file.is_file() or (file.suffix == ".xlsx" and file.read_bytes()[:2] != b"PK"):
            files._open_sheet(file, "x")
        try:
            return CalamineWorkbook.from_path(str(file)).sheet_names
        except Exception:
            files._open_sheet(file, "x")
    return [""]


def read_cells(file: Path, sheet: str = "") -> Cells:
    if file.suffix in (".sav", ".dta"):
        return _statistical(file)
    if file.suffix in (".xlsx", ".ods", ".xls"):
        if file.suffix == ".xlsx":
            rows, xml = files._open_sheet(file, sheet)
            problems = [Problem(shown(file), rule, hint, sheet, row, letters(place), value) for row, place, value, rule, hint in files._not_values(xml)]
        else:
            rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
            problems = []
        body = [[files._text(value) for value in row] for row in rows]
        frame = pd.DataFrame(body, index=range(1, len(rows) + 1), dtype=object)
        return Cells(shown(file), sheet, file.suffix[1:], frame, problems)
    data = files._bytes(file)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        files.read_csv(file)
        raise
    first = text.splitlines()[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    if separator == ",":
        frame, problems = files.read_csv(file)
        frame = pd.concat([pd.DataFrame([frame.columns.tolist()], columns=range(frame.shape[1]), index=[1]), frame.set_axis(range(frame.shape[1]), axis=1)])
        return Cells(shown(file), "", "csv", frame, problems)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    return Cells(shown(file), "", "csv", pd.DataFrame(rows, index=range(1, len(rows) + 1), dtype=object))


def _statistical(file: Path) -> Cells:
    import pyreadstat

    read = pyreadstat.read_sav if file.suffix == ".sav" else pyreadstat.read_dta
    frame, meta = read(str(file), apply_value_formats=True, formats_as_category=False)
    body = [[("" if pd.isna(v) else files._text(v)) for v in row] for row in frame.to_numpy(dtype=object)]
    rows = [list(meta.column_names), [label or "" for label in meta.column_labels], *body]
    return Cells(shown(file), "", file.suffix[1:], pd.DataFrame(rows, index=range(1, len(rows) + 1), dtype=object), labelled=True)
