"""The coding sheet: what is read, and everything that is refused with its row and column."""

import openpyxl
import pytest

from analysis.evaluate import read_coding
from analysis.evaluate.coding import told_and_settled
from analysis.problems import InputProblems

HEADER = ["case_no", "indicator", "coder_a", "coder_b", "final", "evidence", "reason"]
ROWS = [
    ["2", "relevance.need", "no", "no", "no", "context", ""],
    ["2", "relevance.group", "yes", "no", "yes", "outcomes", "Clubs help - settled: named further down"],
    ["2", "effect.counted", "yes", "yes", "yes", "outcomes", ""],
    ["2", "effect.met", "not_reported", "not_reported", "not_reported", "", ""],
    ["1", "effect.met", "yes", "yes", "yes", "outcomes", ""],
    ["1", "effect.counted", "yes", "yes", "yes", "outcomes", ""],
    ["1", "relevance.group", "yes", "yes", "yes", "context", ""],
    ["1", "relevance.need", "yes", "yes", "yes", "context", ""],
]


@pytest.fixture
def read(tmp_path, criteria):
    """Write the rows into a workbook and read them back for cases 1 and 2."""

    def run(rows=ROWS, header=HEADER, sheet="coding", cases=(1, 2)):
        workbook = openpyxl.Workbook()
        workbook.active.title = sheet
        for row in [header, *rows]:
            workbook.active.append(row)
        workbook.save(tmp_path / "case_studies.xlsx")
        return read_coding(tmp_path / "case_studies.xlsx", cases, criteria)

    return run


def changed(row: int, column: str, value: str) -> list[list[str]]:
    """The rows with one cell changed; `row` is the number seen in the spreadsheet."""
    rows = [list(r) for r in ROWS]
    rows[row - 2][HEADER.index(column)] = value
    return rows


def test_a_good_sheet_comes_back_by_case_and_in_codebook_order(read):
    frame, problems = read()
    assert problems == []
    assert list(frame.columns) == [*HEADER, "paraphrase"]
    order = ["relevance.need", "relevance.group", "effect.counted", "effect.met"]
    assert frame[["case_no", "indicator"]].values.tolist() == [[case, name] for case in "12" for name in order]
    assert frame.loc[5].tolist() == ["2", "relevance.group", "yes", "no", "yes", "outcomes", "Clubs help - settled: named further down", ""]


def test_cases_are_sorted_as_numbers(read):
    rows = [[case, *row[1:]] for case in ("10", "9") for row in ROWS[:4]]
    frame, problems = read(rows, cases=["9", "10"])
    assert problems == [] and list(dict.fromkeys(frame["case_no"])) == ["9", "10"]


@pytest.mark.parametrize(
    ("column", "spelled", "meant"),
    [
        ("final", " YES ", "yes"),
        ("coder_b", "Not reported", "not_reported"),
        ("indicator", "Relevance.Group", "relevance.group"),
        ("evidence", "Introduction and context", "context"),
        ("case_no", "02", "2"),
    ],
)
def test_other_spellings_are_folded(read, column, spelled, meant):
    frame, problems = read(changed(3, column, spelled))
    assert problems == []
    assert frame.loc[5, column] == meant


def test_a_paraphrase_stands_behind_the_heading_or_in_its_own_column(read):
    frame, _ = read(changed(3, "evidence", "outcomes: half found work: 12 of 24"))
    assert frame.loc[5, ["evidence", "paraphrase"]].tolist() == ["outcomes", "half found work: 12 of 24"]
    frame, problems = read([[*row, "in short"] for row in ROWS], [*HEADER, "paraphrase"])
    assert problems == [] and set(frame["paraphrase"]) == {"in short"}


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("indicator", "relevance.gruop", "is not an indicator"),
        ("final", "", "must not be empty"),
        ("coder_a", "", "must not be empty"),
        ("final", "maybe", "is not among the answers"),
        ("coder_b", "partly", "is not among the answers"),
        ("evidence", "", "a yes needs evidence"),
        ("evidence", "budget", "is not a heading this indicator may rest on"),
        ("reason", "", "the two readings differ and no reason is given"),
        ("reason", "Clubs help - settled:", "the two readings differ and no reason is given"),
        ("case_no", "38", "is not the number of a case study"),
        ("case_no", "", "is not the number of a case study"),
    ],
)
def test_a_bad_cell_is_refused_with_its_place(read, column, value, rule):
    _, problems = read(changed(3, column, value))
    places = [p for p in problems if p.row is not None]
    assert [(p.sheet, p.row, p.column, p.value) for p in places] == [("coding", 3, column, value)]
    assert rule in places[0].rule and places[0].hint and "case_studies.xlsx" in places[0].file


