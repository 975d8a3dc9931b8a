"""Bars in time: when each thing began and ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.draw.layout import plot_points
from analysis.draw.listing import Group, Line, listing, scale
from analysis.draw.style import FAINT, MUTED, WIDTH, page


@dataclass(frozen=True)
class Span(Line):
    """One bar. `end` None and not `open`: no end is known; `start` None: not placed. `missing` says so in words."""

    start: int | None = None
    end: int | None = None
    open: bool = False
    missing: str = ""


def timeline(groups: Sequence[Group], now: int, title: str, subtitle: str, source: str) -> Figure:
    """A bar per row from its first to its last year; open ones point on, what lies after `now` is pale."""
    figure, axes, places = listing(groups, title, subtitle, source, told=False)
    spans = [span for group in groups for span in group.rows]
    years = [y for span in spans for y in (span.start, span.end) if y is not None] or [now]
    first, last = min([*years, now]), max([*years, now]) + 1
    point = 0.03 * (last - first)
    for group, span, place in places:
        if span.start is None:
            axes.text(first, place, f" {span.missing}", va="center", size=7.8, color=MUTED)
            continue
        end = max(now, span.start) + 1 if span.open else (span.end if span.end is not None else span.start) + 1
        known = min(end, max(now, span.start) + 1)
        bar = {"height": 0.56, "color": group.colour, "linewidth": 0, "zorder": 2}
        axes.barh(place, known - span.start, left=span.start, **bar)
        if end > known:
            axes.barh(place, end - known, left=known, alpha=0.35, **bar)
        if span.open:
            corners = [end, end + point, end], [place - 0.28, place, place + 0.28]
            axes.fill(*corners, color=group.colour, linewidth=0, zorder=2)
        elif span.end is None:
            x, side = (span.start, "right") if 2 * span.start > first + last else (end, "left")
            axes.text(x, place, f" {span.missing} ", ha=side, va="center", size=7.8, color=MUTED)
    line = {"color": FAINT, "linewidth": 0.9, "linestyle": (0, (3, 2)), "zorder": 1}
    marks = [place for _, _, place in places]
    if page() < WIDTH:
        axes.vlines([now + 1] * len(marks), [m - 0.45 for m in marks], [m + 0.45 for m in marks], **line)
    else:
        axes.axvline(now + 1, **line)
    axes.set_xlim(first - 0.2, last + 1.2 * point)
    _years(figure, axes, first, last)
    return figure


def _years(figure: Figure, axes: Axes, first: int, last: int) -> None:
    between = plot_points(figure) / (last - first)
    step = next((n for n in (1, 2, 5, 10, 20) if n * between >= 22), 50)
    ticks = [year for year in range(first, last + 1) if year % step == 0]
    axes.set_xticks(ticks, [str(year) for year in ticks], size=8)
    scale(axes)
