"""Numbered dots in a table: how many things of each kind each row has, and which."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from matplotlib.figure import Figure

from analysis.draw.fitting import wrapped
from analysis.draw.layout import PAD, Groups, Key, beside, inches, label_column
from analysis.draw.listing import names
from analysis.draw.shades import contrast
from analysis.draw.style import GRID, POINTS, WIDTH, canvas, margin, page, points

LEAST_WIDE, GAP = 4, 0.3
DOT, DOT_ROW = 0.225, 0.255


def matrix(groups: Groups, columns: Key, **texts: str) -> Figure:
    """A line per group, its rows as dots in the column of their colour; what a cell has no room for goes on below.

    A narrow figure has no room for a table: it lists the dots by kind, each with its name and its row.
    """
    if page() < WIDTH:
        dots = [replace(dot, text=name) for name, group in groups for dot in group]
        kinds = [(name, [dot for dot in dots if dot.colour == colour]) for name, colour in columns]
        return names(kinds, **texts)
    rows = [[[dot for dot in group if dot.colour == colour] for _, colour in columns] for _, group in groups]
    left, labels = label_column([name for name, _ in groups], 9)
    room = (1 - inches(0.17) - left) * page() / DOT - GAP * (len(columns) - 1)
    longest = max(len(cell) for cells in rows for cell in cells)
    wide = max(1, min(max(longest, LEAST_WIDE), int(room // len(columns))))
    lines = [
        max([ceil(len(cell) / wide) for cell in cells] + [label.count("\n") + 1])
        for cells, label in zip(rows, labels, strict=True)
    ]
    total = room + GAP * (len(columns) - 1)
    step = min((total + GAP) / len(columns), wide + 2.6)
    heads = [wrapped(name, (step - GAP) * DOT * POINTS, 9, 600) for name, _ in columns]
    above = 0.4 + 0.68 * max(map(len, heads))
    figure, axes = canvas(DOT_ROW * (sum(lines) + above), ticks=False, **texts)
    margin(figure, left=left)
    starts = [step * n for n in range(len(columns))]
    for head, (_, colour), x in zip(heads, columns, starts, strict=True):
        axes.text(x, -0.75, "\n".join(head), va="bottom", size=9, weight=600, color=colour, linespacing=1.1)
    place = 0
    for label, cells, height in zip(labels, rows, lines, strict=True):
        middle = place + (label.count("\n")) / 2
        axes.text(left - PAD / points(), middle, label, transform=beside(figure, axes), ha="right", va="center", size=9)
        axes.plot([0, total], [place + height - 0.5] * 2, color=GRID, linewidth=0.6, zorder=1)
        for cell, (_, colour), x in zip(cells, columns, starts, strict=True):
            for n, dot in enumerate(cell):
                at = x + 0.5 + n % wide, place + n // wide
                axes.scatter(*at, s=190, color=colour, linewidths=0, zorder=2)
                style = {"ha": "center", "va": "center_baseline", "size": 7.8, "color": contrast(colour)}
                axes.text(*at, dot.number, zorder=3, **style)
        place += height
    axes.set_xlim(0, total)
    axes.set_ylim(place - 0.4, -0.5 - above)
    axes.set_axis_off()
    return figure
