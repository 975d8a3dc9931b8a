"""What stands on the first page beside the findings of the other chapters."""

from __future__ import annotations

from analysis.findings.results import Facts, Part, Results


def basis(r: Results) -> Facts:
    """What the report rests on."""
    return {"answers": r.get("survey.country.reported.share")}


def headline(r: Results) -> Facts | None:
    """What was asked, recorded and studied, and how much of it reproduces."""
    answers, records = r.get("survey.country.reported.share"), r.get("practices.range.any.share")
    cases, audit = len(r.table("processed/cases.csv")), r.table("processed/audit.csv")
    reproduced = Part(int(audit["verdict"].eq("equal").sum()), len(audit), small=False) if len(audit) else None
    if not (answers or records or cases or reproduced):
        return None
    return {"answers": answers, "records": records, "cases": cases, "cases_evidence": r.wave.listed, "reproduced": reproduced}


def findings(r: Results) -> Facts:
    """Nothing of its own: its words take over the summaries of the other chapters' exhibits."""
    return {}
