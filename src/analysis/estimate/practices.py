"""Estimates of the good-practice database: range, country, end dates, aims and funding."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.codebook import Table
from analysis.estimate.rows import Estimate, share
from analysis.estimate.survey import choices, countries, several

LOCAL = "regional_municipal"


def practice_estimates(practices: pd.DataFrame, spec: Table) -> Iterator[Estimate]:
    """All estimates of `practices`. Aims and funding are over the regional or municipal records that report them."""
    ranges = spec.items["range"]
    yield from choices("practices", ranges, practices["range"])
    yield from countries("practices", practices["country"])
    yield from _range_by_country(practices, list(ranges.options))
    yield from _ends(practices)
    local = practices[practices["range"].eq(LOCAL)]
    yield from several("practices", spec.items["aims"], local["aims"], "aim")
    yield from several("practices", spec.items["funding_sources"], local["funding_sources"], "funding")


def _range_by_country(practices: pd.DataFrame, ranges: list[str]) -> Iterator[Estimate]:
    placed = practices[practices["country"].ne("") & practices["range"].ne("")]
    counts = pd.crosstab(placed["country"], placed["range"]).reindex(columns=ranges, fill_value=0)
    for country, row in counts.iterrows():
        for option in ranges:
            if option != "eu_international":
                yield share("practices", "range", option, row[option], row.sum(), group=f"country_{country}")


def _ends(practices: pd.DataFrame) -> Iterator[Estimate]:
    """When practices end: continuing, each end year, before a year; over the records that say so."""
    before = practices["end_before"]
    end = practices["end_year"].where(before.eq(""), "before_" + before)
    end = end.where(practices["status"].ne("continuing"), "continuing")
    given = end[end.ne("")]
    for option, count in given.value_counts().sort_index().items():
        yield share("practices", "end", str(option), count, len(given))
    yield share("practices", "end", "any", len(given), len(end))
