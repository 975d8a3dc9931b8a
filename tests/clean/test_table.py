"""A whole table: cleaned column by column, duplicates merged, everything logged, order of no matter."""

from __future__ import annotations

import random

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.clean.cases import derive_cases
from analysis.clean.parsed import Parsed
from analysis.clean.practices import derive_practices
from analysis.clean.responses import derive_responses
from analysis.clean.source import clean_source
from analysis.clean.table import clean_table, cleaner_for, count_log, settled_for
from analysis.intake import Raw, read_source
from analysis.intake.files import read_headed
from analysis.intake.table import LOG_COLUMNS


@pytest.fixture
def clean(codebook):
    """`clean([header, *rows])`: a cleaned table of practices."""

    def run(rows: list[list[str]], table: str = "practices"):
        frame = pd.DataFrame(rows[1:], columns=rows[0], dtype=object, index=range(2, len(rows) + 1))
        raw = Raw(frame.reindex(columns=list(codebook[table].items), fill_value=""), "p.csv", "", pd.DataFrame(columns=LOG_COLUMNS))
        return clean_table(raw, codebook[table], codebook)

    return run


def test_every_column_is_cleaned_and_every_change_logged(clean, rows_of) -> None:
    record = {
        "practice_id": "p2",
        "title": " A  title",
        "country": "Grèce",
        "end_date": "on-going",
        "aims": "Health, training",
        "budget": "€5m",
    }
    cleaned = clean(rows_of("practices", record))
    row = cleaned.frame.iloc[0].to_dict()
    assert {k: v for k, v in row.items() if v} == {
        "practice_id": "P2",
        "title": "A title",
        "country": "GR",
        "end_date": "ongoing",
        "aims": "training;health",
        "budget": "€5m",
    }
    assert cleaned.log.to_numpy().tolist() == [
        ["practices", "P2", "aims", "Health, training", "training;health", "answer_list"],
        ["practices", "P2", "country", "Grèce", "GR", "country_name"],
        ["practices", "P2", "end_date", "on-going", "ongoing", "date_form"],
        ["practices", "P2", "practice_id", "p2", "P2", "identifier_form"],
        ["practices", "P2", "title", " A  title", "A title", "white_space"],
    ]
    assert cleaned.problems == []


def test_records_are_sorted_by_their_identifier(clean, rows_of) -> None:
    assert clean(rows_of("practices", *({"practice_id": name} for name in ("b", "A", "c")))).frame[
        "practice_id"
    ].tolist() == ["A", "B", "C"]
    numbers = clean(rows_of("practices", *({"practice_id": name} for name in ("10", "9", "100"))))
    assert numbers.frame["practice_id"].tolist() == ["9", "10", "100"]


def test_rows_of_one_record_become_one_with_all_that_they_say(clean, rows_of) -> None:
    cleaned = clean(
        rows_of(
            "practices",
            {"practice_id": "P1", "title": "longer", "country": "Greece"},
            {"practice_id": "p1 ", "title": "The longer title", "aims": "health"},
            {"practice_id": "P2", "title": "Alone"},
            {"practice_id": "P1", "country": "EL", "url": "x.example"},
        )
    )
    [warning] = cleaned.problems
    assert (warning.warning, warning.rule) == (True, "is written in several ways, and the rows under it are read as one record")
    assert warning.value == "P1 (row 2), p1 (row 3), P1 (row 5)"
    first, second = cleaned.frame.to_dict("records")
    assert {k: v for k, v in first.items() if v} == {
        "practice_id": "P1", "title": "The longer title", "country": "GR", "aims": "health", "url": "x.example",
    }  # fmt: skip
    assert second["title"] == "Alone"
    merged = cleaned.log[cleaned.log["rule"].eq("duplicates_merged")]
    assert merged[["record", "raw", "clean"]].to_numpy().tolist() == [["P1", "3 rows", "1 row"]]


def test_rows_of_one_record_that_contradict_each_other_are_a_problem(clean, rows_of) -> None:
    rows = rows_of(
        "practices",
        {"practice_id": "P1", "country": "GR"},
        {"practice_id": "P2"},
        {"practice_id": "p1", "country": "IT"},
    )
    [problem] = clean(rows).problems
    assert (problem.column, problem.row, problem.value) == ("country", 4, "GR / IT (P1, rows 2, 4)")
    assert problem.rule == "rows of one record contradict each other"


def test_two_names_under_one_identifier_are_a_problem_and_two_other_texts_a_warning(clean, rows_of) -> None:
    rows = rows_of(
        "practices",
        {"practice_id": "P1", "title": "Welcome desk", "description": "Advice"},
        {"practice_id": "P1", "title": "Language café", "description": "Talk over coffee"},
        {"practice_id": "P2", "title": "Choir", "description": "They sing"},
        {"practice_id": "P2", "title": "The choir", "description": "They sing together."},
    )
    assert [(p.column, p.warning, p.value) for p in clean(rows).problems] == [
        ("title", False, "Language café / Welcome desk (P1, rows 2, 3)"),
        ("description", True, "Talk over coffee / Advice (P1, rows 2, 3)"),
    ]


