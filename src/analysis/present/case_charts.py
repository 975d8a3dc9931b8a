"""Chart shapes in which every case study is a mark of its own."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator

from analysis.present.charts import beside, contrast
from analysis.present.fitting import shortened
from analysis.present.style import FAINT, GRID, INK, LEFT, MUTED, WIDTH, canvas, margin

LEAST_WIDE, WIDEST, GAP = 4, 18, 0.3
NAMES_END = 0.49
SCALE_ABOVE = 0.12


@dataclass(frozen=True)
class Group:
    """Marks under one heading, in one colour."""

    name: str
    colour: str
    rows: Sequence[Span | Amount]


@dataclass(frozen=True)
class Span:
    """A case study in time. `end` None and not `open`: no end is known; `start` None: not placed."""

    number: str
    name: str
    start: int | None
    end: int | None
    open: bool


@dataclass(frozen=True)
class Amount:
    """A case study with an amount; `hollow` marks a doubtful one."""

    number: str
    name: str
    value: float
    text: str
    hollow: bool = False


def matrix(rows: Sequence[tuple[str, Sequence[Sequence[str]]]], columns: Sequence[tuple[str, str]], title: str, subtitle: str, source: str) -> Figure:
    """Numbered dots in a table: a line per row, a column per kind with its colour; full cells go on in a second line."""
    longest = max(len(cell) for _, cells in rows for cell in cells)
    width = max(LEAST_WIDE, min(longest, WIDEST // len(columns)))
    lines = [max([ceil(len(cell) / width) for cell in cells] + [1]) for _, cells in rows]
    figure, axes = canvas(0.255 * (sum(lines) + 1.4), title, subtitle, source)
    margin(figure, left=0.24, right=0.97)
    total = max(width * len(columns) + GAP * (len(columns) - 1), 3 * LEAST_WIDE)
    starts = [(width + GAP) * n for n in range(len(columns))]
    for (name, colour), x in zip(columns, starts, strict=True):
        axes.text(x, -0.75, textwrap.fill(name, 14) if len(columns) > 3 else name, va="bottom", size=9, weight=600, color=colour)
    place = 0
    for (label, cells), height in zip(rows, lines, strict=True):
        axes.text(-0.02, place, label, transform=axes.get_yaxis_transform(), ha="right", va="center", size=9)
        axes.plot([0, total], [place + height - 0.5] * 2, color=GRID, linewidth=0.6, zorder=1)
        for cell, (_, colour), x in zip(cells, columns, starts, strict=True):
            for n, number in enumerate(cell):
                at = x + 0.5 + n % width, place + n // width
                axes.scatter(*at, s=190, color=colour, linewidths=0, zorder=2)
                axes.text(*at, number, ha="center", va="center_baseline", size=7.8, color=contrast(colour), zorder=3)
        place += height
    axes.set_xlim(0, total)
    axes.set_ylim(place - 0.4, -1.5)
    axes.set_axis_off()
    return figure


def timeline(groups: Sequence[Group], now: int, title: str, subtitle: str, source: str) -> Figure:
    """A bar per case study from its first to its last year; open ones point on, what lies after `now` is pale."""
    figure, axes, places = _listing(groups, title, subtitle, source)
    spans = [span for group in groups for span in group.rows]
    years = [y for span in spans for y in (span.start, span.end) if y is not None] or [now]
    first, last = min([*years, now]), max([*years, now]) + 1
    point = 0.03 * (last - first)
    for group, span, place in places:
        if span.start is None:
            axes.text(first, place, " start not reported", va="center", size=7.8, color=MUTED)
            continue
        end = max(now, span.start) + 1 if span.open else (span.end if span.end is not None else span.start) + 1
        known = min(end, max(now, span.start) + 1)
        axes.barh(place, known - span.start, left=span.start, height=0.56, color=group.colour, linewidth=0, zorder=2)
        if end > known:
            axes.barh(place, end - known, left=known, height=0.56, color=group.colour, alpha=0.35, linewidth=0, zorder=2)
        if span.open:
            axes.fill([end, end + point, end], [place - 0.28, place, place + 0.28], color=group.colour, linewidth=0, zorder=2)
        elif span.end is None:
            late = 2 * span.start > first + last
            axes.text(span.start if late else end, place, " end not reported ", ha="right" if late else "left", va="center", size=7.8, color=MUTED)
    axes.axvline(now + 1, color=FAINT, linewidth=0.9, linestyle=(0, (3, 2)), zorder=1)
    axes.set_xlim(first - 0.2, last + 1.2 * point)
    _years(axes, first, last)
    return figure


def amounts(groups: Sequence[Group], title: str, subtitle: str, source: str) -> Figure:
    """A dot per case study on a log scale of EUR, with the amounts in a column at the right."""
    figure, axes, places = _listing(groups, title, subtitle, source)
    margin(figure, right=0.83)
    values = [row.value for group in groups for row in group.rows]
    low, high = log10(min(values)), log10(max(values))
    room = max(high - low, 1.0)
    start, end = low - 0.07 * room, high + 0.07 * room
    if floor(end) - ceil(start) < 1:
        start, end = floor(low) - 0.1, max(ceil(high), floor(low) + 1) + 0.1
    axes.set_xscale("log")
    axes.set_xlim(10**start, 10**end)
    for group, row, place in places:
        axes.plot(row.value, place, "o", markersize=6.2, color=group.colour, markerfacecolor="white" if row.hollow else group.colour, markeredgewidth=1.2 if row.hollow else 0, zorder=3)
        axes.text(0.975, place, row.text, transform=beside(figure, axes), ha="right", va="center", size=8, color=MUTED if row.hollow else INK)
    ticks = [10.0**n for n in range(ceil(start), floor(end) + 1)]
    axes.set_xticks(ticks, [_euro(tick) for tick in ticks], size=7.8)
    axes.xaxis.set_minor_locator(NullLocator())
    axes.grid(axis="x")
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(labeltop=True)
    return figure


def _listing(groups: Sequence[Group], title: str, subtitle: str, source: str) -> tuple[Figure, Axes, list[tuple[Group, Span | Amount, float]]]:
    """An empty chart with a labelled line per case study, under the headings of the groups; closer together where there are many."""
    heads = sum(bool(group.name) for group in groups)
    lines = sum(len(group.rows) for group in groups) + 1.5 * heads
    figure, axes = canvas(lines * max(0.165, min(0.23, 8.4 / lines)) + 0.3, title, subtitle, source)
    margin(figure, left=NAMES_END + 0.01, right=0.975)
    figure.subplots_adjust(top=figure.subplotpars.top - SCALE_ABOVE / figure.get_figheight())
    across, place, places = beside(figure, axes), 0.0, []
    for group in groups:
        if group.name:
            place += 0.3
            axes.text(LEFT, place, group.name, transform=across, va="center", size=9, weight=600, color=group.colour)
            place += 1.2
        for row in group.rows:
            axes.text(LEFT + 0.028, place, row.number, transform=across, ha="right", va="center", size=8, color=MUTED)
            axes.text(LEFT + 0.038, place, shortened(row.name, (NAMES_END - LEFT - 0.038) * WIDTH * 72, 8), transform=across, va="center", size=8, color=INK)
            axes.axhline(place, color=GRID, linewidth=0.6, zorder=0)
            places.append((group, row, place))
            place += 1
    axes.set_yticks([])
    axes.set_ylim(place - 0.3, -0.5)
    return figure, axes, places


def _years(axes: Axes, first: int, last: int) -> None:
    span = last - first
    step = 1 if span <= 8 else 2 if span <= 16 else 5 if span <= 40 else 10
    ticks = [year for year in range(first, last + 1) if year % step == 0]
    axes.set_xticks(ticks, [str(year) for year in ticks], size=8)
    axes.grid(axis="x")
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(labeltop=True)


def _euro(value: float) -> str:
    for size, mark in ((1e9, "bn"), (1e6, "m"), (1e3, "k")):
        if value >= size:
            return f"€{value / size:,.0f}{mark}"
    return f"€{value:g}"
