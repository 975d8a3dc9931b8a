"""The list of corrections of a wave, refused where it is broken."""

from __future__ import annotations

import re

import pytest

from analysis.audit.corrections import chapter_and_place, read_corrections
from analysis.wave import PROJECT, open_wave

HEAD = "date,where,was,is,why\n"
GOOD = "2026-11-25,Summary: headline,a,b,c\n"


@pytest.fixture
def read(make_wave):
    """`read(rows)`: the rows of a wave with these corrections, and what is wrong with them."""

    def make(rows: str, head: str = HEAD):
        wave = make_wave({})
        (wave.raw / "corrections.csv").write_text(head + rows, encoding="utf-8")
        found, problems = read_corrections(wave)
        return found, [(p.row, p.column, p.rule) for p in problems]

    return make


def test_a_wave_without_corrections_has_none(make_wave):
    rows, problems = read_corrections(make_wave({}))
    assert rows.empty and problems == []


def test_rows_are_read_in_the_order_of_the_file(read):
    rows, problems = read("2026-11-25,Survey: base,48,49,keyed wrongly\n" + GOOD)
    assert rows["where"].tolist() == ["Survey: base", "Summary: headline"] and problems == []


@pytest.mark.parametrize(
    ("row", "column", "rule"),
    [
        ("2026-11-25,Summary: headline,a,,c", "is", "is empty"),
        ("yesterday,Summary: headline,a,b,c", "date", "is no date"),
        ("2026-11-25,Summary,a,b,c", "where", "names no chapter or no place in it"),
        ("2026-11-25,: headline,a,b,c", "where", "names no chapter or no place in it"),
        ("2026-11-25,Summary: headline,a,a,c", "is", "is what it was"),
        (GOOD.strip(), "where", "stands twice"),
    ],
)
def test_what_is_wrong_is_named_by_row_and_column(read, row, column, rule):
    assert read(GOOD + row + "\n")[1] == [(3, column, rule)]


def test_other_columns_are_refused(read):
    assert [rule for *_, rule in read("2026-11-25,x\n", head="date,what\n")[1]] == ["has other columns"]


def test_the_chapter_stands_before_the_first_colon():
    assert chapter_and_place("Case studies: cost: case 23") == ("Case studies", "cost: case 23")
    assert chapter_and_place("Summary") == ("Summary", "")


def test_the_corrections_of_2012_are_whole_and_name_chapters_of_the_book():
    rows, problems = read_corrections(open_wave("2012"))
    pages = [PROJECT / "index.qmd", *(PROJECT / "report").glob("*.qmd")]
    chapters = {re.search(r"^# (.+) \{", page.read_text(encoding="utf-8"), re.MULTILINE)[1] for page in pages}
    assert problems == [] and len(rows)
    assert set(rows["where"].map(chapter_and_place).str[0]) <= chapters
