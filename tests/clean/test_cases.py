"""The case studies of 2012: every printed budget and date, and the rules behind them."""

from __future__ import annotations

import re
from statistics import fmean

import pandas as pd
import pytest

from analysis.clean.cases import NOT_COMPARABLE, budget_log, derive_cases, is_comparable
from analysis.clean.flags import FLAG_REASONS

POUND = 0.89094, 0.85784, 0.86788  # for one euro in 2009, 2010 and 2011: the central bank's means
# case, what its fact sheet prints, the period of that money, and what it comes to: EUR in all and years.
BUDGETS = [
    (1, "€8000 per year", "each year", 8_000, 1),
    (2, "The first was for €800,000 | the second for €2,400,000", "2011 to 2013", 800_000 + 2_400_000, 3),
    (3, "total budget is €188,000", "January 2012 to December 2012", 188_000, 1),
    (5, "( 399 308.63 EUR) | Information Centre for Foreigners 2 - 2 706 779 PLN (659 868.11 EUR)", "2009 to 2014", 399_308.63 + 659_868.11, 6),
    (6, "total budget is 2.5 million euros for 2010-2013", "2010 to 2013", 2_500_000, 4),
    (7, "In 2012 the 8 welcome offices received €30 million", "2012", 30_000_000, 1),
    (8, "total 39.420,68 EUR (987.488,01 CZK; 1 EUR = 25,05 CZK)", "December 2008 to October 2011", 39_420.68, 35 / 12),
    (9, "10 Million Euro | Between 2008 and 2010, 1.2 Million Euro | Between 2010-2013/14, 1.4 Million Euro", "2002 to 2014", 12_600_000, 13),
    (10, "total budget was € 167.00", "2011 to 2012", 167, 2),
    (11, "annual budget is of 280 000 Euros", "each year", 280_000, 1),
    (12, "around €2,200 in 2010 | €2236.35 in 2011 | €7.500 in 2012", "2010 to 2012", 2_200 + 2_236.35 + 7_500, 3),
    (15, "total project for this programme is €375,000,00", "July 2009 to December 2009", 375_000, 0.5),
    (16, "total budget was €1,900,000", "2011 to 2013", 1_900_000, 3),
    (17, "finance the activities for 2010 (€70,000)", "2010", 70_000, 1),
    (18, "City of Tampere provides €2,000 per year | ministry of Education €3,600 per year", "each year", 2_000 + 3_600, 1),
    (19, "(49,600 EUR) | in 2012 it rose up to 19,8 million HUF (68,200 EUR)", "2011 to November 2012 (22 months)", 49_600 + 68_200, 22 / 12),
    (20, "€120,000 set up funding from the EU Refugee Fund | annual operating costs are €140-150,000", "each year", (140_000 + 150_000) / 2, 1),
    (21, "budget is €50,000", "", 50_000, None),
    (22, "total budget was € 56.336,45", "2009 to 2010", 56_336.45, 2),
    (23, "total budget was €365,509", "January 2011 to June 2012", 365_509, 18 / 12),
    (25, "amount to approximately £80.000 | This year committed more than £100,000", "", 99_000, None),  # as the study converts it
    (26, "about 160 000 €/year", "each year", 160_000, 1),
    (28, "At present ESF funding at about €100,000 per year | additional funding of about €500,000", "each year", 100_000 + 500_000, 1),
    (29, "just over €100,000 per year", "each year", 100_000, 1),
    (30, "a budget of about €600,000, for each 18-month period", "each 18 months", 600_000, 18 / 12),
    (31, "total budget for the 4 years (from 2008 to 2011) was €240,000", "2008 to 2011", 240_000, 4),
    (33, "regional funding of 0.25 million euros per year", "each year", 250_000, 1),
    (34, "total budget of £270 000 (to last over 2 years)", "2009 to 2011 (2 years)", 270_000 / fmean(POUND), 2),
    (35, "total funding of €984 000 euros for this period", "2009 to 2013", 984_000, 5),
    (36, "total budget of 8 million euros", "2009 to 2013", 8_000_000, 5),
]  # fmt: skip
WITHOUT = [4, 13, 14, 24, 27, 32, 37]  # no amount is printed; 4 says that it needed none
FLAGS = {  # what is to be said of an amount, why some may not be compared
    4: "no_additional_cost", 2: "sum_of_parts", 5: "rounded;sum_of_parts", 7: "part_only", 9: "sum_of_parts", 10: "implausible",
    12: "sum_of_parts;separators_repaired", 15: "separators_repaired;shorter_than_a_year", 17: "zeros_lost", 18: "part_only;sum_of_parts",
    19: "table_part;sum_of_parts", 20: "set_up_left_out;range_middle", 25: "converted_by_study;part_only;undated_left_out;separators_repaired",
    26: "implausible", 28: "past_left_out;sum_of_parts", 30: "zeros_lost", 31: "part_only", 33: "conflict", 34: "unexpected_currency;converted",
}  # fmt: skip
# case, EUR per person as two outside readers worked it out from the fact sheets, and what it is where it is no exact amount
PER_PERSON = [
    (2, 444, ""), (5, 34, ""), (8, 153, ""), (9, 5000, "at_most"), (11, 954, "about"), (12, 31, ""), (15, 938, ""), (17, 565, ""),
    (19, 29, "at_most"), (22, 262, ""), (23, 198, "about"), (29, 877, "at_least"), (30, 150, "about"), (31, 400, "at_least"),
]  # fmt: skip
UNMATCHED = {  # why there is none
    "no_amount": [4, 13, 14, 24, 27, 32, 37], "doubtful": [7, 10, 18, 25, 26, 33, 34], "no_people": [1, 3, 16, 28, 35, 36],
    "periods_differ": [6], "no_people_period": [20], "no_money_period": [21],
}  # fmt: skip
DATES = {  # case: start, end, ongoing
    1: ("2011", "", "yes"), 3: ("2012", "2012", "no"), 7: ("2000", "", "yes"), 8: ("2008", "2011", "no"),
    15: ("2009", "2009", "no"), 25: ("2004", "", "yes"), 26: ("1992", "", "yes"), 31: ("2008", "", "yes"), 37: ("2004", "", "yes"),
}  # fmt: skip


