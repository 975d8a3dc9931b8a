"""Dates in any common spelling, partial ones too."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.clean.dates import date_cleaner, is_ongoing, year_of


@pytest.fixture(scope="module")
def clean(codebook):
    return date_cleaner(codebook)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        # as the study prints them
        ("2011", "2011"), ("Jan 2012", "2012-01"), ("March 2008", "2008-03"), ("I.12.08", "2008-12-01"),
        ("X.2011", "2011-10"), ("22/07/09", "2009-07-22"), ("31/12/09", "2009-12-31"), ("On-going", "ongoing"),
        ("on-going", "ongoing"), ("Ongoing", "ongoing"), ("Continuing", "ongoing"),
        ("2003 (continued as a programme)", "2003 ongoing"),
        # as exports have them
        ("2012-05-31", "2012-05-31"), ("2012-5-1", "2012-05-01"), ("2012/05", "2012-05"), ("31.12.2012", "2012-12-31"),
        ("1-2-2012", "2012-02-01"), ("05/2011", "2011-05"), ("Dec. 2011", "2011-12"), ("5 March 2011", "2011-03-05"),
        ("31st of December, 2011", "2011-12-31"), ("March 5, 2011", "2011-03-05"), ("März 2010", "2010-03"),
        ("février 2009", "2009-02"), ("enero 2010", "2010-01"), ("2012-05-31 10:00:00", "2012-05-31"),
        ("2012-05-31T10:00:00", "2012-05-31"), ("2012.0", "2012"), ("41274", "2012-12-31"), ("41274.75", "2012-12-31"),
        ("V/2010", "2010-05"), ("01/I/99", "1999-01-01"), ("1/1/49", "2049-01-01"), ("1/1/50", "1950-01-01"),
        ("29.2.2012", "2012-02-29"),
        # ends that are no day
        ("before 2010", "before 2010"), ("Before  2010", "before 2010"), ("avant 2010", "before 2010"),
        ("vor 2010", "before 2010"), ("in progress", "ongoing"), ("laufend", "ongoing"), ("σε εξέλιξη", "ongoing"),
        ("No ending date", "ongoing"), ("2012 (end of funding)", "2012"),
        # nothing
        ("", ""), ("-", ""), ("not available", ""), ("unknown", ""),
    ],
)  # fmt: skip
def test_dates_are_read(raw: str, value: str, clean, cleans) -> None:
    cleans(clean, raw, value)


@pytest.mark.parametrize(
    "raw",
    ["31.2.2012", "2012-13", "12/31/2009", "2010-2012", "soon", "Spring 2011", "1850", "2101", "99999", "0", "201",
     "before 0000", "before Christmas", "V.12.08", "\u1369.1.2012", "ongoing 2011", "(2011)", "20111"],
)  # fmt: skip
def test_what_is_no_date_is_a_problem_and_never_a_guess(raw: str, clean) -> None:
    if raw == "20111":  # a day number of a spreadsheet is a date
        assert clean(raw).value == "1955-01-22"
        return
    assert (clean(raw).value, clean(raw).problem) == ("", "is not a date")
    assert "2012-05-31" in clean(raw).hint


@pytest.mark.parametrize("remark", ["discontinued", "not continued", "not ongoing", "continuity unknown, discontinued"])
def test_a_remark_that_it_stopped_does_not_make_it_ongoing(remark: str, clean) -> None:
    value = clean(f"2003 ({remark})").value
    assert value == ("2003 ongoing" if remark.startswith("continuity") else "2003")


@pytest.mark.parametrize("raw", ["ongoing (continued)", "before 2010 (continuing)", "2003 (continued) (ongoing)"])
def test_one_end_has_one_meaning(raw: str, clean, cleans) -> None:
    cleans(clean, raw, "2003 ongoing" if raw.startswith("2003") else "ongoing")


@pytest.mark.parametrize(
    ("text", "year", "ongoing"),
    [("2011", 2011, False), ("2011-05", 2011, False), ("2003 ongoing", 2003, True), ("ongoing", None, True),
     ("before 2010", None, False), ("", None, False)],
)  # fmt: skip
def test_a_clean_date_has_a_year_or_goes_on(text: str, year: int | None, ongoing: bool) -> None:
    assert (year_of(text), is_ongoing(text)) == (year, ongoing)


WORDS = st.sampled_from(
    ["2011", "11", "05", "31", "May", "X", "ongoing", "before", "(", ")", "continued", "of", "st", "ሐ", "١", "፩"]
)


@given(st.lists(WORDS | st.sampled_from([" ", ".", "-", "/", ","]), max_size=7).map("".join) | st.text(max_size=12))
@example("፩ 2012")
@example("before ٢٠١٠")
@example("²/1/2012")
@example("2011 " + "ongoing " * 2000)
@example("(" * 2000 + "2011")
def test_any_text_is_a_date_or_a_problem(clean, settles, text: str) -> None:
    settles(clean, text)
    value = clean(text).value
    assert value.isascii()
    assert year_of(value) is None or 1900 <= year_of(value) <= 2100


@given(
    st.dates(date(1950, 1, 1), date(2049, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%y", "%d %B %Y", "%B %d, %Y", "%Y/%m/%d"]),
)
def test_every_day_is_read_back_from_every_form(clean, day: date, form: str) -> None:
    assert clean(day.strftime(form)).value == day.isoformat()


@given(st.dates(date(1928, 1, 1), date(2100, 12, 31)))
def test_every_day_number_of_a_spreadsheet_is_that_day(clean, day: date) -> None:
    assert clean(str((day - date(1899, 12, 30)).days)).value == day.isoformat()
