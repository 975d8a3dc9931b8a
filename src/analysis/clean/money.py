"""Amounts of money as reports print them, and what they come to in EUR.

`€375,000,00`, `39.420,68 EUR`, `1 637 964 PLN ( 399 308.63 EUR)`, `£80.000`, `€8,000 p.a.`, `€3.2m`, `€140-150,000`.
A general price reader takes most of these for something else, hence the rules here.
"""

from __future__ import annotations

import math
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import fmean

from analysis.clean.numbers import OTHER_MARK, parse_number, readings

SIGNS = {"€": "EUR", "£": "GBP", "$": "USD", "zł": "PLN", "kč": "CZK", "ft": "HUF", "лв": "BGN", "lei": "RON"}
CODES = "eur gbp usd bgn chf czk dkk hrk huf isk ltl lvl nok pln ron sek"
CAPITALS = "TRY EEK SKK JPY CAD AUD RSD UAH MKD MDL BAM"  # these are words or parts of them when they are small
CURRENCY = rf"(?:€|£|\$|(?<![a-z])(?:euros?|{'|'.join(CODES.split())}|(?-i:{'|'.join(CAPITALS.split())})|zł|kč|ft|лв|lei)(?!-?[a-z]))"
NUMBER = r"\d{1,3}(?:[\u00a0\u202f '’]\d{3}(?!\d)|[,.]\s?\d{3}(?!\d))+(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)*"
FACTORS = {
    1e9: r"billions?|bn|milliarden?|milliards?|miliardi|miliard\w*|mrd|mld",
    1e6: r"millions?|millionen|millioner|miljoen|miljoner|miljoonaa?|milioni|milione|milion\w*|mill[oó]n|millones|milh[ãõ]\w*|mill|mio|mln|mn|m",
    1e3: r"thousand|tausend|tusen|tsd|tys|tis|k",
}
ENGLISH = re.compile(r"millions?|billions?|bn|m|mn|thousand|k", re.IGNORECASE)  # those with which a comma stands between thousands
FACTOR = rf"(?:{'|'.join(FACTORS.values())})(?!\w)\.?"
SCALE = rf"(?:\s*(?P<{{0}}>{FACTOR}))?"
BARE_YEAR = rf"(?:19|20)\d\d\s+{CURRENCY}\s*\d"  # `in 2010 €500`: the sign belongs to what follows
AMOUNT = re.compile(
    rf"(?:(?P<before>{CURRENCY})\s*)?(?<!\d)(?!{BARE_YEAR})(?P<low>{NUMBER})"
    rf"(?:{SCALE.format('low_scale')}(?:\s*(?P<between>{CURRENCY}))?\s*(?:[-–—]\s*{CURRENCY}?|to\s+{CURRENCY})\s*(?P<high>{NUMBER}))?"
    rf"{SCALE.format('scale')}(?:\s*(?:(?:de|di|of)\s+|d['’])?(?P<after>{CURRENCY}))?",
    re.IGNORECASE,
)
EXCHANGE_RATE = re.compile(r"1\s*EUR\s*=\s*[\d.,]+\s*[A-Z]{3}")
TWICE_THOUSANDS = re.compile(r"(\d{1,3}(?:([.,])\d{3})+)\2(\d{1,2})$")  # `375,000,00`


