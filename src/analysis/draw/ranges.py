"""Bars from a low to a high share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from analysis.draw.fitting import width
from analysis.draw.layout import RIGHT, Pitch, beside, grouped, headings, label_column
from analysis.draw.style import GRID, MUTED, canvas, margin, percent_axis, points

PITCH = Pitch(0.215, 8.8, 1.2, 0.6)


@dataclass(frozen=True)
class Range:
    """One row from `low` to `high` (shares)."""

    label: str
    low: float
    high: float
    text: str
    colour: str


def ranges(groups: Sequence[tuple[str, Sequence[Range]]], title: str, subtitle: str, source: str) -> Figure:
    """Bars on a percentage axis, thicker at the low end, in named groups; texts at the right."""
    rows = [row for _, group in groups for row in group]
    left, labels = label_column([row.label for row in rows], PITCH.size)
    heads, places, end = grouped(groups, labels, PITCH)
    figure, axes = canvas(PITCH.row * end + 0.1, title, subtitle, source)
    texts = (max(width(row.text, 8.5) for row in rows) + 14) / points()
    margin(figure, left=left, right=RIGHT - texts)
    percent_axis(axes)
    headings(figure, axes, groups, heads)
    for row, place in zip(rows, places, strict=True):
        axes.plot([0, 1], [place] * 2, color=GRID, linewidth=0.6, zorder=1)
        axes.barh(place, row.high - row.low, left=row.low, height=0.56, color=row.colour, alpha=0.42, linewidth=0)
        for x, thick in ((row.high, 1.2), (row.low, 2.4)):
            line = {"color": row.colour, "linewidth": thick, "solid_capstyle": "butt", "zorder": 3}
            axes.plot([x, x], [place - 0.34, place + 0.34], **line)
        style = {"transform": beside(figure, axes), "ha": "right", "va": "center", "size": 8.5, "color": MUTED}
        axes.text(RIGHT, place, row.text, **style)
    axes.set_yticks(places, labels, size=PITCH.size)
    axes.set_ylim(end + 0.2, 0)
    return figure
