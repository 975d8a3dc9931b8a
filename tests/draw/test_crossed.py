"""A table of counts: darker for more, empty for none, its names whole in both widths."""

from __future__ import annotations

import pytest
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle

from analysis.draw.crossed import crossed
from analysis.draw.layout import Row
from analysis.draw.shades import readable

from .conftest import both, faults, texts

LONG = "A group of people whose name is so long that it takes a line more, on a phone too"
COLUMNS = [("Education", 2), ("Social participation", 3), ("", 10)]


def counted(counts: list[int]) -> list[Row]:
    return [Row(f"Sector of number {n}", value=count or None, text=str(count or "")) for n, count in enumerate(counts, 1)]


def many(number: int) -> list[tuple[str, list[Row]]]:
    return [(LONG if n % 2 else "Women", counted([(n + k) % 7 for k in range(15)])) for n in range(number)]


@pytest.mark.parametrize("number", [1, 16])
def test_all_names_heads_and_counts_can_be_read_in_both_widths(number):
    for figure in both(crossed, many(number), COLUMNS):
        assert faults(figure) == []
        said = texts(figure)
        assert {"Education", "Social participation", "Women", "Sector of number 15"} <= set(said)
        assert said.count(LONG) == number // 2, "names are not cut"


@pytest.mark.parametrize("counts", [[0, 1, 7], [0, 2], [3]])
def test_few_columns_have_heads_that_lie_flat(counts):
    for figure in both(crossed, [("Women", counted(counts))], [("", len(counts))]):
        assert faults(figure) == []
        assert {t.get_rotation() for t in figure.axes[0].texts} == {0.0}


def test_squares_are_darker_for_more_empty_for_none_and_their_numbers_can_be_read():
    for figure in both(crossed, [("Women", counted([0, 1, 4, 7]))], [("", 4)]):
        none, *fills = [p.get_facecolor() for p in figure.axes[0].patches if isinstance(p, Rectangle)]
        assert none[3] == 0
        light = [sum(to_rgb(fill[:3])) for fill in fills]
        assert light[0] > light[1] > light[2] and all(readable(fill[:3]) for fill in fills)


def test_one_colour_is_as_dark_for_the_same_count_in_every_row():
    wide, _ = both(crossed, [("Women", counted([2, 5])), ("Men", counted([1, 2]))], [("", 2)])
    fills = [p.get_facecolor() for p in wide.axes[0].patches]
    assert fills[0] == fills[3] != fills[1]
