"""What a chart shows, before it is said or drawn: a shape and the marks on it, without a word and without a colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from analysis.findings.results import Number, Part


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


def rated(number: Number, role: str = "accent", strong: bool = False) -> Mark:
    """A share with its interval, which is left out where the base is too small."""
    low, high = (None, None) if number.small else (number.low, number.high)
    return Mark(number, number.share, low, high, role, strong)
