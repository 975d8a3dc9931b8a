"""Practices: years, status and budget out of the cleaned records."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from analysis.clean.money import compose, parse_amounts
from analysis.clean.numbers import canonical
from analysis.clean.parsed import by_text, distinct

COLUMNS = ["practice_id", "title", "country", "range", "start_year", "end_year", "end_before", "status", "aims",
           "funding_sources", "organisation", "budget_as_printed", "budget_eur", "description", "url"]  # fmt: skip


def derive_practices(clean: pd.DataFrame) -> pd.DataFrame:
    """`practices.csv` from the cleaned sheet `practices`: one row per record, sorted by practice_id."""
    start, end = clean["start_date"], clean["end_date"]
    start_year = by_text(start, _year)
    frame = clean.assign(
        start_year=start_year,
        end_year=by_text(end, _end_year),
        end_before=by_text(end, _end_before),
        status=by_text(end, _status),
        budget_as_printed=clean["budget"],
        budget_eur=_budgets(clean["budget"], start_year),
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


def _budgets(printed: pd.Series, start_year: pd.Series) -> pd.Series:
    """EUR amounts; each distinct text and start year is read once."""
    texts, amounts = distinct(printed)
    years, starts = distinct(start_year)
    pairs, of_row = np.unique(texts * len(starts) + years, return_inverse=True)
    read = [_budget(amounts[pair // len(starts)], starts[pair % len(starts)]) for pair in pairs]
    return pd.Series(np.array(read, dtype=object)[of_row], index=printed.index, dtype=object)


def _budget(printed: str, start_year: str) -> str:
    started = (int(start_year), int(start_year)) if start_year else None
    budget = compose(parse_amounts(printed), started) if printed else None
    return canonical(round(budget.eur, 2)) if budget and "no_rate" not in budget.flags else ""
