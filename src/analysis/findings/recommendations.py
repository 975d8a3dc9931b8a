"""What a study concluded and recommended, what the numbers of the wave say of the needs behind it, and needs beside what is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

import pandas as pd

from analysis.evaluate.consistency import holds
from analysis.evaluate.needs import Subject, read_needs
from analysis.evaluate.recommendations import (
    FAILS,
    HOLDS,
    OPEN,
    SILENT,
    STATES,
    Condition,
    Recommendation,
    Recommendations,
    read_recommendations,
    state,
)
from analysis.findings.chart import Chart, Mark
from analysis.findings.documented import as_read, by_option
from analysis.findings.results import (
    COUNTS_WHO_ANSWERED,
    NOT_RANKED,
    Facts,
    Named,
    Number,
    Part,
    Range,
    Results,
    classes,
    evidence_of,
    ranked,
)
from analysis.findings.survey import Asked, analysable, challenge_migrants
from analysis.findings.unknown import NO_AIM, NO_ANSWER, NO_GROUP, NO_SOURCE, SILENCE, why

PLACE = "/report/recommendations.qmd#sec-recommendation-{}"
NEED, AIM, CASE = "accent", "second", "muted"  # the columns of the figure, by the role of their marks
COLUMNS = {NEED: "challenge", AIM: "aim", CASE: "sector"}
KINDS = ("named", "carried")  # how a case study bears on what a document concludes
NAMED = 10  # case studies that are named where a recommendation is told; a file has all of them


@dataclass(frozen=True)
class Tested:
    """A rule and what the wave says to it: the `number`, what it is compared with (`line`), the `reach` and the `limit` that silence
    makes of them, the verdict, and why it is open where an estimate has no value (`unknown`) or silence could turn it."""

    condition: Condition
    verdict: str
    number: Number | None = None
    line: Number | Part | None = None
    reach: Range | None = None
    limit: Range | None = None
    unknown: str = ""

    @property
    def says(self) -> str:
        """What the number means, or nothing where the rule is open."""
        return {HOLDS: self.condition.holds, FAILS: self.condition.fails}.get(self.verdict, "")

    @property
    def share(self) -> Number | Range | None:
        """The number, or its range where somebody was silent."""
        return self.reach if self.reach and self.reach.low != self.reach.high else self.number


@dataclass(frozen=True)
class Shown:
    """A share in the figure of needs and what is done: its column, what it is about within its subject, the number or why there
    is none."""

    role: str
    name: str
    number: Number | Part | None = None
    unknown: str = ""

    @property
    def share(self) -> float | None:
        return self.number.share if self.number else None


def conclusions(r: Results) -> Facts | None:
    """What was concluded beside what led to a recommendation, by topic."""
    topics = by_option(r, "conclusions", "topic", [row for row in r.documents("conclusions") if not row["recommendation"]])
    return {"topics": topics, "files": {"conclusions": as_read(r, "conclusions")}, "evidence": r.wave.listed} if topics else None


def recommendation_states(r: Results) -> Facts | None:
    """All recommendations with their states, and what the answers behind these are worth."""
    if not (found := recommended(r)):
        return None
    states = {name: [f for f in found if f["state"] == name] for name in STATES}
    return {
        **_made(r), "states": {name: [f["number"] for f in some] for name, some in states.items()}, "all": len(found),
        "answers": answers.base if (answers := r.get("survey.country.reported.share")) else None, "cases": len(r.table("processed/cases.csv")), "rebuilt": r.wave.rebuilt,
        "evidence": evidence_of(n for f in found for n in _numbers(f["tested"])), "files": _cases_file(r, found),
        "table": [
            {
                "number": f["number"], "recommendation": Named(f["name"], PLACE.format(_part(f["id"]))), "state": f["state"],
                "rules": {name: f[name] for name in ("hold", "fail", "open")}, "evidence": evidence_of(_numbers(f["tested"])).split(";"),
            }
            for f in found
        ],
    }  # fmt: skip


def recommendation(r: Results) -> list[Facts]:
    """Each recommendation: its parts, its state with every rule, the conclusions and the case studies that bear on it."""
    made, whole, concluded = whole_of(r).recommendations, _made(r), r.documents("conclusions")
    rows = _case_rows(r)
    found = []
    for facts in recommended(r):
        entry, mine = made[facts["id"]], [row for row in concluded if facts["id"] in row["recommendation"]]
        found.append(facts | whole | {
            "part": _part(facts["id"]), "to": entry.to, "need": entry.need, "unasked": entry.unasked,
            "parts": [{"text": p.text, "where": r.passage(p.document, p.section)} for p in entry.parts],
            "conclusions": mine, "listed": r.wave.listed, "coded": r.wave.coded, "cases": len(rows),
            **_bearing(r, facts["id"]),
            "evidence": evidence_of(_numbers(facts["tested"])), "assumed": [a.text for a in r.wave.assumed(n.key for n in _numbers(facts["tested"]))],
        })  # fmt: skip
        if facts["tested"]:
            found[-1]["table"] = [{"says": t.says, "share": t.share or "", "rule": t.line or "", "about": t.condition.about, "tested": t} for t in facts["tested"]]
    return found


@lru_cache(maxsize=1)
def whole_of(r: Results) -> Recommendations:
    """All that was recommended, read once for all findings."""
    return read_recommendations(r.wave)


@lru_cache(maxsize=1)
def recommended(r: Results) -> list[Facts]:
    """Each recommendation in order: its `id`, `number` and `name`, its `state` in this wave, how many of its rules `hold`, `fail` and
    are `open`, and the rules as `tested`."""
    made = whole_of(r).recommendations
    return [_judged(r, id_, made[id_]) for id_ in sorted(made, key=lambda id_: made[id_].number)]


def _judged(r: Results, id_: str, made: Recommendation) -> Facts:
    tested = [_tested(r, condition) for condition in made.conditions]
    counts = Counter(t.verdict for t in tested)
    return {
        "id": id_, "number": made.number, "name": made.name, "state": state(t.verdict for t in tested), "tested": tested,
        "hold": counts[HOLDS], "fail": counts[FAILS], "open": counts[OPEN],
    }  # fmt: skip


def _tested(r: Results, condition: Condition) -> Tested:
    """A rule held against the estimates of the wave."""
    number = r.get(condition.key)
    line = r.get(condition.line) if isinstance(condition.line, str) else Part(round(condition.line * 100), 100)
    if unknown := next(filter(None, (_why(r, key) for key in condition.keys)), ""):
        return Tested(condition, OPEN, line=line, unknown=unknown)
    reach, limit = _reach(r, number), _reach(r, line)
    verdict = condition.verdict(reach.low, reach.high, limit.low, limit.high)
    return Tested(condition, verdict, number, line, reach, limit, SILENCE if verdict == OPEN else "")


def _why(r: Results, key: str) -> str:
    """Why an estimate has no value that can be shown, or nothing where it has one."""
    if (number := r.get(key)) and not number.small:
        return ""
    return why(r, key) if r.wave.has(r.codebook.table_of(key).source) else NO_SOURCE


def _reach(r: Results, number: Number | Part) -> Range:
    """From the part of all who were asked that said so up to what it would be if all who were silent had said the same; up to all
    where it is withheld how many were."""
    if not isinstance(number, Number) or number.option in COUNTS_WHO_ANSWERED:
        return Range(number.share, number.share)
    place, option, statistic = number.key.rsplit(".", 2)
    asked = _asked(r, number)
    keys = [f"{place}.{silent}.{statistic}" for silent in SILENT if silent != option]
    silent = [r.get(key) for key in keys if r.is_estimated(key)]
    if None in silent:
        return Range(number.numerator / asked.base, 1.0, base=asked.base, of=(number, *asked.of))
    high = (sum(n.numerator for n in (number, *silent)) + asked.base - asked.numerator) / asked.base
    return Range(number.numerator / asked.base, high, base=asked.base, of=(number, *silent, *asked.of))


def _asked(r: Results, number: Number) -> Part:
    """Those who answered the question of an estimate, of all who were asked it. Its base are those who answered, or all: then of
    a rating its mean tells how many rated, and of other sources silence is an answer."""
    place, _, statistic = number.key.rsplit(".", 2)
    if any_ := r.get(f"{place}.any.{statistic}"):
        return Part(any_.numerator, any_.base, of=(any_,) if any_.numerator < any_.base else ())
    rated = r.get(f"{place}.rating.mean")
    answered = rated.base if rated else number.base
    whole = analysable(r) if number.key.startswith("survey.") else None
    return Part(answered, max(whole or answered, answered))


def _numbers(tested: Iterable[Tested]) -> list[Number]:
    """The estimates that rules could be held against, each once."""
    numbers = [n for t in tested for n in (t.number, t.line) if isinstance(n, Number)]
    return list({n.key: n for n in numbers}.values())


def _made(r: Results) -> Facts:
    """Who recommended when; `own`: the wave has that study, as it was printed and what it concluded."""
    whole = whole_of(r)
    own = r.wave.has("published") and any(row["document"] == whole.document for row in r.documents("conclusions"))
    return {"year": whole.year, "cite": r.declared.documents[whole.document].cite if whole.document else "", "own": own}


def _part(id_: str) -> str:
    """A recommendation's id as labels and places have it."""
    return id_.replace("_", "-")


