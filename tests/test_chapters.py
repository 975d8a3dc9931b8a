"""Which chapters a book has is asked in one place."""

from __future__ import annotations

import pytest
import yaml

from analysis.chapters import NEEDS, SETTINGS, has_chapter, left_out


@pytest.mark.parametrize(
    ("files", "there", "gone"),
    [
        (["practices.csv"], ["practices", "catalogue", "method"], ["survey", "recommendations", "networks"]),
        (["survey.csv", "networks.csv"], ["survey", "recommendations", "networks"], ["practices", "themes"]),
    ],
)
def test_a_wave_has_the_chapters_that_it_has_something_for(make_wave, files, there, gone):
    wave = make_wave(dict.fromkeys(files, ""))
    assert all(has_chapter(wave, name) for name in there) and not any(has_chapter(wave, name) for name in gone)
    assert {f"report/{name}.qmd" for name in gone} <= left_out(wave)


def test_what_is_no_chapter_is_in_no_book(wave_2012):
    assert not has_chapter(wave_2012, "nowhere") and not left_out(wave_2012)


def test_everything_that_may_be_left_out_is_a_chapter(wave_2012):
    needs = yaml.safe_load(SETTINGS.read_text(encoding="utf-8"))[NEEDS]
    assert all(has_chapter(wave_2012, chapter.removeprefix("report/").removesuffix(".qmd")) for chapter in needs)
