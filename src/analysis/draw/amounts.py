"""Amounts of money on a log scale, a dot for each thing."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, log10

from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator

from analysis.draw.layout import Groups, plot_points, thinned
from analysis.draw.listing import listing, scale


def amounts(groups: Groups, **texts: str) -> Figure:
    """A dot per row on a log scale of EUR, hollow where it is not strong, with the amounts in a column at the right."""
    figure, axes, places = listing(groups, told=True, **texts)
    start, end = _decades([row.value for row, _ in places])
    axes.set_xscale("log")
    axes.set_xlim(10**start, 10**end)
    for row, place in places:
        fill = {"markeredgewidth": 0} if row.strong else {"markerfacecolor": "white", "markeredgewidth": 1.2}
        axes.plot(row.value, place, "o", markersize=6.2, zorder=3, **{"color": row.colour} | fill)
    ticks = [10.0**n for n in range(ceil(start), floor(end) + 1)]
    labels = [_euro(tick) for tick in ticks]
    room = plot_points(figure) * (len(ticks) - 1) / (end - start)
    shown = thinned(labels, room, 7.8)
    axes.set_xticks([ticks[n] for n in shown], [labels[n] for n in shown], size=7.8)
    axes.xaxis.set_minor_locator(NullLocator())
    scale(axes)
    return figure


def _decades(values: Sequence[float]) -> tuple[float, float]:
    """The ends of a log scale with some room around the values and two powers of ten at least."""
    low, high = log10(min(values)), log10(max(values))
    room = max(high - low, 1.0)
    start, end = low - 0.07 * room, high + 0.07 * room
    if floor(end) - ceil(start) < 1:
        return floor(low) - 0.1, max(ceil(high), floor(low) + 1) + 0.1
    return start, end


def _euro(value: float) -> str:
    for size, mark in ((1e9, "bn"), (1e6, "m"), (1e3, "k")):
        if value >= size:
            return f"€{value / size:,.0f}{mark}"
    return f"€{value:g}"
