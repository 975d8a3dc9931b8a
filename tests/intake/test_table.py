"""From the cells of a file to a raw table: columns, personal data, notes."""

from __future__ import annotations

import numpy as np
import pytest
from checked import check_wave

from analysis.clean.source import clean_source
from analysis.clean.table import clean_table
from analysis.codebook import codebook_for
from analysis.intake import read_source
from analysis.intake.answers import Declared, settle
from analysis.problems import grave

PEOPLE = {"contact_person": "Erika Mustermann", "email": "erika@stadt.example", "telephone": "+49 555 0147"}


@pytest.fixture
def read(make_wave, rows_of):
    """`read([header, *rows])`: a raw table of practices, from a CSV file."""

    def run(rows: list[list[str]], table: str = "practices"):
        survey = {"survey.csv": rows_of("responses", {"respondent_id": "R1"})}
        files = {"practices": {"practices.csv": rows}, "responses": {"survey.csv": rows}, "factsheets": survey | {"factsheets.csv": rows}}
        wave = make_wave(files[table])
        return read_source(wave, codebook_for(wave), table)

    return run


def test_the_columns_come_out_in_the_codebooks_order(read, rows_of, codebook) -> None:
    header, row = rows_of("practices", {"practice_id": "P1", "title": "A"})
    raw = read([header[::-1], row[::-1]])
    assert list(raw.frame.columns) == list(codebook["practices"].items)
    assert raw.frame.loc[2, "title"] == "A"
    assert raw.log.empty and raw.problems == []


def test_a_missing_column_is_named(read, rows_of, problems_of) -> None:
    [problem] = problems_of(lambda: read([row[:-1] for row in rows_of("practices", {"practice_id": "P1"})]))
    assert (problem.rule, problem.column) == ("the column is missing", "url")
    assert "add it with this name in row 1" in problem.hint


def test_an_unknown_column_is_named_with_the_nearest(read, rows_of, problems_of) -> None:
    header, row = rows_of("practices", {"practice_id": "P1"})
    [problem] = problems_of(lambda: read([[*header, "titel"], [*row, "x"]]))
    assert (problem.rule, problem.column) == ("is not a column of the codebook", "titel")
    assert "perhaps 'title' is meant" in problem.hint


def test_a_column_that_stands_there_twice_is_a_problem(read, rows_of, problems_of) -> None:
    header, row = rows_of("practices", {"practice_id": "P1"})
    [problem] = problems_of(lambda: read([[*header, "title"], [*row, "x"]]))
    assert (problem.rule, problem.column) == ("the column stands there twice", "title")


@pytest.mark.parametrize("head", ["", "Unnamed: 0", "...1", "X"])
@pytest.mark.parametrize("first", [0, 1])
def test_the_numbers_that_pandas_and_r_put_before_a_table_are_not_read_and_told(head: str, first: int, read, rows_of) -> None:
    header, row = rows_of("practices", {"practice_id": "P1"})
    raw = read([[head, *header], [str(first), *row], [str(first + 1), "P2", *row[1:]]])
    assert raw.readings[0].columns[0].how == "numbers of the rows" and raw.frame["practice_id"].tolist() == ["P1", "P2"]


def test_a_column_without_a_name_that_holds_other_numbers_is_asked_for(read, rows_of, problems_of) -> None:
    header, row = rows_of("practices", {"practice_id": "P1"})
    [problem] = problems_of(lambda: read([["", *header], ["7", *row], ["5", "P2", *row[1:]]]))
    assert problem.rule == "a column has no name in row 1"


def test_a_table_without_identifiers_is_asked_for_once(make_wave) -> None:
    wave = make_wave({"survey.csv": [["Country", "Name of the programme or project"], ["Italy", "Desk"]]})
    assert [problem.rule for problem in grave(check_wave(wave))] == ["has no column that tells the records apart"]


def test_the_marks_of_a_tool_for_what_was_not_ticked_can_be_named(make_wave) -> None:
    rows = [["respondent_id", "country", "fs_partners/ngos", "fs_partners/other"], ["R1", "Italy", "2", "1"]]
    source = {"file": "survey.csv", "format": "csv", "values": {"fs_partners": {"1": "yes", "2": "no"}}}
    wave = make_wave({"survey.csv": rows}, sources={"survey": source})
    assert read_source(wave, codebook_for(wave), "factsheets").frame["fs_partners"].tolist() == ["other"]


def test_the_html_of_a_question_is_no_part_of_its_name(read) -> None:
    raw = read([["respondent_id", "<p>Country</p>", "<b>Further</b>&nbsp;comments<br />"], ["R1", "Italy", "x"]], "responses")
    assert raw.frame.loc[2, ["country", "comments"]].tolist() == ["Italy", "x"]


