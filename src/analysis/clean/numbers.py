"""Numbers as people and programs write them: `1 234,5`, `39.420,68`, `1,234`, `375,000,00`."""

from __future__ import annotations

import math
import re

from analysis.clean.parsed import Cleaner, Parsed
from analysis.clean.words import is_missing
from analysis.codebook import Codebook, Item, fold


def parse_number(text: str) -> float | None:
    """The number written in `text`, or None.

    The last separator is a decimal mark unless three digits follow it; where the same text shows both marks, the
    last kind is the decimal one; after thousands in threes a further mark with two digits is decimal (`375,000,00`);
    after more than three digits a mark can only be decimal (`1234.567`).
    """
    squeezed = re.sub(r"[\s'\u00a0\u202f]", "", text)
    if re.fullmatch(r"[+-]?\d+(\.\d+)?e[+-]?\d+", squeezed, re.IGNORECASE):
        return _finite(float(squeezed))
    match = re.fullmatch(r"([+-]?)(\d+(?:[.,]\d+)*)[.,]?", squeezed)
    if not match:
        return None
    sign, body = match.groups()
    groups = re.split(r"[.,]", body)
    marks = re.findall(r"[.,]", body)
    whole, fraction = _split(groups, marks)
    if whole is None:
        return None
    return _finite(float(f"{sign}{whole}.{fraction or 0}"))


def _split(groups: list[str], marks: list[str]) -> tuple[str | None, str]:
    """Digits before and after the decimal mark; None where the grouping makes no sense."""
    if not marks:
        return groups[0], ""
    *head, last = groups
    both = len(set(marks)) == 2 and marks.count(marks[-1]) == 1
    decimal = len(last) != 3 or both or groups[0] == "0" or (len(groups) == 2 and len(groups[0]) > 3)
    thousands = head if decimal else groups
    if len(thousands) > 1 and (len(thousands[0]) > 3 or any(len(g) != 3 for g in thousands[1:])):
        return None, ""
    return "".join(thousands), last if decimal else ""


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def canonical(value: float) -> str:
    """A number as the tables print it: no decimal point for whole numbers, up to 12 significant digits."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else f"{value:.12g}"


def unmistakable(value: float) -> str:
    """As `canonical`, but with a closing 0 where three decimals would be read as thousands: 1.234 is `1.2340`."""
    text = canonical(value)
    return text if parse_number(text) == float(text) else f"{text}0"


def number_cleaner(item: Item, codebook: Codebook) -> Cleaner:
    """A number within the item's limits; a per cent sign is dropped."""

    def clean(raw: str) -> Parsed:
        if is_missing(raw, codebook):
            return Parsed("", "missing_word" if raw else "")
        value = parse_number(raw.strip().removesuffix("%"))
        if value is None:
            return Parsed("", problem="is not a number", hint="write digits only, or leave the cell empty")
        if problem := _outside(item, value):
            return Parsed("", problem=problem, hint="correct the number or leave the cell empty")
        text = unmistakable(value)
        return Parsed(text, "number_form" if text != raw else "")

    return clean


def rating_cleaner(item: Item, codebook: Codebook) -> Cleaner:
    """A whole number of the item's scale, or `higher` where only that was printed."""
    higher = {fold(word) for word in codebook.vocabulary["higher"]}
    number = number_cleaner(item, codebook)

    def clean(raw: str) -> Parsed:
        if fold(raw) in higher:
            return Parsed("higher", "answer_spelling" if raw != "higher" else "")
        parsed = number(raw)
        hint = f"use a whole number from {item.min:g} to {item.max:g}, or leave the cell empty"
        return parsed._replace(hint=hint) if parsed.problem else parsed

    return clean


def _outside(item: Item, value: float) -> str:
    if item.integer and value != int(value):
        return "is not a whole number"
    if (item.min is not None and value < item.min) or (item.max is not None and value > item.max):
        low = "" if item.min is None else f"{item.min:g}"
        high = "" if item.max is None else f"{item.max:g}"
        return f"lies outside {low} to {high}" if low and high else f"lies {'below ' + low if low else 'above ' + high}"
    return ""
