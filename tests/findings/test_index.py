"""The first page says what the wave is and takes over what its chapters found."""

from __future__ import annotations

import pytest

ANSWERS = {"staff_training": {"MT": "yes", "PT": "no"}, "network_member": "yes"}


@pytest.mark.parametrize(
    ("evidence", "said"),
    [
        ("round_trip", "Read this first: the survey of this wave is rebuilt from printed tables because the answers themselves are not at hand, and 10 self-selected authorities answered the survey."),
        ("observed", "10 self-selected authorities answered the survey; shares are of those who answered, not of all authorities."),
        ("simulated", "All data of this wave are simulated"),
    ],
)  # fmt: skip
def test_the_basis_is_one_sentence_for_every_kind_of_wave(survey_of, tell, evidence, said):
    assert said in tell("index", "basis", survey_of({"MT": 8, "PT": 2}, evidence=evidence)).text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"sampling": "sample"}, "10 authorities of a sample answered the survey; shares are of those who answered"),
        ({"sampling": "census"}, "10 of all authorities, all of which were asked, answered the survey"),
        ({"sampling": "census", "invited": 40}, "10 of the 40 authorities, all of which were asked, answered the survey"),
    ],
)
def test_the_basis_says_how_the_respondents_came_about(survey_of, tell, fields, said):
    assert tell("index", "basis", survey_of({"MT": 8, "PT": 2}, fields=fields)).text.startswith(said)


def test_one_authority_is_one_and_none_is_said(survey_of, tell):
    assert tell("index", "basis", survey_of({"MT": 1})).text.startswith("1 self-selected authority answered")
    none = survey_of({"MT": 4}, status="partial")
    assert tell("index", "basis", none).text == "No answer to the survey was complete enough to be analysed."
    assert "[0]{.stat-value} [authorities answered enough" in tell("index", "headline", none).text


def test_without_a_survey_the_basis_is_the_records(practices_of, tell):
    assert tell("index", "basis", practices_of((6, {}))).text == "The report rests on the records of the wave."


def test_only_the_evidence_classes_of_the_wave_are_explained(survey_of, tell):
    real = tell("index", "reading", survey_of({"MT": 8, "PT": 2})).text
    assert "An *observed* number" in real and "rebuilt" not in real and "*Coded*" not in real
    rebuilt = tell("index", "reading", survey_of({"MT": 8, "PT": 2}, evidence="round_trip")).text
    assert "A *rebuilt* number is" in rebuilt and "observed" not in rebuilt


def test_the_headline_shows_what_there_is(survey_of, practices_of, tell):
    answered = survey_of({"MT": 8, "PT": 2})
    text = tell("index", "headline", answered).text
    assert "[10]{.stat-value} [authorities answered enough to be analysed]" in text
    assert text.count("::: {.stat}\n") == 1 and "studied one by one" not in text and "database" not in text
    named, nameless = (practices_of((1, {}), practice_database=name) for name in ("Good Practice Base", ""))
    assert "[1]{.stat-value} [good practice in the database of the Good Practice Base]" in tell("index", "headline", named).text
    assert "[good practice on record]" in tell("index", "headline", nameless).text
    assert tell("index", "headline", survey_of()) is None


def test_a_message_is_told_by_its_figure_and_answered_by_a_recommendation(survey_of, tell):
    said = tell("index", "glance_exchange", survey_of({"MT": 8, "PT": 5}, **ANSWERS))
    assert said.title == "100.0% of the authorities that answered belong to a network on immigration and integration"
    assert said.say("after").startswith("**What it means for regions.** The study of 2012 recommends this: join authorities in a network of their own")
    assert "This wave cannot test the need for it." in said.say("after")


def test_the_advice_turns_with_the_answers(survey_of, tell):
    def advice(answer):
        answers = {"associations_involved": answer, "consultations": answer}
        return tell("index", "glance_voice", survey_of({"MT": 8, "PT": 5}, **answers)).say("after")

    assert "the need for it shows in each of the 2 rules" in advice("no")
    assert "the need for it shows in none of the 2 rules" in advice("yes")


def test_what_is_put_first_is_said_of_known_values_only(survey_of, tell):
    job, language = (f"challenge_migrants__newly_arrived__{option}" for option in ("job", "language"))
    title = tell("index", "glance_need", survey_of({"MT": 6, "PT": 4}, **{job: {"MT": "5", "PT": "1"}, language: "1"})).title
    assert title == "Finding a job is what authorities most often rate a higher priority among migrants’ difficulties, as far as values are known"


def test_the_money_of_practices_is_named_without_more_than_it_says(practices_of, tell):
    few = practices_of((6, {"funding_sources": "local"}), (5, {"funding_sources": "eu"}), (3, {"funding_sources": "regional"}))
    assert tell("index", "glance_money", few).title == "“local” is named most often among the sources of funding, though not by most practices"


def test_a_wave_without_answers_and_cases_has_no_messages(survey_of, tell):
    for name in ("need", "voice", "exchange", "money", "evidence"):
        assert tell("index", f"glance_{name}", survey_of()) is None
