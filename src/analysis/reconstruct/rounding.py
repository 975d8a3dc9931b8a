"""What a printed percentage says about the count and the base behind it, in whole numbers only."""

from __future__ import annotations

from collections.abc import Iterable


def tenths(count: int, base: int) -> int:
    """`count` of `base` as a percentage in tenths of a point, rounded half up as the study prints it."""
    return (2000 * count + base) // (2 * base)


def percent(count: int, base: int) -> str:
    """`count` of `base` as the study prints it: one decimal, without a sign."""
    whole, decimal = divmod(tenths(count, base), 10)
    return f"{whole}.{decimal}"


def count_behind(printed_tenths: int, base: int) -> int:
    """The one count of `base` that prints as this percentage.

    Raises ValueError where none does, or where several do and the percentage does not tell.
    """
    fitting = [count for count in range(base + 1) if tenths(count, base) == printed_tenths]
    if len(fitting) != 1:
        raise ValueError(f"{printed_tenths / 10}% of {base} is the share of {fitting or 'no'} count; one is needed")
    return fitting[0]


def fitting_bases(shares: Iterable[tuple[int, int]], most: int) -> list[int]:
    """The bases up to `most` with which every (count, printed tenths) of a table agrees.

    This is the proof of a table's true base: it tries every base there can be.
    """
    shares = list(shares)
    least = max(1, *(count for count, _ in shares))
    return [base for base in range(least, most + 1) if all(tenths(count, base) == printed for count, printed in shares)]
