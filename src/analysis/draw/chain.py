"""A chain of steps, and brackets where questions ask about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import fsum

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from analysis.draw.fitting import wrapped
from analysis.draw.style import ACCENT, INK, LEFT, MUTED, POINTS, WIDTH, canvas, margin, page

SMALL = 8.0
LINE = 0.16
GAP, TIP, APART = 0.13, 0.12, 0.08
PALE = "#e6eff3"
Point = tuple[float, float]


@dataclass(frozen=True)
class Asks:
    """A question and where it asks: from box `start` to box `end`; None: all along the chain. `place` says so: "asks .."."""

    label: str
    question: str
    place: str
    start: int | None = None
    end: int | None = None
    over_time: bool = False

    @property
    def above(self) -> bool:
        """From one step to the next it stands above the chain; what spans more of it, or goes on, below."""
        return self.end == (self.start or 0) + 1 and not self.over_time

    def crosses(self, other: Asks) -> bool:
        """Whether both want the same room: brackets below may meet at a step, the texts above may not."""
        return self.above == other.above and max(self.start, other.start) < min(self.end, other.end) + self.above


@dataclass(frozen=True)
class Box:
    """One step of the chain, in inches from the upper left corner."""

    x: float
    y: float
    wide: float
    high: float

    @property
    def middle(self) -> Point:
        return self.x + self.wide / 2, self.y + self.high / 2

    @property
    def right(self) -> float:
        return self.x + self.wide

    @property
    def bottom(self) -> float:
        return self.y + self.high


def chain(steps: Sequence[tuple[str, str]], asks: Sequence[Asks], title: str, subtitle: str, source: str) -> Figure:
    """Boxes with arrows between them, and brackets that show which boxes a question compares.

    From left to right, or downwards in a narrow figure. What asks all along the chain, or has no room left on its side of
    it, has a row of its own below.
    """
    span = page() * (1 - 2 * LEFT)
    placed, others = _with_room(asks)
    lay_out = _across if page() == WIDTH else _down
    bottom, draw = lay_out(steps, placed, span)
    told = [wrapped(a.question, span * POINTS, SMALL) for a in others]
    body = bottom + fsum(0.46 + LINE * len(lines) for lines in told)
    figure, axes = canvas(body, title, subtitle, source, ticks=False)
    margin(figure, left=LEFT, right=1 - LEFT)
    axes.set(xlim=(0, span), ylim=(body, 0))
    axes.set_axis_off()
    draw(axes)
    y = bottom + 0.14
    for a, lines in zip(others, told, strict=True):
        if a.start is None:
            axes.plot([0, 0, span, span], [y - 0.1, y, y, y - 0.1], color=ACCENT, linewidth=1.2)
        _asked(axes, 0, y + 0.14, a if a.start is None else replace(a, label=f"{a.label} {a.place}"), lines)
        y += 0.46 + LINE * len(lines)
    return figure


def _with_room(asks: Sequence[Asks]) -> tuple[list[Asks], list[Asks]]:
    """The questions that get a bracket, and the others."""
    placed: list[Asks] = []
    for a in asks:
        if a.start is not None and not any(a.crosses(b) for b in placed):
            placed.append(a)
    return placed, [a for a in asks if a not in placed]


def _across(
    steps: Sequence[tuple[str, str]], asks: Sequence[Asks], span: float
) -> tuple[float, Callable[[Axes], None]]:
    """The chain from left to right: where it ends, and what draws it."""
    wide = (span - GAP * (len(steps) - 1)) / len(steps)
    words = [wrapped(text, (wide - 0.06) * POINTS, SMALL) for _, text in steps]
    lefts = [n * (wide + GAP) for n in range(len(steps))]
    begin = {a: lefts[a.start] + (0 if a.above else wide / 2 - APART * a.over_time) for a in asks}
    told = {a: wrapped(a.question, (lefts[a.end] + wide - begin[a] - 0.04) * POINTS, SMALL) for a in asks}
    top = max([0.42 + LINE * len(told[a]) for a in asks if a.above] + [0.0])
    boxes = [Box(x, top, wide, 0.34 + LINE * max(map(len, words))) for x in lefts]
    bottom = boxes[0].bottom + max([0.44 + LINE * len(told[a]) for a in asks if not a.above] + [0.0])

    def draw(axes: Axes) -> None:
        for n, (box, (name, _), lines) in enumerate(zip(boxes, steps, words, strict=True)):
            _box(axes, box, name, lines)
            if n:
                y = box.middle[1]
                _arrow(axes, (boxes[n - 1].right - 0.01, y), (box.x + 0.01, y), INK, 0.9)
        for a in asks:
            first, last = boxes[a.start], boxes[a.end]
            if a.above:
                _line(axes, (first.middle[0], top - 0.02), (0, -TIP), (last.middle[0], top - 0.02))
                _asked(axes, begin[a], top - 0.35 - LINE * len(told[a]), a, told[a])
                continue
            start, end = (begin[a], first.bottom + 0.02), (last.middle[0] - 3 * APART, last.bottom + 0.02)
            if a.over_time:
                _onward(axes, start, (start[0], start[1] + TIP), (last.right, start[1] + TIP))
            else:
                _line(axes, start, (0, TIP), end)
            _asked(axes, begin[a], first.bottom + 0.26, a, told[a])

    return bottom, draw


def _down(steps: Sequence[tuple[str, str]], asks: Sequence[Asks], span: float) -> tuple[float, Callable[[Axes], None]]:
    """The chain downwards, what stands above it otherwise at its right, what stands below it at its left."""
    left, wide = 1.03, 1.1
    words = [wrapped(text, (wide - 0.06) * POINTS, SMALL) for _, text in steps]
    told = {
        a: wrapped(a.question, (span - left - wide - 0.24 if a.above else left - 0.2) * POINTS, SMALL) for a in asks
    }
    high = [0.36 + LINE * len(lines) for lines in words]
    for a in asks:
        part = range(a.start, a.end + 1)
        lacking = 0.4 + LINE * len(told[a]) - fsum(high[n] for n in part) - GAP * (len(part) - 1)
        for n in part:
            high[n] += max(lacking, 0) / len(part)
    boxes = [Box(left, fsum(high[:n]) + GAP * n, wide, high[n]) for n in range(len(steps))]

    def draw(axes: Axes) -> None:
        for n, (box, (name, _), lines) in enumerate(zip(boxes, steps, words, strict=True)):
            _box(axes, box, name, lines)
            if n:
                x = box.middle[0]
                _arrow(axes, (x, boxes[n - 1].bottom - 0.01), (x, box.y + 0.01), INK, 0.9)
        for a in asks:
            first, last = boxes[a.start], boxes[a.end]
            top, end = first.middle[1], last.middle[1]
            half = (0.17 + LINE * len(told[a])) / 2
            if a.above:
                _line(axes, (first.right + 0.02, top), (TIP, 0), (last.right + 0.02, end))
                _asked(axes, first.right + 0.24, (top + end) / 2 - half, a, told[a])
                continue
            start = left - 0.02, top + (2 * APART if a.over_time else 0)
            if a.over_time:
                _onward(axes, start, (start[0] - TIP, start[1]), (start[0] - TIP, last.bottom))
                end = last.bottom
            else:
                _line(axes, start, (-TIP, 0), (start[0], end - APART))
            _asked(axes, 0, (start[1] + end) / 2 - half, a, told[a])

    return boxes[-1].bottom, draw


def _box(axes: Axes, box: Box, name: str, lines: Sequence[str]) -> None:
    """One step with its name and description."""
    corner, size = (box.x + 0.03, box.y + 0.03), (box.wide - 0.06, box.high - 0.06)
    axes.add_patch(FancyBboxPatch(corner, *size, boxstyle="round,pad=0.03", facecolor=PALE, edgecolor="none"))
    x = box.middle[0]
    axes.text(x, box.y + 0.15, name, ha="center", va="center", size=9, weight=600)
    look = {"ha": "center", "va": "top", "size": SMALL, "color": MUTED, "linespacing": 1.2}
    axes.text(x, box.y + 0.27, "\n".join(lines), **look)


def _line(axes: Axes, start: Point, out: Point, end: Point) -> None:
    """A bracket from `start` to `end` that stands off from them by `out`."""
    corners = [start, (start[0] + out[0], start[1] + out[1]), (end[0] + out[0], end[1] + out[1]), end]
    axes.plot(*zip(*corners, strict=True), color=ACCENT, linewidth=1.2, solid_joinstyle="miter")


def _onward(axes: Axes, start: Point, corner: Point, end: Point) -> None:
    """An arrow round a corner: on and on."""
    axes.plot(*zip(start, corner, strict=True), color=ACCENT, linewidth=1.2)
    _arrow(axes, corner, end, ACCENT, 1.2)


def _arrow(axes: Axes, start: Point, end: Point, colour: str, width: float) -> None:
    style = {"arrowstyle": "-|>,head_width=0.17,head_length=0.3", "color": colour, "linewidth": width}
    axes.annotate("", end, start, arrowprops=style | {"shrinkA": 0, "shrinkB": 0})


def _asked(axes: Axes, x: float, y: float, asks: Asks, lines: Sequence[str]) -> None:
    """The label of a criterion below height `y`, then its question."""
    axes.text(x, y + 0.04, asks.label, va="center", size=9, weight=600, color=ACCENT)
    axes.text(x, y + 0.13, "\n".join(lines), va="top", size=SMALL, linespacing=1.2)
