"""What is written on a fill can be read on the white page and on the dark one."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from matplotlib.colors import to_rgb

from analysis.draw.shades import CONTRAST, INVERT, contrast, readable, shade, turned
from analysis.draw.style import ACCENT, ANSWER, CODED, DIMENSION, SECOND
from analysis.wave import PROJECT


def test_the_dark_page_turns_figures_as_is_reckoned_here():
    css = (PROJECT / "report" / "style.css").read_text(encoding="utf-8")
    invert, hue, more = re.search(r"--figure-filter: invert\(([.\d]+)\) hue-rotate\((\d+)deg\) contrast\(([.\d]+)\)", css).groups()
    assert (float(invert), hue, float(more)) == (INVERT, "180", CONTRAST)
    assert turned("white") == pytest.approx((0.115,) * 3) and turned("black") == pytest.approx((0.885,) * 3)


def test_text_is_black_on_pale_and_white_on_dark_fills():
    assert [contrast(colour) for colour in ("#dce9ee", "#e3a857", ACCENT, DIMENSION["legal_political"])] == ["black", "black", "white", "white"]


@pytest.mark.parametrize("colour", sorted({ACCENT, SECOND, *DIMENSION.values(), *ANSWER.values(), *CODED.values()}))
def test_text_on_every_colour_that_means_something_can_be_read(colour):
    assert readable(colour)


@pytest.mark.parametrize("colour", ["#084a63", *DIMENSION.values()])
def test_shades_grow_darker_and_leave_out_what_cannot_be_read(colour):
    shades = [shade(n / 20, colour) for n in range(21)]
    assert shades[-1] == colour and all(map(readable, shades))
    assert all(sum(to_rgb(one)) >= sum(to_rgb(other)) for one, other in pairwise(shades))
    assert {contrast(tint) for tint in shades} == {"black", "white"}
    assert not readable("#6792a2"), "between the two"
