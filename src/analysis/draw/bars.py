"""Horizontal bars: one row a number, in one group or in several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.draw.layout import Pitch, grouped, headings, label_column, label_rows, plot_points, reach
from analysis.draw.style import ACCENT, FAINT, INK, MUTED, canvas, margin

PITCH = Pitch(0.30)


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


def bars(groups: Sequence[tuple[str, Sequence[Bar]]], title: str, subtitle: str, source: str) -> Figure:
    """Bars on one scale, first row on top, in named groups one below the other (one group without a name: no heading).

    The value stands beside each bar, with a thin interval where one is given.
    """
    rows = [row for _, group in groups for row in group]
    left, labels = label_column([row.label for row in rows], weight=600 if any(row.strong for row in rows) else 400)
    heads, places, end = grouped(groups, labels, PITCH)
    figure, axes = canvas(PITCH.row * end, title, subtitle, source, ticks=False)
    margin(figure, left=left)
    headings(figure, axes, groups, heads)
    _bars(figure, axes, places, rows)
    label_rows(axes, places, labels, end)
    for label, row in zip(axes.get_yticklabels(), rows, strict=True):
        label.set_fontweight(600 if row.strong else 400)
    return figure


def interval(axes: Axes, place: float, row: Bar, width: float = 1.0, colour: str = MUTED, alpha: float = 0.8) -> None:
    """A line from the low to the high end of a row, where it has them."""
    if row.low is not None and row.high is not None:
        line = {"color": colour, "linewidth": width, "alpha": alpha, "solid_capstyle": "butt"}
        axes.plot([row.low, row.high], [place, place], zorder=3, **line)


def _bars(figure: Figure, axes: Axes, places: Sequence[float], rows: Sequence[Bar]) -> None:
    """The bars with their intervals and texts, on an axis as long as they need."""
    ends = [max(row.value or 0, row.high or 0) for row in rows]
    limit = reach(ends, [row.text for row in rows], plot_points(figure), weight=500)
    for place, row, end in zip(places, rows, ends, strict=True):
        axes.barh(place, row.value or 0, height=0.62, color=row.colour, zorder=2)
        interval(axes, place, row)
        ink, weight = (INK, 500) if row.strong else (MUTED, 400)
        at = end + 5 * limit / plot_points(figure)
        axes.text(at, place, row.text, va="center", size=8.5, color=ink, weight=weight)
    axes.set_xlim(0, limit)
    axes.set_xticks([])
    axes.axvline(0, color=FAINT, linewidth=0.8, zorder=3)