def test_a_column_without_a_name_is_a_problem(read, rows_of, problems_of) -> None:
    header, row = rows_of("practices", {"practice_id": "P1"})
    [problem] = problems_of(lambda: read([["", *header], ["x", *row]]))
    assert problem.rule == "a column has no name in row 1"


def test_an_answer_to_what_was_not_asked_is_a_problem_and_an_empty_column_is_not(make_wave, rows_of) -> None:
    rows = rows_of("responses", {"respondent_id": "R1"}, {"respondent_id": "R2", "consultations": "yes"})
    wave = make_wave({"survey.csv": rows}, not_asked=["consultations", "instruments"])
    [problem] = read_source(wave, codebook_for(wave), "responses").problems
    assert (problem.row, problem.column, problem.value) == (3, "consultations", "yes")
    assert "this wave did not ask this" in problem.rule and "not_asked" in problem.hint and "since" in problem.hint


def test_a_respondent_who_withdrew_leaves_no_trace(make_wave, rows_of) -> None:
    rows = rows_of("responses", {"respondent_id": "R1", "country": "Narnia"}, {"respondent_id": "r2", "tcn_year": "x"})
    wave = make_wave({"survey.csv": rows}, withdrawn=["R2"])
    raw = read_source(wave, codebook_for(wave), "responses")
    assert raw.frame["respondent_id"].tolist() == ["R1"]
    assert raw.log.empty and raw.problems == []


def test_of_a_respondent_who_withdrew_not_even_a_problem_tells(make_wave, rows_of) -> None:
    header, *rows = rows_of("responses", {"respondent_id": "R1"}, {"respondent_id": "R2", "other_body": "=SECRET()", "consultations": "yes"})
    wave = make_wave({"survey.xlsx": {"responses": [header, ["" for _ in header], *rows]}}, withdrawn=["R2"], not_asked=["consultations"])
    assert read_source(wave, codebook_for(wave), "responses").problems == []


def test_a_withdrawn_respondent_whom_the_survey_does_not_have_is_a_problem(make_wave, rows_of) -> None:
    files = {"survey.csv": rows_of("responses", {"respondent_id": "R1"}), "factsheets.csv": rows_of("factsheets", {"respondent_id": "R1"})}
    [problem] = check_wave(make_wave(files, withdrawn=["R9"]))
    assert (problem.file.rsplit("/")[-1], problem.column, problem.value) == ("wave.yml", "withdrawn", "R9")
    assert "not in the survey" in problem.rule and "take it out" in problem.hint


def test_the_status_and_the_number_of_a_fact_sheet_may_be_left_out(read, rows_of, codebook) -> None:
    for table, column in (("responses", "status"), ("factsheets", "factsheet_no")):
        header, row = rows_of(table, {"respondent_id": "R1"})
        place = header.index(column)
        raw = read([header[:place] + header[place + 1 :], row[:place] + row[place + 1 :]], table)
        assert raw.frame[column].tolist() == [""]


def test_a_header_without_rows_is_a_problem(read, rows_of) -> None:
    assert [p.rule for p in read(rows_of("practices")).problems] == ["holds no data rows"]


def test_empty_rows_and_a_note_below_the_data_are_set_aside_and_logged_without_their_words(read, rows_of) -> None:
    note = "Source: national contact points, 2012"
    rows = rows_of("practices", {"practice_id": "P1"}, {}, {"practice_id": "P2"}, {"practice_id": note}, {})
    raw = read(rows)
    assert raw.frame["practice_id"].tolist() == ["P1", "P2"]
    assert list(raw.frame.index) == [2, 4]
    logged = raw.log.groupby("rule")["raw"].agg(list).to_dict()
    assert logged == {"empty_row_dropped": ["", ""], "note_row_dropped": [""]}


def test_a_note_may_stand_in_another_column(read, rows_of) -> None:
    raw = read(rows_of("practices", {"practice_id": "P1"}, {"title": "End of the list"}))
    assert raw.frame["practice_id"].tolist() == ["P1"]


def test_a_record_without_an_identifier_is_no_note(read, rows_of, codebook) -> None:
    above = read(rows_of("practices", {"title": "A lonely title"}, {"practice_id": "P1"}))
    filled = read(rows_of("practices", {"practice_id": "P1"}, {"title": "A title", "country": "DE"}))
    for raw, row in ((above, 2), (filled, 3)):
        problems = clean_table(raw, codebook["practices"], codebook).problems
        assert {(p.row, p.column) for p in problems} == {(row, "practice_id")}


