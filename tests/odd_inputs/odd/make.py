"""What odd inputs are made of: tables of made-up records as text, workbooks, and files of statistics programs."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter

from analysis.codebook import Codebook, load_codebook
from analysis.wave import Root

Rows = Sequence[Sequence[Any]]
Content = str | bytes | Rows | Mapping[str, Rows] | Callable[[], bytes]
RECORD = {"title": "Welcome desk", "country": "Spain", "range": "National"}


def written(content: Content) -> bytes:
    """The bytes of a file: a list of rows is CSV, sheets of rows a workbook."""
    if callable(content):
        return content()
    if isinstance(content, str | bytes):
        return content.encode() if isinstance(content, str) else content
    return workbook(content) if isinstance(content, Mapping) else csv(content).encode()


@cache
def codebook() -> Codebook:
    return load_codebook(Root.at().codebook)


def columns(table: str) -> list[str]:
    """The columns of a table of the project's own."""
    return list(codebook()[table].items)


def full(table: str, *records: Mapping[str, Any]) -> list[list[Any]]:
    """The header of a table and one full row a record, empty where it says nothing."""
    names = columns(table)
    assert all(record.keys() <= set(names) for record in records)
    return [names, *([record.get(name, "") for name in names] for record in records)]


def practices(*records: Mapping[str, Any]) -> list[list[Any]]:
    """Practices P1, P2, ... that are alike but for what is given."""
    return full("practices", *({"practice_id": f"P{n}"} | RECORD | {"title": f"Desk {n}"} | record for n, record in enumerate(records, 1)))


def answers(*records: Mapping[str, Any]) -> list[list[Any]]:
    """Respondents R1, R2, ... with the columns that are given: not the project's own table, which has all of them."""
    records = [{"respondent_id": f"R{n}"} | record for n, record in enumerate(records, 1)]
    names = list(dict.fromkeys(name for record in records for name in record))
    return [names, *([record.get(name, "") for name in names] for record in records)]


def column(name: str, *cells: Any, table: Callable[..., list] = practices) -> list[list[Any]]:
    """A table in which one column holds these cells, and all else is in order."""
    return table(*({name: cell} for cell in cells))


def csv(rows: Rows, mark: str = ",", end: str = "\n") -> str:
    return pd.DataFrame([list(map(str, row)) for row in rows]).to_csv(index=False, header=False, sep=mark, lineterminator=end)


def workbook(sheets: Mapping[str, Rows], change: Callable[[xlsxwriter.Workbook], None] = lambda book: None, **options: Any) -> bytes:
    """A workbook; a cell may be a value and the number format that shows it, as `(0.125, "0.0%")`."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False} | options) as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for place, cell in enumerate(cells):
                    value, code = cell if isinstance(cell, tuple) else (cell, None)
                    page.write(row, place, value, *([book.add_format({"num_format": code})] if code else []))
        change(book)
    return buffer.getvalue()


def statistical(write: Callable[..., None], suffix: str, data: Mapping[str, Iterable], **options: Any) -> bytes:
    """A file of SPSS or Stata as pyreadstat writes it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"made.{suffix}"
        write(pd.DataFrame(data), str(file), **options)
        return file.read_bytes()