def _bearing(r: Results, id_: str) -> Facts:
    """The case studies that bear on a recommendation, those with most reasons first: how many there are by reason, the first of
    them each with why, how `many` there are, and the errata that bear on what a document names."""
    reasons, errata = _reasons(r)[id_]
    of_case = {case: found for case in r.case_names if (found := [reason for reason, fit in reasons.items() if case in fit])}
    first = sorted(of_case, key=lambda case: -len(of_case[case]))[:NAMED]
    return {
        "reasons": {reason: len(fit) for reason, fit in reasons.items()}, "bearing": [(r.case_names[case], of_case[case]) for case in first],
        "many": len(of_case), "errata": errata,
    }  # fmt: skip


@lru_cache(maxsize=1)
def _reasons(r: Results) -> dict[str, tuple[dict[str, set[str]], tuple[str, ...]]]:
    """For each recommendation why case studies bear on it, and the errata that bear on what a document names."""
    rows = _case_rows(r)
    return {id_: _reasons_for(r, entry, rows) for id_, entry in whole_of(r).recommendations.items()}


def _reasons_for(r: Results, entry: Recommendation, rows: Sequence[dict[str, str]]) -> tuple[dict[str, set[str]], tuple[str, ...]]:
    """Each reason with the numbers of the case studies it holds for: values in their columns, that a document names them (`named`)
    for what it concludes of the dimension, or that they fit this by our reading (`carried`)."""
    reasons = {s.label: {row["case_no"] for row in rows if _has(row, s.where)} for s in entry.cases if rows}
    lessons = [row for row in r.documents("lessons") if entry.dimension and row["dimension"] == entry.dimension]
    for kind in KINDS:
        if fit := {case for row in lessons for case in row[kind] if case in r.case_names}:
            reasons[kind] = fit
    return reasons, tuple(id_ for row in lessons if row["named"] for id_ in row["errata"])


