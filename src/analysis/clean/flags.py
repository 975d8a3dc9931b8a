"""The flags of an amount: what is to be said of it, and why some are not used."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.clean.money import Budget, unclear
from analysis.clean.parsed import Cleaner, Parsed
from analysis.clean.words import text_cleaner
from analysis.codebook import Codebook

FLAG_REASONS = {
    "no_additional_cost": "the sheet says that no additional cost was needed",
    "conflict": "the summary table prints {table}, which does not agree with the fact sheet",
    "zeros_lost": "the summary table prints {table}, where three zeros are lost",
    "table_part": "the summary table prints one part of it only ({table})",
    "rounded": "the summary table rounds the amount differently ({table})",
    "implausible": "the amount is too small to be credible",
    "part_only": "it is a part of the cost only",
    "unexpected_currency": "the amount is in {currency}, which is not the currency of the country",
    "from_table": "only the summary table prints an amount",
    "sum_of_parts": "the amount is the sum of several phases, years or sources",
    "range_middle": "a range is printed; its middle is used",
    "separators_repaired": "thousands or decimal marks were repaired",
    "set_up_left_out": "a set-up cost is left out of the yearly amount",
    "past_left_out": "an amount for an earlier period is left out",
    "undated_left_out": "an amount for an unnamed year is left out",
    "converted": "converted at the ECB mean rate of {rate_years} ({rate:.4f} {currency} for 1 EUR)",
    "no_rate": "the amount is in {currency} and of no year for which a rate is known",
    "not_read": "an amount is printed that cannot be read",
    "no_currency": "a number is printed without its currency",
    "two_readings": "the printed amount can be read in two ways",
    "arithmetic": "a calculation is printed instead of an amount",
    "per_unit": "the printed amount is for one person, month or other unit",
    "converted_by_study": "the amount is in {currency} and of no year, so it is not converted; {table} is the study's own conversion",
    "per_year": "it is for one year",
    "shorter_than_a_year": "it is for less than a year, and no cost per year is made of it",
}
HINT = "write one amount with its currency, such as `20000 EUR`, where the source allows it"


def money_cleaner(codebook: Codebook) -> Cleaner:
    """An amount as it is printed, with single blanks; one that cannot be used is doubtful."""
    tidy = text_cleaner(codebook)

    def clean(raw: str) -> Parsed:
        found = tidy(raw)
        doubts = unclear(found.value)
        return found._replace(doubt=f"the amount is not used: {FLAG_REASONS[doubts[0]]}", hint=HINT) if doubts else found

    return clean


def flagged(flags: Iterable[str], budget: Budget | None, table: str = "") -> dict[str, str]:
    """The columns `budget_flag` and `budget_reason`; `table` is what a summary table prints for the same amount."""
    flags, said = list(flags), {"table": table}
    if budget:
        said |= {"currency": budget.currency, "rate": budget.rate or 0.0, "rate_years": span(budget.rate_years)}
    return {"budget_flag": ";".join(flags), "budget_reason": "; ".join(FLAG_REASONS[flag].format(**said) for flag in flags)}


def span(years: tuple[int, int] | None) -> str:
    """`2009 to 2011`, `2009`, or nothing."""
    return "" if years is None else f"{years[0]}" if years[0] == years[1] else f"{years[0]} to {years[1]}"
