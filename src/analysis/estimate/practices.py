"""Estimates of the good-practice database: range, country, end dates, aims and funding."""

from __future__ import annotations

from collections import Counter
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
    local = practices.loc[practices["range"].eq(LOCAL), ["aims", "funding_sources"]]
    yield from several("practices", spec.items["aims"], local["aims"], "aim")
    yield from several("practices", spec.items["funding_sources"], local["funding_sources"], "funding")


def _range_by_country(practices: pd.DataFrame, ranges: list[str]) -> Iterator[Estimate]:
    counts = practices.groupby(["country", "range"]).size().unstack(fill_value=0)
    counts = counts[counts.index != ""].reindex(columns=ranges, fill_value=0)
    for country, row in counts[counts.any(axis=1)].iterrows():
        for option in ranges:
            if option != "eu_international":
                yield share("practices", "range", option, row[option], row.sum(), group=f"country_{country}")


def _ends(practices: pd.DataFrame) -> Iterator[Estimate]:
    """When practices end: continuing, each end year, before a year; over the records that say so."""
    counts: Counter[str] = Counter()
    for (status, year, before), count in practices.groupby(["status", "end_year", "end_before"]).size().items():
        counts["continuing" if status == "continuing" else f"before_{before}" if before else year] += count
    said = counts.total() - counts.pop("", 0)
    for option, count in sorted(counts.items()):
        yield share("practices", "end", option, count, said)
    yield share("practices", "end", "any", said, len(practices))
