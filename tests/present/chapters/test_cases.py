"""Sentences of the case-study chapter follow the data."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.present.chapters.cases import blocks

CASE = {"name": "Un projet", "name_english": "A project", "country": "FR", "organiser": "Town", "dimension": "cultural", "source": "survey",
        "start_year": "2020", "end_year": "2022", "ongoing": "no", "budget_as_printed": "€3,000", "budget_eur": "3000", "budget_period_years": "3",
        "budget_eur_per_year": "1000", "budget_flag": "", "budget_reason": "", "organiser_type": "ngo", "beneficiaries": "50",
        "funding_sources": "eu", "partners": "ngos", "staff_training": "yes", "evaluation": "internal",
        "outcomes_quantified": "yes", "replication": "replicated", "sectors": "health", "target_groups": "women"}  # fmt: skip
SILENT = {"budget_as_printed": "", "budget_eur": "", "budget_eur_per_year": "", "beneficiaries": "", "funding_sources": "", "evaluation": "not_reported",
          "replication": "not_reported", "outcomes_quantified": "", "start_year": "", "end_year": "", "organiser": ""}  # fmt: skip


@pytest.fixture
def written(told):
    """`written({...}, {...})`: the blocks of a wave of these case studies, each as CASE but for what is given."""

    def make(*kinds: dict[str, str], **fields) -> dict[str, str]:
        rows = [{"case_no": str(n)} | CASE | kind for n, kind in enumerate(kinds, 1)]
        return blocks(told(cases=pd.DataFrame(rows, columns=["case_no", *CASE], dtype=object), **fields))

    return make


def test_case_studies_are_counted_by_dimension_and_origin(written):
    text = written({}, {"country": "DE"}, {"dimension": "legal_political", "source": "dg_home"})["cases-where"]
    assert text.startswith("3 practices in 2 countries were studied one by one: 1 legal")
    assert "2 cultural" in text and "2 from the" in text
    assert ".evidence-observed" in text


def test_the_list_gives_years_as_people_write_them(written):
    text = written({}, {"end_year": "2020"}, {"ongoing": "yes", "end_year": ""}, SILENT)["cases-list"]
    years = [line.split(" | ")[4] for line in text.splitlines() if line.startswith("|")][2:]
    assert years == ["2020 to 2022", "2020", "2020 to ongoing", ""]


def test_time_tells_the_oldest_and_the_middle_one(written):
    text = written({"start_year": "1999"}, {"start_year": "2010"}, {"start_year": "2012", "ongoing": "yes"})[
        "cases-time"
    ]
    assert "1 of the 3 were going on" in text
    assert "The oldest began in 1999, the middle one in 2010." in text
    assert "The oldest" not in written(SILENT)["cases-time"]


def test_amounts_in_doubt_are_set_apart(written):
    doubt = {
        "budget_flag": "conflict",
        "budget_reason": "the table prints 5",
        "budget_eur": "9000000",
        "budget_eur_per_year": "9000000",
    }
    text = written({}, {"budget_eur_per_year": "3000"}, doubt, SILENT)["cases-cost"]
    assert text.startswith("3 of 4 fact sheets or summary tables print an amount. For 1 of these it is in doubt")
    assert "(2 cases), the yearly cost runs from €1,000 to €3,000; the median is €2,000 a year" in text
    assert "€9.0 million | the table prints 5 |" in text
    assert "tbl-doubtful" not in written({})["cases-cost"]


def test_who_pays_and_who_does_not_say(written):
    text = written({}, {"funding_sources": "eu;local"}, {"funding_sources": "local;eu"}, SILENT)["cases-funding"]
    assert text.startswith("EU money pays for 3 of 4 practices, alone or with others. One sheet does not say who pays.")
    assert written({})["cases-funding"].startswith(
        "EU money pays for 1 of 1 practices, alone or with others. All sheets say who pays."
    )


def test_nobody_is_said_to_pay_where_no_sheet_says(written):
    text = written(SILENT, SILENT)["cases-funding"]
    assert text.startswith("Two sheets do not say who pays.")
    assert "money pays" not in text


def test_only_an_evaluation_that_was_done_counts(written):
    kinds = [
        {},
        {"evaluation": "external;internal"},
        {"evaluation": "planned"},
        {"evaluation": "none", "replication": "replicable"},
        SILENT,
    ]
    text = written(*kinds)["cases-evaluation"]
    assert text.startswith("2 of 5 case studies report an evaluation that was carried out")
    assert "4 give at least one outcome as a figure. 3 have been taken up elsewhere." in text
    assert "40.0 |" in text


def test_a_small_base_gives_no_percentages(written):
    made = written({}, {})
    assert "100.0" not in made["cases-funding"] + made["cases-evaluation"]


def test_each_case_has_its_sheet_with_what_is_not_known(written):
    text = written({}, SILENT | {"name": "A project"})["case-sheets"]
    first, second = text.split("## 2\\. ") if "## 2\\. " in text else text.split("## 2. ")
    assert "{#sec-case-1}" in first and "*Un projet*" in first and "- **Budget:** €3,000, €1,000 a year" in first
    assert "- **People reached:** 50" in first and "- **Years:** 2020 to 2022" in first
    assert "*A project*" not in second
    for line in (
        "Organiser:** not reported",
        "Years:** not reported",
        "Budget:** no amount",
        "Paid by:** not reported",
        "People reached:** no figure",
    ):
        assert line in second


def test_simulated_cases_are_marked_so(written):
    made = written({}, evidence="simulated")
    assert ".evidence-simulated" in made["cases-funding"] and ".evidence-coded" not in made["cases-funding"]
