"""What a chart shows, before it is said or drawn: a shape and the marks on it, without a word and without a colour."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analysis.findings.results import Number, Part, Results

AS_IF = {"ci_low": "ci_low_as_if_drawn_at_random", "ci_high": "ci_high_as_if_drawn_at_random"}


@dataclass(frozen=True)
class Mark:
    """One mark: what it stands for, its value and limits on the axis, and the role that gives it its colour."""

    of: Number | Part | Any
    value: float | None
    low: float | None = None
    high: float | None = None
    role: str = "accent"
    strong: bool = False


@dataclass(frozen=True)
class Chart:
    """`shape` names a file of `draw`; `groups` are its marks by heading; `more` is what the shape asks for beside."""

    shape: str
    groups: Sequence[tuple[str, Sequence[Any]]]
    more: Mapping[str, Any] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether there is anything to draw."""
        return any(marks for _, marks in self.groups)


def counted(number: Number | Part, strong: bool = False) -> Mark:
    """A bar as long as the count."""
    return Mark(number, number.numerator, role="accent" if strong else "second", strong=strong)


def rated(number: Number, role: str = "accent", strong: bool = False, sampled: bool = False) -> Mark:
    """A share, with its interval where the answers are a sample and the base is not too small."""
    low, high = (number.low, number.high) if sampled and not number.small else (None, None)
    return Mark(number, number.share, low, high, role, strong)


def told_by(r: Results, numbers: Iterable[Number]) -> pd.DataFrame:
    """The rows behind a figure, as its download has them: intervals under their own name only where the answers are a
    sample, else (what a survey was told by those who chose to, or by all) named as what they would be."""
    rows = r.behind(numbers)
    return rows if r.wave.sampled else rows.rename(columns=AS_IF)


def listed_by(r: Results, numbers: Iterable[Number]) -> pd.DataFrame:
    """The rows behind a figure on a complete list, which has no intervals."""
    return r.behind(numbers).drop(columns=[*AS_IF])
