"""A map of equal squares, one per country."""

from __future__ import annotations

import math
from collections.abc import Mapping

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.draw.fitting import width
from analysis.draw.layout import Groups, inches
from analysis.draw.shades import contrast, shade
from analysis.draw.style import FAINT, MUTED, canvas, margin, page

DARK = "#084a63"


def tiles(groups: Groups, grid: Mapping[str, tuple[int, int]], **texts: str) -> Figure:
    """One square per code at its column and row in `grid`, shaded by the value of the row with this number (log scale).

    Without a row it is empty.
    """
    numbers = {row.number: int(row.value) for _, group in groups for row in group}
    columns, lines = max(c for c, _ in grid.values()) + 1, max(r for _, r in grid.values()) + 1
    side = min(0.6, page() * 0.96 / columns)
    figure, axes = canvas(side * lines, ticks=False, **texts)
    margin(figure, left=0.5 - inches(side) * columns / 2, right=0.5 + inches(side) * columns / 2)
    top = max([*numbers.values(), 2])
    for code, (column, line) in grid.items():
        number = numbers.get(code, 0)
        colour = shade(math.log(number) / math.log(top), DARK) if number else "none"
        edge = "none" if number else FAINT
        square = Rectangle((column + 0.03, line + 0.03), 0.94, 0.94, facecolor=colour, edgecolor=edge, linewidth=0.7)
        axes.add_patch(square)
        middle = {"ha": "center", "va": "center", "color": contrast(colour) if number else MUTED}
        axes.text(column + 0.5, line + (0.28 if number else 0.5), code, size=8.2, **middle)
        if number:
            axes.text(column + 0.5, line + 0.66, f"{number:,}", size=_size(f"{number:,}", side), weight=600, **middle)
    axes.set_xlim(0, columns)
    axes.set_ylim(lines, 0)
    axes.set_axis_off()
    return figure


def _size(number: str, side: float) -> float:
    """The largest size of text at which a number fits into a square of this side (inches)."""
    return max(7.8, min(11.5, 11.5 * (side * 72 - 3) / width(number, 11.5, 600)))
