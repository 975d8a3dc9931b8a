"""Chart shapes of the evaluation: the table of answers, ranges from low to high, shares in groups, ranks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure

from analysis.draw.fitting import shortened, width
from analysis.draw.layout import LEGEND_LINE, beside, inches, label_column, legend, legend_lines, row_heights
from analysis.draw.stacked import Part, split
from analysis.draw.style import (
    ACCENT,
    FAINT,
    GRID,
    INK,
    LEFT,
    MUTED,
    POINTS,
    SECOND,
    WIDTH,
    canvas,
    margin,
    page,
    percent_axis,
    points,
)

SMALL, LABEL = 8.0, 8.8
RIGHT = 0.98
NUMBERS, NAMES = 0.16, 0.22
RANGE_ROW, SHARE_ROW, HEADING = 0.215, 0.235, 1.2
HEAD_AT_MOST = 1.78
LEAST_ROW, SLIM_ROW, BELOW = 0.155, 1.85, 0.76
Groups = Sequence[tuple[str, Sequence]]


@dataclass(frozen=True)
class Range:
    """One row from `low` to `high` (shares)."""

    label: str
    low: float
    high: float
    text: str
    colour: str


@dataclass(frozen=True)
class Placed:
    """A case study with its ranks under random weights."""

    number: str
    name: str
    low: float
    middle: float
    high: float
    text: str
    strong: bool


def answers(
    table: pd.DataFrame,
    columns: Sequence[tuple[str, Sequence[str]]],
    rows: Sequence[tuple[str, str, str]],
    fills: Sequence[tuple[str, str]],
    title: str,
    subtitle: str,
    source: str,
) -> Figure:
    """A heat map of answers: a line per case (number, name, text at the right), a column per question, grouped.

    `table` holds the place of each answer in `fills` (label, colour); its columns are those of the groups in order.
    A narrow figure has no room for the names.
    """
    slim, many = page() < WIDTH, sum(len(names) for _, names in columns)
    row = max(0.125, min(0.2, 4.75 / len(rows)))
    begin, gap = (0.27, 0.09) if slim else (0.325 * page(), 0.13)
    scores = max(width(text, SMALL) for _, _, text in [*rows, ("", "", "Score.")]) / POINTS
    room = page() * RIGHT - scores - 0.06 - begin - gap * (len(columns) - 1)
    cell = min(0.26, room / many)
    wide = [cell * len(names) for _, names in columns]
    lefts = [begin + sum(wide[:n]) + gap * n for n in range(len(columns))]
    names = [shortened(name, HEAD_AT_MOST * POINTS, SMALL) for _, group in columns for name in group]
    head = max(width(name, SMALL) for name in names) / POINTS + 0.08
    levels = (
        1 if all(width(c, SMALL, 600) < (w + gap) * POINTS - 2 for (c, _), w in zip(columns, wide, strict=True)) else 2
    )
    top_part = 0.36 + 0.16 * levels + head
    figure, axes = canvas(top_part + row * len(rows), title, subtitle, source, ticks=False)
    margin(figure, left=0, right=1)
    box, height = axes.get_position(), figure.get_figheight()
    bottom, first = box.y0 * height, box.y1 * height - top_part
    axes.set_axis_off()
    axes.set(xlim=(0, page()), ylim=(bottom, box.y1 * height))
    legend(figure, [fills], LEFT, box.y1 * height - 0.08)
    at = 0
    for n, ((label, group), x, side) in enumerate(zip(columns, lefts, wide, strict=True)):
        place = (x / page(), bottom / height, side / page(), row * len(rows) / height)
        _cells(figure.add_axes(place), table.iloc[:, at : at + len(group)], fills)
        up = head + 0.07 + 0.16 * (n % levels)
        axes.text(x, first + up, label, size=SMALL, weight=600, va="bottom")
        axes.plot([x + 0.01, x + side - 0.01], [first + head + 0.03] * 2, color=FAINT, linewidth=0.8)
        for column in range(len(group)):
            middle = x + cell * (column + 0.5)
            axes.text(middle, first + 0.04, names[at + column], rotation=90, ha="center", va="bottom", size=SMALL)
        at += len(group)
    _lines(axes, rows, first, row, 0 if slim else begin)
    return figure


def _cells(axes: Axes, table: pd.DataFrame, fills: Sequence[tuple[str, str]]) -> None:
    """The cells of one group of columns, without labels."""
    import seaborn

    colours = ListedColormap([colour for _, colour in fills])
    ends = {"vmin": -0.5, "vmax": len(fills) - 0.5}
    look = {"cbar": False, "linewidths": 0.7, "linecolor": "white", "xticklabels": False, "yticklabels": False}
    seaborn.heatmap(table, ax=axes, cmap=colours, **ends, **look)
    axes.set(xlabel="", ylabel="")


def _lines(axes: Axes, rows: Sequence[tuple[str, str, str]], first: float, row: float, end: float) -> None:
    """Numbers, names up to `end` (none where that is 0) and texts of the rows below height `first`, in inches."""
    left, right = LEFT * page(), RIGHT * page()
    axes.text(right, first + 0.04, "Score", ha="right", va="bottom", size=SMALL, weight=600)
    for n, (number, name, text) in enumerate(rows):
        y = first - row * (n + 0.5)
        axes.text(left + NUMBERS, y, number, ha="right", va="center", size=SMALL, color=MUTED)
        if end:
            room = (end - left - NAMES) * POINTS - 5
            axes.text(left + NAMES, y, shortened(name, room, SMALL), va="center", size=SMALL)
        axes.text(right, y, text, ha="right", va="center", size=SMALL, color=MUTED)


def ranges(groups: Sequence[tuple[str, Sequence[Range]]], title: str, subtitle: str, source: str) -> Figure:
    """Bars from low to high on a percentage axis, thicker at the low end, in named groups; texts at the right."""
    rows = [row for _, group in groups for row in group]
    left, labels = label_column([row.label for row in rows], LABEL)
    heads, places, end = _grouped(groups, labels, RANGE_ROW)
    figure, axes = canvas(RANGE_ROW * end + 0.1, title, subtitle, source)
    texts = (max(width(row.text, 8.5) for row in rows) + 14) / points()
    margin(figure, left=left, right=RIGHT - texts)
    percent_axis(axes)
    _headings(figure, axes, groups, heads)
    for row, place in zip(rows, places, strict=True):
        axes.plot([0, 1], [place] * 2, color=GRID, linewidth=0.6, zorder=1)
        axes.barh(place, row.high - row.low, left=row.low, height=0.56, color=row.colour, alpha=0.42, linewidth=0)
        for x, thick in ((row.high, 1.2), (row.low, 2.4)):
            line = {"color": row.colour, "linewidth": thick, "solid_capstyle": "butt", "zorder": 3}
            axes.plot([x, x], [place - 0.34, place + 0.34], **line)
        style = {"transform": beside(figure, axes), "ha": "right", "va": "center", "size": 8.5, "color": MUTED}
        axes.text(RIGHT, place, row.text, **style)
    axes.set_yticks(places, labels, size=LABEL)
    axes.set_ylim(end + 0.2, 0)
    return figure


def shares(
    groups: Sequence[tuple[str, Sequence[tuple[str, Sequence[Part]]]]],
    key: Sequence[tuple[str, str]],
    title: str,
    subtitle: str,
    source: str,
) -> Figure:
    """Bars of one length split into parts, in named groups; `key` names the colours above."""
    rows = [row for _, group in groups for row in group]
    left, labels = label_column([label for label, _ in rows], LABEL)
    heads, places, end = _grouped(groups, labels, SHARE_ROW)
    begin, lines = legend_lines(key, left)
    above = LEGEND_LINE * len(lines) / SHARE_ROW
    figure, axes = canvas(SHARE_ROW * (end + above), title, subtitle, source, ticks=False)
    margin(figure, left=left, right=RIGHT)
    _headings(figure, axes, groups, heads)
    for (_, parts), place in zip(rows, places, strict=True):
        split(figure, axes, place, parts, height=0.74)
    axes.set_yticks(places, labels, size=LABEL)
    axes.set_ylim(end, -above)
    axes.set_xlim(0, 1)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    legend(figure, lines, begin, figure.subplotpars.top * figure.get_figheight() - LEGEND_LINE / 2)
    return figure


def placed(rows: Sequence[Placed], worst: int, heading: str, title: str, subtitle: str, source: str) -> Figure:
    """A line per case study from its best to its worst rank, a dot at the middle one, a text at the right.

    In a narrow figure name and text stand above the line.
    """
    slim = page() < WIDTH
    pitch = SLIM_ROW if slim else 1.0
    step = LEAST_ROW if slim else max(LEAST_ROW, min(0.23, 6.2 / len(rows)))
    figure, axes = canvas(step * (len(rows) * pitch + 1.6), title, subtitle, source)
    names, texts = LEFT + inches(NAMES), max(width(t, SMALL, 600) for t in (heading, *(r.text for r in rows)))
    names_end = 0.47
    margin(figure, left=names if slim else names_end + 0.015, right=RIGHT - (0 if slim else (texts + 12) / points()))
    across = beside(figure, axes)
    axes.text(RIGHT, -1.0, heading, transform=across, ha="right", va="center", size=SMALL, color=MUTED)
    for n, row in enumerate(rows):
        place = n * pitch
        ink, colour, weight = (INK, ACCENT, 600) if row.strong else (MUTED, SECOND, 400)
        style = {"transform": across, "va": "center", "size": SMALL}
        room = points(RIGHT - names) - texts - 7 if slim else points(names_end - names)
        axes.text(LEFT + inches(NUMBERS), place, row.number, ha="right", color=MUTED, **style)
        axes.text(names, place, shortened(row.name, room, SMALL, weight), weight=weight, **style)
        axes.text(RIGHT, place, row.text, ha="right", weight=weight, color=ink, **style)
        place += BELOW if slim else 0
        line = {"linewidth": 2.6, "alpha": 0.45, "solid_capstyle": "butt", "zorder": 2}
        axes.axhline(place, color=GRID, linewidth=0.6, zorder=0)
        axes.plot([row.low, row.high], [place] * 2, color=colour, **line)
        axes.plot(row.middle, place, "o", color=colour, markersize=5, zorder=3, clip_on=False)
    axes.set_xlim(0.4, worst + 0.6)
    axes.set_xticks([t for t in sorted({1, *range(0, worst + 1, 5 if worst <= 40 else 10)}) if t])
    axes.set_yticks([])
    axes.set_ylim(len(rows) * pitch - 0.3, -1.6)
    axes.grid(axis="x")
    axes.spines["bottom"].set_visible(False)
    return figure


def _grouped(groups: Groups, labels: Sequence[str], row: float) -> tuple[list[float], list[float], float]:
    """The places of the headings and of the rows of all groups, and where the last row ends."""
    heights, heads, places, place = iter(row_heights(labels, row, LABEL)), [], [], 0.0
    for name, group in groups:
        heads.append(place + 0.6 * HEADING)
        place += HEADING if name else 0.0
        for height in islice(heights, len(group)):
            places.append(place + height / 2)
            place += height
    return heads, places, place


def _headings(figure: Figure, axes: Axes, groups: Groups, heads: Sequence[float]) -> None:
    for (name, _), place in zip(groups, heads, strict=True):
        axes.text(LEFT, place, name, transform=beside(figure, axes), va="center", size=9, weight=600)
