"""The case studies by what they are about: themes, conclusions and what helps, as documents say; sectors and target groups, as coded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from analysis.findings.chart import Chart, Mark
from analysis.findings.documented import as_read
from analysis.findings.results import Facts, Named, Names, Part, Results, classes

SECTORS, GROUPS = "sectors", "target_groups"
DOWNLOADS = {"actions": "actions", "lessons": "conclusions", "success": "success"}


@dataclass(frozen=True)
class Case:
    """A case study: the ids of its sectors, of its target groups and of the fields that its sectors belong to."""

    number: str
    name: Named
    place: Named
    dimension: str
    sectors: frozenset[str]
    groups: frozenset[str]
    fields: tuple[str, ...]


def themes_opening(r: Results) -> Facts | None:
    """How many there are in each dimension and theme, and which of them the running text passes over."""
    if not (themes := _themes(r)):
        return None
    dimensions = [
        {"name": r.dimension(d), "themes": [t | {"number": len(t["cases"])} for t in themes if t["dimension"] == d]}
        for d in dict.fromkeys(t["dimension"] for t in themes)
    ]
    for d in dimensions:
        d["number"] = len({case for t in d["themes"] for case in t["cases"]})
    passed = sorted({case for t in themes for case in t["passed_over"]}, key=int)
    return {
        "dimensions": dimensions, "number": sum(d["number"] for d in dimensions), "themes": len(themes),
        "passed_over": [r.case_names[case] for case in passed], "evidence": r.wave.listed,
        "files": {f"theme-{told}": as_read(r, name) for name, told in DOWNLOADS.items()},
    }  # fmt: skip


def _dimension(r: Results, dimension: str) -> Facts | None:
    """What a dimension is about, its themes, and a paragraph on each case study of these."""
    themes = [t | {"id": t["theme"].replace("_", "-"), "told": _told(r, t["cases"])} for t in _themes(r) if t["dimension"] == dimension]
    if not themes:
        return None
    about = [t for t in r.documents("themes") if t["dimension"] == dimension and t["kind"] == "dimension"]
    return {"about": about, "themes": themes, "evidence": r.wave.listed}


themes_legal_political = partial(_dimension, dimension="legal_political")
themes_socio_economic = partial(_dimension, dimension="socio_economic")
themes_cultural = partial(_dimension, dimension="cultural")


def _themes(r: Results) -> list[dict[str, Any]]:
    """The themes with those of their case studies that the wave has, without themes of which it has none."""
    own = [
        t | {name: tuple(n for n in t[name] if n in r.case_names) for name in ("cases", "passed_over")}
        for t in r.documents("themes")
        if t["kind"] == "theme"
    ]
    return [t for t in own if t["cases"]]


def _told(r: Results, numbers: Sequence[str]) -> list[Facts]:
    """The paragraphs on case studies, each with the errata that bear on it."""
    places = {row["case_no"]: r.country(row["country"]) for row in r.table("processed/cases.csv").to_dict("records")}
    paragraphs = {row["case"][0]: row for row in r.documents("actions")}
    return [
        {
            "name": r.case_names[n], "place": places[n], "text": paragraphs[n]["text"],
            "noted": r.noted(paragraphs[n]["errata"]),
        }
        for n in numbers
        if n in paragraphs and n in places
    ]  # fmt: skip


def _lessons(r: Results, dimension: str) -> Facts | None:
    """What a document concludes, the case studies that it names for it, and those whose sheets fit."""
    rows = [
        {"lesson": row["text"], "named": _names(r, row["named"]), "carried": _names(r, row["carried"]), "where": row["where"], "errata": row["errata"]}
        for row in r.documents("lessons")
        if row["dimension"] == dimension
    ]
    if not rows:
        return None
    alone = sum(not row["named"] and not row["carried"] for row in rows)
    return {
        "table": rows, "number": len(rows), "with_named": sum(bool(row["named"]) for row in rows), "alone": alone,
        "evidence": classes(r.wave.listed, r.wave.coded),
    }  # fmt: skip


lessons_legal_political = partial(_lessons, dimension="legal_political")
lessons_socio_economic = partial(_lessons, dimension="socio_economic")
lessons_cultural = partial(_lessons, dimension="cultural")
lessons_of_all = partial(_lessons, dimension="")


def themes_success(r: Results) -> list[Facts]:
    """What helps, what hinders and what others would need, as fact sheets say: a table each."""
    known = r.documents("success")
    return [
        {
            "part": kind, "kind": kind, "evidence": r.wave.listed,
            "table": [
                {"factor": row["name"], "says": row["text"], "cases": _names(r, row["cases"]), "errata": row["errata"]}
                for row in known
                if row["kind"] == kind
            ],
        }
        for kind in dict.fromkeys(row["kind"] for row in known)
    ]  # fmt: skip


def themes_sectors(r: Results) -> Facts | None:
    """How many case studies of each dimension are about each sector."""
    if not (known := [c for c in _cases(r) if c.sectors]):
        return None
    sizes = sorted((_part(r, [c for c in known if s in c.sectors], known, n, s) for s, n in _options(r, SECTORS).items()), key=lambda p: -p.numerator)
    dimensions = [d for d in r.codebook.vocabulary["dimensions"] if any(c.dimension == d for c in known)]
    cells = [
        (p.name, [_cell(r, [c for c in known if p.option in c.sectors and c.dimension == d], known, r.dimension(d), d) for d in dimensions])
        for p in sizes
    ]
    most = [p for p in sizes if p.numerator == sizes[0].numerator]
    least = [p for p in sizes if p.numerator == sizes[-1].numerator]
    gaps = [{"name": r.dimension(d), "sectors": [n for n, marks in cells if not marks[k].of.numerator]} for k, d in enumerate(dimensions)]
    return {
        "base": len(known), "most": most, "least": least, "even": most == least, "gaps": [g for g in gaps if g["sectors"]],
        "chart": Chart("crossed", cells, {"columns": [("", len(dimensions))]}) if dimensions else None,
        "table": [{"sector": p.name, "number": int(p.numerator), "cases": _names_of(c for c in known if p.option in c.sectors)} for p in sizes],
        "data": _data(known, "sector", SECTORS), "evidence": r.wave.coded,
    }  # fmt: skip


def themes_groups(r: Results) -> Facts | None:
    """How many case studies for each target group are about each sector, the sectors by field; and who is left out of which field."""
    if not (known := [c for c in _cases(r) if c.sectors and c.groups]):
        return None
    groups = _options(r, GROUPS)
    columns = _columns(r)
    names = _options(r, SECTORS)
    sectors = [s for _, members in columns for s in members]
    cells = [
        (name, [_cell(r, [c for c in known if g in c.groups and s in c.sectors], known, names[s]) for s in sectors])
        for g, name in groups.items()
    ]
    reached = [
        {
            "name": field["label"], "number": sum(any(g in c.groups and f in c.fields for c in known) for g in groups),
            "groups": [n for g, n in groups.items() if any(g in c.groups and f in c.fields for c in known)],
            "missed": [n for g, n in groups.items() if not any(g in c.groups and f in c.fields for c in known)],
        }
        for f, field in _fields(r).items()
        if field["sectors"]
    ]  # fmt: skip
    in_order = sorted(reached, key=lambda f: -f["number"])
    pairs = [mark.of.numerator for _, marks in cells for mark in marks]
    return {
        "base": len(known), "groups": len(groups), "fields": reached, "widest": [f for f in reached if f["number"] == in_order[0]["number"]],
        "narrowest": [f for f in reached if f["number"] == in_order[-1]["number"]], "pairs": len(pairs), "empty": pairs.count(0),
        "chart": Chart("crossed", cells, {"columns": [(name, len(members)) for name, members in columns]}),
        "data": _pairs(known), "evidence": r.wave.coded,
    }  # fmt: skip


def themes_reached(r: Results) -> Facts | None:
    """For each target group and field the case studies."""
    known = _cases(r)
    fields = {f: field["label"] for f, field in _fields(r).items()} | {"": ""}
    rows = [
        {"group": name, "field": label, "cases": _names_of(found)}
        for g, name in _options(r, GROUPS).items()
        for f, label in fields.items()
        if (found := [c for c in known if g in c.groups and (f in c.fields if f else not c.fields)])
    ]
    return {"table": rows, "apart": _apart(r), "evidence": r.wave.coded} if rows else None


def themes_fields(r: Results) -> Facts | None:
    """Which of the fields each case study belongs to."""
    if not (known := [c for c in _cases(r) if c.sectors]):
        return None
    fields = _fields(r)
    order = [*r.codebook.vocabulary["dimensions"], ""]
    listed = sorted(known, key=lambda c: (order.index(c.dimension), int(c.number)))
    sizes = [_part(r, [c for c in known if f in c.fields], known, field["label"], f) for f, field in fields.items() if field["sectors"]]
    groups = [(r.dimension(d), [Mark(c, None, role=d or "muted") for c in listed if c.dimension == d]) for d in order]
    return {
        "base": len(known), "sizes": sizes, "most": [p for p in sizes if p.numerator == max(q.numerator for q in sizes)],
        "least": [p for p in sizes if p.numerator == min(q.numerator for q in sizes)], "outside": [c.name for c in listed if not c.fields],
        "several": sum(len(c.fields) > 1 for c in known), "uncoded": [field["label"] for field in fields.values() if not field["sectors"]],
        "apart": _apart(r),
        "chart": Chart(
            "heat", [(name, marks) for name, marks in groups if marks],
            {"columns": [("", [p.name for p in sizes])], "cells": [["met" if p.option in c.fields else "silent" for p in sizes] for c in listed]},
        ),
        "table": [
            {"no": c.number, "practice": c.name, "fields": [fields[f]["label"] for f in c.fields]}
            for c in listed
        ],
        "data": _data(listed, "field", "fields"), "evidence": r.wave.coded,
    }  # fmt: skip


def _cases(r: Results) -> list[Case]:
    fields = _fields(r)
    return [
        Case(
            row["case_no"], r.case_names[row["case_no"]], r.country(row["country"]), row["dimension"],
            sectors := frozenset(filter(None, row[SECTORS].split(";"))), frozenset(filter(None, row[GROUPS].split(";"))),
            tuple(f for f, field in fields.items() if sectors & set(field["sectors"])),
        )
        for row in r.table("processed/cases.csv").to_dict("records")
    ]  # fmt: skip


def _fields(r: Results) -> dict[str, dict[str, Any]]:
    """The fields that sectors are sorted into, by id: `label` and `sectors`."""
    return r.codebook.vocabulary["fields"]


def _apart(r: Results) -> list[str]:
    """The names of the sectors that belong to no field."""
    return [name for s, name in _options(r, SECTORS).items() if not any(s in field["sectors"] for field in _fields(r).values())]


def _columns(r: Results) -> list[tuple[str, list[str]]]:
    """The sectors by the name of their field; last those of no field."""
    fields = [field for field in _fields(r).values() if field["sectors"]]
    apart = [s for s in _options(r, SECTORS) if not any(s in field["sectors"] for field in fields)]
    return [(field["label"] if len(field["sectors"]) > 1 else "", field["sectors"]) for field in fields] + ([("", apart)] if apart else [])


def _options(r: Results, item: str) -> dict[str, str]:
    return r.codebook["cases"].items[item].options


@dataclass(frozen=True, kw_only=True)
class Option(Part):
    """How many case studies have an option."""

    option: str


def _part(r: Results, some: Sequence[Case], all_of: Sequence[Case], name: str, option: str = "") -> Option:
    return Option(len(some), len(all_of), len(all_of) < r.wave.min_base, name, option=option)


def _cell(r: Results, some: Sequence[Case], all_of: Sequence[Case], name: str, role: str = "accent") -> Mark:
    return Mark(_part(r, some, all_of, name), len(some) or None, role=role)


def _names(r: Results, numbers: Sequence[str]) -> Names:
    return Names(r.case_names[n] for n in numbers if n in r.case_names)


def _names_of(cases: Iterable[Case]) -> Names:
    return Names(c.name for c in cases)


def _data(known: Sequence[Case], column: str, of: str) -> pd.DataFrame:
    """A row for each case study and each value of `of` that it has."""
    rows = [[c.number, str(c.name), c.dimension, value] for c in known for value in sorted(getattr(c, of))]
    return pd.DataFrame(rows, columns=["case_no", "name", "dimension", column])


def _pairs(known: Sequence[Case]) -> pd.DataFrame:
    """A row for each case study, target group and sector of it."""
    rows = [[c.number, str(c.name), group, sector] for c in known for group in sorted(c.groups) for sector in sorted(c.sectors)]
    return pd.DataFrame(rows, columns=["case_no", "name", "target_group", "sector"])
