"""Bars from a low to a high share."""

from __future__ import annotations

import pytest
from matplotlib.figure import Figure

from analysis.draw.layout import Row
from analysis.draw.ranges import ranges
from analysis.draw.style import narrow

from .conftest import AROUND, faults


def spans(number: int) -> Figure:
    rows = [Row(f"Dimension {n} (12)", None, 0.2, 0.9, "20–90") for n in range(number)]
    return ranges([("Relevance", rows), ("Effectiveness", rows)], **AROUND)


@pytest.mark.parametrize("number", [1, 3, 60])
def test_any_number_of_records_fits_in_both_widths(number):
    assert faults(spans(number)) == []
    with narrow():
        assert faults(spans(number)) == []


def test_a_bar_goes_from_low_to_high():
    (bar, *_) = spans(1).axes[0].patches
    assert (bar.get_x(), round(bar.get_width(), 9)) == (0.2, 0.7)
