"""Blocks of the appendices on the audit of the printed figures and on errata."""

from __future__ import annotations

import pandas as pd

from analysis.present.context import Context
from analysis.present.markdown import downloads
from analysis.present.numbers import count
from analysis.store import write_table

VERDICTS = {"equal": "Equal", "differs": "Differs", "not_reproducible": "Not reproducible"}
SEVERITIES = {
    "serious": "A number or a claim cannot stand",
    "moderate": "A reader is misled",
    "minor": "Small disagreements",
    "cosmetic": "Misprints",
}


def blocks(context: Context) -> dict[str, str]:
    """The blocks of `report/audit.qmd` and `report/errata.qmd`."""
    return {**_audit(context), **_errata(context)}


def _audit(context: Context) -> dict[str, str]:
    audit = context.table("processed/audit.csv")
    if audit.empty:
        return {
            "audit-summary": "*This wave printed nothing to compare with.*\n",
            "audit-differs": "",
            "audit-rebuilt": "",
        }
    counts = audit["verdict"].value_counts()
    equal, differs, lost = (int(counts.get(v, 0)) for v in VERDICTS)
    text = f"{count(len(audit))} printed cells and percentages were compared with the number recomputed from the data: {count(equal)} are equal, {count(differs)} differ, and {count(lost)} cannot be recomputed."
    audit["place"] = audit["published_ref"].where(
        ~audit["published_ref"].str.startswith("Section"), "Percentages and counts in the text"
    )
    wide = pd.crosstab(audit["place"], audit["verdict"]).reindex(columns=list(VERDICTS), fill_value=0)
    wide = wide.reindex(sorted(wide.index, key=_place))
    data = pd.DataFrame(
        {"place": wide.index, "cells": wide.sum(axis=1).map(count), **{v: wide[v].map(count) for v in VERDICTS}}
    )
    write_table(context.table("processed/audit.csv"), context.wave.stage / "report" / "downloads" / "audit.csv")
    summary = context.published_table(
        data, "tbl-audit", ["Place", "Cells", *VERDICTS.values()], "Printed cells by verdict", "lrrrr"
    )
    rest = audit[audit["verdict"].ne("equal")]
    shown = pd.DataFrame(
        {
            "place": rest["published_ref"],
            "cell": rest["cell"],
            "printed": rest["printed"],
            "recomputed": rest["recomputed"],
            "why": rest["note"],
        }
    )
    table = (
        context.published_table(
            shown,
            "tbl-audit-rest",
            ["Place", "Cell", "Printed", "Recomputed", "Why"],
            "Cells that are not equal",
            "llrrl",
            (14, 26, 10, 12, 38),
        )
        if len(shown)
        else ""
    )
    return {
        "audit-summary": f"{text}\n\n{summary}\nEvery cell, one row each:\n\n{downloads('audit')}",
        "audit-differs": table,
        "audit-rebuilt": _rebuilt(context),
    }


def _rebuilt(context: Context) -> str:
    margins = context.raw("constraints.csv")
    if margins.empty:
        return ""
    write_table(margins, context.wave.stage / "report" / "downloads" / "constraints.csv")
    carried = margins["rebuilt"].ne("")
    return f"The rebuilt extracts were made from {count(len(margins))} printed margins. {count(carried.sum())} of them are carried by the extracts; the others are percentages whose label is not certain, and they are left out.\n\n{downloads('constraints')}"


def _errata(context: Context) -> dict[str, str]:
    errata = context.table("evaluation/errata.csv")
    if errata.empty:
        return {"errata-summary": "*This wave has no list of errata.*\n", "errata-list": ""}
    counts = errata["severity"].value_counts()
    named = ", ".join(f"{count(counts.get(s, 0))} {s}" for s in SEVERITIES)
    checked = errata["recomputed"].ne("")
    text = f"{count(len(errata))} inconsistencies are recorded: {named}. For {count(checked.sum())} of them arithmetic decides; it is done anew in every run, and confirms {count(errata['recomputed'].eq('confirmed').sum())}."
    write_table(errata, context.wave.stage / "report" / "downloads" / "errata.csv")
    parts = []
    for severity, meaning in SEVERITIES.items():
        rows = errata[errata["severity"].eq(severity)]
        if rows.empty:
            continue
        data = pd.DataFrame(
            {
                "id": rows["id"],
                "where": rows["where"],
                "stated": rows["stated"],
                "found": rows["found"],
                "verdict": rows["verdict"],
                "checked": rows["recomputed"],
            }
        )
        table = context.published_table(
            data,
            f"tbl-errata-{severity}",
            ["No", "Where", "Stated", "Found", "Verdict", "Arithmetic"],
            f"{severity.capitalize()} inconsistencies",
            "llllll",
            (8, 18, 22, 22, 20, 10),
        )
        parts.append(f"## {meaning} {{#sec-errata-{severity}}}\n\n{table}")
    return {"errata-summary": f"{text}\n\n{downloads('errata')}", "errata-list": "\n".join(parts)}


def _place(name: str) -> tuple:
    kind, _, number = name.partition(" ")
    digits = tuple(int(p) for p in number.split(".") if p.isdigit())
    return ({"Table": 0, "Figure": 1}.get(kind, 2), digits)
