"""Chart shapes: rows of numbers in, matplotlib figures out. What they say is decided by their callers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.present.style import ACCENT, FAINT, GRID, INK, MUTED, canvas, margin, percent_axis

ROW = 0.30


@dataclass(frozen=True)
class Bar:
    """One row of a chart: a value (0-1 for shares) with its interval, the text beside it, its colour."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    text: str = ""
    colour: str = ACCENT
    strong: bool = False


@dataclass(frozen=True)
class Part:
    """One part of a stacked bar."""

    value: float
    text: str
    colour: str


def bars(rows: Sequence[Bar], title: str, subtitle: str, source: str, limit: float | None = None, left: float = 0.36) -> Figure:
    """Horizontal bars, first row on top, with the value beside each and thin intervals where given."""
    figure, axes = canvas(ROW * len(rows), title, subtitle, source)
    margin(figure, left=left)
    for place, row in enumerate(rows):
        axes.barh(place, row.value or 0, height=0.62, color=row.colour, zorder=2)
        _interval(axes, place, row)
        axes.text(max(row.value or 0, row.high or 0) + 0.01 * _limit(rows, limit), place, f" {row.text}", va="center", size=8.5, color=INK if row.strong else MUTED, weight=500 if row.strong else 400)  # fmt: skip
    _labels(axes, rows)
    axes.set_xlim(0, _limit(rows, limit))
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.axvline(0, color=FAINT, linewidth=0.8, zorder=3)
    return figure


def dots(groups: Sequence[tuple[str, Sequence[Bar]]], title: str, subtitle: str, source: str, limit: float = 1.0, left: float = 0.42) -> Figure:
    """Dots with thin intervals on a percentage axis, in named groups one below the other."""
    lines = sum(len(rows) + (1.1 if name else 0) for name, rows in groups)
    figure, axes = canvas(ROW * lines + 0.1, title, subtitle, source)
    margin(figure, left=left)
    percent_axis(axes, limit)
    place, ticks = 0.0, []
    for name, rows in groups:
        if name:
            axes.text(-0.02, place + 0.12, name, transform=axes.get_yaxis_transform(), ha="right", va="center", size=9, weight=600, color=INK)
            place += 1.1
        for row in rows:
            axes.plot([0, limit], [place, place], color=GRID, linewidth=0.8, zorder=1)
            _interval(axes, place, row, width=3.0, colour=row.colour, alpha=0.28)
            if row.value is not None:
                axes.plot(row.value, place, "o", color=row.colour, markersize=7, zorder=4)
            axes.text(1.0, place - 0.34, row.text, transform=axes.get_yaxis_transform(), ha="right", va="center", size=8, color=MUTED)
            ticks.append((place, row.label))
            place += 1
    axes.set_yticks([p for p, _ in ticks], [label for _, label in ticks])
    axes.set_ylim(place - 0.4, -0.6)
    return figure


def stacked(rows: Sequence[tuple[str, Sequence[Part]]], legend: Sequence[tuple[str, str]], title: str, subtitle: str, source: str, left: float = 0.40) -> Figure:
    """Bars of one length split into parts; parts wide enough carry their text, the legend names the colours above."""
    figure, axes = canvas(0.46 * len(rows) + 0.25, title, subtitle, source)
    margin(figure, left=left)
    for place, (_, parts) in enumerate(rows):
        start = 0.0
        for part in parts:
            axes.barh(place, part.value, left=start, height=0.62, color=part.colour, edgecolor="white", linewidth=0.8, zorder=2)
            if part.value >= 0.07:
                axes.text(start + part.value / 2, place, part.text, ha="center", va="center", size=8.5, color=contrast(part.colour), zorder=3)
            start += part.value
    axes.set_yticks(range(len(rows)), [label for label, _ in rows])
    axes.set_ylim(len(rows) - 0.5, -0.95)
    axes.set_xlim(0, 1)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    _legend(axes, legend)
    return figure


def contrast(colour: str) -> str:
    """Black or white, whichever reads better on `colour` (relative luminance of WCAG 2)."""
    from matplotlib.colors import to_rgb

    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "white" if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 else INK


def _legend(axes: Axes, legend: Sequence[tuple[str, str]]) -> None:
    from matplotlib.patches import Patch

    handles = [Patch(facecolor=colour, label=label) for label, colour in legend]
    axes.legend(handles=handles, loc="lower left", bbox_to_anchor=(0, 0.995), ncols=len(handles), fontsize=8.5, handlelength=0.9, handleheight=0.9, columnspacing=1.3, borderpad=0, borderaxespad=0)  # fmt: skip


def _labels(axes: Axes, rows: Sequence[Bar]) -> None:
    axes.set_yticks(range(len(rows)), [row.label for row in rows])
    for label, row in zip(axes.get_yticklabels(), rows, strict=True):
        label.set_fontweight(600 if row.strong else 400)
    axes.set_ylim(len(rows) - 0.5, -0.5)


def _interval(axes: Axes, place: float, row: Bar, width: float = 1.0, colour: str = MUTED, alpha: float = 0.8) -> None:
    if row.low is not None and row.high is not None:
        axes.plot([row.low, row.high], [place, place], color=colour, linewidth=width, alpha=alpha, solid_capstyle="butt", zorder=3)


def _limit(rows: Sequence[Bar], limit: float | None) -> float:
    top = max([row.value or 0 for row in rows] + [row.high or 0 for row in rows] + [1e-9])
    return limit or top * 1.22
