"""A heat map of answers: a line per record, a column per question."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure

from analysis.draw.fitting import shortened, width
from analysis.draw.layout import LISTED as SIZE
from analysis.draw.layout import RIGHT, Groups, Key, Row, legend, names_begin, numbered
from analysis.draw.style import FAINT, LEFT, POINTS, WIDTH, canvas, margin, page

HEAD_AT_MOST, LEVEL, SLIM_LINE = 1.78, 0.16, 0.14


def heat(
    groups: Groups, columns: Sequence[tuple[str, Sequence[str]]], cells: pd.DataFrame, key: Key,
    heading: str, **texts: str,
) -> Figure:  # fmt: skip
    """Rows in named groups (no name: no heading), each with its number, its name and, below `heading`, its text.

    Columns stand in named groups; `cells` has them and the rows in that order and holds the place of each answer in
    `key`. In a narrow figure number, name and text stand above the cells of their row, and `heading` on a line of its own.
    """
    rows = [row for _, group in groups for row in group]
    slim, many = page() < WIDTH, sum(len(names) for _, names in columns)
    lines = 2 if slim else 1
    heads, starts, total = _lines(groups, lines)
    line = SLIM_LINE if slim else max(0.125, min(0.2, 4.75 / len(rows)))
    begin, gap = (names_begin() * page(), 0.09) if slim else (0.37 * page(), 0.13)
    scores = max(width(text, SIZE) for text in [*(row.text for row in rows), f"{heading}."]) / POINTS
    lift = SLIM_LINE if slim else 0.0
    room = page() * RIGHT - scores - 0.06 - begin - gap * (len(columns) - 1)
    room += scores + 0.06 if slim else 0
    cell = min(0.26, room / many)
    wide = [cell * len(names) for _, names in columns]
    lefts = [begin + fsum(wide[:n]) + gap * n for n in range(len(columns))]
    names = [shortened(name, HEAD_AT_MOST * POINTS, SIZE) for _, group in columns for name in group]
    head = max(width(name, SIZE) for name in names) / POINTS + 0.08 + lift
    fits = [width(name, SIZE, 600) < (w + gap) * POINTS - 2 for (name, _), w in zip(columns, wide, strict=True)]
    levels = 1 if all(fits) else 2
    above, tall = 0.36 + LEVEL * levels + head, line * total
    figure, axes = canvas(above + tall, ticks=False, **texts)
    margin(figure, left=0, right=1)
    box, height = axes.get_position(), figure.get_figheight()
    bottom, first = box.y0 * height, box.y1 * height - above
    axes.set_axis_off()
    axes.set_zorder(lines - 1)  # names stand over the edges of the cells above and below them
    axes.set(xlim=(0, page()), ylim=(bottom, box.y1 * height))
    legend(figure, [key], LEFT, box.y1 * height - 0.08)
    spread = cells.set_axis([start + lines - 1 for start in starts]).reindex(range(total))
    at = 0
    for n, ((label, group), x, side) in enumerate(zip(columns, lefts, wide, strict=True)):
        place = (x / page(), bottom / height, side / page(), tall / height)
        _cells(figure.add_axes(place), spread.iloc[:, at : at + len(group)], key)
        up = head + 0.07 + LEVEL * (n % levels)
        inside = min(x, page() * RIGHT - width(label, SIZE, 600) / POINTS)
        axes.text(inside, first + up, label, size=SIZE, weight=600, va="bottom")
        axes.plot([x + 0.01, x + side - 0.01], [first + head + 0.03] * 2, color=FAINT, linewidth=0.8)
        for column in range(len(group)):
            middle = x + cell * (column + 0.5)
            axes.text(middle, first + 0.04 + lift, names[at + column], rotation=90, ha="center", va="bottom", size=SIZE)
        at += len(group)
    axes.text(RIGHT * page(), first + 0.04, heading, ha="right", va="bottom", size=SIZE, weight=600)
    end = page() * RIGHT - scores if slim else begin
    for start, (name, [row, *_]) in heads:
        axes.text(LEFT * page(), first - line * (start + 0.5), name, va="center", size=SIZE, weight=600, color=row.colour)
    for start, row in zip(starts, rows, strict=True):
        place = first - line * (start + (0.58 if slim else 0.5))
        numbered(figure, axes, place, row, (end - names_begin() * page()) * POINTS - 5)
    return figure


def _lines(groups: Groups, lines: int) -> tuple[list[tuple[int, tuple[str, Sequence[Row]]]], list[int], int]:
    """The line of each named group's heading, with the group, the first line of each row, and how many lines there are."""
    heads, starts, at = [], [], 0
    for group in groups:
        if group[0]:
            heads.append((at, group))
            at += 1
        starts += range(at, at + lines * len(group[1]), lines)
        at += lines * len(group[1])
    return heads, starts, at


def _cells(axes: Axes, table: pd.DataFrame, key: Key) -> None:
    """The cells of one group of columns, without labels; lines of NaN stay empty."""
    import seaborn

    colours = ListedColormap([colour for _, colour in key])
    ends = {"vmin": -0.5, "vmax": len(key) - 0.5}
    look = {"cbar": False, "linewidths": 0.7, "linecolor": "white", "xticklabels": False, "yticklabels": False}
    seaborn.heatmap(table, ax=axes, cmap=colours, **ends, **look)
    axes.set(xlabel="", ylabel="")
    if (empty := table.isna().to_numpy().ravel()).any():  # else their edges would cross the names
        axes.collections[0].set_edgecolor(["none" if gap else "white" for gap in empty])
