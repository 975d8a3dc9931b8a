"""What was corrected, told."""

from __future__ import annotations

ROWS = "date,where,was,is,why\n2026-01-02,Survey,48,49,keyed wrongly\n2026-03-01,Cases,a | b,c,misread\n"


def test_the_latest_corrections_stand_first(survey_of, tell):
    told = tell("corrections", "corrections", survey_of(raw={"corrections.csv": ROWS}))
    assert told.text.startswith("2 numbers or sentences were corrected")
    assert told.table["date"].tolist() == ["2026-03-01", "2026-01-02"] and told.table["was"].tolist() == ["a | b", "48"]


def test_a_wave_without_corrections_says_so_and_has_no_table(survey_of, tell):
    told = tell("corrections", "corrections", survey_of())
    assert told.text.startswith("Nothing has been corrected") and not told.table_id
