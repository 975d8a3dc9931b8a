"""Catalogues of words: strict about every name, values made literal, Markdown kept."""

from __future__ import annotations

import pytest

from analysis.tell.markdown import Raw
from analysis.tell.words import Words, WordsError, flowed

COMMON = """
numbers: [none, one]
macros: |
  <% macro twice(x) %><< x >><< x >><% endmacro %>
exhibit:
  mark: << n >>!
  cells: {big: << cell|count >>}
"""
CHAPTER = """
first:
  subject: Barriers
  title: <% if many %>Many<% else %>Few<% endif %> << subject|lower >>
  text: "**<< name >>** << twice(name) >>"
second:
  title: << nothing_gives_this >>
"""


@pytest.fixture
def words(tmp_path) -> Words:
    (tmp_path / "common.en.yml").write_text(COMMON, encoding="utf-8")
    (tmp_path / "one.en.yml").write_text(CHAPTER, encoding="utf-8")
    return Words("one", folder=tmp_path)


def test_words_follow_the_facts(words):
    assert [words.tell("first", "title", {"many": m}) for m in (True, False)] == ["Many barriers", "Few barriers"]


def test_a_field_that_an_exhibit_does_not_word_comes_from_all(words):
    assert words.tell("first", "mark", {"n": "x"}) == "x!"
    assert words.cell("first", "big", {"cell": 1234}) == "1,234" and words.cell("first", "other", {}) is None


def test_in_markdown_values_are_literal_and_words_are_not(words):
    assert words.tell("first", "text", {"name": "a*b"}, markdown=True) == "**a\\*b** a\\*ba\\*b"
    assert words.tell("first", "text", {"name": Raw("a*b")}, markdown=True).startswith("**a*b** ")
    assert words.tell("first", "text", {"name": "a*b"}) == "**a*b** a*ba*b"


def test_a_name_that_no_finding_gives_is_an_error_with_file_and_line(words):
    with pytest.raises(WordsError, match=r"one\.en\.yml:7: second\.title: 'nothing_gives_this' is undefined"):
        words.tell("second", "title", {})


def test_a_broken_catalogue_says_where(tmp_path):
    (tmp_path / "common.en.yml").write_text("exhibit: {}", encoding="utf-8")
    (tmp_path / "one.en.yml").write_text("first:\n  title: ] x", encoding="utf-8")
    with pytest.raises(WordsError, match=r"one\.en\.yml:2"):
        Words("one", folder=tmp_path)


def test_paragraphs_and_lists_survive_the_flow():
    assert flowed(" a\n b\n\n\n- c\n- d\n  e\n") == "a b\n\n- c\n- d e"


def test_what_filters_say_is_of_each_catalogue_and_not_of_the_first_that_was_told(tmp_path):
    for lang in ("en", "it"):
        (tmp_path / f"common.{lang}.yml").write_text("exhibit: {}\nmacros: '<% macro hello() %><< \"x\"|hail >><% endmacro %>'", encoding="utf-8")
        (tmp_path / f"one.{lang}.yml").write_text("first: {title: '<< hello() >> << \"y\"|hail >>'}", encoding="utf-8")
    told = [Words("one", lang, tmp_path, hail=lambda name, lang=lang: f"{name} {lang}").tell("first", "title", {}) for lang in ("en", "it")]
    assert told == ["x en y en", "x it y it"]
