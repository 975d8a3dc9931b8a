"""Scores: counts, and the interval that silence leaves open."""

import pandas as pd
import pytest

from analysis.evaluate import overall, scores, wide
from analysis.store import read_table, write_table


def test_silence_counts_as_no_in_the_low_score_and_as_yes_in_the_high_one(code, criteria):
    table = scores(code({"1": "y-nn"}), criteria)
    assert table.values.tolist() == [["1", "relevance", 1, 0, 1, 0.5, 1.0], ["1", "effect", 0, 2, 0, 0.0, 0.0]]
    assert list(table.columns) == ["case_no", "criterion", "met", "not_met", "not_reported", "low", "high"]


def test_cases_come_in_numerical_order_whatever_the_order_of_the_rows(code, criteria):
    coding = code({"10": "yyyy", "9": "nnnn", "1": "----"})
    table = scores(coding, criteria)
    assert list(dict.fromkeys(table["case_no"])) == ["1", "9", "10"]
    pd.testing.assert_frame_equal(scores(coding.sample(frac=1, random_state=3), criteria), table)


def test_the_overall_score_weighs_criteria_and_not_indicators(code, criteria):
    table = scores(code({"1": "y-yn"}), criteria)
    without = table[~table["criterion"].eq("relevance")]
    assert overall(table).values.tolist() == [["1", 0.5, 0.75]]
    assert overall(without).values.tolist() == [["1", 0.5, 0.5]]
    one_indicator = scores(code({"1": "y-yn"}).query("indicator != 'effect.met'"), criteria)
    assert overall(one_indicator)["low"].tolist() == [(1 / 2 + 1) / 2]


def test_no_coding_gives_no_scores(code, criteria):
    assert scores(code({"1": "yyyy"}).iloc[:0], criteria).empty


def test_equal_scores_stay_equal_after_a_trip_through_a_file(code, criteria, tmp_path):
    table = scores(code({"1": "yynn", "2": "y-y-"}), criteria).assign(low=[1 / 3, 2 / 3, 1 / 3, 0.1])
    write_table(table, tmp_path / "scores.csv")
    again = read_table(tmp_path / "scores.csv")
    pd.testing.assert_frame_equal(wide(again, "low"), wide(table, "low"), check_exact=True)
    assert overall(again)["high"].tolist() == pytest.approx(overall(table)["high"].tolist())
