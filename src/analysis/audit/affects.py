"""What an erratum bears on: the column `affects` of `errata.csv`, `;`-joined.

    survey.cbp_involved.*                       estimates, by key; `*` stands for anything
    table:3.10                                  all cells of a printed table
    cases:7:budget_eur                          a cell of `cases.csv`, `networks.csv`, `statements.csv`: table, record, column
    cases:7:*                                   what is told of a case study, with no cell of its own
    documents:voting:vote_local                 a fact of a document: table, record
    coding:17:effectiveness.results_measured    the coding of a case study under an indicator
    sheet:17:outcomes                           text under a heading of a fact sheet that belongs to another project: no
                                                coding may rest on it unless its reason names the erratum
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

import pandas as pd

RECORDS = ("cases", "networks", "statements", "documents", "coding", "sheet")
KEY = re.compile(r"[\w*]+(\.[\w*]+)+")


def split(affects: str) -> list[str]:
    """The places that a cell names."""
    return [place.strip() for place in affects.split(";") if place.strip()]


def wrong_place(place: str) -> str:
    """What is wrong with the form of a place, or nothing."""
    kind, *rest = place.split(":")
    if not rest:
        return "" if KEY.fullmatch(kind) else "is not the key of an estimate"
    if kind == "table":
        return "" if len(rest) == 1 and rest[0] else "names no table"
    if kind not in RECORDS:
        return "names nothing that errata can bear on"
    return "" if len(rest) == 2 and all(rest) else "does not name a record and a column"


def on_keys(errata: pd.DataFrame, keys: pd.Series) -> pd.Series:
    """For each key of an estimate the ids of the errata that bear on it, `;`-joined, or nothing."""
    patterns = [(id_, place) for id_, place in _places(errata) if ":" not in place]
    return keys.map(lambda key: ";".join(dict.fromkeys(id_ for id_, place in patterns if fnmatchcase(key, place))))


def idle(errata: pd.DataFrame, keys: pd.Series) -> list[tuple[str, str]]:
    """Errata and the keys they name that no estimate has."""
    places = [(id_, place) for id_, place in _places(errata) if ":" not in place]
    return [(id_, place) for id_, place in places if not any(fnmatchcase(key, place) for key in keys)]


def on_record(errata: pd.DataFrame, table: str, record: str) -> dict[str, list[str]]:
    """The ids of the errata that bear on a record, by column (`sheet`: by heading)."""
    found: dict[str, list[str]] = {}
    for id_, place in _places(errata):
        kind, *rest = place.split(":")
        if kind == table and rest[0].casefold() == record.casefold():  # identifiers are cleaned to capitals
            found.setdefault(rest[1], []).append(id_)
    return found


def on_case(errata: pd.DataFrame, number: str) -> list[str]:
    """The ids of the errata that bear on a case study, its fact sheet or its coding, in order."""
    found = [ids for table in ("cases", "sheet", "coding") for ids in on_record(errata, table, number).values()]
    return sorted({id_ for ids in found for id_ in ids})


def on_table(errata: pd.DataFrame, table: str) -> list[str]:
    """The ids of the errata that bear on a printed table."""
    return [id_ for id_, place in _places(errata) if place == f"table:{table}"]


def rests_elsewhere(errata: pd.DataFrame, coding: pd.DataFrame) -> Iterator[tuple[int, list[str]]]:
    """The rows of a coding (columns case_no, final, evidence, reason) that rest on text which an erratum says belongs to
    another project, with its ids; a row whose reason names one of them has taken it into account."""
    for row in coding.itertuples():
        ids = on_record(errata, "sheet", row.case_no).get(row.evidence, [])
        if ids and row.final in ("yes", "no") and not any(id_ in row.reason for id_ in ids):
            yield row.Index, ids


def _places(errata: pd.DataFrame) -> Iterator[tuple[str, str]]:
    for id_, affects in zip(errata["id"], errata["affects"], strict=True):
        yield from ((id_, place) for place in split(affects))
