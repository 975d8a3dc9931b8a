"""What a cleaner answers for one raw cell, and how a cleaner is applied to a whole column."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd


class Parsed(NamedTuple):
    """The clean text of a cell (empty: not reported), the rule that changed it, or what is wrong with it."""

    value: str
    rule: str = ""
    problem: str = ""
    hint: str = ""


Cleaner = Callable[[str], Parsed]


class Column(NamedTuple):
    """A cleaned column beside its raw one; all four share the index of the raw rows."""

    raw: pd.Series
    clean: pd.Series
    rule: pd.Series
    problem: pd.Series


def apply(raw: pd.Series, cleaner: Cleaner) -> tuple[Column, dict[str, str]]:
    """Clean a text column. Each distinct raw value is parsed once, whatever the number of rows.

    Returns the column and the hints of the problems by raw value.
    """
    codes, uniques = pd.factorize(raw)
    parsed = [cleaner(value) for value in uniques]
    hints = {value: p.hint for value, p in zip(uniques, parsed, strict=True) if p.problem}

    def take(field: int) -> pd.Series:
        values = np.array([p[field] for p in parsed], dtype=object)
        return pd.Series(values[codes] if len(values) else [], index=raw.index, dtype=object)

    return Column(raw, take(0), take(1), take(2)), hints
