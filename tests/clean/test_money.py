"""Amounts of money as reports print them, and what they come to in EUR."""

from __future__ import annotations

import math
from statistics import fmean

import pytest
from currency_converter import CurrencyConverter
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.clean.money import ALMOST_ALL, compose, mean_rate, parse_amounts, unclear
from analysis.clean.words import text_cleaner


def read(text: str, years: tuple[int, int] | None = None, length: float | None = None):
    return compose(parse_amounts(text), years, length)


@pytest.mark.parametrize(
    ("printed", "eur", "period", "per_year", "flags"),
    [
        ("€375,000,00", 375000, None, None, "separators_repaired"),
        ("39.420,68 EUR", 39420.68, None, None, ""),
        ("1 637 964 PLN ( 399 308.63 EUR)", 399308.63, None, None, ""),
        ("€8,000 p.a.", 8000, 1, 8000, ""),
        ("€3.2m", 3200000, None, None, ""),
        ("€140-150,000", 145000, None, None, "range_middle"),
        ("€600,000 per 1.5 years", 600000, 1.5, 400000, ""),
        ("€600,000, for each 18-month period", 600000, 1.5, 400000, ""),
    ],
)
def test_the_amounts_that_the_study_prints(printed, eur, period, per_year, flags) -> None:
    budget = read(printed)
    assert (budget.eur, budget.period_years, budget.per_year) == (eur, period, per_year)
    assert (budget.currency, budget.rate) == ("EUR", None)
    assert ";".join(budget.flags) == flags


def test_pounds_are_converted_at_the_mean_rate_of_the_year_and_say_so() -> None:
    budget = read("£80.000", (2004, 2004))
    assert budget.eur == pytest.approx(80000 / 0.67866, rel=1e-5)  # ECB: mean of 2004
    assert (budget.currency, budget.rate_years) == ("GBP", (2004, 2004))
    assert budget.rate == pytest.approx(0.67866, abs=5e-6)
    assert budget.flags == ("separators_repaired", "converted")


@pytest.mark.parametrize(
    ("currency", "year", "rate"),
    [
        ("GBP", 2004, 0.67866),
        ("GBP", 2009, 0.89094),
        ("PLN", 2009, 4.3276),
        ("HUF", 2011, 279.37),
        ("SEK", 2010, 9.5373),
    ],
)
def test_mean_rates_are_those_the_central_bank_publishes(currency: str, year: int, rate: float) -> None:
    assert mean_rate(currency, year, year) == pytest.approx(rate, rel=2e-5)


def test_the_rate_of_several_years_lies_between_theirs_and_needs_each_of_them() -> None:
    first, last = mean_rate("GBP", 2009, 2009), mean_rate("GBP", 2010, 2010)
    assert last < mean_rate("GBP", 2009, 2010) < first
    assert mean_rate("HRK", 2022, 2022) and mean_rate("HRK", 2022, 2024) is None  # the kuna ended with 2022


def test_a_year_whose_rates_end_early_has_none() -> None:
    last = CurrencyConverter().bounds["SEK"].last_date
    assert mean_rate("SEK", last.year, last.year) is None or (last.month, last.day) >= ALMOST_ALL
    assert mean_rate("BGN", 2025, 2025) == pytest.approx(1.9558) and mean_rate("BGN", 2026, 2026) is None
    assert mean_rate("ROL", 2005, 2005) is None and mean_rate("RUB", 2022, 2022) is None  # both ended within the year


@pytest.mark.parametrize(("currency", "year"), [("GBP", 1950), ("GBP", 2999), ("XYZ", 2010)])
def test_there_is_no_rate_for_unknown_years_and_currencies(currency: str, year: int) -> None:
    assert mean_rate(currency, year, year) is None


