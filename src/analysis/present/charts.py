"""Chart shapes: rows of numbers in, matplotlib figures out. What they say is decided by their callers."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.transforms import Transform, blended_transform_factory

from analysis.present.style import ACCENT, FAINT, GRID, INK, LEFT, MUTED, WIDTH, canvas, margin, percent_axis

ROW = 0.30
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


def bars(rows: Sequence[Bar], title: str, subtitle: str, source: str, limit: float | None = None, left: float = 0.36) -> Figure:
    """Horizontal bars, first row on top, with the value beside each and thin intervals where given."""
    figure, axes = canvas(ROW * len(rows), title, subtitle, source, ticks=False)
    margin(figure, left=left)
    for place, row in enumerate(rows):
        axes.barh(place, row.value or 0, height=0.62, color=row.colour, zorder=2)
        _interval(axes, place, row)
        axes.text(max(row.value or 0, row.high or 0) + 0.01 * _limit(rows, limit), place, f" {row.text}", va="center", size=8.5, color=INK if row.strong else MUTED, weight=500 if row.strong else 400)  # fmt: skip
    _labels(axes, rows)
    axes.set_xlim(0, _limit(rows, limit))
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.axvline(0, color=FAINT, linewidth=0.8, zorder=3)
    return figure


def dots(groups: Sequence[tuple[str, Sequence[Bar]]], title: str, subtitle: str, source: str, limit: float = 1.0, left: float = 0.42) -> Figure:
    """Dots with thin intervals on a percentage axis, in named groups one below the other."""
    lines = sum(len(rows) + (1.1 if name else 0) for name, rows in groups)
    figure, axes = canvas(ROW * lines + 0.1, title, subtitle, source)
    margin(figure, left=left)
    percent_axis(axes, limit)
    place, ticks = 0.0, []
    for name, rows in groups:
        if name:
            axes.text(-0.02, place + 0.12, name, transform=axes.get_yaxis_transform(), ha="right", va="center", size=9, weight=600, color=INK)
            place += 1.1
        for row in rows:
            axes.plot([0, limit], [place, place], color=GRID, linewidth=0.8, zorder=1)
            _interval(axes, place, row, width=3.0, colour=row.colour, alpha=0.28)
            if row.value is not None:
                axes.plot(row.value, place, "o", color=row.colour, markersize=7, zorder=4)
            axes.text(min(max(_middle(row), 0.06 * limit), 0.94 * limit), place - 0.37, row.text, ha="center", va="center", size=8, color=MUTED)
            ticks.append((place, "\n".join(textwrap.wrap(row.label, 28))))
            place += 1
    axes.set_yticks([p for p, _ in ticks], [label for _, label in ticks])
    axes.set_ylim(place - 0.4, -0.6)
    return figure


def stacked(rows: Sequence[tuple[str, Sequence[Part]]], legend: Sequence[tuple[str, str]], title: str, subtitle: str, source: str, left: float = 0.40, least: float = 0.07) -> Figure:
    """Bars of one length split into parts; parts of at least `least` carry their text, the legend names the colours above."""
    figure, axes = canvas(0.46 * len(rows) + 0.25, title, subtitle, source, ticks=False)
    margin(figure, left=left)
    for place, (_, parts) in enumerate(rows):
        start = 0.0
        for part in parts:
            axes.barh(place, part.value, left=start, height=0.62, color=part.colour, edgecolor="white", linewidth=0.8, zorder=2)
            if part.value >= least:
                axes.text(start + part.value / 2, place, part.text, ha="center", va="center", size=8.5, color=contrast(part.colour), zorder=3)
            start += part.value
    axes.set_yticks(range(len(rows)), [label for label, _ in rows])
    axes.set_ylim(len(rows) - 0.5, -0.95)
    axes.set_xlim(0, 1)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    _legend(axes, legend)
    return figure


def bar_groups(groups: Sequence[tuple[str, Sequence[Bar]]], title: str, subtitle: str, source: str, left: float = 0.42) -> Figure:
    """Bars on one scale in named groups, one below the other."""
    rows = [row for _, group in groups for row in group]
    figure, axes = canvas(ROW * (len(rows) + 1.2 * len(groups)), title, subtitle, source)
    margin(figure, left=left)
    top, place, ticks = _limit(rows, None), 0.0, []
    for name, group in groups:
        axes.text(LEFT, place, name, transform=beside(figure, axes), va="center", size=9, weight=600)
        place += 1
        for row in group:
            axes.barh(place, row.value or 0, height=0.62, color=row.colour, zorder=2)
            _interval(axes, place, row)
            axes.text(max(row.value or 0, row.high or 0) + 0.01 * top, place, f" {row.text}", va="center", size=8.5, color=MUTED)
            ticks.append((place, row.label))
            place += 1
        place += 0.2
    axes.set_yticks([p for p, _ in ticks], [label for _, label in ticks])
    axes.set_ylim(place - 0.6, -0.6)
    axes.set_xlim(0, top)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    return figure


def counted(rows: Sequence[tuple[str, Sequence[int]]], parts: Sequence[tuple[str, str]], title: str, subtitle: str, source: str, left: float = 0.22) -> Figure:
    """Stacked counts, with the numbers in columns at the right under the names of the parts in their colours."""
    figure, axes = canvas(0.225 * len(rows) + 0.34, title, subtitle, source)
    right = 0.97 - 0.13 * len(parts)
    margin(figure, left=left, right=right)
    columns = [right + 0.13 * (n + 1) for n in range(len(parts))]
    for place, (_, numbers) in enumerate(rows):
        start = 0
        for number, (_, colour), x in zip(numbers, parts, columns, strict=True):
            axes.barh(place, number, left=start, height=0.66, color=colour, zorder=2)
            axes.text(x, place, f"{number:,}", transform=beside(figure, axes), ha="right", va="center", size=8.5, color=INK if number else MUTED)
            start += number
    for (name, colour), x in zip(parts, columns, strict=True):
        axes.text(x, -1.0, name.replace(" or ", " or\n"), transform=beside(figure, axes), ha="right", va="bottom", size=8, weight=600, linespacing=1.1)
        axes.plot([x - 0.075, x], [-0.75, -0.75], transform=beside(figure, axes), color=colour, linewidth=3, solid_capstyle="butt", clip_on=False)
    axes.set_yticks(range(len(rows)), [label for label, _ in rows], size=8.8)
    axes.set_ylim(len(rows) - 0.5, -2.0)
    axes.set_xlim(0, max([sum(numbers) for _, numbers in rows] + [1]))
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.plot([0, 0], [-0.5, len(rows) - 0.5], color=FAINT, linewidth=0.8, zorder=3)
    return figure


def tiles(cells: Mapping[str, tuple[int, int]], numbers: Mapping[str, int], title: str, subtitle: str, source: str) -> Figure:
    """One square per country at its column and row, shaded by its number on a log scale; squares without a number are empty."""
    columns, lines = max(c for c, _ in cells.values()) + 1, max(r for _, r in cells.values()) + 1
    side = min(0.6, WIDTH * 0.96 / columns)
    figure, axes = canvas(side * lines, title, subtitle, source)
    margin(figure, left=0.5 - side * columns / WIDTH / 2, right=0.5 + side * columns / WIDTH / 2)
    top = max([*numbers.values(), 2])
    for code, (column, line) in cells.items():
        number = numbers.get(code, 0)
        colour = _shade(math.log(number) / math.log(top)) if number else "none"
        axes.add_patch(Rectangle((column + 0.03, line + 0.03), 0.94, 0.94, facecolor=colour, edgecolor="none" if number else FAINT, linewidth=0.7))
        ink = contrast(colour) if number else MUTED
        axes.text(column + 0.5, line + (0.28 if number else 0.5), code, ha="center", va="center", size=8.2, color=ink)
        if number:
            axes.text(column + 0.5, line + 0.64, f"{number:,}", ha="center", va="center", size=11.5 if number < 1000 else 9.5, weight=600, color=ink)
    axes.set_xlim(0, columns)
    axes.set_ylim(lines, 0)
    axes.set_axis_off()
    return figure


def contrast(colour: str) -> str:
    """Black or white, whichever reads better on `colour` (relative luminance of WCAG 2)."""
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "white" if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 else INK


def beside(figure: Figure, axes: Axes) -> Transform:
    """Across: shares of the figure's width; down: the rows of the chart."""
    return blended_transform_factory(figure.transFigure, axes.transData)


