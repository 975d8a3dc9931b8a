"""What the survey shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from analysis.audit.affects import on_record
from analysis.codebook import Item
from analysis.estimate.bounds import dominant_country
from analysis.findings.chart import Chart, Mark, rated, told_by
from analysis.findings.documented import worded
from analysis.findings.questions import Answered, in_turn, linked, told
from analysis.findings.results import (
    NOT_RANKED,
    Facts,
    Number,
    Part,
    Results,
    classes,
    evidence_of,
    highest,
    leaders,
    ranked,
)
from analysis.findings.unknown import IN_WORDS, NO_GROUP, NOT_IN_TEXT, NOT_MATCHED, WITHHELD, why

MEASURES = {
    "measure_legal": "legal_political", "measure_socio_economic": "socio_economic", "measure_cultural": "cultural",
}  # fmt: skip
CHALLENGES = ("challenge_migrants", "challenge_authority")
DEVELOPED = ("developed", "effective")  # the questions on the policies of each dimension
IN_TEXT = (IN_WORDS, NOT_MATCHED, NO_GROUP)


@dataclass(frozen=True)
class Asked:
    """An option that was asked: its `number`, or why its value is not `known`. One whose label the text has lost has no
    name. `assumed` says that it has its number by an assumption of the wave."""

    option: str
    name: str
    short: str
    place: str = ""
    number: Number | None = None
    unknown: str = ""
    assumed: bool = False

    @property
    def known(self) -> bool:
        return not self.unknown

    @property
    def share(self) -> float:
        """The share of an option whose value is known; below all of them where it is not."""
        return self.number.share if self.known else -1


def analysable(r: Results) -> int | None:
    """How many respondents answered enough to be analysed, or None where that is not known."""
    found, placed = r.get("survey.status.analysable.share"), r.get("survey.country.reported.share")
    return found.numerator if found else placed.base if placed else None


def asked(r: Results) -> Facts | None:
    """How those who answered came to do so."""
    return {} if r.wave.has("survey") else None


def survey_questions(r: Results) -> Facts | None:
    """Every question, and what is known of the answers; `whole` says that the questionnaire has a chapter of its own."""
    if not (questions := Answered(r, "responses").questions()):
        return None
    rows = [{"question": {"text": text, "of": q}, "known": linked(q)} for q, text in in_turn(questions)]
    return told(questions) | {"whole": r.wave.has("survey"), "table": rows, "evidence": r.wave.listed}


def survey_examples(r: Results) -> Facts | None:
    """What respondents told in their own words, as a document reports it, by question."""
    rows = [row | {"country": r.country(row["country"]) if row["country"] else ""} for row in r.documents("examples")]
    items = r.codebook["responses"].items
    groups = [(item, [row for row in rows if row["item"] == item]) for item in items]
    found = [{"item": items[item], "rows": of_item} for item, of_item in groups if of_item]
    ours = r.wave.coded if any(row["placed"] == "ours" for row in rows) else ""
    named, where = sum(bool(row["authority"]) for row in rows), list(dict.fromkeys(row["where"] for row in rows))
    return {"groups": found, "told": len(rows), "named": named, "where": where, "evidence": classes(r.wave.listed, ours)} if found else None


def survey_comparisons(r: Results) -> Facts | None:
    """What a document says of how the answers compare with other sources."""
    rows = [row | {"question": r.codebook.stems[row["question"]]} for row in worded(r, "comparisons", "source", "relation")]
    return {"rows": rows, "evidence": r.wave.listed} if rows else None


def survey_consultation(r: Results) -> Facts | None:
    """What documents say of a consultation that the Committee held itself."""
    rows = [{name: row[name] for name in ("topic", "text", "where", "errata")} for row in worded(r, "consultation", "topic")]
    return {"table": rows, "evidence": r.wave.listed} if rows else None


def respondents(r: Results) -> Facts | None:
    """How many came and who answered, by country; `complete` is not known where they are too few to be told."""
    came, rows = r.get("survey.status.analysable.share"), ranked(r.of("survey", "country"), ())
    if not came and not rows and not r.wave.has("survey"):
        return None
    complete = int(came.numerator) if came else int(rows[0].base) if rows else None
    named = [n for n in rows if n.option not in NOT_RANKED]
    facts = {"came": came, "complete": complete, "rows": rows, "named": named, "together": len(named) < len(rows)}
    facts |= {"response": _response(r, complete), "dominant": False, "single": [], "evidence": r.wave.evidence}
    return facts | (_by_country(r, rows) if rows else {})


def _response(r: Results, complete: int | None) -> Part | None:
    """The part of those invited that answered, where it is known how many were."""
    invited = r.wave.invited
    return Part(complete, invited, invited < r.wave.min_base) if invited and complete and complete <= invited else None


def _by_country(r: Results, rows: Sequence[Number]) -> Facts:
    dominant, tops = _dominant(r), leaders(rows)
    sheets = {n.option: int(n.numerator) for n in r.of("factsheets", "country") if n.option not in NOT_RANKED or not r.wave.discloses}
    none = "" if r.wave.discloses else 0  # those of a country may be withheld, and others may be together than of the answers
    marks = [
        Mark(n, n.numerator, role="accent" if dominant and n in tops else "second", strong=n in tops) for n in rows
    ]
    printed = r.wave.listed == "published"  # what was not printed by the study itself names no country with one answer
    return {
        "top": tops[0], "tops": [n.name for n in tops], "dominant": bool(dominant),
        "ahead": any(n.numerator > tops[0].numerator for n in rows),
        "single": [n.name for n in rows if n.numerator == 1] if printed else [],
        "chart": Chart("bars", [("", marks)]), "data": told_by(r, rows), "evidence": evidence_of(rows),
        "table": [
            {"country": n.name, "answers": int(n.numerator), "percent": n} | ({"fact_sheets": sheets.get(n.option, none)} if sheets else {})
            for n in rows
        ],
    }  # fmt: skip


def answers(r: Results) -> Facts | None:
    """The yes/no questions; of those whose answers are not known why they are not."""
    items = [i for i in r.codebook["responses"].of_type("choice") if "yes" in i.options]
    by_item = {i.id: {n.option: n for n in r.of("survey", i.id, every=True)} for i in items}
    known = [(i, by_item[i.id]) for i in items if by_item[i.id] and not by_item[i.id]["yes"].small]
    if not known:
        return None
    rest = [unanswered(r, i) for i in items if i not in [k for k, _ in known]]
    yes, numbers = [a["yes"] for _, a in known], [n for _, a in known for n in a.values()]
    bars = [(i.short or i.label, [Mark(a[o], a[o].share, role=o) for o in i.options if o in a]) for i, a in known]
    return {
        "asked": [{"item": i, "yes": a["yes"]} for i, a in known], "rest": rest, "why": _reason(q["unknown"] for q in rest),
        "majority": [n for n in yes if n.numerator * 2 > n.base], "bases": _bases(yes),
        "chart": Chart("stacked", bars), "data": told_by(r, numbers), "evidence": evidence_of(numbers),
        "table": [
            {
                "question": i.label, "yes": int(a["yes"].numerator), "yes_percent": a["yes"], **_interval(r, "yes_interval_95", a["yes"]),
                "no_percent": a.get("no", ""), "dont_know_percent": a.get("dont_know", ""), "base": int(a["yes"].base),
            }
            for i, a in known
        ] + [
            dict.fromkeys(["yes", *_interval(r, "yes_interval_95"), "no_percent", "dont_know_percent", "base"], "")
            | {"question": q["item"].label, "yes_percent": q}
            for q in rest
        ],
    }  # fmt: skip


def unanswered(r: Results, item: Item) -> Facts:
    """A question whose shares are not known: why, and what a printed study says of it in words."""
    unknown, said = why(r, f"survey.{item.key}.yes.share"), _said(r, item.id, "quote_free")
    return {"item": item, "unknown": IN_WORDS if said and unknown == NOT_IN_TEXT else unknown, "said": said}


def _said(r: Results, subject: str, kind: str) -> list[dict[str, str]]:
    """What the text of a printed study says of a question in words, each with the errata that bear on it."""
    found = [s for s in r.raw("published/statements.csv").to_dict("records") if s["subject"] == subject and s["kind"] == kind]
    return [s | {"errata": tuple(on_record(r.errata, "statements", s["id"]).get("statement", ()))} for s in found]


def bounds(r: Results) -> Facts | None:
    """How far the yes shares of rebuilt answers can lie outside the country that gave most of them."""
    if "survey" not in r.wave.rebuilt or not r.of("survey", "country"):
        return None
    rows = r.where(method="bounds", suppressed="no", option="yes")
    found = _outside(r, rows)
    marks = [Mark(q, q["all"].share, q["rest"].low, q["rest"].high) for q in found["rows"]]
    return found | {
        "little": bool(rows) and min(n.high - n.low for n in rows) > 0.5, "evidence": "bounds",
        "chart": Chart("dots", [("", marks)]), "data": r.behind(rows),
    }  # fmt: skip


def outside(r: Results) -> Facts | None:
    """The yes shares of real answers outside the country that gave most of them, beside those of all."""
    if "survey" in r.wave.rebuilt or not (dominant := _dominant(r)):
        return None
    rows = r.where(source="survey", option="yes", group=f"country_not_{dominant[0]}", method="wilson", suppressed="no")
    if not rows:
        return None
    found = _outside(r, rows)
    marks = [rated(q["rest"], sampled=r.wave.sampled) for q in found["rows"]]
    marks = [Mark(q, m.value, m.low, m.high) for q, m in zip(found["rows"], marks, strict=True)]
    return found | {
        "chart": Chart("dots", [("", marks)]), "data": told_by(r, rows), "evidence": evidence_of(rows),
        "table": [{"question": q["item"].label, "rest": q["rest"], "all": q["all"], "base": int(q["rest"].base)} for q in found["rows"]],
    }  # fmt: skip


def _dominant(r: Results) -> tuple[str, int, int] | None:
    """The one country with more than a third of the answers: its code, its answers, all answers."""
    found = dominant_country(r.frame.reset_index(drop=True))
    return found if found and [n.numerator for n in r.of("survey", "country")].count(found[1]) == 1 else None


def _outside(r: Results, rows: Sequence[Number]) -> Facts:
    """Numbers on all but one country beside those of everybody; the country and its part of the answers."""
    code, given, base = dominant_country(r.frame.reset_index(drop=True)) or ("", 0, 0)
    items = r.codebook["responses"].items
    found = [{"item": items[n.item], "rest": n, "all": r.get(f"survey.{items[n.item].key}.yes.share")} for n in rows]
    return {"country": r.country(code), "given": given, "base": base, "others": base - given, "dominant": bool(code), "rows": found}


def scales(r: Results) -> Facts | None:
    """How difficulties were rated, and for which groups of migrants."""
    items = [i for stem in CHALLENGES for i in r.codebook["responses"].stem(stem)]
    if not items or not any(_asked(r, stem) for stem in CHALLENGES):
        return None
    return {"low": int(items[0].min), "high": int(items[0].max), "places": _places(items)}


def _challenges(r: Results, stem: str) -> Facts | None:
    """The ratings of one question with two groups of migrants; a share whose group the text does not name stands apart. What
    a printed study says in words is told where shares are missing."""
    rows = _asked(r, stem)
    if not rows:
        return None
    places = _places(r.codebook["responses"].stem(stem))
    marked = [(p, [_mark(r, a, "accent" if p else "muted") for a in rows if a.place == p and a.known]) for p in ("", *places)]
    lead = _lead(rows)
    return lead | {
        "groupless": bool(places) and not lead["top"].place, "table": [_row(r, a) for a in rows], **_behind(r, rows),
        "said": _said(r, stem, "ordering") if lead["missing"] else [],
        "chart": Chart("dots", [(p, marks) for p, marks in marked if marks]),
    }  # fmt: skip


challenge_migrants = partial(_challenges, stem="challenge_migrants")  # what migrants struggle with
challenge_authority = partial(_challenges, stem="challenge_authority")  # what authorities struggle with


def measures(r: Results) -> Facts | None:
    """Which measures come first, the three dimensions below each other."""
    groups = {d: options(r, stem) for stem, d in MEASURES.items()}
    groups = {d: found for d, found in groups.items() if any(a.known or a.unknown == WITHHELD for a in found)}
    rows = [a for found in groups.values() for a in found]
    if not any(a.known for a in rows):
        return None
    return _lead(rows) | {
        "withheld": [r.dimension(d) for d, found in groups.items() if not any(a.known for a in found)],
        "leads": [{"dimension": r.dimension(d), **_lead(found)} for d, found in groups.items() if any(a.known for a in found)],
        "chart": Chart("dots", [(r.dimension(d), marks) for d, found in groups.items() if (marks := [_mark(r, a, d) for a in found if a.known])]),
        "table": [{"dimension": r.dimension(d)} | _row(r, a) for d, found in groups.items() for a in found], **_behind(r, rows),
    }  # fmt: skip


def dimensions(r: Results) -> Facts | None:
    """How developed and how effective the policies of each dimension are: means where there are ratings, else what is said."""
    items = [i for stem in DEVELOPED for i in r.codebook["responses"].stem(stem)]
    shown = {n.item: n for n in r.where(statistic="mean") if n.stem in DEVELOPED and not n.small}
    unknown = {i.id: why(r, f"survey.{i.key}.rating.mean") for i in items if i.id not in shown}
    said = [s for stem in DEVELOPED for s in _said(r, stem, "ordering")]
    if not shown and not said and WITHHELD not in unknown.values():
        return None
    return {
        "small": not shown and not said, "said": [] if shown else said,
        "table": [{"question": i.asks, "dimension": i.level_labels[-1], **_mean(r, i, shown, unknown)} for i in items] if shown else [],
        "evidence": evidence_of(shown.values()) if shown else "published" if said else "",
    }  # fmt: skip


def _mean(r: Results, item: Item, shown: Mapping[str, Number], unknown: Mapping[str, str]) -> dict:
    """The mean of an item and its base, or why there is none."""
    if n := shown.get(item.id):
        return {"mean": n, **_interval(r, "interval_95", n), "base": int(n.base)}
    missing = Asked(item.levels[-1], item.level_labels[-1], item.short, unknown=unknown[item.id])
    return {"mean": missing, **_interval(r, "interval_95"), "base": ""}


def factsheets(r: Results) -> Facts | None:
    """The programmes that respondents described; `withheld`: some did, and nothing of it can be told."""
    if rows := ranked(r.of("factsheets", "country"), ()):
        return {"withheld": False, "top": leaders(rows)[0], "tops": leaders(rows), "evidence": rows[0].evidence}
    estimates = r.table("processed/estimates.csv")
    own = estimates[estimates["source"].eq("factsheets")] if len(estimates) else estimates
    return {"withheld": True, "evidence": ""} if len(own) and own["suppressed"].eq("yes").all() else None


def _asked(r: Results, stem: str) -> list[Asked]:
    """The options of a question; none where no value at all is known."""
    rows = options(r, stem)
    return rows if any(a.known for a in rows) else []


def options(r: Results, stem: str) -> list[Asked]:
    """The options of a question, the highest share of higher priorities first, ties and what is not known in the order of
    the questionnaire. What stands in the text without its option is among them."""
    numbers = {n.item: n for n in r.where(source="survey", option="higher_priority", group="") if n.stem == stem}
    items = r.codebook["responses"].stem(stem)
    strange = [n for item, n in numbers.items() if item not in {i.id for i in items}]
    apart = [Asked(n.item.split("__")[-1], n.name, n.short, number=n) for n in highest(strange)]
    found = [_of_item(r, i, numbers.get(i.id)) for i in items]
    unlabelled, open_ = [a for a in apart if not a.name], [a for a in found if not a.known and a.option not in NOT_RANKED]
    matched = open_ if len(unlabelled) == len(open_) else []  # each unlabelled one is the value of one of them
    grouped = [a for a in found if a.option in {b.option for b in apart if b.name}]
    reasons = {a: NOT_MATCHED for a in matched} | {a: NO_GROUP for a in grouped}
    found = [replace(a, unknown=reasons.get(a, a.unknown)) if not a.known else a for a in found]
    return sorted([*apart, *found], key=lambda a: (-a.share, not a.name))


def _of_item(r: Results, item: Item, number: Number | None) -> Asked:
    place = item.level_labels[0] if len(item.levels) > 1 else ""
    unknown = "" if number and not number.small else why(r, f"survey.{item.key}.higher_priority.share")
    assumed = bool(number and r.wave.assumed([number.key]))
    return Asked(item.levels[-1], item.level_labels[-1], item.short, place, None if unknown else number, unknown, assumed)


def _reason(unknown: Iterable[str]) -> str:
    """The one reason for which values are not known, or nothing where there are several or none."""
    reasons = {NOT_IN_TEXT if why in IN_TEXT else why for why in unknown if why}
    return reasons.pop() if len(reasons) == 1 else ""


def _lead(rows: Sequence[Asked]) -> Facts:
    """The highest share, whether others share it, which options they are about, and the bases of all.

    `complete` says that every option has a value, so that there is a highest one; else it is the highest of those that have,
    `why` is the reason that the others have none, and `missing` are those others. `alone`: only one option has a value. `ahead` is a share of the answer
    `other` above the lead. `candidates` are what the values `unmatched` to any option can be about.
    """
    known, unknown = [a for a in rows if a.known and a.name], [a for a in rows if not a.known]
    ranks = [a for a in known if a.option not in NOT_RANKED] or known
    tops = [a for a in ranks if a.share == max(b.share for b in ranks)]
    names = list(dict.fromkeys(a.short for a in tops))
    return {
        "top": tops[0] if tops else None, "tied": len(tops) > 1, "names": names, "complete": not unknown,
        "alone": len({a.short for a in ranks}) == 1, "why": _reason(a.unknown for a in unknown),
        "ahead": _ahead([a.number for a in known], tops[0].number) if tops else None,
        "missing": _missing(rows), "candidates": [a.name for a in rows if a.unknown == NOT_MATCHED],
        "unmatched": [a.number for a in rows if not a.name], "bases": _bases([a.number for a in rows if a.known]),
    }  # fmt: skip


def _missing(rows: Sequence[Asked]) -> list[Facts]:
    """What was asked and has no share, by reason; an option has its group only where it has a share for another."""
    by_reason: dict[str, list[Asked]] = {}
    for a in rows:
        if not a.known and a.unknown != NOT_MATCHED:
            everywhere = not any(b.known for b in rows if b.option == a.option and b.place)
            options, named = by_reason.setdefault(a.unknown, []), replace(a, place="") if everywhere else a
            options += [named] if named not in options else []
    return [{"why": why, "options": options} for why, options in by_reason.items()]


def _ahead(numbers: Sequence[Number], top: Number) -> Number | None:
    """The answer `other` where its share is that of the leading option or above it."""
    above = [n for n in numbers if n.share >= top.share and n.item.split("__")[-1] in NOT_RANKED]
    return highest(above)[0] if above and top not in above else None


def _mark(r: Results, asked: Asked, role: str) -> Mark:
    mark = rated(asked.number, role if asked.name else "faint", sampled=r.wave.sampled)
    return Mark(asked, mark.value, mark.low, mark.high, mark.role)


def _row(r: Results, asked: Asked) -> dict:
    told = {"answer": asked, "number": "", "percent": asked, **_interval(r, "interval_95"), "base": "", "evidence": ""}
    if asked.known:
        n = asked.number
        told |= {"number": int(n.numerator), **_interval(r, "interval_95", n), "base": int(n.base), "evidence": n.evidence}
    return told


def _interval(r: Results, column: str, number: Number | None = None) -> dict:
    """A column of intervals, where the answers are a sample."""
    return {column: number or ""} if r.wave.sampled else {}


def _behind(r: Results, rows: Sequence[Asked]) -> Facts:
    """What stands behind the figure of some options: their rows, their evidence, the assumptions they rest on."""
    numbers = [a.number for a in rows if a.known]
    assumed = r.wave.assumed(n.key for n in numbers)
    return {"data": told_by(r, numbers), "evidence": evidence_of(numbers), "assumed": [a.text for a in assumed]}


def _places(items: Sequence[Item]) -> list[str]:
    """The groups of migrants that a question is asked about."""
    return list(dict.fromkeys(i.level_labels[0] for i in items if len(i.levels) > 1))


def _bases(numbers: Sequence[Number]) -> list[int]:
    """The smallest and the largest base; one where they are the same."""
    return sorted({int(min(n.base for n in numbers)), int(max(n.base for n in numbers))})
