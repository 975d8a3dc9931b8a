"""The dealing keeps every count, whatever the counts are."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reconstruct.deal import deal, deal_one


@st.composite
def tables(draw: st.DrawFn) -> tuple[dict[str, int], int, int]:
    seats = draw(st.integers(1, 130))
    counts = draw(st.lists(st.integers(0, seats), min_size=1, max_size=8))
    return {f"o{n}": count for n, count in enumerate(counts)}, seats, draw(st.integers(0, 200))


@given(tables())
def test_every_margin_holds_and_nobody_holds_a_label_twice(table: tuple[dict[str, int], int, int]) -> None:
    counts, seats, turn = table
    hands = deal(counts, seats, turn)
    assert len(hands) == seats
    assert Counter(label for hand in hands for label in hand) == Counter({k: n for k, n in counts.items() if n})
    assert all(len(hand) == len(set(hand)) for hand in hands)


@given(tables())
def test_hands_differ_by_at_most_one_label(table: tuple[dict[str, int], int, int]) -> None:
    sizes = [len(hand) for hand in deal(*table)]
    assert max(sizes) - min(sizes) <= 1


def test_single_answers_leave_the_rest_of_the_seats_empty() -> None:
    assert Counter(deal_one({"yes": 3, "no": 2}, 9, turn=4)) == {"yes": 3, "no": 2, "": 4}


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="without repetition"):
        deal({"a": 4}, 3)
    with pytest.raises(ValueError, match="do not fit"):
        deal_one({"a": 2, "b": 2}, 3)
