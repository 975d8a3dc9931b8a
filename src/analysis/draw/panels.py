"""Columns beside each other: for each subject a cell of bars in every column, all on one scale from nothing to all."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.draw.fitting import wrapped
from analysis.draw.layout import RIGHT, Groups, Key, Row, label_column
from analysis.draw.style import GRID, LEFT, MUTED, POINTS, WIDTH, canvas, margin, page, points

# In points: between columns, a bar, a line of text, its base line above its end, below a text, between subjects.
GAP, BAR, LINE, DROP, BELOW, APART = 11.0, 7.0, 11.5, 3.0, 4.0, 9.0
HEAD, SIZE = 9, 8.5
Cell = Sequence[tuple[Row, Sequence[str]]]


def panels(groups: Groups, columns: Key, **texts: str) -> Figure:
    """A subject per group, its rows as bars in the column of their colour, each with its text below; without a value only the
    text. The full width of a column is 1.

    A narrow figure has each subject's name above its bars.
    """
    wide = page() >= WIDTH
    left, labels = label_column([name for name, _ in groups]) if wide else (LEFT, [_line(name) for name, _ in groups])
    step = (points(RIGHT - left) + GAP) / len(columns)
    heads = [wrapped(name, step - GAP, HEAD, 600) for name, _ in columns]
    cells = [[_cell(group, colour, step - GAP) for _, colour in columns] for _, group in groups]
    sizes = [LINE * (label.count("\n") + 1) for label in labels]
    heights = [max(size, bars) if wide else size + 2 + bars for size, bars in zip(sizes, map(_highest, cells), strict=True)]
    top = LINE * max(map(len, heads)) + APART
    total = top + fsum(heights) + APART * len(heights)
    figure, axes = canvas(total / POINTS, ticks=False, **texts)
    margin(figure, left=left, right=RIGHT)
    for n, head in enumerate(heads):
        _text(axes, step * n, top - APART - LINE * len(head), head, size=HEAD, weight=600)
    place = top
    for label, size, row, height in zip(labels, sizes, cells, heights, strict=True):
        axes.plot([-points(left - LEFT), points(RIGHT - left)], [place - APART / 2] * 2, color=GRID, linewidth=0.6, clip_on=False)
        _text(axes, -points(left - LEFT), place, label.split("\n"), size=9.5, weight=400 if wide else 600)
        for n, cell in enumerate(row):
            _draw(axes, cell, step * n, place if wide else place + size + 2, step - GAP)
        place += height + APART
    axes.set_xlim(0, points(RIGHT - left))
    axes.set_ylim(total, 0)
    axes.set_axis_off()
    return figure


def _cell(group: Sequence[Row], colour: str, room: float) -> Cell:
    return [(row, wrapped(row.text, room, SIZE)) for row in group if row.colour == colour]


def _line(name: str) -> str:
    """A name over the whole width."""
    return "\n".join(wrapped(name, points(RIGHT - LEFT), 9.5, 600))


def _highest(cells: Sequence[Cell]) -> float:
    return max(fsum((BAR + 2 if row.value is not None else 0) + LINE * len(lines) + BELOW for row, lines in cell) for cell in cells)


def _draw(axes: Axes, cell: Cell, x: float, y: float, room: float) -> None:
    for row, lines in cell:
        if row.value is not None:
            axes.barh(y + BAR / 2, room, left=x, height=BAR, color=GRID, linewidth=0)
            axes.barh(y + BAR / 2, room * row.value, left=x, height=BAR, color=row.colour, linewidth=0)
            y += BAR + 2
        _text(axes, x, y, lines, size=SIZE, color=MUTED)
        y += LINE * len(lines) + BELOW


def _text(axes: Axes, x: float, y: float, lines: Sequence[str], **style: Any) -> None:
    """Lines one below the other, the first with its top at `y`: on one base line whatever letters they have."""
    for n, line in enumerate(lines, 1):
        axes.text(x, y + LINE * n - DROP, line, va="baseline", **style)
