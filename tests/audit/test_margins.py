"""The file of printed margins: refused where it says of a margin that it holds and it does not."""

from __future__ import annotations

import pytest

from analysis.audit.margins import COLUMNS, margin_problems
from analysis.reconstruct import constraints

HEAD = "id,source,published_ref,cell,printed,rebuilt,how\n"
GOOD = 'C1,survey,Table 3.4,"Yes, n",29,29,as many answer so\nC2,survey,Table 3.4,"No, n",16,,not carried\n'


@pytest.fixture
def wrong(make_wave):
    """`wrong(text)`: row, column and rule of everything wrong with a wave's margins."""

    def look(text: str) -> list[tuple[int | None, str, str]]:
        wave = make_wave({"practices.csv": ""})
        (wave.raw / "constraints.csv").write_text(text, encoding="utf-8")
        found = margin_problems(wave)
        assert all(p.file.endswith("constraints.csv") and p.hint for p in found)
        return [(p.row, p.column, p.rule) for p in found]

    return look


def test_a_margin_holds_or_is_not_carried(wrong):
    assert wrong(HEAD + GOOD) == []


def test_a_margin_that_does_not_hold_is_not_carried(wrong):
    [(row, column, rule)] = wrong(HEAD + GOOD.replace("29,29", "29,28"))
    assert (row, column) == (2, "rebuilt") and "is not the printed number, 29" in rule


def test_each_margin_stands_once_and_says_what_it_is(wrong):
    found = wrong(HEAD + GOOD + "C1,survey, ,Dk,3,3,as many answer so\n")
    assert found == [(4, "id", "is there twice"), (4, "published_ref", "is empty")]


def test_a_file_with_other_columns_or_short_rows_is_refused(wrong):
    assert wrong("id,printed\nC1,29\n") == [(None, "", "has other columns")]
    [(row, _, rule)] = wrong(HEAD + GOOD.replace(",as many answer so", "", 1))
    assert row == 2 and "number of cells" in rule


def test_a_wave_without_margins_has_no_problem_with_them(make_wave):
    assert margin_problems(make_wave({"practices.csv": ""})) == []


def test_the_columns_are_those_that_rebuilding_writes():
    assert tuple(COLUMNS) == constraints.COLUMNS