# Forms that are brought into the one that AMOUNT knows.
PLAIN = rf"(?<![\d.,])(?!(?:19|20)\d\d(?![\d.,]))(?:{NUMBER})(?:\s*{FACTOR})?"  # a number that is no year
PRICED = rf"(?:{CURRENCY}\s*{PLAIN}|{PLAIN}\s*{CURRENCY})"
OPENING, AND, TO = r"\b(?:between|from|zwischen|von|entre|tra|fra|da|de)\s+", r"\s+(?:and|to|und|bis|et|à|y|e|a)\s+", r"\s+(?:to|bis|à)\s+"
BETWEEN_WORDS = re.compile(AND, re.IGNORECASE)
ENDING = re.compile(r"(?<=\d)[.,][-–—]{1,2}")  # `12.000,-`
SCALE_FIRST = re.compile(rf"\b([mkt])\s?(€|eur\b)\s?({NUMBER})", re.IGNORECASE)  # `k€ 20`
SCALE_JOINED = re.compile(r"(\d\s?)([mkt])\s?(eur\b|€)", re.IGNORECASE)  # `20 TEUR`
RANGES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (rf"{OPENING}({PRICED}|{PLAIN}){AND}(?={PRICED})", rf"{OPENING}({PRICED}){AND}(?={PLAIN})", rf"({PRICED}|{PLAIN}){TO}(?={PRICED})")
]
OF_WHICH = r"(?:(?:out )?of which|thereof|including|incl\b|davon|darunter|dont|di cui|de l[oa]s cuales|waarvan|varav)"
PARTS = re.compile(rf"\(\s*{OF_WHICH}[^()]*\)|{OF_WHICH}.*", re.IGNORECASE)
BRACKETS = re.compile(r"\(([^()]*)\)")

ALMOST_ALL = (12, 20)  # a year whose rates end before this month and day is not over

# Words around an amount.
SEGMENT = re.compile(r"\s*\|\s*|(?<=\w)(?<!\b[Mm]io)(?<!\b[Mm]ill)(?<!\b[Mm]il)(?<!\b[Mm]ln)(?<!\b[Mm]rd)(?<!\b[Tt]sd)(?<!\b[Tt]ys)(?<!\b[Tt]is)\.\s+(?=[A-Z])")
ANNUAL = re.compile(
    r"per year|per annum|p\.\s?a\.|\bpa\b|/\s?(?:year|yr|an|jahr|año|anno|jaar|rok)\b|annual|a year|yearly|each year|every year|par an\b|pro jahr|im jahr"
    r"|jährlich|annuel|all'anno|annuo|annui|por año|al año|anual|per jaar|per år|om året|rocznie|ročně|évente",
    re.IGNORECASE,
)
PERIOD = re.compile(
    r"(?:(?:per|each|for the|for|over|every|last)\s+(?:[a-z]+\s+)?|(?:für|pour|pendant|sur|por|durante|in)\s+)(\d+(?:[.,]\d+)?)[\s-]*"
    r"(?P<unit>years?|months?|jahre?|ans|années|años|anni|monate?|mois|meses|mesi)\b",
    re.IGNORECASE,
)
SPAN = re.compile(r"\b((?:19|20)\d\d)\s*(?:-|–|and|to|until)\s*((?:19|20)\d\d)\b", re.IGNORECASE)
YEAR = re.compile(r"\b(?:in|for|from)\s+((?:19|20)\d\d)\b(?!\s*(?:-|–))", re.IGNORECASE)
UNTIL = re.compile(r"\buntil\s+((?:19|20)\d\d)\b", re.IGNORECASE)
TOTAL = re.compile(r"\btotal\b", re.IGNORECASE)
SET_UP = re.compile(r"\bset[- ]?up\b", re.IGNORECASE)
UNDATED = re.compile(r"\bthis year\b", re.IGNORECASE)
ADDITIONAL = re.compile(r"\badditional\b", re.IGNORECASE)

