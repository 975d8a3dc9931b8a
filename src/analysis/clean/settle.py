"""What a column as a whole says of its cells: which mark is decimal, whether days come first, which numbers may be codes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from analysis.clean.dates import latest_year, orders, shows_month, shows_span
from analysis.clean.numbers import fitting, is_share
from analysis.clean.words import visible
from analysis.codebook import Item

NINES = re.compile(r"9{2,}(?:[.,]0+)?")
NUMBER_CELL = re.compile(r"-?\d+\.\d+")
TYPED = (".csv", ".tsv", ".tab", ".txt")  # files whose cells stand as somebody or some program wrote them
FAR_ABOVE = 5  # times the next largest number


@dataclass(frozen=True)
class Conventions:
    """How the cells of a column are to be read, empty where it does not show.

    `decimal` is `.` or `,`; `dates` is day_first or month_first; `months` says that 2011-12 is a month and not two years;
    `last_year` is the latest year that a date names; `codes` are numbers that may say that there is no answer; `fractions` says that
    percentages may be given as parts of 1.
    """

    decimal: str = ""
    dates: str = ""
    months: bool = False
    last_year: int = 0
    codes: frozenset[str] = frozenset()
    fractions: bool = False


UNSETTLED = Conventions()


def settle(item: Item, column: pd.Series, file: str, decimal: str = "", dates: str = "") -> Conventions:
    """The conventions of a column of text cells, from all of them. What wave.yml says (`decimal`, `dates`) goes first."""
    if item.type not in ("number", "rating", "date"):
        return UNSETTLED
    texts = [visible(text) for text in pd.unique(column)]
    if item.type == "date":
        months = any(map(shows_month, texts)) and not any(map(shows_span, texts))
        return Conventions(dates=dates or date_order(texts), months=months, last_year=latest_year(texts))
    typed = file.lower().endswith(TYPED)
    mark = decimal or decimal_mark(texts, item, typed)
    if item.type == "rating":
        return Conventions(mark)
    return Conventions(mark, codes=likely_codes(column, item), fractions=are_fractions(texts, item))


def decimal_mark(texts: Iterable[str], item: Item, typed: bool = True) -> str:
    """The decimal mark that the texts prove by those of them that can be read in one way only; empty where they prove none, or both.

    In a workbook (not `typed`) a plain point proves nothing: number cells always come with one, whatever else was typed.
    """
    proven = set()
    for text in texts:
        if typed or not NUMBER_CELL.fullmatch(text):
            found = fitting(text.strip().removesuffix("%"), item)
            proven |= found.keys() if len(found) == 1 else set()
    proven.discard("")
    return proven.pop() if len(proven) == 1 else ""


def date_order(texts: Iterable[str]) -> str:
    """Whether the day or the month comes first, as the texts prove that have one reading only; empty where they prove none, or both."""
    proven = {found[0] for text in texts if len(found := orders(text)) == 1}
    return proven.pop() if len(proven) == 1 else ""


def likely_codes(column: pd.Series, item: Item) -> frozenset[str]:
    """Texts such as 99 and 999 that are repeated, or far above all other numbers of the column: they may mean that there is no answer."""
    counts = column[column.str.fullmatch(NINES).fillna(False).astype(bool)].value_counts()
    if counts.empty:
        return frozenset()
    others = [value for text in set(column) - set(counts.index) for value in fitting(text, item).values()]
    top = FAR_ABOVE * max(others, default=float("inf"))
    return frozenset(t for t, n in counts.items() if (found := fitting(t, item)) and (n > 1 or max(found.values()) > top))


def are_fractions(texts: Iterable[str], item: Item) -> bool:
    """Whether all numbers of a percentage lie within 0 and 1, and none of them has a per cent sign."""
    if not is_share(item):
        return False
    texts = list(texts)
    values = [max(found.values()) for text in texts if (found := fitting(text, item))]
    return not any("%" in text for text in texts) and max(values, default=2) <= 1 and any(0 < value < 1 for value in values)
