"""Estimates from printed tables, and the round trip: the rebuilt extracts give every printed share again."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.audit.published import Published
from analysis.clean.practices import derive_practices
from analysis.clean.responses import derive_responses
from analysis.estimate.practices import practice_estimates
from analysis.estimate.published import count_for, fitting_bases, published_estimates, round_half_up
from analysis.estimate.survey import factsheet_estimates, survey_estimates


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ((25, 2), "12.5"),
        ((1, 4), "0.3"),
        ((3, 4), "0.8"),
        ((5, 4), "1.3"),
        ((1, 20), "0.1"),
        ((100, 3), "33.3"),
        ((0, 1), "0.0"),
    ],
)
def test_percentages_are_rounded_half_up_as_the_study_does(value: tuple[int, int], printed: str) -> None:
    assert str(round_half_up(Fraction(*value))) == printed


@given(st.integers(1, 600), st.data())
def test_rounding_is_never_off_by_more_than_half_a_step(base: int, data: st.DataObject) -> None:
    exact = Fraction(100 * data.draw(st.integers(0, base)), base)
    gap = Fraction(round_half_up(exact)) - exact
    assert -Fraction(1, 20) < gap <= Fraction(1, 20)


@given(st.integers(1, 900).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base))))
def test_the_count_behind_a_percentage_is_found_where_it_is_the_only_one(pair: tuple[int, int]) -> None:
    count, base = pair  # up to 1000 or so, no two counts print the same percentage
    assert count_for(round_half_up(Fraction(100 * count, base)), base) == count


@pytest.mark.parametrize(
    ("percent", "base", "count"), [("64.6", 48, 31), ("79.2", 48, 38), ("64.5", 48, None), ("50.0", 3000, None)]
)
def test_counts_of_48(percent: str, base: int, count: int | None) -> None:
    assert count_for(Decimal(percent), base) == count


def test_the_base_of_a_table_without_total_is_the_one_that_fits_all_its_percentages() -> None:
    counts, percents = [83, 64, 91, 264], [Decimal(p) for p in ("16.9", "13.1", "18.6", "53.9")]
    assert fitting_bases(counts, percents, 491) == [490]
    assert fitting_bases(counts, percents, 400) == []
    assert fitting_bases([1], [Decimal("10.0")], 10) == [10]


def cells(*rows: tuple[str, str, str, str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["table", "row", "column", "value", "key", "field"], dtype=object)


def figures(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["key", "value", "certain"], dtype=object)


def test_a_printed_count_is_a_share_of_its_tables_total(estimates_by_key) -> None:
    table = cells(
        ("1", "Yes", "n", "33", "survey.a.yes.share", "numerator"),
        ("1", "Yes", "percent", "68.8", "survey.a.yes.share", "value"),
        ("1", "Total", "n", "48", "survey.a.any.share", "numerator"),
    )
    found = estimates_by_key(published_estimates(table, figures()))
    share = found["survey.a.yes.share"]
    assert (share.numerator, share.base, share.item, share.option, share.evidence) == (33, 48, "a", "yes", "published")
    assert found["survey.a.any.share"].base == 48


def test_a_percentage_of_a_figure_is_a_count_of_the_analysable(estimates_by_key) -> None:
    table = cells(("1", "Total", "n", "48", "survey.country.reported.share", "numerator"))
    sure = "survey.challenge_migrants.long_term.job.higher_priority.share"
    found = estimates_by_key(
        published_estimates(
            table,
            figures((sure, "64.6", "yes"), ("survey.b.x.share", "79.2", "no"), ("survey.c.x.share", "64.5", "yes")),
        )
    )
    assert (found[sure].numerator, found[sure].base, found[sure].method) == (31, 48, "wilson")
    assert found[sure].item == "challenge_migrants__long_term__job"
    assert (found["survey.b.x.share"].method, found["survey.b.x.share"].value) == ("printed", 38 / 48)
    assert "survey.c.x.share" not in found


@pytest.fixture(scope="module")
def printed_2012(wave_2012) -> dict:
    study = Published(wave_2012.published)
    return {row.key: row for row in published_estimates(study.cells(), study.figures()) if row.method == "wilson"}


@pytest.fixture(scope="module")
def recomputed_2012(cleaned_2012, wave_2012, codebook) -> dict:
    responses = derive_responses(cleaned_2012["responses"].frame, codebook["responses"], wave_2012.status_rule)
    country = responses.set_index("respondent_id")["country"]
    rows = [
        *survey_estimates(responses, codebook["responses"], wave_2012.higher_priority_from, wave_2012.rating_base),
        *factsheet_estimates(cleaned_2012["factsheets"].frame, country, codebook["factsheets"]),
        *practice_estimates(derive_practices(cleaned_2012["practices"].frame), codebook["practices"]),
    ]
    return {row.key: row for row in rows}


def test_the_tables_of_aims_and_funding_have_a_base_of_490_and_not_492(printed_2012) -> None:
    bases = {row.base for key, row in printed_2012.items() if key.startswith(("practices.aim.", "practices.funding."))}
    assert bases == {490}


def test_every_printed_share_is_recomputed_from_the_extracts(printed_2012, recomputed_2012) -> None:
    assert len(printed_2012) > 100
    assert {printed_2012[key].numerator for key in printed_2012.keys() - recomputed_2012.keys()} <= {0}
    differing = {
        key: ((row.numerator, row.base), (recomputed_2012[key].numerator, recomputed_2012[key].base))
        for key, row in printed_2012.items()
        if key in recomputed_2012
        and (row.numerator, row.base) != (recomputed_2012[key].numerator, recomputed_2012[key].base)
    }
    assert differing == {}


def test_a_key_says_the_same_item_and_option_in_print_and_in_the_data(printed_2012, recomputed_2012) -> None:
    for key, row in printed_2012.items():
        again = recomputed_2012.get(key, row)
        assert (row.item, row.option, row.group) == (again.item, again.option, again.group), key


def test_a_base_is_looked_for_up_to_25_away_on_both_sides() -> None:
    counts, percents = [83, 64, 91, 264], [Decimal(p) for p in ("16.9", "13.1", "18.6", "53.9")]
    found = {near: fitting_bases(counts, percents, near) for near in (464, 465, 470, 510, 515, 516)}
    assert found == {464: [], 465: [490], 470: [490], 510: [490], 515: [490], 516: []}
