"""The parts of the book that belong to no chapter."""

from __future__ import annotations

import yaml
from spans import without_keys

from analysis.store import write_text
from analysis.tell.book_parts import FONTS, write_parts


def test_numbers_for_the_prose_are_text_of_this_wave(survey_of):
    results = survey_of({"GR": 1200, "ES": 3})
    write_text("case_no\n1\n2\n", results.wave.staged("cases.csv"))
    variables = write_parts(results)
    file = results.wave.stage / "report" / "variables.yml"
    assert yaml.safe_load(file.read_text(encoding="utf-8")) == variables
    assert variables["survey"]["analysable"] == '[1,203]{key="var.survey.analysable"}'
    assert without_keys(variables["cases"]["count"]) == "2" and without_keys(variables["method"]["confidence"]) == "95"
    assert variables["wave"]["year"] == "2026"
    assert without_keys(variables["criteria"]["count"]) == str(len(results.codebook.criteria["criteria"]))


def test_a_wave_without_a_survey_has_no_answers(survey_of):
    assert without_keys(write_parts(survey_of())["survey"]["analysable"]) == "0"


def test_the_fonts_of_the_book_go_with_it(survey_of):
    results = survey_of()
    write_parts(results)
    fonts = list((results.wave.stage / "report" / "fonts").glob("*.ttf"))
    assert len(fonts) == len(FONTS) and all(font.stat().st_size > 10_000 for font in fonts)
