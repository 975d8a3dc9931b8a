"""Why integration is local: what documents say of policies, models, rights, courses and roles."""

from __future__ import annotations

from collections import Counter
from functools import partial

import pandas as pd

from analysis.findings.chart import Chart, Mark
from analysis.findings.documented import Row, by_option, labels, told, worded
from analysis.findings.results import BETWEEN, Facts, Named, Results

LOCAL, NATIONAL = ("stand_local", "vote_local", "vote_regional"), ("vote_national",)
ROLES = {"barrier": "accent", "remedy": "second", "not_needed": "not_met", "": "dont_know"}

local_role = partial(told, table="roles", topics=("role",))
local_approaches = partial(told, table="approaches")
local_dimensions = partial(told, table="dimensions")
local_areas = partial(told, table="areas")
local_gaps = partial(told, table="roles", topics=("gap", "fund"))
local_conclusions = partial(told, table="roles", topics=("conclusion",))
local_assignment = partial(told, table="assignment", topics=("asked",))
local_phases = partial(told, table="assignment", topics=("phase",))


def local_events(r: Results) -> Facts | None:
    """The steps of European policy in time, and which of them are said to bear on the local and regional level."""
    if not (steps := _steps(r)):
        return None
    naming = [step for step in steps if step["authorities"]]
    marks = [Mark(step, step["year"], role="accent" if step in naming else "faint", strong=step in naming) for step in steps]
    years = dict.fromkeys(step["year"] for step in steps)
    return {
        "steps": steps, "naming": naming, "first": naming[0]["year"] if naming else None, "last": steps[-1]["year"],
        "chart": Chart("milestones", [(year, [m for m in marks if m.value == year]) for year in years]),
        "data": pd.DataFrame(steps)[["year", "date", "dated_by", "event", "by", "did", "authorities", "where"]],
        "table": [{"when": step} | {c: step[c] for c in ("event", "by", "did", "where", "errata")} for step in steps],
        "evidence": r.wave.listed,
    }  # fmt: skip


def local_steps(r: Results) -> Facts | None:
    """What these steps hold for the local and regional level."""
    rows = [{"when": s} | {c: s[c] for c in ("event", "authorities", "where", "errata")} for s in _steps(r) if s["authorities"]]
    return {"table": rows, "evidence": r.wave.listed} if rows else None


def _steps(r: Results) -> list[Row]:
    """The steps by year, in the order of the table within one, each with `by` in words and the `day` or whatever the date has
    beyond the year."""
    steps = [row | {"day": row["date"] * (row["date"] != str(row["year"]))} for row in worded(r, "events", "by")]
    return sorted(steps, key=lambda step: step["year"])


def local_models(r: Results) -> Facts | None:
    """Which model of integration each country is put under, and what is said of its approach."""
    if not (rows := _by_country(r, "models")):
        return None
    names = {c: labels(r, "models", c) for c in ("in_table", "in_text")}
    return {
        "models": [(name, [row["country"] for row in some]) for name, some in by_option(r, "models", "in_table", rows)],
        "beside": [row["country"] for row in rows if row["in_text"] and not row["in_table"]],
        "table": [
            {"country": row["country"], "model": "", **{c: of.get(row[c], "") for c, of in names.items()}}
            | {c: row[c] for c in ("approach", "where", "errata")}
            for row in rows
        ],
        "evidence": r.wave.listed,
    }  # fmt: skip


def _by_country(r: Results, table: str) -> list[Row]:
    """The rows of a table in the order of the names of their countries."""
    return sorted((row | {"country": r.country(row["country"])} for row in r.documents(table)), key=lambda row: row["country"])


def local_barriers(r: Results) -> Facts | None:
    """Which source names which barrier."""
    if not (rows := r.documents("barriers")):
        return None
    sources, barriers = (_used(rows, c, labels(r, "barriers", c)) for c in ("source", "barrier"))
    stances = {(row["barrier"], row["source"]): row["stance"] for row in rows}
    named = Counter(barrier for (barrier, _), stance in stances.items() if stance == "barrier")
    order = sorted(barriers, key=lambda b: -named[b])
    marks = [Mark({"name": barriers[b], "named": named[b]}, None) for b in order]
    in_order = sorted(rows, key=lambda row: (order.index(row["barrier"]), list(sources).index(row["source"])))
    names = labels(r, "barriers", "stance")
    return {
        "sources": list(sources.values()), "barriers": list(barriers.values()), "most": max(named.values(), default=0),
        "tops": [barriers[b] for b in order if named[b] == max(named.values(), default=0) and named[b]],
        "chart": Chart("heat", [("", marks)], {
            "columns": [(r.column("barriers", "source").label, list(sources.values()))],
            "cells": [[ROLES[stances.get((b, s), "")] for s in sources] for b in order],
        }),
        "data": pd.DataFrame(rows)[["source", "barrier", "stance", "says", "where"]],
        "table": [
            {"barrier": barriers[row["barrier"]], "source": sources[row["source"]], "stance": names[row["stance"]]}
            | {c: row[c] for c in ("says", "where", "errata")}
            for row in in_order
        ],
        "evidence": r.wave.listed,
    }  # fmt: skip


