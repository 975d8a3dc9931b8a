"""Respondents: how far each filled the questionnaire in."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.clean.responses import derive_responses

QUESTIONS = ["cbp_involved", "tcn_number", "consultations", "instruments", "comments"]


@pytest.fixture
def status(codebook):
    """`status(n, ...)`: the status of a respondent who answered n questions."""

    def one(answers: int, rule: dict[str, int], **cells: str) -> str:
        row = dict.fromkeys(codebook["responses"].items, "") | dict.fromkeys(QUESTIONS[:answers], "1") | cells
        return derive_responses(pd.DataFrame([row], dtype=object), codebook["responses"], rule)["status"].item()

    return one


@pytest.mark.parametrize(
    ("answers", "expected"),
    [(0, "empty"), (1, "empty"), (2, "partial"), (3, "partial"), (4, "analysable"), (5, "analysable")],
)
def test_the_wave_says_from_how_many_answers_a_respondent_counts(status, answers: int, expected: str) -> None:
    assert status(answers, {"partial_from": 2, "analysable_from": 4}) == expected


def test_without_a_rule_one_answer_is_partial_and_ten_are_analysable(status) -> None:
    assert [status(n, {}) for n in (0, 1, 5)] == ["empty", "partial", "partial"]
    assert (
        status(5, {}, other_body="x", tcn_percent="1", tcn_source="x", tcn_year="2010", origin_programme="no")
        == "analysable"
    )


def test_name_and_country_are_no_answers(status) -> None:
    assert status(0, {}, respondent_id="R1", country="GR", authority_name="City") == "empty"


def test_the_status_of_the_file_goes_before_the_rule(status) -> None:
    assert status(5, {"partial_from": 1, "analysable_from": 2}, status="partial") == "partial"


def test_the_respondents_of_2012(cleaned_2012, codebook, wave_2012) -> None:
    frame = derive_responses(cleaned_2012["responses"].frame, codebook["responses"], wave_2012.status_rule)
    assert list(frame.columns) == list(codebook["responses"].items)
    assert frame["status"].value_counts().to_dict() == {"analysable": 48, "partial": 35, "empty": 33}
    assert frame.loc[frame["status"].eq("analysable"), "country"].value_counts()["GR"] == 23


def test_the_tenth_answer_makes_a_respondent_analysable_where_the_wave_says_nothing(status) -> None:
    more = ["other_body", "tcn_percent", "tcn_source", "tcn_year", "origin_programme"]
    counted = [status(5, {}, **dict.fromkeys(more[:n], "x")) for n in (3, 4, 5)]
    assert counted == ["partial", "partial", "analysable"], "with 8, 9 and 10 answers"
