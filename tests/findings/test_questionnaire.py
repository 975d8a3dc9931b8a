"""The questionnaire as a reader has it: every question in order, in the words in which it was put."""

from __future__ import annotations

import pytest

from analysis.findings import questionnaire
from analysis.findings.questions import Answered
from analysis.findings.results import Results


@pytest.fixture
def asked(survey_of, tell, codebook):
    """`asked("survey")`: the table of a part, as a wave of 2026 has it; `without` are questions that it left out."""

    def table(part, without=(), year=2026, **given):
        results = survey_of({"GR": 6}, **given)
        return tell("questionnaire", f"questionnaire_{part}", Results(results.wave, codebook.of_wave(year, without))).table

    return table


def numbers(table):
    return [question.split()[0] for question in table["question"] if question[0].isdigit()]


def row(table, number, at=0):
    return table[table["question"].str.startswith(f"{number} ")].iloc[at]


def test_questions_stand_in_order_with_their_words_and_how_they_are_answered(asked):
    table = asked("survey")
    assert list(dict.fromkeys(numbers(table))) == [f"1.{n}" for n in range(1, 19)]
    assert row(table, "1.7")["question"] == "1.7 Does your city or region organise any consultations in the framework of the general integration policy?"
    assert row(table, "1.7")["answer"] == "One of these: Yes; No"
    assert (row(table, "1.7", 1)["question"], row(table, "1.7", 1)["answer"]) == ("1.7 If yes – please provide examples", "In words; asked only of those who say yes")
    assert row(table, "1.2", 3)["answer"] == "A whole number from 1950 to 2100"


def test_a_rating_has_its_scale_its_rows_its_groups_and_what_the_form_explains(asked):
    question = row(asked("survey"), "1.4")
    assert question["question"].endswith("You can assign the same priority to different factors.")
    assert question["answer"].startswith("A rating from 1 (lower priority) to 5 (higher priority) of each of these: Difficulty finding a job; Poor")
    assert question["answer"].endswith("Once for each of these: Newly arrived migrants (less than 6 months in the host country); Long term residents")


def test_where_a_study_labels_a_question_otherwise_both_are_told(asked):
    printed = asked("survey", raw={"published/statements.csv": "id,kind,subject,statement,section\n"})
    both = row(printed, "1.1")["question"]
    assert both.startswith("1.1 Is your authority working with/involved in") and "(“Works on integration along the Common Basic Principles of 2004”: the Principles stand in the label" in both
    assert "Principles" not in row(asked("survey"), "1.1")["question"]


def test_the_fact_sheet_follows_its_numbers_and_not_the_order_of_the_columns(asked):
    table = asked("factsheet")
    assert list(dict.fromkeys(numbers(table))) == [f"2.{n}" for n in range(1, 16)]
    assert row(table, "2.7")["answer"].startswith("Any of these: Migrants groups or associations; Civil society, NGOs; ")


def test_another_wave_has_the_questions_that_it_asked_and_no_words_of_2012(asked, codebook):
    assert "consultations" not in asked("survey", without=("consultations", "consultation_examples"))["question"].str.cat()
    assert row(asked("survey", year=2010), "1.7")["question"] == "1.7 Holds consultations on integration policy", "nothing was put in full then"


def test_it_says_how_much_is_asked_and_which_files_there_are(survey_of, tell):
    results = survey_of({"GR": 6})
    assert tell("questionnaire", "questionnaire", results).text.startswith(
        "The survey asks 18 numbered questions, the fact sheet 15 on each programme or project."
    )
    assert tell("questionnaire", "questionnaire_files", results).text.count("/report/_generated/downloads/questionnaire") == 4


def test_a_wave_without_a_survey_has_none(survey_of, codebook, make_wave):
    results = Results(make_wave({"networks.csv": ""}), codebook)
    assert questionnaire.questionnaire(results) is questionnaire.questionnaire_files(results) is None


def test_answers_to_fact_sheets_are_known_where_they_are_counted(survey_of):
    sheets = [{"respondent_id": f"GR{n}", "factsheet_no": "1", "fs_dimension": "cultural"} for n in range(6)]
    known = {q.first.id: q.state for q in Answered(survey_of({"GR": 6}, sheets), "factsheets").questions()}
    assert (known["fs_dimension"], known["fs_objective"], known["fs_national_programme"]) == ("all", "kept", "no_answer")
