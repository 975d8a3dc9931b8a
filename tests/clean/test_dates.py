"""Dates in any common spelling, partial ones too."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.clean.dates import date_cleaner, is_ongoing, orders, year_of


@pytest.fixture(scope="module")
def clean(codebook):
    return date_cleaner(codebook, "day_first", months=True)


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
        ("20120531", "2012-05-31"), ("Thursday, 31 May 2012", "2012-05-31"), ("31 de mayo de 2012", "2012-05-31"), ("30 Ιουνίου 2012", "2012-06-30"), ("maj 2012", "2012-05"),
        ("31st of December, 2011", "2011-12-31"), ("March 5, 2011", "2011-03-05"), ("März 2010", "2010-03"),
        ("février 2009", "2009-02"), ("enero 2010", "2010-01"), ("2012-05-31 10:00:00", "2012-05-31"),
        ("2012-05-31T10:00:00", "2012-05-31"), ("2012.0", "2012"), ("41274", "2012-12-31"), ("41274.75", "2012-12-31"),
        ("2012-05-31T10:22:33Z", "2012-05-31"), ("2012-05-31 10:22:33.123+02:00", "2012-05-31"), ("31.12.2012 23:59", "2012-12-31"),
        ("12-May-2012", "2012-05-12"), ("mai 68", "1968-05"), ("05/99", "1999-05"),
        # a part of a year
        ("end of 2012", "2012"), ("Summer 2012", "2012"), ("Q1 2012", "2012"), ("2012-Q4", "2012"), ("Ende 2012", "2012"),
        ("été 2011", "2011"), ("mid-2011", "2011"), ("first half of 2011", "2011"),
        # since when it goes on, until when nobody knows
        ("since 2010", "2010 ongoing"), ("ongoing since 2010", "2010 ongoing"), ("seit März 2010", "2010-03 ongoing"),
        ("2010 - present", "2010 ongoing"), ("2010 to date", "2010 ongoing"), ("2099-12-31", "ongoing"), ("9999-12-31", "ongoing"),
        ("31/12/9999", "ongoing"), ("31.12.2099 00:00", "ongoing"), ("9999-12-31 00:00:00", "ongoing"),
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
    ["31.2.2012", "2012-13", "12/31/2009", "2010-2012", "2012/2013", "2012/13/14", "soon", "winter 2011", "1850", "2101", "2099", "9999",
     "99999", "0", "201", "before 0000", "before Christmas", "V.12.08", "\u1369.1.2012", "ongoing 2011", "(2011)", "20111", "201205",
     "2012.5", "31052012", "listopad 2012", "1/2/3", "2010-", "12-May", "2012?", "c. 2012", "discontinued 2012", "31 December"],
)  # fmt: skip
def test_what_is_no_date_is_a_problem_and_never_a_guess(raw: str, clean) -> None:
    assert (clean(raw).value, clean(raw).problem) == ("", "is not a date")
    assert "2012-05-31" in clean(raw).hint or "of a span" in clean(raw).hint


@pytest.mark.parametrize(("raw", "hint"), [("2010-2012", "of a span"), ("2012/2013", "of a span"), ("2012-13", "of a span"), ("12/31/2009", "the other way round")])
def test_two_dates_or_the_other_order_in_a_cell_have_a_hint_of_their_own(raw: str, hint: str, clean) -> None:
    assert hint in clean(raw).hint


@pytest.mark.parametrize("raw", ["2011-12", "2010/11", "2005-06", "May-12", "9-10", "05/11", "X.11", "2010-12"])
def test_two_digits_that_may_be_a_month_or_a_year_are_asked_for(raw: str, codebook) -> None:
    clean = date_cleaner(codebook)
    assert clean(raw).problem.startswith("is not a date that can be read in one way only")
    assert "four digits for the year" in clean(raw).hint


def test_a_column_of_months_tells_that_two_digits_are_a_month(codebook) -> None:
    clean = date_cleaner(codebook, months=True)
    assert (clean("2011-12").value, clean("2010-11").value, clean("2012-13").problem) == ("2011-12", "2010-11", "is not a date")


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("03/04/2024", ("day_first", "month_first")), ("12/25/2023", ("month_first",)), ("25/12/2023 10:00", ("day_first",)),
        ("3-4-24", ("day_first", "month_first")), ("03.04.2024", ("day_first",)), ("03/03/2024", ()), ("2024-04-03", ()), ("31/31/2024", ()),
    ],
)  # fmt: skip
def test_some_days_show_whether_the_month_comes_first(raw: str, found: tuple[str, ...]) -> None:
    assert orders(raw) == found


@pytest.mark.parametrize(
    ("order", "raw", "value"),
    [
        ("month_first", "03/04/2024", "2024-03-04"), ("day_first", "03/04/2024", "2024-04-03"), ("month_first", "5/31/2012 9:05:00 PM", "2012-05-31"),
        ("", "12/25/2023", "2023-12-25"), ("", "25/12/2023", "2023-12-25"), ("", "03/03/2024", "2024-03-03"), ("", "03.04.2024", "2024-04-03"),
        ("month_first", "I.12.08", "2008-12-01"),
    ],
)  # fmt: skip
def test_a_day_is_read_in_the_order_of_its_column(codebook, cleans, order: str, raw: str, value: str) -> None:
    cleans(date_cleaner(codebook, order), raw, value)


@pytest.mark.parametrize("raw", ["03/04/2024", "3-4-24", "1/2/2024 10:00"])
def test_a_day_that_can_be_read_in_both_orders_is_asked_for(codebook, raw: str) -> None:
    parsed = date_cleaner(codebook)(raw)
    assert not parsed.value and "day or the month" in parsed.problem and "`dates: month_first`" in parsed.hint


@pytest.mark.parametrize("raw", ["41274", "41274.75", "31/12/99", "1970-01-01", "1900-01-01 00:00:00"])
def test_a_bare_day_number_and_a_last_day_of_99_are_read_with_a_warning(clean, raw: str) -> None:
    assert clean(raw).value and clean(raw).doubt and clean(raw).hint
    assert not clean("31/12/98").doubt


@pytest.mark.parametrize(("last_year", "doubtful"), [(0, True), (2011, True), (2012, False), (2016, False), (2017, True)])
def test_a_day_number_is_certain_where_counting_from_1904_would_lead_beyond_the_other_dates(codebook, last_year: int, doubtful: bool) -> None:
    assert bool(date_cleaner(codebook, last_year=last_year)("41274").doubt) == doubtful  # 2012-12-31, or 2017-01-01


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


@given(st.dates(date(1970, 1, 1), date(2049, 12, 31)))
def test_every_day_number_of_a_spreadsheet_is_that_day(clean, day: date) -> None:
    assert clean(str((day - date(1899, 12, 30)).days)).value == day.isoformat()
