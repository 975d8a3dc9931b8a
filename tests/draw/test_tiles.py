"""A square per country."""

from __future__ import annotations

from matplotlib.colors import to_rgb

from analysis.draw.layout import Row
from analysis.draw.tiles import tiles

from .conftest import both, faults, texts

GRID = {"IS": (0, 0), "NO": (4, 0), "GB": (1, 1), "GR": (6, 3)}


def numbers(**values: int) -> list[tuple[str, list[Row]]]:
    return [("", [Row(value=value, number=code) for code, value in values.items()])]


def test_tiles_are_darker_for_more_and_empty_for_none():
    for figure in both(tiles, numbers(NO=1, GB=40, GR=1234), GRID):
        assert faults(figure) == []
        squares = dict(zip(GRID, figure.axes[0].patches, strict=True))
        assert squares["IS"].get_facecolor()[3] == 0, "no number, no colour"
        light = [sum(to_rgb(squares[code].get_facecolor()[:3])) for code in ("NO", "GB", "GR")]
        assert light[0] > light[1] > light[2]
        assert {"IS", "1,234", "40"} <= set(texts(figure))


def test_tiles_of_one_country_can_be_drawn():
    for figure in both(tiles, numbers(NO=1), GRID):
        assert faults(figure) == []


def test_tiles_of_kinds_have_a_colour_and_a_sign_that_the_key_names():
    key = [("L: local", "#0b5d7a"), ("N: national elections of every kind and level", "#8fa3b0")]
    rows = [Row(value=1, number="NO", text="L", colour="#0b5d7a"), Row(value=1, number="GB", text="N", colour="#8fa3b0")]
    for figure in both(tiles, [("", rows)], GRID, key):
        assert faults(figure) == []
        squares = dict(zip(GRID, figure.axes[0].patches, strict=True))
        assert to_rgb(squares["NO"].get_facecolor()[:3]) == to_rgb("#0b5d7a") and squares["GR"].get_facecolor()[3] == 0
        assert {"L", "N", "L: local"} <= set(texts(figure)) and "1" not in texts(figure)
