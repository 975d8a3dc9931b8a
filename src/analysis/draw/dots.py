"""Dots with intervals on a percentage axis."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from analysis.draw.bars import PITCH, Bar, interval
from analysis.draw.fitting import width
from analysis.draw.layout import grouped, headings, label_column, label_rows, plot_points
from analysis.draw.style import GRID, MUTED, canvas, margin, percent_axis


def dots(groups: Sequence[tuple[str, Sequence[Bar]]], title: str, subtitle: str, source: str) -> Figure:
    """Dots with thin intervals, in named groups one below the other; without a value only the interval."""
    rows = [row for _, group in groups for row in group]
    left, labels = label_column([row.label for row in rows])
    heads, places, end = grouped(groups, labels, PITCH)
    figure, axes = canvas(PITCH.row * end + 0.1, title, subtitle, source)
    margin(figure, left=left)
    percent_axis(axes)
    headings(figure, axes, groups, heads)
    for row, place in zip(rows, places, strict=True):
        axes.plot([0, 1], [place, place], color=GRID, linewidth=0.8, zorder=1)
        interval(axes, place, row, width=3.0, colour=row.colour, alpha=0.28)
        if row.value is not None:
            axes.plot(row.value, place, "o", color=row.colour, markersize=7, zorder=4)
        half = width(row.text, 8) / plot_points(figure) / 2
        over = min(max(_middle(row), half), 1 - half)
        axes.text(over, place - 0.37, row.text, ha="center", va="center", size=8, color=MUTED)
    label_rows(axes, places, labels, end + 0.1, top=-0.1)
    return figure


def _middle(row: Bar) -> float:
    """Where the text of a dot stands: over the dot, else over the middle of its interval."""
    return row.value if row.value is not None else ((row.low or 0) + (row.high or 0)) / 2
