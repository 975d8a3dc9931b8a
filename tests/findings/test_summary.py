"""The summary says the same in every language: the same findings, the same numbers."""

from __future__ import annotations

import re

import pytest
from babel.numbers import parse_decimal
from spans import without_keys

from analysis.findings import summary
from analysis.findings.results import Results
from analysis.tell.chapter import Chapter

NAMES = [name for name in vars(summary) if name.startswith("summary_")]
NUMBER = re.compile(r"\d[\d.,]*\d|\d")


def told(results, lang: str, locale: str) -> dict[str, list]:
    """The numbers of each exhibit in a language, by size; spelled ones are left out."""
    chapter = Chapter("summary", results, "17-sum-up", lang)
    shown = {name: chapter.show(name) for name in NAMES}
    texts = {name: without_keys(e.text) for name, found in shown.items() if found for e in found.exhibits}
    return {name: sorted(parse_decimal(n, locale) for n in NUMBER.findall(text)) for name, text in texts.items()}


@pytest.fixture
def asked(survey_of):
    """Twelve answers with much to tell."""
    ratings = {"challenge_migrants__newly_arrived__language": "5", "challenge_authority__long_term__resources": "4"}
    return survey_of({"MT": 9, "PT": 3}, network_member="yes", associations_involved={"MT": "yes", "PT": "no"}, **ratings)


def test_every_number_of_the_italian_summary_is_that_of_the_english_one(asked):
    english, italian = told(asked, "en", "en_GB"), told(asked, "it", "it")
    assert english == italian
    assert english["summary_voice"] and english["summary_need"] and english["summary_recommended"]


def test_the_two_languages_stand_in_blocks_of_their_own(asked):
    for lang in ("en", "it"):
        chapter = Chapter("summary", asked, "17-sum-up", lang)
        chapter.show("summary_voice")
        chapter.close()
    blocks = asked.wave.stage / "report" / "blocks"
    assert "75%" in without_keys((blocks / "summary-voice.qmd").read_text(encoding="utf-8")).replace("75.0%", "75%")
    text = (blocks / "summary-voice-it.qmd").read_text(encoding="utf-8")
    assert text.startswith(':::::: {lang="it"}') and "75,0%" in without_keys(text)


def test_what_is_told_follows_the_answers(survey_of, tell):
    one = tell("summary", "summary_exchange", survey_of({"MT": 6}, network_member="yes")).text
    assert "100.0% belong to a network" in one
    none = tell("summary", "summary_exchange", survey_of({"MT": 6}, network_member="no")).text
    assert "0.0% belong to a network" in none


def test_a_wave_without_sources_has_no_summary(survey_of, tell):
    assert summary.summary_cases(survey_of({"MT": 6})) is None
    assert summary.summary_practices(survey_of({"MT": 6})) is None
    assert summary.summary_rights(survey_of({"MT": 6})) is None


INCLUD = [{"id": "a", "topic": "goal", "text": "To.", "countries": "GR;IT"}, {"id": "b", "topic": "pilots", "text": "Try.", "countries": "GR"}, {"id": "c", "topic": "duration", "text": "months", "amount": "36"}]


@pytest.mark.parametrize(("lang", "named"), [("en", "ROUTES brought"), ("it", "ROUTES ha riunito")])
def test_of_sister_projects_only_those_are_told_that_the_wave_has_documents_of(survey_of, document, lang, named):
    def text() -> str:
        return Chapter("summary", Results(results.wave, results.codebook), "17-sum-up", lang).show("summary_sisters").exhibits[0].text

    results = survey_of({"MT": 6})
    assert summary.summary_sisters(results) is None
    document(results.wave, "includ", *INCLUD)
    assert "ROUTES" not in text() and "36" in text()
    document(results.wave, "routes", {"topic": "aim", "text": "To govern."})
    assert named in text()
