"""Stacked counts with their numbers in columns."""

from __future__ import annotations

from math import fsum

from matplotlib.figure import Figure

from analysis.draw.fitting import wrapped
from analysis.draw.layout import Groups, Key, beside, centres, inches, label_column, label_rows, row_heights
from analysis.draw.style import FAINT, INK, MUTED, canvas, margin

COUNT, COLUMN = 0.225, 0.75


def counted(groups: Groups, key: Key, **texts: str) -> Figure:
    """A bar of stacked counts per group, with the numbers in columns at the right under the names of the `key`."""
    heads = [wrapped(name, (COLUMN - 0.08) * 72, 8, 600) for name, _ in key]
    rows = [[int(part.value) for part in group] for _, group in groups]
    left, labels = label_column([name for name, _ in groups], 8.8)
    heights = row_heights(labels, COUNT, 8.8)
    above = 0.9 + 0.62 * max(map(len, heads))
    figure, axes = canvas(COUNT * (fsum(heights) + above), ticks=False, **texts)
    column, right = inches(COLUMN), 1 - 0.03 - inches(COLUMN) * len(key)
    margin(figure, left=left, right=right)
    across, places = beside(figure, axes), centres(heights)
    ends = [right + column * (n + 1) for n in range(len(key))]
    for place, numbers in zip(places, rows, strict=True):
        start = 0
        for number, (_, colour), x in zip(numbers, key, ends, strict=True):
            axes.barh(place, number, left=start, height=0.66, color=colour, zorder=2)
            ink = INK if number else MUTED
            axes.text(x, place, f"{number:,}", transform=across, ha="right", va="center", size=8.5, color=ink)
            start += number
    for head, (_, colour), x in zip(heads, key, ends, strict=True):
        style = {"ha": "right", "va": "bottom", "size": 8, "weight": 600, "linespacing": 1.1}
        axes.text(x, -0.55, "\n".join(head), transform=across, **style)
        line = {"color": colour, "linewidth": 3, "solid_capstyle": "butt", "clip_on": False}
        axes.plot([x - inches(0.44), x], [-0.3, -0.3], transform=across, **line)
    label_rows(axes, places, labels, fsum(heights), top=-above, size=8.8)
    axes.set_xlim(0, max([sum(numbers) for numbers in rows] + [1]))
    axes.set_xticks([])
    axes.plot([0, 0], [0, fsum(heights)], color=FAINT, linewidth=0.8, zorder=3)
    return figure
