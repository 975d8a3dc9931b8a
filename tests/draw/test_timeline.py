"""Bars in time: what goes on points on, what lies ahead is pale, what is not known is said."""

from __future__ import annotations

from matplotlib.patches import Polygon, Rectangle
from matplotlib.text import Text

from analysis.draw.layout import Row
from analysis.draw.timeline import timeline

from .conftest import both, faults, texts


def span(name: str, start: int | None, end: int | None, missing: str = "") -> Row:
    return Row(name, start, None, end, "the years", "#7a6a00", number="1", note=missing)


def bars(figure) -> list[tuple[float, float, float | None]]:
    return [(b.get_x(), b.get_width(), b.get_alpha()) for b in figure.axes[0].patches if isinstance(b, Rectangle)]


def test_a_bar_covers_its_years_and_what_lies_ahead_is_pale():
    wide, _ = both(timeline, [("Cultural", [span("Past", 2001, 2003), span("Ahead", 2010, 2014)])], 2012)
    assert bars(wide) == [(2001, 3, None), (2010, 3, None), (2013, 2, 0.35)]


def test_what_goes_on_points_on():
    wide, _ = both(timeline, [("", [span("Past", 2001, 2003), span("Going", 2001, None)])], 2012)
    assert bars(wide)[1] == (2001, 12, None)
    assert [type(p) for p in wide.axes[0].patches].count(Polygon) == 1


def test_what_is_not_known_is_said_in_place_of_a_bar():
    wide, slim = both(timeline, [("", [span("A", None, 2003, missing="no start"), span("B", 2001, None, missing="no end")])], 2012)
    for figure in (wide, slim):
        assert {"no start", "no end"} <= set(texts(figure)) and len(bars(figure)) == 1


def test_where_there_is_no_room_for_names_beside_the_bars_they_stand_above():
    wide, slim = both(timeline, [("Cultural", [span("Courses in the language of the country", 2020, 2022)])], 2026)
    assert "the years" in texts(slim) and "the years" not in texts(wide)
    named = next(t for t in slim.findobj(Text) if t.get_text() == "Courses in the language of the country")
    assert named.get_window_extent().y0 > slim.axes[0].patches[0].get_window_extent().y1


def test_a_name_takes_the_lines_that_it_needs_and_its_bar_stands_beside_or_below_it():
    name = "Legal advice for third-country nationals and for the professionals who work with them"
    for figure in both(timeline, [("Cultural", [span(name, 2020, 2022), span("Short", 2020, 2022)])], 2026):
        assert faults(figure) == [] and {name, "Short"} <= set(texts(figure))
        first, second = (b.get_window_extent() for b in figure.axes[0].patches)
        assert first.y0 > second.y1
        said = next(t for t in figure.findobj(Text) if "\n" in t.get_text() and t.get_text().startswith("Legal")).get_window_extent()
        assert said.y0 < first.y0 < first.y1 < said.y1 or said.y0 > first.y1


def test_names_that_cannot_be_broken_are_cut_before_the_chart_begins_and_any_number_can_be_read():
    for number in (1, 60):
        group = ("Cultural", [span("W" * 90, 1990 + n % 30, None, "" if n % 2 else "no end") for n in range(number)])
        wide, slim = both(timeline, [group], 2012)
        assert faults(wide) == faults(slim) == []
        shown = [t for t in texts(wide) if t.startswith("WW")]
        assert len(shown) == number and all(t.endswith("…") and len(t) < 40 for t in shown)
