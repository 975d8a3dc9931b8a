"""Columns beside each other: for each subject a cell of bars in every column, all on one scale from nothing to all."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.draw.fitting import wrapped
from analysis.draw.layout import RIGHT, Groups, Key, Row, beside, label_column
from analysis.draw.style import GRID, LEFT, MUTED, POINTS, WIDTH, canvas, margin, page, points

GAP, BAR, LINE, APART = 11.0, 7.0, 11.5, 9.0  # between columns; a bar; a line of text; between subjects; in points
HEAD, SIZE = 9, 8.5
Cell = Sequence[tuple[Row, Sequence[str]]]


def panels(groups: Groups, columns: Key, **texts: str) -> Figure:
    """A subject per group, its rows as bars in the column of their colour, each with its text below; without a value only the
    text. The full width of a column is 1.

    A narrow figure has each subject's name above its bars.
    """
    wide = page() >= WIDTH
    left, labels = label_column([name for name, _ in groups]) if wide else (LEFT, [name for name, _ in groups])
    step = (points(RIGHT - left) + GAP) / len(columns)
    heads = [wrapped(name, step - GAP, HEAD, 600) for name, _ in columns]
    cells = [[_cell(group, colour, step - GAP) for _, colour in columns] for _, group in groups]
    above = 0.0 if wide else LINE + 3
    heights = [max(above + max(map(_height, row)), LINE * (label.count("\n") + 1)) for row, label in zip(cells, labels, strict=True)]
    top = LINE * max(map(len, heads)) + APART
    total = top + fsum(heights) + APART * len(heights)
    figure, axes = canvas(total / POINTS, ticks=False, **texts)
    margin(figure, left=left, right=RIGHT)
    for n, head in enumerate(heads):
        axes.text(step * n, top - APART, "\n".join(head), va="bottom", size=HEAD, weight=600, linespacing=1.15)
    place = top
    for label, row, height in zip(labels, cells, heights, strict=True):
        axes.plot([-points(left - LEFT), points(RIGHT - left)], [place - APART / 2] * 2, color=GRID, linewidth=0.6, clip_on=False)
        axes.text(LEFT, place, label, transform=beside(figure, axes), va="top", size=9.5, weight=400 if wide else 600, linespacing=1.15)
        for n, cell in enumerate(row):
            _draw(axes, cell, step * n, place + above, step - GAP)
        place += height + APART
    axes.set_xlim(0, points(RIGHT - left))
    axes.set_ylim(total, 0)
    axes.set_axis_off()
    return figure


def _cell(group: Sequence[Row], colour: str, room: float) -> Cell:
    return [(row, wrapped(row.text, room, SIZE)) for row in group if row.colour == colour]


def _height(cell: Cell) -> float:
    return fsum((BAR + 3 if row.value is not None else 0) + LINE * len(lines) + 2 for row, lines in cell)


def _draw(axes: Axes, cell: Cell, x: float, y: float, room: float) -> None:
    for row, lines in cell:
        if row.value is not None:
            axes.barh(y + BAR / 2, room, left=x, height=BAR, color=GRID, linewidth=0)
            axes.barh(y + BAR / 2, room * row.value, left=x, height=BAR, color=row.colour, linewidth=0)
            y += BAR + 3
        axes.text(x, y, "\n".join(lines), va="top", size=SIZE, color=MUTED, linespacing=1.2)
        y += LINE * len(lines) + 2