def test_a_row_that_stands_there_twice_is_merged_without_a_word(clean, rows_of) -> None:
    rows = rows_of("practices", {"practice_id": "P1", "country": "GR", "title": "A"}, {"practice_id": "p1", "country": "EL"})
    assert clean(rows).problems == []


def test_identifiers_that_differ_by_leading_zeros_are_told(clean, rows_of) -> None:
    rows = rows_of("responses", *({"respondent_id": name} for name in ("007", "R1", "7", "R10", "R01", "R-1")))
    found = clean(rows, "responses").problems
    assert [(p.warning, p.row, p.column, p.value) for p in found] == [
        (True, 4, "respondent_id", "007 (row 2), 7 (row 4)"),
        (True, 6, "respondent_id", "R1 (row 3), R01 (row 6)"),
    ]
    assert found[0].rule.startswith("is the same as another identifier but for leading zeros")


def test_one_authority_under_two_identifiers_is_told(clean, rows_of) -> None:
    names = [("R1", "Município de Faro"), ("R2", "municipio de faro."), ("R3", "Lagos"), ("R4", ""), ("R5", ""), ("r1", "Município de Faro")]
    rows = rows_of("responses", *({"respondent_id": i, "authority_name": name, "country": "PT"} for i, name in names))
    [warning] = clean(rows, "responses").problems
    assert (warning.warning, warning.value) == (True, "R1 (row 2), R2 (row 3), R1 (row 7)")
    assert warning.rule == "may be one record under several identifiers: authority_name and country are the same"


def test_the_same_name_in_another_country_is_another_authority(clean, rows_of) -> None:
    rows = rows_of("responses", *({"respondent_id": c, "authority_name": "Valencia", "country": c} for c in ("ES", "PT")))
    assert clean(rows, "responses").problems == []
    same = rows_of("practices", *({"practice_id": i, "title": "Welcome", "country": "IT"} for i in ("P1", "P2")))
    assert [p.value for p in clean(same).problems] == ["P1 (row 2), P2 (row 3)"]

def test_an_empty_required_cell_is_a_problem(clean, rows_of) -> None:
    rows = rows_of("networks", {"network_id": "N1", "name": "", "type": "other"})
    [problem] = clean(rows, "networks").problems
    assert (problem.rule, problem.row, problem.column) == ("the cell must not be empty", 2, "name")


def test_fact_sheets_are_numbered_by_content_where_the_file_does_not(clean, rows_of) -> None:
    names = ["B", "A", "C"]
    sheets = [{"respondent_id": "R1", "fs_name": name} for name in names] + [{"respondent_id": "R2", "fs_name": "Z"}]
    tables = [clean(rows_of("factsheets", *order), "factsheets").frame for order in (sheets, sheets[::-1])]
    assert tables[0].equals(tables[1])
    assert tables[0][["respondent_id", "factsheet_no", "fs_name"]].to_numpy().tolist() == [
        ["R1", "1", "A"], ["R1", "2", "B"], ["R1", "3", "C"], ["R2", "1", "Z"],
    ]  # fmt: skip
    twice = clean(rows_of("factsheets", *sheets, sheets[0], {"respondent_id": "R3"}, {"respondent_id": "R3"}), "factsheets").frame
    assert twice["factsheet_no"].tolist() == ["1", "2", "3", "1", "1", "2"], "the same one twice is one, empty ones are not told apart"
    numbered = [{"respondent_id": "R1", "factsheet_no": n, "fs_name": name} for n, name in (("2", "A"), ("1", "B"))]
    assert clean(rows_of("factsheets", *numbered), "factsheets").frame["fs_name"].tolist() == ["B", "A"]


@pytest.mark.parametrize("table", ["responses", "factsheets", "practices", "cases"])
def test_cleaning_the_clean_table_changes_nothing(cleaned_2012, clean, codebook, table: str) -> None:
    frame = cleaned_2012[table].frame
    again = clean([list(frame.columns), *frame.to_numpy().tolist()], table)
    assert again.problems == []
    assert again.frame.equals(frame)
    assert again.log.empty


SETTLING = st.sampled_from(
    [
        "P001",
        "r 1",
        "A_1/b",
        "a  b",
        "n/a",
        "N/A.",
        "not available",
        " x",
        "é",
        "budget: €5",
        "no response  ",
        "-" * 9,
        "none given. . .",
    ]
)


@given(SETTLING | st.text(max_size=30))
def test_a_text_that_is_taken_as_settled_is_one_its_cleaner_leaves_alone(codebook, text: str) -> None:
    for name in ("practice_id", "title", "budget", "country"):
        item = codebook["practices"].items[name]
        settled = settled_for(item, codebook)
        if settled and settled(text):
            assert cleaner_for(item, codebook)(text) == Parsed(text)


# Shuffled copies of the extracts of 2012.

