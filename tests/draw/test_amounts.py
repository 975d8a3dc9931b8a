"""Dots on a log scale: what is doubtful is hollow, the amounts stand beside."""

from __future__ import annotations

import pytest

from analysis.draw.amounts import amounts
from analysis.draw.layout import Row

from .conftest import both, faults, texts


def group_of(values, strong: bool = True) -> tuple[str, list[Row]]:
    return "Cultural", [Row(f"Name {n}", value, text=f"€{value:,}", colour="#7a6a00", strong=strong, number=str(n)) for n, value in enumerate(values, 1)]


def test_a_doubtful_amount_is_hollow():
    wide, _ = both(amounts, [group_of([1000]), group_of([50], strong=False)])
    dots = [line for line in wide.axes[0].lines if line.get_marker() == "o"]
    assert [(d.get_xdata()[0], d.get_markerfacecolor()) for d in dots] == [(1000, "#7a6a00"), (50, "white")]


def test_amounts_stand_beside_their_names():
    for figure in both(amounts, [group_of([1000, 250])]):
        assert {"Name 1", "€1,000", "Name 2", "€250", "Cultural"} <= set(texts(figure))


@pytest.mark.parametrize("values", [[5], [84, 30_000_000], [10**n for n in range(1, 8)] * 8])
def test_the_scale_has_round_amounts_that_can_be_read(values):
    for figure in both(amounts, [group_of(values)]):
        assert faults(figure) == []
        low, high = figure.axes[0].get_xlim()
        assert low < min(values) and max(values) < high and len(figure.axes[0].get_xticks()) >= 1
