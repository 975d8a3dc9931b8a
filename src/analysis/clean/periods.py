"""What an amount or a count is of, as people write it: `2012`, `January 2011 to June 2012`, `each 18 months`, `first edition`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from analysis.clean.dates import date_cleaner, is_ongoing, year_of
from analysis.clean.numbers import parse_number
from analysis.clean.parsed import Cleaner, Parsed
from analysis.clean.words import is_missing, text_cleaner
from analysis.codebook import Codebook
from analysis.texts import fold

LENGTH = r"(\d+(?:[.,]\d+)?)?[\s-]*(month|year)s?"
NAMED = re.compile(rf"(.+?)(?:\s*\({LENGTH}\))?", re.IGNORECASE)
LASTING = re.compile(rf"(each\s+|every\s+)?{LENGTH}", re.IGNORECASE)
FROM_TO = re.compile(r"(.+?)\s+(?:to|until|[-–])\s+(.+)|((?:19|20)\d\d)[-–]((?:19|20)\d\d)", re.IGNORECASE)
HINT = "write `2012`, `2009 to 2011`, `January 2011 to June 2012`, `each year`, `each 18 months` or the name of a phase without years"


@dataclass(frozen=True)
class Period:
    """`start` and `end` are its first and last month as (year, month), `length` how many years it lasts, where they are
    known; `name` tells undated periods apart, and those that `repeat` come again each time. Equal ones are the same."""

    name: str = ""
    start: tuple[int, int] | None = None
    end: tuple[int, int] | None = None
    length: float | None = None
    repeats: bool = False

    @property
    def years(self) -> tuple[int, int] | None:
        """Its first and last calendar year."""
        return (self.start[0], self.end[0]) if self.start and self.end else None


def period_reader(codebook: Codebook) -> Callable[[str], Period | None]:
    """Reads a period. Dates are counted in months, a year without month from January or to December, unless a length stands
    behind them (`2009 to 2011 (2 years)`). None for what cannot be read, such as an end before the start."""
    dates = date_cleaner(codebook)

    def date(text: str) -> str:
        found = dates(text).value
        return "" if is_ongoing(found) or not year_of(found) else found

    def read(text: str) -> Period | None:
        text = " ".join(text.split())
        name, number, unit = NAMED.fullmatch(text).groups()
        said = _years(number, unit) if unit else None
        if match := LASTING.fullmatch(text):
            return Period(fold(text), length=_years(*match.groups()[1:]), repeats=bool(match[1]))
        if start := date(name):
            return _dated(start, start, said)
        if match := FROM_TO.fullmatch(name):
            ends = [date(part) for part in match.groups() if part]
            return _dated(*ends, said) if all(ends) else None
        return None if re.search(r"\d{4}", name) else Period(fold(text), length=said)

    return read


def period_cleaner(codebook: Codebook) -> Cleaner:
    """A period as it is written, with single blanks; what cannot be read is a problem."""
    tidy, read = text_cleaner(codebook), period_reader(codebook)

    def clean(raw: str) -> Parsed:
        found = tidy(raw)
        if is_missing(found.value, codebook) or read(found.value):
            return found
        return Parsed("", problem="is not a period", hint=HINT)

    return clean


def _years(number: str | None, unit: str) -> float:
    return (parse_number(number) if number else 1.0) / (12 if unit.lower() == "month" else 1)


def _dated(first: str, last: str, said: float | None) -> Period | None:
    start, end = (int(first[:4]), int(first[5:7] or 1)), (int(last[:4]), int(last[5:7] or 12))
    months = 12 * (end[0] - start[0]) + end[1] - start[1] + 1
    return Period("", start, end, said or months / 12) if months > 0 else None
