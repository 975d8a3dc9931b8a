"""What a study concluded and recommended, what the numbers of the wave say of the needs behind it, and needs beside what is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from analysis.documents import declared
from analysis.evaluate.consistency import holds
from analysis.evaluate.needs import Subject, read_needs
from analysis.evaluate.recommendations import (
    FAILS,
    HOLDS,
    OPEN,
    SILENT,
    STATES,
    Condition,
    Known,
    Recommendation,
    read_recommendations,
    state,
)
from analysis.findings.chart import Chart, Mark
from analysis.findings.results import NOT_RANKED, Facts, Named, Number, Part, Range, Results, evidence_of
from analysis.findings.survey import NO_GROUP, Asked, challenge_migrants

# Why a rule is open: silence could turn it, or an estimate that it reads has no value that can be shown.
SILENCE, NO_SOURCE, NOT_ASKED, NOT_IN_TEXT, TOO_FEW, NO_VALUE = "silence", "no_source", "not_asked", "not_in_text", "too_few", "no_value"
PLACE = "/report/recommendations.qmd#sec-recommendation-{}"
NEED, AIM, CASE = "accent", "second", "muted"  # the columns of the figure, by the role of their marks
COLUMNS = {NEED: "challenge", AIM: "aim", CASE: "sector"}
NO_AIM = "no_aim"  # why a subject has no share of practices: they have no such aim to choose


@dataclass(frozen=True)
class Tested:
    """A rule and what the wave says to it: the `number`, what it is compared with (`line`), the `reach` that silence gives it, the
    verdict, and why it is open where an estimate has no value (`unknown`) or silence could turn it."""

    condition: Condition
    verdict: str
    number: Number | None = None
    line: Number | Part | None = None
    reach: Range | None = None
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


def conclusions(r: Results) -> Facts | None:
    """What was concluded beside what led to a recommendation, by topic."""
    rows = [row for row in _conclusions(r) if not row["recommendation"]]
    topics = [(name, [row for row in rows if row["topic_name"] == name]) for name in dict.fromkeys(row["topic_name"] for row in rows)]
    found = pd.DataFrame(r.documents("conclusions")).map(lambda cell: ";".join(cell) if isinstance(cell, tuple) else cell)
    return {"topics": topics, "files": {"conclusions": found}, "evidence": r.wave.listed} if rows else None


def recommendation_states(r: Results) -> Facts | None:
    """All recommendations with their states, and what the answers behind these are worth."""
    if not (found := recommended(r)):
        return None
    states = {name: [f for f in found if f["state"] == name] for name in STATES}
    return {
        **_made(r), "states": {name: [f["number"] for f in some] for name, some in states.items()}, "all": len(found),
        "answers": r.get("survey.country.reported.share"), "cases": len(r.table("processed/cases.csv")), "rebuilt": r.wave.rebuilt,
        "evidence": evidence_of(n for f in found for n in _numbers(f["tested"])),
        "table": [
            {"number": f["number"], "recommendation": Named(f["name"], PLACE.format(f["id"])), "state": f["state"], "rules": f}
            for f in found
        ],
    }  # fmt: skip


def recommendation(r: Results) -> list[Facts]:
    """Each recommendation: its parts, its state with every rule, the conclusions and the case studies that bear on it."""
    made, whole, concluded = read_recommendations(r.wave).recommendations, _made(r), _conclusions(r)
    rows = _case_rows(r)
    found = []
    for facts in recommended(r):
        entry, mine = made[facts["id"]], [row for row in concluded if facts["id"] in row["recommendation"]]
        found.append(facts | whole | {
            "part": facts["id"], "to": entry.to, "need": entry.need, "unasked": entry.unasked,
            "parts": [{"text": p.text, "where": _where(r, p.document, p.section)} for p in entry.parts],
            "conclusions": mine, "listed": r.wave.listed, "coded": r.wave.coded, "cases": len(rows),
            "bearing": [(s.label, _selected(r, rows, s.where)) for s in entry.cases if rows],
            "evidence": evidence_of(_numbers(facts["tested"])), "assumed": [a.text for a in r.wave.assumed(n.key for n in _numbers(facts["tested"]))],
            "lessons": _lessons(r, entry.dimension),
            "table": [
                {"about": t.condition.about, "share": t.share or "", "rule": t.line or "", "says": t.says, "tested": t} for t in facts["tested"]
            ],
        })  # fmt: skip
    return found


def recommended(r: Results) -> list[Facts]:
    """Each recommendation in order: its `id`, `number` and `name`, its `state` in this wave, how many of its rules `hold`, `fail` and
    are `open`, and the rules as `tested`."""
    made = read_recommendations(r.wave).recommendations
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
    return Tested(condition, verdict, number, line, reach, SILENCE if verdict == OPEN else "")


def _why(r: Results, key: str) -> str:
    """Why an estimate has no value that can be shown, or nothing where it has one."""
    if (number := r.get(key)) and not number.small:
        return ""
    source = next(t.source for t in r.codebook.tables.values() if t.estimates == key.split(".")[0])
    if not r.wave.has(source):
        return NO_SOURCE
    if key not in Known(r.codebook).keys:
        return NOT_ASKED
    if source in r.wave.rebuilt:
        return NOT_IN_TEXT
    return TOO_FEW if number or r.table("processed/estimates.csv")["key"].eq(key).any() else NO_VALUE


def _reach(r: Results, number: Number | Part) -> Range:
    """From a share up to what it would be if all who were silent had said the same; up to all where it is withheld how many were."""
    if not isinstance(number, Number):
        return Range(number.share, number.share)
    place, option, statistic = number.key.rsplit(".", 2)
    keys = [f"{place}.{silent}.{statistic}" for silent in SILENT if silent != option]
    silent = [r.get(key) for key in keys if key in set(r.table("processed/estimates.csv")["key"])]
    if None in silent:
        return Range(number.share, 1.0, base=number.base, of=(number,))
    high = sum(n.numerator for n in (number, *silent)) / number.base
    return Range(number.share, high, base=number.base, of=(number, *silent))


def _numbers(tested: Iterable[Tested]) -> list[Number]:
    """The estimates that rules could be held against, each once."""
    numbers = [n for t in tested for n in (t.number, t.line) if isinstance(n, Number)]
    return list({n.key: n for n in numbers}.values())


def _made(r: Results) -> Facts:
    """Who recommended when; `own`: the study of this wave did."""
    whole = read_recommendations(r.wave)
    document = declared(r.wave).documents[whole.document] if whole.document else None
    return {"year": whole.year, "study": document.label if document else "", "cite": document.cite if document else "", "own": whole.year == r.wave.year}


def _where(r: Results, document: str, section: str) -> str:
    return f"{declared(r.wave).documents[document].label}, {section}"


def _conclusions(r: Results) -> list[dict[str, Any]]:
    """The conclusions of a wave, each with the name of its topic."""
    topics = declared(r.wave).tables["conclusions"]["topic"].options
    return [row | {"topic_name": topics[row["topic"]]} for row in r.documents("conclusions")]


def _lessons(r: Results, dimension: str) -> Facts:
    """The case studies that a document names for what it concludes of a dimension, those whose sheets fit it by our reading, and
    the errata that bear on either."""
    rows = [row for row in r.documents("lessons") if dimension and row["dimension"] == dimension]
    found = {kind: {case for row in rows for case in row[kind]} for kind in ("named", "carried")}
    names = {kind: [name for number, name in r.case_names.items() if number in cases] for kind, cases in found.items()}
    return names | {"errata": tuple(id_ for row in rows if row["named"] for id_ in row["errata"])}


def _case_rows(r: Results) -> list[dict[str, str]]:
    """The case studies, each with its columns and the final answers of its coding."""
    answers: dict[str, dict[str, str]] = {}
    for row in r.table("processed/coding.csv").to_dict("records"):
        answers.setdefault(row["case_no"], {})[row["indicator"]] = row["final"]
    return [row | answers.get(row["case_no"], {}) for row in r.table("processed/cases.csv").to_dict("records")]


def _selected(r: Results, rows: Sequence[dict[str, str]], where: dict[str, tuple[str, ...]]) -> list[Named]:
    """The names of the case studies that have all of these values."""
    return [r.case_names[row["case_no"]] for row in rows if all(holds(row.get(name, ""), values) for name, values in where.items())]


def need_beside_supply(r: Results) -> Facts | None:
    """The challenges that authorities rate as priorities beside what practices aim at and case studies deal with, by subject. Nothing
    where only one of these is known."""
    subjects, cases = read_needs(r.wave), _case_rows(r)
    asked = [row["answer"] for row in (challenge_migrants(r) or {"table": []})["table"]]
    columns = {NEED: partial(_needs, asked), AIM: partial(_aims, r), CASE: partial(_cases, r, cases)}
    shown = {id_: {role: find(subject) for role, find in columns.items()} for id_, subject in subjects.items()}
    there = [role for role in columns if any(s.number for cells in shown.values() for s in cells[role])]
    if len(there) < 2:
        return None
    rows = [(subjects[id_].name, s) for id_, cells in shown.items() for role in there for s in cells[role]]
    numbers = [s.number for _, s in rows if s.number]
    named = [(name, s) for name, s in rows if s.role == NEED and s.number]
    most = [(name, s) for name, s in named if s.number.share == max(t.number.share for _, t in named)]
    done = [(name, s) for name, s in rows if s.role == (CASE if CASE in there else AIM) and s.number]
    least = [(name, s) for name, s in done if s.number.share == min(t.number.share for _, t in done)]
    matched = {aim for subject in subjects.values() for aim in subject.aims}
    return {
        "most": most[0][1].number if most else None, "most_names": list(dict.fromkeys(name for name, _ in most)),
        "complete": all(a.known for a in asked if a.option not in NOT_RANKED and a.unknown != NO_GROUP),
        "least": least[0][1].number if len(least) < len(done) else None, "least_names": list(dict.fromkeys(name for name, _ in least)),
        "of_cases": CASE in there, "aimless": [s.name for s in subjects.values() if not s.aims] if AIM in there else [],
        "unasked": [n for n in r.of("practices", "aim") if n.option not in {*matched, *NOT_RANKED}] if NEED in there else [],
        "bases": {role: _bases(s.number for _, s in rows if s.role == role and s.number) for role in there},
        "evidence": ";".join(dict.fromkeys([*filter(None, evidence_of(n for n in numbers if isinstance(n, Number)).split(";")), *([r.wave.coded] if CASE in there else [])])),
        "chart": Chart("panels", [(name, [Mark(s, s.number.share if s.number else None, role=s.role) for n, s in rows if n == name]) for name in dict.fromkeys(n for n, _ in rows)], {"columns": {role: role for role in there}}),
        "table": [{"subject": name, "what": s, "percent": s.number or "", "base": int(s.number.base) if s.number else ""} for name, s in rows],
        "data": pd.DataFrame([_behind(name, s) for name, s in rows]),
    }  # fmt: skip


def _needs(asked: Sequence[Asked], subject: Subject) -> list[Shown]:
    """How many see a challenge of the subject as a priority, for each group of migrants; once where no value is known."""
    found = [a for a in asked if a.option in subject.challenges and a.unknown != NO_GROUP]
    known = [Shown(NEED, a.place, a.number) for a in found if a.known]
    return known or [Shown(NEED, "", unknown=found[0].unknown if found else NO_VALUE)]


def _aims(r: Results, subject: Subject) -> list[Shown]:
    """How many practices have an aim of the subject."""
    numbers = [r.get(f"practices.aim.{aim}.share") for aim in subject.aims]
    return [Shown(AIM, n.name, n) for n in numbers if n] or [Shown(AIM, "", unknown=NO_VALUE if subject.aims else NO_AIM)]


def _cases(r: Results, rows: Sequence[dict[str, str]], subject: Subject) -> list[Shown]:
    """How many case studies deal with a sector of the subject."""
    if not rows:
        return []
    some = sum(holds(row["sectors"], subject.sectors) for row in rows)
    return [Shown(CASE, "", Part(some, len(rows), len(rows) < r.wave.min_base))]


def _bases(numbers: Iterable[Part]) -> list[int]:
    """The smallest and the largest base, once where they are the same."""
    bases = sorted({int(n.base) for n in numbers})
    return [bases[0], bases[-1]][: len(bases)]


def _behind(subject: str, shown: Shown) -> dict[str, Any]:
    n = shown.number
    counts = {"numerator": int(n.numerator), "base": int(n.base)} if n else {"numerator": "", "base": ""}
    return {"subject": subject, "column": COLUMNS[shown.role], "key": getattr(n, "key", ""), "of": shown.name, **counts, "unknown": shown.unknown}
