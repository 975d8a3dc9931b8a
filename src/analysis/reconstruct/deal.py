"""The one method of the rebuild: labels are dealt round a table like cards, so every margin holds by construction."""

from __future__ import annotations

from collections.abc import Mapping
from math import gcd


def deal(counts: Mapping[str, int], seats: int, turn: int = 0) -> list[list[str]]:
    """Deal each label `counts[label]` times to `seats` seats, beginning at seat `turn`; the labels of each seat.

    The walk visits every seat once before it visits one twice. Therefore each label keeps its count, no seat holds a
    label twice, a total equal to the seats gives each exactly one label, and a larger one gives each at least one.
    """
    too_many = [label for label, count in counts.items() if count > seats]
    if too_many:
        raise ValueError(f"{too_many} cannot be dealt to {seats} seats without repetition")
    stride = _stride(seats)
    hands: list[list[str]] = [[] for _ in range(seats)]
    seat = turn
    for label, count in counts.items():
        for _ in range(count):
            hands[seat % seats].append(label)
            seat += stride
    return hands


def deal_one(counts: Mapping[str, int], seats: int, turn: int = 0) -> list[str]:
    """As `deal`, for questions with one answer: a seat without a label holds an empty text."""
    if sum(counts.values()) > seats:
        raise ValueError(f"{sum(counts.values())} single answers do not fit {seats} seats")
    return [hand[0] if hand else "" for hand in deal(counts, seats, turn)]


def _stride(seats: int) -> int:
    """A step that visits every seat, near the golden section so that equal labels lie apart."""
    return next(step for step in range(max(1, seats * 618 // 1000), seats + 2) if gcd(step, seats) == 1)
