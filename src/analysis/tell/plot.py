"""From a finding's chart to a drawn figure: names, texts and colours are put on its marks, shape by shape."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Any, Protocol

import pandas as pd
from matplotlib.figure import Figure

from analysis.draw.amounts import Amount, amounts
from analysis.draw.bars import Bar, bars
from analysis.draw.chain import Asks, chain
from analysis.draw.counted import counted
from analysis.draw.dots import dots
from analysis.draw.heat import heat
from analysis.draw.listing import Group, Line
from analysis.draw.matrix import matrix
from analysis.draw.placed import Placed, placed
from analysis.draw.ranges import Range, ranges
from analysis.draw.stacked import Part, stacked
from analysis.draw.style import ROLE
from analysis.draw.tiles import tiles
from analysis.draw.timeline import Span, timeline
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


def _counted(chart: Chart, exhibit: Says) -> Callable[..., Figure]:
    """Each group is one row; its marks are the counts, in the order of the legend."""
    rows = [(name, [int(mark.value) for mark in marks]) for name, marks in chart.groups]
    key = [(name, ROLE[role]) for role, name in exhibit.say("legend").items()]
    return lambda **texts: counted(rows, key, **texts)


def _tiles(chart: Chart, exhibit: Says) -> Callable[..., Figure]:
    """One group; `grid` has the column and row of each option that has a square."""
    [(_, marks)] = chart.groups
    return lambda **texts: tiles(chart.more["grid"], {mark.of.option: int(mark.value) for mark in marks}, **texts)


def _matrix(chart: Chart, exhibit: Says) -> Callable[..., Figure]:
    """Each group is a row; its marks stand in the column of their role, `more["columns"]` has a name for each of them."""
    kinds = chart.more["columns"]
    columns = [(exhibit.say("column", name=name), ROLE[role]) for role, name in kinds.items()]
    rows = [
        (exhibit.say("heading", name=name), [[Line(*_named(m, exhibit)) for m in marks if m.role == role] for role in kinds])
        for name, marks in chart.groups
    ]
    return lambda **texts: matrix(rows, columns, **texts)


def _timeline(chart: Chart, exhibit: Says) -> Callable[..., Figure]:
    """A mark goes from its `value`, a year, to its `high`; what is marked knows whether it is `ongoing`."""

    def span(mark: Mark) -> Span:
        missing = exhibit.say("missing", n=mark.of)
        return Span(*_named(mark, exhibit), True, mark.value, mark.high, mark.of.ongoing, missing)

    rows = _listed(chart, exhibit, span)
    return lambda **texts: timeline(rows, chart.more["now"], **texts)


def _amounts(chart: Chart, exhibit: Says) -> Callable[..., Figure]:
    """What is not `strong` is in doubt."""

    def amount(mark: Mark) -> Amount:
        return Amount(*_named(mark, exhibit), not mark.strong, value=mark.value)

    rows = _listed(chart, exhibit, amount)
    return lambda **texts: amounts(rows, **texts)


def _named(mark: Mark, exhibit: Says) -> tuple[str, str, str]:
    """The number of what is marked, its name, and the text of its mark."""
    return mark.of.number, exhibit.say("label", n=mark.of), exhibit.say("mark", n=mark.of)


def _listed(chart: Chart, exhibit: Says, row: Callable[[Mark], Line]) -> list[Group]:
    """The marks of a chart as lines under their headings, each group in the colour of its first mark."""
    return [
        Group(exhibit.say("heading", name=name), ROLE[marks[0].role], list(map(row, marks))) for name, marks in chart.groups
    ]


def _chain(chart: Chart, exhibit: Says) -> Callable[..., Figure]:
    """Each mark is a question; its `label` and `question` are said, its `mark` says where it asks."""
    keys, meanings = list(chart.more["steps"]), exhibit.say("meanings")
    steps = [(exhibit.say("step", step=key), meanings[key]) for key in keys]
    asks = [
        Asks(bar.label, exhibit.say("question", n=mark.of), bar.text, **_stretch(mark.of.asks, keys))
        for mark, bar in zip(chart.groups[0][1], groups(chart, exhibit)[0][1], strict=True)
    ]
    return lambda **texts: chain(steps, asks, **texts)


def _stretch(asks: Any, steps: list[str]) -> dict[str, Any]:
    return {"start": steps.index(asks.start), "end": steps.index(asks.end), "over_time": asks.over_time} if asks else {}


def _heat(chart: Chart, exhibit: Says) -> Callable[..., Figure]:
    """Each mark is a row; `cells` hold the roles in it, `columns` their names in groups, `legend` names the roles."""
    legend = exhibit.say("legend")
    place = {role: float(n) for n, role in enumerate(legend)}
    table = pd.DataFrame([[place[role] for role in row] for row in chart.more["cells"]])
    rows = [(row.number, row.name, row.text) for row in _numbered(chart, exhibit)]
    key = [(name, ROLE[role]) for role, name in legend.items()]
    return lambda **texts: heat(table, chart.more["columns"], rows, key, exhibit.say("over"), **texts)


def _ranges(chart: Chart, exhibit: Says) -> Callable[..., Figure]:
    rows = [(name, [Range(b.label, b.low, b.high, b.text, b.colour) for b in bars]) for name, bars in groups(chart, exhibit)]
    return lambda **texts: ranges(rows, **texts)


def _placed(chart: Chart, exhibit: Says) -> Callable[..., Figure]:
    rows = _numbered(chart, exhibit)
    return lambda **texts: placed(rows, exhibit.say("over"), **texts)


def _numbered(chart: Chart, exhibit: Says) -> list[Placed]:
    """The marks of a chart in which each is a numbered record of its own; `over` stands above their texts."""
    marks, bars = chart.groups[0][1], groups(chart, exhibit)[0][1]
    return [
        Placed(exhibit.say("number", n=m.of), b.label, b.low, b.value, b.high, b.text, b.strong)
        for m, b in zip(marks, bars, strict=True)
    ]


SHAPES: dict[str, Callable[[Chart, Says], Callable[..., Figure]]] = {
    "bars": _bars,
    "dots": _dots,
    "stacked": _stacked,
    "counted": _counted,
    "tiles": _tiles,
    "matrix": _matrix,
    "timeline": _timeline,
    "amounts": _amounts,
    "chain": _chain,
    "heat": _heat,
    "ranges": _ranges,
    "placed": _placed,
}
