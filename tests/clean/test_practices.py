"""Practices: years, status and budget out of the cleaned records."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.clean.practices import COLUMNS, derive_practices


@pytest.fixture
def derive(codebook):
    """`derive(end_date="2011", ...)`: the derived row of one cleaned record."""

    def one(**cells: str) -> dict[str, str]:
        row = dict.fromkeys(codebook["practices"].items, "") | {"practice_id": "P1"} | cells
        return derive_practices(pd.DataFrame([row], dtype=object)).iloc[0].to_dict()

    return one


@pytest.mark.parametrize(
    ("end_date", "end_year", "end_before", "status"),
    [
        ("2011", "2011", "", "ended"), ("2011-05", "2011", "", "ended"), ("2011-05-31", "2011", "", "ended"),
        ("before 2010", "", "2010", "ended"), ("ongoing", "", "", "continuing"), ("2003 ongoing", "", "", "continuing"),
        ("", "", "", "not_reported"),
    ],
)  # fmt: skip
def test_an_empty_end_is_not_reported_and_never_continuing(derive, end_date, end_year, end_before, status) -> None:
    row = derive(end_date=end_date)
    assert (row["end_year"], row["end_before"], row["status"]) == (end_year, end_before, status)


@pytest.mark.parametrize(
    ("budget", "start_date", "eur"),
    [
        ("€375,000,00", "", "375000"),
        ("£80.000", "2004-03", "117879.58"),
        ("£80.000", "", ""),
        ("£80.000", "ongoing", ""),
        ("€100 | £100", "", ""),
        ("not stated", "2010", ""),
        ("", "2010", ""),
        ("€12.345", "", "12345"),
        ("250000 EUR", "", "250000"),
        ("1125.5 EUR", "", "1125.5"),
        ("€1.125 million", "", "1125000"),
        ("250000", "", ""),
        ("SEK 1 000 000", "2999", ""),
    ],
)
def test_the_budget_is_kept_as_printed_and_read_where_it_can_be(derive, budget: str, start_date: str, eur: str) -> None:
    row = derive(budget=budget, start_date=start_date)
    assert (row["budget_as_printed"], row["budget_eur"]) == (budget, eur)


@pytest.mark.parametrize(
    ("budget", "start_date", "flags", "said"),
    [
        ("250000 EUR", "", "", ""), ("250000", "", "no_currency", "without its currency"), ("3 x €20,000", "", "arithmetic", "a calculation"),
        ("£80,000", "", "no_rate", "in GBP and of no year"), ("£80,000", "2004", "converted", "mean rate of 2004"),
        ("€20,000 p.a.", "", "per_year", "for one year"), ("€60,000 for 3 years", "", "", ""), ("€20,000 | €30,000", "", "sum_of_parts", "the sum"), ("none needed", "", "", ""),
    ],
)  # fmt: skip
def test_an_amount_that_needs_a_word_is_flagged_with_its_reason(derive, budget: str, start_date: str, flags: str, said: str) -> None:
    row = derive(budget=budget, start_date=start_date)
    assert row["budget_flag"] == flags and said in row["budget_reason"]
    assert bool(row["budget_reason"]) == bool(flags)


def test_the_columns_of_the_contract(derive, cleaned_2012) -> None:
    assert list(derive()) == COLUMNS
    frame = derive_practices(cleaned_2012["practices"].frame)
    assert len(frame) == 628
    assert frame["practice_id"].is_monotonic_increasing and frame["practice_id"].is_unique
    counts = frame["status"].value_counts()
    assert counts.sum() == 628 and set(counts.index) <= {"continuing", "ended", "not_reported"}


def test_an_empty_table_stays_empty(codebook) -> None:
    frame = pd.DataFrame(columns=list(codebook["practices"].items), dtype=object)
    assert list(derive_practices(frame).columns) == COLUMNS


def test_a_practice_that_goes_on_since_its_start_continues(codebook) -> None:
    row = dict.fromkeys(codebook["practices"].items, "") | {"practice_id": "P1", "start_date": "2017 ongoing"}
    made = derive_practices(pd.DataFrame([row]))
    assert made.loc[0, ["start_year", "end_year", "status"]].tolist() == ["2017", "", "continuing"]
