"""What printed margins imply for the answers outside one country."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.estimate.bounds import bounds_without, dominant_country, share_bounds
from analysis.estimate.rows import frame, share


@st.composite
def margins(draw: st.DrawFn) -> tuple[int, int, int]:
    base = draw(st.integers(1, 60))
    return draw(st.integers(0, base)), base, draw(st.integers(0, base - 1))


@given(margins())
def test_the_bounds_are_the_extremes_of_all_ways_to_spread_the_yeses(margin: tuple[int, int, int]) -> None:
    numerator, base, excluded = margin
    rest = base - excluded
    possible = [outside / rest for outside in range(rest + 1) if 0 <= numerator - outside <= excluded]
    assert share_bounds(*margin) == (min(possible), max(possible))


@pytest.mark.parametrize(("excluded", "bounds"), [(48, None), (0, (33 / 48, 33 / 48)), (23, (10 / 25, 1.0))])
def test_bounds_outside_the_23_greek_answers(excluded: int, bounds) -> None:
    assert share_bounds(33, 48, excluded) == bounds


def table(*countries: tuple[str, int], base: int = 48) -> pd.DataFrame:
    rows = [share("survey", "country", code, count, base) for code, count in countries]
    rows += [
        share("survey", "country", "reported", base, base),
        share("survey", "cbp_involved", "yes", 33, base),
        share("survey", "cbp_involved", "any", base, base),
        share("survey", "instruments", "yes", 9, base - 1),
        share("survey", "status", "analysable", base, base),
        share("survey", "cbp_involved", "no", 1, base, group="size_small"),
        share("practices", "aim", "health", 5, base),
    ]
    return frame(rows, "w", "observed", 5)


@pytest.mark.parametrize(
    ("countries", "dominant"),
    [
        ([("GR", 23), ("IT", 9)], ("GR", 23, 48)),
        ([("GR", 17), ("IT", 9)], ("GR", 17, 48)),
        ([("GR", 16), ("IT", 16)], None),
        ([], None),
    ],
)
def test_a_country_with_more_than_a_third_of_the_answers_is_dominant(countries, dominant) -> None:
    assert dominant_country(table(*countries)) == dominant


def test_bounds_are_given_for_shares_over_all_answers_only() -> None:
    rows = list(bounds_without(table(("GR", 23)), "GR", 23, 48))
    assert [(row.key, row.base) for row in rows] == [("survey.cbp_involved.yes.by_country_not_GR.share", 25)]
    [row] = rows
    assert (row.ci_low, row.ci_high, row.value, row.numerator) == (10 / 25, 1.0, None, None)
    assert (row.method, row.evidence) == ("bounds", "bounds")


def test_bounds_keep_their_limits_in_the_table() -> None:
    limits = frame(bounds_without(table(("GR", 23)), "GR", 23, 48), "w", "bounds", 5).iloc[0]
    assert (limits["ci_low"], limits["ci_high"], limits["numerator"]) == (0.4, 1.0, "")
    assert pd.isna(limits["value"])
