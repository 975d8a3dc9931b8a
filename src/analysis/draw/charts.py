"""Chart shapes: rows of numbers in, matplotlib figures out. What they say is decided by their callers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.draw.fitting import width, wrapped
from analysis.draw.layout import (
    LEGEND_LINE,
    beside,
    centres,
    contrast,
    inches,
    label_column,
    legend,
    legend_lines,
    plot_points,
    reach,
    row_heights,
)
from analysis.draw.style import ACCENT, FAINT, GRID, INK, LEFT, MUTED, canvas, margin, page, percent_axis

ROW, STACK, COUNT = 0.30, 0.46, 0.225
HEADING = 1.1
COLUMN = 0.75
PALE, DARK = "#dce9ee", "#084a63"


@dataclass(frozen=True)
class Bar:
    """One row of a chart: a value (0-1 for shares) with its interval, the text beside it, its colour."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    text: str = ""
    colour: str = ACCENT
    strong: bool = False


@dataclass(frozen=True)
class Part:
    """One part of a stacked bar."""

    value: float
    text: str
    colour: str


def bars(rows: Sequence[Bar], title: str, subtitle: str, source: str) -> Figure:
    """Horizontal bars, first row on top, with the value beside each and thin intervals where given."""
    left, labels = label_column([row.label for row in rows], weight=600)
    heights = row_heights(labels, ROW)
    figure, axes = canvas(ROW * math.fsum(heights), title, subtitle, source, ticks=False)
    margin(figure, left=left)
    places = centres(heights)
    _bars(figure, axes, places, rows)
    _rows(axes, places, labels, math.fsum(heights))
    for label, row in zip(axes.get_yticklabels(), rows, strict=True):
        label.set_fontweight(600 if row.strong else 400)
    return figure


def bar_groups(groups: Sequence[tuple[str, Sequence[Bar]]], title: str, subtitle: str, source: str) -> Figure:
    """Bars on one scale in named groups, one below the other."""
    rows = [row for _, group in groups for row in group]
    left, labels = label_column([row.label for row in rows])
    heads, places, end = _grouped(groups, labels)
    figure, axes = canvas(ROW * end, title, subtitle, source, ticks=False)
    margin(figure, left=left)
    for (name, _), place in zip(groups, heads, strict=True):
        axes.text(LEFT, place, name, transform=beside(figure, axes), va="center", size=9, weight=600)
    _bars(figure, axes, places, rows)
    _rows(axes, places, labels, end)
    return figure


def dots(groups: Sequence[tuple[str, Sequence[Bar]]], title: str, subtitle: str, source: str) -> Figure:
    """Dots with thin intervals on a percentage axis, in named groups one below the other."""
    rows = [row for _, group in groups for row in group]
    left, labels = label_column([row.label for row in rows])
    heads, places, end = _grouped(groups, labels)
    figure, axes = canvas(ROW * end + 0.1, title, subtitle, source)
    margin(figure, left=left)
    percent_axis(axes)
    for (name, _), place in zip(groups, heads, strict=True):
        axes.text(LEFT, place, name, transform=beside(figure, axes), va="center", size=9, weight=600)
    for row, place in zip(rows, places, strict=True):
        axes.plot([0, 1], [place, place], color=GRID, linewidth=0.8, zorder=1)
        _interval(axes, place, row, width=3.0, colour=row.colour, alpha=0.28)
        if row.value is not None:
            axes.plot(row.value, place, "o", color=row.colour, markersize=7, zorder=4)
        half = width(row.text, 8) / plot_points(figure) / 2
        over = min(max(_middle(row), half), 1 - half)
        axes.text(over, place - 0.37, row.text, ha="center", va="center", size=8, color=MUTED)
    _rows(axes, places, labels, end + 0.1, top=-0.1)
    axes.spines["bottom"].set_visible(False)
    return figure


