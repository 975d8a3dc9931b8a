"""Estimates of the good-practice database."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.clean.practices import derive_practices
from analysis.estimate.practices import practice_estimates

RECORDS = [
    {
        "country": "GR",
        "range": "regional_municipal",
        "end_date": "2011",
        "aims": "health;training",
        "funding_sources": "eu",
    },
    {"country": "GR", "range": "regional_municipal", "end_date": "ongoing", "aims": "health"},
    {"country": "GR", "range": "national", "end_date": "before 2010", "aims": "health"},
    {"country": "", "range": "eu_international", "end_date": ""},
    {"country": "IT", "range": "", "end_date": "2011-05"},
    {"country": "IT", "range": "regional_municipal", "end_date": "2003 ongoing"},
]


@pytest.fixture
def found(codebook, estimates_by_key) -> dict[str, tuple[int, int]]:
    blank = dict.fromkeys(codebook["practices"].items, "")
    records = [blank | {"practice_id": f"P{n}"} | record for n, record in enumerate(RECORDS)]
    practices = derive_practices(pd.DataFrame(records, dtype=object))
    rows = estimates_by_key(practice_estimates(practices, codebook["practices"]))
    return {key.removeprefix("practices."): (row.numerator, row.base) for key, row in rows.items()}


def test_range_and_country_are_over_the_records_that_tell(found) -> None:
    assert found["range.regional_municipal.share"] == (3, 5)
    assert found["range.any.share"] == (5, 6)
    assert found["country.GR.share"] == (3, 6)
    assert found["country.reported.share"] == (5, 6)


def test_range_within_a_country_is_over_its_records_with_a_range(found) -> None:
    assert found["range.regional_municipal.by_country_GR.share"] == (2, 3)
    assert found["range.national.by_country_GR.share"] == (1, 3)
    assert found["range.regional_municipal.by_country_IT.share"] == (1, 1)
    assert not [key for key in found if "eu_international.by_country" in key or key.endswith("by_country_.share")]


def test_ends_are_over_the_records_that_report_one(found) -> None:
    assert {key: counts for key, counts in found.items() if key.startswith("end.")} == {
        "end.2011.share": (2, 5),
        "end.before_2010.share": (1, 5),
        "end.continuing.share": (2, 5),
        "end.any.share": (5, 6),
    }


def test_aims_and_funding_are_over_the_local_records_that_report_them(found) -> None:
    assert found["aim.health.share"] == (2, 2)
    assert found["aim.training.share"] == (1, 2)
    assert found["aim.any.share"] == (2, 3)
    assert found["funding.eu.share"] == (1, 1)


@pytest.mark.parametrize(
    ("key", "numerator", "base"),
    [
        ("practices.aim.health.share", 41, 490), ("practices.aim.social_integration.share", 264, 490),
        ("practices.range.regional_municipal.share", 492, 628),
    ],
)  # fmt: skip
def test_the_printed_margins_of_2012(
    cleaned_2012, codebook, estimates_by_key, key: str, numerator: int, base: int
) -> None:
    practices = derive_practices(cleaned_2012["practices"].frame)
    row = estimates_by_key(practice_estimates(practices, codebook["practices"]))[key]
    assert (row.numerator, row.base) == (numerator, base)


def test_records_without_a_range_are_counted_once_and_not_lost(codebook, estimates_by_key):
    """Three of ten say nothing of their range, two of them have a country; one reaches further than its country."""
    kinds = [("regional_municipal", "FR")] * 4 + [("national", "FR")] * 2 + [("eu_international", "FR")] + [("", "FR")] * 2 + [("", "")]
    usual = {"end_year": "", "end_before": "", "status": "not_reported", "aims": "", "funding_sources": ""}
    records = pd.DataFrame([usual | {"range": range_, "country": country} for range_, country in kinds])
    rows = estimates_by_key(practice_estimates(records, codebook["practices"]))
    told = {key: (row.numerator, row.base) for key, row in rows.items()}
    assert told["practices.range.any.share"] == (7, 10)
    assert told["practices.country.FR.share"] == told["practices.country.reported.share"] == (9, 10)
    by_range = [told[f"practices.range.{range_}.by_country_FR.share"] for range_ in ("regional_municipal", "national")]
    assert by_range == [(4, 7), (2, 7)]
