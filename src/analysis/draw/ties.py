"""Lines from things at the left to things at the right: what is tied to what, and how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import fsum

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from analysis.draw.fitting import width, wrapped
from analysis.draw.layout import BETWEEN, LEADING, LEGEND_LINE, PAD, SQUARE, Groups, Key, Row, legend_lines
from analysis.draw.style import INK, LEFT, MUTED, POINTS, ROLE, canvas, margin, points

SIZE, APART = 8.2, 0.13
LEFT_AT_MOST, RIGHT_AT_MOST = 0.3, 0.38
DASHES = {ROLE["muted"]: (0, (5, 1.6)), ROLE["second"]: (0, (2.2, 1.4)), ROLE["faint"]: (0, (1, 1.4))}  # for those who tell colours apart badly
Labels = Mapping[str, list[str]]


def ties(groups: Groups, key: Key, **texts: str) -> Figure:
    """A line per row from its label at the left to its text at the right, in its colour; strong ones are heavier.

    `key` says what the colours mean. Labels stand in the order of the rows, texts so that few lines cross.
    """
    rows = [row for _, group in groups for row in group]
    sides = dict.fromkeys(row.label for row in rows), _in_order(rows)
    rooms = LEFT_AT_MOST, RIGHT_AT_MOST
    left, right = ({t: wrapped(t, points(room), SIZE, 600) for t in side} for side, room in zip(sides, rooms, strict=True))
    _, lines = legend_lines(key, LEFT)
    tall = max(map(_tall, (left, right)))
    figure, axes = canvas(tall + LEGEND_LINE * len(lines), ticks=False, **texts)
    margin(figure, left=LEFT, right=1 - LEFT)
    span = points(1 - 2 * LEFT)
    axes.set(xlim=(0, span), ylim=(tall, -LEGEND_LINE * len(lines)))
    axes.set_axis_off()
    _legend(axes, lines, -LEGEND_LINE * (len(lines) - 0.4))
    start, end = _widest(left) + PAD, span - _widest(right) - PAD
    heights = _places(left, tall), _places(right, tall)
    for row in sorted(rows, key=lambda row: row.strong):
        ends, middle = (heights[0][row.label], heights[1][row.text]), (start + end) / 2
        path = Path([(start, ends[0]), (middle, ends[0]), (middle, ends[1]), (end, ends[1])], [Path.MOVETO, *[Path.CURVE4] * 3])
        look = {"edgecolor": row.colour, "linewidth": 2.1 if row.strong else 1.2, "linestyle": DASHES.get(row.colour, "-")}
        axes.add_patch(PathPatch(path, facecolor="none", **look))
    strong = {row.text for row in rows if row.strong}
    for side, places, x, align in ((left, heights[0], start - PAD + 2, "right"), (right, heights[1], end + PAD - 2, "left")):
        for text, broken in side.items():
            look = {"ha": align, "va": "center", "size": SIZE, "weight": 600 if text in strong else 400, "linespacing": 1.1}
            axes.text(x, places[text], "\n".join(broken), color=INK, **look)
    return figure


def _in_order(rows: Sequence[Row]) -> list[str]:
    """The texts by the mean place of the labels they are tied to."""
    labels = list(dict.fromkeys(row.label for row in rows))
    places: dict[str, list[int]] = {}
    for row in rows:
        places.setdefault(row.text, []).append(labels.index(row.label))
    return sorted(places, key=lambda text: (sum(places[text]) / len(places[text]), text))


def _tall(side: Labels) -> float:
    return fsum(_height(lines) + APART for lines in side.values())


def _height(lines: Sequence[str]) -> float:
    return len(lines) * SIZE * LEADING / POINTS


def _places(side: Labels, tall: float) -> dict[str, float]:
    """The middle of each label, spread over the whole height."""
    more, at, places = (tall - _tall(side)) / len(side), 0.0, {}
    for text, lines in side.items():
        step = _height(lines) + APART + more
        places[text] = at + step / 2
        at += step
    return places


def _widest(side: Labels) -> float:
    return max(width(line, SIZE, 600) for lines in side.values() for line in lines)


def _legend(axes: Axes, lines: Sequence[Key], top: float) -> None:
    """A piece of each kind of line with its name."""
    for n, line in enumerate(lines):
        x, y = 0.0, top + LEGEND_LINE * n
        for name, colour in line:
            axes.add_line(Line2D([x, x + SQUARE - 3], [y, y], color=colour, linewidth=1.8, linestyle=DASHES.get(colour, "-")))
            axes.text(x + SQUARE, y, name, va="center_baseline", size=8.5, color=MUTED)
            x += SQUARE + width(name, 8.5) + BETWEEN
