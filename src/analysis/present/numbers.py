"""How numbers print: percentages half-up to one decimal, as the study does, counts, money, lists of words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from analysis.estimate.published import round_half_up

WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def percent(numerator: float, base: float, digits: int = 1) -> str:
    """`numerator / base` as a percentage, such as `60.4`."""
    return str(round_half_up(Fraction(int(numerator) * 100, int(base)), digits))


def share_text(value: float, digits: int = 1) -> str:
    """A share (0-1) as a percentage with its sign."""
    return f"{(100 * Decimal(repr(float(value)))).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)}%"


def count(number: float) -> str:
    """A whole number with thin groups of thousands: `26,000`."""
    return f"{round(float(number)):,}"


def word(number: int) -> str:
    """Small numbers as words, as running text has them."""
    return WORDS[number] if 0 <= number < len(WORDS) else count(number)


def money(eur: float) -> str:
    """EUR for people: `€8,000`, `€1.1 million`."""
    return f"€{eur / 1e6:,.1f} million" if eur >= 1e6 else f"€{eur:,.0f}"


def listed(words: Sequence[str], joint: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {joint} {words[-1]}" if words else ""


def roughly(share: float) -> str:
    """A share in words that stay true: `about a third`, `just over half`, `nearly two thirds`."""
    for value, name in (
        (1.0, "all"),
        (0.75, "three quarters"),
        (2 / 3, "two thirds"),
        (0.5, "half"),
        (1 / 3, "a third"),
        (0.25, "a quarter"),
    ):
        gap = share - value
        if abs(gap) < 0.005:
            return name
        if abs(gap) <= 0.05:
            return f"{'just over' if gap > 0 else 'nearly'} {name}"
    return share_text(share)
