"""Where the printed study does not agree with itself."""

from __future__ import annotations

from functools import partial

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


def _of_weight(r: Results, weight: str) -> Facts | None:
    rows = [row for row in r.table("evaluation/errata.csv").to_dict("records") if row["severity"] == weight]
    return {"table": [row | {"checked": row["recomputed"]} for row in rows]} if rows else None


errata_serious = partial(_of_weight, weight="serious")
errata_moderate = partial(_of_weight, weight="moderate")
errata_minor = partial(_of_weight, weight="minor")
errata_cosmetic = partial(_of_weight, weight="cosmetic")