@pytest.mark.parametrize(
    ("printed", "eur"),
    [
        ("€ 167.00", 167),
        ("€70", 70),
        ("€68, 200 in 2012", 68200),
        ("€ 56.336,45", 56336.45),
        ("€984 000 euros", 984000),
        ("8 million euros", 8e6),
        ("0.25 million euros per year", 250000),
        ("10 Million Euro", 1e7),
        ("€1.234", 1234),
        ("280 000 Euros", 280000),
        ("about 160 000 €/year", 160000),
        ("€12,5 million", 12.5e6),
        ("€5.6k", 5600),
        ("EUR500", 500),
        ("€1\u00a0000\u00a0000", 1e6),
        ("1\u202f000 EUR", 1000),
        ("1'000 EUR", 1000),
        ("€0", 0),
        ("3 mio. EUR", 3e6),
        ("€1.2bn", 1.2e9),
        ("€2 thousand", 2000),
        ("1,2 M€", 1.2e6),
        ("€2236.35", 2236.35),
        ("in 2010 €500", 500),
        ("in 2010 EUR 500", 500),
        ("for 2010 EUR 12,000", 12000),
        ("€1.125 million", 1125000), ("1,125 Mio. EUR", 1125000), ("1.1250 million EUR", 1125000), ("€ 2,5 Mio.", 2.5e6),
        ("2.5 Mill. EUR", 2.5e6), ("EUR 2.5 Mill.", 2.5e6), ("5 mln EUR", 5e6), ("0,5 mld EUR", 5e8), ("2 Millionen Euro", 2e6),
        ("1,5 millones de euros", 1.5e6), ("1.5 milioni di euro", 1.5e6), ("3 millions d'euros", 3e6), ("2 milhões de euros", 2e6),
        ("120 Tsd. EUR", 120000), ("20 k€", 20000), ("k€ 20", 20000), ("20 T€", 20000), ("T€ 20", 20000), ("2.5 MEUR", 2.5e6), ("20 kEUR", 20000),
        ("12.000,- EUR", 12000), ("12.000,-- €", 12000), ("€ 12.000,-", 12000), ("EUR 20.000.-", 20000), ("EUR 120 000", 120000),
        ("250000 EUR", 250000), ("1125.5 EUR", 1125.5), ("20 000 € par an", 20000),
    ],
)
def test_amounts_in_euro(printed: str, eur: float) -> None:
    [amount] = parse_amounts(printed)
    assert (amount.value, amount.currency) == (pytest.approx(eur), "EUR")


@pytest.mark.parametrize(
    ("printed", "value", "currency"),
    [
        ("£270 000", 270000, "GBP"),
        ("$5,000", 5000, "USD"),
        ("SEK 1 500", 1500, "SEK"),
        ("5000 Kč", 5000, "CZK"),
        ("14,4 million HUF", 14.4e6, "HUF"),
        ("2 000 zł", 2000, "PLN"),
        ("10 000 DKK", 10000, "DKK"),
        ("CHF 99", 99, "CHF"),
    ],
)
def test_amounts_in_other_currencies(printed: str, value: float, currency: str) -> None:
    [amount] = parse_amounts(printed)
    assert (amount.value, amount.currency) == (pytest.approx(value), currency)


@pytest.mark.parametrize(
    ("printed", "middle"),
    [("€140-150,000", 145000), ("€100 to €200", 150), ("€12000 - €15000", 13500), ("€5-6m", 5.5e6), ("€5m–€6m", 5.5e6),
     ("€80-150", 115), ("€5-600", 302.5), ("€900k-€1.1m", 1e6),
     ("between 20,000 and 30,000 EUR", 25000), ("between €20,000 and €30,000", 25000), ("20,000 to 30,000 EUR", 25000),
     ("zwischen 20.500 und 30.500,00 Euro", 25500), ("entre 20 000 et 30 000 €", 25000), ("20 000 EUR – 30 000 EUR", 25000),
     ("from 20,000 EUR to 30,000 EUR", 25000), ("€1.2-1.5 million", 1.35e6)],
)  # fmt: skip
def test_of_a_range_the_middle_is_taken_and_flagged(printed: str, middle: float) -> None:
    budget = read(printed)
    assert (budget.eur, set(budget.flags) - {"separators_repaired"}, unclear(printed)) == (pytest.approx(middle), {"range_middle"}, ())


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "N/A",
        "not available",
        "in-kind contributions",
        "10 people",
        "2008-2011",
        "75%",
        "per 1.5 years",
        "€",
        "EUR many",
        "€1,00,000",
        "5 euros-free zones in 2 cities of Euroland",
    ],
)
def test_where_no_amount_can_be_read_there_is_no_budget(printed: str) -> None:
    assert read(printed) is None


@pytest.mark.parametrize(
    "printed",
    [
        "80,000 EUR (of which 20,000 EUR from the EU)", "80,000 EUR, of which 20,000 EUR from the EU", "€80,000, including €20,000 of the EU",
        "80.000 EUR, davon 20.000 EUR vom Land", "80,000 EUR (50,000 EU + 30,000 city)", "80,000 EUR (50,000 EUR EU, 30,000 EUR city)",
        "80,000 EUR: 50,000 EUR EU; 30,000 EUR city", "city €50,000 | EU €30,000 | together €80,000", "EU contribution: EUR 75 000; total: EUR 80 000",
        "EUR 80 000 total, EU contribution EUR 75 000", "80,000 EUR (80,000 EUR from the EU)",
    ],
)  # fmt: skip
def test_parts_of_an_amount_are_not_added_to_it(printed: str) -> None:
    budget = read(printed)
    assert (budget.eur, "sum_of_parts" in budget.flags, unclear(printed)) == (80000, False, ())


