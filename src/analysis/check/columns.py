"""What a column holds, in a few words: how much is empty, its range or commonest answers, and what looks odd in it.

Neither free text nor identifiers are told, only how long or how many they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.codebook import YEARS, Item
from analysis.problems import counted

COMMON = 4  # answers that are named
ODD = 3  # odd ones that are named
FEW, MANY = 8, 20  # answers from which on an outlier, or an option that was chosen once, tells something
FENCE = 3.0  # quartile distances beyond the quartiles
WIDE = 100  # the largest is so many times the smallest: distances are those of logarithms


class Told(NamedTuple):
    """What a column holds, and what looks odd in it."""

    values: str
    odd: str = ""


def tell_column(item: Item, column: pd.Series) -> Told:
    """What the filled cells of a clean text column hold."""
    filled = column[column.ne("")]
    if filled.empty:
        return Told("")
    match item.type:
        case "number":
            return _numbers(pd.to_numeric(filled, errors="coerce").dropna())
        case "date":
            return _years(filled)
        case "choice" | "multi" | "country" | "rating":
            return _answers(_counts(filled), len(filled))
        case "id":
            return Told(f"{filled.nunique():,} different")
    lengths = filled.str.len()
    low, high = int(lengths.min()), int(lengths.max())
    return Told((f"{low:,} to " if low != high else "") + counted(high, "character"))


def _numbers(numbers: pd.Series) -> Told:
    if numbers.empty:
        return Told("")
    write = _year if numbers.between(*YEARS).all() and numbers.mod(1).eq(0).all() else _number
    low, middle, high = (write(value) for value in (numbers.min(), numbers.median(), numbers.max()))
    odd = "" if write is _year else _outliers(numbers, write)
    return Told(f"{low} to {high}, median {middle}" if low != high else low, odd)


def _years(dates: pd.Series) -> Told:
    """The years that dates name; of those that go on only their start."""
    years = pd.to_numeric(dates.str.extract(r"(\d{4})", expand=False), errors="coerce").dropna()
    ongoing = int(dates.str.contains("ongoing").sum())
    ends = [_year(years.min()), _year(years.max())] if len(years) else []
    return Told(", ".join(filter(None, [" to ".join(dict.fromkeys(ends)), f"{ongoing:,} ongoing" if ongoing else ""])), _outliers(years, _year))


def _outliers(numbers: pd.Series, write: Callable[[float], str]) -> str:
    """Numbers that lie far from all others, as `write` puts them."""
    values = numbers.to_numpy(dtype=float)
    if len(values) < FEW:
        return ""
    scale = np.log(values) if values.min() > 0 and values.max() > WIDE * values.min() else values
    first, third = np.quantile(scale, [0.25, 0.75])
    reach = FENCE * (third - first)
    far = (scale < first - reach) | (scale > third + reach)
    if not reach or not far.any():
        return ""
    return f"far from all others: {_some(map(write, np.unique(values[far])))}"


def _counts(filled: pd.Series) -> pd.Series:
    """How often each answer was given, the commonest first; of several in one cell each counts."""
    counts = filled.value_counts()
    parts: dict[str, int] = {}
    for text, n in counts.items():
        for part in text.split(";"):
            parts[part] = parts.get(part, 0) + int(n)
    return pd.Series(dict(sorted(parts.items(), key=lambda entry: (-entry[1], entry[0]))))


def _answers(counts: pd.Series, answered: int) -> Told:
    named = [f"{answer}: {n:,}" for answer, n in counts.items()]
    rest = f", and {counted(len(named) - COMMON, 'other')}" if len(named) > COMMON else ""
    once = sorted(counts.index[counts.eq(1)])
    odd = f"chosen once: {_some(once)}" if once and answered >= MANY else ""
    if len(counts) == 1 and answered >= FEW:
        odd = "all the same"
    return Told(", ".join(named[:COMMON]) + rest, odd)


def _some(named: Iterable[str]) -> str:
    named = list(named)
    return ", ".join(named[:ODD]) + (f", and {len(named) - ODD} more" if len(named) > ODD else "")


def _year(value: float) -> str:
    return f"{value:.0f}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.10g}"