def _cases_file(r: Results, found: Sequence[Facts]) -> dict[str, pd.DataFrame]:
    """All case studies that bear on each recommendation, with the reason, as a file; none where there are no case studies."""
    told = [
        [f["number"], case, r.case_names[case], reason]
        for f in found for reason, fit in _reasons(r)[f["id"]][0].items() for case in r.case_names if case in fit
    ]  # fmt: skip
    columns = ["recommendation", "case_no", "case", "reason"]
    return {"recommendation-cases": pd.DataFrame(told, columns=columns)} if told else {}


def _case_rows(r: Results) -> list[dict[str, str]]:
    """The case studies, each with its columns and the final answers of its coding."""
    answers: dict[str, dict[str, str]] = {}
    for row in r.table("processed/coding.csv").to_dict("records"):
        answers.setdefault(row["case_no"], {})[row["indicator"]] = row["final"]
    return [row | answers.get(row["case_no"], {}) for row in r.table("processed/cases.csv").to_dict("records")]


def _has(row: dict[str, str], where: dict[str, tuple[str, ...]]) -> bool:
    """Whether a case study has all of these values."""
    return all(holds(row.get(name, ""), values) for name, values in where.items())


def need_beside_supply(r: Results) -> Facts | None:
    """The challenges that authorities rate as priorities beside what practices aim at and case studies deal with, by subject.
    Nothing where only one of these is known."""
    asked = [row["answer"] for row in (challenge_migrants(r) or {"table": []})["table"]]
    columns = {NEED: partial(_needs, asked), AIM: partial(_aims, r), CASE: partial(_cases, r, _case_rows(r))}
    subjects = list(read_needs(r.wave).values())
    cells = {role: [(s.name, shown) for s in subjects for shown in find(s)] for role, find in columns.items()}
    cells = {role: some for role, some in cells.items() if any(shown.number for _, shown in some)}
    if len(cells) < 2:
        return None
    rows = [(s.name, shown) for s in subjects for some in cells.values() for name, shown in some if name == s.name]
    done = CASE if CASE in cells else AIM
    marks = [(s.name, [Mark(shown, shown.share, role=shown.role) for name, shown in rows if name == s.name]) for s in subjects]
    estimates = [shown.number for _, shown in rows if isinstance(shown.number, Number)]
    return {
        "most": _ends(cells.get(NEED, []), max), "least": _ends(cells[done], min), "of_cases": done == CASE,
        "complete": all(a.known for a in asked if a.option not in NOT_RANKED and a.unknown != NO_GROUP),
        "aimless": [s.name for s in subjects if not s.aims] if AIM in cells else [], "unasked": _unasked(r, subjects) if NEED in cells else [],
        "bases": {role: sorted({int(shown.number.base) for _, shown in some if shown.number}) for role, some in cells.items()},
        "evidence": classes(evidence_of(estimates), r.wave.coded if CASE in cells else ""),
        "chart": Chart("panels", marks, {"columns": {role: role for role in cells}}),
        "table": [
            {"subject": name, "what": shown, "percent": shown.number or "", "base": int(shown.number.base) if shown.number else ""}
            for name, shown in rows
        ],
        "data": pd.DataFrame([_behind(name, shown) for name, shown in rows]),
    }  # fmt: skip


