"""Rows of estimates.csv, and what a change of the coding changes in them."""

import pandas as pd
import pytest

from analysis.estimate.rows import frame
from analysis.evaluate import (
    agreement,
    dimension_differences,
    evaluation_estimates,
    factsheet_answers,
    factsheet_evaluation_estimates,
    factsheet_scores,
    overall,
    rank_stability,
    scores,
)
from analysis.store import read_table, write_table

DIMENSIONS = {"1": "cultural", "2": "cultural", "3": "legal_political", "4": "legal_political"}
CODINGS = {"1": "y-yn", "2": "ynn-", "3": "nnyy", "4": "yyny"}


@pytest.fixture
def estimates(criteria):
    def make(coding: pd.DataFrame, extras: bool = False) -> pd.DataFrame:
        there = [case for case in DIMENSIONS if case in set(coding["case_no"])]
        cases = pd.DataFrame({"case_no": there, "dimension": [DIMENSIONS[case] for case in there]}, dtype=object)
        table = scores(coding, criteria)
        more = {}
        if extras:
            more["ranks"] = rank_stability(table, draws=50)
            more["differences"] = dimension_differences(table, cases.set_index("case_no")["dimension"], draws=50)
        rows = evaluation_estimates(table, overall(table), coding, cases, agreement(coding, criteria, draws=20), **more)
        return frame(rows, "2012", "round_trip", 5).set_index("key")

    return make


def test_the_score_of_a_case(estimates, code):
    table = estimates(code(CODINGS))
    columns = ["value", "numerator", "base", "method", "evidence", "suppressed"]
    assert table.loc["cases.1.relevance.low", columns].tolist() == [0.5, "1", 2, "count", "coded", "no"]
    assert table.loc["cases.1.relevance.high", columns].tolist() == [1.0, "2", 2, "count", "coded", "no"]
    assert table.loc["cases.1.overall.low", columns].tolist() == [0.5, "", 2, "mean_of_criteria", "coded", "no"]


def test_shares_of_an_indicator_and_means_of_a_criterion(estimates, code):
    table = estimates(code(CODINGS))
    assert table.loc["cases.indicator.effect.counted.yes.share", ["numerator", "base"]].tolist() == ["2", 4]
    assert table.loc["cases.indicator.effect.met.not_reported.share", "numerator"] == "1"
    assert table.loc["cases.criterion.relevance.low_mean", ["value", "base"]].tolist() == [(0.5 + 0.5 + 0 + 1) / 4, 4]
    by = table.loc["cases.criterion.relevance.by_dimension_cultural.high_mean"]
    assert by[["value", "base", "group"]].tolist() == [0.75, 2, "dimension_cultural"]


def test_agreement_ranks_and_differences(estimates, code):
    table = estimates(code(CODINGS, {"1": "n-yn"}), extras=True)
    assert table.loc["cases.agreement.relevance.need.same.share", ["numerator", "base"]].tolist() == ["3", 4]
    assert table.loc["cases.agreement.relevance.need.alpha", "value"] < 1
    assert table.loc["cases.agreement.pooled.alpha", "base"] == 16
    assert table.loc["cases.1.rank.low_median", "method"] == "dirichlet_weights"
    assert 0 <= table.loc["cases.1.rank.high_top_share", "value"] <= 1
    difference = table.loc["cases.criterion.effect.by_legal_political_minus_cultural.low_difference"]
    assert difference[["value", "base"]].tolist() == [0.75 - 0.25, 4]


def test_tables_read_back_from_files_give_the_same_rows(estimates, code, criteria, tmp_path):
    coding = code(CODINGS | {"4": "yyyy"}, {"1": "n-yn"})
    frames = {"scores": scores(coding, criteria), "agreement": agreement(coding, criteria, draws=20)}
    frames["overall"] = overall(frames["scores"])
    cases = pd.DataFrame(DIMENSIONS.items(), columns=["case_no", "dimension"], dtype=object)
    for name, table in frames.items():
        write_table(table, tmp_path / f"{name}.csv")
    again = {name: read_table(tmp_path / f"{name}.csv") for name in frames}
    tables = [frame(evaluation_estimates(coding=coding, cases=cases, **f), "2012", "", 5) for f in (frames, again)]
    pd.testing.assert_frame_equal(*tables, rtol=1e-11)


def test_reversing_one_coding_changes_what_depends_on_it_and_nothing_else(estimates, code):
    before, after = (estimates(code(CODINGS | {"3": letters})) for letters in ("nnyy", "ynyy"))
    columns = ["value", "numerator", "base"]
    moved = {key for key in before.index if not before.loc[key, columns].equals(after.loc[key, columns])}
    assert moved == {
        "cases.3.relevance.low", "cases.3.relevance.high", "cases.3.overall.low", "cases.3.overall.high",
        "cases.indicator.relevance.need.yes.share", "cases.indicator.relevance.need.no.share",
        "cases.criterion.relevance.low_mean", "cases.criterion.relevance.high_mean",
        "cases.criterion.relevance.by_dimension_legal_political.low_mean",
        "cases.criterion.relevance.by_dimension_legal_political.high_mean",
        "cases.agreement.relevance.need.alpha",
    }  # fmt: skip


