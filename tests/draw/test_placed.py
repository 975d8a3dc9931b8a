"""Ranks with the range they move in: any number of records fits, each with its dot at the middle rank."""

from __future__ import annotations

import pytest
from matplotlib.figure import Figure

from analysis.draw.layout import Row
from analysis.draw.placed import placed
from analysis.draw.style import narrow

from .conftest import AROUND, LONG, faults


def ranked(number: int) -> Figure:
    rows = [Row(LONG, n + 1, n, number, "1 to 12", number=str(n)) for n in range(1, number + 1)]
    return placed([("Cultural", rows[:2]), *([("", rows[2:])] if number > 2 else [])], **AROUND)


@pytest.mark.parametrize("number", [1, 3, 60])
def test_any_number_of_records_fits_in_both_widths(number):
    assert faults(ranked(number)) == []
    with narrow():
        assert faults(ranked(number)) == []


def test_the_dot_of_a_rank_stands_at_the_middle_one():
    dots = [line for line in ranked(6).axes[0].lines if line.get_marker() == "o"]
    assert [float(dot.get_xdata()[0]) for dot in dots] == [2, 3, 4, 5, 6, 7]
