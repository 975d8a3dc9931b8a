"""The tables, figures and statements of the study as printed: `data/raw/<wave>/published/*.csv`."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pandas as pd

from analysis.audit.keys import wrong_key
from analysis.clean.numbers import parse_number
from analysis.codebook import Codebook
from analysis.estimate.published import round_half_up
from analysis.intake.files import read_headed
from analysis.problems import InputProblems, Problem
from analysis.wave import shown

CELL = ["section", "table", "row", "column", "printed", "value", "key", "field"]
FIGURE = ["figure", "section", "item", "group", "option", "printed", "value", "certain", "key", "where", "note"]
STATEMENT = ["id", "section", "kind", "subject", "statement", "value", "unit", "note", "key"]
FIELDS = ("numerator", "value")  # of the estimate that a key names
CERTAIN = ("yes", "no")
SUMS = ("Total", "Subtotal")
COUNTS = ("n", "total")  # the columns a table's percentages can be shares of, the likelier first


def pct(part: float, base: float) -> float:
    """100 x part / base, rounded half up to one decimal, as the study prints shares."""
    return float(round_half_up(Fraction(str(part)) * 100 / Fraction(str(base))))


class Published:
    """What one wave's study prints. All of it is read and validated when the object is made, keys only with a codebook.

    A number is found by table, row label and column as printed: `n("3.8", "Germany", "total")`. Whoever asks for
    something the study does not print gets a KeyError that says what is missing. Raises InputProblems.
    """

    def __init__(self, folder: Path, codebook: Codebook | None = None):
        self.folder = Path(folder)
        files = sorted(self.folder.glob("table_*.csv"), key=lambda file: _place(file.stem.removeprefix("table_")))
        problems: list[Problem] = []
        if not files:
            problems.append(Problem(shown(self.folder), "has no printed table", "add a file such as table_3_1.csv"))
        tables = [_read(file, CELL, problems, codebook, key=["table", "row", "column"]) for file in files]
        self._figures = _read(self.folder / "figures.csv", FIGURE, problems, codebook)
        self._statements = _read(self.folder / "statements.csv", STATEMENT, problems, codebook, key=["id"])
        if problems:
            raise InputProblems(problems)
        self._cells = pd.concat(tables, ignore_index=True)
        named = self._cells[self._cells["value"].ne("")]
        places = zip(named["table"], named["row"], named["column"], strict=True)
        self._numbers = dict(zip(places, named["value"].astype(float), strict=True))

    def cells(self) -> pd.DataFrame:
        """Every printed cell in the order of the study, as text; `value` is empty where no number is printed."""
        return self._cells.copy()

    def figures(self) -> pd.DataFrame:
        """Every percentage that the study gives for its figures, as text, in order."""
        return self._figures.copy()

    def statements(self) -> pd.DataFrame:
        """The orderings and numbers of the running text. `key` holds the estimates a number can be compared with."""
        return self._statements.copy()

    def references(self) -> dict[str, str]:
        """Where each estimate key is printed, alone or in a sum: a table before a figure before a section."""
        places = [
            *zip(self._statements["key"], "Section " + self._statements["section"], strict=True),
            *zip(self._figures["key"], "Figure " + self._figures["figure"], strict=True),
            *zip(self._cells["key"], "Table " + self._cells["table"], strict=True),
        ]
        return {key: place for keys, place in places for key in keys.split("+") if key}

    def n(self, table: str, row: str, column: str) -> float:
        """The number printed in one cell."""
        if (table, row, column) not in self._numbers:
            raise KeyError(f"table {table} prints no number in row {row!r}, column {column!r}")
        return self._numbers[table, row, column]

    def rows(self, table: str) -> list[str]:
        """The row labels of a table as printed, without total and subtotal."""
        labels = self._cells.loc[self._cells["table"].eq(table), "row"].unique()
        if not len(labels):
            raise KeyError(f"there is no table {table}")
        return [row for row in labels if row not in SUMS]

    def col(self, table: str, column: str) -> list[float]:
        """The numbers of a column, without total and subtotal."""
        places = [(table, row, column) for row in self.rows(table)]
        numbers = [self._numbers[place] for place in places if place in self._numbers]
        if not numbers:
            raise KeyError(f"table {table} has no numbers in a column {column!r}")
        return numbers

    def base_fits(self, table: str, base: float) -> bool:
        """Whether every percentage of a table is the share of its count in `base`."""
        cells = {(row, column): value for (name, row, column), value in self._numbers.items() if name == table}
        shares = {row: value for (row, column), value in cells.items() if column == "percent"}
        counts = next((column for column in COUNTS if any(column == other for _, other in cells)), None)
        if counts is None or not shares:
            raise KeyError(f"table {table} does not print counts and percentages")
        return all(pct(self.n(table, row, counts), base) == value for row, value in shares.items())

    def fig(self, figure: str, option: str | None = None) -> list[float]:
        """The values printed for one option of a figure ("": label not certain), or for all of it, in printed order."""
        found = self._figures[self._figures["figure"].eq(figure)]
        if option is not None:
            found = found[found["option"].eq(option)]
        if found.empty:
            raise KeyError(f"nothing is printed for {option!r} in figure {figure}")
        return found["value"].astype(float).tolist()

    def said(self, statement: str) -> float:
        """The number that a statement of the text gives, by its id."""
        found = self._statements.loc[self._statements["id"].eq(statement), "value"]
        if found.empty or found.iloc[0] == "" or not _is_number(found.iloc[0]):
            raise KeyError(f"there is no statement {statement!r} that gives a number")
        return float(found.iloc[0])


def _place(table: str) -> tuple[int, ...]:
    """`3_10` after `3_9`."""
    return tuple(int(part) if part.isdigit() else 0 for part in table.split("_"))


def _read(
    file: Path, columns: list[str], problems: list[Problem], codebook: Codebook | None, key: list[str] | None = None
) -> pd.DataFrame:
    """One of the files as text; empty where there is none. What is wrong with it is added to `problems`."""
    empty = pd.DataFrame(columns=columns, dtype=object)
    if not file.is_file():
        return empty
    try:
        table, broken = read_headed(file)
    except InputProblems as error:
        problems += error.problems
        return empty
    problems += broken
    if missing := [column for column in columns if column not in table.columns]:
        problems.append(Problem(shown(file), "a column is missing", f"add {', '.join(missing)}"))
        return empty
    for row, cells in zip(table.index, table.to_dict("records"), strict=True):
        problems += [Problem(shown(file), rule, hint, "", row, c, cells[c]) for c, rule, hint in _wrong(cells, codebook)]
    for i in table.index[table.duplicated(key)] if key else []:
        hint = "keep one of them, as the study prints it"
        problems.append(Problem(shown(file), "is there twice", hint, "", i, key[-1], ", ".join(table.loc[i, key])))
    return table.reset_index(drop=True)


def _wrong(row: dict[str, str], codebook: Codebook | None) -> Iterator[tuple[str, str, str]]:
    """Column, rule and hint of everything wrong in one row of a table, of a figure or of the statements."""
    if "printed" in row or row["key"]:
        if not _is_number(row["value"]):
            yield "value", "is not a number", "write digits with a decimal point, or leave it empty"
        elif "printed" in row and (rule := _misread(row["printed"], row["value"])):
            yield "printed", rule, "read the source again and correct the one that was keyed wrong"
    if row["key"] and not row["value"]:
        yield "key", "names an estimate where no number is printed", "take the key out, or give the value"
    for key in row["key"].split("+") if row["key"] and codebook else []:
        if found := wrong_key(key, codebook, row.get("certain", "yes") == "yes"):
            yield "key", *found
    if "certain" in row and row["certain"] not in CERTAIN:
        yield "certain", "is neither yes nor no", "say whether the study prints which option the number belongs to"
    if "field" in row and row["field"] not in (FIELDS if row["key"] else ("",)):
        hint = f"write {' or '.join(FIELDS)} where there is a key, and nothing where there is none"
        yield "field", "does not say which field of the estimate is printed", hint


def _misread(printed: str, value: str) -> str:
    """What is wrong with a value beside the text that is printed, or nothing. A text without a digit has no value."""
    text = printed.strip().removesuffix("%").strip()
    if text == value:
        return ""
    number = parse_number(text)
    if number is None and value:
        return f"prints no number, but its value is {value}"
    if number is not None and (not value or number != float(value)):
        return f"prints another number than its value, which is {value or 'empty'}"
    return ""


def _is_number(text: str) -> bool:
    try:
        return text == "" or math.isfinite(float(text))
    except ValueError:
        return False
