"""A chain of steps, and brackets where questions ask about them."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from analysis.draw.fitting import wrapped
from analysis.draw.layout import Groups, Key, Row
from analysis.draw.style import ACCENT, INK, LEFT, MUTED, POINTS, canvas, margin, page

SMALL = 8.0
GAP, TIP, APART, BESIDE = 0.13, 0.14, 0.06, 0.22
PALE = "#e6eff3"
Stretch = tuple[int, int, bool]
Side = list[tuple[Row, Stretch]]


def chain(groups: Groups, steps: Key, stretches: Sequence[Stretch | None], **texts: str) -> Figure:
    """Boxes one below the other, and brackets that show which of them a question, the note of a row, compares.

    Steps have a name and a meaning. Each row has a stretch, from one step to another and whether it asks if that lasts;
    None: all along the chain. A bracket stands at the left or, where that is taken, at the right; what finds no room is
    told below with the text of its row.
    """
    [(_, rows)] = groups
    span = page() * (1 - 2 * LEFT)
    third = span / 3
    sides, below = _sides(rows, stretches)
    meant = [_broken(meaning, third - 0.06) for _, meaning in steps]
    asked = [[(row, stretch, _broken(row.note, third - BESIDE)) for row, stretch in side] for side in sides]
    told = [_broken(row.note, span) for row in below]
    high = _heights(meant, asked)
    tops = [fsum(high[:n]) + GAP * n for n in range(len(high))]
    end = tops[-1] + high[-1]
    figure, axes = canvas(end + fsum(map(_tall, told)), ticks=False, **texts)
    margin(figure, left=LEFT, right=1 - LEFT)
    axes.set(xlim=(0, span), ylim=(end + fsum(map(_tall, told)), 0))
    axes.set_axis_off()
    for (name, _), lines, top, tall in zip(steps, meant, tops, high, strict=True):
        shape = {"boxstyle": "round,pad=0.03", "facecolor": PALE, "edgecolor": "none"}
        axes.add_patch(FancyBboxPatch((third + 0.03, top + 0.03), third - 0.06, tall - 0.06, **shape))
        if top:
            _arrow(axes, (span / 2, top - GAP + 0.01), (span / 2, top - 0.01), INK, 0.9)
        first = top + (tall - _tall(lines)) / 2 + 0.15
        axes.text(span / 2, first, name, ha="center", va="center", size=9, weight=600)
        look = {"ha": "center", "va": "top", "size": SMALL, "color": MUTED, "linespacing": 1.2}
        axes.text(span / 2, first + 0.12, "\n".join(lines), **look)
    for side, edge, out, x in zip(asked, (third, 2 * third), (-TIP, TIP), (0, 2 * third + BESIDE), strict=True):
        for row, (first, last, onward), lines in side:
            start = tops[first] + high[first] / 2 + APART
            stop = tops[last] + (high[last] if onward else high[last] / 2 - APART)
            _bracket(axes, edge + out / 6, edge + out, start, stop, onward)
            _told(axes, x, (start + stop - _tall(lines)) / 2, row.label, lines)
    for row, lines in zip(below, told, strict=True):
        _told(axes, 0, end, f"{row.label} {row.text}", lines)
        end += _tall(lines)
    return figure


def _broken(text: str, room: float) -> list[str]:
    return wrapped(text, room * POINTS, SMALL)


def _tall(lines: Sequence[str]) -> float:
    """How high a name or a label with these lines below it is."""
    return 0.36 + 0.16 * len(lines)


def _sides(rows: Sequence[Row], stretches: Sequence[Stretch | None]) -> tuple[list[Side], list[Row]]:
    """The rows with a bracket at the left and at the right, apart or else meeting at a step; and those without."""
    sides, below = [[], []], []
    for row, stretch in zip(rows, stretches, strict=True):
        free = (side for meeting in (0, 1) for side in sides if stretch and not _crossing(stretch, side, meeting))
        if (side := next(free, None)) is None:
            below.append(row)
        else:
            side.append((row, stretch))
    return sides, below


def _crossing(stretch: Stretch, side: Sequence[tuple], meeting: int = 0) -> int:
    """How many brackets of a side share more than `meeting` steps with a stretch."""
    return sum(min(stretch[1], last) - max(stretch[0], first) >= meeting for _, (first, last, _), *_ in side)


def _heights(meant: Sequence[list[str]], asked: Sequence[Sequence[tuple[Row, Stretch, list[str]]]]) -> list[float]:
    """How high the boxes are: each holds its meaning, a stretch its question; between middles where two meet."""
    high = list(map(_tall, meant))
    for side in asked:
        for _, (first, last, onward), lines in side:
            alone = _crossing((first, last, onward), side) == 1
            room = fsum(high[first : last + 1]) + GAP * (last - first) - (0 if alone else high[first] + high[last]) / 2
            for n in range(first, last + 1):
                high[n] += max(0, _tall(lines) - room) / (last - first + alone)
    return high


def _bracket(axes: Axes, edge: float, out: float, start: float, stop: float, onward: bool) -> None:
    """A line from the edge of the boxes out and down, and back to the edge, or `onward` with an arrow."""
    corners = [(edge, start), (out, start), *([(out, stop - 0.05)] if onward else [(out, stop), (edge, stop)])]
    axes.plot(*zip(*corners, strict=True), color=ACCENT, linewidth=1.2, solid_joinstyle="miter")
    if onward:
        _arrow(axes, (out, start), (out, stop), ACCENT, 1.2)


def _arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float], colour: str, width: float) -> None:
    style = {"arrowstyle": "-|>,head_width=0.17,head_length=0.3", "color": colour, "linewidth": width}
    axes.annotate("", end, start, arrowprops=style | {"shrinkA": 0, "shrinkB": 0})


def _told(axes: Axes, x: float, y: float, label: str, lines: Sequence[str]) -> None:
    """A label below height `y`, then the lines of its question."""
    axes.text(x, y + 0.12, label, va="center", size=9, weight=600, color=ACCENT)
    axes.text(x, y + 0.21, "\n".join(lines), va="top", size=SMALL, linespacing=1.2)
