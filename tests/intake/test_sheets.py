"""Which sheets and rows of a file are read, and that what was read is told."""

from __future__ import annotations

import pytest

from analysis.clean.source import clean_source
from analysis.codebook import codebook_for
from analysis.intake import read_source
from analysis.intake.reading import MATCHES, SET_ASIDE
from analysis.problems import grouped

LABELS = ["Record", "Title", "Country"]
PRACTICE = ["P1", "Desk", "Spain"]
REQUIRED = {"format": "xlsx"}


@pytest.fixture
def read(make_wave):
    """`read({"file": content}, table, **source)`: the raw table of a wave with this one source."""

    def run(files, table: str = "practices", withdrawn=(), **source):
        name = {"practices": "practices"}.get(table, "survey")
        wave = make_wave(files, sources={name: {"file": next(iter(files))} | source}, withdrawn=list(withdrawn))
        return read_source(wave, codebook_for(wave), table)

    return run


def test_the_only_sheet_is_read_whatever_its_name(read) -> None:
    raw = read({"p.xlsx": {"Tabelle1": [LABELS, PRACTICE]}})
    assert (raw.sheet, raw.frame["title"].tolist()) == ("Tabelle1", ["Desk"])


def test_of_several_sheets_the_one_that_fits_is_read_and_the_others_are_told(read) -> None:
    raw = read({"p.xlsx": {"Read me": [["Hello"]], "Data": [LABELS, PRACTICE]}})
    [reading] = raw.readings
    assert (reading.sheet, reading.kind, reading.container) == ("Data", "xlsx", "xlsx")
    assert "other sheets of the file: Read me" in reading.remarks


def test_two_sheets_that_fit_alike_are_asked_for_and_one_can_be_named(read, problems_of) -> None:
    files = {"p.xlsx": {"Old": [LABELS, ["P9", "x", "Italy"]], "New": [LABELS, PRACTICE]}}
    [problem] = problems_of(lambda: read(files))
    assert problem.rule == "there is no sheet 'practices'" and "`sheet:`" in problem.hint
    assert read(files, sheet="new").frame["practice_id"].tolist() == ["P1"]
    [problem] = problems_of(lambda: read(files, sheet="Newest"))
    assert (problem.rule, problem.value) == ("there is no such sheet", "Newest") and "Old, New" in problem.hint


def test_rows_above_the_header_are_told(read) -> None:
    [reading] = read({"p.csv": [["Practices", "", ""], ["", "", ""], LABELS, PRACTICE]}).readings
    assert reading.header_rows == (3,) and reading.rows == 1
    assert "rows above the header that are not read: 1 to 2" in reading.remarks


MONKEY = [
    ["Respondent ID", "Measures for legal and political integration", "", "", "Country", "Sources of funding", "", "Further comments"],
    ["", "Securing residence rights", "Citizenship and political rights", "Other", "Response", "Local", "EU", "Open-Ended Response"],
]


def test_rows_of_a_matrix_below_their_question_are_part_of_the_header(read) -> None:
    raw = read({"s.csv": [*MONKEY, ["7", "5", "3", "2", "Italy", "Local", "EU", "x"], ["8", "1", "", "4", "Spain", "", "", ""]]}, "responses", **REQUIRED)
    [reading] = raw.readings
    assert reading.header_rows == (1, 2)
    assert raw.frame[["respondent_id", "measure_legal__residence", "measure_legal__other", "country", "comments"]].to_numpy().tolist() == [
        ["7", "5", "2", "Italy", "x"], ["8", "1", "4", "Spain", ""]
    ]  # fmt: skip


def test_a_record_below_columns_without_a_name_is_no_part_of_the_header(read, problems_of) -> None:
    header, record = MONKEY[0], ["7", "Securing residence rights", "Other", "x", "Italy", "Local", "EU", "x"]
    problems = problems_of(lambda: read({"s.csv": [header, record, record]}, "responses", **REQUIRED))
    assert "a column has no name in row 1" in {problem.rule for problem in problems}


def test_two_columns_with_one_header_are_asked_for_in_the_export(read, problems_of) -> None:
    rows = [["respondent_id", "Country", "Finding a job", "Finding a job"], ["R1", "Italy", "3", "4"]]
    [problem] = problems_of(lambda: read({"s.csv": rows}, "responses", **REQUIRED))
    assert "cannot be mapped: export the names of the questions" in problem.hint


