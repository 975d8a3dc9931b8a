"""A line per thing under headings: names at the left, texts at the right, and room for a mark on each line."""

from __future__ import annotations

from dataclasses import replace
from math import fsum

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.draw.fitting import width, wrapped
from analysis.draw.layout import (
    LISTED,
    PAD,
    Groups,
    Row,
    beside,
    inches,
    name_height,
    name_lines,
    names_begin,
    numbered,
)
from analysis.draw.style import GRID, INK, LEFT, MUTED, WIDTH, canvas, margin, page, points

NUMBERS, NAMES_END, RIGHT = 0.162, 0.49, 0.975
SCALE_ABOVE = 0.12
LEAST_ROW, SLIM_ROW, BELOW, BETWEEN = 0.165, 1.85, 0.76, 0.25


def listing(groups: Groups, told: bool, **texts: str) -> tuple[Figure, Axes, list[tuple[Row, float]]]:
    """An empty chart with a line per row, closer where there are many, and the place of each.

    Names stand at the left and, if `told`, texts at the right, paler where a row is not strong; in a narrow figure both
    stand above the mark.
    """
    rows, slim = [row for _, group in groups for row in group], page() < WIDTH
    names = [name_lines(row, _names_end(row, slim) - points(names_begin())) for row in rows]
    lines = 1.5 * sum(bool(name) for name, _ in groups) + len(rows) * (SLIM_ROW if slim else 1)
    height = LEAST_ROW if slim else max(LEAST_ROW, min(0.23, 8.4 / lines))
    figure, axes = canvas(lines * height + fsum(map(name_height, names)) + 0.3, **texts)
    figure.subplots_adjust(top=figure.subplotpars.top - SCALE_ABOVE / figure.get_figheight())
    room = (max(width(row.text, LISTED) for row in rows) + PAD) / points() if told else 0
    margin(figure, left=names_begin() if slim else NAMES_END + 0.01, right=RIGHT if slim else RIGHT - room)
    place, places, broken = 0.0, [], iter(names)
    for heading, group in groups:
        place = _heading(figure, axes, place, heading, group[0].colour) if heading else place
        for row in group:
            name = next(broken)
            more = name_height(name) / height
            shown = row if told or slim else replace(row, text="")
            numbered(figure, axes, place + more / 2, shown, name, INK if row.strong else MUTED, numbers=NUMBERS, right=RIGHT)
            mark = place + (BELOW + more if slim else more / 2)
            axes.axhline(mark, color=GRID, linewidth=0.6, zorder=0)
            places.append((row, mark))
            place += more + (SLIM_ROW if slim else 1)
    axes.set_yticks([])
    axes.set_ylim(place - 0.3, -0.5)
    return figure, axes, places


def _names_end(row: Row, slim: bool) -> float:
    """Where the name of a row has to end, in points: before its text in a narrow figure, before its mark in a wide one."""
    return points(RIGHT) - width(row.text, LISTED) - PAD if slim else points(NAMES_END)


def names(groups: Groups, **texts: str) -> Figure:
    """Only names and texts: the names whole, in as many lines as they need."""
    rows = [row for _, group in groups for row in group]
    broken = [wrapped(row.label, points(RIGHT - names_begin()) - width(row.text, LISTED) - PAD, LISTED) for row in rows]
    lines = 1.5 * len(groups) + sum(map(len, broken)) + BETWEEN * len(rows)
    figure, axes = canvas(lines * LEAST_ROW, ticks=False, **texts)
    style = {"transform": beside(figure, axes), "va": "center_baseline", "size": LISTED}
    place, told = 0.0, iter(broken)
    for heading, group in groups:
        place = _heading(figure, axes, place, heading, group[0].colour)
        for row in group:
            name = next(told)
            axes.text(LEFT + inches(NUMBERS), place, row.number, ha="right", color=MUTED, **style)
            for n, line in enumerate(name):
                axes.text(names_begin(), place + n, line, color=INK, **style)
            axes.text(RIGHT, place, row.text, ha="right", color=MUTED, **style)
            place += len(name) + BETWEEN
    axes.set_ylim(place - 0.5, -0.5)
    axes.set_axis_off()
    return figure


def scale(axes: Axes) -> None:
    """Light lines down from a scale that is named above and below."""
    axes.grid(axis="x")
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(labeltop=True)


def _heading(figure: Figure, axes: Axes, place: float, name: str, colour: str) -> float:
    """The heading of a group at `place`; returns where its lines begin."""
    style = {"transform": beside(figure, axes), "va": "center", "size": 9, "weight": 600, "color": colour}
    axes.text(LEFT, place + 0.3, name, **style)
    return place + 0.3 + 1.2
