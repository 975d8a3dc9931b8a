"""Words that the blocks on the criteria share: names, numbers, ranges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from analysis.evaluate.criteria import Indicator
from analysis.present.coded import Coded, numeric
from analysis.present.drawing import dimension_label, lower
from analysis.present.markdown import plain
from analysis.present.numbers import count, listed, share_text, word


def mark(coded: Coded) -> str:
    return coded.context.mark(coded.evidence)


def read(coded: Coded, name: str, *columns: str) -> pd.DataFrame:
    return numeric(coded.context.table(name), *columns)


def indicator(coded: Coded, name: str) -> Indicator:
    return coded.criteria.indicators[name]


def quoted(coded: Coded, names: Iterable[str]) -> str:
    """Indicators by their labels, as they stand in figures and tables."""
    return plain(listed([f"“{indicator(coded, n).label}”" for n in names]))


def criteria_named(coded: Coded, names: Iterable[str]) -> str:
    return plain(listed([lower(coded.label(n)) for n in names]))


def dimension(coded: Coded, name: str, inside: bool = False) -> str:
    label = dimension_label(name, coded.context.codebook)
    return lower(label) if inside else label


def studies(number: int) -> str:
    return f"{count(number)} case {plural(number, 'study', 'studies')}"


def plural(number: int, one: str, many: str = "") -> str:
    return one if number == 1 else many or f"{one}s"


def of(some: int, base: int) -> str:
    return f"{word(some) if some else 'none'} of {count(base)}"


def per_cent(share: float) -> str:
    return share_text(share)[:-1]


def points(share: float) -> str:
    """A difference of shares in points, with a true minus sign and no minus before nought."""
    return signed(per_cent(share)) if share == share else ""


def signed(number: str) -> str:
    return number.lstrip("-") if not number.strip("-0.") else number.replace("-", "−")


def interval(low: float, high: float) -> str:
    return f"{points(low)} to {points(high)}" if low == low else ""


def span(low: float, high: float) -> str:
    ends = share_text(low, 0)[:-1], share_text(high, 0)[:-1]
    return ends[0] if ends[0] == ends[1] else "–".join(ends)


def decimal(value: float) -> str:
    return signed(f"{value:.2f}") if value == value else ""


def joined(sentences: Sequence[str]) -> str:
    return " ".join(s for s in sentences if s)
