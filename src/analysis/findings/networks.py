"""The networks that a wave lists."""

from __future__ import annotations

from functools import partial

import pandas as pd

from analysis.clean.source import clean_source
from analysis.findings.results import Facts, Results


def networks(r: Results) -> Facts | None:
    """How many there are, and how many of authorities."""
    if (rows := _listed(r)).empty:
        return None
    of_authorities = rows[rows["type"].eq("lra_based")]
    main = int(of_authorities["covers_integration"].eq("main").sum())
    return {"all": len(rows), "of_authorities": len(of_authorities), "main": main, "evidence": r.wave.listed}


def _listed(r: Results) -> pd.DataFrame:
    return clean_source(r.wave, r.codebook, "networks").frame if r.wave.has("networks") else pd.DataFrame()


def _table(r: Results, of_authorities: bool) -> Facts | None:
    """Those made up of local and regional authorities, or all others."""
    rows = [
        n | {
            "network": n["name"], "founded": n["founded_year"], "members": n["members_printed"] or n["members_count"],
            "work_with_authorities": n["cooperation_with_lras"],
        }
        for n in _listed(r).to_dict("records")
        if (n["type"] == "lra_based") == of_authorities
    ]  # fmt: skip
    return {"table": rows, "evidence": r.wave.listed} if rows else None


networks_lra = partial(_table, of_authorities=True)
networks_other = partial(_table, of_authorities=False)
