"""Where the printed study does not agree with itself."""

from __future__ import annotations

from functools import partial

from analysis.audit.errata import CONFIRMED, QUOTED, REFUTED, SEVERITIES
from analysis.findings.results import Facts, Results


def errata(r: Results) -> Facts | None:
    """How many there are of each weight, what arithmetic says of those where it reads the study, and how many checks only
    compare figures that the erratum itself quotes."""
    found = r.table("evaluation/errata.csv")
    if found.empty:
        return None
    weights = [{"name": s, "number": int(found["severity"].eq(s).sum())} for s in SEVERITIES]
    verdicts = found["recomputed"].value_counts()
    decided = {name: int(verdicts.get(name, 0)) for name in (CONFIRMED, REFUTED, QUOTED)}
    return {
        "number": len(found), "weights": [w for w in weights if w["number"]], **decided,
        "checked": decided[CONFIRMED] + decided[REFUTED], "bearing": int(found["affects"].ne("").sum()), "files": {"errata": found},
    }  # fmt: skip


def _of_weight(r: Results, weight: str) -> Facts | None:
    rows = [row for row in r.table("evaluation/errata.csv").to_dict("records") if row["severity"] == weight]
    return {"table": [row | {"checked": row["recomputed"]} for row in rows]} if rows else None


errata_serious = partial(_of_weight, weight="serious")
errata_moderate = partial(_of_weight, weight="moderate")
errata_minor = partial(_of_weight, weight="minor")
errata_cosmetic = partial(_of_weight, weight="cosmetic")
