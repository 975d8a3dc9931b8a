"""What the survey shows, and how it is said: one finding behind title, sentence, alternative text and table."""

from __future__ import annotations

import pytest

from analysis.findings import survey

JOB, LANGUAGE = "challenge_migrants__newly_arrived__job", "challenge_migrants__newly_arrived__language"
STATEMENTS = "kind,subject,statement,section\nordering,developed,cultural measures come first,3.1.4\ncount,developed,x,3.1\n"


def test_a_country_with_more_than_a_third_of_the_answers_is_dominant(survey_of, tell):
    lead = tell("survey", "respondents", survey_of({"GR": 6, "ES": 3}))
    assert lead.title == "Two thirds of the answers come from Greece"
    assert lead.alt.startswith("Bar chart of 2 countries. Greece has 6 of 9 analysable answers, 66.7 per cent; then Spain 3.")
    even = tell("survey", "respondents", survey_of({"GR": 3, "ES": 4, "IT": 3, "PT": 3}))
    assert even.title == "Spain gave the most answers" and not even.facts["dominant"]
    tied = tell("survey", "respondents", survey_of({"GR": 3, "ES": 3, "IT": 3, "PT": 2}))
    assert tied.title == "Spain, Greece and Italy gave the most answers"


def test_countries_with_one_answer_are_named(survey_of, tell):
    text = tell("survey", "respondents", survey_of({"GR": 6, "ES": 1, "IT": 1})).text
    assert text.endswith("Two countries have one answer only: Spain and Italy.")
    assert "one answer only" not in tell("survey", "respondents", survey_of({"GR": 6})).text


def test_small_bases_show_counts_and_no_percentages(survey_of, tell):
    few = tell("survey", "respondents", survey_of({"GR": 2, "ES": 1}))
    assert "2 of 3 answers come from Greece" in few.text and "%" not in few.text + few.alt
    assert list(few.table["percent"]) == ["", ""]


@pytest.mark.parametrize(
    ("no", "title"),
    [
        ((), "A majority says yes to each of the two questions"),
        (("staff_training",), "A majority says yes to one of two questions"),
        (("staff_training", "network_member"), "No question has a majority of yes"),
    ],
)
def test_answers_count_the_questions_most_say_yes_to(survey_of, tell, no, title):
    answers = {q: "no" if q in no else "yes" for q in ("staff_training", "network_member")}
    told = tell("survey", "answers", survey_of({"GR": 6}, **answers))
    assert told.title == title


def test_a_question_is_said_in_the_words_of_the_codebook(survey_of, tell):
    told = tell("survey", "answers", survey_of({"GR": 6, "ES": 2}, staff_training={"GR": "yes", "ES": "no"}))
    assert told.text == "75.0% of the authorities (6 of 8) train staff who deal with third-country migrants."


def test_bounds_are_those_of_the_totals(survey_of, tell):
    """Eight say yes and eight come from Greece: outside it, all of the five may have said no, or yes."""
    split = survey_of({"GR": 8, "ES": 5}, cbp_involved={"GR": "yes", "ES": "no"})
    facts = survey.bounds(split)
    assert [(q["limits"].low, q["limits"].high) for q in facts["rows"]] == [(0, 1)] and facts["little"]
    told = tell("survey", "bounds", split)
    assert told.text.startswith("8 of 13 answers come from Greece. The band in the figure shows")
    assert tell("survey", "bounds", survey_of({"GR": 3, "ES": 3, "IT": 3})).text.startswith("No country gives more than a third")
    assert tell("survey", "bounds", survey_of({"GR": 8})).text.startswith("All answers come from Greece")
    few = tell("survey", "bounds", survey_of({"GR": 8, "ES": 4}, cbp_involved="yes"))
    assert not few.figure_id and few.text == "8 of 12 answers come from Greece. There are too few others for limits to be shown."


def test_the_highest_rating_leads_title_sentence_and_table(survey_of, tell):
    told = tell("survey", "challenge_migrants", survey_of({"MT": 8, "PT": 2}, **{JOB: {"MT": "5", "PT": "1"}, LANGUAGE: "1"}))
    assert told.title == "Finding a job is the barrier named most"
    assert told.text.startswith("Asked what migrants struggle with, 80.0% of the authorities give a higher priority to finding a job for newly arrived")
    assert told.table["answer"].iloc[0] == "Finding a job: newly arrived migrants" and list(told.table["percent"]) == ["80.0", "0.0"]


def test_a_tie_is_a_tie(survey_of, tell):
    long = JOB.replace("newly_arrived", "long_term")
    both = tell("survey", "challenge_migrants", survey_of({"MT": 8}, **{JOB: "5", long: "5"}))
    assert both.title == "Finding a job is the barrier named most" and "finding a job, the highest share" in both.text
    two = tell("survey", "challenge_migrants", survey_of({"MT": 8}, **{JOB: "5", LANGUAGE: "4"}))
    assert two.title == "Finding a job and Language are the barriers named most"


def test_dimensions_are_means_where_there_are_ratings_and_words_where_only_words_are_printed(survey_of, tell):
    rated = survey_of({"MT": 4, "PT": 4}, developed__cultural={"MT": "4", "PT": "2"})
    assert tell("survey", "dimensions", rated).table.iloc[0, 1:3].tolist() == ["Cultural", "3.00"]
    few = tell("survey", "dimensions", survey_of({"MT": 2}, developed__cultural="4"))
    assert "Too few" in few.text and not few.table_id
    said = tell("survey", "dimensions", survey_of({"MT": 8}, raw={"published/statements.csv": STATEMENTS}))
    assert said.text.endswith("\n\n- Cultural measures come first (section 3.1.4).")


def test_fact_sheets_are_counted_by_country(survey_of, tell):
    sheets = [{"respondent_id": "MT0", "fs_name": "A"}] * 4 + [{"respondent_id": "PT0", "fs_name": "B"}]
    text = tell("survey", "factsheets", survey_of({"MT": 1, "PT": 1}, factsheets=sheets)).text
    assert text.startswith("The respondents described 5 of their programmes on fact sheets. Malta sent 4 of them (80.0%).")


def test_of_what_was_not_asked_nothing_is_said(survey_of):
    empty = survey_of()
    for name in ("respondents", "answers", "bounds", "challenge_migrants", "challenge_authority", "measures", "dimensions", "factsheets"):
        assert getattr(survey, name)(empty) is None, name
