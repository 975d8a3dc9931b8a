"""Bars of one length split into parts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from matplotlib.figure import Figure

from analysis.draw.fitting import width
from analysis.draw.layout import (
    LEGEND_LINE,
    Groups,
    Key,
    Pitch,
    Row,
    label_column,
    labelled,
    legend,
    legend_lines,
    plot_points,
)
from analysis.draw.shades import contrast
from analysis.draw.style import margin

FEW, MANY = Pitch(0.46), Pitch(0.235, 8.8, 1.2, 0.6)


def stacked(groups: Groups, key: Key, sections: Sequence[tuple[str, int]] = (), **texts: str) -> Figure:
    """A bar per group; its rows are the parts, which add up to 1 and carry their text where it fits.

    `key` names the colours. `sections` may put bars under headings: names, and how many bars each. These are closer.
    """
    rest = (Row(name) for name, _ in groups)
    pitch, thick, gap, right = (MANY, 0.74, 0.0, 0.98) if sections else (FEW, 0.62, 0.06, None)
    begin, lines = legend_lines(key, label_column([name for name, _ in groups], pitch.size)[0])
    above = (LEGEND_LINE * len(lines) + gap) / pitch.row
    under = [(name, list(islice(rest, number))) for name, number in sections or [("", len(groups))]]
    figure, axes, rows = labelled(under, pitch, above, ticks=False, **texts)
    margin(figure, right=right)
    for (_, place), (_, parts) in zip(rows, groups, strict=True):
        start = 0.0
        for part in parts:
            axes.barh(place, part.value, left=start, height=thick, color=part.colour, edgecolor="white", linewidth=0.8)
            if part.value * plot_points(figure) >= width(part.text, 8.5) + 3:
                middle, ink = start + part.value / 2, contrast(part.colour)
                axes.text(middle, place, part.text, ha="center", va="center_baseline", size=8.5, color=ink, zorder=3)
            start += part.value
    axes.set_xlim(0, 1)
    axes.set_xticks([])
    legend(figure, lines, begin, figure.subplotpars.top * figure.get_figheight() - LEGEND_LINE / 2)
    return figure
