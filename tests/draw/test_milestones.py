"""Steps in time, on an axis of years."""

from __future__ import annotations

from matplotlib.text import Text

from analysis.draw.layout import Row
from analysis.draw.milestones import milestones

from .conftest import LONG, both, faults, texts

KEY = [("Named", "#0b5d7a"), ("Not named", "#a9b3bc")]


def step(name: str, year: int, strong: bool = False, text: str = "Council") -> Row:
    return Row(name, year, text=text, strong=strong)


def place_of(figure, name: str):
    return next(t.get_window_extent() for t in figure.findobj(Text) if t.get_text() == name)


def test_steps_follow_each_other_in_time_and_a_year_is_named_once():
    for figure in both(milestones, [(2004, [step("Later", 2004), step("Last", 2004)]), (1999, [step("First", 1999)])], KEY):
        assert faults(figure) == []
        assert [t for t in texts(figure) if t in ("First", "Later", "Last")] == ["First", "Later", "Last"]
        assert texts(figure).count("2004") == 1 and "2001" not in texts(figure)
        gap = place_of(figure, "First").y0 - place_of(figure, "Later").y0
        assert gap > 1.5 * (place_of(figure, "Later").y0 - place_of(figure, "Last").y0), "years without a step take room"


def test_a_strong_step_is_filled_and_heavier():
    wide, _ = both(milestones, [(2004, [step("One", 2004, strong=True), step("Two", 2004)])], KEY)
    dots = [line for line in wide.axes[0].lines if line.get_marker() == "o"]
    assert [dot.get_markerfacecolor() == dot.get_markeredgecolor() for dot in dots] == [True, False]
    assert [t.get_fontweight() for t in wide.findobj(Text) if t.get_text() in ("One", "Two")] == [600, 400]


def test_where_there_is_no_room_beside_a_label_its_text_stands_below():
    wide, slim = both(milestones, [(2004, [step("Principles", 2004, text="The Council")])], KEY)
    assert abs(place_of(wide, "Principles").y0 - place_of(wide, "The Council").y0) < 2
    assert place_of(slim, "Principles").y0 > place_of(slim, "The Council").y1 - 2


def test_long_labels_are_broken_and_many_steps_can_be_read():
    for number in (1, 40):
        for figure in both(milestones, [(0, [step(LONG, 1990 + n // 2, n % 2 == 0, "Committee") for n in range(number)])], KEY):
            assert faults(figure) == []
