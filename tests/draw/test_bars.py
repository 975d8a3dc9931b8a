"""Bars in one group or several, with intervals where there are any."""

from __future__ import annotations

import pytest

from analysis.draw.bars import bars
from analysis.draw.layout import Row

from .conftest import AROUND, LONG, both, faults, texts


def rows(*values: float) -> list[Row]:
    return [Row(f"{LONG} {n}" if n % 2 else f"Row {n}", v, v * 0.8, v * 1.1, f"{v:g} of them", strong=not n) for n, v in enumerate(values)]


@pytest.mark.parametrize("groups", [[("", rows(1200, 3, 0))], [("First", rows(1200, 3)), ("Second, and longer than the first", rows(1, 0))]])
def test_bars_can_be_read_and_end_within_the_axis(groups):
    for figure in both(bars, groups):
        assert faults(figure) == []
        axes = figure.axes[0]
        assert len(axes.patches) == sum(len(group) for _, group in groups)
        assert max(patch.get_width() for patch in axes.patches) == 1200 < axes.get_xlim()[1]
        assert {name for name, _ in groups if name} <= set(texts(figure))


def test_only_strong_rows_are_bold():
    labels = bars([("", rows(3, 2, 1))], **AROUND).axes[0].get_yticklabels()
    assert [label.get_fontweight() for label in labels] == [600, 400, 400]


def test_an_interval_stands_only_where_there_is_one():
    few = bars([("", [Row("One", 3), Row("Two", 2, 1, 3)])], **AROUND).axes[0]
    assert [line.get_xdata().tolist() for line in few.lines if len(set(line.get_xdata())) > 1] == [[1, 3]]
