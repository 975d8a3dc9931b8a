"""The first page says what the wave is and takes over what its chapters found."""

from __future__ import annotations

import pytest
from spans import without_keys

from analysis.store import write_text
from analysis.tell.chapter import Chapter

AUDIT = "published_ref,cell,verdict\nTable 3.1,a,equal\nTable 3.1,b,differs\n"
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
        ("round_trip", "Read this first: the survey and the practice database of this wave are rebuilt from printed tables because the answers themselves were never published, and 10 self-selected authorities answered the survey."),
        ("observed", "10 self-selected authorities answered the survey; shares are of those who answered, not of all authorities."),
        ("simulated", "All data of this wave are simulated"),
    ],
)  # fmt: skip
def test_the_basis_is_one_sentence_for_every_kind_of_wave(survey_of, tell, evidence, said):
    assert said in tell("index", "basis", survey_of({"MT": 8, "PT": 2}, evidence=evidence)).text


def test_without_a_survey_the_basis_is_the_records(practices_of, tell):
    assert tell("index", "basis", practices_of((6, {}))).text.startswith("The report rests on the records of the wave; shares")


def test_the_headline_shows_what_there_is(survey_of, practices_of, tell):
    answered = survey_of({"MT": 8, "PT": 2})
    write_text(AUDIT, answered.wave.staged("audit.csv"))
    text = tell("index", "headline", answered).text
    assert "[10]{.stat-value} [authorities answered enough to be analysed]" in text
    assert "[1 of 2]{.stat-value} [printed figures reproduce exactly]" in text and text.count("::: {.stat}\n") == 2
    assert "studied one by one" not in text and "European database" not in text
    assert "[1]{.stat-value} [good practice in the European database]" in tell("index", "headline", practices_of((1, {}))).text
    assert tell("index", "headline", survey_of()) is None


def test_findings_are_the_summaries_of_the_chapters_in_the_order_of_the_first_page(survey_of):
    shown = [("survey", "respondents"), ("survey", "bounds"), ("survey", "answers")]
    lines = first_page(survey_of({"MT": 8, "PT": 5}, **ANSWERS), *shown)["findings"].splitlines()
    assert [line.split(" [[")[0] for line in lines] == [
        "- 61.5% of the answering authorities train staff who deal with third-country migrants and 100.0% belong to a network on immigration and integration (@fig-answers).",
        "- 8 of the 13 answers come from Malta; the totals only set limits to what all others answered (@fig-bounds).",
    ]
    assert lines[0].endswith("]{.evidence .evidence-observed}") and lines[1].endswith("]{.evidence .evidence-bounds}")


@pytest.mark.parametrize(("number", "said"), [(10, "60.0% of the authorities"), (3, "3 of 3 authorities")])
def test_a_message_stands_with_the_highest_share(survey_of, number, said):
    job = "challenge_migrants__newly_arrived__job"
    results = survey_of({"MT": min(number, 6), "PT": max(number - 6, 0)}, **{job: {"MT": "5", "PT": "1"}})
    text = first_page(results, ("survey", "challenge_migrants"))["findings"]
    assert text.startswith(f"- Finding a job is the barrier named most ({said}; @fig-challenge-migrants). [[")


def test_findings_of_the_database_say_what_its_figures_say(practices_of):
    text = first_page(practices_of((6, {}), (3, {"range": "national"})), ("practices", "funding"), ("practices", "range"))["findings"]
    assert [line.split(". [[")[0] for line in text.splitlines()] == [
        "- Two thirds of the practices are regional or municipal (@fig-range)", "- Local funding is the source named most (@fig-funding)",
    ]  # fmt: skip


def test_a_wave_without_findings_has_an_empty_block(survey_of):
    assert first_page(survey_of())["findings"] == ""
