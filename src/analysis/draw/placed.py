"""Ranks with the range they move in."""

from __future__ import annotations

from matplotlib.figure import Figure

from analysis.draw.layout import Groups
from analysis.draw.listing import listing, scale


def placed(groups: Groups, **texts: str) -> Figure:
    """A line per row from its best to its worst rank among all, a dot at the middle one, its text at the right."""
    figure, axes, places = listing(groups, told=True, **texts)
    worst = len(places)
    for row, place in places:
        axes.plot([row.low, row.high], [place] * 2, color=row.colour, linewidth=2.6, alpha=0.45, solid_capstyle="butt", zorder=2)
        axes.plot(row.value, place, "o", color=row.colour, markersize=4.5, zorder=3, clip_on=False)
    axes.set_xlim(0.4, worst + 0.6)
    axes.set_xticks([t for t in sorted({1, *range(0, worst + 1, 5 if worst <= 40 else 10)}) if t])
    scale(axes)
    return figure
