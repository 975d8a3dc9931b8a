"""The words of all chapters against what is found out about two waves: no name that a finding does not give."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from catalogues import not_given

from analysis.codebook import codebook_for
from analysis.findings.results import Results
from analysis.tell.chapter import Chapter
from analysis.tell.words import COMMON, FOLDER
from analysis.wave import open_wave

OF_CARDS = ("exhibit_cited",)  # told of each card, when the book is staged
CHAPTERS = sorted(file.name.split(".")[0] for file in FOLDER.glob("*.en.yml") if not file.name.startswith(f"{COMMON}."))


@pytest.mark.xdist_group("report_2012")
def test_every_name_in_the_words_is_given_by_the_findings_of_2012(report_2012):
    faults, found = _held_against(report_2012)
    assert faults == [] and len(found) > 20


@pytest.mark.xdist_group("report_other")
def test_every_name_in_the_words_is_given_by_the_findings_of_another_wave(report_other):
    faults, found = _held_against(report_other)
    assert faults == [] and len(found) > 10


def _held_against(built) -> tuple[list[str], Mapping]:
    """What the catalogues use and the findings of a wave do not give, and the facts of each exhibit that it has."""
    wave = open_wave(built.wave, built.root)
    results = Results(wave, codebook_for(wave))
    faults, found = [], {}
    for chapter in (Chapter(name, results, "") for name in CHAPTERS):
        facts = {name: getattr(chapter.findings, name)(results) for name in chapter.words.texts if name not in OF_CARDS}
        ones = {name: given[0] if isinstance(given, list) else given for name, given in facts.items() if given}
        there = {name: {"wave": wave} | given for name, given in ones.items()}
        faults += not_given(chapter.words, there)
        found |= there
    return faults, found
