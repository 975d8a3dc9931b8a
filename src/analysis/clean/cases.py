"""The case studies: from what is printed in several places to one row per practice (`cases.csv`)."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from analysis.clean.dates import is_ongoing, year_of
from analysis.clean.flags import flagged, span
from analysis.clean.money import Amount, Budget, compose, parse_amounts, unclear
from analysis.clean.numbers import canonical
from analysis.clean.periods import Period, period_reader
from analysis.codebook import Codebook

IMPLAUSIBLE_BELOW_EUR = 1000
SAME, ROUNDING, ZEROS = 0.02, 0.1, 1000
NOT_CREDIBLE = frozenset({"conflict", "implausible", "unexpected_currency", "no_rate", "converted_by_study"})
NOT_COMPARABLE = NOT_CREDIBLE | {"part_only"}
SETTLED = ("organiser_type", "beneficiaries", "beneficiaries_note", "funding_sources", "partners", "staff_training", "evaluation",
           "outcomes_quantified", "replication", "sectors", "target_groups", "money_period", "money_passage", "people_period",
           "people_passage", "years_passage")  # fmt: skip
RATIO = ("ratio_amount", "ratio_people", "ratio_period", "ratio_bound", "ratio_passage", "ratio_core", "eur_per_person", "eur_per_core", "ratio_missing")


def derive_cases(clean: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """The columns of `cases.csv` from the cleaned sheet `cases` (see the codebook), sorted by case number."""
    currencies, read = codebook.vocabulary["currencies"], period_reader(codebook)
    rows = [_case(row, currencies.get(row["country_printed_list"], "EUR"), read) for row in clean.to_dict("records")]
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


def is_comparable(flags: str) -> bool:
    """Whether a budget with these flags (`;`-joined) is the credible cost of the whole, and may enter a comparison."""
    return NOT_COMPARABLE.isdisjoint(flags.split(";"))


def _case(row: dict[str, str], currency: str, read: Callable[[str], Period | None]) -> dict[str, str]:
    start, finish = row["start_corrected"] or row["start_printed"], row["finish_corrected"] or row["finish_printed"]
    ongoing = is_ongoing(finish)
    money, people = (read(row[name]) if row[name] else None for name in ("money_period", "people_period"))
    budget = _budget(row, currency, money)
    summaries = [name for name in row if name.startswith("summary_")]
    return {
        "case_no": row["case_no"],
        "name": row["title"] or row["title_printed_fact_sheet"],
        "name_english": row["title_english"],
        "country": row["country_printed_list"],
        "organiser": row["organiser"] or row["organiser_printed_fact_sheet"] or row["organiser_printed_list"],
        "dimension": row["type_printed_list"],
        "source": row["source_printed_list"],
        "start_year": _text(year_of(start)),
        "end_year": _text(None if ongoing else year_of(finish)),
        "ongoing": "yes" if ongoing else "no" if finish else "",
        "start_printed": row["start_printed"],
        "finish_printed": row["finish_printed"],
        **budget,
        **{name: row[name] for name in SETTLED},
        **_ratio(row, budget, money, people),
        **{name: row[name] for name in summaries},
    }


def _ratio(row: dict[str, str], budget: dict[str, str], money: Period | None, people: Period | None) -> dict[str, str]:
    """What one person reached costs: an amount over the people of the same period, or why there is no such ratio.

    The columns `ratio_...` of the sheet name the part of amount and people that belong together; without them the whole
    amount is divided by all people, where the periods of both are known and the same.
    """
    empty = dict.fromkeys(RATIO, "")
    flags = set(budget["budget_flag"].split(";"))
    if row["ratio_amount"] and row["ratio_people"] and NOT_CREDIBLE.isdisjoint(flags):
        found = {name: row[name] for name in RATIO if name in row}
    elif missing := _unmatched(row, budget, flags, money, people):
        return empty | {"ratio_missing": missing}
    else:
        found = {"ratio_amount": budget["budget_eur"], "ratio_people": row["beneficiaries"], "ratio_period": row["money_period"]}
        found |= {name: row[name] for name in ("ratio_bound", "ratio_core")}
    amount, heads = float(found["ratio_amount"]), {"eur_per_person": found["ratio_people"], "eur_per_core": found["ratio_core"]}
    return empty | found | {name: canonical(amount / float(n)) for name, n in heads.items() if n}


def _unmatched(row: dict[str, str], budget: dict[str, str], flags: set[str], money: Period | None, people: Period | None) -> str:
    """Why the whole amount cannot be divided by all people; nothing where it can."""
    reasons = {
        "no_amount": not budget["budget_eur"],
        "doubtful": not NOT_COMPARABLE.isdisjoint(flags),
        "no_people": not float(row["beneficiaries"] or 0),
        "no_money_period": money is None,
        "no_people_period": people is None,
        "periods_differ": money != people,
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def _budget(row: dict[str, str], currency: str, period: Period | None) -> dict[str, str]:
    printed = {name: row[f"budget_printed_{name}"] for name in ("fact_sheet", "table")}
    amounts = {name: parse_amounts(text) for name, text in printed.items()}
    read = {name: _composed(found, period) for name, found in amounts.items()}
    sheet, table = read["fact_sheet"], read["table"]
    budget, by_study = sheet or table, _is_converted_by_study(sheet, table)
    noted = [flag for flag in row["budget_remark"].split(";") if flag]
    where = "fact_sheet" if sheet or (not table and printed["fact_sheet"]) else "table"
    empty = {"budget_as_printed": printed[where], "budget_eur": "", "budget_period_years": "", "budget_eur_per_year": "",
             "budget_currency": "", "budget_rate": "", "budget_rate_years": ""}  # fmt: skip
    if doubts := unclear(printed[where]):
        return empty | flagged([*noted, *doubts], None, printed["table"])
    if budget is None:
        return empty | flagged(noted, None, printed["table"])
    if by_study:
        flags = ["converted_by_study", *noted, *(flag for flag in sheet.flags if flag != "no_rate")]
        return empty | _amounts(table) | {"budget_currency": sheet.currency} | flagged(flags, sheet, printed["table"])
    if "no_rate" in budget.flags:
        return empty | {"budget_currency": budget.currency} | flagged([*budget.flags, *noted], budget, printed["table"])
    parts = {a.value for a in amounts["fact_sheet"]}
    flags = [*_disagreement(sheet, table, parts), *noted, *_doubts(budget, currency), *budget.flags]
    return empty | _amounts(budget) | flagged(dict.fromkeys(flags), budget, printed["table"])


def _composed(amounts: list[Amount], period: Period | None) -> Budget | None:
    return compose(amounts, period.years, period.length) if period else compose(amounts)


def _is_converted_by_study(sheet: Budget | None, table: Budget | None) -> bool:
    """Whether the summary table has EUR for an amount that cannot be converted otherwise."""
    return bool(sheet and table and "no_rate" in sheet.flags and table.currency == "EUR")


def _amounts(budget: Budget) -> dict[str, str]:
    return {
        "budget_eur": canonical(round(budget.eur, 2)),
        "budget_period_years": _text(budget.period_years),
        "budget_eur_per_year": canonical(round(budget.per_year, 2)) if budget.per_year is not None else "",
        "budget_currency": budget.currency,
        "budget_rate": f"{budget.rate:.6g}" if budget.rate else "",
        "budget_rate_years": span(budget.rate_years),
    }


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
    if sheet.eur == ZEROS * table.eur:
        return ["zeros_lost"]
    return ["rounded"] if gap < ROUNDING else ["table_part"] if table.eur in parts else ["conflict"]


def _doubts(budget: Budget, currency: str) -> list[str]:
    doubts = ["implausible"] if budget.eur < IMPLAUSIBLE_BELOW_EUR else []
    if budget.currency not in ("EUR", currency):
        doubts.append("unexpected_currency")
    return doubts


def _text(value: float | None) -> str:
    return "" if value is None else canonical(float(value))
