"""What is said of merged cells, and the one kind that is filled: a merge down one column, which says the same of every row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analysis.intake.cells import letters
from analysis.problems import Problem

FILLED = "was merged down over several rows, and each of them is read with its value", "look whether it holds for every row"
ACROSS = "holds merged cells: to which columns the value belongs, nobody can see", "split them and fill every cell"


def merged(
    rows: list[list[str]], ranges: Iterable[tuple[int, int, int, int]], file: str, sheet: str
) -> Iterator[Problem]:
    """Fill merges down one column in `rows`, with a warning for each; a merge across columns is a problem.

    A range is first row and place, last row and place, from 0. Ranges without a value, or beyond the cells, do not matter.
    """
    for top, left, bottom, right in ranges:
        if top >= len(rows) or left >= len(rows[top]) or not rows[top][left]:
            continue
        where = f"{letters(left)}{top + 1}:{letters(right)}{bottom + 1}"
        if left != right:
            yield Problem(file, *ACROSS, sheet, top + 1, letters(left), where)
            continue
        value = rows[top][left]
        for row in rows[top + 1 : bottom + 1]:
            row[left] = value
        yield Problem(file, *FILLED, sheet, top + 1, letters(left), where, warning=True)


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
