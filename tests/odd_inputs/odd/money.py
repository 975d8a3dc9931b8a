"""Budgets as people write them: an amount that can be read in two ways is flagged and not used."""

from __future__ import annotations

from odd import Odd
from odd.make import column


def read(name: str, text: str, amount: str) -> Odd:
    """A budget that is read as so many EUR, without a word."""
    return Odd(name, {"practices.csv": column("budget", text)}, values={"practices P1 budget_eur": amount, "practices P1 budget_as_printed": text})


def doubtful(name: str, text: str, flag: str, warned: str) -> Odd:
    """A budget that is not used, with a flag and a warning."""
    warned = rf"row 2, column budget: the amount is not used: .*{warned}"
    return Odd(name, {"practices.csv": column("budget", text)}, warned=warned, values={"practices P1 budget_eur": "", "practices P1 budget_flag": flag})


KINDS = [
    read("an amount with a point between thousands", "250.000 EUR", "250000"),
    read("a million with three decimals", "€1.125 million", "1125000"),
    doubtful("a million with a comma", "€1,125 million", "two_readings", "two ways"),
    read("a million in German", "2.5 Mill. EUR", "2500000"),
    read("a million in Polish", "5 mln EUR", "5000000"),
    read("thousands before the sign", "k€ 20", "20000"),
    read("thousands in German", "20 TEUR", "20000"),
    read("an amount with a dash for cents", "12.000,- EUR", "12000"),
    read("between two amounts", "between 20 000 and 30 000 EUR", "25000"),
    read("an amount of which a part", "100 000 EUR (of which 40 000 EUR from the city)", "100000"),
    read("a sum with its parts", "60 000 EUR + 40 000 EUR = 100 000 EUR", "100000"),
    read("an amount for some years", "€90,000 for 3 years", "90000"),
    read("an amount a year in French", "8 000 EUR par an", "8000"),
    doubtful("a number without its currency", "250000", "no_currency", "without its currency"),
    doubtful("an amount a month", "500 EUR per month", "per_unit", "one person, month"),
    doubtful("a calculation", "3 x 20.000 EUR", "arithmetic", "calculation"),
    doubtful("a mil", "20 mil EUR", "two_readings", "two ways"),
    doubtful("an amount to be taken off", "-20 000 EUR", "two_readings", "two ways"),
    doubtful("a part of a whole", "50% of 100 000 EUR", "two_readings", "two ways"),
    Odd("an amount of another currency in no year", {"practices.csv": column("budget", "SEK 1 000 000")}, values={"practices P1 budget_eur": "", "practices P1 budget_flag": "no_rate"}),
    Odd("no amount in words", {"practices.csv": column("budget", "not available", "confidential", "in kind")}, values={"practices P1 budget_eur": "", "practices P1 budget_flag": ""}),
]  # fmt: skip
