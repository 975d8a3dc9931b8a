"""One plot style for every figure: fonts, colours, two widths, title block and byte-stable files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

import matplotlib as mpl
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.draw.fitting import FAMILY, balanced, use_fonts, wrapped

INK, MUTED, FAINT, GRID = "#1f2933", "#5f6b76", "#a9b3bc", "#e3e7ea"
ACCENT, SECOND = "#0b5d7a", "#93a7b4"
DIMENSION = {"legal_political": "#b4532a", "socio_economic": "#0b5d7a", "cultural": "#7a6a00"}
ANSWER = {"yes": ACCENT, "planned": SECOND, "no": "#c9d2d8", "dont_know": "#eceff1", "not_reported": "#eceff1"}
CODED = {"met": ACCENT, "not_met": "#e3a857", "silent": "#e4e8eb"}
ROLE = {"accent": ACCENT, "second": SECOND, "muted": MUTED, "faint": FAINT} | DIMENSION | ANSWER | CODED
WIDTH, NARROW = 5.8, 3.2
LEFT = 0.02
LINE = 0.205
POINTS = 72
TICKS = (0, 0.25, 0.5, 0.75, 1)
_width = ContextVar("width", default=WIDTH)


@contextmanager
def narrow() -> Iterator[None]:
    """What is drawn within is as wide as a phone, with text of the same size."""
    before = _width.set(NARROW)
    try:
        yield
    finally:
        _width.reset(before)


def page() -> float:
    """How wide the figures are that are being drawn, in inches."""
    return _width.get()


def points(share: float = 1.0) -> float:
    """A share of the figure's width in points."""
    return share * page() * POINTS


def use_style() -> None:
    """Set matplotlib up: the report's font, thin grey axes, no box, and SVG identifiers that do not vary."""
    use_fonts()
    mpl.rcParams.update(
        {
            "font.family": FAMILY, "font.size": 9.5, "text.color": INK,
            "axes.labelcolor": MUTED, "axes.edgecolor": FAINT,
            "axes.spines.top": False, "axes.spines.right": False, "axes.spines.left": False, "axes.linewidth": 0.6,
            "xtick.color": MUTED, "ytick.color": INK, "xtick.labelsize": 8.5, "ytick.labelsize": 9.5,
            "ytick.major.size": 0, "xtick.major.size": 0, "axes.axisbelow": True, "axes.grid": False,
            "grid.color": GRID, "grid.linewidth": 0.8, "legend.frameon": False,
            "figure.facecolor": "none", "axes.facecolor": "none", "savefig.facecolor": "none",
            "svg.hashsalt": "integration-report", "svg.fonttype": "path", "path.simplify": False,
        }
    )  # fmt: skip


def canvas(body: float, title: str, subtitle: str, source: str, ticks: bool = True) -> tuple[Figure, Axes]:
    """A figure with a message as title, the description below it, the base and source at the foot.

    `body` is the height of the plot area in inches; the title block and the foot are added to it,
    and room for the labels of a horizontal axis where it has `ticks`.
    """
    use_style()
    room = points(1 - 2 * LEFT)
    head = balanced(title, room, 12.5, 600) or [""], balanced(subtitle, room, 9.5) or [""]
    foot = wrapped(source, room, 7.8) or [""]
    top = 0.12 + LINE * 1.22 * len(head[0]) + LINE * len(head[1]) + 0.14
    bottom = (0.42 if ticks else 0.22) + LINE * 0.86 * len(foot)
    height = top + body + bottom
    figure, axes = plt.subplots(figsize=(page(), height))
    figure.subplots_adjust(left=0.34, right=1 - 0.17 / page(), top=1 - top / height, bottom=bottom / height)
    y = 1 - 0.08 / height
    figure.text(LEFT, y, "\n".join(head[0]), size=12.5, weight=600, va="top", linespacing=1.2)
    y -= LINE * 1.22 * len(head[0]) / height
    figure.text(LEFT, y, "\n".join(head[1]), size=9.5, color=MUTED, va="top", linespacing=1.25)
    figure.text(LEFT, 0.08 / height, "\n".join(foot), size=7.8, color=MUTED, va="bottom", linespacing=1.25)
    return figure, axes


def margin(figure: Figure, left: float | None = None, right: float | None = None) -> None:
    """Move the plot area's left or right edge (shares of the figure's width)."""
    figure.subplots_adjust(**{k: v for k, v in (("left", left), ("right", right)) if v is not None})


def percent_axis(axes: Axes) -> None:
    """A horizontal axis of shares with light vertical lines."""
    axes.set_xlim(0, 1)
    axes.set_xticks(TICKS, [f"{tick:.0%}" for tick in TICKS])
    axes.grid(axis="x")
    axes.spines["bottom"].set_visible(False)


def save(figure: Figure, folder: Path, name: str, *suffixes: str) -> None:
    """Write the figure as `name` with each of the `suffixes`, the same bytes for the same figure on every run."""
    folder.mkdir(parents=True, exist_ok=True)
    for suffix in suffixes:
        file = folder / f"{name}{suffix}"
        if file.suffix == ".png":
            figure.savefig(file, dpi=200, metadata={"Software": None})
        else:
            figure.savefig(file, metadata={"Date": None, "Creator": None})
    plt.close(figure)
