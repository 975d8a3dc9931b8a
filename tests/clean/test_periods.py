"""What an amount or a count is of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.clean.parsed import Parsed
from analysis.clean.periods import Period, period_cleaner, period_reader


@pytest.fixture(scope="module")
def read(codebook):
    return period_reader(codebook)


@pytest.mark.parametrize(
    ("text", "start", "end", "length"),
    [
        ("2012", (2012, 1), (2012, 12), 1),
        ("2009 to 2011", (2009, 1), (2011, 12), 3),
        ("2009-2011", (2009, 1), (2011, 12), 3),
        ("2009 – 2011", (2009, 1), (2011, 12), 3),
        ("January 2011 to June 2012", (2011, 1), (2012, 6), 1.5),
        ("1 December 2008 to October 2011", (2008, 12), (2011, 10), 35 / 12),
        ("July 2009", (2009, 7), (2009, 7), 1 / 12),
        ("2011 to June 2012", (2011, 1), (2012, 6), 1.5),
        ("2009 to 2011 (2 years)", (2009, 1), (2011, 12), 2),
        ("2011 to November 2012 (22 months)", (2011, 1), (2012, 11), 22 / 12),
    ],
)
def test_dates_are_counted_in_months_unless_a_length_is_given(read, text, start, end, length) -> None:
    found = read(text)
    assert (found.name, found.start, found.end, found.repeats) == ("", start, end, False)
    assert found.length == pytest.approx(length) and found.years == (start[0], end[0])


@pytest.mark.parametrize(
    ("text", "length", "repeats"),
    [("each year", 1, True), ("every 18 months", 1.5, True), ("18 months", 1.5, False), ("first edition (18 months)", 1.5, False), ("First centre", None, False)],
)
def test_what_has_no_dates_keeps_its_name(read, text, length, repeats) -> None:
    assert read(text) == Period(text.lower(), None, None, length, repeats) and read(text).years is None


def test_periods_are_the_same_however_they_are_written(read) -> None:
    assert read("2012") == read("January 2012 to December 2012") == read("2012-01 to 2012-12")
    assert read("each year") != read("2012") and read("first edition") != read("second edition")


@pytest.mark.parametrize("text", ["2012 to 2011", "2010-13", "2002 to 2013/14", "edition of 2011", "2003 to ongoing"])
def test_what_cannot_be_read_is_a_problem_with_a_hint(read, codebook, text) -> None:
    assert read(text) is None
    answer = period_cleaner(codebook)(text)
    assert answer.problem == "is not a period" and "first" not in answer.value and "`each year`" in answer.hint


def test_an_empty_cell_and_an_untidy_one_are_no_problem(codebook) -> None:
    clean = period_cleaner(codebook)
    assert clean("") == Parsed("") and clean("n/a").problem == ""
    assert clean(" 2009  to 2011 ").value == "2009 to 2011"


@given(st.text(max_size=30))
def test_any_text_has_a_period_of_some_length_or_none(read, text) -> None:
    found = read(text) if text.strip() else None
    assert found is None or found.length is None or found.length >= 0
