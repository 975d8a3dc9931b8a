"""The chain of steps finds the place of each question by itself."""

from __future__ import annotations

import pytest
from matplotlib.figure import Figure

from analysis.draw.chain import chain
from analysis.draw.layout import Row

from .conftest import both, faults, texts

STEPS = [(name, "what it means in a few words") for name in ("Needs", "Objectives", "Inputs", "Outputs", "Results", "Impacts")]
LONG = "Is there evidence that all of this was reached, and would it have been reached in any case?"


def asked(**stretches: tuple[int, int, bool] | None) -> list[Figure]:
    """The chain in both widths with a long question per stretch."""
    rows = [Row(label, text=f"asks {n}", note=LONG) for n, label in enumerate(stretches)]
    return both(chain, [("", rows)], STEPS, list(stretches.values()))


def lefts(figure: Figure) -> dict[str, float]:
    figure.canvas.draw()
    return {t.get_text(): t.get_window_extent().x0 for t in figure.axes[0].texts}


def test_questions_stand_at_the_left_of_the_chain_and_those_that_share_steps_with_them_at_the_right():
    for figure in asked(Relevance=(0, 1, False), Effectiveness=(1, 4, False), Efficiency=(2, 3, False), Sustainability=(4, 5, True)):
        at = lefts(figure)
        assert at["Relevance"] == at["Efficiency"] == at["Sustainability"] < at["Needs"] < at["Effectiveness"]
        assert "Effectiveness asks 1" not in at


def test_brackets_may_meet_at_a_step_where_both_sides_are_taken():
    for figure in asked(One=(0, 2, False), Two=(0, 2, False), Three=(2, 4, False)):
        at = lefts(figure)
        assert at["One"] == at["Three"] < at["Needs"] < at["Two"]


def test_what_has_no_room_on_the_chain_says_where_it_asks_below_it():
    crowded = asked(One=(1, 4, False), Two=(2, 4, False), Three=(0, 1, False), Four=(1, 3, False), Equity=None)
    for figure in crowded:
        assert {"One", "Two", "Three", "Four asks 3", "Equity asks 4"} <= set(texts(figure))


@pytest.mark.parametrize("last", [1, 2, 5])
def test_all_questions_can_be_read(last):
    for figure in asked(One=(0, last, False), Two=(0, last, True), Three=(last, 5, True) if last < 5 else None, Equity=None):
        assert faults(figure) == []


def test_boxes_grow_where_the_questions_of_a_side_would_lie_on_each_other():
    for figure in asked(One=(0, 1, False), Two=(0, 1, False), Three=(1, 2, False), Four=(1, 2, False), Five=(2, 3, False)):
        assert faults(figure) == [] and {"One", "Two", "Three", "Four", "Five"} <= set(texts(figure))
