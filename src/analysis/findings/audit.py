"""Every printed number against the one that is computed from the data."""

from __future__ import annotations

import pandas as pd

from analysis.findings.results import Facts, Results

VERDICTS = ("equal", "differs", "not_reproducible")
KINDS = ("Table", "Figure")  # as they stand first in a place that was printed; all else is running text
IN_THE_TEXT = "text"
COMPARED = "processed/audit.csv"


def audit(r: Results) -> Facts | None:
    """The verdicts in all, and by table and figure; every cell that was compared as a file."""
    cells = r.table(COMPARED)
    if cells.empty:
        return None
    place = cells["published_ref"].where(~cells["published_ref"].str.startswith("Section"), IN_THE_TEXT)
    counts = pd.crosstab(place, cells["verdict"]).reindex(columns=list(VERDICTS), fill_value=0).astype(object)
    rows = [{"place": p, "cells": counts.loc[p].sum(), **counts.loc[p]} for p in sorted(counts.index, key=_order)]
    verdicts = {v: int(cells["verdict"].eq(v).sum()) for v in VERDICTS}
    return {"cells": len(cells), **verdicts, "files": {"audit": cells}, "table": rows}


def audit_rest(r: Results) -> Facts | None:
    """The cells that are not equal, with the reason."""
    rest = [c for c in r.table(COMPARED).to_dict("records") if c["verdict"] != "equal"]
    return {"table": [c | {"place": c["published_ref"], "why": c["note"]} for c in rest]} if rest else None


def rebuilt(r: Results) -> Facts | None:
    """The printed margins that rebuilt extracts were made from, and how many of them the extracts carry."""
    margins = r.raw("constraints.csv")
    if margins.empty:
        return None
    carried = int(margins["rebuilt"].ne("").sum())
    counts = {"margins": len(margins), "carried": carried, "left": len(margins) - carried}
    return counts | {"files": {"constraints": margins}}


def _order(place: str) -> tuple:
    """Tables, figures, text; each by its number."""
    kind, _, number = place.partition(" ")
    return (*(kind != known for known in KINDS), [int(part) for part in number.split(".") if part.isdigit()])