def _shade(share: float) -> str:
    """A colour between pale and dark blue, `share` of the way."""
    return to_hex([a + (b - a) * share for a, b in zip(to_rgb(PALE), to_rgb(DARK), strict=True)])


def _legend(axes: Axes, legend: Sequence[tuple[str, str]]) -> None:
    from matplotlib.patches import Patch

    handles = [Patch(facecolor=colour, label=label) for label, colour in legend]
    axes.legend(handles=handles, loc="lower left", bbox_to_anchor=(0, 0.995), ncols=len(handles), fontsize=8.5, handlelength=0.9, handleheight=0.9, columnspacing=1.3, borderpad=0, borderaxespad=0)  # fmt: skip


def _middle(row: Bar) -> float:
    """Where the text of a dot stands: over the dot, else over the middle of its interval."""
    return row.value if row.value is not None else ((row.low or 0) + (row.high or 0)) / 2


def _labels(axes: Axes, rows: Sequence[Bar]) -> None:
    axes.set_yticks(range(len(rows)), [row.label for row in rows])
    for label, row in zip(axes.get_yticklabels(), rows, strict=True):
        label.set_fontweight(600 if row.strong else 400)
    axes.set_ylim(len(rows) - 0.5, -0.5)


def _interval(axes: Axes, place: float, row: Bar, width: float = 1.0, colour: str = MUTED, alpha: float = 0.8) -> None:
    if row.low is not None and row.high is not None:
        axes.plot([row.low, row.high], [place, place], color=colour, linewidth=width, alpha=alpha, solid_capstyle="butt", zorder=3)


def _limit(rows: Sequence[Bar], limit: float | None) -> float:
    top = max([row.value or 0 for row in rows] + [row.high or 0 for row in rows] + [1e-9])
    return limit or top * 1.22
