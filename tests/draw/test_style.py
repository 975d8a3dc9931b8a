"""The two widths, text that is broken to fit them, and files that are the same on every run."""

from __future__ import annotations

import pytest

from analysis.draw.fitting import balanced, shortened, width, wrapped
from analysis.draw.layout import label_column, legend_lines, reach, row_heights, thinned
from analysis.draw.style import NARROW, WIDTH, canvas, narrow, page, points, save

from .conftest import faults

LONG = "A message that is so long that it cannot be said in a single line of any figure that people look at on a phone"


def test_narrow_ends_with_its_block_whatever_happens():
    assert page() == WIDTH
    with pytest.raises(ZeroDivisionError), narrow():
        assert page() == NARROW and points() == NARROW * 72
        _ = 1 / 0
    assert page() == WIDTH


def test_title_subtitle_and_foot_are_broken_to_the_width():
    wide, axes = canvas(1, LONG, LONG, LONG)
    axes.set_axis_off()
    with narrow():
        slim, axes = canvas(1, LONG, LONG, LONG)
        axes.set_axis_off()
    assert wide.get_figwidth() == WIDTH and slim.get_figwidth() == NARROW
    assert slim.get_figheight() > wide.get_figheight()
    assert faults(wide) == faults(slim) == []


def test_files_are_the_same_twice(tmp_path):
    for turn in ("one", "two"):
        save(canvas(1, LONG, "What it shows", "Base: 1.")[0], tmp_path, turn, ".svg", ".png")
    for suffix in (".svg", ".png"):
        assert (tmp_path / f"one{suffix}").read_bytes() == (tmp_path / f"two{suffix}").read_bytes()


def test_lines_are_broken_where_they_are_full():
    assert "".join(wrapped(LONG, 100, 9)).replace(" ", "") == LONG.replace(" ", "")
    assert all(width(line, 9) <= 100 for line in wrapped(LONG, 100, 9))
    assert wrapped("Socio-economic", width("Socio-econ", 9), 9) == ["Socio-", "economic"]
    assert wrapped("Socio-economic", 200, 9) == ["Socio-economic"]
    assert wrapped("Unbreakable", 5, 9) == ["Unbreakable"]
    assert wrapped("", 100, 9) == []


def test_balanced_lines_are_as_many_and_about_as_long():
    lines = balanced(LONG, 300, 9)
    assert len(lines) == len(wrapped(LONG, 300, 9)) and " ".join(lines) == LONG
    assert min(width(line, 9) for line in lines) >= min(width(line, 9) for line in wrapped(LONG, 300, 9))
    assert balanced("Short", 300, 9) == ["Short"]


def test_what_is_cut_fits_and_says_so():
    cut = shortened(LONG, 100, 8)
    assert cut.endswith("…") and width(cut, 8) <= 100
    assert shortened("Short", 100, 8) == "Short"


def test_labels_take_the_room_they_need_and_no_more_than_their_part():
    few, _ = label_column(["Yes", "No"])
    much, labels = label_column(["Yes", LONG])
    with narrow():
        slim, more = label_column(["Yes", LONG])
    assert few < much <= 0.42 and slim <= 0.42
    assert more[1].count("\n") > labels[1].count("\n") > 0
    one, three = row_heights(["One line", "One\ntwo\nthree"], 0.3)
    assert one == 1 and three > 1.5


def test_texts_beside_bars_fit_on_the_axis():
    end = reach([1.0, 0.1], ["12", "a long text beside a short bar"], 200)
    assert end > 1 and (end - 1) / end * 200 >= width("12", 8.5)
    assert reach([], [], 200) > 0


def test_a_legend_goes_on_below_where_a_line_is_full():
    entries = [("Yes", "#000000"), ("Planned or possible", "#111111"), ("No", "#222222"), ("Not reported", "#333333")]
    left, lines = legend_lines(entries, 0.3)
    assert left == 0.3 and lines == [entries]
    with narrow():
        left, lines = legend_lines([*entries, ("Not asked in this wave", "#444444")], 0.3)
    assert left < 0.3 and len(lines) == 2


def test_labels_of_an_axis_stand_apart():
    labels = ["€1", "€10", "€100", "€1k", "€10k"]
    assert thinned(labels, 400, 8) == [0, 1, 2, 3, 4]
    assert thinned(labels, 80, 8) == [0, 2, 4]
    assert thinned(labels, 1, 8) == [0]
    assert thinned(["€1"], 1, 8) == [0] and thinned([], 1, 8) == []