@pytest.fixture(scope="module")
def cases(cleaned_2012, codebook) -> pd.DataFrame:
    return derive_cases(cleaned_2012["cases"].frame, codebook).set_index("case_no")


@pytest.fixture
def derive(cleaned_2012, codebook):
    """`derive(budget_printed_fact_sheet="€5", ...)`: case 21, all its money and dates replaced."""

    def one(**cells: str) -> dict[str, str]:
        frame = cleaned_2012["cases"].frame
        blank = dict.fromkeys([name for name in frame.columns if name.startswith(("budget_", "money_", "people_", "ratio_"))], "")
        given = {"start_printed": "2010", "finish_printed": "", "beneficiaries": "", "country_printed_list": "NL"}
        row = frame[frame["case_no"].eq("21")].assign(**(blank | given | cells))
        return derive_cases(row, codebook).iloc[0].to_dict()

    return one


def test_there_are_37_and_they_come_from_two_sources(cases) -> None:
    assert list(cases.index) == [str(n) for n in range(1, 38)]
    assert cases["source"].value_counts().to_dict() == {"survey": 19, "dg_home": 18}


@pytest.mark.parametrize(("case", "printed", "period", "eur", "years"), BUDGETS)
def test_every_printed_budget_comes_to_what_a_reader_works_out(cases, cleaned_2012, case, printed, period, eur, years) -> None:
    row, told = cases.loc[str(case)], cleaned_2012["cases"].frame.set_index("case_no").loc[str(case), "money_period"]
    assert printed in row["budget_as_printed"] and told == period
    assert float(row["budget_eur"]) == pytest.approx(eur, rel=1e-4)
    if years is None:
        assert (row["budget_period_years"], row["budget_eur_per_year"]) == ("", "")
    else:
        assert float(row["budget_period_years"]) == pytest.approx(years)
        per_year = pytest.approx(eur / years, rel=1e-4) if years >= 1 else ""  # less than a year is not extrapolated
        assert (float(row["budget_eur_per_year"]) if row["budget_eur_per_year"] else "") == per_year


def test_case_studies_that_print_no_amount_have_none(cases) -> None:
    assert [int(case) for case in cases.index[cases["budget_eur"].eq("")]] == WITHOUT
    assert sorted([*WITHOUT, *(case for case, *_ in BUDGETS)]) == list(range(1, 38))


def test_flags_stand_where_an_amount_needs_a_word_and_give_a_reason(cases) -> None:
    assert {int(case): flags for case, flags in cases["budget_flag"].items() if flags} == FLAGS
    assert cases["budget_reason"].ne("").equals(cases["budget_flag"].ne(""))


def test_the_original_print_is_kept(cases, cleaned_2012) -> None:
    raw = cleaned_2012["cases"].frame.set_index("case_no")
    given = raw["budget_printed_fact_sheet"].ne("")
    assert (cases["budget_as_printed"][given] == raw["budget_printed_fact_sheet"][given]).all()


