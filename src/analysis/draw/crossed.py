"""A table of counts: a square for each pair of row and column, darker for more, empty for none."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.draw.fitting import width, wrapped
from analysis.draw.layout import LEADING, LISTED, PAD, Groups, Row, beside, label_column
from analysis.draw.shades import contrast, shade
from analysis.draw.style import FAINT, GRID, LEFT, MUTED, POINTS, WIDTH, canvas, margin, page, points

SIZE = LISTED + 0.2
SIDE, BROAD, GAP = 0.235, 1.15, 0.1  # a square, a square below a head that lies flat, and what sets groups of columns apart
HEAD_AT_MOST = 1.9
LINE = SIZE * LEADING / POINTS
FLAT = 4  # so many columns at most have heads that lie flat
EDGE = 0.02


def crossed(groups: Groups, columns: Sequence[tuple[str, int]], **texts: str) -> Figure:
    """A line per group, a square for each of its rows: its text in a tint of its colour, the darker the larger its value
    beside those of all other rows. A row without a value is an empty square.

    The heads of the columns are the labels of the first group's rows; `columns` sets them in named groups of so many each
    (no name: no heading). In a narrow figure the name of a group stands above its line.
    """
    heads, slim = [row.label for row in groups[0][1]], page() < WIDTH
    flat = len(heads) <= FLAT
    left, names = (LEFT, [name for name, _ in groups]) if slim else label_column([name for name, _ in groups], SIZE)
    gaps = GAP * (len(columns) - 1)
    side = min(BROAD if flat else SIDE, (page() * (1 - LEFT - left) - gaps) / len(heads))
    lefts = _lefts(columns, side)
    if slim:
        broken = [wrapped(name, points(1 - 2 * LEFT), SIZE) for name in names]
        heights = [LINE * len(lines) + 0.04 + SIDE for lines in broken]
    else:
        broken = [name.split("\n") for name in names]
        heights = [max(SIDE, LINE * len(lines) + 0.06) for lines in broken]
    named = any(name for name, _ in columns)
    told = [wrapped(head, (side - 0.06 if flat else HEAD_AT_MOST) * POINTS, SIZE, 600 if flat else 400) for head in heads]
    head = max(map(len, told)) * LINE if flat else max(width(line, SIZE) for lines in told for line in lines) / POINTS
    above = head + 0.08 + (0.3 if named else 0)
    tall = above + fsum(heights)
    figure, axes = canvas(tall, ticks=False, **texts)
    margin(figure, left=left, right=1 - LEFT)
    wide = page() * (1 - LEFT - left)
    axes.set(xlim=(0, wide), ylim=(tall, 0))
    axes.set_axis_off()
    _over(axes, columns, lefts, side, wide)
    for x, lines, row in zip(lefts, told, groups[0][1], strict=True):
        look = {"weight": 600, "color": row.colour} if flat else {"rotation": 90}
        axes.text(x + side / 2, above - 0.05, "\n".join(lines), ha="center", va="bottom", size=SIZE, linespacing=1, **look)
    most, top = max([row.value or 0 for _, group in groups for row in group] + [1]), above
    for lines, height, (_, group) in zip(broken, heights, groups, strict=True):
        place = top + (LINE * len(lines) / 2 if slim else height / 2)
        where = {"transform": beside(figure, axes), "va": "center", "size": SIZE, "linespacing": 1}
        axes.text(LEFT if slim else left - PAD / points(), place, "\n".join(lines), ha="left" if slim else "right", **where)
        for x, row in zip(lefts, group, strict=True):
            _square(axes, x, top + height - SIDE if slim else top + (height - SIDE) / 2, side, row, most)
        top += height
    return figure


def _lefts(columns: Sequence[tuple[str, int]], side: float) -> list[float]:
    """Where each column begins, in inches."""
    lefts, at = [], 0.0
    for _, many in columns:
        lefts += [at + side * n for n in range(many)]
        at += side * many + GAP
    return lefts


def _over(axes: Axes, columns: Sequence[tuple[str, int]], lefts: Sequence[float], side: float, wide: float) -> None:
    """The names of groups of columns above a line each, on two levels where they would meet."""
    first = 0
    fits = [width(name, SIZE, 600) / POINTS < side * many + GAP / 2 for name, many in columns]
    for n, (name, many) in enumerate(columns):
        x, first = lefts[first], first + many
        if name:
            raised = 0 if all(fits) else 0.15 * (n % 2)
            axes.text(min(x, wide - width(name, SIZE, 600) / POINTS), 0.12 - raised, name, size=SIZE, weight=600, va="bottom")
            axes.plot([x + EDGE, x + side * many - EDGE], [0.16] * 2, color=FAINT, linewidth=0.8)


def _square(axes: Axes, x: float, y: float, side: float, row: Row, most: float) -> None:
    """One square from `x`, `y` on (inches), with the text of its row; `most` is the largest value of all."""
    colour = shade((row.value - 1) / max(most - 1, 1), row.colour) if row.value else "none"
    look = {"facecolor": colour, "edgecolor": "none" if row.value else GRID, "linewidth": 0.7}
    axes.add_patch(Rectangle((x + EDGE / 2, y + EDGE / 2), side - EDGE, SIDE - EDGE, **look))
    if row.text:
        ink = contrast(colour) if row.value else MUTED
        axes.text(x + side / 2, y + SIDE / 2, row.text, ha="center", va="center", size=SIZE, color=ink)
