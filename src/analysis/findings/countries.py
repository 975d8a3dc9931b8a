"""What a wave holds on each country: all of them in one table, and a page for each of which there is more than a line to say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.estimate.disclosure import SOURCES as OF_RESPONDENTS
from analysis.findings.cases import studied
from analysis.findings.local import local_voting
from analysis.findings.results import NO_COUNTRY, ON_COUNTRIES, Facts, Number, Results, classes, evidence_of

COUNTED = ("survey", "factsheets", "practices", "cases")  # the sources, by how many of their records are of a country
RANGES = ("regional_municipal", "national")

Counts = Mapping[str, Mapping[str, Number]]  # by source and country
Rows = Mapping[str, Mapping[str, list[dict[str, Any]]]]  # by table and country


def countries_overview(r: Results) -> Facts | None:
    """Every country that a source or a document names, with what there is on it."""
    counts, told = _counts(r), _told(r)
    if not (codes := _named(r, counts, told)):
        return None
    rows = [
        {"country": r.country(code)}
        | {source: shown(r, source, found.get(code)) for source, found in counts.items() if found}
        | ({"documents": [table for table, found in told.items() if code in found]} if any(told.values()) else {})
        for code in codes
    ]
    numbers = [n for found in counts.values() for n in found.values()]
    return {
        "table": rows, "named": codes, "pages": [code for code in codes if code in r.countries_told], "told": any(told.values()),
        "evidence": classes(evidence_of(numbers), r.wave.listed if any(told.values()) else ""),
    }  # fmt: skip


def country_page(r: Results) -> list[Facts]:
    """Each country of which there is more than a line to say, in the order of their names."""
    counts, told, known = _counts(r), _told(r), studied(r)
    items, pages = r.codebook["responses"].items, []
    voting = local_voting(r)
    for code in (code for code in _named(r, counts, told) if code in r.countries_told):
        held = {source: found.get(code) for source, found in counts.items()}
        ranges = [n for n in (r.get(f"practices.range.{option}.by_country_{code}.share") for option in RANGES) if n]
        pages.append({
            "part": code, "name": str(r.country(code)), "held": held, "ranges": ranges, "cases": [{"case": c, "aim": c.row.get("summary_objectives", "")} for c in known if c.row["country"] == code],
            "answers": [{"question": items[n.item].label, "yes": n} for n in r.where(source="survey", option="yes", group=f"country_{code}") if not n.small],
            "there": {source: bool(found) for source, found in counts.items()},
            "said": {table: found.get(code, []) for table, found in told.items()}, "asked": {table: bool(found) for table, found in told.items()},
            "nameless": voting["nameless"] if voting else [], "local": r.has_chapter("local"), "printed": r.wave.listed,
            "noted": r.noted(dict.fromkeys(e for found in told.values() for row in found.get(code, []) for e in row["errata"])),
            "evidence": evidence_of(n for n in [*held.values(), *ranges] if n),
        })  # fmt: skip
    return pages


def shown(r: Results, source: str, number: Number | None) -> int | str:
    """How many records of a source are of a country, as a cell; empty where there may be some that are withheld."""
    return int(number.numerator) if number else "" if source in OF_RESPONDENTS and r.wave.discloses else 0


def _named(r: Results, counts: Counts, told: Rows) -> list[str]:
    """The codes of all countries that a source or a document names, in the order of their names."""
    return sorted({code for found in [*counts.values(), *told.values()] for code in found}, key=r.country)


def _counts(r: Results) -> Counts:
    """How much a source has of each country that may be told."""
    return {source: {n.option: n for n in r.of(source, "country") if n.option not in NO_COUNTRY and n.numerator} for source in COUNTED}


def _told(r: Results) -> Rows:
    """What the documents say of each country, with the labels of its options."""
    return {table: {code: [_labelled(r, table, row) for row in rows] for code, rows in r.countries_in(table).items()} for table in ON_COUNTRIES}


def _labelled(r: Results, table: str, row: Mapping[str, Any]) -> dict[str, Any]:
    columns = r.declared.tables[table].items()
    labels = {name: column.options.get(row[name], "") for name, column in columns if column.type == "choice"}
    names = {name: [r.network_names.get(id_, id_) for id_ in row[name]] for name, column in columns if column.type == "networks"}
    return {**row, **labels, **names}
