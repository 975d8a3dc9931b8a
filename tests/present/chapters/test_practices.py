"""Sentences of the chapter on the practice database follow the data."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.present.chapters.practices import ABSENT, blocks, end_label

COLUMNS = ["country", "range", "start_year", "end_year", "end_before", "status", "aims", "funding_sources"]
LOCAL = {
    "country": "MT",
    "range": "regional_municipal",
    "status": "continuing",
    "aims": "health",
    "funding_sources": "local",
}
NATIONAL = LOCAL | {"country": "PT", "range": "national"}


@pytest.fixture
def written(told):
    """`written((6, LOCAL), ...)`: the blocks of a wave with so many records of each kind."""

    def make(*groups: tuple[int, dict[str, str]]) -> dict[str, str]:
        rows = [dict.fromkeys(COLUMNS, "") | kind for number, kind in groups for _ in range(number)]
        return blocks(told(practices=pd.DataFrame(rows, columns=COLUMNS, dtype=object) if rows else None))

    return make


def test_ranges_and_countries_are_counted(written):
    made = written((6, LOCAL), (2, NATIONAL), (2, LOCAL | {"country": "", "range": "eu_international"}))
    assert "The database holds 10 practices. 6 of them (60.0%) are regional or municipal." in made["practices-range"]
    assert (
        "The largest numbers of records come from Malta (6) and Portugal (2). Together that is 80.0% of all 10 practices."
        in made["practices-countries"]
    )
    assert "1 of the 2 rows hold fewer than 5 practices." in made["practices-countries"]
    rows = [line for line in made["practices-countries"].splitlines() if line.startswith("|")][2:]
    assert [row.split(" | ")[0].strip("| ") for row in rows[:2]] == ["Malta", "Portugal"]
    assert rows[0] == "| Malta | 6 | 0 | 6 | 60.0 |"
    assert rows[2].endswith("|  |  | 2 | 20.0 |")


def test_an_end_that_is_not_reported_is_not_counted_as_continuing(written):
    ended = LOCAL | {"status": "ended", "end_year": "2011"}
    early = LOCAL | {"status": "ended", "end_before": "2010"}
    text = written((6, LOCAL), (2, ended), (2, early), (5, LOCAL | {"status": "not_reported"}))["practices-ends"]
    assert (
        "6 of 10 practices (60.0%) were continuing. For 5 no end is reported; they are not counted as continuing."
        in text
    )
    assert "20.0% of the practices had ended before 2010." in text
    shown = [line.split(" | ")[0].strip("| ") for line in text.splitlines() if line.startswith("|")][2:]
    assert shown == ["Continuing", "2011", "Before 2010"]


def test_the_most_frequent_aim_leads_and_mentions_are_not_records(written):
    text = written(
        (6, LOCAL | {"aims": "health;training"}),
        (4, LOCAL | {"aims": "training"}),
        (2, LOCAL | {"aims": ""}),
        (5, NATIONAL),
    )["practices-aims"]
    assert text.startswith("100.0% of the regional or municipal practices aim at training (10 of 10).")
    assert "the 10 records hold 16 mentions, so at most 6 of them can name more than one" in text
    assert "2 of the 12 records stand outside this base." in text
    assert "| Health | 6 | 60.0 | 31.3 to 83.2 |" in text


@pytest.mark.parametrize(("source", "said"), [("eu", "EU money"), ("local", "local money")])
def test_who_pays_most_is_named(written, source, said):
    text = written((8, LOCAL | {"funding_sources": source}))["practices-funding"]
    assert text.startswith(f"100.0% of the regional or municipal practices are paid from {said} (8 of 8).")


def test_a_small_base_gives_counts_and_no_percentages(written):
    made = written((2, LOCAL), (1, NATIONAL))
    assert "3 practices. 2 of them are regional or municipal." in made["practices-range"]
    assert "Together that is 3 of all 3 practices." in made["practices-countries"]
    assert made["practices-aims"].startswith("2 of 2 regional or municipal practices aim at health.")
    assert not [name for name, text in made.items() if "nan" in text.lower() or "100.0" in text or "0.0" in text]


def test_what_the_records_do_not_say_is_a_plain_line(written):
    made = written()
    assert {text for name, text in made.items() if name != "practices-commentary"} == {ABSENT}


def test_ends_in_words():
    assert [end_label(o) for o in ("continuing", "2011", "before_2010")] == ["Continuing", "2011", "Before 2010"]
