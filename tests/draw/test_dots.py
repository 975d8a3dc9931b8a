"""Dots on a scale of shares, with their limits."""

from __future__ import annotations

import pytest

from analysis.draw.dots import dots
from analysis.draw.layout import Row

from .conftest import AROUND, LONG, both, faults


def test_dots_can_be_read_also_at_the_ends_of_the_scale():
    groups = [("Newly arrived", [Row("None", 0, 0, 0.1, "0.0%"), Row(LONG, 1, 0.9, 1, "100.0%")]), ("Long-term", [Row("Half", 0.5, text="50.0%")])]
    for figure in both(dots, groups):
        assert faults(figure) == []
        assert [line.get_xdata().tolist() for line in figure.axes[0].lines if line.get_marker() == "o"] == [[0], [1], [0.5]]


def test_a_dot_that_is_not_known_leaves_its_limits():
    figure = dots([("", [Row("Unknown", None, 0.2, 0.6, "20% to 60%")])], **AROUND)
    lines = [line.get_xdata().tolist() for line in figure.axes[0].lines]
    assert lines == [[0, 1], [0.2, 0.6]]
    assert next(t for t in figure.axes[0].texts if t.get_text()).get_position()[0] == pytest.approx(0.4)


def test_what_has_neither_dot_nor_limits_says_why_at_the_beginning_of_its_row():
    groups = [("", [Row("Known", 0.5, text="50.0%"), Row("Silent", text="not printed")])]
    for figure in both(dots, groups):
        assert faults(figure) == []
    axes = dots(groups, **AROUND).axes[0]
    [said] = [text for text in axes.texts if text.get_text() == "not printed"]
    assert said.get_position() == (0.01, axes.get_yticks()[1]) and said.get_ha() == "left" and len(axes.lines) == 2
