"""Bars in parts: texts where they fit, rows closer under headings."""

from __future__ import annotations

from itertools import pairwise

from analysis.draw.layout import Row
from analysis.draw.stacked import FEW, MANY, stacked

from .conftest import AROUND, LONG, both, faults, texts

KEY = [("Yes", "#0b5d7a"), ("No", "#c9d2d8"), ("Don't know or no response", "#eceff1")]


def parts(*values: float) -> list[Row]:
    return [Row(value=value, text=f"{100 * value:.1f}", colour=colour) for value, (_, colour) in zip(values, KEY, strict=True)]


def test_parts_carry_their_text_only_where_it_fits():
    for figure in both(stacked, [("Trains its staff", parts(0.6, 0.395, 0.005)), (LONG, parts(1, 0, 0))], KEY):
        assert faults(figure) == []
        shown = texts(figure)
        assert {"60.0", "39.5", "100.0"} <= set(shown) and "0.5" not in shown and "0.0" not in shown
        assert {name for name, _ in KEY} <= set(shown)


def test_stacked_bars_under_headings_stand_closer():
    half, sections = parts(0.5, 0.5, 0), [("Relevance", 2), ("Impact", 2)]
    few, many = [("One", half)] * 4, [*[("One", half)] * 2, *[(LONG, half)] * 2]
    assert MANY.row < FEW.row
    assert stacked(many, KEY, sections, **AROUND).get_figheight() < stacked(few, KEY, **AROUND).get_figheight()
    for figure in both(stacked, many, KEY, sections):
        assert faults(figure) == [] and {"Relevance", "Impact"} <= set(texts(figure))
        places = figure.axes[0].get_yticks()
        assert all(a < b for a, b in pairwise(places)), "rows follow each other downwards"
