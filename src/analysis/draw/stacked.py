"""Bars of one length split into parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.draw.fitting import width
from analysis.draw.layout import (
    LEGEND_LINE,
    Pitch,
    contrast,
    grouped,
    headings,
    label_column,
    label_rows,
    legend,
    legend_lines,
    plot_points,
)
from analysis.draw.style import canvas, margin


@dataclass(frozen=True)
class Part:
    """One part of a stacked bar."""

    value: float
    text: str
    colour: str


@dataclass(frozen=True)
class _Look:
    """How close the rows are, how much of a row its bar fills, the room below the legend (inches), the right edge."""

    pitch: Pitch
    thick: float
    gap: float
    right: float | None


FEW, MANY = _Look(Pitch(0.46), 0.62, 0.06, None), _Look(Pitch(0.235, 8.8, 1.2, 0.6), 0.74, 0.0, 0.98)
Row = tuple[str, Sequence[Part]]


def stacked(
    groups: Sequence[tuple[str, Sequence[Row]]], key: Sequence[tuple[str, str]], title: str, subtitle: str, source: str
) -> Figure:
    """Rows (label, parts that add up to 1) in named groups, one below the other; `key` names the colours above.

    The parts carry their text where it fits. Named groups are drawn closer than one group without a name.
    """
    rows = [row for _, group in groups for row in group]
    look = MANY if any(name for name, _ in groups) else FEW
    pitch = look.pitch
    left, labels = label_column([label for label, _ in rows], pitch.size)
    heads, places, end = grouped(groups, labels, pitch)
    begin, lines = legend_lines(key, left)
    above = (LEGEND_LINE * len(lines) + look.gap) / pitch.row
    figure, axes = canvas(pitch.row * (end + above), title, subtitle, source, ticks=False)
    margin(figure, left=left, right=look.right)
    headings(figure, axes, groups, heads)
    for place, (_, parts) in zip(places, rows, strict=True):
        split(figure, axes, place, parts, look.thick)
    label_rows(axes, places, labels, end, top=-above, size=pitch.size)
    axes.set_xlim(0, 1)
    axes.set_xticks([])
    legend(figure, lines, begin, figure.subplotpars.top * figure.get_figheight() - LEGEND_LINE / 2)
    return figure


def split(figure: Figure, axes: Axes, place: float, parts: Sequence[Part], height: float) -> None:
    """One bar from 0 to 1 in parts."""
    start = 0.0
    for part in parts:
        axes.barh(place, part.value, left=start, height=height, color=part.colour, edgecolor="white", linewidth=0.8)
        if part.value * plot_points(figure) >= width(part.text, 8.5) + 3:
            middle, ink = start + part.value / 2, contrast(part.colour)
            axes.text(middle, place, part.text, ha="center", va="center_baseline", size=8.5, color=ink, zorder=3)
        start += part.value
