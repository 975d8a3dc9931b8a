"""What a column holds in a few words: ranges, common answers, what is odd; of text and identifiers nothing but their size."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.check.columns import tell_column
from analysis.codebook import Item


@pytest.fixture
def told():
    """`told("number", "1", "2")`: what is told of a column of this type with these cells."""

    def tell(kind: str, *cells: str):
        item = Item(id="a", stem="a", asks="A", type=kind, options={"yes": "Yes"} if kind in ("choice", "multi") else {})
        return tell_column(item, pd.Series(cells, dtype=object))

    return tell


def test_numbers_have_a_range_and_a_middle(told) -> None:
    assert told("number", "3", "", "1200", "4.5").values == "3 to 1,200, median 4.5"
    assert told("number", "7", "7").values == "7"


def test_numbers_that_are_years_are_written_as_years(told) -> None:
    assert told("number", "1999", "2012").values == "1999 to 2012, median 2006"
    assert told("number", "1999", "20000").values == "1,999 to 20,000, median 10,999.5"


def test_a_number_far_from_all_others_is_odd(told) -> None:
    usual = ["10", "11", "12", "13", "12", "11", "10"]
    assert told("number", *usual, "14").odd == ""
    assert told("number", *usual, "99").odd == "far from all others: 99"
    assert told("number", *usual[:5], "99").odd == "", "of few answers none is far from all others"


def test_numbers_of_many_sizes_are_compared_by_size(told) -> None:
    towns = ["900", "2000", "5000", "10000", "30000", "80000", "200000", "900000"]
    assert told("number", *towns).odd == ""
    assert told("number", *towns, "900000000000").odd == "far from all others: 900,000,000,000"


def test_dates_are_told_by_year(told) -> None:
    assert told("date", "2004", "2010-05 ongoing", "ongoing", "before 2001").values == "2001 to 2010, 2 ongoing"
    assert told("date", *["2010-01-01", "2011", "2012"] * 5, "1910").odd == "far from all others: 1910"


def test_answers_are_counted_each_of_several_by_itself(told) -> None:
    assert told("choice", "yes", "no", "yes", "").values == "yes: 2, no: 1"
    assert told("multi", "eu;local", "local").values == "local: 2, eu: 1"
    assert told("multi", "a;b;c;d;e;f").values == "a: 1, b: 1, c: 1, d: 1, and 2 others"


def test_an_option_that_one_of_many_chose_and_answers_that_are_all_alike_are_odd(told) -> None:
    assert told("choice", *["yes", "no"] * 10, "dont_know").odd == "chosen once: dont_know"
    assert told("choice", *["yes"] * 8).odd == "all the same"
    assert told("choice", *["yes"] * 7).odd == ""


@pytest.mark.parametrize("kind", ["text", "money", "id", "period"])
def test_neither_words_nor_identifiers_are_told(told, kind) -> None:
    assert "Anna" not in "".join(told(kind, "Anna said so", "Anna did not"))


def test_an_empty_column_holds_nothing(told) -> None:
    assert told("number", "", "") == ("", "")
