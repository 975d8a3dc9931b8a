"""Numbers come from the data: chapters hold none that were typed, but for those listed here one by one."""

from __future__ import annotations

import re

import pytest
from catalogues import typed

from analysis.publish.sections import INCLUDED, WELCOME
from analysis.tell.words import COMMON, FOLDER, Words
from analysis.wave import PROJECT

CHAPTERS = sorted([PROJECT / "index.qmd", *(PROJECT / "report").glob("*.qmd")])
ALLOWED = {  # word by word: an example a reader is to type, and counts that the sentence itself lists or the method sets
    "made.qmd": ("make report WAVE=2026   # another wave, from data/raw/2026",),
    "method.qmd": ("two answers that contradict each other",),
}
PRINTED = re.compile(r"^(?:title|subtitle|description): *(.*)$", re.MULTILINE)


def prose(text: str) -> str:
    """The words of a chapter: without labels, includes, variables, links and citations. Of its front matter the title and
    the description are printed."""
    text = re.sub(r"\A---\n(.*?)\n---\n", lambda front: "\n".join(PRINTED.findall(front[1])), text, flags=re.DOTALL)
    return re.sub(r"\{\{<.*?>\}\}|\{[#.][^}]*\}|\]\([^)]*\)|@[\w-]+|\[@[^\]]*\]", " ", text)


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda f: f.name)
def test_no_number_was_typed_into_a_chapter(chapter):
    text = prose(chapter.read_text(encoding="utf-8"))
    for words in ALLOWED.get(chapter.name, ()):
        assert text.count(words) == 1, f"{words!r} is allowed but does not stand there once"
        text = text.replace(words, " ")
    assert typed(text) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("The level is ninety-five in a hundred.", ["ninety", "five", "hundred"]),
        ("Some 37 of them, more than 1,234 in all", ["37", "1,234"]),
        ("A dozen cities; Two-thirds of them, a fifth of the rest", ["dozen", "Two", "thirds", "fifth"]),
        ("Seventeen networks and millions of people", ["Seventeen", "millions"]),
        ("---\ntitle: The twelve practices\nneeds: [t3]\n---\n\nText", ["twelve"]),
        ("See [Table 3](report/survey.qmd#t3), {{< var n4 >}} and [@wilson1927] {#sec-5}", ["3"]),
        ("None, once, one of them, another, a canteen, often, weightless, as lone as ever", []),
    ],
)
def test_a_number_in_prose_is_seen_in_digits_and_in_words(text, numbers):
    assert typed(prose(text)) == numbers


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda f: f.name)
def test_no_wave_and_no_figure_is_named_in_a_chapter(chapter):
    text = chapter.read_text(encoding="utf-8")
    assert "/figures/" not in text and not re.search(r"wave 20\d\d", text, re.IGNORECASE)


def test_chapters_include_every_block_that_is_worded_once_and_no_other():
    catalogues = [tuple(file.name.split(".")[:2]) for file in FOLDER.glob("*.yml")]
    chapters = {chapter for chapter, _ in catalogues} - {COMMON}
    told = [Words(chapter, lang) for chapter, lang in catalogues if chapter in chapters]
    worded = {words.block(exhibit) for words in told for exhibit in words.texts if not words.has(exhibit, "page")}
    included = [name for file in CHAPTERS for name in INCLUDED.findall(file.read_text(encoding="utf-8"))]
    assert sorted(name for name in included if not name.endswith(WELCOME)) == sorted([*worded, "notebooks-list"])
    assert {name.removesuffix(WELCOME) for name in included if name.endswith(WELCOME)} <= chapters
