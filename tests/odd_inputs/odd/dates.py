"""Days, months, years and spans as they stand in extracts."""

from __future__ import annotations

from odd import Odd
from odd.make import column, practices


def starts(*cells: str) -> dict:
    return {"practices.csv": column("start_date", *cells)}


def ends(*cells: str) -> dict:
    return {"practices.csv": column("end_date", *cells)}


def years(*values: str, name: str = "start_year") -> dict[str, str]:
    return {f"practices P{n} {name}": value for n, value in enumerate(values, 1)}


def refused(value: str, rule: str = "is not a date", name: str = "start_date") -> str:
    return rf"row 2, column {name}: {rule}[^(]* \(found: '{value}'\)"


KINDS = [
    Odd("days that may be months", starts("03/04/2024"), refused=refused("03/04/2024", "is not a date that can be read in one way only: the day or the month")),
    Odd("days that may be months, settled by another cell", starts("12/01/2023", "12/25/2023"), values=years("2023", "2023")),
    Odd("days first and months first in one column", starts("25/12/2023", "12/25/2023", "03/04/2024"), refused=r"row 4, column start_date: is not a date that can be read in one way only"),
    Odd("days that may be months, settled in wave.yml", starts("12/01/2023"), says={"practices": {"dates": "month_first"}}, values=years("2023")),
    Odd("a day against what wave.yml says", starts("25/12/2023"), says={"practices": {"dates": "month_first"}}, refused=refused("25/12/2023")),
    Odd("a year and two digits", ends("2011-12"), refused=refused("2011-12", "is not a date that can be read in one way only: its last two digits", "end_date")),
    Odd("a span of two years", ends("2012/2013"), refused=refused("2012/2013", name="end_date") + ".*of a span .* the last to the end"),
    Odd("a month and two digits", ends("May-12"), refused=refused("May-12", "is not a date that can be read in one way only: its last two digits", "end_date")),
    Odd("nothing but two small numbers", ends("9-10"), refused=refused("9-10", "is not a date", "end_date")),
    Odd("an open end as programs write it", ends("9999-12-31", "2099-12-31", "31/12/2999"), values=years(*["continuing"] * 3, name="status")),
    Odd("an end that may be open", ends("31/12/99"), warned="column end_date: is read as a day of 1999, but may stand for an end that is open", values=years("1999", name="end_year")),
    Odd("no day as databases write it", starts("0000-00-00", "2012-05-31"), refused=refused("0000-00-00")),
    Odd("the first day that spreadsheets count", starts("1900-01-00"), refused=refused("1900-01-00")),
    Odd("the day from which programs count", starts("1970-01-01"), warned=r"column start_date: .*1970", values=years("1970")),
    Odd("seconds since 1970", starts("1338422400"), refused=refused("1338422400")),
    Odd("six digits", starts("201205"), refused=refused("201205")),
    Odd("eight digits", starts("20120531"), values=years("2012")),
    Odd("half a year", starts("2012.5"), refused=refused(r"2012\.5")),
    Odd("a mistyped year", starts("20111"), refused=refused("20111")),
    Odd("a day that does not exist", starts("31/02/2012"), refused=refused("31/02/2012")),
    Odd("a time with its zone", starts("2012-05-31T10:22:33Z", "2012-05-31T10:22:33.123+02:00"), values=years("2012", "2012")),
    Odd("day names and ordinals", starts("Thursday, 31 May 2012", "31st of May 2012", "May 31, 2012"), values=years("2012", "2012", "2012")),
    Odd("months in other languages", starts("maj 2012", "mai 2012", "Ιούνιος 2012", "grudzień 2012", "März 2012"), values=years(*["2012"] * 5)),
    Odd("months in Roman numbers", starts("I.12.08", "X.2011"), values=years("2008", "2011")),
    Odd("parts of a year", starts("Q1 2012", "autumn 2012", "end of 2012"), values=years(*["2012"] * 3)),
    Odd("about a year", starts("circa 2011", "2011?", "~2011"), refused="is not a date, in 3 places: row 2, column start_date .found: 'circa 2011'"),
    Odd("since a year", ends("since 2010"), values=years("continuing", name="status")),
    Odd("before a year", ends("before 2010"), values=years("2010", name="end_before")),
    Odd("words that say it goes on", ends("ongoing", "laufend", "On-going", "to date", "present"), values=years(*["continuing"] * 5, name="status")),
    Odd("words that say it will end", ends("planned"), refused=refused("planned", name="end_date")),
    Odd("an end before its start", {"practices.csv": practices({"start_date": "2012", "end_date": "2010"})}, refused=r"row 2, column end_date: lies before start_date \(found: '2010'\)"),
    Odd("a span in one cell", starts("2010-2012"), refused=refused("2010-2012")),
    Odd("two days in one cell", starts("2010; 2012"), refused=refused("2010; 2012")),
    Odd("a year to come", starts("2062"), warned=r"column start_date: lies after 2026, the year of the wave \(found: '2062 \(P1\)'\)", values=years("2062")),
    Odd("a year of another calendar", starts("1433 AH"), refused=refused("1433 AH")),
]  # fmt: skip
