"""Ranks with the range they move in."""

from __future__ import annotations

from matplotlib.figure import Figure

from analysis.draw.fitting import width
from analysis.draw.layout import LISTED, RIGHT, Groups, beside, names_begin, numbered
from analysis.draw.style import ACCENT, GRID, INK, MUTED, SECOND, WIDTH, canvas, margin, page, points

NAMES_END = 0.47
LEAST_ROW, SLIM_ROW, BELOW = 0.155, 1.85, 0.76


def placed(groups: Groups, heading: str, **texts: str) -> Figure:
    """A line per row from its best to its worst rank, a dot at the middle one, a text at the right below `heading`.

    Strong rows of the one group stand out. In a narrow figure name and text stand above the line.
    """
    [(_, rows)] = groups
    slim, worst = page() < WIDTH, len(rows)
    pitch = SLIM_ROW if slim else 1.0
    step = LEAST_ROW if slim else max(LEAST_ROW, min(0.23, 6.2 / len(rows)))
    figure, axes = canvas(step * (len(rows) * pitch + 1.6), **texts)
    names, wide = names_begin(), max(width(t, LISTED, 600) for t in (heading, *(r.text for r in rows)))
    room = points(RIGHT - names) - wide - 7 if slim else points(NAMES_END - names)
    margin(figure, left=names if slim else NAMES_END + 0.015, right=RIGHT - (0 if slim else (wide + 12) / points()))
    axes.text(RIGHT, -1.0, heading, transform=beside(figure, axes), ha="right", va="center", size=LISTED, color=MUTED)
    for n, row in enumerate(rows):
        place = n * pitch
        ink, colour, weight = (INK, ACCENT, 600) if row.strong else (MUTED, SECOND, 400)
        numbered(figure, axes, place, row, room, ink, weight)
        place += BELOW if slim else 0
        line = {"linewidth": 2.6, "alpha": 0.45, "solid_capstyle": "butt", "zorder": 2}
        axes.axhline(place, color=GRID, linewidth=0.6, zorder=0)
        axes.plot([row.low, row.high], [place] * 2, color=colour, **line)
        axes.plot(row.value, place, "o", color=colour, markersize=5, zorder=3, clip_on=False)
    axes.set_xlim(0.4, worst + 0.6)
    axes.set_xticks([t for t in sorted({1, *range(0, worst + 1, 5 if worst <= 40 else 10)}) if t])
    axes.set_yticks([])
    axes.set_ylim(len(rows) * pitch - 0.3, -1.6)
    axes.grid(axis="x")
    axes.spines["bottom"].set_visible(False)
    return figure
