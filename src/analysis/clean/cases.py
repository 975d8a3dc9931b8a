"""The case studies: from what is printed in several places to one row per practice (`cases.csv`)."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from analysis.clean.dates import is_ongoing, year_of
from analysis.clean.money import Budget, compose, parse_amounts
from analysis.clean.numbers import canonical
from analysis.codebook import Codebook

IMPLAUSIBLE_BELOW_EUR = 1000
SAME, ROUNDING = 0.02, 0.1
MONTH = r"\d{4}-\d\d"
FLAG_REASONS = {
    "conflict": "the summary table prints {table}, which does not agree with the fact sheet",
    "table_part": "the summary table prints one part of it only ({table})",
    "rounded": "the summary table rounds the amount differently ({table})",
    "implausible": "the amount is too small to be credible",
    "unexpected_currency": "the amount is in {currency}, which is not the currency of the country",
    "from_table": "only the summary table prints an amount",
    "sum_of_parts": "the amount is the sum of several phases, years or sources",
    "range_middle": "a range is printed; its middle is used",
    "separators_repaired": "thousands or decimal marks were repaired",
    "set_up_left_out": "a set-up cost is left out of the yearly amount",
    "past_left_out": "an amount for an earlier period is left out",
    "undated_left_out": "an amount for an unnamed year is left out",
    "converted": "converted at the ECB mean rate of {rate_year} ({rate:.4f} {currency} for 1 EUR)",
    "no_rate": "no exchange rate is known for the currency and year",
    "shorter_than_a_year": "it lasted less than a year and is counted as one",
}
NOT_CREDIBLE = frozenset({"conflict", "implausible", "unexpected_currency", "no_rate"})


def derive_cases(clean: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """The columns of `cases.csv` from the cleaned sheet `cases` (see the codebook), sorted by case number."""
    currencies = codebook.vocabulary["currencies"]
    rows = [_case(row, currencies.get(row["country_printed_list"], "EUR")) for row in clean.to_dict("records")]
    return pd.DataFrame(rows).sort_values("case_no", key=lambda c: c.astype(int), ignore_index=True)


def budget_log(cases: pd.DataFrame) -> pd.DataFrame:
    """One row of the cleaning log for every amount that was read from print into EUR."""
    read = cases[cases["budget_eur"].ne("")]
    return pd.DataFrame(
        {
            "source": "case_studies", "record": read["case_no"], "column": "budget_eur", "raw": read["budget_as_printed"],
            "clean": read["budget_eur"], "rule": "amount_read" + ("; " + read["budget_reason"]).where(read["budget_reason"].ne(""), ""),
        }
    )  # fmt: skip


def is_credible(flags: str) -> bool:
    """Whether a budget with these flags (`;`-joined) may enter a comparison of costs."""
    return not NOT_CREDIBLE & set(flags.split(";"))


def _case(row: dict[str, str], currency: str) -> dict[str, str]:
    start, finish = row["start_printed"], row["finish_printed"]
    ongoing = is_ongoing(finish)
    end_year = None if ongoing else year_of(finish)
    budget = _budget(row, currency, year_of(start), _duration(start, "" if ongoing else finish))
    own = ("organiser_type", "beneficiaries", "beneficiaries_note", "funding_sources", "partners", "staff_training", "evaluation",
           "outcomes_quantified", "replication", "sectors", "target_groups")  # fmt: skip
    summaries = [name for name in row if name.startswith("summary_")]
    return {
        "case_no": row["case_no"],
        "name": row["title_printed_fact_sheet"],
        "name_english": row["title_english"],
        "country": row["country_printed_list"],
        "organiser": row["organiser_printed_fact_sheet"] or row["organiser_printed_list"],
        "dimension": row["type_printed_list"],
        "source": row["source_printed_list"],
        "start_year": _text(year_of(start)),
        "end_year": _text(end_year),
        "ongoing": "yes" if ongoing else "no" if finish else "",
        **budget,
        **{name: row[name] for name in own},
        **{name: row[name] for name in summaries},
    }


def _duration(start: str, finish: str) -> float | None:
    """Years from start to finish, both counted in: whole years where only years are known, else months.

    None where one of them is not known, or the finish lies before the start.
    """
    if not (year_of(start) and year_of(finish)):
        return None
    if all(re.match(MONTH, date) for date in (start, finish)):
        years = ((int(finish[:4]) - int(start[:4])) * 12 + int(finish[5:7]) - int(start[5:7]) + 1) / 12
    else:
        years = float(int(finish[:4]) - int(start[:4]) + 1)
    return years if years > 0 else None


def _budget(row: dict[str, str], currency: str, start: int | None, duration: float | None) -> dict[str, str]:
    printed = {name: row[f"budget_printed_{name}"] for name in ("fact_sheet", "table")}
    amounts = {name: parse_amounts(text) for name, text in printed.items()}
    read = {name: compose(found, start, duration) for name, found in amounts.items()}
    budget = read["fact_sheet"] or read["table"]
    as_printed = (
        printed["fact_sheet"]
        if read["fact_sheet"]
        else printed["table"]
        if read["table"]
        else printed["fact_sheet"] or printed["table"]
    )
    empty = {"budget_as_printed": as_printed, "budget_eur": "", "budget_period_years": "", "budget_eur_per_year": "",
             "budget_currency": "", "budget_rate": "", "budget_rate_year": "", "budget_flag": "", "budget_reason": ""}  # fmt: skip
    if budget is None:
        return empty
    if "no_rate" in budget.flags:
        return empty | {"budget_currency": budget.currency} | _flagged(budget.flags, budget, printed["table"])
    parts = {a.value for a in amounts["fact_sheet"]}
    flags = [*_disagreement(read["fact_sheet"], read["table"], parts), *_doubts(budget, currency), *budget.flags]
    return (
        empty
        | {
            "budget_eur": canonical(round(budget.eur, 2)),
            "budget_period_years": _text(budget.period_years),
            "budget_eur_per_year": canonical(round(budget.per_year, 2)) if budget.per_year is not None else "",
            "budget_currency": budget.currency,
            "budget_rate": f"{budget.rate:.6g}" if budget.rate else "",
            "budget_rate_year": _text(budget.rate_year if budget.rate else None),
        }
        | _flagged(flags, budget, printed["table"])
    )


def _disagreement(sheet: Budget | None, table: Budget | None, parts: set[float]) -> list[str]:
    """How the summary table's amount stands to the fact sheet's, in total or per year, whichever is nearer."""
    if sheet is None:
        return ["from_table"]
    if table is None:
        return []
    pairs = [(sheet.eur, table.eur)] + [
        (s, t) for s in (sheet.per_year, sheet.eur) for t in (table.per_year,) if s and t
    ]
    gap = min(abs(s - t) / (max(s, t) or 1.0) for s, t in pairs)
    if gap < SAME:
        return []
    return ["rounded"] if gap < ROUNDING else ["table_part"] if table.eur in parts else ["conflict"]


def _doubts(budget: Budget, currency: str) -> list[str]:
    doubts = ["implausible"] if budget.eur < IMPLAUSIBLE_BELOW_EUR else []
    if budget.currency not in ("EUR", currency):
        doubts.append("unexpected_currency")
    return doubts


def _flagged(flags: Iterable[str], budget: Budget, table: str) -> dict[str, str]:
    said = {"table": table, "currency": budget.currency, "rate": budget.rate or 0.0, "rate_year": budget.rate_year}
    reasons = "; ".join(FLAG_REASONS[flag].format(**said) for flag in flags)
    return {"budget_flag": ";".join(flags), "budget_reason": reasons}


def _text(value: float | None) -> str:
    return "" if value is None else canonical(float(value))
