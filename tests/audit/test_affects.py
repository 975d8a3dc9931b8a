"""What an erratum bears on, and that its mark arrives there."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.audit.affects import idle, on_keys, on_record, on_table, rests_elsewhere, wrong_place

ERRATA = pd.DataFrame(
    {
        "id": ["E1", "E2", "E3"],
        "affects": ["survey.cbp_involved.*; table:3.2", "survey.cbp_involved.no.share", "sheet:17:outcomes;cases:17:budget_eur"],
    }
)  # fmt: skip
CODING = pd.DataFrame(
    [
        ["17", "outputs_counted", "yes", "outcomes", "women served in 2010"],
        ["17", "results_measured", "yes", "outcomes", "E3: by its own 124 women"],
        ["17", "aims_met", "not_reported", "outcomes", ""],
        ["17", "cost_known", "yes", "budget", ""],
        ["18", "outputs_counted", "yes", "outcomes", ""],
    ],
    columns=["case_no", "indicator", "final", "evidence", "reason"],
)


def test_every_estimate_of_an_item_carries_the_errata_that_name_it():
    keys = pd.Series(["survey.cbp_involved.yes.share", "survey.cbp_involved.no.share", "survey.status.any.share"])
    assert on_keys(ERRATA, keys).tolist() == ["E1", "E1;E2", ""]


def test_an_erratum_on_a_number_that_is_not_there_is_found():
    assert idle(ERRATA, pd.Series(["survey.cbp_involved.yes.share"])) == [("E2", "survey.cbp_involved.no.share")]


def test_records_and_tables():
    assert on_record(ERRATA, "cases", "17") == {"budget_eur": ["E3"]}
    assert on_record(ERRATA, "cases", "1") == {}
    assert on_table(ERRATA, "3.2") == ["E1"]
    assert on_table(ERRATA, "3") == []


def test_a_coding_rests_elsewhere_unless_its_reason_names_the_erratum_or_it_decides_nothing():
    assert list(rests_elsewhere(ERRATA, CODING)) == [(0, ["E3"])]


@pytest.mark.parametrize(("final", "rests"), [("yes", True), ("no", True), ("not_reported", False)])
def test_a_no_cannot_rest_on_the_text_of_another_project_either(final, rests):
    rows = list(rests_elsewhere(ERRATA, CODING.head(1).assign(final=final)))
    assert rows == ([(0, ["E3"])] if rests else [])


@pytest.mark.parametrize("place", ["survey.a__b.*.share", "table:3.10", "cases:7:budget_eur", "coding:17:impact.compared", "documents:voting:spain"])
def test_places_that_can_be_named(place):
    assert wrong_place(place) == ""


@pytest.mark.parametrize("place", ["survey", "case 7", "table:", "cases:7", "cases::x", "tables:3:1", "survey cbp.x"])
def test_places_that_cannot(place):
    assert wrong_place(place)
