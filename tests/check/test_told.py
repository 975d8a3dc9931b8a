"""What was read is told whether or not something is wrong: files, how columns were known, rows, and each column."""

from __future__ import annotations

from dataclasses import replace

from analysis.check.examine import Checked, Read, examine
from analysis.check.told import listings, verdict
from analysis.intake.reading import Matched, Reading
from analysis.problems import Problem

READING = Reading(
    "practices", "raw/2030/export.xlsx", "Data", "xlsx", "kobo", (1, 2),
    [Matched("practice_id", "practice_id", "id"), Matched("Name of\nthe practice", "title", "question text"),
     Matched("_submission_time", "", "of the survey tool"), Matched("range", "range", "id")],
    9, {"note": 1, "empty": 2}, ["the sheet 'old' is hidden and was not read"],
)  # fmt: skip


def told(checked: Checked) -> dict[str, list[tuple[str, ...]]]:
    return {listing.title: listing.rows for listing in listings(checked)}


def with_reading(checked: Checked, reading: Reading = READING) -> Checked:
    read = replace(checked.tables["practices"], readings=[reading])
    return replace(checked, tables={"practices": read})


def test_a_file_is_told_with_its_format_kind_header_and_how_its_columns_were_known(checked):
    [row] = told(with_reading(checked()))["Files"]
    assert row == ("raw/2030/export.xlsx, sheet Data", "practices", "xlsx", "kobo", "rows 1, 2",
                   "2 by id, 1 by question text, 1 not read: of the survey tool", "9")  # fmt: skip


def test_the_coding_is_told_beside_the_case_studies(wave_2012):
    rows = {row[1]: row for row in told(examine(wave_2012))["Files"]}
    assert rows["coding"][0].endswith("case_studies.xlsx, sheet coding") and rows["coding"][-1] == "740"


def test_remarks_on_a_file_are_told(checked):
    files = listings(with_reading(checked()))[0]
    assert files.notes == ["raw/2030/export.xlsx, sheet Data: the sheet 'old' is hidden and was not read"]


def test_columns_are_listed_one_by_one_only_where_they_are_called_something_else(checked):
    title = "Columns that are called something else in raw/2030/export.xlsx, sheet Data"
    plain = replace(READING, columns=[Matched("title", "title", "id"), Matched("group/range", "range", "id")])
    assert title not in told(with_reading(checked(), plain))
    assert told(with_reading(checked()))[title] == [
        ("Name of the practice", "title", "question text"),
        ("_submission_time", "not read", "of the survey tool"),
    ]


def test_rows_are_counted_from_the_file_to_the_table(checked):
    twice = checked({}, {"title": "Aid, told at length", "practice_id": "P1"}, {})
    assert told(with_reading(twice))["Rows"] == [("practices", "9", "empty: 2, note: 1", "1", "2")]


def test_a_table_that_cannot_be_read_is_told_as_far_as_it_was(checked):
    found = checked()
    spec = found.tables["practices"].spec
    broken = replace(found, tables={"practices": Read(spec, [READING], problems=[Problem("export.xlsx", "is broken")])})
    assert told(broken)["Rows"] == [("practices", "9", "-", "-", "not read as a table")]
    assert told(broken)["Files"]


def test_each_column_that_holds_something_is_told_with_what_cleaning_changed(checked):
    columns = {row[0]: row[1:] for row in told(checked({}, {"country": ""}))["practices, column by column"]}
    assert columns["country"] == ("country", "1", "50%", "MT: 1", "", "country_name 1")
    assert columns["title"] == ("text", "2", "0%", "3 characters", "", "")
    assert "budget" not in columns


def test_columns_without_an_answer_are_named_together(checked):
    assert listings(checked())[-1].notes == ["empty in every row: funding_sources, organisation, budget, description, url"]


def test_a_question_of_which_nothing_is_answered_is_named_once(make_wave, rows_of):
    wave = make_wave({"survey.csv": rows_of("responses", {"respondent_id": "R1", "developed__cultural": "2"})})
    [notes] = [listing.notes for listing in listings(examine(wave)) if listing.title.startswith("responses")]
    assert "measure_cultural (all 5)" in notes[0] and "developed__other" in notes[0] and "developed__cultural" not in notes[0]


def test_cells_at_fault_are_said_to_count_as_empty(checked):
    last = listings(checked({"country": "Atlantis"}, {}))[-1]
    assert dict((row[0], row[3]) for row in last.rows)["country"] == "50%"
    assert last.notes[-1] == "cells that cannot be read count as empty until they are mended"


def test_the_verdict_counts_errors_and_warnings_apart(checked):
    good, bad = checked(), checked({"country": "Atlantis"}, {"country": "Atlantis"}, {"range": "galactic"})
    assert verdict(good) == "2030: no problem found in practices"
    assert verdict(bad) == "2030: 3 errors in 2 messages; more may come to light once they are mended"
    warned = replace(good, problems=[Problem("a.csv", "is odd", warning=True, more=4)])
    assert verdict(warned) == "2030: 5 warnings in 1 message; no error"
