"""Estimates of the case studies: what they are, how they are paid, evaluated and taken up."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.clean.cases import is_comparable
from analysis.codebook import Item, Table
from analysis.estimate.rows import Estimate, share
from analysis.estimate.survey import countries

PRINTED = {"dimension": "type_printed_list", "source": "source_printed_list"}
CODED = (
    "organiser_type",
    "evaluation",
    "replication",
    "staff_training",
    "outcomes_quantified",
    "funding_sources",
    "partners",
    "sectors",
    "target_groups",
)


def case_estimates(cases: pd.DataFrame, spec: Table, listed: str = "published") -> Iterator[Estimate]:
    """All estimates of `cases`. Columns of the lists have the evidence `listed`, those from the sheets `coded`.

    Shares are over all case studies: a sheet that is silent counts in the base and is shown as not reported.
    """
    for column, item in PRINTED.items():
        yield from _shares(column, spec.items[item], cases[column], listed)
    for row in countries("cases", cases["country"]):
        yield Estimate(**{**row.__dict__, "evidence": listed})
    for column in CODED:
        yield from _shares(column, spec.items[column], cases[column], "coded")
    yield from _budgets(cases)
    yield from _beneficiaries(cases)


def _shares(column: str, item: Item, values: pd.Series, evidence: str) -> Iterator[Estimate]:
    told = values.where(values.ne(""), "not_reported")
    padded = ";" + told + ";"
    for option in item.options:
        yield share(
            "cases",
            column,
            option,
            padded.str.contains(f";{option};", regex=False).sum(),
            len(values),
            evidence=evidence,
        )
    if "not_reported" not in item.options:
        yield share("cases", column, "not_reported", told.eq("not_reported").sum(), len(values), evidence=evidence)


def _budgets(cases: pd.DataFrame) -> Iterator[Estimate]:
    """Of the amounts a median of what a year costs only: those of years, phases and whole projects are no one kind."""
    stated, flags = cases["budget_eur"].ne(""), cases["budget_flag"].str.split(";")
    comparable = cases["budget_flag"].map(is_comparable).astype(bool)
    yield share("cases", "budget", "stated", stated.sum(), len(cases), evidence="coded")
    yield share("cases", "budget", "doubtful", (stated & ~comparable).sum(), len(cases), evidence="coded")
    free = flags.map(lambda found: "no_additional_cost" in found).sum()
    yield share("cases", "budget", "no_additional_cost", free, len(cases), evidence="coded")
    yield from _median("budget", "per_year", cases.loc[comparable & cases["budget_eur_per_year"].ne(""), "budget_eur_per_year"])


def _beneficiaries(cases: pd.DataFrame) -> Iterator[Estimate]:
    stated = cases["beneficiaries"].ne("")
    yield share("cases", "beneficiaries", "stated", stated.sum(), len(cases), evidence="coded")


def _median(item: str, option: str, values: pd.Series) -> Iterator[Estimate]:
    """The median, with the middle half of the values as the range shown."""
    numbers = pd.to_numeric(values).to_numpy(dtype=float)
    if len(numbers):
        low, middle, high = np.percentile(numbers, [25, 50, 75])
        yield Estimate(
            "cases", item, option, "median", None, len(numbers), middle, low, high, "quartiles", evidence="coded"
        )
