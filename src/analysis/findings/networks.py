"""The networks that a wave lists."""

from __future__ import annotations

from functools import partial

import pandas as pd

from analysis.audit.affects import on_record
from analysis.clean.source import clean_source
from analysis.findings.results import Facts, Results

MAIN = "covers_integration"  # coded by the project, like who is a member: the list itself does not say it


def networks(r: Results) -> Facts | None:
    """How many there are, how many are listed as made up of authorities, and what the coding says of these."""
    if (rows := _listed(r)).empty:
        return None
    of_authorities = rows[rows["type"].eq("lra_based")]
    coded = of_authorities[of_authorities["lras_members"].ne("")]
    return {
        "all": len(rows), "of_authorities": len(of_authorities), "main": int(rows[MAIN].eq("main").sum()),
        "main_of_authorities": int(of_authorities[MAIN].eq("main").sum()), "told": bool(rows[MAIN].ne("").any()), "strangers": list(coded.loc[coded["lras_members"].eq("no"), "name"]),
        "partly": list(coded.loc[coded["lras_members"].eq("some"), "name"]), "evidence": r.wave.listed, "coded": r.wave.coded,
    }  # fmt: skip


def _listed(r: Results) -> pd.DataFrame:
    return clean_source(r.wave, r.codebook, "networks").frame if r.wave.has("networks") else pd.DataFrame()


def _table(r: Results, of_authorities: bool) -> Facts | None:
    """Those listed as made up of local and regional authorities, or all others."""
    places = r.codebook["networks"].items[MAIN].options
    rows = [
        n | {
            "network": n["name"], "founded": n["founded_year"], "members": n["members_printed"] or n["members_count"],
            "integration": places.get(n[MAIN], ""), "work_with_authorities": n["cooperation_with_lras"],
            "errata": tuple(id_ for ids in on_record(r.errata, "networks", n["network_id"]).values() for id_ in ids),
        }
        for n in _listed(r).to_dict("records")
        if (n["type"] == "lra_based") == of_authorities
    ]  # fmt: skip
    return {"table": rows, "evidence": f"{r.wave.listed};{r.wave.coded}"} if rows else None


networks_lra = partial(_table, of_authorities=True)
networks_other = partial(_table, of_authorities=False)