def test_amounts_without_such_words_are_added_up() -> None:
    assert read("€20,000 | €20,000").eur == 40000 and read("€20,000 + €30,000").eur == 50000 and read("€20,000 from the city, €30,000 from the EU").eur == 50000


@pytest.mark.parametrize(
    ("printed", "flags"),
    [
        ("250000", "no_currency"), ("1125.5", "no_currency"), ("€ -500", "no_currency"), ("1.125", "no_currency"),
        ("about 250000", "no_currency"), ("2.5 million", "not_read"), ("500 000 kr", "not_read"), ("RSU 1.000.000", "not_read"),
        ("€20,000 to 30,000", "not_read"), ("80,000 EUR (50,000 EU + 20,000 city)", "not_read"), ("€20,000 and the rest (10,000) from the city", "not_read"),
        ("3 x 20,000 EUR", "arithmetic"), ("20,000 EUR x 3", "arithmetic"), ("2000 + 3000 EUR", "arithmetic"),
        ("EUR 500 per person", "per_unit"), ("50 EUR / month", "per_unit"), ("500 € pro Teilnehmer", "per_unit"), ("€50,000 (€500 per head)", "per_unit"),
        ("€1,125 million", "two_readings"), ("20 mil EUR", "two_readings"), ("2,5 mil. EUR", "two_readings"), ("2000 to 3000 EUR", "two_readings"),
        ("75% of €80,000", "two_readings"), ("-500 EUR", "two_readings"), ("€150-140,000 ", ""), ("€30,000-20,000", "two_readings"),
        ("€50,000 for 12,000 migrants", ""), ("€50,000 for a family centre with a course", ""), ("€50 a month", "per_unit"), ("€3 million in 2010-2013 from the EU (75%) and the city (25%)", ""), ("", ""), ("n/a", ""),
        ("no costs in 2011", ""), ("€2,200 in 2010 | €2236.35 in 2011", ""), ("total 39.420,68 EUR (987.488,01 CZK; 1 EUR = 25,05 CZK)", ""),
    ],
)  # fmt: skip
def test_an_amount_that_can_be_read_in_two_ways_or_not_at_all_says_why(printed: str, flags: str) -> None:
    assert ";".join(flag for flag in unclear(printed)[:1]) == flags


def test_an_exchange_rate_is_no_amount() -> None:
    assert [a.value for a in parse_amounts("total 39.420,68 EUR (987.488,01 CZK; 1 EUR = 25,05 CZK)")] == [39420.68]


@pytest.mark.parametrize(
    ("printed", "eur", "period", "flags"),
    [
        ("City €94,000 | Fund €94,000 | total budget is €188,000", 188000, None, ""),
        ("€2,200 in 2010 | €2236.35 in 2011 | €7.500 in 2012", 11936.35, 3.0, "sum_of_parts;separators_repaired"),
        ("Between 2002 and 2007, 10 Million Euro | Between 2008 and 2010, 1.2 Million Euro", 11.2e6, 9.0, "sum_of_parts"),
        ("€2,000 per year | €3,600 per year", 5600, 1.0, "sum_of_parts"),
        ("Until 2008 an annual budget of €65,000 | now €100,000 per year", 100000, 1.0, "past_left_out"),
        ("€120,000 set up funding | annual costs are €140-150,000", 145000, 1.0, "set_up_left_out;range_middle"),
        ("€80.000 | This year committed €100,000", 80000, None, "undated_left_out;separators_repaired"),
        ("total for the 4 years (from 2008 to 2011) was €240,000", 240000, 4.0, ""),
        ("total budget of €270 000 (to last over 2 years)", 270000, 2.0, ""),
        ("€100 in 2011 | €200", 300, None, "sum_of_parts"),
        ("€50 per month", 50, None, ""),
        ("60,000 EUR for 3 years", 60000, 3.0, ""), ("60 000 € pour 3 ans", 60000, 3.0, ""), ("€60,000 für 18 Monate", 60000, 1.5, ""),
        ("20 000 € par an", 20000, 1.0, ""), ("20,000 EUR pro Jahr", 20000, 1.0, ""), ("20 000 euro all'anno", 20000, 1.0, ""),
        ("€20,000 in 2010 and €30,000 in 2011", 50000, None, "sum_of_parts"),
    ],
)
def test_several_amounts_make_one_budget(printed: str, eur: float, period: float | None, flags: str) -> None:
    budget = read(printed)
    assert budget.eur == pytest.approx(eur)
    assert budget.period_years == period
    assert budget.per_year == (pytest.approx(eur / period) if period else None)
    assert ";".join(budget.flags) == flags


