"""Bars in time: when each thing began and ended."""

from __future__ import annotations

from matplotlib.figure import Figure

from analysis.draw.layout import Groups, plot_points
from analysis.draw.listing import listing, scale
from analysis.draw.style import FAINT, MUTED, WIDTH, page


def timeline(groups: Groups, now: int, **texts: str) -> Figure:
    """A bar per row from its first year, the value, to its last, the high end; what lies after `now` is pale.

    A row of which a year is not known has a note that says so; without a note, what has no last year points on.
    """
    figure, axes, places = listing(groups, told=False, **texts)
    years = [y for row, _ in places for y in (row.value, row.high) if y is not None] or [now]
    first, last = min([*years, now]), max([*years, now]) + 1
    point = 0.03 * (last - first)
    for row, place in places:
        if (start := row.value) is None:
            axes.text(first, place, f" {row.note}", va="center", size=7.8, color=MUTED)
            continue
        going, present = row.high is None and not row.note, max(now, start) + 1
        end = present if going else (start if row.high is None else row.high) + 1
        known = min(end, present)
        look = {"color": row.colour, "linewidth": 0, "zorder": 2}
        axes.barh(place, known - start, left=start, height=0.56, **look)
        if end > known:
            axes.barh(place, end - known, left=known, height=0.56, alpha=0.35, **look)
        if going:
            axes.fill([end, end + point, end], [place - 0.28, place, place + 0.28], **look)
        elif row.high is None:
            x, side = (start, "right") if 2 * start > first + last else (end, "left")
            axes.text(x, place, f" {row.note} ", ha=side, va="center", size=7.8, color=MUTED)
    line = {"color": FAINT, "linewidth": 0.9, "linestyle": (0, (3, 2)), "zorder": 1}
    marks = [place for _, place in places]
    if page() < WIDTH:
        axes.vlines([now + 1] * len(marks), [m - 0.45 for m in marks], [m + 0.45 for m in marks], **line)
    else:
        axes.axvline(now + 1, **line)
    axes.set_xlim(first - 0.2, last + 1.2 * point)
    between = plot_points(figure) / (last - first)
    step = next((n for n in (1, 2, 5, 10, 20) if n * between >= 22), 50)
    ticks = [year for year in range(first, last + 1) if year % step == 0]
    axes.set_xticks(ticks, [str(year) for year in ticks], size=8)
    scale(axes)
    return figure
