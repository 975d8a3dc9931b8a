"""Numbers come from the data: chapters hold none that were typed, but for those listed here one by one."""

from __future__ import annotations

import re

import pytest
from catalogues import typed

from analysis.publish.sections import INCLUDED, WELCOME
from analysis.tell.words import COMMON, FOLDER, Words
from analysis.wave import PROJECT

CHAPTERS = sorted([PROJECT / "index.qmd", *(PROJECT / "report").glob("*.qmd")])
ALLOWED = {  # an example a reader is to type, and counts that the sentence itself lists or the method sets
    "made.qmd": ["2026", "2026"],
    "method.qmd": ["two"],
}


def prose(text: str) -> str:
    """The words of a chapter: without front matter, labels, includes, variables, links and citations."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    return re.sub(r"\{\{<.*?>\}\}|\{[#.][^}]*\}|\]\([^)]*\)|@[\w-]+|\[@[^\]]*\]", " ", text)


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda f: f.name)
def test_no_number_was_typed_into_a_chapter(chapter):
    assert typed(prose(chapter.read_text(encoding="utf-8"))) == ALLOWED.get(chapter.name, [])


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda f: f.name)
def test_no_wave_and_no_figure_is_named_in_a_chapter(chapter):
    text = chapter.read_text(encoding="utf-8")
    assert "/figures/" not in text and not re.search(r"wave 20\d\d", text, re.IGNORECASE)


def test_chapters_include_every_block_that_is_worded_once_and_no_other():
    chapters = {file.name.split(".")[0] for file in FOLDER.glob("*.en.yml")} - {COMMON}
    worded = {words.block(exhibit) for words in map(Words, chapters) for exhibit in words.texts}
    included = [name for file in CHAPTERS for name in INCLUDED.findall(file.read_text(encoding="utf-8"))]
    assert sorted(name for name in included if not name.endswith(WELCOME)) == sorted([*worded, "notebooks-list"])
    assert {name.removesuffix(WELCOME) for name in included if name.endswith(WELCOME)} <= chapters
