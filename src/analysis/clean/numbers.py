"""Numbers as people and programs write them: `1 234,5`, `39.420,68`, `1,234`, `12.5%`."""

from __future__ import annotations

import math
import re

from analysis.clean.parsed import Cleaner, Parsed
from analysis.clean.words import is_missing
from analysis.codebook import Codebook, Item
from analysis.texts import fold

SCIENTIFIC = re.compile(r"[+-]?\d+(\.\d+)?e[+-]?\d+", re.IGNORECASE)
NUMBER = re.compile(r"([+-]?)(\d{1,3}(?:[\s']\d{3})+|\d+)((?:[.,]\d+)*)[.,]?")
CODE = re.compile(r"-\d+|9+|8+|7+|99?[78]")  # how survey tools write that there is no answer
DAY = re.compile(r"\d{1,4}([-./])\d{1,2}\1\d{1,4}")
FIRST_YEAR = 1900
OTHER_MARK = {".": ",", ",": "."}
TWO_WAYS = "is not a number that can be read in one way only: its mark is a decimal one or stands between thousands"
SAY_DECIMAL = 'say `decimal: "."` or `decimal: ","` at the source in wave.yml, or write the number without a mark between thousands'
AS_FRACTION = "could be meant as a part of 1, for no number of this column is above 1; it is read as per cent"
AS_CODE = "could be a code for no answer, for it stands out in its column; it is read as a number"


def readings(text: str) -> dict[str, float]:
    """The numbers that `text` can stand for, by the decimal mark that its writer then uses (`""`: the text does not show it).

    Two where one mark stands before exactly three digits, so that it is decimal or stands between thousands (`1.234`); none where
    the text is no number. White space and apostrophes only stand between thousands.
    """
    text = text.strip()
    if text.isdecimal():
        return _finite({"": text})
    if SCIENTIFIC.fullmatch(text):
        return _finite({"": text})
    if not (match := NUMBER.fullmatch(text)):
        return {}
    sign, whole, rest = match.groups()
    head = "".join(re.findall(r"\d", whole))
    *groups, last = [head, *re.split(r"[.,]", rest)[1:]]
    marks = re.findall(r"[.,]", rest)
    if not marks:
        return _finite({"": sign + head})
    joined, mark = sign + "".join(groups), marks[-1]
    in_threes = head == whole and len(head) <= 3 and all(len(group) == 3 for group in groups[1:])
    if len(marks) == 1:
        thousands = {OTHER_MARK[mark]: joined + last} if in_threes and len(last) == 3 and head[0] != "0" else {}
        return _finite({mark: f"{joined}.{last}"} | thousands)
    if in_threes and len(set(marks)) == 1 and len(last) == 3:
        return _finite({OTHER_MARK[mark]: joined + last})
    return _finite({mark: f"{joined}.{last}"}) if in_threes and marks.count(mark) == 1 and len(set(marks)) == 2 else {}


def _finite(numerals: dict[str, str]) -> dict[str, float]:
    return {mark: value for mark, numeral in numerals.items() if math.isfinite(value := float(numeral))}


def parse_number(text: str) -> float | None:
    """The number written in `text`, or None; a mark before exactly three digits is taken to stand between thousands."""
    return max(readings(text).values(), key=abs, default=None)