@pytest.mark.parametrize(
    ("case", "said"),
    [
        (17, "€70 for 2010"),
        (25, "€99,000"),
        (25, "in GBP and of no year, so it is not converted; €99,000 is the study's own conversion"),
        (33, "€350,000 per year"),
        (34, "GBP, which is not the currency of the country"),
        (34, "ECB mean rate of 2009 to 2011 (0.8722 GBP for 1 EUR)"),
        (10, "too small to be credible"),
        (30, "€600,00 per 1.5 years, where three zeros are lost"),
        (7, "a part of the cost only"),
        (5, "€1.0m"),
    ],
)
def test_a_flag_gives_its_reason_in_words(cases, case: int, said: str) -> None:
    assert said in cases.loc[str(case), "budget_reason"]


def test_the_rate_and_its_years_are_said_where_an_amount_was_converted(cases) -> None:
    said = cases.loc[cases["budget_rate"].ne(""), ["budget_currency", "budget_rate", "budget_rate_years"]].to_dict("index")
    assert said == {"34": {"budget_currency": "GBP", "budget_rate": "0.87218", "budget_rate_years": "2009 to 2011"}}


def test_only_what_is_in_doubt_or_partial_is_left_out_of_comparisons(cases) -> None:
    doubtful = [int(case) for case, flags in cases["budget_flag"].items() if not is_comparable(flags)]
    assert doubtful == [7, 10, 18, 25, 26, 31, 33, 34]


def test_every_case_says_where_its_money_and_its_people_are_told(cases) -> None:
    assert cases["money_passage"].ne("").all() and cases["people_passage"].ne("").all()


@pytest.mark.parametrize(("case", "eur", "bound"), PER_PERSON)
def test_a_person_costs_what_outside_readers_worked_out(cases, case, eur, bound) -> None:
    row = cases.loc[str(case)]
    assert (round(float(row["eur_per_person"]) + 1e-9), row["ratio_bound"], row["ratio_missing"]) == (eur, bound, "")
    assert float(row["ratio_amount"]) / float(row["ratio_people"]) == pytest.approx(float(row["eur_per_person"]))


def test_with_spectators_and_without_them(cases) -> None:
    assert round(float(cases.loc["23", "eur_per_core"])) == 1044 and (cases["eur_per_core"].ne("").sum()) == 1


def test_where_money_and_people_do_not_match_the_reason_is_told(cases) -> None:
    missing = cases.loc[cases["eur_per_person"].eq(""), "ratio_missing"]
    assert {reason: [int(case) for case in missing.index[missing.eq(reason)]] for reason in missing.unique()} == UNMATCHED
    assert len(missing) + len(PER_PERSON) == len(cases)


MATCHED = {"budget_printed_fact_sheet": "€50,000", "beneficiaries": "200", "money_period": "2010", "people_period": "January 2010 to December 2010"}


@pytest.mark.parametrize(
    ("cells", "each", "missing"),
    [
        ({}, "250", ""),
        ({"people_period": "2010 to 2011"}, "", "periods_differ"),
        ({"people_period": ""}, "", "no_people_period"),
        ({"money_period": ""}, "", "no_money_period"),
        ({"money_period": "", "people_period": ""}, "", "no_money_period"),
        ({"beneficiaries": ""}, "", "no_people"),
        ({"beneficiaries": "0"}, "", "no_people"),
        ({"budget_printed_fact_sheet": ""}, "", "no_amount"),
        ({"budget_remark": "part_only"}, "", "doubtful"),
        ({"people_period": "2011", "ratio_amount": "10000", "ratio_people": "50", "ratio_period": "2011"}, "200", ""),
        ({"budget_remark": "part_only", "ratio_amount": "10000", "ratio_people": "50"}, "200", ""),
        ({"budget_remark": "implausible", "ratio_amount": "10000", "ratio_people": "50"}, "", "doubtful"),
    ],
)
def test_like_is_divided_by_like_or_not_at_all(derive, cells, each, missing) -> None:
    row = derive(**MATCHED | cells)
    assert (row["eur_per_person"], row["ratio_missing"]) == (each, missing)


@pytest.mark.parametrize(("case", "dates"), DATES.items())
def test_printed_dates(cases, case: int, dates: tuple[str, str, str]) -> None:
    assert tuple(cases.loc[str(case), ["start_year", "end_year", "ongoing"]]) == dates


