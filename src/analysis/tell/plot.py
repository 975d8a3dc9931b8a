"""From a finding's chart to a drawn figure: names, texts and colours are put on its marks, and what its shape needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

import pandas as pd
from matplotlib.figure import Figure

from analysis.draw.amounts import amounts
from analysis.draw.bars import bars
from analysis.draw.chain import Stretch, chain
from analysis.draw.counted import counted
from analysis.draw.crossed import crossed
from analysis.draw.dots import dots
from analysis.draw.heat import heat
from analysis.draw.layout import Groups, Row
from analysis.draw.matrix import matrix
from analysis.draw.milestones import milestones
from analysis.draw.panels import panels
from analysis.draw.placed import placed
from analysis.draw.ranges import ranges
from analysis.draw.stacked import stacked
from analysis.draw.style import ROLE
from analysis.draw.ties import ties
from analysis.draw.tiles import tiles
from analysis.draw.timeline import timeline
from analysis.findings.chart import Chart, Mark


class Says(Protocol):
    """What a shape asks of its exhibit: the words of a field, with what they are about, and whether it has any."""

    def say(self, field: str, markdown: bool = False, **more: object) -> Any: ...

    def says(self, field: str) -> bool: ...


def draw(chart: Chart, exhibit: Says, **texts: str) -> Figure:
    """The figure of a chart, whose `more` its shape gets as it is but for what is said of it."""
    said = {name: say(chart, exhibit) for name, say in SAID.get(chart.shape, {}).items()}
    return SHAPES[chart.shape](groups(chart, exhibit), **dict(chart.more) | said, **texts)


def groups(chart: Chart, exhibit: Says) -> Groups:
    """The marks of a chart by heading. `exhibit` says `label` and `mark` (text) of each, maybe `number` and `note`."""
    headed = len(chart.groups) > 1
    return [
        (exhibit.say("heading", name=name) if name or headed else "", [_row(mark, exhibit) for mark in marks])
        for name, marks in chart.groups
    ]


def _row(mark: Mark, exhibit: Says) -> Row:
    said = {field: exhibit.say(field, n=mark.of) for field in ("number", "note") if exhibit.says(field)}
    label, text = exhibit.say("label", n=mark.of), exhibit.say("mark", n=mark.of)
    return Row(label, mark.value, mark.low, mark.high, text, ROLE[mark.role], mark.strong, **said)


def _key(chart: Chart, exhibit: Says) -> list[tuple[str, str]]:
    """The colours that are named, where the words name any."""
    said = exhibit.say("legend") if exhibit.says("legend") else {}
    return [(name, ROLE[role]) for role, name in said.items() if name]


def _key_of_met(chart: Chart, exhibit: Says) -> list[tuple[str, str]]:
    """The legend of the roles that there are."""
    met = {mark.role for _, marks in chart.groups for mark in marks}
    return [(name, ROLE[role]) for role, name in exhibit.say("legend").items() if role in met]


def _columns(chart: Chart, exhibit: Says) -> list[tuple[str, str]]:
    return [(exhibit.say("column", name=name), ROLE[role]) for role, name in chart.more["columns"].items()]


def _cells(chart: Chart, exhibit: Says) -> pd.DataFrame:
    """The place of each role in the legend."""
    return pd.DataFrame(chart.more["cells"]).map(list(exhibit.say("legend")).index).astype(float)


def _heading(chart: Chart, exhibit: Says) -> str:
    return exhibit.say("over")


def _steps(chart: Chart, exhibit: Says) -> list[tuple[str, str]]:
    meanings = exhibit.say("meanings")
    return [(exhibit.say("step", step=key), meanings[key]) for key in chart.more["steps"]]


def _stretches(chart: Chart, exhibit: Says) -> list[Stretch | None]:
    at, [(_, marks)] = list(chart.more["steps"]).index, chart.groups
    return [a and (at(a.start), at(a.end), a.over_time) for a in (mark.of.asks for mark in marks)]


SHAPES: dict[str, Callable[..., Figure]] = {
    shape.__name__: shape
    for shape in (
        amounts, bars, chain, counted, crossed, dots, heat, matrix, milestones, panels, placed, ranges, stacked, ties, tiles, timeline,
    )
}
SAID: Mapping[str, Mapping[str, Callable[[Chart, Says], Any]]] = {
    "chain": {"steps": _steps, "stretches": _stretches},
    "counted": {"key": _key},
    "heat": {"key": _key, "cells": _cells, "heading": _heading},
    "matrix": {"columns": _columns},
    "milestones": {"key": _key},
    "panels": {"columns": _columns},
    "stacked": {"key": _key},
    "ties": {"key": _key_of_met},
    "tiles": {"key": _key},
}
