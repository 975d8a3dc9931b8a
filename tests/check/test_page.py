"""The page of a check: all in one file, the same bytes for the same input, harmless whatever the input holds."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from analysis.check.examine import Checked
from analysis.check.page import PLACES
from analysis.check.page import page as page_of
from analysis.check.told import listings
from analysis.problems import Problem

NASTY = "<script>alert(1)</script>&\"'\x1b[2J"
SIZES = ({"width": 1280, "height": 900}, {"width": 390, "height": 844})


def page(checked: Checked) -> str:
    return page_of(checked, listings(checked))


def test_it_tells_what_is_wrong_and_what_was_read_and_nothing_else_is_needed(checked):
    html = page(checked({"country": "Atlantis"}, {"country": "Lemuria"}))
    assert "2030: 2 errors in 1 message" in html and "<code>Atlantis</code>" in html and "What to do: " in html
    assert "row 3, column country" in html and "Errors" in html and "Warnings" not in html
    assert not re.search(r"(?:src|href)=\"(?!data:)", html) and "@import" not in html and "url(" not in html


def test_it_is_the_same_for_the_same_input(checked):
    assert page(checked({"country": "Atlantis"})) == page(checked({"country": "Atlantis"}))


@pytest.mark.parametrize("where", ["file", "sheet", "column", "value", "rule", "hint"])
def test_whatever_stands_in_a_file_is_text_on_the_page(checked, where):
    problem = replace(Problem("a.csv", "is odd", "look", "s", 1, "c", "v"), **{where: NASTY})
    html = page(replace(checked(), problems=[problem]))
    assert "<script" not in html and "&lt;script&gt;alert(1)" in html


def test_a_title_is_text_too(checked):
    assert "<script" not in page(checked(title=NASTY))


def test_warnings_have_their_own_heading_and_of_one_cause_no_more_is_listed_than_anybody_reads(checked):
    problems = [Problem("a.csv", "is odd", row=n, value=str(n), warning=True) for n in range(PLACES + 9)]
    html = page(replace(checked(), problems=problems))
    assert "<h2>Warnings</h2>" in html and "<h2>Errors</h2>" not in html
    assert html.count("<code>") == PLACES and "and 9 more" in html and f"in {PLACES + 9} places" in html


@pytest.mark.browser
def test_it_can_be_read_on_a_phone_in_the_dark_and_by_everybody(browser, axe, checked, tmp_path):
    found = checked({"country": "Atlantis" * 20}, {"title": "x" * 300})
    warning = Problem("a.csv", "is odd " + "x" * 200, "look", column="c" * 70, value="v" * 70, warning=True)
    (tmp_path / "page.html").write_text(page(replace(found, problems=[*found.problems, warning])), encoding="utf-8")
    for size in SIZES:
        for scheme in ("light", "dark"):
            context = browser.new_context(viewport=size, color_scheme=scheme)
            shown = context.new_page()
            shown.goto((tmp_path / "page.html").as_uri())
            assert shown.evaluate("document.documentElement.scrollWidth") <= size["width"]
            shown.evaluate(axe)
            assert shown.evaluate("axe.run({preload: false}).then(result => result.violations)") == []
            context.close()
