"""Measured parts of a chart, so that it fits the width it is drawn in: label columns, rows, legends, ends of bars."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from math import fsum

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.transforms import Transform, blended_transform_factory

from analysis.draw.fitting import shortened, width, wrapped
from analysis.draw.style import ACCENT, LEFT, MUTED, POINTS, canvas, margin, page, points

LABELS_AT_MOST = 0.42
PAD = 7.0
LEADING = 1.2
LEGEND_LINE = 0.21
SQUARE, BETWEEN = 12.0, 13.0
LISTED, NUMBERS, NAMES, RIGHT = 8.0, 0.16, 0.22, 0.98
LINES_AT_MOST = 3


@dataclass(frozen=True)
class Row:
    """What a shape shows of one thing: a value (0-1 for shares) with its limits, the text beside it, its colour.

    `number` is what numbered things go by, `note` a second text where a shape has room for one.
    """

    label: str = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    text: str = ""
    colour: str = ACCENT
    strong: bool = False
    number: str = ""
    note: str = ""


Groups = Sequence[tuple[str, Sequence[Row]]]
Key = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Pitch:
    """How the rows of a chart follow each other: the height of one in inches, the size of its label, how many rows a
    heading takes, and how far down in them it stands."""

    row: float
    size: float = 9.5
    heading: float = 1.1
    at: float = 0.5


def label_column(labels: Sequence[str], size: float = 9.5, weight: int = 400) -> tuple[float, list[str]]:
    """Where the plot begins (share of the width) with the labels beside it, and the labels, broken where long."""
    room = points(LABELS_AT_MOST - LEFT) - PAD
    lines = [wrapped(label, room, size, weight) for label in labels]
    widest = max((width(line, size, weight) for label in lines for line in label), default=0.0)
    return LEFT + (widest + PAD) / points(), ["\n".join(label) for label in lines]


def row_heights(labels: Iterable[str], row: float, size: float = 9.5) -> list[float]:
    """How many rows (of `row` inches) each label takes, one at least."""
    lines = [label.count("\n") + 1 for label in labels]
    return [max(1.0, (n * size * LEADING + 5) / (row * POINTS)) for n in lines]


def centres(heights: Sequence[float], start: float = 0.0) -> list[float]:
    """The middles of rows of these heights, one below the other."""
    return [start + end - height / 2 for height, end in zip(heights, accumulate(heights), strict=True)]


def labelled(
    groups: Groups, pitch: Pitch, above: float = 0.0, more: float = 0.0, ticks: bool = True, bold: bool = False,
    **texts: str,
) -> tuple[Figure, Axes, list[tuple[Row, float]]]:  # fmt: skip
    """A chart with labelled rows in named groups one below the other (no name: no heading), and the place of each row.

    It has room for `above` rows on top and is `more` inches higher; `bold` marks the labels of strong rows.
    """
    rows = [row for _, group in groups for row in group]
    weights = [600 if bold and row.strong else 400 for row in rows]
    left, labels = label_column([row.label for row in rows], pitch.size, max(weights))
    heights, heads, places, place = iter(row_heights(labels, pitch.row, pitch.size)), [], [], 0.0
    for name, group in groups:
        heads.append((name, place + pitch.heading * pitch.at))
        place += pitch.heading if name else 0
        mine = list(islice(heights, len(group)))
        places += centres(mine, place)
        place += fsum(mine)
    figure, axes = canvas(pitch.row * (place + above) + more, ticks=ticks, **texts)
    margin(figure, left=left)
    for name, at in heads:
        axes.text(LEFT, at, name, transform=beside(figure, axes), va="center", size=9, weight=600)
    label_rows(axes, places, labels, place, top=-above, size=pitch.size)
    for label, weight in zip(axes.get_yticklabels(), weights, strict=True):
        label.set_fontweight(weight)
    return figure, axes, list(zip(rows, places, strict=True))


def label_rows(
    axes: Axes, places: Sequence[float], labels: Sequence[str], end: float, top: float = 0.0, size: float = 9.5
) -> None:
    """The labels of the rows, and the rows from `top` down to `end`."""
    axes.set_yticks(places, labels, size=size)
    axes.set_ylim(end, top)
    axes.spines["bottom"].set_visible(False)


def names_begin() -> float:
    """Where the names of numbered rows begin (share of the width)."""
    return LEFT + inches(NAMES)


def name_lines(row: Row, room: float) -> list[str]:
    """The name of a numbered row in lines of at most `room` points; what goes beyond LINES_AT_MOST is cut off."""
    lines = wrapped(row.label, room, LISTED)
    whole, rest = lines[: LINES_AT_MOST - 1], lines[LINES_AT_MOST - 1 :]
    return [shortened(line, room, LISTED) for line in [*whole, *([" ".join(rest)] if rest else [])]] or [""]


def numbered(
    figure: Figure, axes: Axes, place: float, row: Row, lines: Sequence[str],
    ink: str = MUTED, numbers: float = NUMBERS, right: float = RIGHT,
) -> None:  # fmt: skip
    """A row around `place`, with its number, the `lines` of its name beside it, and its text up to the share `right`."""
    style = {"transform": beside(figure, axes), "va": "center", "size": LISTED}
    axes.text(LEFT + inches(numbers), place, row.number, ha="right", color=MUTED, **style)
    axes.text(names_begin(), place, "\n".join(lines), linespacing=1, **style)
    axes.text(right, place, row.text, ha="right", color=ink, **style)


def name_height(lines: Sequence[str]) -> float:
    """How much higher, in inches, a row is whose name has these lines than one whose name has one."""
    return (len(lines) - 1) * LISTED * LEADING / POINTS


def reach(ends: Sequence[float], texts: Sequence[str], room: float, weight: int = 400) -> float:
    """The end of an axis of `room` points on which each text fits beside the bar that ends at its place in `ends`."""
    needed = [end / (1 - min(0.8, (width(t, 8.5, weight) + PAD) / room)) for end, t in zip(ends, texts, strict=True)]
    return max([*needed, 1e-9])


def legend_lines(entries: Key, left: float) -> tuple[float, list[Key]]:
    """Where a legend begins and its lines: in one from `left` on, else from the edge of the figure on."""
    lines = _filled(entries, points(1 - left - LEFT))
    return (left, lines) if len(lines) == 1 else (LEFT, _filled(entries, points(1 - 2 * LEFT)))


def legend(figure: Figure, lines: Sequence[Key], left: float, top: float) -> None:
    """Coloured squares with their names, the first line `top` inches above the figure's lower edge."""
    height = figure.get_figheight()
    for n, line in enumerate(lines):
        x, y = points(left), (top - LEGEND_LINE * n) / height
        for label, colour in line:
            figure.text((x + SQUARE) / points(), y, label, va="center_baseline", size=8.5)
            figure.add_artist(_square((x + 4) / points(), y, colour))
            x += _entry(label)


