"""Sentences of the survey chapter follow the data."""

from __future__ import annotations

import pytest

from analysis.present.cards import Deck
from analysis.present.chapters.survey import ABSENT, blocks
from analysis.present.survey import draw_survey
from analysis.store import read_table, write_text

JOB, LANGUAGE = "challenge_migrants__newly_arrived__job", "challenge_migrants__newly_arrived__language"
STATEMENTS = "section,kind,subject,statement\n3.1.4,ordering,developed,cultural measures come first\n"


def answers(*groups: tuple[int, dict[str, str]]) -> list[dict[str, str]]:
    return [cells for number, cells in groups for _ in range(number)]


@pytest.fixture
def written(told, monkeypatch):
    """The blocks of a wave with these answers; its figures have cards and are not drawn."""
    monkeypatch.setattr(Deck, "add", lambda deck, draw, *args: _keep(deck, draw(*args)))

    def make(responses=None, **rest) -> dict[str, str]:
        context = told(responses, **rest)
        deck = Deck(context.wave, "survey")
        draw_survey(deck, read_table(context.wave.staged("estimates.csv")), context.codebook, context.wave)
        deck.close()
        return blocks(context)

    return make


def _keep(deck: Deck, drawing) -> None:
    if drawing[0] is not None:
        deck.cards.append(drawing[1])


def test_the_countries_are_counted_and_the_largest_is_named(written):
    text = written(answers((12, {"country": "MT"}), (7, {"country": "PT"}), (1, {"country": "FI"})))["survey-who"]
    assert "The survey has 20 analysable answers from three countries." in text
    assert "60.0% of the answers, 12 of 20, come from Malta." in text
    assert "One country has one answer only: Finland." in text
    assert "| Portugal | 7 | 35.0 | 0 |" in text


def test_the_opened_questionnaires_are_no_response_rate(written):
    opened = answers((6, {"country": "MT"}), (6, {"country": "PT", "status": "empty"}))
    text = written(opened)["survey-who"]
    assert "6 analysable answers from one country. They are 50.0% of the 12 times the questionnaire was opened" in text
    assert "All of the answers, 6 of 6, come from Malta." in text


def test_yes_and_no_are_told_with_their_base(written):
    text = written(
        answers((9, {"country": "MT", "staff_training": "yes"}), (3, {"country": "PT", "staff_training": "no"}))
    )["survey-answers"]
    assert text.startswith("75.0% of the authorities (9 of 12) train staff")
    assert "| 9 | 75.0 | 46.8 to 91.1 | 25.0 | 0.0 | 12 |" in text


def test_a_small_base_gives_counts_and_no_percentages(written):
    made = written(
        answers(
            (2, {"country": "MT", "staff_training": "yes", JOB: "5"}),
            (1, {"country": "PT", "staff_training": "no", JOB: "1"}),
        )
    )
    assert made["survey-answers"].startswith("2 of 3 authorities train staff")
    assert "| 2 |  |  |  |  | 3 |" in made["survey-answers"]
    assert "2 of 3 authorities give a higher priority to finding a job" in made["survey-challenges"]
    assert "2 of 3 answers come from Malta" in made["survey-who"]
    assert not [name for name, text in made.items() if "NaN" in text or "nan" in text]


@pytest.mark.parametrize(("job", "language", "first"), [("5", "1", "finding a job"), ("1", "4", "language")])
def test_the_highest_rating_leads(written, job, language, first):
    text = written(
        answers((8, {"country": "MT", JOB: job, LANGUAGE: language}), (2, {"country": "PT", JOB: "1", LANGUAGE: "1"}))
    )["survey-challenges"]
    assert f"80.0% of the authorities give a higher priority to {first}" in text.lower().replace("skills", "")
    assert "for newly arrived migrants, the highest share" in text
    rows = [line for line in text.splitlines() if line.startswith("| Migrants")]
    assert "80.0" in rows[0] and "0.0" in rows[1]


def test_the_group_is_not_named_where_both_share_the_highest_value(written):
    both = {"country": "MT", JOB: "5", JOB.replace("newly_arrived", "long_term"): "5"}
    text = written(answers((8, both)))["survey-challenges"]
    assert "100.0% of the authorities give a higher priority to finding a job, the highest share" in text


def test_bounds_are_told_only_where_one_country_dominates(written):
    third = answers((8, {"country": "MT"}), (2, {"country": "PT"}))
    even = answers(*((3, {"country": c}) for c in ("MT", "PT", "FI", "SE")))
    assert written(third)["survey-bounds"].startswith("8 of 10 answers come from Malta. The band in the figure shows")
    assert (
        "set limits: if a question has more yeses than Malta" in written(third, evidence="round_trip")["survey-bounds"]
    )
    assert written(even)["survey-bounds"].startswith("No country gives more than a third")
    assert written(answers((8, {"country": "MT"})))["survey-bounds"].startswith("All answers come from Malta")


def test_dimensions_are_means_where_there_are_ratings(written):
    text = written(
        answers((4, {"country": "MT", "developed__cultural": "4"}), (4, {"country": "PT", "developed__cultural": "2"}))
    )["survey-dimensions"]
    assert "| Cultural | 3.00 | " in text and "| 8 |" in text
    few = written(answers((2, {"country": "MT", "developed__cultural": "4"})))["survey-dimensions"]
    assert few == "*Too few authorities rated this for a mean to be shown.*\n"


def test_dimensions_are_told_in_words_where_only_words_are_printed(told):
    context = told(answers((8, {"country": "MT"})))
    write_text(STATEMENTS, context.wave.published / "statements.csv")
    text = blocks(context)["survey-dimensions"]
    assert "In words it says:" in text and "(section 3.1.4)." in text
    assert "- Cultural measures come first (section 3.1.4)." in text


def test_fact_sheets_are_counted_by_country(written):
    sheets = [{"respondent_id": "R1", "fs_name": "A"}] * 4 + [{"respondent_id": "R2", "fs_name": "B"}]
    text = written([{"country": "MT"}, {"country": "PT"}], factsheets=sheets)["survey-factsheets"]
    assert "described 5 of their programmes on fact sheets. Malta sent 4 of them (80.0%)." in text


def test_what_was_not_asked_is_a_plain_line(written):
    made = written()
    for name in (
        "survey-who",
        "survey-answers",
        "survey-challenges",
        "survey-measures",
        "survey-dimensions",
        "survey-factsheets",
    ):
        assert made[name] == ABSENT


def test_commentary_belongs_to_the_wave(told):
    context = told()
    assert blocks(context)["survey-commentary"] == ""
    write_text("A word on it.", context.wave.commentary / "survey.md")
    assert blocks(context)["survey-commentary"] == "A word on it.\n"
