"""What is wrong or doubtful in an input, said so that a person can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

SHOWN = 3  # places of one cause that a message names


@dataclass(frozen=True)
class Problem:
    """One thing wrong in one place: file, sheet, row, column, value, the rule it breaks and what to do.

    A `warning` is something a person should look at; the input is used all the same.
    """

    file: str
    rule: str
    hint: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""
    warning: bool = False

    @property
    def place(self) -> str:
        """Row and column within the sheet, as far as they are known, and what was found there."""
        parts = [f"row {self.row}" if self.row is not None else "", f"column {self.column}" if self.column else ""]
        found = f"(found: {self.value[:80]!r})" if self.value else ""
        return " ".join(filter(None, [", ".join(filter(None, parts)), found]))

    def __str__(self) -> str:
        places = [self.file]
        if self.sheet:
            places.append(f"sheet {self.sheet}")
        if self.row is not None:
            places.append(f"row {self.row}")
        if self.column:
            places.append(f"column {self.column}")
        value = f" (found: {self.value[:80]!r})" if self.value else ""
        hint = f" What to do: {self.hint}" if self.hint else ""
        return f"{', '.join(places)}: {self.rule}{value}.{hint}"


def grave(problems: Iterable[Problem]) -> list[Problem]:
    """The problems for which an input cannot be used."""
    return [problem for problem in problems if not problem.warning]


def grouped(problems: Iterable[Problem]) -> list[str]:
    """One message for each cause (file, sheet, rule and hint): how many places have it, and the first three of them."""
    causes: dict[tuple, list[Problem]] = {}
    for problem in problems:
        causes.setdefault((problem.file, problem.sheet, problem.rule, problem.hint, problem.warning), []).append(problem)
    return [_message(found) for found in causes.values()]


def _message(found: list[Problem]) -> str:
    first = found[0]
    word = "Warning: " if first.warning else ""
    if len(found) == 1:
        return f"{word}{first}"
    where = f"{first.file}, sheet {first.sheet}" if first.sheet else first.file
    places = "; ".join(problem.place for problem in found[:SHOWN])
    more = f"; and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    hint = f" What to do: {first.hint}" if first.hint else ""
    return f"{word}{where}: {first.rule}, in {len(found)} places: {places}{more}.{hint}"


class InputProblems(Exception):
    """The inputs of a run cannot be used; holds every problem found.

    A plain list of strings is accepted too, so that the exception survives a trip through a notebook kernel.
    """

    def __init__(self, problems: Iterable[Problem]):
        self.problems = list(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
