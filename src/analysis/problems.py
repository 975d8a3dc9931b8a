"""What is wrong or doubtful in an input, said so that a person can mend it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

LISTED, CAUSES = 20, 50  # places of one cause in a column that are kept, and causes
SHOWN = 3  # places of one cause that a message names
LONGEST = 400  # characters of a message with several places; it then names fewer of them
FURTHER = "further cells of this column cannot be used either", "mend those above first"
QUOTED = re.compile(r"(?<!\w)'[^']*'(?!\w)|\"[^\"]*\"")  # what a rule quotes
NAME, VALUE = 80, 80  # characters that are shown of a name in the file, and of what was found there


@dataclass(frozen=True)
class Problem:
    """One thing wrong in one place: file, sheet, row, column, value, the rule it breaks and what to do.

    A `warning` is something a person should look at; the input is used all the same. `more` is how many further places have
    the same cause and are not listed one by one.
    """

    file: str
    rule: str
    hint: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""
    warning: bool = False
    more: int = 0

    @property
    def where(self) -> str:
        """The file, and the sheet where there is one."""
        return f"{one_line(self.file, None)}, sheet {one_line(self.sheet)}" if self.sheet else one_line(self.file, None)

    @property
    def cell(self) -> str:
        """Row and column, as far as they are known."""
        row = f"row {self.row}" if self.row is not None else ""
        return ", ".join(filter(None, [row, f"column {one_line(self.column)}" if self.column else ""]))

    @property
    def found(self) -> str:
        """What was found in the place, if anything."""
        return f"(found: {one_line(self.value, VALUE)!r})" if self.value else ""

    def __str__(self) -> str:
        return _message([self])


def one_line(text: str, longest: int | None = NAME) -> str:
    """`text` as it can be shown in a line: no line ends, nothing that steers a terminal, cut where it is longer."""
    plain = "".join(c if c.isprintable() else " " if c.isspace() else f"\\x{ord(c):02x}" for c in text)
    return plain if longest is None or len(plain) <= longest else f"{plain[: longest - 1]}…"


def grave(problems: Iterable[Problem]) -> list[Problem]:
    """The problems for which an input cannot be used."""
    return [problem for problem in problems if not problem.warning]


def by_cause(problems: Iterable[Problem]) -> list[list[Problem]]:
    """The problems of each cause (file, sheet, rule and hint), errors before warnings."""
    causes: dict[tuple, list[Problem]] = {}
    for problem in sorted(problems, key=lambda problem: problem.warning):
        causes.setdefault((problem.file, problem.sheet, problem.warning, *_cause(problem)), []).append(problem)
    return list(causes.values())


def rule_of(found: list[Problem]) -> str:
    """The rule that problems of one cause break: without what it quotes, where that differs."""
    return found[0].rule if len({problem.rule for problem in found}) == 1 else _cause(found[0])[0]


def _cause(problem: Problem) -> tuple[str, str]:
    """Rule and hint, whatever the rule quotes of the place."""
    return QUOTED.sub("…", problem.rule), problem.hint


def grouped(problems: Iterable[Problem]) -> list[str]:
    """One message for each cause, errors before warnings: how many places have it, and the first three of them."""
    return [_message(found) for found in by_cause(problems)]


def limited(problems: Iterable[Problem]) -> list[Problem]:
    """The problems of one table, of each cause in a column no more than a person looks through; the last says how many more.

    Where a column has very many causes, the rest of them are told as one.
    """
    kept: dict[tuple, dict[tuple, list[Problem]]] = {}
    more: Counter[tuple] = Counter()
    for problem in problems:
        column, cause = (problem.file, problem.sheet, problem.column, problem.warning), _cause(problem)
        causes = kept.setdefault(column, {})
        if cause not in causes and len(causes) >= CAUSES:
            cause = FURTHER
        listed = causes.setdefault(cause, [])
        if len(listed) < LISTED:
            listed.append(problem if cause != FURTHER else replace(problem, rule=FURTHER[0], hint=FURTHER[1]))
        else:
            more[(*column, *cause)] += 1 + problem.more
    return [
        replace(problem, more=problem.more + more[(*column, *cause)]) if problem is listed[-1] else problem
        for column, causes in kept.items()
        for cause, listed in causes.items()
        for problem in listed
    ]


def few(found: list[Problem], many: int) -> list[Problem]:
    """The problems of one cause that are listed, of `many` that there are: the last of them counts the others."""
    return [*found[:-1], replace(found[-1], more=many - len(found))] if many > len(found) else found


def places(found: list[Problem]) -> int:
    """How many places have a cause."""
    return sum(1 + problem.more for problem in found)


def counted(number: int, noun: str) -> str:
    """`1 warning`, `2 warnings`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _message(found: list[Problem]) -> str:
    """One cause in one line, with as many of its first places as there is room for."""
    first, many = found[0], places(found)
    head, hint = "Warning: " if first.warning else "", f" What to do: {first.hint}" if first.hint else ""
    if many == 1:
        where, value = ", ".join(filter(None, [first.where, first.cell])), f" {first.found}" if first.value else ""
        return f"{head}{where}: {first.rule}{value}.{hint}"
    for shown in range(min(SHOWN, len(found)), 0, -1):
        cells = "; ".join(" ".join(filter(None, [problem.cell, problem.found])) for problem in found[:shown])
        more = f"; and {many - shown:,} more" if many > shown else ""
        message = f"{head}{first.where}: {rule_of(found)}, in {many:,} places: {cells}{more}.{hint}"
        if len(message) <= LONGEST:
            break
    return message


class InputProblems(Exception):
    """The inputs of a run cannot be used; holds every problem found, and what could be read all the same (`Reading`).

    A plain list of strings is accepted too, so that the exception survives a trip through a notebook kernel.
    """

    def __init__(self, problems: Iterable[Problem], readings: Sequence[Any] = ()):
        self.problems, self.readings = list(problems), list(readings)
        super().__init__("\n".join(str(problem) for problem in self.problems))