def stacked(
    rows: Sequence[tuple[str, Sequence[Part]]], key: Sequence[tuple[str, str]], title: str, subtitle: str, source: str
) -> Figure:
    """Bars of one length split into parts, which carry their text where it fits; `key` names the colours above."""
    left, labels = label_column([label for label, _ in rows])
    heights = row_heights(labels, STACK)
    begin, lines = legend_lines(key, left)
    above = (LEGEND_LINE * len(lines) + 0.06) / STACK
    figure, axes = canvas(STACK * (math.fsum(heights) + above), title, subtitle, source, ticks=False)
    margin(figure, left=left)
    places = centres(heights)
    for place, (_, parts) in zip(places, rows, strict=True):
        split(figure, axes, place, parts, height=0.62)
    _rows(axes, places, labels, math.fsum(heights), top=-above)
    axes.set_xlim(0, 1)
    axes.set_xticks([])
    legend(figure, lines, begin, figure.subplotpars.top * figure.get_figheight() - LEGEND_LINE / 2)
    return figure


def split(figure: Figure, axes: Axes, place: float, parts: Sequence[Part], height: float) -> None:
    """One bar from 0 to 1 in parts; each carries its text where there is room for it."""
    start = 0.0
    for part in parts:
        axes.barh(place, part.value, left=start, height=height, color=part.colour, edgecolor="white", linewidth=0.8)
        if part.value * plot_points(figure) >= width(part.text, 8.5) + 3:
            middle, ink = start + part.value / 2, contrast(part.colour)
            axes.text(middle, place, part.text, ha="center", va="center_baseline", size=8.5, color=ink, zorder=3)
        start += part.value


def counted(
    rows: Sequence[tuple[str, Sequence[int]]], parts: Sequence[tuple[str, str]], title: str, subtitle: str, source: str
) -> Figure:
    """Stacked counts, with the numbers in columns at the right under the names of the parts in their colours."""
    heads = [wrapped(name, (COLUMN - 0.08) * 72, 8, 600) for name, _ in parts]
    left, labels = label_column([label for label, _ in rows], 8.8)
    heights = row_heights(labels, COUNT, 8.8)
    above = 0.9 + 0.62 * max(map(len, heads))
    figure, axes = canvas(COUNT * (math.fsum(heights) + above), title, subtitle, source, ticks=False)
    column, right = inches(COLUMN), 1 - 0.03 - inches(COLUMN) * len(parts)
    margin(figure, left=left, right=right)
    across, places = beside(figure, axes), centres(heights)
    ends = [right + column * (n + 1) for n in range(len(parts))]
    for place, (_, numbers) in zip(places, rows, strict=True):
        start = 0
        for number, (_, colour), x in zip(numbers, parts, ends, strict=True):
            axes.barh(place, number, left=start, height=0.66, color=colour, zorder=2)
            ink = INK if number else MUTED
            axes.text(x, place, f"{number:,}", transform=across, ha="right", va="center", size=8.5, color=ink)
            start += number
    for head, (_, colour), x in zip(heads, parts, ends, strict=True):
        style = {"ha": "right", "va": "bottom", "size": 8, "weight": 600, "linespacing": 1.1}
        axes.text(x, -0.55, "\n".join(head), transform=across, **style)
        line = {"color": colour, "linewidth": 3, "solid_capstyle": "butt", "clip_on": False}
        axes.plot([x - inches(0.44), x], [-0.3, -0.3], transform=across, **line)
    _rows(axes, places, labels, math.fsum(heights), top=-above, size=8.8)
    axes.set_xlim(0, max([sum(numbers) for _, numbers in rows] + [1]))
    axes.set_xticks([])
    axes.plot([0, 0], [0, math.fsum(heights)], color=FAINT, linewidth=0.8, zorder=3)
    return figure