def beside(figure: Figure, axes: Axes) -> Transform:
    """Across: shares of the figure's width; down: the rows of the chart."""
    return blended_transform_factory(figure.transFigure, axes.transData)


def plot_points(figure: Figure) -> float:
    """How wide the plot area is, in points."""
    return points(figure.subplotpars.right - figure.subplotpars.left)


def inches(length: float) -> float:
    """A length in inches as a share of the figure's width."""
    return length / page()


def thinned(labels: Sequence[str], room: float, size: float) -> list[int]:
    """Which labels of an axis can stay, evenly spaced, if they are to stand apart on `room` points."""
    widest = max((width(label, size) for label in labels), default=0.0) + 4
    every = next((n for n in range(1, len(labels)) if n * room / (len(labels) - 1) >= widest), max(len(labels), 1))
    return list(range(0, len(labels), every))


def _filled(entries: Key, room: float) -> list[Key]:
    lines, used = [[]], 0.0
    for label, colour in entries:
        if lines[-1] and used + _entry(label) - BETWEEN > room:
            lines.append([])
            used = 0.0
        lines[-1].append((label, colour))
        used += _entry(label)
    return lines


def _entry(label: str) -> float:
    return SQUARE + width(label, 8.5) + BETWEEN


def _square(x: float, y: float, colour: str) -> Line2D:
    return Line2D([x], [y], marker="s", color=colour, markersize=7, linewidth=0)