SHEETS = {"survey": ("responses", "factsheets"), "practices": ("practices",), "case_studies": ("cases",)}


def derived(table: str, frame: pd.DataFrame, codebook) -> pd.DataFrame:
    match table:
        case "responses":
            return derive_responses(frame, codebook[table], {"partial_from": 1, "analysable_from": 10})
        case "practices":
            return derive_practices(frame)
        case "cases":
            return derive_cases(frame, codebook)
    return frame


@pytest.fixture(scope="module")
def shuffled_files(wave_2012, codebook) -> dict[str, dict[str, list[list[str]]]]:
    """The workbooks of 2012 with data rows and whole columns in another order."""
    chance = random.Random(2012)
    files = {}
    for source, tables in SHEETS.items():
        sheets = {}
        for table in tables:
            frame, _ = read_headed(wave_2012.source_file(source), table)
            above = frame.iloc[:1] if codebook[table].question_row else frame.iloc[:0]
            rows = frame.iloc[len(above) :]
            note = rows.iloc[-1:] if rows.iloc[-1].ne("").sum() == 1 else rows.iloc[:0]
            places = list(range(len(rows) - len(note)))
            columns = list(frame.columns)
            chance.shuffle(places), chance.shuffle(columns)
            mixed = pd.concat([above, rows.iloc[places], note])[columns]
            assert not mixed.equals(frame)
            sheets[table] = [columns, *mixed.to_numpy().tolist()]
        files[f"{source}.xlsx"] = sheets
    return files


@pytest.mark.parametrize("source", SHEETS)
def test_shuffled_rows_and_columns_give_identical_tables(
    shuffled_files, cleaned_2012, make_wave, codebook, source: str
) -> None:
    wave = make_wave({f"{source}.xlsx": shuffled_files[f"{source}.xlsx"]})
    for table in SHEETS[source]:
        again, first = clean_source(wave, codebook, table), cleaned_2012[table]
        pd.testing.assert_frame_equal(derived(table, again.frame, codebook), derived(table, first.frame, codebook))
        pd.testing.assert_frame_equal(again.log, first.log)


def test_the_same_tables_as_csv_give_the_same_result(shuffled_files, cleaned_2012, make_wave, codebook) -> None:
    sheets = shuffled_files["survey.xlsx"]
    files = {"survey.csv": sheets["responses"], "factsheets.csv": sheets["factsheets"]}
    wave = make_wave({name: [rows[0], *rows[2:]] for name, rows in files.items()})  # CSV has no row of questions
    for table in ("responses", "factsheets"):
        pd.testing.assert_frame_equal(clean_source(wave, codebook, table).frame, cleaned_2012[table].frame)


def test_the_rows_that_are_read_are_the_rows_of_the_file(wave_2012, codebook) -> None:
    raw = read_source(wave_2012, codebook, "practices")
    frame, _ = read_headed(wave_2012.source_file("practices"), "practices")
    assert raw.frame.equals(frame.loc[raw.frame.index, raw.frame.columns])
    assert len(frame) - len(raw.frame) == len(raw.log)


# How many changes there are, without a record and a value.


def log_of(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """A log of the survey: record, column and rule of each change."""
    return pd.DataFrame([["survey", record, column, "raw", "clean", rule] for record, column, rule in rows], columns=LOG_COLUMNS)


def changed(many: int, column: str, rule: str, first: int = 1) -> list[tuple[str, str, str]]:
    """So many respondents whose cell in a column was changed."""
    return [(f"R{n}", column, rule) for n in range(first, first + many)]


def counts(*rows: tuple[str, str, str]) -> list[list]:
    return count_log(log_of(*rows), 5)[["column", "rule", "n"]].to_numpy().tolist()


def test_changes_are_counted_by_column_and_rule() -> None:
    rows = [*changed(6, "country", "country_name"), *changed(5, "consultations", "answer_spelling"), ("", "email", "personal_data_dropped")]
    assert counts(*rows) == [["consultations", "answer_spelling", 5], ["country", "country_name", 6], ["email", "personal_data_dropped", 1]]


def test_columns_where_few_were_changed_are_told_as_one() -> None:
    few = [*changed(3, "a", "missing_word"), *changed(2, "b", "missing_word", first=4), *changed(9, "c", "missing_word")]
    assert counts(*few) == [["", "missing_word", 5], ["c", "missing_word", 9]]


def test_rules_that_changed_few_are_told_as_one_with_the_next_fewest() -> None:
    assert counts(*changed(3, "a", "x"), *changed(2, "a", "y", first=4)) == [["", "other", 5]]
    assert counts(*changed(1, "a", "x"), *changed(6, "a", "y"), *changed(9, "a", "z")) == [["", "other", 7], ["a", "z", 9]]
    assert counts(*changed(4, "a", "x")) == []


def test_of_fact_sheets_the_senders_are_counted() -> None:
    assert counts(*((f"R1/{n}", "fs_year", "number_form") for n in range(9))) == []
