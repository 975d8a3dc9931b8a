"""Estimates from printed tables: what a wave printed, with base and interval, where no microdata are at hand."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pandas as pd

from analysis.estimate.rows import Estimate

SEARCH = 25


def round_half_up(value: Fraction, digits: int = 1) -> Decimal:
    """`value` rounded to `digits` decimals, halves away from zero, as the study prints."""
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(
        Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP
    )


def fitting_bases(numerators: list[int], percents: list[Decimal], near: int) -> list[int]:
    """Every base within 25 of `near` for which each printed percentage is its numerator over the base."""
    return [
        base
        for base in range(max(1, near - SEARCH), near + SEARCH + 1)
        if all(round_half_up(Fraction(100 * n, base)) == p for n, p in zip(numerators, percents, strict=True))
    ]


def count_for(percent: Decimal, base: int) -> int | None:
    """The number of `base` whose percentage prints as `percent`, or None where there is none or more than one."""
    fitting = [n for n in range(base + 1) if round_half_up(Fraction(100 * n, base)) == percent]
    return fitting[0] if len(fitting) == 1 else None


def published_estimates(cells: pd.DataFrame, figures: pd.DataFrame) -> Iterator[Estimate]:
    """Shares from the printed cells (columns table, row, column, value, key, field) and percentages of figures.

    The base of a table is its total; a multiple-response table has none, so the base is the one number that fits all
    its percentages. A figure's percentages are counts of the analysable answers. `method` is `wilson`; percentages
    whose label is not certain carry the method `printed`.
    """
    numerators = {k: int(float(v)) for k, v in _field(cells, "numerator").items()}
    bases = _bases(cells, numerators)
    for key, numerator in numerators.items():
        if key in bases:
            yield _estimate(key, numerator, bases[key])
    analysable = numerators.get("survey.country.reported.share")
    for row in figures.to_dict("records"):
        count = count_for(Decimal(row["value"]).quantize(Decimal("0.1")), analysable) if analysable else None
        if count is not None:
            yield _estimate(row["key"], count, analysable, method="wilson" if row["certain"] == "yes" else "printed")


def _field(cells: pd.DataFrame, field: str) -> dict[str, str]:
    rows = cells[cells["field"].eq(field) & cells["value"].ne("")]
    return dict(zip(rows["key"], rows["value"], strict=True))


def _bases(cells: pd.DataFrame, numerators: dict[str, int]) -> dict[str, int]:
    bases: dict[str, int] = {}
    for _, table in cells[cells["key"].ne("")].groupby("table", sort=False):
        keys = list(dict.fromkeys(table["key"]))
        for _, rows in table[table["field"].eq("numerator")].groupby("column", sort=False):
            totals = rows.loc[rows["row"].eq("Total"), "value"]
            if len(totals):
                bases |= {
                    key: int(float(totals.iloc[0])) for key in rows["key"] if ".by_" not in key and key not in bases
                }
        if not table["row"].eq("Total").any():
            base = _fitted(table, numerators)
            bases |= dict.fromkeys(keys, base) if base else {}
    for key in numerators:
        if ".by_country_" in key:
            whole = numerators.get(f"practices.country.{key.split('.by_country_')[1].split('.')[0]}.share")
            bases |= {key: whole} if whole else {}
        if key.startswith("practices.range.") and key not in bases and "practices.range.any.share" in bases:
            bases[key] = bases["practices.range.any.share"]
    return bases


def _fitted(table: pd.DataFrame, numerators: dict[str, int]) -> int | None:
    percents = {k: Decimal(v).quantize(Decimal("0.1")) for k, v in _field(table, "value").items()}
    keys = [k for k in percents if k in numerators]
    first = max(keys, key=lambda k: numerators[k])
    near = round(100 * numerators[first] / float(percents[first]))
    fitting = fitting_bases([numerators[k] for k in keys], [percents[k] for k in keys], near)
    return fitting[0] if len(fitting) == 1 else None


def _estimate(key: str, numerator: int, base: int, method: str = "wilson") -> Estimate:
    """An estimate from its key: `source.item[.level].option[.by_group].statistic`."""
    source, *middle, statistic = key.split(".")
    group = ""
    if middle[-1].startswith("by_"):
        group = middle.pop().removeprefix("by_")
    option = middle.pop()
    value = numerator / base if method == "printed" else None
    return Estimate(
        source,
        "__".join(middle),
        option,
        statistic,
        numerator,
        base,
        value,
        method=method,
        group=group,
        evidence="published",
    )
