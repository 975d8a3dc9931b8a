"""The list of planted mistakes can be planted: each text stands where it says, in a room that has tests."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter

import pytest

from analysis.wave import PROJECT

SPEC = importlib.util.spec_from_file_location("mutations", PROJECT / "benchmarks" / "mutations.py")
mutations = sys.modules["mutations"] = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(mutations)
ROOMS = ("clean", "estimate", "evaluate", "audit", "findings")


def test_every_mistake_can_be_planted():
    assert mutations.not_applicable(mutations.MUTATIONS) == []


def test_every_room_of_arithmetic_has_mistakes_each_told_once():
    rooms = Counter(mutation.room for mutation in mutations.MUTATIONS)
    assert rooms.keys() >= set(ROOMS) and min(rooms.values()) >= 5
    assert all((PROJECT / "tests" / room).is_dir() for room in rooms)
    assert len({(m.file, m.old, m.new) for m in mutations.MUTATIONS}) == len(mutations.MUTATIONS)
    assert all(m.old != m.new and m.mistake for m in mutations.MUTATIONS)


def test_the_table_tells_of_every_mistake_and_hardly_any_survives():
    told = mutations.earlier()
    assert list(told) == [mutations.place(mutation) for mutation in mutations.MUTATIONS]
    assert list(told.values()).count(mutations.CAUGHT) * 30 >= len(told) * 29, "at least 29 of 30 are to be caught"


def test_a_mistake_that_was_not_planted_yet_is_told_as_such():
    first, *rest = mutations.MUTATIONS
    text = mutations.report({mutations.place(m): mutations.CAUGHT for m in rest})
    assert f"| {first.file} | {first.mistake} | {first.room} | not run |" in text
    assert f"{len(rest)} of {len(rest) + 1} are caught" in text


@pytest.mark.parametrize(("old", "times"), [("b = 3", 0), ("a", 2)])
def test_a_mistake_whose_place_is_gone_or_not_the_only_one_is_an_error(old, times):
    mutation = mutations.Mutation("clean/x.py", "another number", old, "b = 2")
    with pytest.raises(ValueError, match=f"stands there {times} times instead of once"):
        mutation.planted("a = b = 1; a")
    assert mutations.not_applicable([mutation])[0].startswith("clean/x.py: ")


def test_a_planted_mistake_is_taken_back_also_when_the_tests_cannot_be_run(tmp_path):
    file = tmp_path / mutations.CODE / "clean" / "x.py"
    file.parent.mkdir(parents=True)
    file.write_text("a = 1\n", encoding="utf-8")
    mutation = mutations.Mutation("clean/x.py", "another number", "a = 1", "a = 2")
    with pytest.raises(KeyboardInterrupt), mutations._planted(tmp_path, mutation):
        assert file.read_text(encoding="utf-8") == "a = 2\n"
        raise KeyboardInterrupt
    assert file.read_text(encoding="utf-8") == "a = 1\n"
