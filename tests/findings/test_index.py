"""The first page says what the wave is and takes over what its chapters found."""

from __future__ import annotations

import pytest
from spans import without_keys

from analysis.tell.chapter import Chapter

ANSWERS = {"staff_training": {"MT": "yes", "PT": "no"}, "network_member": "yes"}


def first_page(results, *shown: tuple[str, str]) -> dict[str, str]:
    """The blocks of the first page after these exhibits (chapter, name) have been shown."""
    for name in dict.fromkeys(chapter for chapter, _ in shown):
        chapter = Chapter(name, results, "10-draw")
        for exhibit in [e for c, e in shown if c == name]:
            chapter.show(exhibit)
        chapter.close()
    index = Chapter("index", results, "14-write-report")
    for exhibit in ("basis", "headline", "findings"):
        index.show(exhibit)
    index.close()
    folder = results.wave.stage / "report" / "blocks"
    texts = {f.stem.removeprefix("index-"): f.read_text(encoding="utf-8").strip() for f in folder.glob("index-*.qmd")}
    return {name: without_keys(text) for name, text in texts.items()}


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
    assert "An *observed* number" in real and "round trip" not in real and "*Coded*" not in real
    rebuilt = tell("index", "reading", survey_of({"MT": 8, "PT": 2}, evidence="round_trip")).text
    assert "A *round trip* is" in rebuilt and "observed" not in rebuilt


def test_the_headline_shows_what_there_is(survey_of, practices_of, tell):
    answered = survey_of({"MT": 8, "PT": 2})
    text = tell("index", "headline", answered).text
    assert "[10]{.stat-value} [authorities answered enough to be analysed]" in text
    assert text.count("::: {.stat}\n") == 1 and "studied one by one" not in text and "database" not in text
    named, nameless = (practices_of((1, {}), practice_database=name) for name in ("Good Practice Base", ""))
    assert "[1]{.stat-value} [good practice in the database of the Good Practice Base]" in tell("index", "headline", named).text
    assert "[good practice on record]" in tell("index", "headline", nameless).text
    assert tell("index", "headline", survey_of()) is None


def test_findings_are_the_summaries_of_the_chapters_in_the_order_of_the_first_page(survey_of):
    shown = [("survey", "respondents"), ("survey", "bounds"), ("survey", "answers")]
    lines = first_page(survey_of({"MT": 8, "PT": 5}, evidence="round_trip", **ANSWERS), *shown)["findings"].splitlines()
    assert [line.split(" [[")[0] for line in lines] == [
        "- 61.5% of the answering authorities train staff who deal with third-country migrants and 100.0% belong to a network on immigration and integration (@fig-answers).",
        "- 8 of the 13 answers come from Malta; the totals only set limits to what all others answered (@fig-bounds).",
    ]
    assert lines[0].endswith("]{.evidence .evidence-round_trip}") and lines[1].endswith("]{.evidence .evidence-bounds}")


def test_a_message_stands_with_its_share(survey_of):
    job, language = (f"challenge_migrants__newly_arrived__{option}" for option in ("job", "language"))
    results = survey_of({"MT": 6, "PT": 4}, **{job: {"MT": "5", "PT": "1"}, language: "1"})
    text = first_page(results, ("survey", "challenge_migrants"))["findings"]
    assert text.startswith(
        "- Of the barriers that were rated, a higher priority goes most often to finding a job for newly arrived migrants "
        "(60.0% of the authorities; @fig-challenge-migrants). [["
    )


def test_findings_of_the_database_say_what_its_figures_say(practices_of):
    text = first_page(practices_of((6, {}), (3, {"range": "national"})), ("practices", "funding"), ("practices", "range"))["findings"]
    assert [line.split(". [[")[0] for line in text.splitlines()] == [
        "- Two thirds of the practices are regional or municipal (@fig-range)", "- The source of funding named most is “local” (@fig-funding)",
    ]  # fmt: skip


def test_a_wave_without_findings_has_an_empty_block(survey_of):
    assert first_page(survey_of())["findings"] == ""