def test_a_first_record_is_no_row_of_questions(read) -> None:
    header = ["respondent_id", "country", "consultations", "tcn_number", "comments"]
    raw = read({"s.csv": [header, ["A1", "Spain", "Yes", "4", "x"], ["A2", "Italy", "No", "5", "y"]]}, "responses", **REQUIRED)
    assert raw.frame["respondent_id"].tolist() == ["A1", "A2"]


@pytest.mark.parametrize(
    "questions",
    [
        ["Respondent", "Country", "1.7 Holds consultations on integration policy", "", ""],
        ["In words?", "In words?", "In words?", "In words?", "In words?"],
        ["Identifier of yours", "Which country is it", "Do you consult anybody", "How many people are there", "What else is there"],
    ],
)
def test_a_row_of_questions_is_known_by_its_words_also_in_csv(read, questions) -> None:
    header = ["respondent_id", "country", "consultations", "tcn_number", "comments"]
    raw = read({"s.csv": [header, questions, ["A1", "Spain", "Yes", "4", "x"]]}, "responses", **REQUIRED)
    assert raw.frame["respondent_id"].to_dict() == {3: "A1"}
    assert raw.readings[0].header_rows == (1, 2)


def test_stacked_files_keep_their_rows_and_names(read) -> None:
    files = {"a.csv": [LABELS, PRACTICE], "b.csv": [["Title", "Record", "Country"], ["Cafe", "P2", "Narnia"]]}
    raw = read(files, file=["a.csv", "b.csv"])
    assert raw.frame["practice_id"].tolist() == ["P1", "P2"]
    problem = raw.problem(raw.frame.index[1], "rule")
    assert (problem.file.rsplit("/")[-1], problem.row) == ("b.csv", 2)
    assert [reading.file.rsplit("/")[-1] for reading in raw.readings] == ["a.csv", "b.csv"]


def test_a_sheet_of_repeated_answers_belongs_to_the_answers_it_points_to(read) -> None:
    main = [["_id", "country", "comments", "_uuid", "_index"], ["31", "Spain", "", "u31", "1"], ["32", "Italy", "", "u32", "2"]]
    for pointer, value in (("_submission__id", "32"), ("_submission__uuid", "u32"), ("_parent_index", "2")):
        repeat = [["fs_name", "fs_year", "_index", pointer], ["Desk", "2011", "1", value]]
        raw = read({"k.xlsx": {"Form": main, "rep": repeat}}, "factsheets")
        assert raw.frame[["respondent_id", "fs_name"]].to_numpy().tolist() == [["32", "Desk"]]


def test_a_sheet_of_repeated_answers_loses_those_of_a_respondent_who_withdrew(read) -> None:
    main = [["_id", "respondent_id", "country", "comments", "_uuid", "_index"], ["31", "R1", "Spain", "", "u31", "1"], ["32", "R2", "Italy", "", "u32", "2"]]
    repeat = [["fs_name", "fs_year", "_index", "_submission__id"], ["Desk", "2011", "1", "31"], ["Aid", "2010", "2", "32"]]
    raw = read({"k.xlsx": {"Form": main, "rep": repeat}}, "factsheets", withdrawn=["R2"])
    assert raw.frame[["respondent_id", "fs_name"]].to_numpy().tolist() == [["R1", "Desk"]]


def test_stacked_files_whose_rows_have_the_same_numbers_keep_their_fact_sheets_apart(make_wave) -> None:
    def form(name: str, country: str, told: str) -> dict[str, list[list[str]]]:
        main = [["_id", "country", "comments", "_uuid", "_index"], [name, country, "", f"u{name}", "1"]]
        return {"Form": main, "rep": [["fs_name", "fs_year", "_index", "_parent_index"], [told, "2011", "1", "1"]]}

    wave = make_wave({"a.xlsx": form("31", "Spain", "Desk"), "b.xlsx": form("77", "Italy", "Aid")}, sources={"survey": {"file": ["a.xlsx", "b.xlsx"]}})
    raw = read_source(wave, codebook_for(wave), "factsheets")
    assert raw.frame[["respondent_id", "fs_name"]].to_numpy().tolist() == [["31", "Desk"], ["77", "Aid"]]


def test_one_number_for_different_answers_in_stacked_files_is_refused(make_wave, problems_of) -> None:
    header = "id,submitdate,lastpage,seed,country,comments\n"
    files = {"a.csv": f"{header}1,x,4,5,ES,hello\n2,x,4,5,IT,bye\n", "b.csv": f"{header}2,x,4,5,IT,bye\n", "c.csv": f"{header}1,x,4,5,ES,\n"}

    def stacked(*names: str):
        wave = make_wave({name: files[name] for name in names}, sources={"survey": {"file": [*names]}})
        return read_source(wave, codebook_for(wave), "responses")

    assert len(stacked("a.csv", "b.csv").frame) == 3  # the same answer, which the cleaning merges
    [problem] = problems_of(lambda: stacked("a.csv", "b.csv", "c.csv"))
    assert (problem.file.rsplit("/")[-1], problem.column, problem.value) == ("c.csv", "id", "1")
    assert "does not tell them apart" in problem.rule and "respondent_id" in problem.hint


