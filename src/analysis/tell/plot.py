"""From a finding's chart to a drawn figure: names, texts and colours are put on its marks, shape by shape."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Protocol

from matplotlib.figure import Figure

from analysis.draw.bars import Bar, bars
from analysis.draw.dots import dots
from analysis.draw.stacked import Part, stacked
from analysis.draw.style import ROLE
from analysis.findings.chart import Chart, Mark


class Says(Protocol):
    """What a shape asks of its exhibit: the words of a field, with what they are about."""

    def say(self, field: str, markdown: bool = False, **more: object) -> object: ...


def draw(chart: Chart, exhibit: Says, title: str, subtitle: str, source: str) -> Figure:
    """The figure of a chart. `exhibit` says the `label` and the `mark` (text) of each mark, and the `legend`."""
    return SHAPES[chart.shape](chart, exhibit)(title=title, subtitle=subtitle, source=source)


def _bar(mark: Mark, exhibit: Says) -> Bar:
    label, text = exhibit.say("label", n=mark.of), exhibit.say("mark", n=mark.of)
    return Bar(label, mark.value, mark.low, mark.high, text, ROLE[mark.role], mark.strong)


def groups(chart: Chart, exhibit: Says) -> list[tuple[str, list[Bar]]]:
    """The bars or dots of a chart by heading."""
    return [(exhibit.say("heading", name=name) if name or len(chart.groups) > 1 else "", [_bar(mark, exhibit) for mark in marks]) for name, marks in chart.groups]


def _bars(chart: Chart, exhibit: Says) -> Callable[..., Figure]:
    rows = groups(chart, exhibit)
    return lambda **texts: bars(rows, **texts)


def _dots(chart: Chart, exhibit: Says) -> Callable[..., Figure]:
    rows = groups(chart, exhibit)
    return lambda **texts: dots(rows, **texts)


def _stacked(chart: Chart, exhibit: Says) -> Callable[..., Figure]:
    """Each group is one bar; its marks are the parts. `sections` may put bars under headings: names, and how many bars each."""
    rows = [
        (name, [Part(mark.value, exhibit.say("mark", n=mark.of), ROLE[mark.role]) for mark in marks])
        for name, marks in chart.groups
    ]
    key = [(name, ROLE[role]) for role, name in exhibit.say("legend").items()]
    rest, sections = iter(rows), chart.more.get("sections", [("", len(rows))])
    under = [(name, list(islice(rest, number))) for name, number in sections]
    return lambda **texts: stacked(under, key, **texts)


SHAPES: dict[str, Callable[[Chart, Says], Callable[..., Figure]]] = {
    "bars": _bars,
    "dots": _dots,
    "stacked": _stacked,
}
