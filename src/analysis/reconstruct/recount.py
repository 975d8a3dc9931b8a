"""Counting the rebuilt tables again, key by key, with nothing that built them."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from analysis.reconstruct.sheets import Record, Sheet

CONTINUING = {"ongoing": "continuing"}


class Share(NamedTuple):
    """So many of so many."""

    count: int
    base: int


def recount(responses: Sheet, factsheets: Sheet, practices: Sheet) -> dict[str, Share]:
    """Estimate key -> count and base, for every key of which the study printed a cell."""
    analysable = [record for record in responses.records if record["status"] == "analysable"]
    return (
        _survey_shares(responses.columns, analysable)
        | _factsheet_shares(factsheets.records, analysable)
        | _practice_shares(practices.records)
        | _regional_shares([record for record in practices.records if record["range"] == "regional_municipal"])
    )


def _survey_shares(columns: tuple[str, ...], analysable: list[Record]) -> dict[str, Share]:
    shares = {}
    for column in columns[1:]:
        answers = _filled(analysable, column)
        key, base = f"survey.{column.replace('__', '.')}", len(analysable)
        if not answers:
            continue
        for answer, count in Counter(answers).items():
            option = "higher_priority" if answer == "higher" else answer
            shares[f"{key}.{option}.share"] = Share(count, base)
        shares[f"{key}.{'reported' if column == 'country' else 'any'}.share"] = Share(len(answers), base)
    return shares


def _factsheet_shares(factsheets: list[Record], analysable: list[Record]) -> dict[str, Share]:
    home = {record["respondent_id"]: record["country"] for record in analysable}
    found = Counter(home[sheet["respondent_id"]] for sheet in factsheets)
    key, base = "factsheets.country", len(factsheets)
    shares = {f"{key}.{country}.share": Share(found[country], base) for country in home.values()}
    return shares | {f"{key}.reported.share": Share(found.total(), base)}


def _practice_shares(records: list[Record]) -> dict[str, Share]:
    base, countries = len(records), _filled(records, "country")
    ranges = Counter(record["range"] for record in records)
    cross = Counter((record["range"], record.get("country")) for record in records)
    ends = Counter(CONTINUING.get(end, str(end).replace(" ", "_")) for end in _filled(records, "end_date"))
    shares = {f"practices.country.{country}.share": Share(n, base) for country, n in Counter(countries).items()}
    shares |= {f"practices.range.{range_}.share": Share(n, base) for range_, n in ranges.items()}
    shares |= {f"practices.end.{end}.share": Share(n, base) for end, n in ends.items()}
    for country in set(countries):
        total = shares[f"practices.country.{country}.share"].count
        for range_ in ranges:
            shares[f"practices.range.{range_}.by_country_{country}.share"] = Share(cross[range_, country], total)
    sums = {"country.reported": len(countries), "range.any": ranges.total(), "end.any": ends.total()}
    return shares | {f"practices.{key}.share": Share(n, base) for key, n in sums.items()}


def _regional_shares(records: list[Record]) -> dict[str, Share]:
    shares = {}
    for key, column in {"aim": "aims", "funding": "funding_sources"}.items():
        answers = _filled(records, column)
        for option, count in Counter(option for answer in answers for option in str(answer).split(";")).items():
            shares[f"practices.{key}.{option}.share"] = Share(count, len(answers))
    return shares


def _filled(records: list[Record], column: str) -> list:
    return [record[column] for record in records if record.get(column, "") != ""]
