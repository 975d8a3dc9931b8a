"""The case studies of 2012: every printed budget and date, and the rules behind them."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.clean.cases import FLAG_REASONS, budget_log, derive_cases, is_credible

# case, EUR in all, years, EUR per year, flags. Worked out by hand from data/raw/2012/case_studies.xlsx.
BUDGETS = [
    (1, "8000", "1", "8000", ""),
    (2, "3200000", "3", "1066666.67", "sum_of_parts"),
    (3, "188000", "1", "188000", ""),
    (4, "", "", "", ""),
    (5, "1059176.74", "6", "176529.46", "rounded;sum_of_parts"),
    (6, "2500000", "4", "625000", ""),
    (7, "30000000", "1", "30000000", ""),
    (8, "39420.68", "2.91666666667", "13515.66", ""),
    (9, "12600000", "12", "1050000", "sum_of_parts"),
    (10, "167", "2", "83.5", "implausible"),
    (11, "280000", "1", "280000", ""),
    (12, "11936.35", "3", "3978.78", "sum_of_parts;separators_repaired"),
    (13, "", "", "", ""),
    (14, "", "", "", ""),
    (15, "375000", "1", "375000", "separators_repaired;shorter_than_a_year"),
    (16, "1900000", "3", "633333.33", ""),
    (17, "70000", "1", "70000", "conflict"),
    (18, "5600", "1", "5600", "sum_of_parts"),
    (19, "117800", "2", "58900", "table_part;sum_of_parts"),
    (20, "145000", "1", "145000", "set_up_left_out;range_middle"),
    (21, "50000", "", "", ""),
    (22, "56336.45", "2", "28168.22", ""),
    (23, "365509", "2", "182754.5", ""),
    (24, "", "", "", ""),
    (25, "117879.58", "1", "117879.58", "conflict;undated_left_out;separators_repaired;converted"),
    (26, "160000", "1", "160000", ""),
    (27, "", "", "", ""),
    (28, "600000", "1", "600000", "past_left_out;sum_of_parts"),
    (29, "100000", "1", "100000", ""),
    (30, "600000", "1.5", "400000", "conflict"),
    (31, "240000", "4", "60000", ""),
    (32, "", "", "", ""),
    (33, "250000", "1", "250000", "conflict"),
    (34, "303050.86", "2", "151525.43", "unexpected_currency;converted"),
    (35, "984000", "5", "196800", ""),
    (36, "8000000", "5", "1600000", ""),
    (37, "", "", "", ""),
]
DATES = {  # case: start, end, ongoing
    1: ("2011", "", "yes"), 3: ("2012", "2012", "no"), 7: ("2000", "", "yes"), 8: ("2008", "2011", "no"),
    15: ("2009", "2009", "no"), 26: ("1992", "", "yes"), 31: ("2008", "", "yes"),
}  # fmt: skip


@pytest.fixture(scope="module")
def cases(cleaned_2012, codebook) -> pd.DataFrame:
    return derive_cases(cleaned_2012["cases"].frame, codebook).set_index("case_no")


@pytest.fixture
def derive(cleaned_2012, codebook):
    """`derive(budget_printed_fact_sheet="€5", ...)`: case 21, all its money and dates replaced."""

    def one(**cells: str) -> dict[str, str]:
        frame = cleaned_2012["cases"].frame
        blank = {
            "budget_printed_fact_sheet": "",
            "budget_printed_table": "",
            "start_printed": "2010",
            "finish_printed": "",
        }
        row = frame[frame["case_no"].eq("21")].assign(**(blank | {"country_printed_list": "NL"} | cells))
        return derive_cases(row, codebook).iloc[0].to_dict()

    return one


def test_there_are_37_and_they_come_from_two_sources(cases) -> None:
    assert list(cases.index) == [str(n) for n in range(1, 38)]
    assert cases["source"].value_counts().to_dict() == {"survey": 19, "dg_home": 18}


@pytest.mark.parametrize(("case", "eur", "years", "per_year", "flags"), BUDGETS)
def test_every_printed_budget(cases, case, eur, years, per_year, flags) -> None:
    row = cases.loc[str(case)]
    found = row["budget_eur"], row["budget_period_years"], row["budget_eur_per_year"], row["budget_flag"]
    assert found == (eur, years, per_year, flags)
    assert bool(row["budget_reason"]) == bool(flags)


def test_the_original_print_is_kept(cases, cleaned_2012) -> None:
    raw = cleaned_2012["cases"].frame.set_index("case_no")
    given = raw["budget_printed_fact_sheet"].ne("")
    assert (cases["budget_as_printed"][given] == raw["budget_printed_fact_sheet"][given]).all()


@pytest.mark.parametrize(
    ("case", "said"),
    [
        (17, "€70 for 2010"),
        (25, "€99,000"),
        (25, "ECB mean rate of 2004 (0.6787 GBP for 1 EUR)"),
        (33, "€350,000 per year"),
        (34, "GBP, which is not the currency of the country"),
        (34, "ECB mean rate of 2009 (0.8909 GBP for 1 EUR)"),
        (10, "too small to be credible"),
        (30, "€600,00 per 1.5 years"),
        (5, "€1.0m"),
    ],
)
def test_a_flag_gives_its_reason_in_words(cases, case: int, said: str) -> None:
    assert said in cases.loc[str(case), "budget_reason"]


def test_the_rate_and_its_year_are_said_where_an_amount_was_converted(cases) -> None:
    converted = cases[cases["budget_rate"].ne("")]
    said = converted[["budget_currency", "budget_rate", "budget_rate_year"]].to_dict("index")
    assert said == {
        "25": {"budget_currency": "GBP", "budget_rate": "0.678659", "budget_rate_year": "2004"},
        "34": {"budget_currency": "GBP", "budget_rate": "0.89094", "budget_rate_year": "2009"},
    }
    assert cases["budget_rate_year"].ne("").sum() == 2


def test_only_what_is_in_doubt_is_left_out_of_comparisons(cases) -> None:
    doubtful = [int(case) for case, flags in cases["budget_flag"].items() if not is_credible(flags)]
    assert doubtful == [10, 17, 25, 30, 33, 34]


@pytest.mark.parametrize(("case", "dates"), DATES.items())
def test_printed_dates(cases, case: int, dates: tuple[str, str, str]) -> None:
    assert tuple(cases.loc[str(case), ["start_year", "end_year", "ongoing"]]) == dates


@pytest.mark.parametrize(
    ("sheet", "table", "eur", "flags"),
    [
        ("€70,000", "€70", "70000", "conflict"),
        ("€70,000", "€70,000", "70000", ""),
        ("€70,000", "€69,000", "70000", ""),
        ("€70,000", "€65,000", "70000", "rounded"),
        ("€70,000 | €30,000", "€30,000", "100000", "table_part;sum_of_parts"),
        ("", "€70,000", "70000", "from_table"),
        ("information not available", "€70,000", "70000", "from_table"),
        ("€70,000", "n/a", "70000", ""),
        ("€999", "", "999", "implausible"),
        ("€0", "€0", "0", "implausible"),
        ("£50,000 in 2010", "", "58285.66", "unexpected_currency;converted"),
        ("nothing", "nothing", "", ""),
    ],
)
def test_the_fact_sheet_goes_before_the_table(derive, sheet: str, table: str, eur: str, flags: str) -> None:
    row = derive(budget_printed_fact_sheet=sheet, budget_printed_table=table)
    assert (row["budget_eur"], row["budget_flag"]) == (eur, flags)


def test_an_amount_that_cannot_be_converted_stays_empty_and_says_why(derive) -> None:
    row = derive(budget_printed_fact_sheet="£50,000", start_printed="")
    assert (row["budget_eur"], row["budget_eur_per_year"]) == ("", "")
    assert (row["budget_currency"], row["budget_flag"]) == ("GBP", "no_rate")
    assert row["budget_reason"] == "no exchange rate is known for the currency and year"
    assert not is_credible(row["budget_flag"])


@pytest.mark.parametrize(
    ("start", "finish", "years"),
    [
        ("2009", "2011", "3"),
        ("2009-12", "2011-10", "1.91666666667"),
        ("2009-12-01", "2011", "3"),
        ("2010", "2010", "1"),
        ("2011", "2009", ""),
        ("2010", "ongoing", ""),
        ("2010", "", ""),
        ("", "2010", ""),
        ("2003 ongoing", "2010-05", "8"),
        ("before 2010", "2012", ""),
        ("2003", "2010 ongoing", ""),
    ],
)
def test_how_long_a_practice_lasted(derive, start: str, finish: str, years: str) -> None:
    row = derive(budget_printed_fact_sheet="€50,000", start_printed=start, finish_printed=finish)
    assert row["budget_period_years"] == years


def test_every_amount_read_is_in_the_log_with_its_reason(cases) -> None:
    log = budget_log(cases.reset_index())
    assert len(log) == cases["budget_eur"].ne("").sum() == 30
    case17 = log[log["record"].eq("17")].iloc[0]
    assert (case17["clean"], case17["column"]) == ("70000", "budget_eur")
    assert case17["rule"].startswith("amount_read; the summary table prints €70 for 2010")
    assert log.loc[log["record"].eq("1"), "rule"].item() == "amount_read"


def test_every_flag_has_a_reason(cases) -> None:
    used = {flag for flags in cases["budget_flag"] for flag in flags.split(";") if flag}
    assert used <= FLAG_REASONS.keys()