def test_a_survey_without_fact_sheets_is_normal(read) -> None:
    header = ["respondent_id", "country"]
    for content in ({"responses": [header, ["R1", "Spain"]]}, {"responses": [header, ["R1", "Spain"]], "factsheets": [["respondent_id", "fs_name"]]}):
        raw = read({"s.xlsx": content}, "factsheets", **REQUIRED)
        assert raw.frame.empty and raw.problems == [] and len(raw.readings) == 1


def test_fact_sheets_beside_the_answers_are_those_of_the_respondent_and_empty_ones_are_none(read) -> None:
    header = ["respondent_id", "country", "fs_name", "fs_year", "fs_name2", "fs_year2"]
    rows = [["R1", "Spain", "A", "2011", "B", ""], ["R2", "Italy", "C", "", "N/A", "--"], ["R3", "Italy", "", "", "", ""]]
    raw = read({"s.csv": [header, *rows]}, "factsheets", **REQUIRED)
    assert raw.frame[["respondent_id", "fs_name"]].to_numpy().tolist() == [["R1", "A"], ["R2", "C"], ["R1", "B"]]
    assert [(reading.rows, [column.header for column in reading.columns][-2:]) for reading in raw.readings] == [(2, header[2:4]), (1, header[4:])]
    assert read({"s.csv": [header, *rows]}, "factsheets", withdrawn=["r1"], **REQUIRED).frame["fs_name"].tolist() == ["C"]


def test_ticks_and_the_joined_answer_must_agree(read) -> None:
    header = ["_id", "_uuid", "country", "fs_name", "fs_funding_sources", "fs_funding_sources/local", "fs_funding_sources/eu"]
    raw = read({"k.csv": [header, ["1", "u", "Spain", "A", "local", "1", "0"], ["2", "v", "Italy", "B", "local", "0", "1"]]}, "factsheets")
    assert raw.frame["fs_funding_sources"].tolist()[0] == "local"
    assert [(p.row, p.column, p.value) for p in raw.problems] == [(3, "fs_funding_sources", "local")]


def test_a_joined_answer_that_nothing_ticks_is_left_to_the_cleaning(read) -> None:
    header = ["_id", "_uuid", "country", "fs_name", "fs_funding_sources", "fs_funding_sources/local"]
    raw = read({"k.csv": [header, ["1", "u", "Spain", "A", "lottery", "0"], ["2", "v", "Italy", "B", "Town hall", "1"]]}, "factsheets")
    assert raw.frame["fs_funding_sources"].tolist() == ["lottery", "local"]


def test_every_column_is_told_with_what_became_of_it(read) -> None:
    raw = read({"k.csv": [["_id", "_uuid", "g/country", "Notes", "email", "x"], ["1", "u", "Spain", "", "", "y"]]}, "responses", ignore=["x"])
    assert [(column.header, column.item, column.how) for column in raw.readings[0].columns] == [
        ("_id", "respondent_id", "number of the answer"), ("_uuid", "", "of the survey tool"), ("g/country", "country", "id"),
        ("Notes", "", "empty"), ("email", "", "personal data"), ("x", "", "ignored"),
    ]  # fmt: skip
    assert raw.readings[0].kind == "kobo"
    assert {column.how for column in raw.readings[0].columns} <= {*MATCHES, *SET_ASIDE}


def test_many_unknown_columns_are_one_message_with_all_of_them(read, problems_of) -> None:
    files = {"p.csv": [[*LABELS, "Titel", "Mayor of it"], [*PRACTICE, "a", "b"]]}
    [message] = grouped(problems_of(lambda: read(files)))
    assert "2 columns" in message and "'Titel': 'title'" in message and "'Mayor of it'" in message


def test_two_columns_for_one_item_are_both_named(read, problems_of) -> None:
    [problem] = problems_of(lambda: read({"p.csv": [[*LABELS, "Land"], [*PRACTICE, "Italy"]]}, mapping={"Land": "country"}))
    assert (problem.rule, problem.column, problem.value) == ("two columns stand for the same item", "Country / Land", "country")


