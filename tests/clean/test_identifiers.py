"""Identifiers: their form, and what may be one although it is written differently."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.clean.identifiers import bare
from analysis.clean.table import cleaner_for, settled_for


@pytest.fixture(scope="module")
def item(codebook):
    return codebook["responses"].items["respondent_id"]


@pytest.fixture(scope="module")
def clean(item, codebook):
    return cleaner_for(item, codebook)


@pytest.mark.parametrize(
    ("raw", "name", "rule"),
    [
        ("P0001", "P0001", ""), ("007", "007", ""), (" r012 ", "R012", "identifier_form"), ("2026/17-b", "2026/17-B", "identifier_form"),
        ("7.0", "7", "identifier_form"), ("uuid:0a1b-2c3d", "0A1B-2C3D", "identifier_form"), ("Ｒ１", "R1", "identifier_form"),
        ("R1\u200b", "R1", "invisible_characters"), ("DK", "DK", ""), ("5E10", "5E10", ""),
    ],
)  # fmt: skip
def test_identifiers_are_in_capitals_without_blanks(raw: str, name: str, rule: str, clean, cleans) -> None:
    cleans(clean, raw, name, rule)


@pytest.mark.parametrize("raw", ["", "  "])
def test_an_empty_cell_is_no_wrong_identifier(raw: str, clean, cleans) -> None:
    cleans(clean, raw, "")  # that it must not be empty is told by the table


@pytest.mark.parametrize(
    ("raw", "rule"),
    [
        ("a b", "is not an identifier"), ("a;b", "is not an identifier"),
        ("=1+1", "is not an identifier"), ("P1\0", "is not an identifier"), ("--", "is not an identifier"),
        ("NA", "is a word that means no answer, and no identifier"), ("n/a", "is a word that means no answer, and no identifier"),
        ("1.00234E+05", "is a number that a spreadsheet has shortened"), ("1e+15", "is a number that a spreadsheet has shortened"),
        ("R\u0410B1", "holds a letter of another alphabet that looks like a Latin one (U+0410)"),
    ],
)  # fmt: skip
def test_what_is_no_identifier_is_a_problem(raw: str, rule: str, clean) -> None:
    assert clean(raw).problem == rule


def test_leading_zeros_and_foreign_letters_do_not_make_another_record() -> None:
    assert bare("007") == bare("7") and bare("R-012") == bare("R-12") and bare("\u04101") == bare("A1")
    assert bare("100") == "100" and bare("R0") == "R0"


@given(st.text(max_size=12) | st.from_regex(r"[A-Z]{0,3}[0-9._/-]{0,6}", fullmatch=True))
def test_any_text_is_an_identifier_or_a_problem(item, codebook, clean, settles, text: str) -> None:
    settles(clean, text)
    if settled_for(item, codebook)(text):
        assert clean(text) == (text, "", "", "", "", ""), "what is settled at first sight is what the cleaner leaves"
