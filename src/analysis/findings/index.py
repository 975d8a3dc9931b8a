"""What stands on the first page beside the findings of the other chapters."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis.findings.chart import Chart, Mark, rated, told_by
from analysis.findings.practices import records
from analysis.findings.recommendations import recommended, whole_of
from analysis.findings.results import Facts, Number, Part, Results
from analysis.findings.summary import summary_cases, summary_exchange, summary_need, summary_practices, summary_voice
from analysis.findings.survey import analysable

WAYS = {"recommendations": "recommendations", "catalogue": "catalogue", "countries": "countries", "networks": "networks",
        "governance": "governance", "pilots": "includ"}  # fmt: skip
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


def glance_need(r: Results) -> Facts | None:
    """What migrants and authorities struggle with, as far as the shares are known."""
    if not (found := summary_need(r)):
        return None
    asked = [(whose, found[whose]) for whose in ("migrants", "authorities") if found[whose]]
    groups = [(whose, _shares(r, most["known"], most["numbers"])) for whose, most in asked]
    return found | _drawn(r, groups, "socio_economic")


def glance_voice(r: Results) -> Facts | None:
    """Whether migrants are heard."""
    return _of_yes(r, summary_voice(r), "participation")


def glance_exchange(r: Results) -> Facts | None:
    """Whether authorities learn from others."""
    return _of_yes(r, summary_exchange(r), "partnership")


def glance_money(r: Results) -> Facts | None:
    """Who pays for regional or municipal practices."""
    found = summary_practices(r)
    if not found or not found["payers"]:
        return None
    return found | {"half": Part(1, 2)} | _drawn(r, [("", _shares(r, found["payers"], found["funding"]))])


def glance_evidence(r: Results) -> Facts | None:
    """What the case studies document of themselves."""
    found = summary_cases(r)
    if not found:
        return None
    marks = [Mark(q, q["part"].share, role="accent" if q["item"].id == "evaluation" else "second") for q in found["reported"]]
    data = pd.DataFrame([[q["item"].id, q["part"].numerator, q["part"].base] for q in found["reported"]], columns=["item", "numerator", "base"])
    return found | {"advice": _advice(r, "know_how"), "chart": Chart("bars", [("", marks)]), "data": data}


def _of_yes(r: Results, found: Facts | None, advice: str) -> Facts | None:
    if not found:
        return None
    numbers = [q["yes"] for q in found["asked"]]
    marks = [Mark(q, m.value, m.low, m.high, m.role) for q, m in zip(found["asked"], _shares(r, numbers, numbers[:1]), strict=True)]
    return found | _drawn(r, [("", marks)], advice, numbers)


def _shares(r: Results, numbers: Iterable[Number], leading: Iterable[Number]) -> list[Mark]:
    leading = list(leading)
    return [rated(n, "accent" if n in leading else "second", n in leading, r.wave.sampled) for n in numbers]


def _drawn(r: Results, groups: list[tuple[str, list[Mark]]], advice: str = "", numbers: list[Number] | None = None) -> Facts:
    """The figure of a message, the rows behind it, and the recommendation that answers it, if one does."""
    behind = numbers or [mark.of for _, marks in groups for mark in marks]
    bases = [int(n.base) for n in behind]
    told = {"chart": Chart("bars", groups), "data": told_by(r, behind), "bases": sorted({min(bases), max(bases)})}
    return told | ({"advice": _advice(r, advice)} if advice else {})


def _advice(r: Results, name: str) -> Facts | None:
    """The recommendation of this name, where there is one, the year it was made in, and how many of its rules are decided."""
    made = next((made for made in recommended(r) if made["id"] == name), None)
    told = made and {field: made[field] for field in ("id", "number", "state", "hold")}
    return told and told | {"decided": made["hold"] + made["fail"], "year": whole_of(r).year}


def ways(r: Results) -> Facts:
    """Which chapters the book of this wave has to go on to."""
    return {"places": {name: r.has_chapter(chapter) for name, chapter in WAYS.items()}}


def reading(r: Results) -> Facts:
    """The evidence classes that the numbers of this wave carry."""
    there = {*r.frame["evidence"], *([r.wave.listed, r.wave.coded] if r.wave.has("case_studies") else [])}
    return {"classes": [name for name in ORDER if name in there]}


def _answers(r: Results) -> int | None:
    """How many answered enough to be analysed: here a count by itself, of no single estimate."""
    found = analysable(r)
    return None if found is None else int(found)
