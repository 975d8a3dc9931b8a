"""Estimates of the survey: who answered, closed questions, ratings, fact sheets."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from analysis.clean.responses import derive_responses
from analysis.estimate.survey import choices, countries, factsheet_estimates, mean, ratings, several, survey_estimates


@pytest.fixture
def item(codebook):
    return lambda name, table="responses": codebook[table].items[name]


def counts(rows) -> dict[str, tuple[int, int]]:
    return {row.key: (row.numerator, row.base) for row in rows}


def test_a_closed_question_is_over_those_who_answered_it(item) -> None:
    answers = pd.Series(["yes", "no", "yes", "", "yes"])
    assert counts(choices("survey", item("cbp_involved"), answers)) == {
        "survey.cbp_involved.yes.share": (3, 4),
        "survey.cbp_involved.no.share": (1, 4),
        "survey.cbp_involved.any.share": (4, 5),
    }


def test_silence_counts_as_do_not_know_where_the_codebook_says_so(item) -> None:
    answers = pd.Series(["yes", "no", "", "dont_know"])
    assert counts(choices("survey", item("network_member"), answers)) == {
        "survey.network_member.yes.share": (1, 4),
        "survey.network_member.no.share": (1, 4),
        "survey.network_member.dont_know.share": (2, 4),
        "survey.network_member.any.share": (4, 4),
    }


def test_an_option_that_nobody_chose_is_zero_and_not_missing(item) -> None:
    assert counts(choices("survey", item("cbp_involved"), pd.Series(["yes"])))["survey.cbp_involved.no.share"] == (0, 1)


@pytest.mark.parametrize("name", ["cbp_involved", "network_member"])
def test_a_question_that_nobody_answered_has_no_estimate(item, name: str) -> None:
    assert list(choices("survey", item(name), pd.Series(["", ""]))) == []


def test_several_answers_are_shares_of_the_respondents_who_gave_one(item) -> None:
    answers = pd.Series(["local;eu", "local", "", "national"])
    found = counts(several("factsheets", item("fs_funding_sources", "factsheets"), answers, "funding"))
    assert found == {
        "factsheets.funding.local.share": (2, 3),
        "factsheets.funding.regional.share": (0, 3),
        "factsheets.funding.national.share": (1, 3),
        "factsheets.funding.eu.share": (1, 3),
        "factsheets.funding.any.share": (3, 4),
    }


def test_an_option_is_not_found_inside_the_name_of_another(item) -> None:
    found = counts(several("practices", item("range", "practices"), pd.Series(["eu_international", "eu_international"])))
    assert (found["practices.range.eu_international.share"], found["practices.range.national.share"]) == ((2, 2), (0, 2))


def test_countries_are_over_all_records() -> None:
    assert counts(countries("survey", pd.Series(["GR", "IT", "GR", ""]))) == {
        "survey.country.GR.share": (2, 4),
        "survey.country.IT.share": (1, 4),
        "survey.country.reported.share": (3, 4),
    }
    assert list(countries("survey", pd.Series(["", ""]))) == []


@pytest.mark.parametrize(("higher_from", "base", "expected"), [(4, None, (3, 5)), (5, None, (2, 5)), (4, 8, (3, 8))])
def test_higher_priorities_by_the_waves_cut_and_base(item, higher_from: int, base, expected) -> None:
    answers = pd.Series(["5", "4", "3", "1", "higher", "", "", ""])
    found = counts(ratings(item("measure_legal__civic"), answers, higher_from, base))
    assert found == {"survey.measure_legal.civic.higher_priority.share": expected}


def test_exact_ratings_have_a_mean_with_students_interval(item) -> None:
    share, average = ratings(item("measure_legal__civic"), pd.Series(["5", "4", "3", ""]), 4, None)
    assert (share.numerator, share.base) == (2, 3)
    assert (average.key, average.value, average.base) == ("survey.measure_legal.civic.rating.mean", 4.0, 3)
    assert average.ci_high - 4 == pytest.approx(4.302653 * 1 / math.sqrt(3), rel=1e-6)  # t of 2 degrees of freedom


def test_scales_of_three_and_four_have_no_higher_priority(item) -> None:
    assert [row.statistic for row in ratings(item("effective__cultural"), pd.Series(["3", "2"]), 4, None)] == ["mean"]


def test_one_value_has_a_mean_and_no_interval() -> None:
    only = mean("survey", "x", "rating", np.array([3.0]))
    assert only.value == 3 and math.isnan(only.ci_low) and math.isnan(only.ci_high)


def test_shares_are_over_analysable_respondents_only(codebook, estimates_by_key) -> None:
    blank = dict.fromkeys(codebook["responses"].items, "")
    rows = [
        {"respondent_id": "R1", "country": "GR", "status": "analysable", "cbp_involved": "yes"},
        {"respondent_id": "R2", "country": "IT", "status": "partial", "cbp_involved": "no"},
        {"respondent_id": "R3", "status": "empty"},
    ]
    responses = pd.DataFrame([blank | row for row in rows], dtype=object)
    found = estimates_by_key(survey_estimates(responses, codebook["responses"], 4, "analysable"))
    assert (found["survey.cbp_involved.yes.share"].numerator, found["survey.cbp_involved.yes.share"].base) == (1, 1)
    assert "survey.country.IT.share" not in found
    assert (found["survey.status.partial.share"].numerator, found["survey.status.partial.share"].base) == (1, 3)
    assert found["survey.status.begun.share"].numerator == 2


@pytest.mark.parametrize(("rating_base", "base"), [("answered", 2), ("analysable", 3)])
def test_the_base_of_ratings_is_the_waves_choice(codebook, estimates_by_key, rating_base: str, base: int) -> None:
    blank = dict.fromkeys(codebook["responses"].items, "") | {"status": "analysable"}
    rows = [blank | {"measure_legal__civic": rating} for rating in ("5", "1", "")]
    found = estimates_by_key(survey_estimates(pd.DataFrame(rows, dtype=object), codebook["responses"], 4, rating_base))
    share = found["survey.measure_legal.civic.higher_priority.share"]
    assert (share.numerator, share.base) == (1, base)


def test_fact_sheets_take_the_country_of_their_respondent(codebook, estimates_by_key) -> None:
    blank = dict.fromkeys(codebook["factsheets"].items, "")
    sheets = pd.DataFrame([blank | {"respondent_id": r} for r in ("R1", "R1", "R2", "R9")], dtype=object)
    country = pd.Series({"R1": "GR", "R2": "IT"})
    found = estimates_by_key(factsheet_estimates(sheets, country, codebook["factsheets"]))
    assert {key: (row.numerator, row.base) for key, row in found.items()} == {
        "factsheets.country.GR.share": (2, 4),
        "factsheets.country.IT.share": (1, 4),
        "factsheets.country.reported.share": (3, 4),
    }


@pytest.mark.parametrize(
    ("key", "numerator", "base"),
    [
        ("survey.country.GR.share", 23, 48), ("survey.cbp_involved.yes.share", 33, 48),
        ("survey.challenge_migrants.newly_arrived.job.higher_priority.share", 31, 48),
        ("survey.status.analysable.share", 48, 116), ("survey.status.begun.share", 83, 116),
    ],
)  # fmt: skip
def test_the_printed_margins_of_2012(
    cleaned_2012, codebook, estimates_by_key, key: str, numerator: int, base: int
) -> None:
    responses = derive_responses(cleaned_2012["responses"].frame, codebook["responses"], {})
    row = estimates_by_key(survey_estimates(responses, codebook["responses"], 4, "analysable"))[key]
    assert (row.numerator, row.base) == (numerator, base)
