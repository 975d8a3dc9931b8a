"""Made-up answers to every item that a wave asks: the same ones each time, and no more like real ones than dice are."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from analysis.codebook import Item, Table

SEED = 2026
COUNTRIES = {"IT": 12, "ES": 9, "GR": 8, "DE": 8, "PT": 6, "FR": 6, "SE": 5, "PL": 3, "IE": 3}  # authorities of each
OPENED_ONLY, GAVE_UP = 4, 6  # of the authorities: without an answer, and with few
FEW = 6  # questions answered by those who gave up
PRACTICES = 120
FIRST_ANSWER, FIRST_PRACTICE = 1001, 5001  # survey tools number the answers by themselves
SILENCE = 0.08  # share of a question's answers that are missing
TELLS = 0.3  # share of respondents who write into a text
LIKELY_MOST, LIKELY_LEAST = 1.0, 0.15  # weights of an option, drawn once for each
TEXT = 'Simulated answer {n}; it says "{word}",\nand no authority gave it'
YEARS = (2015, 2025)
MOST = {"fs_duration_years": 6, "fs_funding_years": 6, "fs_funding_eur_m": 4, "fs_beneficiaries": 900, "tcn_percent": 24}
WORDS = ("languages", "housing", "work", "schools", "neighbours")

Row = dict[str, str]


def responses(spec: Table) -> list[Row]:
    """One row for each made-up authority, in codebook values; items without an answer are empty."""
    countries = [country for country, number in COUNTRIES.items() for _ in range(number)]
    _dice("countries").shuffle(countries)
    rows = _rows(spec, len(countries), FIRST_ANSWER)
    for number, (row, country) in enumerate(zip(rows, countries, strict=True)):
        row |= {"country": country, "authority_name": f"Simulated authority {number + 1}", "status": ""}
        _give_up(row, spec, len(rows) - number)
    return rows


def factsheets(spec: Table, answered: list[Row]) -> list[Row]:
    """Up to three made-up fact sheets of each authority that answered to the end."""
    dice = _dice("number of fact sheets")
    names = [row["respondent_id"] for row in answered[: len(answered) - OPENED_ONLY - GAVE_UP]]
    owners = [name for name in names for _ in range(dice.choice([0, 1, 1, 1, 2, 3]))]
    rows = _rows(spec, len(owners), FIRST_ANSWER)
    for number, (row, owner) in enumerate(zip(rows, owners, strict=True)):
        row |= {"respondent_id": owner, "factsheet_no": "", "fs_name": f"Simulated programme {number + 1}"}
    return rows


def practices(spec: Table) -> list[Row]:
    """Made-up records of a database of practices."""
    dice, rows = _dice("practices"), _rows(spec, PRACTICES, FIRST_PRACTICE)
    for number, row in enumerate(rows):
        start = dice.randint(2015, 2025)
        end = dice.choice(["ongoing", "", str(start + dice.randint(0, 4))])
        row |= {"title": f"Simulated practice {number + 1}", "start_date": str(start), "end_date": end}
        row |= {"country": "" if row.get("range") == "eu_international" else dice.choice(list(COUNTRIES))}
        row |= {"budget": dice.choice(["", f"{dice.randint(2, 60) * 10} 000 EUR"])}
    return rows


def _give_up(row: Row, spec: Table, from_last: int) -> None:
    """Take the answers from those who only opened the questionnaire or gave it up: the last ones."""
    asked = [name for name in spec.items if name not in ("respondent_id", "country", "authority_name", "status")]
    kept = 0 if from_last <= OPENED_ONLY else FEW if from_last <= OPENED_ONLY + GAVE_UP else len(asked)
    row |= dict.fromkeys(asked[kept:], "")


def _rows(spec: Table, number: int, first: int) -> list[Row]:
    """A row for each record with an answer to most items; each item has dice of its own, so a new one changes no other."""
    columns = {item.id: _column(item, number, first) for item in spec.items.values()}
    return [{name: column[place] for name, column in columns.items()} for place in range(number)]


def _column(item: Item, number: int, first: int) -> list[str]:
    dice = _dice(item.id)
    if item.type == "id":
        return [str(first + place) for place in range(number)]
    throw = _thrower(item, dice)
    return [throw(place) if dice.random() >= SILENCE else "" for place in range(number)]


def _thrower(item: Item, dice: Random) -> Callable[[int], str]:
    """What gives the answer of a record to an item, by its type."""
    match item.type:
        case "choice" | "rating":
            scale = range(int(item.min or 1), int(item.max or 1) + 1)
            options = list(item.options) or [str(value) for value in scale]
            weights = [dice.uniform(LIKELY_LEAST, LIKELY_MOST) for _ in options]
            return lambda place: dice.choices(options, weights)[0]
        case "multi":
            chances = {option: dice.uniform(LIKELY_LEAST, LIKELY_MOST) for option in item.options}
            return lambda place: ";".join(option for option, chance in chances.items() if dice.random() < chance)
        case "number":
            low, high = YEARS if (item.min or 0) > 1000 else (1, MOST.get(item.id, 5000))
            return lambda place: str(dice.randint(low, high))
        case "text":
            return lambda place: TEXT.format(n=place + 1, word=dice.choice(WORDS)) if dice.random() < TELLS else ""
    return lambda place: ""


def _dice(name: str) -> Random:
    return Random(f"{SEED} {name}")
