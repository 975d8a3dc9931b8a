"""The workbooks of a new wave: columns of the codebook, lists to choose from, limits, help, and nothing that Excel would change."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from analysis.codebook import Codebook
from analysis.evaluate.coding import COLUMNS, HELP
from analysis.evaluate.criteria import criteria_for
from analysis.scaffold import workbooks
from analysis.scaffold.sheets import LISTS, Column, Rule, Sheet, workbook_bytes


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.fixture(scope="module")
def survey(codebook_2026) -> openpyxl.Workbook:
    return opened(workbooks.survey(codebook_2026))


@pytest.fixture(scope="module")
def case_studies(codebook_2026) -> openpyxl.Workbook:
    return opened(workbooks.case_studies(codebook_2026))


def rule_at(page: Worksheet, cell: str) -> DataValidation:
    [found] = [rule for rule in page.data_validations.dataValidation if cell in rule.sqref]
    return found


def below(page: Worksheet, name: str, row: int = 3) -> str:
    """The cell of the column `name` in a row of data."""
    return next(cell.coordinate for cell in page[1] if cell.value == name).rstrip("0123456789") + str(row)


def test_the_survey_has_instructions_both_tables_and_what_its_columns_are(survey):
    assert survey.sheetnames == ["instructions", "responses", "factsheets", "columns"]
    assert survey.active.title == "instructions"


@pytest.mark.parametrize("table", ["responses", "factsheets"])
def test_row_1_has_the_ids_row_2_the_questions_and_both_stay_in_sight(survey, codebook_2026, table):
    page = survey[table]
    assert [cell.value for cell in page[1]] == list(codebook_2026[table].items)
    assert [cell.value.split("\n")[0] for cell in page[2]] == [item.full for item in codebook_2026[table].items.values()]
    assert page.freeze_panes == "B3" and page.max_row == 2
    assert all(cell.alignment.wrap_text for cell in page[2])


def test_questions_are_asked_in_full_with_what_explains_them(survey):
    page = survey["responses"]
    words = dict(zip((cell.value for cell in page[1]), (cell.value for cell in page[2]), strict=True))
    assert words["consultation_examples"] == (
        "Does your city or region organise any consultations in the framework of the general integration policy? If yes – please provide examples"
    )
    assert words["effective__cultural"].endswith(
        "identified above? Cultural measures (see question 1.9)\n"
        "Please rank the effectiveness of different policies from: 1=not effectively at all to 3=very effectively indeed."
    )
    assert words["respondent_id"] == "Respondent", "what is not asked has its label"


def test_every_cell_says_what_to_write(survey, codebook_2026):
    for table in ("responses", "factsheets"):
        page = survey[table]
        for name in codebook_2026[table].items:
            rule = rule_at(page, below(page, name))
            assert rule.promptTitle and rule.prompt and len(rule.promptTitle) <= 32 and len(rule.prompt) <= 255
            assert below(page, name, 1_048_576) in rule.sqref, "the help does not end before the sheet does"


@pytest.mark.parametrize(
    ("name", "kind", "formula", "style"),
    [
        ("network_member", "list", '"yes,no,dont_know"', "stop"),
        ("measure_legal__civic", "list", '"1,2,3,4,5"', "stop"),
        ("effective__cultural", "list", '"1,2,3"', "stop"),
        ("tcn_percent", "decimal", "0", "stop"),
        ("tcn_year", "whole", "1950", "stop"),
    ],
)
def test_closed_questions_have_a_list_and_numbers_their_limits(survey, name, kind, formula, style):
    rule = rule_at(survey["responses"], below(survey["responses"], name))
    assert (rule.type, rule.formula1, rule.errorStyle or "stop") == (kind, formula, style)
    assert rule.allowBlank


def test_a_number_beyond_its_limit_is_stopped(survey):
    rule = rule_at(survey["responses"], below(survey["responses"], "tcn_percent"))
    assert (rule.operator or "between", rule.formula1, rule.formula2) == ("between", "0", "100")
    rule = rule_at(survey["responses"], below(survey["responses"], "tcn_number"))
    assert (rule.operator, rule.formula1, rule.formula2) == ("greaterThanOrEqual", "0", None)


def test_a_country_outside_the_list_is_asked_about_and_may_stand(survey):
    rule = rule_at(survey["responses"], below(survey["responses"], "country"))
    assert "GR" in rule.formula1 and "OTHER" in rule.formula1 and rule.errorStyle == "warning"


def test_several_answers_are_explained_and_not_forced_into_one(survey):
    rule = rule_at(survey["factsheets"], below(survey["factsheets"], "fs_funding_sources"))
    assert rule.type is None or rule.type == "none"
    assert "semicolon, such as local;regional" in rule.prompt


def test_identifiers_and_dates_stay_as_they_are_typed(survey, codebook_2026):
    practices = opened(workbooks.practices(codebook_2026))["practices"]
    for page, name, format in ((survey["responses"], "respondent_id", "@"), (practices, "start_date", "@"), (practices, "budget", "@"), (survey["responses"], "tcn_number", "General")):
        column = next(cell.column for cell in page[1] if cell.value == name)
        [own] = [of for of in page.column_dimensions.values() if of.min <= column <= of.max]
        assert own.number_format == format, name


def test_the_sheet_columns_says_of_each_what_to_write_and_whether_it_may_stay_empty(survey, codebook_2026):
    rows = {row[:2]: row[2:] for row in survey["columns"].iter_rows(2, values_only=True)}
    items = [(table, item) for table in ("responses", "factsheets") for item in codebook_2026[table].items.values()]
    assert rows.keys() == {(table, item.id) for table, item in items}
    assert rows["responses", "respondent_id"][-1] == "no"
    assert rows["responses", "status"][-1] == "yes: worked out where it is empty"
    assert rows["responses", "developed__cultural"][1] == "A whole number from 1 (Least developed) to 4 (Most developed)."


def test_the_instructions_say_how_to_keep_people_out_and_how_to_withdraw(survey):
    said = " ".join(str(row[0]) for row in survey["instructions"].iter_rows(values_only=True) if row[0])
    for word in ("No contact data", "withdraw", "wave.yml", "not reported", "semicolon", "check"):
        assert word in said


def test_fact_sheets_can_be_handed_out_by_themselves(survey, codebook_2026):
    book = opened(workbooks.fact_sheets(codebook_2026))
    assert book.sheetnames == ["instructions", "factsheets", "columns"] and book.active.title == "factsheets"
    assert list(book["factsheets"].values) == list(survey["factsheets"].values)


def test_case_studies_begin_with_the_sheet_cases_of_the_columns_that_all_have(case_studies, codebook_2026):
    assert case_studies.sheetnames[:2] == ["cases", "coding"]
    expected = [item.id for item in codebook_2026["cases"].items.values() if not item.optional]
    assert [cell.value for cell in case_studies["cases"][1]] == expected
    told = {row[1]: row[-1] for row in case_studies["columns"].iter_rows(2, values_only=True)}
    assert told["money_period"] == "yes; the sheet lacks it, add the column where you need it"


def test_the_coding_asks_every_indicator_of_every_case_with_its_answers_and_headings(case_studies, codebook_2026):
    page, indicators = case_studies["coding"], criteria_for(codebook_2026).indicators
    head, *rows = page.iter_rows(values_only=True)
    assert sorted(head) == sorted([*COLUMNS, *HELP])
    place = {name: get_column_letter(n) for n, name in enumerate(head, 1)}
    assert [row[:2] for row in rows] == [(case, i) for case in range(1, workbooks.CASES + 1) for i in indicators]
    for number, row in enumerate(rows, 2):
        indicator = indicators[row[1]]
        assert row[2] == indicator.question and all(rule in row[3] for rule in indicator.answers.values())
        assert row[4:] == (None,) * 5
        assert rule_at(page, f"{place['evidence']}{number}").formula1 == f'"{",".join(indicator.evidence)}"'
        for name in ("coder_a", "coder_b", "final"):
            assert rule_at(page, f"{place[name]}{number}").formula1 == '"yes,no,not_reported"'


def test_every_indicator_has_its_rules_and_headings_on_a_sheet_of_its_own(case_studies, codebook_2026):
    rows = {row[1]: row for row in case_studies["indicators"].iter_rows(2, values_only=True)}
    for name, indicator in criteria_for(codebook_2026).indicators.items():
        assert rows[name][2:] == (indicator.question, indicator.yes, indicator.no, indicator.not_reported, ", ".join(indicator.evidence))


def test_a_list_too_long_for_a_rule_stands_on_a_hidden_sheet():
    many, comma = tuple(f"answer {n}" for n in range(40)), ("one, two", "three")
    columns = tuple(Column(name, rules=(Rule("Choose.", words),)) for name, words in (("a", many), ("b", comma), ("c", many), ("d", ("x",))))
    book = opened(workbook_bytes([Sheet("page", columns)], "page"))
    assert book[LISTS].sheet_state == "hidden" and book.active.title == "page"
    formulas = [rule_at(book["page"], f"{letter}2").formula1 for letter in "ABCD"]
    assert formulas == ["lists!$A$1:$A$40", "lists!$B$1:$B$2", "lists!$A$1:$A$40", '"x"']
    assert [cell.value for cell in book[LISTS]["A"]] == list(many)


def test_no_cell_holds_a_formula(codebook_2026: Codebook):
    made: tuple[Callable[[Codebook], bytes], ...] = (workbooks.survey, workbooks.practices, workbooks.case_studies)
    for make in made:
        for page in opened(make(codebook_2026)):
            assert not [cell for row in page.iter_rows() for cell in row if cell.data_type == "f"], page.title


def test_the_list_of_networks_is_a_header(codebook_2026):
    assert workbooks.networks(codebook_2026) == ",".join(codebook_2026["networks"].items) + "\n"
