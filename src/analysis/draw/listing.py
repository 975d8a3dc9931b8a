"""A line per thing under headings: names at the left, texts at the right, and room for a mark on each line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import Transform

from analysis.draw.fitting import shortened, width, wrapped
from analysis.draw.layout import PAD, beside, inches
from analysis.draw.style import GRID, INK, LEFT, MUTED, WIDTH, canvas, margin, page, points

NAMES_END, RIGHT = 0.49, 0.975
SCALE_ABOVE = 0.12
LEAST_ROW, SLIM_ROW, BELOW, BETWEEN = 0.165, 1.85, 0.76, 0.25


@dataclass(frozen=True)
class Line:
    """What a line says of one thing; the text of a `hollow` one is paler."""

    number: str
    name: str
    text: str = ""
    hollow: bool = False


@dataclass(frozen=True)
class Group:
    """Lines under one heading, in one colour."""

    name: str
    colour: str
    rows: Sequence[Line]


def listing(
    groups: Sequence[Group], title: str, subtitle: str, source: str, told: bool
) -> tuple[Figure, Axes, list[tuple[Group, Line, float]]]:
    """An empty chart with a line per row, closer where there are many, and the place of each.

    Names stand at the left and, if `told`, texts at the right; in a narrow figure both stand above the mark.
    """
    rows, slim = [row for group in groups for row in group.rows], page() < WIDTH
    lines = 1.5 * sum(bool(group.name) for group in groups) + len(rows) * (SLIM_ROW if slim else 1)
    height = LEAST_ROW if slim else max(LEAST_ROW, min(0.23, 8.4 / lines))
    figure, axes = canvas(lines * height + 0.3, title, subtitle, source)
    figure.subplots_adjust(top=figure.subplotpars.top - SCALE_ABOVE / figure.get_figheight())
    numbers, names = _columns()
    texts = (max(width(row.text, 8) for row in rows) + PAD) / points() if told else 0
    margin(figure, left=names if slim else NAMES_END + 0.01, right=RIGHT if slim else RIGHT - texts)
    across, place, places = beside(figure, axes), 0.0, []
    for group in groups:
        if group.name:
            place = _heading(axes, across, place, group)
        for row in group.rows:
            style = {"transform": across, "va": "center", "size": 8}
            room = points(RIGHT - names) - width(row.text, 8) - PAD if slim else points(NAMES_END - names)
            axes.text(numbers, place, row.number, ha="right", color=MUTED, **style)
            axes.text(names, place, shortened(row.name, room, 8), color=INK, **style)
            if told or slim:
                axes.text(RIGHT, place, row.text, ha="right", color=MUTED if row.hollow else INK, **style)
            mark = place + (BELOW if slim else 0)
            axes.axhline(mark, color=GRID, linewidth=0.6, zorder=0)
            places.append((group, row, mark))
            place += SLIM_ROW if slim else 1
    axes.set_yticks([])
    axes.set_ylim(place - 0.3, -0.5)
    return figure, axes, places


def names(groups: Sequence[Group], title: str, subtitle: str, source: str) -> Figure:
    """Only names and texts: the names whole, in as many lines as they need."""
    left, start = _columns()
    rows = [row for group in groups for row in group.rows]
    broken = [wrapped(row.name, points(RIGHT - start) - width(row.text, 8) - PAD, 8) for row in rows]
    lines = 1.5 * len(groups) + sum(map(len, broken)) + BETWEEN * len(rows)
    figure, axes = canvas(lines * LEAST_ROW, title, subtitle, source, ticks=False)
    across, place, told = beside(figure, axes), 0.0, iter(broken)
    for group in groups:
        place = _heading(axes, across, place, group)
        for row in group.rows:
            name = next(told)
            style = {"transform": across, "va": "center_baseline", "size": 8}
            axes.text(left, place, row.number, ha="right", color=MUTED, **style)
            for n, line in enumerate(name):
                axes.text(start, place + n, line, color=INK, **style)
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


def _columns() -> tuple[float, float]:
    """Where numbers end and names begin."""
    return LEFT + inches(0.162), LEFT + inches(0.22)


def _heading(axes: Axes, across: Transform, place: float, group: Group) -> float:
    """The heading of a group at `place`; returns where its lines begin."""
    place += 0.3
    axes.text(LEFT, place, group.name, transform=across, va="center", size=9, weight=600, color=group.colour)
    return place + 1.2
