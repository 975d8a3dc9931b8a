"""Estimates of the case studies."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.clean.cases import derive_cases
from analysis.estimate.cases import case_estimates


@pytest.fixture(scope="module")
def cases(cleaned_2012, codebook) -> pd.DataFrame:
    return derive_cases(cleaned_2012["cases"].frame, codebook)


@pytest.fixture
def found(cases, codebook, estimates_by_key) -> dict:
    return estimates_by_key(case_estimates(cases, codebook["cases"]))


@pytest.fixture
def estimate(cases, codebook, estimates_by_key):
    """`estimate([{...}, ...])`: the estimates of cases that are blank but for these cells."""

    def run(*records: dict[str, str]) -> dict:
        blank = dict.fromkeys(cases.columns, "")
        frame = pd.DataFrame([blank | record for record in records], dtype=object)
        return estimates_by_key(case_estimates(frame, codebook["cases"]))

    return run


def test_every_share_is_over_all_37(found) -> None:
    assert {row.base for row in found.values() if row.statistic == "share"} == {37}


def test_the_two_sources_are_those_of_table_3_12(found) -> None:
    assert (found["cases.source.survey.share"].numerator, found["cases.source.dg_home.share"].numerator) == (19, 18)


def test_what_is_printed_in_lists_is_published_and_what_was_read_is_coded(found) -> None:
    published = {key.split(".")[1] for key, row in found.items() if row.evidence == "published"}
    assert published == {"dimension", "source", "country"}
    assert {row.evidence for row in found.values()} == {"published", "coded"}


def test_a_silent_sheet_is_not_reported_and_never_no(estimate) -> None:
    found = estimate({"staff_training": "yes"}, {"staff_training": ""}, {"staff_training": "no"})
    assert [found[f"cases.staff_training.{option}.share"].numerator for option in ("yes", "no", "not_reported")] == [
        1,
        1,
        1,
    ]


def test_an_empty_cell_is_not_reported_also_where_that_is_an_option(estimate) -> None:
    found = estimate({"evaluation": "internal;planned"}, {"evaluation": "not_reported"}, {"evaluation": ""})
    assert found["cases.evaluation.not_reported.share"].numerator == 2
    assert found["cases.evaluation.planned.share"].numerator == 1


def test_doubtful_and_partial_budgets_are_counted_and_left_out_of_the_median(estimate) -> None:
    found = estimate(
        {"budget_eur": "100", "budget_eur_per_year": "50"},
        {"budget_eur": "300", "budget_eur_per_year": "150", "budget_flag": "rounded;sum_of_parts"},
        {"budget_eur": "99999", "budget_eur_per_year": "9", "budget_flag": "converted;conflict"},
        {"budget_eur": "99999", "budget_eur_per_year": "9", "budget_flag": "part_only"},
        {"budget_flag": "no_additional_cost"},
        {},
    )
    shares = [found[f"cases.budget.{option}.share"].numerator for option in ("stated", "doubtful", "no_additional_cost")]
    assert shares == [4, 2, 1]
    assert (found["cases.budget.per_year.median"].value, found["cases.budget.per_year.median"].base) == (100, 2)


def test_amounts_and_people_of_different_periods_have_no_median(found) -> None:
    assert [key for key in found if key.endswith("median")] == ["cases.budget.per_year.median"]


def test_a_median_has_the_middle_half_as_its_range(estimate) -> None:
    median = estimate(*({"budget_eur": "1", "budget_eur_per_year": str(n)} for n in (1, 2, 3, 4, 100)))["cases.budget.per_year.median"]
    assert (median.ci_low, median.value, median.ci_high, median.method) == (2, 3, 4, "quartiles")


def test_without_any_amount_there_is_no_median(estimate) -> None:
    found = estimate({}, {})
    assert found["cases.budget.stated.share"].numerator == 0
    assert not [key for key in found if key.endswith("median")]


def test_the_budgets_of_2012(found) -> None:
    assert (found["cases.budget.stated.share"].numerator, found["cases.budget.doubtful.share"].numerator) == (30, 8)
    assert found["cases.budget.no_additional_cost.share"].numerator == 1
    median = found["cases.budget.per_year.median"]
    assert (median.value, median.base) == (192400, 20)  # by hand: half way between the tenth, 188,000, and the eleventh, 196,800


def test_evaluations_and_replications_of_2012_are_counted_as_the_passages_have_them(found) -> None:
    assert found["cases.replication.replicated.share"].numerator == 1  # 22 only: 28 and 30 name no place that took it over
    assert found["cases.evaluation.none.share"].numerator == 2  # 1 and 5: the outcomes of 7 quote an evaluation report


def test_an_answer_is_not_found_inside_the_name_of_another(estimate) -> None:
    found = estimate({"replication": "not_replicable"}, {"replication": "replicable"}, {"replication": "not_replicable"})
    assert [found[f"cases.replication.{option}.share"].numerator for option in ("not_replicable", "replicable")] == [2, 1]