@pytest.mark.parametrize(
    ("sheet", "table", "eur", "flags"),
    [
        ("€70,000", "€70", "70000", "zeros_lost"),
        ("€70,000", "€71", "70000", "conflict"),
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
        ("£50,000", "€60,000", "60000", "converted_by_study"),
        ("£50,000", "£50,000", "", "no_rate"),
        ("nothing", "nothing", "", ""),
        ("not available for 2010", "", "", ""),
        ("TRY 1 000 000", "", "", "no_rate"),
        ("XOF 1 000 000", "", "", "not_read"),
        ("1 000 000", "", "", "no_currency"),
        ("1 000 000", "€1m", "1000000", "from_table"),
        ("3 x €20,000", "", "", "arithmetic"),
        ("€500 per person", "€50,000", "", "per_unit"),
        ("", "€1,125 million", "", "two_readings"),
    ],
)
def test_the_fact_sheet_goes_before_the_table(derive, sheet: str, table: str, eur: str, flags: str) -> None:
    row = derive(budget_printed_fact_sheet=sheet, budget_printed_table=table)
    assert (row["budget_eur"], row["budget_flag"]) == (eur, flags)


def test_an_amount_of_no_year_is_not_converted_whenever_the_practice_began(derive) -> None:
    row = derive(budget_printed_fact_sheet="£50,000", start_printed="2004", finish_printed="2004")
    assert (row["budget_eur"], row["budget_eur_per_year"]) == ("", "")
    assert (row["budget_currency"], row["budget_flag"]) == ("GBP", "no_rate")
    assert row["budget_reason"] == "the amount is in GBP and of no year for which a rate is known"
    assert not is_comparable(row["budget_flag"])
    dated = derive(budget_printed_fact_sheet="£50,000", money_period="2004")
    assert (dated["budget_eur"], dated["budget_rate_years"]) == ("73674.74", "2004")


@pytest.mark.parametrize(
    ("period", "years"),
    [("2009 to 2011", "3"), ("December 2009 to October 2011", "1.91666666667"), ("each 18 months", "1.5"), ("first phase", ""), ("", "")],
)
def test_a_year_costs_what_the_period_of_the_money_says_and_start_and_finish_do_not(derive, period: str, years: str) -> None:
    row = derive(budget_printed_fact_sheet="€50,000", money_period=period, start_printed="2009", finish_printed="2018")
    assert (row["budget_period_years"], bool(row["budget_eur_per_year"])) == (years, bool(years))


def test_no_additional_cost_is_neither_a_missing_amount_nor_a_zero(derive) -> None:
    row = derive(budget_printed_fact_sheet="No additional cost.", budget_remark="no_additional_cost")
    assert (row["budget_eur"], row["budget_flag"], row["budget_as_printed"]) == ("", "no_additional_cost", "No additional cost.")


def test_years_of_the_text_go_before_those_of_the_header_which_are_kept(derive) -> None:
    row = derive(start_printed="2007", finish_printed="2008", start_corrected="2004", finish_corrected="ongoing")
    assert [row[name] for name in ("start_year", "end_year", "ongoing", "start_printed", "finish_printed")] == ["2004", "", "yes", "2007", "2008"]


def test_titles_and_organisers_read_as_an_editor_prints_them(cases, cleaned_2012) -> None:
    shown = " ".join([*cases["name"], *cases["organiser"]])
    assert "Unternehmer ohne Grenzen e.V. (Entrepreneurs" in shown and "Zentrum für Integration" in shown and "(LRA)" not in shown
    assert not re.search(r"[a-zäöüß][A-ZÄÖÜ](?!bitAzioni)", shown.replace("AbitAzioni", "").replace("PlusPunt", "")) and not re.search(r"\w\(|\.$|  ", shown)
    raw = cleaned_2012["cases"].frame.set_index("case_no")
    assert raw.loc["13", "organiser_extracted"] == (
        "Table 3.12 and Tables 3.13 to 3.15: Unternehmerohne Grenzene.V(Entrepreneurs without Borders) | "
        "fact sheet: UnternehmerohneGrenzene.V (Entrepreneurs without Borders)"
    )
    assert raw["title_extracted"].ne("").sum() == 6 and raw["organiser_extracted"].ne("").sum() == 3


def test_every_amount_read_is_in_the_log_with_its_reason(cases) -> None:
    log = budget_log(cases.reset_index())
    assert len(log) == cases["budget_eur"].ne("").sum() == 30
    case17 = log[log["record"].eq("17")].iloc[0]
    assert (case17["clean"], case17["column"]) == ("70000", "budget_eur")
    assert case17["rule"].startswith("amount_read; the summary table prints €70 for 2010")
    assert log.loc[log["record"].eq("1"), "rule"].item() == "amount_read"


def test_every_flag_has_a_reason(cases) -> None:
    used = {flag for flags in cases["budget_flag"] for flag in flags.split(";") if flag}
    assert used | NOT_COMPARABLE <= FLAG_REASONS.keys()
