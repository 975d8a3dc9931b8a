"""The cells of one sheet as a file holds them, as text, before anything is taken for a header."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.problems import InputProblems, Problem
from analysis.wave import shown

PLAIN_BELOW = 1e14  # below which 15 digits hold two decimals, and no exponent is needed
FEW_CELLS = 1_000_000  # an area that any machine can hold, however few of its cells are filled
MAX_SPARSE = 50  # of a larger area at least one cell in so many is filled, or a stray cell makes it that large


@dataclass
class Cells:
    """A sheet as text. The index of `frame` is the row number a person sees (from 1), its columns are places from 0.

    Numbers are written with a point and so that they cannot be taken for thousands, a percent format as `12.5%`, a currency
    format as `250000 EUR`, days as 2012-05-31, ticks as TRUE and FALSE. `container` is what the file is (`xlsx`, `csv`, ...).
    Problems name a column by its letter (see `named`); those of rows above the header do not matter. `remarks` are facts a person
    should know, such as the encoding; `labelled` says that row 2 holds the labels of the columns because the file keeps them apart (SPSS, Stata).
    """

    file: str
    sheet: str
    container: str
    frame: pd.DataFrame = field(default_factory=pd.DataFrame)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    labelled: bool = False

    def named(self, header: Sequence[str]) -> list[Problem]:
        """The problems, with the names that `header` gives the columns in place of their letters."""
        names = {letters(place): name for place, name in enumerate(header) if name}
        return [replace(problem, column=names.get(problem.column, problem.column)) for problem in self.problems]


def frame_of(rows: Iterable[Sequence[str]]) -> pd.DataFrame:
    """The rows of a sheet from its first one, as the `frame` of `Cells`; what is empty at the right and below is left out."""
    rows = list(rows)
    while rows and not any(rows[-1]):
        rows.pop()
    if len({len(row) for row in rows}) > 1:
        longest = max(map(len, rows))
        rows = [[*row, *[""] * (longest - len(row))] for row in rows]
    frame = pd.DataFrame(rows, index=range(1, len(rows) + 1), dtype=object)
    width = frame.shape[1]
    while width and not (frame[width - 1] != "").any():
        width -= 1
    return frame.iloc[:, :width]


def frame_of_values(values: Sequence[Sequence[Any]]) -> pd.DataFrame:
    """As `frame_of`, of equally long rows of values that are no texts yet. Column by column, for there can be millions of cells."""
    columns = [_texts(column) for column in zip(*values, strict=True)]
    while columns and not any(columns[-1]):
        columns.pop()
    last = max((_last(column) for column in columns), default=0)
    return pd.DataFrame({place: column[:last] for place, column in enumerate(columns)}, index=range(1, last + 1), dtype=object)


def _texts(column: Sequence[Any]) -> list[str]:
    """The texts of a column. Numbers with two decimals at most, as most are, need no look at each (see `number_text`)."""
    if not {*map(type, column)} <= {str, float}:
        return [value if type(value) is str else as_text(value) for value in column]
    numbers = np.array([value for value in column if type(value) is float]) + 0.0  # -0 is 0
    is_plain = (np.abs(numbers) < PLAIN_BELOW).all() and (numbers == np.round(numbers, 2)).all()
    written = map("%.15g".__mod__ if is_plain else number_text, numbers.tolist())
    return [value if type(value) is str else next(written) for value in column]


def _last(column: Sequence[str]) -> int:
    """How many rows a column has down to its last filled cell."""
    return next((place for place in range(len(column), 0, -1) if column[place - 1]), 0)


def letters(place: int) -> str:
    """Place 1 is column B."""
    name, number = "", place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def place_of(coordinate: str) -> int:
    """`B7` is in place 1."""
    number = 0
    for letter in coordinate.rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def as_text(value: Any) -> str:
    """What a cell holds, as text."""
    if type(value) is float:
        return number_text(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return "" if value is None else str(value)


def number_text(value: float) -> str:
    """A number with a point, as exact as spreadsheets are; three decimals get a zero behind them, as no thousands have."""
    if value.is_integer():
        return str(int(value))
    text = f"{value:.15g}"
    if "e" in text:
        text = f"{Decimal(text):f}"
    return f"{text}0" if text[-4:-3] == "." else text


def too_sparse(rows: int, columns: int, filled: int) -> bool:
    """Whether the area from the first to the last filled cell is so empty that reading it would fill the memory."""
    return rows * columns > max(FEW_CELLS, MAX_SPARSE * filled)


def far_away(file: Path, sheet: str, row: int, place: int) -> InputProblems:
    """What is raised of a cell (its row from 1) to which reading would fill the memory with empty cells."""
    rule, hint = "a cell stands far away from all others", "clear it, or delete the empty rows and columns before it"
    return refused(file, rule, hint, sheet, row=row, column=letters(place))


def refused(file: Path, rule: str, hint: str, sheet: str = "", **place: Any) -> InputProblems:
    """What is raised where a file cannot be used at all."""
    return InputProblems([Problem(shown(file), rule, hint, sheet, **place)])


def chosen(file: Path, sheet: str, visible: Sequence[str], hidden: Sequence[str] = ()) -> tuple[str, list[str]]:
    """The name of the sheet that is meant, and what is to be said of the choice.

    Case and blanks may differ where only one name is meant; without a name it is the only sheet that is not hidden.
    """
    names = [*visible, *hidden]
    hint = f"name one of its sheets ({', '.join(names)}) in wave.yml, as `sheet`"
    if not sheet:
        if len(visible or hidden) != 1:
            rule = "has several sheets, and none is named" if names else "has no sheet with cells"
            raise refused(file, rule, hint if names else "put the data on a sheet")
        sheet = (visible or hidden)[0]
    alike = [name for name in names if name == sheet] or [name for name in names if _plain(name) == _plain(sheet)]
    if len(alike) != 1:
        raise refused(file, f"there is no sheet {sheet!r}", hint, sheet)
    [found] = alike
    said = [f"the sheet is named {found!r}, not {sheet!r}"] if found != sheet else []
    if found in hidden:
        said.append("the sheet is hidden")
    elif hidden:
        said.append(f"hidden sheets are not read: {', '.join(hidden)}")
    return found, said


def _plain(name: str) -> str:
    return "".join(name.split()).casefold()
