"""Practices: years, status and budget out of the cleaned records."""

from __future__ import annotations

import pandas as pd

from analysis.clean.money import compose, parse_amounts
from analysis.clean.numbers import canonical

COLUMNS = ["practice_id", "title", "country", "range", "start_year", "end_year", "end_before", "status", "aims",
           "funding_sources", "organisation", "budget_as_printed", "budget_eur", "description", "url"]  # fmt: skip
YEAR = r"^(\d{4})"


def derive_practices(clean: pd.DataFrame) -> pd.DataFrame:
    """`practices.csv` from the cleaned sheet `practices`: one row per record, sorted by practice_id."""
    end = clean["end_date"]
    ongoing = end.str.endswith("ongoing")
    end_year = end.str.extract(YEAR, expand=False).fillna("").where(~ongoing, "")
    before = end.str.extract(r"^before (\d{4})", expand=False).fillna("")
    status = pd.Series("not_reported", index=clean.index, dtype=object)
    status[end_year.ne("") | before.ne("")] = "ended"
    status[ongoing] = "continuing"
    start_year = clean["start_date"].str.extract(YEAR, expand=False).fillna("")
    frame = clean.assign(
        start_year=start_year, end_year=end_year, end_before=before, status=status, budget_as_printed=clean["budget"],
        budget_eur=_budgets(clean["budget"], start_year),
    )  # fmt: skip
    return frame[COLUMNS]


def _budgets(printed: pd.Series, start_year: pd.Series) -> pd.Series:
    """EUR amounts; each distinct text and start year is read once."""
    result = pd.Series("", index=printed.index, dtype=object)
    given = printed.ne("")
    if given.any():
        pairs = pd.Series(list(zip(printed[given], start_year[given], strict=True)), index=printed.index[given])
        read = {pair: _budget(*pair) for pair in set(pairs)}
        result[given] = pairs.map(read)
    return result


def _budget(printed: str, start_year: str) -> str:
    budget = compose(parse_amounts(printed), int(start_year) if start_year else None, None)
    return canonical(round(budget.eur, 2)) if budget and "no_rate" not in budget.flags else ""
