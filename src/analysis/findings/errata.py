"""Where the printed study does not agree with itself."""

from __future__ import annotations

from analysis.audit.errata import SEVERITIES
from analysis.findings.results import Facts, Results


def errata(r: Results) -> Facts | None:
    """How many there are of each weight, and what arithmetic says of those that it can decide."""
    found = r.table("evaluation/errata.csv")
    if found.empty:
        return None
    weights = [{"name": s, "number": int(found["severity"].eq(s).sum())} for s in SEVERITIES]
    verdicts = found["recomputed"]
    return {
        "number": len(found), "weights": [w for w in weights if w["number"]], "checked": int(verdicts.ne("").sum()),
        "confirmed": int(verdicts.eq("confirmed").sum()), "files": {"errata": found},
    }  # fmt: skip


def errata_serious(r: Results) -> Facts | None:
    """Numbers and claims that cannot stand."""
    return _of_weight(r, "serious")


def errata_moderate(r: Results) -> Facts | None:
    """What misleads a reader."""
    return _of_weight(r, "moderate")


def errata_minor(r: Results) -> Facts | None:
    """Small disagreements."""
    return _of_weight(r, "minor")


def errata_cosmetic(r: Results) -> Facts | None:
    """Misprints."""
    return _of_weight(r, "cosmetic")


def _of_weight(r: Results, weight: str) -> Facts | None:
    found = r.table("evaluation/errata.csv")
    rows = [] if found.empty else found[found["severity"].eq(weight)].to_dict("records")
    kept = ("id", "where", "stated", "found", "verdict")
    return {"table": [{k: row[k] for k in kept} | {"checked": row["recomputed"]} for row in rows]} if rows else None