def tiles(
    cells: Mapping[str, tuple[int, int]], numbers: Mapping[str, int], title: str, subtitle: str, source: str
) -> Figure:
    """One square per country at its column and row, shaded by its number (log scale); without a number it is empty."""
    columns, lines = max(c for c, _ in cells.values()) + 1, max(r for _, r in cells.values()) + 1
    side = min(0.6, page() * 0.96 / columns)
    figure, axes = canvas(side * lines, title, subtitle, source, ticks=False)
    margin(figure, left=0.5 - inches(side) * columns / 2, right=0.5 + inches(side) * columns / 2)
    top = max([*numbers.values(), 2])
    for code, (column, line) in cells.items():
        number = numbers.get(code, 0)
        colour = _shade(math.log(number) / math.log(top)) if number else "none"
        edge = "none" if number else FAINT
        square = Rectangle((column + 0.03, line + 0.03), 0.94, 0.94, facecolor=colour, edgecolor=edge, linewidth=0.7)
        axes.add_patch(square)
        middle = {"ha": "center", "va": "center", "color": contrast(colour) if number else MUTED}
        axes.text(column + 0.5, line + (0.28 if number else 0.5), code, size=8.2, **middle)
        if number:
            axes.text(column + 0.5, line + 0.66, f"{number:,}", size=_size(f"{number:,}", side), weight=600, **middle)
    axes.set_xlim(0, columns)
    axes.set_ylim(lines, 0)
    axes.set_axis_off()
    return figure


def _grouped(
    groups: Sequence[tuple[str, Sequence[Bar]]], labels: Sequence[str]
) -> tuple[list[float], list[float], float]:
    """The places of the headings and of the rows of all groups, and where the last row ends."""
    heights, heads, places, place = iter(row_heights(labels, ROW)), [], [], 0.0
    for name, group in groups:
        heads.append(place + HEADING / 2)
        place += HEADING if name else 0
        mine = list(islice(heights, len(group)))
        places += centres(mine, place)
        place += math.fsum(mine)
    return heads, places, place


def _bars(figure: Figure, axes: Axes, places: Sequence[float], rows: Sequence[Bar]) -> None:
    """The bars with their intervals and texts, on an axis as long as they need."""
    ends = [max(row.value or 0, row.high or 0) for row in rows]
    limit = reach(ends, [row.text for row in rows], plot_points(figure), weight=500)
    for place, row, end in zip(places, rows, ends, strict=True):
        axes.barh(place, row.value or 0, height=0.62, color=row.colour, zorder=2)
        _interval(axes, place, row)
        ink, weight = (INK, 500) if row.strong else (MUTED, 400)
        at = end + 5 * limit / plot_points(figure)
        axes.text(at, place, row.text, va="center", size=8.5, color=ink, weight=weight)
    axes.set_xlim(0, limit)
    axes.set_xticks([])
    axes.axvline(0, color=FAINT, linewidth=0.8, zorder=3)


def _rows(
    axes: Axes, places: Sequence[float], labels: Sequence[str], end: float, top: float = 0.0, size: float = 9.5
) -> None:
    """The labels of the rows, and the rows from `top` down to `end`."""
    axes.set_yticks(places, labels, size=size)
    axes.set_ylim(end, top)
    axes.spines["bottom"].set_visible(False)


def _size(number: str, side: float) -> float:
    """The largest size of text at which a number fits into a square of this side (inches)."""
    return max(7.8, min(11.5, 11.5 * (side * 72 - 3) / width(number, 11.5, 600)))


def _shade(share: float) -> str:
    """A colour between pale and dark blue, `share` of the way."""
    return to_hex([a + (b - a) * share for a, b in zip(to_rgb(PALE), to_rgb(DARK), strict=True)])


def _middle(row: Bar) -> float:
    """Where the text of a dot stands: over the dot, else over the middle of its interval."""
    return row.value if row.value is not None else ((row.low or 0) + (row.high or 0)) / 2


def _interval(axes: Axes, place: float, row: Bar, width: float = 1.0, colour: str = MUTED, alpha: float = 0.8) -> None:
    if row.low is not None and row.high is not None:
        line = {"color": colour, "linewidth": width, "alpha": alpha, "solid_capstyle": "butt"}
        axes.plot([row.low, row.high], [place, place], zorder=3, **line)
