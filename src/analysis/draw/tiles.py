"""A map of equal squares, one per country."""

from __future__ import annotations

import math
from collections.abc import Mapping

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.draw.fitting import width
from analysis.draw.layout import LEGEND_LINE, Groups, Key, inches, legend, legend_lines
from analysis.draw.shades import contrast, shade
from analysis.draw.style import FAINT, LEFT, MUTED, canvas, margin, page

DARK = "#084a63"
BELOW = 0.1  # inches below a legend


def tiles(groups: Groups, grid: Mapping[str, tuple[int, int]], key: Key = (), **texts: str) -> Figure:
    """One square per code at its column and row in `grid`, with what the row of this number has: its value as text and shade
    (log scale), or its own text and colour, which `key` names. Without a row a square is empty.
    """
    rows = {row.number: row for _, group in groups for row in group}
    columns, lines = max(c for c, _ in grid.values()) + 1, max(r for _, r in grid.values()) + 1
    side = min(0.6, page() * 0.96 / columns)
    _, entries = legend_lines(key, LEFT) if key else (0, [])
    above = (LEGEND_LINE * len(entries) + BELOW) / side if entries else 0
    figure, axes = canvas(side * (lines + above), ticks=False, **texts)
    margin(figure, left=0.5 - inches(side) * columns / 2, right=0.5 + inches(side) * columns / 2)
    legend(figure, entries, LEFT, figure.subplotpars.top * figure.get_figheight() - LEGEND_LINE / 2)
    top = max([*(row.value for row in rows.values()), 2])
    for code, (column, line) in grid.items():
        row = rows.get(code)
        there = row is not None and row.value >= 1
        colour = "none" if not there else row.colour if key else shade(math.log(row.value) / math.log(top), DARK)
        edge = "none" if there else FAINT
        square = Rectangle((column + 0.03, line + 0.03), 0.94, 0.94, facecolor=colour, edgecolor=edge, linewidth=0.7)
        axes.add_patch(square)
        middle = {"ha": "center", "va": "center", "color": contrast(colour) if there else MUTED}
        axes.text(column + 0.5, line + (0.28 if there else 0.5), code, size=8.2, **middle)
        if there:
            text = row.text if key else f"{int(row.value):,}"
            axes.text(column + 0.5, line + 0.66, text, size=_size(text, side), weight=600, **middle)
    axes.set_xlim(0, columns)
    axes.set_ylim(lines, -above)
    axes.set_axis_off()
    return figure


def _size(number: str, side: float) -> float:
    """The largest size of text at which a number fits into a square of this side (inches)."""
    return max(7.8, min(11.5, 11.5 * (side * 72 - 3) / width(number, 11.5, 600)))
