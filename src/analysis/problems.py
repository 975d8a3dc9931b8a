"""What is wrong with an input, said so that a person can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing wrong in one place: file, sheet, row, column, value, the rule it breaks and what to do."""

    file: str
    rule: str
    hint: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""

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


class InputProblems(Exception):
    """The inputs of a run cannot be used; holds every problem found.

    A plain list of strings is accepted too, so that the exception survives a trip through a notebook kernel.
    """

    def __init__(self, problems: Iterable[Problem]):
        self.problems = list(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
