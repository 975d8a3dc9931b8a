"""The catalogues of words: no arithmetic, no typed number, the same facts in every language."""

from __future__ import annotations

from itertools import pairwise

import pytest
from catalogues import computed_or_typed, empty, not_given, of_other_facts, typed

from analysis.tell.words import COMMON as COMMON_NAME
from analysis.tell.words import FOLDER, Words

CATALOGUES = sorted(tuple(file.name.split(".")[:2]) for file in FOLDER.glob("*.yml"))
CHAPTERS = {chapter: [lang for name, lang in CATALOGUES if name == chapter] for chapter, _ in CATALOGUES}
COMMON = """
numbers: [none, one, two]
macros: <% macro told(n) %><< n >><% endmacro %>
exhibit: {mark: << n >>}
"""


@pytest.fixture
def words(tmp_path):
    """`words("first:\\n  title: A title")`: a catalogue with this text, in a language."""

    def make(text: str, lang: str = "en") -> Words:
        (tmp_path / f"common.{lang}.yml").write_text(COMMON, encoding="utf-8")
        (tmp_path / f"one.{lang}.yml").write_text(text, encoding="utf-8")
        return Words("one", lang, tmp_path)

    return make


@pytest.mark.parametrize(("chapter", "lang"), CATALOGUES)
def test_no_catalogue_computes_or_holds_a_number(chapter, lang):
    assert computed_or_typed(Words(chapter, lang)) == []


@pytest.mark.parametrize(("chapter", "lang"), CATALOGUES)
def test_every_entry_has_its_text(chapter, lang):
    assert empty(Words(chapter, lang)) == []


def test_a_text_that_a_comma_cuts_in_two_is_noticed(words):
    assert empty(words("first: {columns: {says: What it says, and where}}")) == ["first has 'and where' without a text"]


def test_no_two_exhibits_of_the_book_share_a_name():
    """It is the anchor of the cell that shows the exhibit, and begins the keys of its numbers."""
    names = [name for chapter in CHAPTERS if chapter != COMMON_NAME for name in Words(chapter).texts]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


@pytest.mark.parametrize("chapter", sorted(CHAPTERS.keys() - {COMMON_NAME}))
def test_all_languages_of_a_chapter_use_the_same_facts(chapter):
    for one, other in pairwise(CHAPTERS[chapter]):
        assert of_other_facts(Words(chapter, one), Words(chapter, other)) == []


@pytest.mark.parametrize(
    ("title", "fault"),
    [
        ("<< rows|length - 1 >> others", "computes (Sub)"),
        ("<% if a + b > 3 %>Many<% endif %>", "computes (Add)"),
        ("<< shares|sum >>", "computes (sum)"),
        ("All 37 cases", "holds the number '37'"),
        ("<< many or '37' >> cases", "holds the number '37'"),
        ("<% if n == 3 %><< 3 >><% endif %>", "holds the number '3'"),
        ("The level is ninety-five in a hundred", "holds the number 'ninety'"),
        ("<< n|plural('one case', 'two cases') >>", "holds the number 'two'"),
    ],
)
def test_what_is_computed_or_typed_is_found_with_file_and_line(words, title, fault):
    found = computed_or_typed(words(f'first:\n  caption: Cases\n  title: "{title}"\n'))
    assert any(line.startswith(f"one.en.yml:3: first.title {fault}") for line in found), found


@pytest.mark.parametrize(
    "title",
    ["<% if rows|length > 3 %>Many<% endif %>", "<< bases[0] >>", "<< n|points(1) >>", "95% interval", "<< a or b >>", "<< told(n) >> of << n.base >>"],
)
def test_comparing_picking_and_naming_are_no_arithmetic(words, title):
    assert computed_or_typed(words(f'first: {{title: "{title}", widths: [50, 50], block: part-2}}')) == []


def test_numbers_in_letters_are_numbers_and_names_are_names():
    assert typed("Two of third-country nationals, a third of all; once, one, Europe 2020") == ["Two", "third"]


def test_a_name_that_no_finding_gives_is_found(words):
    text = "first:\n  subject: Cases\n  title: << subject >> of << place >>, << top.name >>\n  mark: << told(n) >>\n  cells: {a: << cell >> << row >>}\n"
    assert not_given(words(text), {"first": {"top": 1, "place": 2}}) == []
    assert not_given(words(text), {"first": {"top": 1}}) == ["one.en.yml:3: first.title uses 'place', which its finding does not give"]
    assert not_given(words(text), {}) == []


def test_a_language_that_says_something_else_is_found(words):
    english = words("first:\n  title: << top.name >> leads\n  text: << told(rows|length) >>\n")
    assert of_other_facts(english, words("first:\n  title: In testa << top.name >>\n  text: << told(rows|length) >>\n", "it")) == []
    other = words("first:\n  title: In testa << top.base >>\n  alt: << rows >>\n", "it")
    assert of_other_facts(english, other) == [
        "one.en.yml:3: first.text is not worded in 'it'",
        "one.it.yml:2: first.title differs from 'en' in top.base, top.name",
        "one.it.yml:3: first.alt differs from 'en' in rows",
    ]
