"""How numbers print."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.estimate.published import round_half_up
from analysis.present.numbers import count, listed, money, percent, roughly, share_text, word


@pytest.mark.parametrize(
    ("numerator", "base", "printed"), [(29, 48, "60.4"), (1, 16, "6.3"), (3, 80, "3.8"), (0, 48, "0.0"), (48, 48, "100.0"), (1, 3, "33.3")]
)  # fmt: skip
def test_percentages_round_half_up_to_one_decimal(numerator, base, printed):
    assert percent(numerator, base) == printed


def test_halves_go_away_from_zero():
    assert [str(round_half_up(Fraction(n, 2), 0)) for n in (1, 3, 5, -1)] == ["1", "2", "3", "-1"]


@given(st.integers(0, 2000))
def test_a_share_prints_as_the_percentage_of_its_counts(numerator):
    """Also where a hundred times the share is no exact float."""
    assert share_text(numerator / 2000) == f"{percent(numerator, 2000)}%"


def test_small_numbers_are_words_and_large_ones_have_commas():
    assert [word(n) for n in (0, 1, 12, 13, 26000, -1)] == ["no", "one", "twelve", "13", "26,000", "-1"]
    assert [count(n) for n in (7, 26000.0, 1234567)] == ["7", "26,000", "1,234,567"]


def test_money_is_short_from_a_million_upwards():
    assert [money(n) for n in (8000, 999_999, 1_000_000, 30_049_000)] == ["€8,000", "€999,999", "€1.0 million", "€30.0 million"]  # fmt: skip


def test_lists_of_words():
    assert [listed(w) for w in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
    assert listed(["a", "b", "c"], "or") == "a, b or c"


@pytest.mark.parametrize(
    ("share", "words"),
    [(1.0, "all"), (0.97, "nearly all"), (0.52, "just over half"), (0.5, "half"), (0.48, "nearly half"), (2 / 3, "two thirds"), (0.22, "nearly a quarter"),
     (0.26, "just over a quarter"), (0.6, "60.0%"), (0.1, "10.0%"), (0.0, "0.0%")],
)  # fmt: skip
def test_a_share_in_words_stays_true(share, words):
    assert roughly(share) == words


@given(st.floats(0, 1))
def test_words_are_never_far_from_the_share(share):
    names = {"all": 1, "three quarters": 0.75, "two thirds": 2 / 3, "half": 0.5, "a third": 1 / 3, "a quarter": 0.25}
    said = roughly(share)
    for name, value in names.items():
        if said == f"just over {name}":
            assert value < share <= value + 0.0501
        if said == f"nearly {name}":
            assert value - 0.0501 <= share < value