def test_a_period_that_is_known_goes_before_the_words_printed_with_the_amount() -> None:
    budget = read("€365,509 for the last 2 years", length=1.5)
    assert (budget.period_years, budget.per_year) == (1.5, pytest.approx(243672.67, abs=0.01))


def test_each_currency_is_converted_at_its_own_rate() -> None:
    budget = read("£100 from the city | 400 PLN from the state | €10", (2010, 2010))
    want = 100 / mean_rate("GBP", 2010, 2010) + 400 / mean_rate("PLN", 2010, 2010) + 10
    assert budget.eur == pytest.approx(want)
    assert (budget.currency, budget.flags) == ("GBP", ("sum_of_parts", "converted"))


def test_the_years_printed_with_an_amount_go_before_those_it_is_known_to_be_of() -> None:
    assert read("£100 in 2009", (2004, 2004)).eur == pytest.approx(100 / mean_rate("GBP", 2009, 2009))
    assert read("£100 for 2009-2011").eur == pytest.approx(100 / mean_rate("GBP", 2009, 2011))


@pytest.mark.parametrize("years", [None, (1990, 1990), (2999, 2999)])
def test_without_a_rate_there_is_no_amount_in_euro(years: tuple[int, int] | None) -> None:
    budget = read("£80,000", years)
    assert (budget.flags, budget.rate, budget.rate_years) == (("no_rate",), None, None)


def test_no_cost_per_year_is_made_of_what_is_for_less_than_a_year() -> None:
    budget = read("€600", length=0.5)
    assert (budget.eur, budget.period_years, budget.per_year, budget.flags) == (600, 0.5, None, ("shorter_than_a_year",))
    assert (read("€600", length=1).per_year, read("€600", length=1).flags) == (600, ())


WORDS = st.sampled_from(
    [
        "€",
        "£",
        "EUR",
        "zł",
        "375,000,00",
        "1 637 964",
        "39.420,68",
        "140-150,000",
        "3.2m",
        "2010",
        "in 2010",
        "p.a.",
        "|",
        "per 1.5 years",
        "per 0 years",
        "total",
        "set up",
        "until 2008",
        "this year",
        "-",
        "(",
        ".",
        "1 EUR = 0,8 GBP",
        "2011-2009",
    ]
)


@given(
    st.lists(WORDS, max_size=8).map(" ".join) | st.text(max_size=25),
    st.sampled_from([None, (1890, 1890), (2004, 2005), (9999, 9999)]),
    st.sampled_from([None, 0.5, 3.0]),
)
@example("€" + "9" * 400, None, None)
@example("€1" + ",000" * 300, None, None)
@example("€\u1369", None, None)
@example("1 " * 3000, None, None)
def test_any_text_has_a_budget_or_none(text: str, years: tuple[int, int] | None, length: float | None) -> None:
    budget = read(text, years, length)
    if budget is not None:
        assert math.isfinite(budget.eur) and budget.eur >= 0
        assert budget.period_years is None or budget.period_years > 0
        assert budget.per_year is None or budget.period_years >= 1
        assert len(set(budget.flags)) == len(budget.flags)


@given(st.lists(WORDS, max_size=8).map(" ".join))
def test_tidying_the_cell_first_does_not_change_the_budget(codebook, text: str) -> None:
    tidy = text_cleaner(codebook)(text).value
    assert read(tidy) == read(text)


@given(
    st.integers(0, 10**9),
    st.sampled_from(["€{:,}", "EUR {:,}", "{:,} EUR", "{:,} €", "€{} ", "{} euros", "€ {:,}.00", "{:,}.50 EUR"]),
    st.sampled_from([",", " ", "\u00a0", "'"]),
)
def test_every_amount_is_read_back_from_every_form(amount: int, form: str, mark: str) -> None:
    [found] = parse_amounts(form.format(amount).replace(",", mark))
    assert found.value == pytest.approx(amount + (0.5 if ".50" in form else 0))


def test_money_of_several_years_is_converted_at_the_mean_of_all_of_them_and_not_of_the_last_one() -> None:
    means = [0.67866, 0.6838, 0.68173, 0.68434, 0.79628]  # pounds for one euro, 2004 to 2008, from the central bank's tables
    assert read("£100 between 2004 and 2008").eur == pytest.approx(100 / fmean(means), rel=1e-3)
