"""Columns of bars beside each other, a subject a line."""

from __future__ import annotations

import pytest

from analysis.draw.layout import Row
from analysis.draw.panels import panels

from .conftest import AROUND, LONG, both, faults, texts

COLUMNS = [("What authorities name as a priority", "#0b5d7a"), ("What is done", "#8fa3b0")]


def cell(*values: float | None, column: int = 0, text: str = "") -> list[Row]:
    return [Row(value=v, text=text or ("not known" if v is None else f"{v:.0%} of them"), colour=COLUMNS[column][1]) for v in values]


@pytest.mark.parametrize(
    "groups",
    [
        [("Work", cell(1, 0) + cell(0.5, column=1)), ("Language", cell(None))],
        [(LONG, cell(0.2, text=LONG) + cell(None, 0.3, column=1)), ("Two", cell(0.1, column=1, text=LONG))],
        [("One", cell(0.5))],
    ],
)
def test_every_text_can_be_read_wide_and_narrow(groups):
    for figure in both(panels, groups, COLUMNS):
        assert faults(figure) == []
        shown = " ".join(texts(figure))
        assert all(word in shown for row in groups for word in row[0].split())


def test_a_bar_is_as_long_as_its_share_of_the_column_and_what_is_not_known_has_none():
    [axes] = panels([("Work", cell(0.5, None) + cell(0.25, column=1))], COLUMNS, **AROUND).axes
    bars = [patch for patch in axes.patches if patch.get_facecolor()[:3] != pytest.approx((0.89, 0.906, 0.918), abs=0.01)]
    tracks = [patch for patch in axes.patches if patch not in bars]
    assert [round(bar.get_width() / track.get_width(), 2) for bar, track in zip(bars, tracks, strict=True)] == [0.5, 0.25]
    assert [bar.get_x() for bar in bars] == [track.get_x() for track in tracks] and bars[0].get_x() < bars[1].get_x()


def test_a_narrow_figure_has_the_names_above_the_bars():
    wide, slim = both(panels, [("Work", cell(0.5))], COLUMNS)
    for figure, above in ((wide, False), (slim, True)):
        [axes] = figure.axes
        name = next(t for t in axes.texts if t.get_text() == "Work")
        assert (name.get_position()[1] <= min(p.get_y() for p in axes.patches)) == above
