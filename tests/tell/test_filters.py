"""How numbers print."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.estimate.published import round_half_up
from analysis.findings.results import Part
from analysis.tell.filters import Filters
from analysis.tell.words import Words

SAY = Words("survey").filters
ITALIAN = {"numbers": ["nessuno"], "parts": {"1/2": "la metà"}, "of": "{} su {}", "to": "da {} a {}", "million": "{} milioni di euro"}


def part(numerator: int, base: int, small: bool = False) -> Part:
    return Part(numerator, base, small)


@pytest.mark.parametrize(
    ("numerator", "base", "printed"), [(29, 48, "60.4"), (1, 16, "6.3"), (3, 80, "3.8"), (0, 48, "0.0"), (48, 48, "100.0"), (1, 3, "33.3")]
)  # fmt: skip
def test_percentages_round_half_up_to_one_decimal(numerator, base, printed):
    assert SAY["percent"](part(numerator, base)) == printed
    assert SAY["share"](part(numerator, base)) == f"{printed}%"


def test_halves_go_away_from_zero():
    assert [str(round_half_up(Fraction(n, 2), 0)) for n in (1, 3, 5, -1)] == ["1", "2", "3", "-1"]
    assert [SAY["decimal"](n) for n in (2.025, -2.025, 0.004, -0.004, float("nan"))] == ["2.03", "−2.03", "0.00", "0.00", ""]


def test_a_base_that_is_too_small_gives_counts():
    assert SAY["share"](part(2, 3, small=True)) == "2 of 3" and SAY["percent"](part(2, 3, small=True)) == ""


@given(st.integers(0, 2000))
def test_points_print_as_the_percentage_of_their_counts(numerator):
    """Also where a hundred times the share is no exact float."""
    assert SAY["points"](numerator / 2000) == SAY["percent"](part(numerator, 2000))


def test_small_numbers_are_words_and_large_ones_have_commas():
    assert [SAY["word"](n) for n in (0, 1, 12, 13, 26000)] == ["no", "one", "twelve", "13", "26,000"]
    assert [SAY["count"](n) for n in (7, 26000.0, 1234567)] == ["7", "26,000", "1,234,567"]


def test_a_limit_keeps_the_cents_without_which_it_would_not_hold():
    assert [SAY["money"](n, cents=True) for n in (29.45, 5000.0, 400)] == ["€29.45", "€5,000", "€400"]


def test_money_is_short_from_a_million_upwards():
    assert [SAY["money"](n) for n in (8000, 999_999, 1_000_000, 30_049_000)] == ["€8,000", "€999,999", "€1.0 million", "€30.0 million"]  # fmt: skip


@pytest.mark.parametrize(("lang", "told"), [("en", ["Greece", "the Netherlands"]), ("it", ["in Grecia", "nei Paesi Bassi"])])
def test_a_country_stands_within_a_sentence_as_the_language_has_it(lang, told):
    say = Words("summary", lang).filters
    assert [say["in_text"](say["territory"](code)) for code in ("GR", "NL")] == told


def test_a_link_to_a_country_leaves_its_article_out():
    assert SAY["in_text"]("[Netherlands](/countries/NL.qmd)") == "the [Netherlands](/countries/NL.qmd)"


def test_lists_and_forms():
    assert [SAY["listed"](w) for w in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
    assert SAY["listed"](["a", "b", "c"], "or") == "a, b or c"
    assert [SAY["plural"](n, "study", "studies") for n in (0, 1, 2, ["x"], ["x", "y"])] == ["studies", "study", "studies", "study", "studies"]
    assert [SAY["lower"](t) for t in ("Regional", "EU-wide", "English courses")] == ["regional", "EU-wide", "English courses"]


@pytest.mark.parametrize(
    ("numerator", "words"),
    [(1000, "all"), (970, "nearly all"), (520, "just over half"), (500, "half"), (480, "nearly half"), (667, "two thirds"), (220, "nearly a quarter"),
     (260, "just over a quarter"), (600, "60.0%"), (100, "10.0%"), (0, "0.0%")],
)  # fmt: skip
def test_a_share_in_words_stays_true(numerator, words):
    assert SAY["roughly"](part(numerator, 1000)) == words


def test_all_is_said_of_all_only():
    assert SAY["roughly"](part(299, 300)) == "nearly all" and SAY["roughly"](part(300, 300)) == "all"


@given(st.integers(0, 1000))
def test_words_are_never_far_from_the_share(numerator):
    names = {"all": 1, "three quarters": 0.75, "two thirds": 2 / 3, "half": 0.5, "a third": 1 / 3, "a quarter": 0.25}
    said, share = SAY["roughly"](part(numerator, 1000)), numerator / 1000
    for name, value in names.items():
        if said == f"just over {name}":
            assert value < share <= value + 0.0501
        if said == f"nearly {name}":
            assert value - 0.0501 <= share < value


def test_another_language_has_its_own_marks():
    it = Filters("it", ITALIAN).table()
    assert it["share"](part(29, 48)) == "60,4%" and it["count"](26000) == "26.000"
    assert it["listed"](["a", "b", "c"]) == "a, b e c" and it["money"](1.25e6) == "1,3 milioni di euro"
