"""Amounts of money as reports print them, and what they come to in EUR.

`€375,000,00`, `39.420,68 EUR`, `1 637 964 PLN ( 399 308.63 EUR)`, `£80.000`, `€8,000 p.a.`, `€3.2m`, `€140-150,000`.
A general price reader takes most of these for something else, hence the rules here.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from statistics import fmean

from analysis.clean.numbers import OTHER_MARK, parse_number

SIGNS = {"€": "EUR", "£": "GBP", "$": "USD", "zł": "PLN", "kč": "CZK", "ft": "HUF"}
CODES = "eur gbp usd bgn chf czk dkk hrk huf isk ltl lvl nok pln ron sek"
CURRENCY = rf"(?:€|£|\$|(?<![a-z])(?:euros?|{'|'.join(CODES.split())}|zł|kč|ft)(?!-?[a-z]))"
NUMBER = r"\d{1,3}(?:[\u00a0\u202f ']\d{3}(?!\d)|[,.]\s?\d{3}(?!\d))+(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)*"
SCALE = r"(?:\s*(?P<{0}>billion|bn|million|mio\.?|mn|m|thousand|k)(?!\w))?"
BARE_YEAR = rf"(?:19|20)\d\d\s+{CURRENCY}\s*\d"  # `in 2010 €500`: the sign belongs to what follows
AMOUNT = re.compile(
    rf"(?:(?P<before>{CURRENCY})\s*)?(?<!\d)(?!{BARE_YEAR})(?P<low>{NUMBER})"
    rf"(?:{SCALE.format('low_scale')}\s*(?:[-–—]\s*{CURRENCY}?|to\s+{CURRENCY})\s*(?P<high>{NUMBER}))?"
    rf"{SCALE.format('scale')}(?:\s*(?P<after>{CURRENCY}))?",
    re.IGNORECASE,
)
EXCHANGE_RATE = re.compile(r"1\s*EUR\s*=\s*[\d.,]+\s*[A-Z]{3}")
FACTORS = {"billion": 1e9, "bn": 1e9, "million": 1e6, "mio": 1e6, "mn": 1e6, "m": 1e6, "thousand": 1e3, "k": 1e3}

TWICE_THOUSANDS = re.compile(r"(\d{1,3}(?:([.,])\d{3})+)\2(\d{1,2})$")  # `375,000,00`

SEGMENT = re.compile(r"\s*\|\s*|(?<=\w)(?<![Mm]io)\.\s+(?=[A-Z])")
ANNUAL = re.compile(r"per year|per annum|p\.\s?a\.|/\s?year|annual|a year|yearly|every year", re.IGNORECASE)
PERIOD = re.compile(
    r"(?:per|each|for the|over|every|last)\s+(?:[a-z]+\s+)?(\d+(?:[.,]\d+)?)[\s-]*(year|month)", re.IGNORECASE
)
SPAN = re.compile(r"\b((?:19|20)\d\d)\s*(?:-|–|and|to|until)\s*((?:19|20)\d\d)\b", re.IGNORECASE)
YEAR = re.compile(r"\b(?:in|for|from)\s+((?:19|20)\d\d)\b(?!\s*(?:-|–))", re.IGNORECASE)
UNTIL = re.compile(r"\buntil\s+((?:19|20)\d\d)\b", re.IGNORECASE)
TOTAL = re.compile(r"\btotal\b", re.IGNORECASE)
SET_UP = re.compile(r"\bset[- ]?up\b", re.IGNORECASE)
UNDATED = re.compile(r"\bthis year\b", re.IGNORECASE)
ADDITIONAL = re.compile(r"\badditional\b", re.IGNORECASE)


@dataclass(frozen=True)
class Amount:
    """One printed amount with the words that say what it is for. `value` is the middle of a range."""

    value: float
    currency: str
    printed: str
    period_years: float | None = None
    years: tuple[int, int] | None = None
    annual: bool = False
    total: bool = False
    set_up: bool = False
    until: int | None = None
    undated: bool = False
    additional: bool = False
    repairs: tuple[str, ...] = ()


def parse_amounts(text: str) -> list[Amount]:
    """Every amount in `text`, segment by segment (` | `); of an amount given in two currencies the EUR one."""
    found = []
    for segment in SEGMENT.split(text):
        amounts = [a for m in AMOUNT.finditer(EXCHANGE_RATE.sub("", segment)) if (a := _amount(m, segment))]
        in_euro = [a for a in amounts if a.currency == "EUR"]
        found += in_euro[:1] if in_euro and len(in_euro) < len(amounts) else _leading_total(amounts)
    return found


def _leading_total(amounts: list[Amount]) -> list[Amount]:
    """Of several amounts in a segment that speaks of a total, the first; the others are its parts."""
    return amounts[:1] if amounts and amounts[0].total else amounts


def _amount(match: re.Match[str], segment: str) -> Amount | None:
    sign = match["before"] or match["after"]
    if not sign:
        return None
    low, repairs = _value(match["low"])
    if low is None:
        return None
    factor = _factor(match["scale"])
    value = low * factor
    if match["high"]:
        high, more = _value(match["high"])
        if high is None:
            return None
        low *= _factor(match["low_scale"] or match["scale"])
        high *= factor
        low = low * 1000 if low < high / 100 and low * 1000 <= high else low
        value, repairs = (low + high) / 2, (*repairs, *more, "range_middle")
    return Amount(value, _currency(sign), match[0].strip(), repairs=tuple(dict.fromkeys(repairs)), **_meaning(segment))


def _factor(scale: str | None) -> float:
    return FACTORS.get((scale or "").lower().rstrip("."), 1.0)


def _value(text: str) -> tuple[float | None, tuple[str, ...]]:
    repaired = TWICE_THOUSANDS.sub(lambda m: f"{m[1]}{OTHER_MARK[m[2]]}{m[3]}", re.sub(r"(?<=[,.])\s", "", text))
    value = parse_number(repaired)
    marks = re.findall(r"[.,]", text)
    odd = re.search(r"[,.]\s", text) or (
        len(marks) > 1 and len(set(marks)) == 1 and len(re.split(r"[.,]", text)[-1]) != 3
    )
    dot_thousands = value is not None and marks == ["."] and value >= 1000 and re.search(r"\.\d{3}$", text)
    return value, ("separators_repaired",) if odd or dot_thousands else ()


def _currency(sign: str) -> str:
    return "EUR" if sign.lower().startswith("eur") else SIGNS.get(sign.lower(), sign.upper())


def _meaning(segment: str) -> dict:
    """The words around an amount: its period, its years, whether it is a total, a set-up cost or a thing of the past."""
    period = PERIOD.search(segment)
    span = SPAN.search(segment)
    year = YEAR.search(segment)
    until = UNTIL.search(segment)
    length = parse_number(period[1]) if period else None
    return {
        "annual": bool(ANNUAL.search(segment)),
        "period_years": length / (12 if period[2].lower() == "month" else 1) if length else None,
        "years": (int(span[1]), int(span[2])) if span else (int(year[1]), int(year[1])) if year else None,
        "until": int(until[1]) if until else None,
        "total": bool(TOTAL.search(segment)),
        "set_up": bool(SET_UP.search(segment)),
        "undated": bool(UNDATED.search(segment)),
        "additional": bool(ADDITIONAL.search(segment)),
    }


@dataclass(frozen=True)
class Budget:
    """What a practice costs: an amount in EUR, the years it covers, and per year; how it was read and converted.

    Nothing is extrapolated: an amount for less than a year has the flag `shorter_than_a_year` and no cost per year.
    `rate_years` are the calendar years whose mean rate was used. With the flag `no_rate` an amount could not be converted,
    and `eur` lacks it.
    """

    eur: float
    period_years: float | None
    per_year: float | None
    currency: str
    rate: float | None
    rate_years: tuple[int, int] | None
    flags: tuple[str, ...]


def compose(amounts: list[Amount], years: tuple[int, int] | None = None, length: float | None = None) -> Budget | None:
    """One budget out of the printed amounts.

    A total goes before its parts; running yearly amounts before past ones and set-up costs; else amounts of several
    phases, years or sources are added up. `years` are the calendar years that the amounts are known to be of (for
    exchange rates) and `length` is how many years they cover, where that is known; else what is printed with them is
    taken. None where no amount is printed.
    """
    usable = [a for a in amounts if not a.undated]
    flags = ["undated_left_out"] if len(usable) < len(amounts) else []
    totals = [a for a in usable if a.total]
    annual = [a for a in usable if (a.annual or a.additional) and not a.until and not a.set_up]
    if totals:
        parts, period = totals[:1], totals[0].period_years or _covered(totals)
    elif annual and any(a.annual for a in annual):
        parts, period = annual, 1.0
        flags += ["set_up_left_out"] if any(a.set_up for a in usable) else []
        flags += ["past_left_out"] if any(a.until for a in usable) else []
    else:
        parts = [a for a in usable if not a.set_up] or usable
        period = next((a.period_years for a in parts if a.period_years), None) or _covered(parts)
    if not parts:
        return None
    if len(parts) > 1:
        flags.append("sum_of_parts")
    return _budget(parts, length or period or None, years, flags)


def _covered(amounts: list[Amount]) -> float | None:
    """How many different years the amounts name between them, or None where one of them names none."""
    covered: set[int] = set()
    for amount in amounts:
        if amount.years is None:
            return None
        covered |= set(range(amount.years[0], amount.years[1] + 1))
    return float(len(covered)) or None


def _budget(parts: list[Amount], period: float | None, years: tuple[int, int] | None, flags: list[str]) -> Budget:
    flags = [*flags, *(repair for part in parts for repair in part.repairs)]
    first = next((part for part in parts if part.currency != "EUR"), parts[0])
    rate = _rate(first, years) if first.currency != "EUR" else None
    eur = 0.0
    for part in parts:
        own = _rate(part, years)
        flags += [] if part.currency == "EUR" else ["converted" if own else "no_rate"]
        eur += part.value / own if own else 0.0
    short = period is not None and period < 1
    flags += ["shorter_than_a_year"] if short else []
    return Budget(
        eur, period, eur / period if period and not short else None, first.currency,
        rate, first.years or years if rate else None, tuple(dict.fromkeys(flags)),
    )  # fmt: skip


def _rate(amount: Amount, years: tuple[int, int] | None) -> float | None:
    """The rate an amount is converted at: of the years printed with it, else of those it is known to be of; no other."""
    if amount.currency == "EUR":
        return 1.0
    return mean_rate(amount.currency, *of) if (of := amount.years or years) else None


@lru_cache(maxsize=64)
def mean_rate(currency: str, first: int, last: int) -> float | None:
    """Units of `currency` for one EUR: the mean of the European Central Bank's daily rates from the year `first` to the year
    `last`, or None where there is none for one of these years."""
    from datetime import date

    from currency_converter import RateNotFoundError

    converter, rates = _converter(), []
    for year in range(first, last + 1):
        of_year = []
        for day in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1):
            with suppress(RateNotFoundError, ValueError):
                of_year.append(converter.convert(1, "EUR", currency, date=date.fromordinal(day)))
        if not of_year:
            return None
        rates += of_year
    return fmean(rates) if rates else None


@lru_cache(maxsize=1)
def _converter():
    from currency_converter import CurrencyConverter

    return CurrencyConverter()
