"""Stacked counts with their numbers in columns."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from matplotlib.figure import Figure

from analysis.draw.fitting import wrapped
from analysis.draw.layout import beside, centres, inches, label_column, label_rows, row_heights
from analysis.draw.style import FAINT, INK, MUTED, canvas, margin

COUNT, COLUMN = 0.225, 0.75


def counted(
    rows: Sequence[tuple[str, Sequence[int]]], parts: Sequence[tuple[str, str]], title: str, subtitle: str, source: str
) -> Figure:
    """Stacked counts, with the numbers in columns at the right under the names of the parts in their colours."""
    heads = [wrapped(name, (COLUMN - 0.08) * 72, 8, 600) for name, _ in parts]
    left, labels = label_column([label for label, _ in rows], 8.8)
    heights = row_heights(labels, COUNT, 8.8)
    above = 0.9 + 0.62 * max(map(len, heads))
    figure, axes = canvas(COUNT * (fsum(heights) + above), title, subtitle, source, ticks=False)
    column, right = inches(COLUMN), 1 - 0.03 - inches(COLUMN) * len(parts)
    margin(figure, left=left, right=right)
    across, places = beside(figure, axes), centres(heights)
    ends = [right + column * (n + 1) for n in range(len(parts))]
    for place, (_, numbers) in zip(places, rows, strict=True):
        start = 0
        for number, (_, colour), x in zip(numbers, parts, ends, strict=True):
            axes.barh(place, number, left=start, height=0.66, color=colour, zorder=2)
            ink = INK if number else MUTED
            axes.text(x, place, f"{number:,}", transform=across, ha="right", va="center", size=8.5, color=ink)
            start += number
    for head, (_, colour), x in zip(heads, parts, ends, strict=True):
        style = {"ha": "right", "va": "bottom", "size": 8, "weight": 600, "linespacing": 1.1}
        axes.text(x, -0.55, "\n".join(head), transform=across, **style)
        line = {"color": colour, "linewidth": 3, "solid_capstyle": "butt", "clip_on": False}
        axes.plot([x - inches(0.44), x], [-0.3, -0.3], transform=across, **line)
    label_rows(axes, places, labels, fsum(heights), top=-above, size=8.8)
    axes.set_xlim(0, max([sum(numbers) for _, numbers in rows] + [1]))
    axes.set_xticks([])
    axes.plot([0, 0], [0, fsum(heights)], color=FAINT, linewidth=0.8, zorder=3)
    return figure
