"""What is said of cells that are no plain values, merged or hidden. A merge down one column is filled: it says the same of every row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from analysis.intake.cells import letters
from analysis.problems import Problem

Range = tuple[int, int, int, int]  # first row and place, last row and place, from 0
FILLED = "was merged down over several rows, and each of them is read with its value", "look whether it holds for every row"
HIDDEN = "holds hidden {}, which are read like the others", "delete them if they are not meant"
FORMULA = "holds a formula", "replace the formula by its value"
ERROR = "holds an error", "write the value, or clear the cell"
ACROSS = "holds merged cells: to which columns the value belongs, nobody can see", "split them and fill every cell"


def merged(rows: list[list[str]], ranges: Sequence[Range], file: str, sheet: str) -> Iterator[Problem]:
    """Fill merges down one column in `rows`, with a warning for each; a merge across columns is a problem.

    Ranges without a value, beyond the cells, or in the titles at the top (rows that hold nothing but merged cells) do not matter.
    """
    titles = _titles(rows, {(top, left) for top, left, _, right in ranges if right > left})
    for top, left, bottom, right in ranges:
        if top >= len(rows) or left >= len(rows[top]) or not rows[top][left]:
            continue
        where = f"{letters(left)}{top + 1}:{letters(right)}{bottom + 1}"
        if left != right:
            if bottom >= titles:
                yield Problem(file, *ACROSS, sheet, top + 1, letters(left), where)
            continue
        value = rows[top][left]
        for row in rows[top + 1 : bottom + 1]:
            row[left : left + 1] = [value]
        yield Problem(file, *FILLED, sheet, top + 1, letters(left), where, warning=True)


def _titles(rows: list[list[str]], across: set[tuple[int, int]]) -> int:
    """How many rows at the top are titles: each cell in them is merged across columns, or stands beside such cells at the left."""
    for number, row in enumerate(rows):
        filled = [place for place, value in enumerate(row) if value]
        if filled and not any((number, place) in across for place in filled):
            return number
        if any((number, place) not in across for place in filled[1:]):
            return number
    return len(rows)


def spans(numbers: Iterable[int]) -> str:
    """`3-5, 9`: numbers in words that fit into a message."""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    words = [str(first) if first == last else f"{first}-{last}" for first, last in found]
    return ", ".join(words[:10]) + (", ..." if len(words) > 10 else "")


def hidden_places(file: str, sheet: str, rows: Sequence[int], columns: Sequence[int]) -> Iterator[Problem]:
    """Warnings for hidden rows (numbers from 1) and columns (places): they are read."""
    rule, hint = HIDDEN
    if rows:
        yield Problem(file, rule.format("rows"), hint, sheet, rows[0], value=spans(rows), warning=True)
    for place in columns:
        yield Problem(file, rule.format("columns"), hint, sheet, column=letters(place), warning=True)
