"""Dates in any common spelling, partial ones too: `2011`, `Jan 2012`, `I.12.08`, `X.2011`, `before 2010`, `on-going`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from analysis.clean.parsed import Cleaner, Parsed
from analysis.clean.words import is_missing
from analysis.codebook import Codebook
from analysis.texts import fold

ROMAN = {r: n for n, r in enumerate(["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"], 1)}
MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "jan january januar janvier enero gennaio",
            "feb february februar fevrier febrero febbraio",
            "mar march marz mars marzo",
            "apr april avril abril aprile",
            "may mai mayo maggio",
            "jun june juni juin junio giugno",
            "jul july juli juillet julio luglio",
            "aug august aout agosto",
            "sep sept september septembre septiembre settembre",
            "oct october okt oktober octobre octubre ottobre",
            "nov november novembre noviembre",
            "dec december dez dezember decembre diciembre dicembre",
        ],
        1,
    )
    for name in names.split()
}
LANGUAGES = ["bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "hr", "hu", "is", "it", "lt", "lv", "mt", "nb", "nl", "pl", "pt", "ro", "sk", "sl", "sq", "sr", "sv", "tr", "uk"]
EXCEL_EPOCH = date(1899, 12, 30)
SINCE_1904 = timedelta(days=1462)  # how much later a day is where a workbook counts from 1904
SERIALS = range(25569, 54789)  # the days of 1970 to 2049; below them lie years that were mistyped, such as 20111
DAY_FIRST, MONTH_FIRST = "day_first", "month_first"
YEARS = (1900, 2098)  # what lies beyond is no year, or stands for an end that is open
FIRST_DAYS = ("1970-01-01", "1900-01-01", "1899-12-30", "1904-01-01")  # what comes out of a zero
TIME = re.compile(r"[t ]+\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?[ap]m)?(?: ?z| ?[+-]\d\d:?\d\d)?")
REMARK = re.compile(r"(.+?)\s*\((.+)\)")
GOES_ON = re.compile(r"(?<!dis)(?<!not )continu|(?<!not )on-?going")
BEFORE = re.compile(r"(?:before|prior to|until before|avant|vor|antes de|prima del)\s+(\d{4})")
SINCE = re.compile(r"(?:since|seit|depuis|desde|dal|sedert|sinds)\s+(.+)")
NOW = "present|today|now|to date|till date|date|heute|aujourd'hui|oggi|hoy"
UNTIL_NOW = re.compile(rf"(.*?\d)\s*(?:[-–—]|to|until|till|bis)\s*(?:{NOW})")
OPEN_END = re.compile(r"(?:31[-/. ]12[-/. ]|12[-/. ]31[-/. ])(?:9999|2999|2099)|(?:9999|2999|2099)([-/.])12\1?31")
PART_OF_YEAR = re.compile(
    r"(?:(?:the )?(?:end|beginning|start|middle|(?:first|second) half) of|early|mid|late|spring|summer|autumn|q[1-4]|h[12]|[1-4]q"
    r"|ende|anfang|mitte|fruhjahr|fruhling|sommer|herbst|fin|debut|printemps|ete|automne|fine|inizio|primavera|estate|autunno"
    r"|verano|otono)[-/ ]+(\d{4})|(\d{4})[-/ ]+(?:q[1-4]|h[12]|[1-4]q)"
)
WEEKDAY = re.compile(r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
                     r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miercoles|jueves|viernes|sabado|domingo)[.,]*\s+(?=.*\d)")  # fmt: skip
NUMERIC = re.compile(r"(\d{1,2})([-/. ])\s?(\d{1,2})\2\s?(\d{4}|\d{2})")
YEAR_AND_MORE = re.compile(r"(\d{4})\s*([-/.–—])\s*(\d{4}|\d{1,2})")
MONTH_AND_TWO = re.compile(r"([^\W\d_]+|\d{1,2})[-/. ]+(\d{2})")
NOT_A_DATE = Parsed(
    "", problem="is not a date", hint="write a year, a month and year, a day as 2012-05-31, `before 2010` or `ongoing`"
)
TWO_DATES = NOT_A_DATE._replace(hint="write one date; of a span the first year belongs to the start, and the last to the end")
OTHER_ORDER = NOT_A_DATE._replace(hint="it has day and month the other way round than wave.yml says; write it as 2012-05-31, or correct `dates:`")
DAY_OR_MONTH = Parsed(
    "",
    problem="is not a date that can be read in one way only: the day or the month may come first",
    hint="say `dates: day_first` or `dates: month_first` at the source in wave.yml, or write 2012-05-31",
)
YEAR_OR_NOT = Parsed(
    "",
    problem="is not a date that can be read in one way only: its last two digits may be a day, a month or a year",
    hint="write one date, with four digits for the year and the month by its name, such as `May 2012`; of a span the first or the last year",
)
AS_SERIAL = {
    "doubt": "is the bare number of a day, and is read as spreadsheets count days, from 1900",
    "hint": "compare it with the source: a workbook that counts from 1904 shows a day four years later; better export it as a date",
}
AS_FIRST_DAY = {
    "doubt": "is the first day that programs count, and may stand for none",
    "hint": "clear the cell where no day is known",
}
AS_OPEN_END = {
    "doubt": "is read as a day of 1999, but may stand for an end that is open",
    "hint": "write the year with four digits, or `ongoing`",
}


def date_cleaner(codebook: Codebook, dates: str = "", months: bool = False, last_year: int = 0) -> Cleaner:
    """`YYYY`, `YYYY-MM`, `YYYY-MM-DD`, `before YYYY`, `ongoing`, or nothing.

    A year with a remark keeps the year, and where the remark says that the practice goes on, ` ongoing` is added. `dates` is
    day_first or month_first where that is known of the column; where it is not, a day that can be read in both ways is a problem, also
    where only its year is used later: the tables show all of it. `months`: 2011-12 is a month and not the years 2011 to 2012.
    The bare number of a day is certain where the day is not later than `last_year`, but would be if it were counted from 1904.
    """
    ongoing = tuple(sorted((fold(word) for word in codebook.vocabulary["ongoing"]), key=len, reverse=True))

    def clean(raw: str) -> Parsed:
        if is_missing(raw, codebook):
            return Parsed("", "missing_word" if raw else "")
        text, possible = fold(raw), orders(raw)
        if not dates and len(possible) == 2:
            return DAY_OR_MONTH
        if _has_short_year(text) or (not months and len(_after_year(text)) == 2):
            return YEAR_OR_NOT
        value = _read(text, ongoing, dates or next(iter(possible), DAY_FIRST))
        if value is None:
            return TWO_DATES if shows_span(raw) else OTHER_ORDER if possible else NOT_A_DATE
        return Parsed(value, "date_form" if value != raw else "", **_doubt(text, last_year))

    return clean


def orders(raw: str) -> tuple[str, ...]:
    """The orders, day_first and month_first, in which a text is a day; none where it does not show or both give the same day.

    Nobody writes points with the month first.
    """
    if not (match := NUMERIC.fullmatch(_bare(fold(raw)))):
        return ()
    first, mark, second, year = match.groups()
    pairs = {DAY_FIRST: (second, first)} if mark == "." else {DAY_FIRST: (second, first), MONTH_FIRST: (first, second)}
    days = {order: day for order, (m, d) in pairs.items() if (day := _valid(_century(year), int(m), int(d)))}
    return tuple(days) if first != second else ()


def shows_month(raw: str) -> bool:
    """Whether a text can only be a year and a month, such as `2010-06`."""
    return _after_year(fold(raw)) == {"month"}


def shows_span(raw: str) -> bool:
    """Whether a text can only be two years, such as `2010-2012`, `2012/13`."""
    return _after_year(fold(raw)) == {"year"}


def _after_year(text: str) -> set[str]:
    """What the digits behind a year can be: a month, or a later year."""
    if not (match := YEAR_AND_MORE.fullmatch(text)):
        return set()
    year, mark, more = match.groups()
    month = mark in "-/." and len(more) <= 2 and 1 <= int(more) <= 12
    later = mark != "." and (int(more) > int(year) if len(more) == 4 else len(more) == 2 and int(more) > int(year[2:]))
    return {name for name, possible in (("month", month), ("year", later)) if possible}


def _has_short_year(text: str) -> bool:
    """Whether it is a month and two digits that may be a day or a year: `May-12`, `9-10`."""
    match = MONTH_AND_TWO.fullmatch(text)
    return bool(match and _month(match[1]) and 1 <= int(match[2]) <= 31)


def _doubt(text: str, last_year: int) -> dict[str, str]:
    if (day := _serial(text)) and not day.year <= last_year < (day + SINCE_1904).year:
        return AS_SERIAL
    if _bare(text) in FIRST_DAYS:
        return AS_FIRST_DAY
    return AS_OPEN_END if re.fullmatch(r"31[-/. ]12[-/. ]99", text) else {}


def latest_year(texts: Iterable[str]) -> int:
    """The latest year that one of the texts names; 0 where none does."""
    return max((int(year) for text in texts for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)), default=0)


def year_of(clean: str) -> int | None:
    """The year of a cleaned date; None for `ongoing`, `before ...` and nothing."""
    return int(clean[:4]) if clean[:4].isdecimal() else None


def is_ongoing(clean: str) -> bool:
    return clean.endswith("ongoing")


def is_backwards(start: str, end: str) -> bool:
    """Whether a cleaned end lies before a cleaned start for certain, as exactly as both of them are known."""
    begun = start.removesuffix(" ongoing")
    if year_of(begun) is None or is_ongoing(end):
        return False
    if end.startswith("before "):
        return begun[:4] >= end[-4:]
    known = min(len(begun), len(end))
    return end[:known] < begun[:known]


def _read(text: str, ongoing: tuple[str, ...], order: str) -> str | None:
    if text in ongoing or text.replace(" ", "") in {word.replace(" ", "") for word in ongoing} or OPEN_END.fullmatch(_bare(text)):
        return "ongoing"
    if match := BEFORE.fullmatch(text):
        return f"before {year}" if (year := _valid(int(match[1]))) else None
    if match := REMARK.fullmatch(text):
        value = _read(match[1], ongoing, order)
        return _goes_on(value) if value and GOES_ON.search(match[2]) else value
    if match := SINCE.fullmatch(text.removeprefix("ongoing ")) or UNTIL_NOW.fullmatch(text):
        return _goes_on(value) if (value := _calendar(match[1], order)) else None
    if text.endswith(" ongoing"):
        return _goes_on(value) if (value := _calendar(text.removesuffix(" ongoing"), order)) else None
    return _calendar(text, order)


def _goes_on(value: str) -> str:
    """`2003` -> `2003 ongoing`; what has no year of its own is just ongoing."""
    return value if is_ongoing(value) else f"{value} ongoing" if year_of(value) else "ongoing"


def _bare(text: str) -> str:
    """A day without the time behind it."""
    return TIME.sub("", text)


def _calendar(text: str, order: str) -> str | None:
    text = WEEKDAY.sub("", _bare(text))
    if match := re.fullmatch(r"(\d{4})(\d\d)(\d\d)", text):
        return _valid(*map(int, match.groups()))
    if match := re.fullmatch(r"(\d{4})(?:\.0+)?", text):
        return _valid(int(match[1]))
    if day := _serial(text):
        return day.isoformat()
    if match := PART_OF_YEAR.fullmatch(text):
        return _valid(int(match[1] or match[2]))
    if match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?", text):
        halves = not match[3] and text[4] == "." and len(match[2]) == 1  # 2012.5 is no month: a number, perhaps half of a year
        return None if halves else _valid(int(match[1]), int(match[2]), int(match[3]) if match[3] else None)
    if match := NUMERIC.fullmatch(text):
        day, month = (match[3], match[1]) if order == MONTH_FIRST else (match[1], match[3])
        return _valid(_century(match[4]), int(month), int(day))
    if match := re.fullmatch(r"(\w{1,2})[-/. ]+(\d{1,2}|[ivx]{1,4})[-/. ]+(\d{4}|\d{2})", text):
        day = int(match[1]) if match[1].isdecimal() else 1 if match[1] in ("i", "l") else None
        return _valid(_century(match[3]), _month(match[2]), day) if day else None
    if match := re.fullmatch(r"(\w+)[-/. ]+(\d{4}|\d{2})", text):
        month = _month(match[1])
        return _valid(_century(match[2]), month) if month else None
    if match := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?[-. ]+(?:(?:of|de) )?([^\W\d_]+)(?:[-., ]+| de )(\d{4})", text):
        return _valid(int(match[3]), month, int(match[1])) if (month := _month(match[2])) else None
    if match := re.fullmatch(r"([^\W\d_]+)[. ]+(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})", text):
        return _valid(int(match[3]), month, int(match[2])) if (month := _month(match[1])) else None
    return None


def _serial(text: str) -> date | None:
    """The day that a spreadsheet counts by a number of five digits, with or without a time."""
    match = re.fullmatch(r"(\d{5})(?:\.\d+)?", text)
    return EXCEL_EPOCH + timedelta(days=int(match[1])) if match and int(match[1]) in SERIALS else None


def _month(text: str) -> int | None:
    return int(text) if text.isdecimal() else ROMAN.get(text) or MONTHS.get(text) or _months_elsewhere().get(text)


@lru_cache
def _months_elsewhere() -> dict[str, int]:
    """The months in the languages of Europe, folded; without names that are different months in two of them (`listopad`)."""
    from babel.dates import get_month_names

    found: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    found.setdefault(fold(name), set()).add(number)
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1 and not any(map(str.isdigit, name))}


def _century(text: str) -> int:
    """Two-digit years up to 49 belong to this century."""
    return int(text) if len(text) == 4 else 2000 + int(text) if int(text) < 50 else 1900 + int(text)


def _valid(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """ISO text where the parts make a date of the years that can be meant."""
    if not YEARS[0] <= year <= YEARS[1] or (month is not None and not 1 <= month <= 12):
        return None
    if month is None:
        return f"{year}"
    if day is None:
        return f"{year}-{month:02d}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