def test_sheets_that_were_read_once_have_no_second_reading_at_all(read):
    once = [[*row[:3], "", row[2], *row[5:]] for row in ROWS]
    frame, problems = read(once)
    assert problems == [] and set(frame["coder_b"]) == {""}
    _, problems = read([ROWS[0], *once[1:]])
    assert {(p.column, p.value) for p in problems} == {("coder_b", "")} and len(problems) == len(ROWS) - 1
    assert "or leave the whole column empty" in problems[0].hint
    _, problems = read([[*once[0][:4], "yes" if once[0][2] == "no" else "no", *once[0][5:-1], ""], *once[1:]])
    assert [p.rule for p in problems] == ["the final value is not what was read and no reason is given"]


def test_where_no_cell_marks_its_reason_the_cell_is_all_reason(read):
    assert read(changed(3, "reason", "Clubs help"))[1] == []


def test_beside_a_paraphrase_of_its_own_the_cell_is_all_reason(read):
    header = [*HEADER, "paraphrase"]
    told = [[*row[:-1], "named further down" if row[-1] else "", "Clubs help"] for row in ROWS]
    assert read(told, header)[1] == []
    _, problems = read([[*row[:-2], "", row[-1]] for row in told], header)
    assert [p.rule for p in problems] == ["the two readings differ and no reason is given"]


def test_the_nearest_indicator_is_named(read):
    _, problems = read(changed(3, "indicator", "relevance.gruop"))
    assert "perhaps 'relevance.group' is meant" in problems[0].hint


def test_a_no_without_evidence_is_refused_too(read):
    _, problems = read(changed(2, "evidence", ""))
    assert [(p.row, p.rule) for p in problems] == [(2, "a no needs evidence")]


def test_a_final_value_that_neither_reader_gave_needs_a_reason(read):
    _, problems = read(changed(2, "final", "yes"))
    assert [(p.row, p.column) for p in problems] == [(2, "reason")]
    assert "not what was read" in problems[0].rule


def test_a_case_coded_twice_on_an_indicator_is_refused(read):
    _, problems = read([*ROWS, ROWS[0]])
    assert [(p.row, p.column) for p in problems] == [(10, "indicator")]
    assert problems[0].rule == "case 2 is coded on this already, in row 2"


def test_a_missing_coding_is_refused(read):
    _, problems = read(ROWS[1:])
    assert [(p.column, p.value, p.rule) for p in problems] == [
        ("indicator", "relevance.need", "case 2 is not coded on this indicator")
    ]


def test_a_missing_case_or_indicator_is_said_once(read):
    _, problems = read(cases=[1, 2, 3])
    assert [(p.value, p.rule) for p in problems] == [("3", "the case study is not coded")]
    _, problems = read([row for row in ROWS if row[1] != "effect.met"])
    assert [(p.value, p.rule) for p in problems] == [("effect.met", "the indicator is coded for no case study")]


def test_empty_rows_are_passed_over(read):
    frame, problems = read([ROWS[0], [None] * 7, *ROWS[1:]])
    assert problems == [] and len(frame) == 8


@pytest.mark.parametrize(
    ("header", "column", "rule"),
    [
        ([*HEADER[:-1], "reasons"], "reasons", "is not a column of the coding"),
        ([*HEADER[:-1], "evidence"], "evidence", "the column stands there twice"),
    ],
)
def test_wrong_columns_are_refused(read, header, column, rule):
    frame, problems = read(header=header)
    assert [(p.column, p.rule) for p in problems] == [(column, rule), ("reason", "the column is missing")]
    assert frame.empty


def test_case_studies_without_a_coding_sheet_are_refused(read):
    with pytest.raises(InputProblems, match="there is no sheet 'coding'"):
        read(sheet="codes")


def test_beside_a_csv_file_the_coding_is_read_from_coding_csv(tmp_path, criteria):
    lines = [",".join(row) for row in [HEADER, *ROWS]]
    (tmp_path / "coding.csv").write_text("\n".join(lines), encoding="utf-8")
    frame, problems = read_coding(tmp_path / "case_studies.csv", ["1", "2"], criteria)
    assert problems == [] and len(frame) == 8
    (tmp_path / "coding.csv").write_text("\n".join(lines).replace("context", "budget", 1), encoding="utf-8")
    _, problems = read_coding(tmp_path / "case_studies.csv", ["1", "2"], criteria)
    assert [(p.row, p.column) for p in problems] == [(2, "evidence")] and problems[0].file.endswith("coding.csv")


def test_a_reason_beside_marked_ones_counts_as_a_reason_and_not_as_what_the_sheet_says(read):
    frame, problems = read(changed(3, "reason", "The second reader overlooked a line"))
    assert problems == []
    [reason] = frame.loc[(frame["case_no"] == "2") & (frame["indicator"] == "relevance.group"), "reason"]
    assert told_and_settled(reason, "") == ("", "The second reader overlooked a line")
