"""What a column as a whole says of its cells."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.clean.settle import UNSETTLED, settle
from analysis.clean.table import clean_table
from analysis.intake.table import LOG_COLUMNS, Raw
from analysis.problems import grave, grouped


@pytest.fixture
def settled(codebook):
    """`settled("fs_funding_eur_m", ["1,5", ...])`: what a column of these texts settles."""

    def look(item: str, texts: list[str], file: str = "survey.csv", decimal: str = "", dates: str = ""):
        spec = {**codebook["responses"].items, **codebook["factsheets"].items, **codebook["practices"].items}[item]
        return settle(spec, pd.Series(texts, dtype=object), file, decimal, dates)

    return look


@pytest.fixture
def clean_column(codebook):
    """`clean_column("practices", "start_date", [...])`: the cleaned column, its problems and its warnings as messages."""

    def clean(table: str, item: str, texts: list[str], file: str = "export.csv", **said: str):
        spec = codebook[table]
        frame = pd.DataFrame("", columns=list(spec.items), index=range(2, len(texts) + 2), dtype=object)
        frame[spec.key[0]] = [f"R{n:03d}" for n in range(len(texts))]
        frame[item] = texts
        found = clean_table(Raw(frame, file, "", pd.DataFrame(columns=LOG_COLUMNS), **said), spec, codebook)
        bad = grave(found.problems)
        return list(found.frame[item]), grouped(bad), grouped(p for p in found.problems if p.warning)

    return clean


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (["12.345", "1,5"], ","), (["12.345", "1.5"], "."), (["12.345", "1 234,5"], ","), (["12.345", "1.234.567"], ","),
        (["12.345", "0.125"], "."), (["12.345", "1,234,567"], "."), (["12.345", "7"], ""), (["12.345", "1,5", "1.5"], ""), (["7"], ""),
        (["12.345", "many"], ""), ([], ""),
    ],
)  # fmt: skip
def test_the_decimal_mark_is_proven_by_cells_that_have_one_reading(settled, texts, mark) -> None:
    assert settled("fs_funding_eur_m", texts).decimal == mark


def test_a_plain_point_in_a_workbook_proves_nothing_for_number_cells_always_have_one(settled) -> None:
    assert settled("fs_funding_eur_m", ["12.5", "1.234"], "survey.xlsx").decimal == ""
    assert settled("fs_funding_eur_m", ["12,5", "1.234"], "survey.xlsx").decimal == ","


def test_what_wave_yml_says_goes_before_what_the_cells_prove(settled) -> None:
    assert settled("fs_funding_eur_m", ["12.345", "1,5"], decimal=".").decimal == "."
    assert settled("start_date", ["12/25/2023"], dates="day_first").dates == "day_first"


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["03/04/2024", "12/25/2023"], "month_first"), (["03/04/2024", "25/12/2023"], "day_first"), (["03/04/2024"], ""),
        (["03/04/2024", "31.12.2011"], "day_first"), (["25/12/2023", "12/25/2023"], ""), (["2012", "ongoing"], ""),
    ],
)  # fmt: skip
def test_the_order_of_day_and_month_is_proven_by_a_day_above_12(settled, texts, order) -> None:
    assert settled("start_date", texts).dates == order


@pytest.mark.parametrize(
    ("texts", "months"),
    [(["2011-12", "2010-06"], True), (["2011-12"], False), (["2011-12", "2010-06", "2012-13"], False), (["2011-12", "2010-2012", "2010/05"], False)],
)
def test_a_column_of_months_and_no_span_says_that_two_digits_are_a_month(settled, texts, months) -> None:
    assert settled("end_date", texts).months == months


@pytest.mark.parametrize(
    ("texts", "codes"),
    [
        (["1", "3", "99", "99"], {"99"}), (["1", "3", "999"], {"999"}), (["40", "60", "99"], set()), (["1200", "999", "8000"], set()),
        (["12", "999", "8000", "999"], {"999"}), (["99"], set()), (["9", "9", "1"], set()), (["1", "99.00", "99.00"], {"99.00"}),
    ],
)  # fmt: skip
def test_nines_that_are_repeated_or_far_above_the_rest_may_be_codes(settled, texts, codes) -> None:
    assert settled("fs_funding_eur_m", texts).codes == codes


@pytest.mark.parametrize(
    ("texts", "fractions"),
    [(["0.125", "0,08", "1"], True), (["0.125", "12"], False), (["0.125", "2"], False), (["0.5%", "0.2"], False), (["0", "1"], False), (["", "n/a"], False)],
)
def test_percentages_that_are_all_below_1_may_be_parts_of_1(settled, texts, fractions) -> None:
    assert settled("tcn_percent", texts).fractions == fractions
    assert not settled("fs_funding_eur_m", texts).fractions


def test_the_latest_year_of_a_column_is_no_day_number(settled) -> None:
    assert settled("end_date", ["2010", "before 2012", "31/12/2011", "40908", "20111"]).last_year == 2012
    assert settled("end_date", ["40908", "ongoing"]).last_year == 0


def test_words_settle_nothing(settled) -> None:
    assert settled("title", ["1,5", "12.345"]) == UNSETTLED


def test_one_cell_settles_its_column(clean_column) -> None:
    assert clean_column("practices", "start_date", ["03/04/2024", "12/25/2023"]) == (["2024-03-04", "2023-12-25"], [], [])
    assert clean_column("responses", "tcn_number", ["12.345", "1.234.567"]) == (["12345", "1234567"], [], [])
    assert clean_column("responses", "tcn_number", ["12.345", ""], decimal=",")[0] == ["12345", ""]


def test_what_is_said_and_what_is_settled_reach_ratings_and_dates(clean_column) -> None:
    assert clean_column("responses", "measure_legal__civic", ["4.000"])[0] == ["4"]
    assert "lies outside 1 to 5" in clean_column("responses", "measure_legal__civic", ["4.000"], decimal=",")[1][0]
    assert clean_column("practices", "end_date", ["40908", "2012"]) == (["2011-12-31", "2012"], [], [])
    assert "bare number of a day" in clean_column("practices", "end_date", ["40908", "2016"])[2][0]
    assert clean_column("practices", "end_date", ["2011-12", "2010-06"])[0] == ["2011-12", "2010-06"]


def test_what_a_column_cannot_settle_is_asked_for_once_with_the_cells_in_doubt(clean_column) -> None:
    values, [problem], _ = clean_column("factsheets", "fs_funding_eur_m", ["12.345", "1,5", "2.5", "1,234"])
    assert values == ["", "1.5", "2.5", ""]
    assert "in 2 places: row 2, column fs_funding_eur_m (found: '12.345'); row 5" in problem and "`decimal:" in problem
    values, [problem], _ = clean_column("practices", "end_date", ["03/04/2024", "25/12/2023", "12/25/2023"])
    assert values == ["", "2023-12-25", "2023-12-25"] and "row 2" in problem and "`dates: day_first`" in problem


def test_a_doubt_is_a_warning_and_the_cell_is_used(clean_column) -> None:
    values, problems, [warning] = clean_column("responses", "tcn_percent", ["0.125", "0.08"])
    assert values == ["0.125", "0.08"] and not problems and "in 2 places" in warning
    assert "code for no answer" in clean_column("factsheets", "fs_beneficiaries", ["12", "999", "999"])[2][0]


def test_an_amount_that_is_not_used_is_a_warning_before_anything_runs(clean_column) -> None:
    values, problems, [warning] = clean_column("practices", "budget", ["250000", "€20,000", "12 500", "not known"])
    assert values == ["250000", "€20,000", "12 500", ""] and not problems
    assert "column budget" in warning and "without its currency, in 2 places" in warning and "`20000 EUR`" in warning
