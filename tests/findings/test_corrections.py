"""What was corrected, told."""

from __future__ import annotations

import pytest

from analysis.findings import corrections
from analysis.tell.chapter import Chapter
from analysis.tell.exhibit import Exhibit

ROWS = """\
date,where,was,is,why
2026-01-02,Survey: base,48,49,keyed wrongly
2026-03-01,Cases: cost of case 3,a | b,c,misread
2026-03-01,Survey: title,most,some,a superlative
2026-03-01,Cases: years,1,2,misread
"""


@pytest.fixture
def corrected(survey_of):
    return survey_of(raw={"corrections.csv": ROWS})


def chapters(results) -> list[Exhibit]:
    words = Chapter("corrections", results, "14-write-report").words
    return [Exhibit("corrections_by_chapter", words, facts) for facts in corrections.corrections_by_chapter(results)]


def test_corrections_are_counted_by_day_and_chapter_the_latest_first(corrected, tell):
    told = tell("corrections", "corrections", corrected)
    assert told.text.startswith("4 corrections have been made since the report of this wave first came out. A row")
    assert told.table.to_numpy().tolist() == [
        ["2026-03-01", "Cases", "2"],
        ["2026-03-01", "Survey", "1"],
        ["2026-01-02", "Survey", "1"],
    ]


def test_one_file_holds_all_of_them_with_chapter_and_date(corrected, tell):
    file = tell("corrections", "corrections", corrected).facts["files"]["corrections"]
    assert file["where"].tolist() == ["Cases: cost of case 3", "Cases: years", "Survey: title", "Survey: base"]
    assert file.columns.tolist() == ["date", "where", "was", "is", "why"]


def test_the_day_is_said_where_all_are_of_one(survey_of, tell):
    rows = "\n".join(ROWS.splitlines()[:2])
    told = tell("corrections", "corrections", survey_of(raw={"corrections.csv": rows}))
    assert told.text.startswith(
        "1 correction has been made since the report of this wave first came out, on 2026-01-02."
    )


def test_each_chapter_has_a_folded_table_of_its_own(corrected):
    first, second, third = chapters(corrected)
    assert first.table.to_numpy().tolist() == [
        ["cost of case 3", "a | b", "c", "misread"],
        ["years", "1", "2", "misread"],
    ]
    assert [first.say("text"), second.say("text")] == [
        "## Cases {#sec-corrections-2026-03-01-1}",
        "## Survey {#sec-corrections-2026-03-01-2}",
    ]
    assert first.say("fold") and third.caption == "Survey: corrected on 2026-01-02"


def test_a_wave_without_corrections_says_so_and_has_no_table(survey_of, tell):
    told = tell("corrections", "corrections", survey_of())
    assert told.text.startswith("Nothing has been corrected") and not told.table_id
    assert chapters(survey_of()) == []
