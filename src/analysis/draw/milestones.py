"""Steps in time, one below the other on an axis of years."""

from __future__ import annotations

from itertools import pairwise
from math import fsum

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.draw.fitting import width, wrapped
from analysis.draw.layout import LEADING, LEGEND_LINE, LISTED, PAD, Groups, Key, Row, centres, legend, legend_lines
from analysis.draw.style import FAINT, LEFT, MUTED, POINTS, WIDTH, canvas, margin, page, points

LINE = LISTED * LEADING / POINTS  # inches, like those below
APART, EMPTY, ABOVE = 0.075, 0.1, 0.08
YEAR, AXIS, NAMES = 0.31, 0.43, 0.55
RIGHT = 0.98
Step = tuple[Row, list[str], list[str]]


def milestones(groups: Groups, key: Key, **texts: str) -> Figure:
    """The rows of all groups in the order of their years, their values: a dot for each on the axis, with its label beside it and
    its text in a column after it, in a narrow figure below it. Years without a row take little room.

    A strong row has a filled dot and a heavier label. `key` names the colours.
    """
    rows = sorted((row for _, group in groups for row in group), key=lambda row: row.value)
    beside = 0.0 if page() < WIDTH else max(width(row.text, LISTED) for row in rows) + PAD
    steps = [_step(row, points(RIGHT - LEFT) - NAMES * POINTS - beside) for row in rows]
    stops = steps[:1]
    for (before, *_), step in pairwise(steps):
        stops += [None] * (int(step[0].value - before.value) - 1) + [step]
    heights = [APART + LINE * (len(stop[1]) + len(stop[2])) if stop else EMPTY for stop in stops]
    _, entries = legend_lines(key, LEFT)
    above, total = LEGEND_LINE * len(entries) + ABOVE, fsum(heights)
    figure, axes = canvas(above + total, ticks=False, **texts)
    margin(figure, left=0, right=1)
    axes.set(xlim=(0, page()), ylim=(total, -above))
    axes.set_axis_off()
    legend(figure, entries, LEFT, figure.subplotpars.top * figure.get_figheight() - LEGEND_LINE / 2)
    axis, told, places = LEFT * page() + AXIS, None, centres(heights)
    column = LEFT * page() + NAMES + (max(width(line, LISTED, 600) for _, label, _ in steps for line in label) + 2 * PAD) / POINTS
    axes.plot([axis] * 2, [places[0], places[-1]], color=FAINT, linewidth=1.2, zorder=1)
    for stop, place in zip(stops, places, strict=True):
        if stop is None:
            axes.plot([axis - 0.03, axis + 0.03], [place] * 2, color=FAINT, linewidth=0.9, zorder=1)
        else:
            _draw(axes, axis, place, stop, stop[0].value != told, column)
            told = stop[0].value
    return figure


def _step(row: Row, room: float) -> Step:
    """A row, its label in lines, and its text in lines where it stands below."""
    below = wrapped(row.text, room, LISTED) if page() < WIDTH else []
    return row, wrapped(row.label, room, LISTED, 600 if row.strong else 400), below


def _draw(axes: Axes, axis: float, place: float, step: Step, dated: bool, column: float) -> None:
    """A step whose lines have their middle at `place`, with its year if it is to be `dated`; its text begins at `column`."""
    row, label, below = step
    first, left, style = place - LINE * (len(label) + len(below) - 1) / 2, LEFT * page(), {"size": LISTED, "va": "center_baseline"}
    if dated:
        axes.text(left + YEAR, first, str(int(row.value)), ha="right", weight=600, **style)
    face = row.colour if row.strong else "white"
    axes.plot(axis, first, "o", markersize=6, markerfacecolor=face, markeredgecolor=row.colour, markeredgewidth=1.2, zorder=2)
    for n, line in enumerate(label):
        axes.text(left + NAMES, first + LINE * n, line, weight=600 if row.strong else 400, **style)
    for n, line in enumerate(below, len(label)):
        axes.text(left + NAMES, first + LINE * n, line, color=MUTED, **style)
    if not below:
        axes.text(column, first, row.text, color=MUTED, **style)
