"""Bars from a low to a high share."""

from __future__ import annotations

from matplotlib.figure import Figure

from analysis.draw.fitting import width
from analysis.draw.layout import RIGHT, Groups, Pitch, beside, labelled
from analysis.draw.style import GRID, MUTED, margin, percent_axis, points

PITCH = Pitch(0.215, 8.8, 1.2, 0.6)


def ranges(groups: Groups, **texts: str) -> Figure:
    """Bars on a percentage axis, thicker at the low end, in named groups; texts at the right."""
    figure, axes, rows = labelled(groups, PITCH, more=0.1, **texts)
    margin(figure, right=RIGHT - (max(width(row.text, 8.5) for row, _ in rows) + 14) / points())
    percent_axis(axes)
    for row, place in rows:
        axes.plot([0, 1], [place] * 2, color=GRID, linewidth=0.6, zorder=1)
        axes.barh(place, row.high - row.low, left=row.low, height=0.56, color=row.colour, alpha=0.42, linewidth=0)
        for x, thick in ((row.high, 1.2), (row.low, 2.4)):
            line = {"color": row.colour, "linewidth": thick, "solid_capstyle": "butt", "zorder": 3}
            axes.plot([x, x], [place - 0.34, place + 0.34], **line)
        style = {"transform": beside(figure, axes), "ha": "right", "va": "center", "size": 8.5, "color": MUTED}
        axes.text(RIGHT, place, row.text, **style)
    axes.set_ylim(axes.get_ylim()[0] + 0.2, 0)
    return figure
