"""Practices: years, status and budget out of the cleaned records."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from analysis.clean.dates import is_ongoing
from analysis.clean.flags import flagged
from analysis.clean.money import compose, parse_amounts, unclear
from analysis.clean.numbers import canonical
from analysis.clean.parsed import by_text, distinct

COLUMNS = ["practice_id", "title", "country", "range", "start_year", "end_year", "end_before", "status", "aims",
           "funding_sources", "organisation", "budget_as_printed", "budget_eur", "description", "url", "budget_flag", "budget_reason"]  # fmt: skip

BUDGET = ["budget_eur", "budget_flag", "budget_reason"]


def derive_practices(clean: pd.DataFrame) -> pd.DataFrame:
    """`practices.csv` from the cleaned sheet `practices`: one row per record, sorted by practice_id."""
    start, end = clean["start_date"], clean["end_date"]
    start_year = by_text(start, _year)
    frame = clean.assign(
        start_year=start_year,
        end_year=by_text(end, _end_year),
        end_before=by_text(end, _end_before),
        status=by_text(end.where(end.ne(""), start.where(start.map(is_ongoing), "")), _status),
        budget_as_printed=clean["budget"],
        **_budgets(clean["budget"], start_year),
    )
    return frame[COLUMNS]


def _year(date: str) -> str:
    match = re.match(r"\d{4}", date)
    return match[0] if match else ""


def _end_year(date: str) -> str:
    return "" if date.endswith("ongoing") else _year(date)


def _end_before(date: str) -> str:
    match = re.match(r"before (\d{4})", date)
    return match[1] if match else ""


def _status(date: str) -> str:
    if date.endswith("ongoing"):
        return "continuing"
    return "ended" if _end_year(date) or _end_before(date) else "not_reported"


def _budgets(printed: pd.Series, start_year: pd.Series) -> dict[str, pd.Series]:
    """EUR amounts with flags and their reasons; each distinct text and start year is read once."""
    texts, amounts = distinct(printed)
    years, starts = distinct(start_year)
    pairs, of_row = np.unique(texts * len(starts) + years, return_inverse=True)
    read = [_budget(amounts[pair // len(starts)], starts[pair % len(starts)]) for pair in pairs]
    columns = {name: np.array([row[name] for row in read], dtype=object) for name in BUDGET}
    return {name: pd.Series(values[of_row], index=printed.index, dtype=object) for name, values in columns.items()}


def _budget(printed: str, start_year: str) -> dict[str, str]:
    """An amount that can be read in two ways, or that no rate of its year is known for, is flagged and not used."""
    if doubts := unclear(printed):
        return {"budget_eur": ""} | flagged(doubts, None)
    started = (int(start_year), int(start_year)) if start_year else None
    budget = compose(parse_amounts(printed), started)
    if budget is None:
        return dict.fromkeys(BUDGET, "")
    flags = [*budget.flags, *(["per_year"] if budget.period_years == 1 else [])]
    used = "" if "no_rate" in flags else canonical(round(budget.eur, 2))
    return {"budget_eur": used} | flagged(flags, budget)