def canonical(value: float) -> str:
    """A number as the tables print it: no decimal point for whole numbers, up to 12 significant digits."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else f"{value:.12g}"


def fitting(text: str, item: Item) -> dict[str, float]:
    """Those readings of a text that are within the limits of the item."""
    return {mark: value for mark, value in readings(text).items() if not _outside(item, value)}


def is_share(item: Item) -> bool:
    """Whether the item is a percentage, so that a per cent sign says nothing new."""
    return item.max == 100


def number_cleaner(item: Item, codebook: Codebook, decimal: str = "", codes: frozenset[str] = frozenset(), fractions: bool = False) -> Cleaner:
    """A number within the item's limits.

    `decimal` is the mark that the column uses, where it is known: it settles what can be read in two ways, which is a problem
    otherwise. A number in `codes` is doubtful, and one below 1 where the column holds `fractions`.
    """

    def clean(raw: str) -> Parsed:
        if is_missing(raw, codebook):
            return Parsed("", "missing_word" if raw else "")
        numeral = raw.strip()
        if numeral.endswith("%"):
            if not is_share(item):
                return Parsed("", problem="is a percentage where a number belongs", hint="write the number, or leave the cell empty")
            numeral = numeral.removesuffix("%")
        found = _read(numeral, item, decimal)
        if isinstance(found, Parsed):
            return found
        text = _unmistakable(found, item)
        answer = Parsed(text, "number_form" if text != raw else "")
        if raw in codes:
            return answer._replace(doubt=AS_CODE, hint="if it is one, name it under `missing:` at the source in wave.yml")
        if fractions and 0 < found <= 1:
            return answer._replace(doubt=AS_FRACTION, hint="if it is, write per cent, such as 12.5")
        return answer

    return clean


def _read(numeral: str, item: Item, decimal: str) -> float | Parsed:
    """The one number that a text stands for, or what is wrong."""
    found = readings(numeral)
    if decimal in found and (not item.integer or found[decimal].is_integer()):  # a whole number has no decimals, whatever the file uses
        found = {decimal: found[decimal]}
    if not found:
        return Parsed("", problem="is not a number", hint=_no_number(numeral, item))
    possible = [value for value in found.values() if not _outside(item, value)]
    if len(possible) == 1:
        return possible[0]
    if possible:
        return Parsed("", problem=TWO_WAYS, hint=SAY_DECIMAL)
    hint = _or_code("correct the number or leave the cell empty", numeral)
    return Parsed("", problem=_outside(item, next(iter(found.values()))), hint=hint)


def _no_number(numeral: str, item: Item) -> str:
    """What to do about a text that is no number; a spreadsheet shows a year in a cell for dates as a day."""
    if is_year(item) and DAY.fullmatch(numeral):
        return "write the year alone, in a cell that is not formatted as a date"
    return "write digits only, or leave the cell empty"


def is_year(item: Item) -> bool:
    """Whether the item is a calendar year."""
    return bool(item.integer and item.min and item.min >= FIRST_YEAR)


def _or_code(hint: str, numeral: str) -> str:
    coded = "; where it is a code for no answer, name it under `missing:` at the source in wave.yml"
    return hint + coded if CODE.fullmatch(numeral) else hint


def _unmistakable(value: float, item: Item) -> str:
    """As `canonical`, with a closing 0 where it could be read in two ways by itself: 1.234 is `1.2340`."""
    text = canonical(value)
    return text if "." not in text or _read(text, item, "") == float(text) else f"{text}0"


def rating_cleaner(item: Item, codebook: Codebook, decimal: str = "") -> Cleaner:
    """A whole number of the item's scale, or `higher` where only that was printed."""
    higher = {fold(word) for word in codebook.vocabulary["higher"]}
    number = number_cleaner(item, codebook, decimal)

    def clean(raw: str) -> Parsed:
        if fold(raw) in higher:
            return Parsed("higher", "answer_spelling" if raw != "higher" else "")
        parsed = number(raw)
        if not parsed.problem:
            return parsed
        ends = f" ({item.min:g}: {item.ends[0]}, {item.max:g}: {item.ends[1]})" if item.ends else ""
        hint = f"use a whole number from {item.min:g} to {item.max:g}{ends}, or leave the cell empty; what words stand for can be said under `values:` in wave.yml"
        return parsed._replace(hint=_or_code(hint, raw.strip()))

    return clean


def _outside(item: Item, value: float) -> str:
    if item.integer and value != int(value):
        return "is not a whole number"
    if (item.min is not None and value < item.min) or (item.max is not None and value > item.max):
        low = "" if item.min is None else f"{item.min:g}"
        high = "" if item.max is None else f"{item.max:g}"
        return f"lies outside {low} to {high}" if low and high else f"lies {'below ' + low if low else 'above ' + high}"
    return ""
