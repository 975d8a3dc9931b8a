"""The glossary holds in every wave: it leads only to chapters that are there."""

from __future__ import annotations

import re

from analysis.chapters import has_chapter
from analysis.findings import glossary
from analysis.findings.glossary import read_glossary
from analysis.findings.results import Results
from analysis.wave import PROJECT


def test_terms_stand_in_the_order_of_the_alphabet_and_abbreviations_lead_to_them(survey_of):
    terms = glossary.terms(survey_of())["terms"]
    names = [term["name"] for term in terms]
    assert names == sorted(names, key=str.casefold) and len(names) == len(set(names))
    assert next(term["full"] for term in terms if term["name"] == "LRA") == "Local or regional authority"
    assert {"Relevance", "rebuilt"} <= {*names}, "what other files of the codebook explain is not explained twice"


def test_a_term_is_told_with_its_section_and_its_chapter(wave_2012, codebook, tell):
    text = tell("glossary", "terms", Results(wave_2012, codebook)).text
    assert "\n\nNCPI\n: See National Contact Point on Integration.\n\n" in text
    assert re.search(r"Assimilation\n: The concept .*See: \[Why integration is local\]\(/report/local\.qmd\)\. \[Study, 2\.2\]\{\.small\}", text)


def test_a_wave_that_lacks_a_chapter_has_no_link_to_it(survey_of):
    places = {term["name"]: term["place"] for term in glossary.terms(survey_of({"GR": 6}))["terms"]}
    assert places["Respondent"].page == "/report/survey.qmd" and places["Base"].page == "/report/method.qmd"
    assert places["Case study"] == places["Assimilation"] == ""


def test_chapters_are_called_as_in_the_book(wave_2012):
    known = read_glossary(wave_2012)
    for name, title in known.chapters.items():
        assert has_chapter(wave_2012, name), name
        assert f"\n# {title} {{#" in (PROJECT / f"report/{name}.qmd").read_text(encoding="utf-8")
    assert {term.chapter for term in known.terms.values()} <= known.chapters.keys()


def test_what_a_term_means_is_said_in_a_few_words(wave_2012):
    for name, term in read_glossary(wave_2012).terms.items():
        assert term.means.endswith(".") and len(term.means.split()) <= 30, name