def _ends(cells: Sequence[tuple[str, Shown]], end: Callable[..., float]) -> Facts | None:
    """The subjects at an end of the known values and the number there; nothing where all values are the same or none is known."""
    known = [(name, shown) for name, shown in cells if shown.number]
    if len({shown.share for _, shown in known}) < 2:
        return None
    value = end(shown.share for _, shown in known)
    found = [(name, shown) for name, shown in known if shown.share == value]
    return {"number": found[0][1].number, "names": list(dict.fromkeys(name for name, _ in found))}


def _unasked(r: Results, subjects: Sequence[Subject]) -> list[Number]:
    """The aims of practices that go with no challenge, the most frequent first."""
    matched = {aim for subject in subjects for aim in subject.aims}
    return [n for n in ranked(r.of("practices", "aim")) if n.option not in {*matched, *NOT_RANKED}]


def _needs(asked: Sequence[Asked], subject: Subject) -> list[Shown]:
    """How many see a challenge of the subject as a priority, for each group of migrants; once where no value is known."""
    found = [a for a in asked if a.option in subject.challenges and a.unknown != NO_GROUP]
    known = [Shown(NEED, a.place, a.number) for a in found if a.known]
    return known or [Shown(NEED, "", unknown=found[0].unknown if found else NO_ANSWER)]


def _aims(r: Results, subject: Subject) -> list[Shown]:
    """How many practices have an aim of the subject."""
    numbers = [r.get(f"practices.aim.{aim}.share") for aim in subject.aims]
    return [Shown(AIM, n.name, n) for n in numbers if n] or [Shown(AIM, "", unknown=NO_ANSWER if subject.aims else NO_AIM)]


def _cases(r: Results, rows: Sequence[dict[str, str]], subject: Subject) -> list[Shown]:
    """How many case studies deal with a sector of the subject."""
    if not rows:
        return []
    some = sum(holds(row["sectors"], subject.sectors) for row in rows)
    return [Shown(CASE, "", Part(some, len(rows), len(rows) < r.wave.min_base))]


def _behind(subject: str, shown: Shown) -> dict[str, Any]:
    n = shown.number
    counts = {"numerator": int(n.numerator), "base": int(n.base)} if n else {"numerator": "", "base": ""}
    return {"subject": subject, "column": COLUMNS[shown.role], "key": getattr(n, "key", ""), "of": shown.name, **counts, "unknown": shown.unknown}
