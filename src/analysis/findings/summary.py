"""The messages of a wave in short. The first page draws them; the summary tells them in several languages, so what they hold are
numbers and ids, and the catalogues have the names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from analysis.findings import cases, networks, practices, survey
from analysis.findings.coded import coded
from analysis.findings.criteria import criteria_reported
from analysis.findings.recommendations import recommended, whole_of
from analysis.findings.results import Facts, Number, Part, Results, evidence_of

VOICE = ("associations_involved", "consultations")  # whether migrants are heard
EXCHANGE = ("network_member", "staff_training")  # whether authorities learn from others


def summary_basis(r: Results) -> Facts | None:
    """What the wave rests on: answers, records, case studies, and the one country with more than a third of the answers."""
    asked, records = survey.respondents(r), practices.records(r)
    studied = len(r.table("processed/cases.csv"))
    if not (asked or records or studied):
        return None
    lead = asked["top"] if asked and asked["dominant"] else None
    return {"replies": asked["complete"] if asked else None, "lead": lead, "records": records, "cases": studied, "rebuilt": r.wave.rebuilt}


def summary_need(r: Results) -> Facts | None:
    """What migrants and authorities struggle with most, among the options whose value is known."""
    found = {whose: _most(r, stem) for whose, stem in zip(("migrants", "authorities"), survey.CHALLENGES, strict=True)}
    numbers = [n for most in found.values() if most for n in most["numbers"]]
    return found | {"evidence": evidence_of(numbers)} if numbers else None


def _most(r: Results, stem: str) -> Facts | None:
    """The options that share the highest known share of a question, with the group of migrants that each is about, if any.

    `complete` says that the value of every option is known.
    """
    if not (facts := (survey.challenge_migrants if stem == survey.CHALLENGES[0] else survey.challenge_authority)(r)):
        return None
    asked = [row["answer"] for row in facts["table"]]
    tops = [a for a in asked if a.known and a.name and a.option != "other" and a.share == facts["top"].share and a.share]
    return {
        "known": [a.number for a in asked if a.known and a.name], "numbers": [a.number for a in tops], "tops": [_about(a.number) for a in tops], "complete": facts["complete"], "why": facts["why"],
    } if tops else None  # fmt: skip


def _about(number: Number) -> dict[str, Any]:
    """The option of a rating as an id, and the group it is about (nothing: all)."""
    _, *groups, option = number.item.split("__")
    return {"option": option, "group": groups[0] if groups else "", "number": number}


def _yes(r: Results, items: Sequence[str]) -> Facts | None:
    """The yes shares of some questions, the largest first."""
    answers = survey.answers(r)
    found = [q for q in (answers["asked"] if answers else ()) if q["item"].id in items]
    found.sort(key=lambda q: (-q["yes"].share, items.index(q["item"].id)))
    return {"asked": found, "evidence": evidence_of(q["yes"] for q in found)} if found else None


def summary_voice(r: Results) -> Facts | None:
    """Whether authorities hear migrants."""
    return _yes(r, VOICE)


def summary_exchange(r: Results) -> Facts | None:
    """Whether authorities learn from others."""
    return _yes(r, EXCHANGE)


def summary_measures(r: Results) -> Facts | None:
    """Which measure of each dimension is given a higher priority most often, among those whose value is known."""
    if not (found := survey.measures(r)):
        return None
    leads = [lead["top"].number for lead in found["leads"] if lead["top"] and lead["top"].share and not lead["tied"]]
    tops = [{"dimension": survey.MEASURES[n.stem], "option": n.item.split("__")[-1], "number": n} for n in leads]
    return {"tops": tops, "complete": found["complete"], "why": found["why"], "evidence": evidence_of(leads)} if tops else None


def summary_sisters(r: Results) -> Facts | None:
    """The sister project that tries practices out: in which countries, with pilots in which, and for how many months; `routes`:
    documents of the other one are there too."""
    rows = r.documents("includ")
    named = {topic: list(dict.fromkeys(code for row in rows if row["topic"] == topic for code in row["countries"])) for topic in ("goal", "pilots")}
    months = next((row["amount"] for row in rows if row["topic"] == "duration" and row["amount"]), None)
    if not (all(named.values()) and months):
        return None
    told = {"countries": named["goal"], "pilots": named["pilots"], "months": months, "evidence": r.wave.listed}
    return told | {"routes": bool(r.documents("routes"))}


def summary_rights(r: Results) -> Facts | None:
    """In how many member states third-country nationals may vote or stand, as far as documents of the wave say so."""
    rights = {row["right"]: row["number"] for row in r.documents("voting") if row["number"] is not None}
    return {"rights": rights, "evidence": r.wave.listed} if rights else None


def summary_networks(r: Results) -> Facts | None:
    """How many networks the wave lists, how many of them as made up of authorities, and how many of these are mainly about
    integration, where that is coded."""
    found = networks.networks(r)
    kept = {"number": "all", "of_authorities": "of_authorities", "main": "main_of_authorities", "coded": "coded"}
    return found and {name: found[fact] for name, fact in kept.items()} | {"read": found["told"], "evidence": found["evidence"]}


def summary_practices(r: Results) -> Facts | None:
    """How many practices are regional or municipal, and what these aim at and are paid from."""
    reach, aims, funding = practices.range(r), practices.aims(r), practices.funding(r)
    if not (reach or aims or funding):
        return None
    told = [n for facts in (aims, funding) if facts for n in facts["tops"]]
    return {
        "local": reach["local"] if reach else None, "aims": aims["tops"] if aims else [], "funding": funding["tops"] if funding else [],
        "payers": funding["rows"] if funding else [], "evidence": evidence_of(told or [reach["local"]]),
    }  # fmt: skip


def summary_cases(r: Results) -> Facts | None:
    """The case studies by dimension, and the part of them that report an evaluation."""
    found = cases.cases_evaluation(r)
    if not found:
        return None
    reported = [{"item": q["item"], "part": Part(q["yes"], found["base"], found["done"].small)} for q in found["asked"]]
    sizes = [n for d in r.codebook.vocabulary["dimensions"] if (n := r.get(f"cases.dimension.{d}.share")) and n.numerator]
    silent = criteria_reported(r)["silent"] if coded(r) else None
    return {"cases": found["base"], "sizes": sizes, "reported": reported, "done": found["done"], "silent": silent, "evidence": r.wave.coded}


def summary_recommended(r: Results) -> Facts | None:
    """The recommendations of the study, each with the state that this wave gives it."""
    found = [made | {"decided": made["hold"] + made["fail"]} for made in recommended(r)]
    return {"found": found, "year": whole_of(r).year} if found else None


def summary_limits(r: Results) -> Facts | None:
    """What the numbers cannot carry."""
    if not (basis := summary_basis(r)):
        return None
    return basis | {"sampling": r.wave.sampling}
