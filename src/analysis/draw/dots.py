"""Dots with intervals on a percentage axis."""

from __future__ import annotations

from matplotlib.figure import Figure

from analysis.draw.bars import PITCH, interval
from analysis.draw.fitting import width
from analysis.draw.layout import Groups, labelled, plot_points
from analysis.draw.style import GRID, MUTED, percent_axis


def dots(groups: Groups, **texts: str) -> Figure:
    """Dots with thin intervals, in named groups one below the other; without a value only the interval, and where there is
    neither only the text."""
    figure, axes, rows = labelled(groups, PITCH, more=0.1, **texts)
    percent_axis(axes)
    for row, place in rows:
        if row.value is None and row.low is None:
            axes.text(0.01, place, row.text, va="center", size=8, color=MUTED)
            continue
        axes.plot([0, 1], [place, place], color=GRID, linewidth=0.8, zorder=1)
        interval(axes, place, row, width=3.0, colour=row.colour, alpha=0.28)
        middle = row.value if row.value is not None else ((row.low or 0) + (row.high or 0)) / 2
        if row.value is not None:
            axes.plot(row.value, place, "o", color=row.colour, markersize=7, zorder=4)
        half = width(row.text, 8) / plot_points(figure) / 2
        over = min(max(middle, half), 1 - half)
        axes.text(over, place - 0.37, row.text, ha="center", va="center", size=8, color=MUTED)
    axes.set_ylim(axes.get_ylim()[0] + 0.1, -0.1)
    return figure
