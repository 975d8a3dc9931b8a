"""Chart shapes in which every case study is a mark of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator

from analysis.draw.fitting import shortened, width, wrapped
from analysis.draw.layout import PAD, beside, contrast, inches, label_column, plot_points, thinned
from analysis.draw.style import FAINT, GRID, INK, LEFT, MUTED, POINTS, WIDTH, canvas, margin, page, points

LEAST_WIDE, GAP = 4, 0.3
DOT, DOT_ROW = 0.225, 0.255
NAMES_END, RIGHT = 0.49, 0.975
SCALE_ABOVE = 0.12
LEAST_ROW, SLIM_ROW, BELOW = 0.165, 1.85, 0.76


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
    hollow = True

    @property
    def text(self) -> str:
        """The years in short."""
        if self.start is None or self.start == self.end:
            return f"until {self.end}" if self.end and not self.start else str(self.start or "")
        return f"since {self.start}" if self.open else f"{self.start}–{self.end or '?'}"


@dataclass(frozen=True)
class Amount:
    """A case study with an amount; `hollow` marks a doubtful one."""

    number: str
    name: str
    value: float
    text: str
    hollow: bool = False


def matrix(
    rows: Sequence[tuple[str, Sequence[Sequence[str]]]], columns: Sequence[tuple[str, str]],
    title: str, subtitle: str, source: str,
) -> Figure:  # fmt: skip
    """Numbered dots in a table: a line per row, a column per kind; what a cell has no room for goes on below."""
    left, labels = label_column([label for label, _ in rows], 9)
    room = (1 - inches(0.17) - left) * page() / DOT - GAP * (len(columns) - 1)
    longest = max(len(cell) for _, cells in rows for cell in cells)
    wide = max(1, min(max(longest, LEAST_WIDE), int(room // len(columns))))
    lines = [
        max([ceil(len(cell) / wide) for cell in cells] + [label.count("\n") + 1])
        for (_, cells), label in zip(rows, labels, strict=True)
    ]
    total = room + GAP * (len(columns) - 1)
    step = min((total + GAP) / len(columns), wide + 2.6)
    heads = [wrapped(name, (step - GAP) * DOT * POINTS, 9, 600) for name, _ in columns]
    above = 0.4 + 0.68 * max(map(len, heads))
    figure, axes = canvas(DOT_ROW * (sum(lines) + above), title, subtitle, source, ticks=False)
    margin(figure, left=left)
    starts = [step * n for n in range(len(columns))]
    for head, (_, colour), x in zip(heads, columns, starts, strict=True):
        axes.text(x, -0.75, "\n".join(head), va="bottom", size=9, weight=600, color=colour, linespacing=1.1)
    place = 0
    for label, (_, cells), height in zip(labels, rows, lines, strict=True):
        middle = place + (label.count("\n")) / 2
        axes.text(left - PAD / points(), middle, label, transform=beside(figure, axes), ha="right", va="center", size=9)
        axes.plot([0, total], [place + height - 0.5] * 2, color=GRID, linewidth=0.6, zorder=1)
        for cell, (_, colour), x in zip(cells, columns, starts, strict=True):
            for n, number in enumerate(cell):
                at = x + 0.5 + n % wide, place + n // wide
                axes.scatter(*at, s=190, color=colour, linewidths=0, zorder=2)
                style = {"ha": "center", "va": "center_baseline", "size": 7.8, "color": contrast(colour)}
                axes.text(*at, number, zorder=3, **style)
        place += height
    axes.set_xlim(0, total)
    axes.set_ylim(place - 0.4, -0.5 - above)
    axes.set_axis_off()
    return figure


def timeline(groups: Sequence[Group], now: int, title: str, subtitle: str, source: str) -> Figure:
    """A bar per case study from its first to its last year; open ones point on, what lies after `now` is pale."""
    figure, axes, places = _listing(groups, title, subtitle, source, told=False)
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
        bar = {"height": 0.56, "color": group.colour, "linewidth": 0, "zorder": 2}
        axes.barh(place, known - span.start, left=span.start, **bar)
        if end > known:
            axes.barh(place, end - known, left=known, alpha=0.35, **bar)
        if span.open:
            corners = [end, end + point, end], [place - 0.28, place, place + 0.28]
            axes.fill(*corners, color=group.colour, linewidth=0, zorder=2)
        elif span.end is None:
            x, side = (span.start, "right") if 2 * span.start > first + last else (end, "left")
            axes.text(x, place, " end not reported ", ha=side, va="center", size=7.8, color=MUTED)
    line = {"color": FAINT, "linewidth": 0.9, "linestyle": (0, (3, 2)), "zorder": 1}
    marks = [place for _, _, place in places]
    if page() < WIDTH:
        axes.vlines([now + 1] * len(marks), [m - 0.45 for m in marks], [m + 0.45 for m in marks], **line)
    else:
        axes.axvline(now + 1, **line)
    axes.set_xlim(first - 0.2, last + 1.2 * point)
    _years(figure, axes, first, last)
    return figure


def amounts(groups: Sequence[Group], title: str, subtitle: str, source: str) -> Figure:
    """A dot per case study on a log scale of EUR, with the amounts in a column at the right."""
    figure, axes, places = _listing(groups, title, subtitle, source, told=True)
    start, end = _decades([row.value for _, row, _ in places])
    axes.set_xscale("log")
    axes.set_xlim(10**start, 10**end)
    for group, row, place in places:
        fill = {"markerfacecolor": "white", "markeredgewidth": 1.2} if row.hollow else {"markeredgewidth": 0}
        axes.plot(row.value, place, "o", markersize=6.2, zorder=3, **{"color": group.colour} | fill)
    ticks = [10.0**n for n in range(ceil(start), floor(end) + 1)]
    labels = [_euro(tick) for tick in ticks]
    room = plot_points(figure) * (len(ticks) - 1) / (end - start)
    shown = thinned(labels, room, 7.8)
    axes.set_xticks([ticks[n] for n in shown], [labels[n] for n in shown], size=7.8)
    axes.xaxis.set_minor_locator(NullLocator())
    _scale(axes)
    return figure


def _listing(
    groups: Sequence[Group], title: str, subtitle: str, source: str, told: bool
) -> tuple[Figure, Axes, list[tuple[Group, Span | Amount, float]]]:
    """An empty chart with a line per case study under the headings of the groups, closer where there are many.

    Names stand at the left and, if `told`, texts at the right; in a narrow figure both stand above the mark.
    """
    rows, slim = [row for group in groups for row in group.rows], page() < WIDTH
    lines = 1.5 * sum(bool(group.name) for group in groups) + len(rows) * (SLIM_ROW if slim else 1)
    height = LEAST_ROW if slim else max(LEAST_ROW, min(0.23, 8.4 / lines))
    figure, axes = canvas(lines * height + 0.3, title, subtitle, source)
    figure.subplots_adjust(top=figure.subplotpars.top - SCALE_ABOVE / figure.get_figheight())
    numbers, names = LEFT + inches(0.162), LEFT + inches(0.22)
    texts = (max(width(row.text, 8) for row in rows) + PAD) / points() if told else 0
    margin(figure, left=names if slim else NAMES_END + 0.01, right=RIGHT if slim else RIGHT - texts)
    across, place, places = beside(figure, axes), 0.0, []
    for group in groups:
        if group.name:
            place += 0.3
            axes.text(LEFT, place, group.name, transform=across, va="center", size=9, weight=600, color=group.colour)
            place += 1.2
        for row in group.rows:
            style = {"transform": across, "va": "center", "size": 8}
            room = points(RIGHT - names) - width(row.text, 8) - PAD if slim else points(NAMES_END - names)
            axes.text(numbers, place, row.number, ha="right", color=MUTED, **style)
            axes.text(names, place, shortened(row.name, room, 8), color=INK, **style)
            if told or slim:
                axes.text(RIGHT, place, row.text, ha="right", color=MUTED if row.hollow else INK, **style)
            mark = place + (BELOW if slim else 0)
            axes.axhline(mark, color=GRID, linewidth=0.6, zorder=0)
            places.append((group, row, mark))
            place += SLIM_ROW if slim else 1
    axes.set_yticks([])
    axes.set_ylim(place - 0.3, -0.5)
    return figure, axes, places


def _decades(values: Sequence[float]) -> tuple[float, float]:
    """The ends of a log scale with some room around the values and two powers of ten at least."""
    low, high = log10(min(values)), log10(max(values))
    room = max(high - low, 1.0)
    start, end = low - 0.07 * room, high + 0.07 * room
    if floor(end) - ceil(start) < 1:
        return floor(low) - 0.1, max(ceil(high), floor(low) + 1) + 0.1
    return start, end


def _years(figure: Figure, axes: Axes, first: int, last: int) -> None:
    between = plot_points(figure) / (last - first)
    step = next((n for n in (1, 2, 5, 10, 20) if n * between >= 22), 50)
    ticks = [year for year in range(first, last + 1) if year % step == 0]
    axes.set_xticks(ticks, [str(year) for year in ticks], size=8)
    _scale(axes)


def _scale(axes: Axes) -> None:
    """Light lines down from a scale that is named above and below."""
    axes.grid(axis="x")
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(labeltop=True)


def _euro(value: float) -> str:
    for size, mark in ((1e9, "bn"), (1e6, "m"), (1e3, "k")):
        if value >= size:
            return f"€{value / size:,.0f}{mark}"
    return f"€{value:g}"
