"""Horizontal bars: one row a number, in one group or in several."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.draw.layout import Groups, Pitch, Row, labelled, plot_points, reach
from analysis.draw.style import FAINT, INK, MUTED

PITCH = Pitch(0.30)


def bars(groups: Groups, **texts: str) -> Figure:
    """Bars on one scale, as long as they need, the first row on top.

    The value stands beside each bar, with a thin interval where one is given.
    """
    figure, axes, rows = labelled(groups, PITCH, ticks=False, bold=True, **texts)
    ends = [max(row.value or 0, row.high or 0) for row, _ in rows]
    limit = reach(ends, [row.text for row, _ in rows], plot_points(figure), weight=500)
    for (row, place), end in zip(rows, ends, strict=True):
        axes.barh(place, row.value or 0, height=0.62, color=row.colour, zorder=2)
        interval(axes, place, row)
        ink, weight = (INK, 500) if row.strong else (MUTED, 400)
        at = end + 5 * limit / plot_points(figure)
        axes.text(at, place, row.text, va="center", size=8.5, color=ink, weight=weight)
    axes.set_xlim(0, limit)
    axes.set_xticks([])
    axes.axvline(0, color=FAINT, linewidth=0.8, zorder=3)
    return figure


def interval(axes: Axes, place: float, row: Row, width: float = 1.0, colour: str = MUTED, alpha: float = 0.8) -> None:
    """A line from the low to the high end of a row, where it has them."""
    if row.low is not None and row.high is not None:
        line = {"color": colour, "linewidth": width, "alpha": alpha, "solid_capstyle": "butt"}
        axes.plot([row.low, row.high], [place, place], zorder=3, **line)