def test_a_file_of_something_else_is_one_message(read, problems_of) -> None:
    [problem] = problems_of(lambda: read({"p.csv": [["a", "b"], ["1", "2"]]}))
    assert problem.rule == "none of the first rows holds names of columns that are known" and problem.value == "a, b"


@pytest.mark.parametrize(
    ("header", "row", "rule", "hint"),
    [
        (["Timestamp", "Country", "Comments"], ["2026-05-04", "Spain", "x"], "has no column that tells the records apart", "ID, Id"),
        (["Contribution Id", "Country", "Comments"], ["Anonymous", "Spain", "x"], "does not tell them apart", "`mapping:`"),
    ],
)
def test_answers_that_nothing_tells_apart_are_refused(read, problems_of, header, row, rule, hint) -> None:
    [problem] = problems_of(lambda: read({"s.csv": [header, row, row]}, "responses"))
    assert rule in problem.rule and hint in problem.hint


@pytest.mark.parametrize(
    ("source", "place", "value"),
    [
        ({"mapping": {"Titel": "title"}}, "mapping", "Titel"),
        ({"mapping": {"Title": "titel"}}, "mapping", "titel"),
        ({"values": {"contry": {"1": "ES"}}}, "values", "contry"),
        ({"missing": {"contry": ["1"]}}, "missing", "contry"),
        ({"values": {"range": {"1": "everywhere"}}}, "values.range", "everywhere"),
    ],
)
def test_what_wave_yml_says_and_does_not_fit_is_named(read, problems_of, source, place, value) -> None:
    [problem] = problems_of(lambda: read({"p.csv": [LABELS, PRACTICE]}, format="csv", **source))
    assert (problem.column, problem.value) == (f"sources.practices.{place}", value)
    assert problem.file.endswith("wave.yml") and problem.hint


def test_a_declared_value_that_never_occurs_is_a_warning(read) -> None:
    raw = read({"p.csv": [[*LABELS, "Range"], [*PRACTICE, "1"]]}, values={"range": {"1": "national", "2": "regional_municipal"}})
    assert raw.frame["range"].tolist() == ["national"]
    [problem] = raw.problems
    assert problem.warning and problem.value == "2"


def test_a_column_that_may_be_left_out_may_be_mapped_in_vain(read) -> None:
    raw = read({"s.csv": [["respondent_id", "country"], ["R1", "Spain"]]}, "responses", mapping={"g/status": "status"}, **REQUIRED)
    assert raw.problems == []


def test_problems_in_columns_that_are_not_read_are_not_told(read) -> None:
    files = {"p.xlsx": {"practices": [[*LABELS, "email", "x"], [*PRACTICE, "=A1", "=B1"]]}}
    assert read(files, ignore=["x"]).problems == []


def test_cells_that_are_no_tick_are_listed_and_counted(read) -> None:
    rows = [["id", "submitdate", "country", "F21name", "F27[ngos]", "F27[other]"], *([str(n), "", "Spain", "A", "2", "Y"] for n in range(50))]
    problems = read({"l.csv": rows}, "factsheets").problems
    assert (len(problems), problems[0].row, problems[0].column, problems[-1].more) == (20, 2, "F27[ngos]", 30)
    assert "in 50 places" in grouped(problems)[0]


def test_a_preview_of_the_form_is_no_answer_and_is_told(read) -> None:
    rows = [["ResponseId", "Status", "country", "comments"], ["R_1", "Survey Preview", "Spain", "x"], ["R_2", "IP Address", "Italy", "y"]]
    raw = read({"q.csv": rows}, "responses")
    assert [(problem.row, problem.column, problem.value, problem.warning) for problem in raw.problems] == [(2, "Status", "Survey Preview", True)]
    assert len(raw.frame) == 2


def test_how_numbers_and_days_are_written_goes_on_to_the_cleaning(read) -> None:
    raw = read({"p.csv": [LABELS, PRACTICE]}, decimal=",", dates="month_first")
    assert (raw.decimal, raw.dates) == (",", "month_first")


def test_no_word_of_an_answer_beside_the_list_is_dropped_without_a_word(make_wave) -> None:
    wave = make_wave({"k.csv": [["_id", "_uuid", "country", "fs_name", "fs_partners", "fs_partners_other"], ["1", "u", "Spain", "A", "other", "A church"]]}, sources={"survey": {"file": "k.csv"}})
    log = clean_source(wave, codebook_for(wave), "factsheets").log
    assert log.loc[log["rule"].eq("other_words_dropped"), ["column", "raw"]].to_numpy().tolist() == [["fs_partners", "A church"]]
