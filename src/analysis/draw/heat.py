"""A heat map of answers: a line per record, a column per question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import fsum

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure

from analysis.draw.fitting import shortened, width
from analysis.draw.layout import LISTED as SIZE
from analysis.draw.layout import RIGHT, Groups, Key, Row, legend, name_height, name_lines, names_begin, numbered
from analysis.draw.style import FAINT, LEFT, POINTS, WIDTH, canvas, margin, page

HEAD_AT_MOST, LEVEL, SLIM_LINE = 1.78, 0.16, 0.14
CELL, NAMES_AT_LEAST = 0.26, 0.37


def heat(
    groups: Groups, columns: Sequence[tuple[str, Sequence[str]]], cells: pd.DataFrame, key: Key,
    heading: str, **texts: str,
) -> Figure:  # fmt: skip
    """Rows in named groups (no name: no heading), each with its number, its name and, below `heading`, its text.

    Columns stand in named groups (no name: no heading); `cells` has them and the rows in that order and holds the place of
    each answer in `key`. Names have the room that the columns leave them, and more than one line where that is too little. In
    a narrow figure number, name and text stand above the cells of their row, and `heading` on a line of its own.
    """
    rows = [row for _, group in groups for row in group]
    slim, many = page() < WIDTH, sum(len(names) for _, names in columns)
    line = SLIM_LINE if slim else max(0.125, min(0.2, 4.75 / len(rows)))
    gap = 0.09 if slim else 0.13
    scores = max(width(text, SIZE) for text in [*(row.text for row in rows), f"{heading}."]) / POINTS
    lift = SLIM_LINE if slim else 0.0
    begin = names_begin() * page() if slim else _begin(rows, page() * RIGHT - scores - 0.06 - gap * (len(columns) - 1) - CELL * many)
    room = page() * RIGHT - scores - 0.06 - begin - gap * (len(columns) - 1)
    room += scores + 0.06 if slim else 0
    cell = min(CELL, room / many)
    wide = [cell * len(names) for _, names in columns]
    lefts = [begin + fsum(wide[:n]) + gap * n for n in range(len(columns))]
    names = [shortened(name, HEAD_AT_MOST * POINTS, SIZE) for _, group in columns for name in group]
    head = max(width(name, SIZE) for name in names) / POINTS + 0.08 + lift
    fits = [width(name, SIZE, 600) < (w + gap) * POINTS - 2 for (name, _), w in zip(columns, wide, strict=True)]
    levels = 0 if not any(name for name, _ in columns) else 1 if all(fits) else 2
    end = page() * RIGHT - scores if slim else begin
    told = [name_lines(row, (end - names_begin() * page()) * POINTS - 5) for row in rows]
    lines = _lines(groups, told, line, slim)
    above, tall = 0.36 + LEVEL * levels + head, fsum(of.height for of in lines)
    figure, axes = canvas(above + tall, ticks=False, **texts)
    margin(figure, left=0, right=1)
    box, height = axes.get_position(), figure.get_figheight()
    bottom, first = box.y0 * height, box.y1 * height - above
    axes.set_axis_off()
    axes.set_zorder(1 if slim else 0)  # names stand over the edges of the cells above and below them
    axes.set(xlim=(0, page()), ylim=(bottom, box.y1 * height))
    legend(figure, [key], LEFT, box.y1 * height - 0.08)
    at = 0
    for n, ((label, group), x, side) in enumerate(zip(columns, lefts, wide, strict=True)):
        place = (x / page(), bottom / height, side / page(), tall / height)
        _cells(figure.add_axes(place), cells.iloc[:, at : at + len(group)], lines, key)
        up = head + 0.07 + LEVEL * (n % max(levels, 1))
        inside = min(x, page() * RIGHT - width(label, SIZE, 600) / POINTS)
        axes.text(inside, first + up, label, size=SIZE, weight=600, va="bottom")
        if label:
            axes.plot([x + 0.01, x + side - 0.01], [first + head + 0.03] * 2, color=FAINT, linewidth=0.8)
        for column in range(len(group)):
            middle = x + cell * (column + 0.5)
            axes.text(middle, first + 0.04 + lift, names[at + column], rotation=90, ha="center", va="bottom", size=SIZE)
        at += len(group)
    axes.text(RIGHT * page(), first + 0.04, heading, ha="right", va="bottom", size=SIZE, weight=600)
    top, lower = first, -0.08 * line if slim else 0.0
    for of in lines:
        if of.heading:
            name, row = of.heading
            axes.text(LEFT * page(), top - of.height / 2, name, va="center", size=SIZE, weight=600, color=row.colour)
        if of.named is not None:
            numbered(figure, axes, top - of.height / 2 + lower, rows[of.named], told[of.named])
        top -= of.height
    return figure


@dataclass(frozen=True)
class _Line:
    """A line of the map, `height` inches high: of a heading (with the first row of its group), of the name of a row, of its
    cells, or of both."""

    height: float
    heading: tuple[str, Row] | None = None
    named: int | None = None
    filled: int | None = None


def _lines(groups: Groups, told: Sequence[Sequence[str]], line: float, slim: bool) -> list[_Line]:
    """All lines from above: a row is one, or in a narrow figure two."""
    lines, row = [], 0
    for heading, group in groups:
        lines += [_Line(line, heading=(heading, group[0]))] if heading else []
        for _ in group:
            high = line + name_height(told[row])
            lines += [_Line(high, named=row), _Line(line, filled=row)] if slim else [_Line(high, named=row, filled=row)]
            row += 1
    return lines


def _begin(rows: Sequence[Row], room: float) -> float:
    """Where the cells begin, in inches: after the widest name where there is so much `room`, else after NAMES_AT_LEAST."""
    widest = names_begin() * page() + max(width(row.label, SIZE) for row in rows) / POINTS + 0.12
    return max(NAMES_AT_LEAST * page(), min(widest, room))


def _cells(axes: Axes, cells: pd.DataFrame, lines: Sequence[_Line], key: Key) -> None:
    """The cells of one group of columns, without labels; lines without cells stay empty."""
    empty = [float("nan")] * cells.shape[1]
    values = np.ma.masked_invalid([empty if of.filled is None else cells.iloc[of.filled].to_numpy() for of in lines])
    down = [0.0, *accumulate(of.height for of in lines)]
    edges = ["white" if of.filled is not None else "none" for of in lines for _ in range(cells.shape[1])]  # else they would cross the names
    axes.pcolormesh(
        range(cells.shape[1] + 1), down, values, cmap=ListedColormap([colour for _, colour in key]),
        vmin=-0.5, vmax=len(key) - 0.5, linewidth=0.7, edgecolor=edges,
    )  # fmt: skip
    axes.set(xlim=(0, cells.shape[1]), ylim=(down[-1], 0))
    axes.set_axis_off()