def local_courses(r: Results) -> Facts | None:
    """The courses and programmes for newcomers, country by country, and where they are a duty."""
    rows, names = sorted(_by_country(r, "courses"), key=lambda row: (row["country"], row["place"])), labels(r, "courses", "duty")
    if not rows:
        return None
    return {
        "duties": by_option(r, "courses", "duty", rows),
        "table": [
            {"country": row["country"], "course": row, "duty": names[row["duty"]]} | {c: row[c] for c in ("terms", "where", "errata")}
            for row in rows
        ],
        "evidence": r.wave.listed,
    }  # fmt: skip


def local_places(r: Results) -> Facts | None:
    """Examples from cities and regions."""
    rows = [{c: row[c] for c in ("place", "what", "where", "errata")} | {"country": r.country(row["country"])} for row in r.documents("places")]
    return {"table": sorted(rows, key=lambda row: (row["country"], row["place"])), "evidence": r.wave.listed} if rows else None


def local_voting(r: Results) -> Facts | None:
    """Who may vote and stand: how many countries are counted for each right, and which are named."""
    names, said = labels(r, "voting", "right"), r.documents("voting")
    if not (rows := [row for row in said if row["right"] in LOCAL + NATIONAL]):
        return None
    rows.sort(key=lambda row: list(names).index(row["right"]))
    rights = [row | {"name": names[row["right"]], "named": sorted(map(r.country, row["countries"]))} for row in rows]
    named = {codes: [code for row in rows if row["right"] in codes for code in row["countries"]] for codes in (LOCAL, NATIONAL)}
    both = {*named[LOCAL]} & {*named[NATIONAL]}
    roles = {code: "muted" if code in both else "accent" if code in named[LOCAL] else "second" for codes in named.values() for code in codes}
    counted = [right for right in rights if right["number"] is not None]
    return {
        "rights": rights, "countries": sorted(map(r.country, roles)), "most": max(rights, key=lambda right: len(right["named"])),
        "nameless": [right["name"] for right in counted if not right["named"]],
        "kinds": [[right["name"] for right in rights if right["named"] and right["right"] in codes] for codes in named],
        "together": bool(both), "general": [row for row in said if row not in rows and not row["countries"]],
        "chart": Chart("tiles", [("", [Mark({"code": c, "country": r.country(c), "role": role}, 1, role=role) for c, role in roles.items()])], {"grid": r.codebook.vocabulary["tiles"]})
        if roles else None,
        "data": pd.DataFrame([{"right": row["right"], "country": code} for row in rows for code in row["countries"]]),
        "evidence": r.wave.listed,
    }  # fmt: skip


def local_voters(r: Results) -> Facts | None:
    """What is said of the political rights of third-country nationals in each country that is named."""
    named, names = {r.country(code): rows for code, rows in r.countries_in("voting").items()}, labels(r, "voting", "right")
    if not named:
        return None
    return {"table": [_voter(country, named[country], names) for country in sorted(named)], "evidence": r.wave.listed}


def _voter(country: Named, said: list[Row], names: dict[str, str]) -> Row:
    rights = [row for row in said if row["right"] in LOCAL + NATIONAL]
    return {
        "country": country, "rights": [names[row["right"]] for row in rights],
        "said": " ".join(row["says"] for row in said if row not in rights), "where": BETWEEN.join(dict.fromkeys(row["where"] for row in said)),
        "errata": tuple(id_ for row in said for id_ in row["errata"]),
    }  # fmt: skip


def _used(rows: list[Row], column: str, names: dict[str, str]) -> dict[str, str]:
    """The options of a column that occur in some rows, in their order."""
    there = {row[column] for row in rows}
    return {option: name for option, name in names.items() if option in there}
