"""Dates in any common spelling, partial ones too: `2011`, `Jan 2012`, `I.12.08`, `X.2011`, `before 2010`, `on-going`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from analysis.clean.parsed import Cleaner, Parsed
from analysis.clean.words import is_missing
from analysis.codebook import Codebook, fold

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
EXCEL_EPOCH = date(1899, 12, 30)
REMARK = re.compile(r"(.+?)\s*\((.+)\)")
GOES_ON = re.compile(r"(?<!dis)(?<!not )continu|(?<!not )on-?going")
BEFORE = re.compile(r"(?:before|prior to|until before|avant|vor|antes de|prima del)\s+(\d{4})")


def date_cleaner(codebook: Codebook) -> Cleaner:
    """`YYYY`, `YYYY-MM`, `YYYY-MM-DD`, `before YYYY`, `ongoing`, or nothing.

    A year with a remark keeps the year, and where the remark says that the practice goes on, ` ongoing` is added.
    """
    ongoing = tuple(sorted((fold(word) for word in codebook.vocabulary["ongoing"]), key=len, reverse=True))

    def clean(raw: str) -> Parsed:
        if is_missing(raw, codebook):
            return Parsed("", "missing_word" if raw else "")
        value = _read(fold(raw), ongoing)
        if value is None:
            return Parsed(
                "",
                problem="is not a date",
                hint="write a year, a month and year, a day as 2012-05-31, `before 2010` or `ongoing`",
            )
        return Parsed(value, "date_form" if value != raw else "")

    return clean


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


def _read(text: str, ongoing: tuple[str, ...]) -> str | None:
    if text in ongoing or text.replace(" ", "") in {word.replace(" ", "") for word in ongoing}:
        return "ongoing"
    if match := BEFORE.fullmatch(text):
        return f"before {year}" if (year := _valid(int(match[1]))) else None
    if match := REMARK.fullmatch(text):
        value = _read(match[1], ongoing)
        return _goes_on(value) if value and GOES_ON.search(match[2]) else value
    if text.endswith(" ongoing"):
        return _goes_on(value) if (value := _calendar(text.removesuffix(" ongoing"))) else None
    return _calendar(text)


def _goes_on(value: str) -> str:
    """`2003` -> `2003 ongoing`; what has no year of its own is just ongoing."""
    return value if is_ongoing(value) else f"{value} ongoing" if year_of(value) else "ongoing"


def _calendar(text: str) -> str | None:
    if match := re.fullmatch(r"(\d{4})(?:\.0+)?", text):
        return _valid(int(match[1]))
    if match := re.fullmatch(r"(\d{5})(?:\.\d+)?", text):
        return _valid(*_parts(EXCEL_EPOCH + timedelta(days=int(match[1]))))
    if match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2})(?:[t ][\d:.]+)?)?", text):
        return _valid(int(match[1]), int(match[2]), int(match[3]) if match[3] else None)
    if match := re.fullmatch(r"(\w{1,2})[-/. ]+(\d{1,2}|[ivx]{1,4})[-/. ]+(\d{4}|\d{2})", text):
        day = int(match[1]) if match[1].isdecimal() else 1 if match[1] in ("i", "l") else None
        return _valid(_century(match[3]), _month(match[2]), day) if day else None
    if match := re.fullmatch(r"(\w+)[-/. ]+(\d{4}|\d{2})", text):
        month = _month(match[1])
        return _valid(_century(match[2]), month) if month else None
    if match := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?[. ]+(?:of )?([a-z]+)[., ]+(\d{4})", text):
        return _valid(int(match[3]), MONTHS.get(match[2]), int(match[1])) if match[2] in MONTHS else None
    if match := re.fullmatch(r"([a-z]+)[. ]+(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})", text):
        return _valid(int(match[3]), MONTHS.get(match[1]), int(match[2])) if match[1] in MONTHS else None
    return None


def _month(text: str) -> int | None:
    return int(text) if text.isdecimal() else ROMAN.get(text) or MONTHS.get(text)


def _century(text: str) -> int:
    """Two-digit years up to 49 belong to this century."""
    return int(text) if len(text) == 4 else 2000 + int(text) if int(text) < 50 else 1900 + int(text)


def _parts(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day


def _valid(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """ISO text where the parts make a date between 1900 and 2100."""
    if not 1900 <= year <= 2100 or (month is not None and not 1 <= month <= 12):
        return None
    if month is None:
        return f"{year}"
    if day is None:
        return f"{year}-{month:02d}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
