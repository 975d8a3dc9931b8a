"""What tests look at in a drawn figure: its texts, and whether all of them can be read."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

from matplotlib import pyplot
from matplotlib.figure import Figure
from matplotlib.text import Text

from analysis.draw.style import narrow

LONG = "An answer that takes more than a single line to be said beside its bar"
AROUND = {"title": "One leads", "subtitle": "Ones and twos", "source": "Base: 4."}


def both(shape: Callable[..., Figure], *parts: object) -> list[Figure]:
    """A shape with these parts drawn wide and narrow."""
    wide = shape(*parts, **AROUND)
    with narrow():
        slim = shape(*parts, **AROUND)
    pyplot.close("all")
    return [wide, slim]


def texts(figure: Figure) -> list[str]:
    """Every text of a figure without those around it, lines joined."""
    figure.canvas.draw()
    found = [" ".join(t.get_text().split()) for t in figure.findobj(Text)]
    return [t for t in found if t and t not in AROUND.values()]


def faults(figure: Figure) -> list[str]:
    """Texts that leave the figure, are too small to be read, or lie on each other."""
    figure.canvas.draw()
    hidden = {
        id(t) for axes in figure.axes if not axes.axison for x in (axes.xaxis, axes.yaxis) for t in x.findobj(Text)
    }
    shown = [t for t in figure.findobj(Text) if t.get_text().strip() and t.get_visible() and id(t) not in hidden]
    boxes = [(t.get_text(), t.get_window_extent()) for t in shown]
    found = [f"{t.get_text()!r} is too small" for t in shown if t.get_fontsize() < 7.8]
    for name, box in boxes:
        x, y = max(-box.x0, box.x1 - figure.bbox.x1), max(-box.y0, box.y1 - figure.bbox.y1)
        found += [f"{name!r} is cut off"] if max(x, y) > 1 else []
    for (one, a), (two, b) in combinations(boxes, 2):
        x, y = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
        found += [f"{one!r} lies on {two!r}"] if x > 1 and y > 2 else []
    return found