# What cannot be used.
TIMES = r"months?|weeks?|days?|hours?|monat|woche|tag|stunde|mois|semaine|jour|heure|mes|mese|settimana|giorno|día|hora|ora"
HEADS = (
    r"capita|heads?|persons?|participants?|pupils?|students?|child|children|migrants?|famil(?:y|ies)|sessions?|courses?|teilnehmer(?:in)?|kopf"
    r"|personne|participant|élève|persona|alumno|partecipante"
)
PER_UNIT = re.compile(rf"(?:\b(?:per|pro|par|por|je|each)\s+|/\s?)(?:{TIMES}|{HEADS})\b|\ba\s+(?:month|week|day|hour)\b", re.IGNORECASE)
ARITHMETIC = re.compile(rf"\d\s*\+\s*\d|\d\s*(?:[x×*]|times|mal|fois)\s*(?:{CURRENCY})?\s*\d|\d\s*{CURRENCY}\s*[x×*]\s*\d", re.IGNORECASE)
TWO_READINGS = re.compile(
    rf"\d\s?mil\b"  # thousand, or million
    rf"|\b(?:19|20)\d\d{AND}(?:{CURRENCY}\s*)?\d{{4}}\s*{CURRENCY}(?!\s*\d)"  # years, or amounts
    rf"|%\s*(?:of|de|du|von|der|des|di|del)\s+(?:the\s+)?(?:total\s+)?(?:{CURRENCY}\s*)?\d"  # the whole, or this part of it
    rf"|(?:^|[\s(€£$])[-−]\d",  # an amount to be taken off, or a dash
    re.IGNORECASE,
)
LARGE = re.compile(r"\d{5}|\d[., \u00a0\u202f'’]\d{3}(?!\d)")  # a number that can be no year
SCALED = re.compile(rf"\d\s*{FACTOR}", re.IGNORECASE)
COUNTED = re.compile(
    rf"(?:{NUMBER})\s+(?:\w+\s+)?(?:people|persons|migrants|immigrants|refugees|participants|beneficiaries|pupils|students|children|families|inhabitants|hours)\b",
    re.IGNORECASE,
)
BARE = re.compile(rf"\W*(?:(?:about|approx|approximately|around|ca|circa|env|environ|etwa|over|roughly|up to)\b\W*)?(?:{NUMBER})\W*", re.IGNORECASE)


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
    """Every amount in `text`, segment by segment (` | `); of an amount given in two currencies the EUR one.

    What is told to be a part of another amount is left out: behind `of which`, in brackets that add up to the amount before them,
    and all amounts that add up to the largest one.
    """
    found = []
    for segment in _segments(text):
        amounts = _amounts_of(segment)
        in_euro = [a for a in amounts if a.currency == "EUR"]
        found += in_euro[:1] if in_euro and len(in_euro) < len(amounts) else _total_of(amounts)
    return _without_addends(found)


def unclear(text: str) -> tuple[str, ...]:
    """Why the amounts in a text cannot be used, as flags: something in it can be read in two ways, or not at all; empty where all is well."""
    flags, any_read = [], False
    for segment in _segments(text):
        amounts = _amounts_of(segment)
        any_read |= bool(amounts)
        rest = COUNTED.sub(" ", AMOUNT.sub(lambda match: " " if match["before"] or match["after"] else match[0], segment))
        flags += ["two_readings"] if TWO_READINGS.search(segment) or any("two_readings" in a.repairs for a in amounts) else []
        flags += ["arithmetic"] if ARITHMETIC.search(segment) else []
        flags += ["per_unit"] if amounts and PER_UNIT.search(segment) else []
        flags += ["not_read"] if LARGE.search(rest) or SCALED.search(rest) else []
    if not any_read and BARE.fullmatch(text):
        return ("no_currency",)
    return tuple(dict.fromkeys(flags))


def _segments(text: str) -> list[str]:
    return [_without_parts(_in_one_form(segment)) for segment in SEGMENT.split(text)]


def _in_one_form(segment: str) -> str:
    """`k€ 20`, `12.000,-`, `between 20 and 30 EUR` in the form that AMOUNT knows; an exchange rate is no amount."""
    segment = ENDING.sub("", EXCHANGE_RATE.sub("", segment))
    segment = SCALE_FIRST.sub(lambda m: f"{m[2]} {m[3]} {_scale_letter(m[1])}", segment)
    segment = SCALE_JOINED.sub(lambda m: f"{m[1]}{_scale_letter(m[2])} {m[3]}", segment)
    for pattern in RANGES if BETWEEN_WORDS.search(segment) else ():
        segment = pattern.sub(r"\1 - ", segment)
    return segment


