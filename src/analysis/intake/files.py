"""Opening files: what a file is decides who reads it, and all give the same: text cells with the rows a person sees."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.intake.cells import Cells, refused
from analysis.intake.containers import ods, statistics, text, xls, xlsx
from analysis.intake.containers.recognise import recognise
from analysis.problems import Problem

CONTAINERS: dict[str, Any] = {  # each has `sheets(file)` and `read(file, sheet)`
    "csv": text, "xlsx": xlsx, "ods": ods, "xls": xls, "sav": statistics.SAV, "por": statistics.POR, "dta": statistics.DTA,
}  # fmt: skip


def sheets(file: Path) -> list[str]:
    """The names of the sheets of a file, in order, without the hidden ones; one without a name where it is a single table.

    Raises InputProblems where the file is nothing that can be read.
    """
    container, _ = recognise(file)
    return CONTAINERS[container].sheets(file)


def read_cells(file: Path, sheet: str = "") -> Cells:
    """The cells of a sheet; of the only one where none is named. Files that are a single table have no use for a name.

    Raises InputProblems where nothing can be read; what is wrong with some cells is in the problems of what is given back.
    """
    container, remarks = recognise(file)
    state = file.stat()
    cells = _cells(container, file, sheet, state.st_mtime_ns, state.st_size)
    return replace(cells, frame=cells.frame.copy(deep=False), problems=[*cells.problems], remarks=[*remarks, *cells.remarks])


@lru_cache(maxsize=2)  # the sheets of a survey, which responses and fact sheets both look at
def _cells(container: str, file: Path, sheet: str, changed: int, size: int) -> Cells:
    with _uncollected():
        return CONTAINERS[container].read(file, sheet)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without Python's search for cycles, of which rows of cells have none: it would walk through millions of them again and again."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def read_headed(file: Path, sheet: str = "") -> tuple[pd.DataFrame, list[Problem]]:
    """A table whose first row is its header, and its problems; the index holds row numbers."""
    cells = read_cells(file, sheet)
    frame = cells.frame
    if frame.empty or not (frame.iloc[0] != "").any():
        raise refused(file, "the sheet is empty", "put the item ids into row 1", cells.sheet, row=1)
    header = [name.strip() for name in frame.iloc[0]]
    problems = cells.named(header)
    while not header[-1]:
        header.pop()
    rule, hint = "holds a value to the right of the last column", "give the column its item id in row 1 or clear the cell"
    beyond = frame.iloc[1:, len(header) :]
    problems += [
        Problem(cells.file, rule, hint, cells.sheet, int(row), value=value)
        for row, values in zip(beyond.index, beyond.to_numpy(), strict=True)
        for value in values
        if value
    ]
    body = frame.iloc[1:, : len(header)]
    body.columns = header
    return body, problems
