"""A heat map of answers: any number of records fits, and their names are there on a phone."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.figure import Figure

from analysis.draw.heat import heat
from analysis.draw.layout import Row
from analysis.draw.style import narrow

from .conftest import AROUND, LONG, both, faults, texts

FILLS = [("Yes", "#0b5d7a"), ("No", "#e3a857"), ("Not reported", "#e4e8eb")]
COLUMNS = [("Relevance", ["Need shown by evidence", "Target group narrowed down"]), ("Effectiveness", [f"Question {n}" for n in range(12)]), ("Sustainability", ["Goes on", "Embedded"])]


def hot(number: int) -> Figure:
    table = pd.DataFrame([[float((row + column) % 3) for column in range(16)] for row in range(number)])
    rows = [Row("Short" if n % 2 else LONG, text="25–100", number=str(n)) for n in range(number)]
    return heat([("", rows)], COLUMNS, table, FILLS, "Open", **AROUND)


@pytest.mark.parametrize("number", [1, 3, 60])
def test_any_number_of_records_fits_in_both_widths(number):
    assert faults(hot(number)) == []
    with narrow():
        assert faults(hot(number)) == []


def test_a_heat_map_has_names_on_a_phone_too():
    with narrow():
        shown = texts(slim := hot(4))
    assert {"0", "1", "Short", "25–100", "Open"} <= set(shown) and any(t.startswith("An answer that takes more") for t in shown)
    assert slim.get_figheight() > hot(4).get_figheight()
    lines = slim.axes[1].collections[0].get_array().reshape(8, -1)
    assert lines.mask.all(axis=1).tolist() == [True, False] * 4, "a line for the name, then one for the cells"


@pytest.mark.parametrize("columns", [COLUMNS, [("", ["Housing", "Health"])]])
def test_names_are_whole_where_lines_or_columns_leave_room_for_them(columns):
    names = ["Facilitating the integration of third-country nationals in the society of a country", "Short"]
    table = pd.DataFrame([[0.0] * sum(len(group) for _, group in columns)] * 2)
    for figure in both(heat, [("", [Row(name, text="open") for name in names])], columns, table, FILLS, "Open"):
        assert faults(figure) == [] and set(names) <= set(texts(figure))


def test_a_heat_map_colours_each_answer_by_its_place():
    """Three records, so that each column holds each answer once; the white lines between are no fill."""
    cells = [tuple(c) for axes in hot(3).axes[1:] for c in axes.collections[0].to_rgba(axes.collections[0].get_array()).reshape(-1, 4)]
    assert len(cells) == 48 and {cells.count(c) for c in set(cells)} == {16}


def test_groups_have_headings_and_the_rows_of_each_stand_below_its_own():
    rows = [Row(name, text="open") for name in ("One", "Two", "Three")]
    table = pd.DataFrame([[float(row)] * 16 for row in range(3)])
    figure = heat([("Legal", rows[:1]), ("Cultural", rows[1:])], COLUMNS, table, FILLS, "Open", **AROUND)
    places = {text.get_text(): text.get_position()[1] for text in figure.axes[0].texts}
    names = ["Legal", "One", "Cultural", "Two", "Three"]
    assert sorted(names, key=lambda name: -places[name]) == names
    lines = figure.axes[1].collections[0].get_array().reshape(5, -1)
    assert lines.filled(-1)[:, 0].tolist() == [-1, 0, -1, 1, 2] and faults(figure) == []