def _scale_letter(letter: str) -> str:
    """`T` before EUR is a German thousand."""
    return "k" if letter in "tT" else letter


def _without_parts(segment: str) -> str:
    """Without the parts of an amount that are named behind it."""
    for found in reversed(list(PARTS.finditer(segment))):
        if _amounts_of(segment[: found.start()]):
            segment = segment[: found.start()] + segment[found.end() :]
    for found in reversed(list(BRACKETS.finditer(segment))):
        before = _amounts_of(segment[: found.start()])
        numbers = [number for text in re.findall(NUMBER, found[1]) if LARGE.search(text) and (number := parse_number(text))]
        if before and numbers and math.isclose(math.fsum(numbers), before[-1].value):
            segment = segment[: found.start()] + segment[found.end() :]
    return segment


def _without_addends(amounts: list[Amount]) -> list[Amount]:
    """Of three amounts or more whose largest is the sum of the others, the largest."""
    largest = max(amounts, key=lambda amount: amount.value, default=None)
    if len(amounts) < 3 or len({amount.currency for amount in amounts}) > 1:
        return amounts
    return [largest] if math.isclose(2 * largest.value, math.fsum(amount.value for amount in amounts)) else amounts


def _amounts_of(segment: str) -> list[Amount]:
    """The amounts of a segment. Several of several years have none: which is of which is not read."""
    amounts = [amount for match in AMOUNT.finditer(segment) if (amount := _amount(match, segment))]
    several = len(amounts) > 1 and len(set(YEAR.findall(segment))) > 1
    return [replace(amount, years=None) for amount in amounts] if several else amounts


def _total_of(amounts: list[Amount]) -> list[Amount]:
    """Of several amounts in a segment that speaks of a total, the largest; the others are its parts."""
    return [max(amounts, key=lambda amount: amount.value)] if amounts and amounts[0].total else amounts


def _amount(match: re.Match[str], segment: str) -> Amount | None:
    sign = match["before"] or match["between"] or match["after"]
    if not sign:
        return None
    value, repairs = _value(match["low"], match["low_scale"] or match["scale"])
    if value is None:
        return None
    factor = _factor(match["scale"])
    if match["high"]:
        high, more = _value(match["high"], match["scale"])
        if high is None:
            return None
        low, high = value * _factor(match["low_scale"] or match["scale"]), high * factor
        low = low * 1000 if low < high / 100 and low * 1000 <= high else low
        value, repairs = (low + high) / 2, (*repairs, *more, "range_middle" if low <= high else "two_readings")
    else:
        value *= factor
    return Amount(value, _currency(sign), match[0].strip(), repairs=tuple(dict.fromkeys(repairs)), **_meaning(segment))


def _factor(scale: str | None) -> float:
    word = (scale or "").rstrip(".")
    return next((factor for factor, words in FACTORS.items() if re.fullmatch(words, word, re.IGNORECASE)), 1.0)


def _value(text: str, scale: str | None) -> tuple[float | None, tuple[str, ...]]:
    """A printed number and how it was repaired. Three digits behind a mark are thousands, but decimals of a million."""
    repaired = TWICE_THOUSANDS.sub(lambda m: f"{m[1]}{OTHER_MARK[m[2]]}{m[3]}", re.sub(r"(?<=[,.])\s", "", text))
    found, marks = readings(repaired), re.findall(r"[.,]", text)
    if scale and len(found) > 1:
        doubtful = marks == [","] and ENGLISH.fullmatch(scale)
        return found[marks[0]], ("two_readings",) if doubtful else ()
    value = max(found.values(), key=abs, default=None)
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
        "period_years": length / (12 if period["unit"].lower().startswith("m") else 1) if length else None,
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
    `last`, or None where there is none for one of these years, or not for all of it."""
    from datetime import date

    from currency_converter import RateNotFoundError

    converter, rates = _converter(), []
    known = converter.bounds.get(currency)
    if not known or known.last_date < date(last, *ALMOST_ALL):
        return None
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
