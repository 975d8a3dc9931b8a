"""Counts beside their bars."""

from __future__ import annotations

from analysis.draw.counted import counted
from analysis.draw.layout import Row

from .conftest import LONG, both, faults, texts


def test_counts_stand_in_columns_under_the_names_of_their_parts():
    groups = [("Germany", [Row(value=104), Row(value=13)]), (LONG, [Row(value=0), Row(value=1200)])]
    for figure in both(counted, groups, [("Regional or municipal", "#0b5d7a"), ("National", "#8fa3b0")]):
        assert faults(figure) == []
        assert {"104", "13", "0", "1,200", "Regional or municipal", "National"} <= set(texts(figure))
        ends = [round(p.get_x() + p.get_width()) for p in figure.axes[0].patches]
        assert ends == [104, 117, 0, 1200]