def test_dropping_a_case_leaves_the_other_cases_and_dimensions_as_they_were(estimates, code):
    whole = estimates(code(CODINGS))
    less = estimates(code({case: letters for case, letters in CODINGS.items() if case != "4"}))
    assert set(whole.index) - set(less.index) == {key for key in whole.index if key.startswith("cases.4.")}
    kept = [key for key in less.index if key.startswith(("cases.1.", "cases.2.", "cases.3.")) or "_cultural" in key]
    assert len(kept) == 3 * 6 + 4
    pd.testing.assert_frame_equal(less.loc[kept], whole.loc[kept])
    assert less.loc["cases.criterion.relevance.low_mean", ["value", "base"]].tolist() == [pytest.approx(1 / 3), 3]


def test_fact_sheets_of_a_survey(criteria):
    columns = ["respondent_id", "factsheet_no", "fs_target_group", "fs_dimension"]
    cells = [["R1", "1", "youth", "cultural"], ["R1", "2", "", "cultural"], ["R2", "1", "women", ""]]
    sheets = pd.DataFrame(cells, columns=columns, dtype=object)
    answers = factsheet_answers(sheets, criteria)
    rows = factsheet_evaluation_estimates(answers, factsheet_scores(answers, criteria), sheets, criteria)
    table = frame(rows, "2026", "observed", 1).set_index("key")
    assert table.loc["factsheets.indicator.relevance.group.yes.share", ["numerator", "base"]].tolist() == ["2", 3]
    assert table.loc["factsheets.criterion.relevance.low_mean", "value"] == pytest.approx(1 / 3)
    by = table.loc["factsheets.criterion.relevance.by_dimension_cultural.low_mean"]
    assert by[["value", "base"]].tolist() == [0.25, 2]
    assert set(table["evidence"]) == {"observed"}
    assert not any("relevance.need" in key for key in table.index)


def test_a_wave_without_fact_sheets_has_no_such_rows(criteria):
    sheets = pd.DataFrame(columns=["respondent_id", "factsheet_no", "fs_target_group", "fs_dimension"], dtype=object)
    answers = factsheet_answers(sheets, criteria)
    assert list(factsheet_evaluation_estimates(answers, factsheet_scores(answers, criteria), sheets, criteria)) == []


def test_of_an_indicator_and_of_a_mean_those_who_sent_an_answer_are_counted(criteria):
    """R1 sent two sheets; only R2 and R3 name a group, so a mean over that indicator tells of two."""
    columns = ["respondent_id", "factsheet_no", "fs_target_group", "fs_dimension"]
    cells = [["R1", "1", "", "cultural"], ["R1", "2", "", "cultural"], ["R2", "1", "women", "cultural"], ["R3", "1", "youth", ""]]
    sheets = pd.DataFrame(cells, columns=columns, dtype=object)
    answers = factsheet_answers(sheets, criteria)
    rows = {row.key: row for row in factsheet_evaluation_estimates(answers, factsheet_scores(answers, criteria), sheets, criteria)}
    assert rows["factsheets.indicator.relevance.group.yes.share"].respondents == 2
    assert rows["factsheets.criterion.relevance.low_mean"].respondents == 2
    assert rows["factsheets.criterion.relevance.by_dimension_cultural.low_mean"].respondents == 1
    assert rows["factsheets.criterion.effect.low_mean"].respondents == 3, "of nothing that was reported all sheets tell"
    assert rows["factsheets.criterion.effect.by_dimension_cultural.low_mean"].respondents == 2, "and of a dimension those sent on it"


def test_a_fact_sheet_without_a_dimension_counts_in_the_whole_and_in_no_dimension(criteria):
    columns = ["respondent_id", "factsheet_no", "fs_target_group", "fs_dimension"]
    cells = [["R1", "1", "youth", "cultural"], ["R2", "1", "women", ""]]
    sheets = pd.DataFrame(cells, columns=columns, dtype=object)
    answers = factsheet_answers(sheets, criteria)
    table = frame(factsheet_evaluation_estimates(answers, factsheet_scores(answers, criteria), sheets, criteria), "w", "observed", 1)
    means = table[table["key"].str.startswith("factsheets.criterion.relevance.")].set_index("key")["base"]
    assert means[means.index.str.contains("low_mean")].to_dict() == {
        "factsheets.criterion.relevance.low_mean": 2,
        "factsheets.criterion.relevance.by_dimension_cultural.low_mean": 1,
    }