@pytest.mark.parametrize(
    "spelling", ["email", "E-mail", " E mail ", "EMAIL", "Contact Person", "contact-person", "Télephone"]
)
def test_columns_of_personal_data_are_dropped_however_they_are_spelled(read, rows_of, spelling: str) -> None:
    header, row = rows_of("responses", {"respondent_id": "R1"})
    raw = read([[*header, spelling], [*row, "erika@stadt.example"]], "responses")
    assert spelling not in raw.frame
    assert raw.log.to_dict("records") == [
        {"source": "survey", "record": "", "column": spelling.strip(), "raw": "", "clean": "", "rule": "personal_data_dropped"}
    ]


@pytest.mark.parametrize(
    ("table", "file", "key"),
    [
        ("practices", "practices.csv", "practice_id"),
        ("responses", "survey.csv", "respondent_id"),
        ("factsheets", "factsheets.csv", "respondent_id"),
    ],
)
def test_no_trace_of_personal_data_in_table_and_log(make_wave, rows_of, codebook, table, file, key) -> None:
    header, row = rows_of(table, {key: " p1 "})
    people = {name: value for name, value in PEOPLE.items() if name in codebook[table].drop}
    files = {file: [[*people, *header], [*people.values(), *row]]}
    wave = make_wave({"survey.csv": rows_of("responses", {"respondent_id": "P1"})} | files)
    cleaned = clean_source(wave, codebook, table)
    everything = cleaned.frame.to_csv() + cleaned.log.to_csv()
    assert len(people) == 3 and cleaned.log["rule"].eq("personal_data_dropped").sum() == 3
    assert cleaned.frame[key].tolist() == ["P1"]
    assert not [value for value in PEOPLE.values() if value in everything]


def test_personal_data_is_not_repeated_in_the_message_about_another_cell(make_wave, rows_of, codebook) -> None:
    header, row = rows_of("practices", {"practice_id": "P1", "country": "Atlantis"})
    wave = make_wave({"practices.csv": [[*header, *PEOPLE], [*row, *PEOPLE.values()]]})
    said = "\n".join(map(str, check_wave(wave)))
    assert "Atlantis" in said
    assert not [value for value in PEOPLE.values() if value in said]


def test_a_mapping_renames_the_columns_of_the_file(make_wave, rows_of, codebook) -> None:
    header, row = rows_of("practices", {"practice_id": "P1", "title": "A"})
    renamed = ["Name of the practice" if name == "title" else name for name in header]
    wave = make_wave(
        {"p.csv": [renamed, row]},
        sources={"practices": {"file": "p.csv", "mapping": {"Name of the practice": "title"}}},
    )
    assert read_source(wave, codebook, "practices").frame["title"].tolist() == ["A"]


def test_the_row_of_questions_is_no_record_and_rows_keep_their_numbers(make_wave, rows_of, codebook) -> None:
    header, row = rows_of("responses", {"respondent_id": "R1"})
    sheets = {"responses": [header, ["In words?"] * len(header), row], "factsheets": rows_of("factsheets")}
    raw = read_source(make_wave({"survey.xlsx": sheets}), codebook, "responses")
    assert raw.frame["respondent_id"].to_dict() == {3: "R1"}
    assert raw.sheet == "responses"


def test_a_survey_as_csv_may_have_no_fact_sheets(make_wave, rows_of, codebook) -> None:
    wave = make_wave({"survey.csv": rows_of("responses", {"respondent_id": "R1"})})
    raw = read_source(wave, codebook, "factsheets")
    assert raw.frame.empty and raw.problems == []
    assert check_wave(wave) == []


# Every bad input of the bars, through the door that users take: what `integration-report check` says.


@pytest.fixture
def said(make_wave):
    """`said({"practices.csv": rows})`: the problems of a wave with this one source."""
    return lambda files: check_wave(make_wave(files))


@pytest.mark.parametrize(
    ("cells", "column", "rule", "hint"),
    [
        ({"country": "Germny"}, "country", "is not a country that is known", "perhaps Germany"),
        ({"start_date": "soon"}, "start_date", "is not a date", "2012-05-31"),
        (
            {"aims": "health;helth"},
            "aims",
            "is not among the answers",
            "perhaps 'health' is meant",
        ),
        ({"range": "everywhere"}, "range", "is not among the answers", "use one of eu_international"),
        ({"practice_id": "P 1"}, "practice_id", "is not an identifier", "without blanks"),
        ({"practice_id": ""}, "practice_id", "the cell must not be empty", "delete the row"),
    ],
)
def test_a_bad_cell_is_named_with_file_row_column_value_and_remedy(said, rows_of, cells, column, rule, hint) -> None:
    bad = {"practice_id": "P2", "title": "x"} | cells
    [problem] = said({"practices.csv": rows_of("practices", {"practice_id": "P0"}, bad, {"practice_id": "P3"})})
    assert (problem.row, problem.column, problem.rule) == (3, column, rule) and problem.value in bad[column]
    assert problem.file.endswith("raw/2030/practices.csv")
    assert hint in problem.hint


