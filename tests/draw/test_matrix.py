"""Dots in a table: a number for each where there is room for a table, a name for each where there is not."""

from __future__ import annotations

from matplotlib.collections import PathCollection

from analysis.draw.layout import Row
from analysis.draw.matrix import matrix

from .conftest import both, faults, texts

LONG = "A name that is so long that it can never fit beside the name of a country on a phone"
COLUMNS = [("Legal and political", "#b4532a"), ("Cultural", "#7a6a00")]


def rows_of(number: int) -> list[tuple[str, list[Row]]]:
    """Odd numbers are of the first kind, even ones of the second."""
    dots = [Row(LONG, colour=COLUMNS[1 - n % 2][1], number=str(n)) for n in range(1, number + 1)]
    return [("United Kingdom", dots), ("A country with a name so long that it is broken", [Row("Short", colour="#7a6a00", number="99")])]


def test_each_thing_is_a_numbered_dot_or_a_name():
    wide, slim = both(matrix, rows_of(4), COLUMNS)
    assert set(texts(wide)) == {"Legal and political", "Cultural", "United Kingdom", "A country with a name so long that it is broken", *"1234", "99"}
    assert len(wide.axes[0].findobj(PathCollection)) == 5
    said = " ".join(texts(slim))
    assert said.count(LONG.split()[-1]) == 4 and said.count("United Kingdom") == 4 and "…" not in said, "names are not cut"
    assert texts(slim).index("Legal and political") < texts(slim).index("Cultural") < texts(slim).index("Short")


def test_any_number_can_be_read():
    for number in (1, 7, 60):
        assert [fault for figure in both(matrix, rows_of(number), COLUMNS) for fault in faults(figure)] == []
