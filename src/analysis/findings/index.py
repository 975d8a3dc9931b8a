"""What stands on the first page beside the findings of the other chapters."""

from __future__ import annotations

from analysis.findings.practices import records
from analysis.findings.results import Facts, Results

ORDER = ("published", "round_trip", "observed", "bounds", "coded", "simulated")


def basis(r: Results) -> Facts:
    """What the report rests on."""
    return {"answers": _answers(r), "rebuilt": r.wave.rebuilt, "asked": r.wave.has("survey")}


def headline(r: Results) -> Facts | None:
    """What was asked, recorded and studied."""
    answers, found, cases = _answers(r), records(r), len(r.table("processed/cases.csv"))
    if not (answers is not None or found or cases):
        return None
    return {
        "answers": answers, "answers_evidence": r.wave.evidence, "records": found, "cases": cases, "cases_evidence": r.wave.listed,
    }  # fmt: skip


def findings(r: Results) -> Facts:
    """Nothing of its own: its words take over the summaries of the other chapters' exhibits."""
    return {}


def reading(r: Results) -> Facts:
    """The evidence classes that the numbers of this wave carry."""
    there = {*r.frame["evidence"], *([r.wave.listed, r.wave.coded] if r.wave.has("case_studies") else [])}
    return {"classes": [name for name in ORDER if name in there]}


def _answers(r: Results) -> int | None:
    """How many respondents answered enough to be analysed, or None where nobody was asked."""
    found, placed = r.get("survey.status.analysable.share"), r.get("survey.country.reported.share")
    return int(found.numerator) if found else int(placed.base) if placed else None