def test_text_where_a_number_belongs(said, rows_of) -> None:
    responses = rows_of("responses", {"respondent_id": "R1", "tcn_number": "lots", "measure_legal__civic": "7"})
    problems = said({"survey.csv": responses})
    assert [(p.row, p.column, p.value, p.rule) for p in problems] == [
        (2, "tcn_number", "lots", "is not a number"),
        (2, "measure_legal__civic", "7", "lies outside 1 to 5"),
    ]


def test_case_number_0_does_not_exist(wave_2012, codebook, make_wave, make_xlsx) -> None:
    from analysis.intake.files import read_headed

    frame, _ = read_headed(wave_2012.source_file("case_studies"), "cases")
    rows = [list(frame.columns), *frame.to_numpy().tolist()]
    rows[5][0] = "0"
    wave = make_wave({"case_studies.xlsx": {"cases": rows, "coding": [["x"]]}})
    problems = [p for p in check_wave(wave) if p.sheet == "cases"]
    assert [(p.row, p.column, p.value, p.rule) for p in problems] == [(6, "case_no", "0", "lies below 1")]


def test_a_formula_cell_stops_the_run_with_its_place(said, rows_of) -> None:
    rows = rows_of("practices", {"practice_id": "P1", "title": "=1+1"})
    problems = said({"practices.xlsx": {"practices": rows}})
    assert [(p.rule, p.sheet, p.row, p.column, p.value) for p in problems] == [
        ("holds a formula", "practices", 2, "title", "=1+1")
    ]


@pytest.mark.parametrize("name", ["practices.csv", "practices.xlsx"])
def test_a_missing_file(said, name: str) -> None:
    [problem] = said({name: None})
    assert problem.rule == "there is no such file"
    assert problem.file.endswith(name) and "take the source out of wave.yml" in problem.hint


def test_a_missing_sheet(said) -> None:
    [problem] = said({"practices.xlsx": {"Tabelle1": [["a", "b"]], "Tabelle2": [["c"]]}})
    assert (problem.rule, problem.sheet) == ("there is no sheet 'practices'", "practices")


@pytest.mark.parametrize("content", [b"", b"practice_id\0", b"PK\x03\x04"])
def test_an_unreadable_source_is_one_message(said, content: bytes) -> None:
    for name in ("practices.csv", "practices.xlsx"):
        [problem] = [p for p in said({name: content}) if p.rule != "the column is missing"]
        assert problem.file.endswith(name) and problem.hint


def test_the_problems_of_all_sources_are_told_together(said, rows_of) -> None:
    problems = said(
        {
            "survey.csv": rows_of("responses", {"respondent_id": "R1", "country": "Atlantis"}),
            "practices.csv": rows_of("practices", {"practice_id": "P1", "country": "Atlantis"}),
        }
    )
    assert [p.file.rsplit("/")[-1] for p in problems] == ["survey.csv", "practices.csv"]


def test_many_bad_cells_of_one_column_are_counted_and_not_all_listed(said, rows_of) -> None:
    problems = said(
        {"practices.csv": rows_of("practices", *({"practice_id": f"P{n}", "country": "?!"} for n in range(50)))}
    )
    assert len(problems) == 20
    assert problems[-1].more == 30


def test_the_wave_of_2012_has_no_problem_in_its_survey_and_practices(wave_2012) -> None:
    from dataclasses import replace

    kept = {name: source for name, source in wave_2012.sources.items() if name in ("survey", "practices")}
    assert [p for p in grave(check_wave(replace(wave_2012, sources=kept))) if "published" not in p.file] == []


def test_an_answer_of_wave_yml_stands_in_one_cell_with_answers_of_the_codebook(codebook) -> None:
    partners = codebook["factsheets"].items["fs_partners"]
    declared = Declared({"sports clubs": "other"}, frozenset())
    cells = np.array(["Civil society and NGOs, Sports clubs", "Sports clubs", "Civil society and NGOs, Choirs"], dtype=object)
    settled = settle(cells, partners, declared, (r",\s+",), codebook.words(partners))
    assert list(settled.cells) == ["ngos;other", "other", "Civil society and NGOs, Choirs"]
    assert settled.wrong == []


def test_a_pattern_under_ignore_that_names_no_column_is_told(make_wave, rows_of, codebook) -> None:
    rows = rows_of("practices", {"practice_id": "P1"})
    source = {"practices": {"file": "p.csv", "ignore": ["meta_*", "nonesuch"]}}
    raw = read_source(make_wave({"p.csv": [[*rows[0], "meta_x"], [*rows[1], "1"]]}, sources=source), codebook, "practices")
    assert [(p.rule, p.value, p.warning) for p in raw.problems] == [("names no column of the files", "nonesuch", True)]
