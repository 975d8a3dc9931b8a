"""Every kind of odd input is refused with a message of its own, or read right, or read with a word; never otherwise."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest
from odd import YEAR, Odd
from odd.kinds import KINDS, REFUSED

from analysis.check.examine import examine
from analysis.check.preview import previewed
from analysis.check.screen import console_for, show
from analysis.check.told import listings
from analysis.problems import InputProblems, Problem, by_cause, grouped
from analysis.wave import open_wave

pytestmark = pytest.mark.xdist_group("odd_inputs")


@dataclass
class Outcome:
    """What became of an input: messages, one for each cause; what was said of it; the tables."""

    errors: list[str]
    warnings: list[str]
    told: str
    tables: dict[str, pd.DataFrame]

    def cell(self, place: str) -> str:
        """`practices P1 country`: what stands there."""
        table, record, column = place.split(" ")
        frame = self.tables[table]
        return frame.loc[frame.iloc[:, 0] == record, column].iloc[0]


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Odd], Outcome]:
    """What becomes of each kind, found out once."""
    found: dict[str, Outcome] = {}

    def of(kind: Odd) -> Outcome:
        if kind.name not in found:
            data = tmp_path_factory.mktemp("odd")
            kind.write(data)
            found[kind.name] = _checked(data, kind)
        return found[kind.name]

    return of


def _checked(data: Path, kind: Odd) -> Outcome:
    """What `check` finds, and as much of what it tells and would write as matters for this kind."""
    try:
        checked = examine(open_wave(YEAR, data))
    except InputProblems as error:
        return Outcome(*_messages(error.problems), "", {})
    stream = io.StringIO()
    if kind.told:
        show(listings(checked), console_for(stream))
    tables = previewed(checked) if kind.values or kind.rows else {}
    if (networks := checked.sound("networks")) is not None:
        tables["networks"] = networks
    return Outcome(*_messages(checked.problems), stream.getvalue(), tables)


def _messages(problems: list[Problem]) -> tuple[list[str], list[str]]:
    causes = [(found[0].warning, grouped(found)[0]) for found in by_cause(problems)]
    return [text for warning, text in causes if not warning], [text for warning, text in causes if warning]


def _param(kind: Odd):
    waits = [pytest.mark.xfail(strict=True, reason=kind.waits_for)] if kind.waits_for else []
    return pytest.param(kind, id=kind.name, marks=waits)


@pytest.mark.parametrize("kind", map(_param, KINDS))
def test_what_must_happen(kind: Odd, outcome: Callable[[Odd], Outcome]) -> None:
    was = outcome(kind)
    if kind.refused:
        assert _matching(kind.refused, was.errors), f"refused otherwise: {was.errors}"
        assert len(was.errors) <= kind.messages, f"one cause, several messages: {was.errors}"
        assert "What to do: " in _matching(kind.refused, was.errors)
        return
    assert not was.errors
    assert len(was.warnings) <= (kind.messages if kind.warned else 0), f"warned otherwise: {was.warnings}"
    assert not kind.warned or _matching(kind.warned, was.warnings), f"not warned but: {was.warnings}"
    assert re.search(kind.told, was.told), was.told
    assert {place: was.cell(place) for place in kind.values} == kind.values
    assert {table: len(was.tables[table]) for table in kind.rows} == kind.rows


def _matching(pattern: str, messages: list[str]) -> str:
    return next((text for text in messages if re.search(pattern, text)), "")


def test_every_kind_says_what_must_happen() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS) >= 140
    assert all(kind.refused or kind.values or kind.rows for kind in KINDS)


def test_every_refused_kind_has_a_message_of_its_own(outcome: Callable[[Odd], Outcome]) -> None:
    """What one kind must say is said by no other: nobody is sent to look for what another input would be wrong with."""
    messages = {kind.name: outcome(kind).errors for kind in REFUSED}
    assert len(messages) >= 120
    first = {name: errors[0].split(f"/raw/{YEAR}/")[-1] for name, errors in messages.items()}
    named = {text: [name for name in first if first[name] == text] for text in first.values()}
    assert not {text: names for text, names in named.items() if len(names) > 1}
