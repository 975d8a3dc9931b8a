"""What the survey shows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from analysis.estimate.bounds import dominant_country
from analysis.findings.chart import Chart, Mark, rated
from analysis.findings.results import NOT_RANKED, Facts, Number, Results, evidence_of, highest, ranked

MEASURES = {
    "measure_legal": "legal_political", "measure_socio_economic": "socio_economic", "measure_cultural": "cultural",
}  # fmt: skip
DEVELOPED = ("developed", "effective")  # the questions on the policies of each dimension


def respondents(r: Results) -> Facts | None:
    """Who answered, by country."""
    rows = ranked(r.of("survey", "country"), ())
    if not rows:
        return None
    dominant = dominant_country(r.frame.reset_index(drop=True)) is not None
    sheets = {n.option: int(n.numerator) for n in r.of("factsheets", "country")}
    marks = [Mark(n, n.numerator, role="second") for n in rows]
    marks[0] = Mark(rows[0], rows[0].numerator, role="accent" if dominant else "second", strong=True)
    return {
        "rows": rows, "top": rows[0], "tops": [n.name for n in rows if n.numerator == rows[0].numerator],
        "dominant": dominant, "opened": r.get("survey.status.analysable.share"),
        "single": [n.name for n in rows if n.numerator == 1],
        "chart": Chart("bars", [("", marks)]), "data": r.behind(rows), "evidence": evidence_of(rows),
        "table": [{"country": n.name, "answers": int(n.numerator), "percent": n, "fact_sheets": sheets.get(n.option, 0)} for n in rows],
    }  # fmt: skip


def answers(r: Results) -> Facts | None:
    """The yes/no questions."""
    asked = [
        (i, {n.option: n for n in r.of("survey", i.id, every=True)})
        for i in r.codebook["responses"].of_type("choice")
        if i.id != "status" and r.get(f"survey.{i.key}.yes.share")
    ]
    if not asked:
        return None
    yes, numbers = [a["yes"] for _, a in asked], [n for _, a in asked for n in a.values()]
    bars = [(i.short or i.label, [Mark(a[o], a[o].share, role=o) for o in i.options if o in a]) for i, a in asked]
    return {
        "asked": [{"item": i, "yes": a["yes"]} for i, a in asked], "first": max(asked, key=lambda q: (q[1]["yes"].share, q[0].id))[0],
        "majority": [n for n in yes if n.numerator * 2 > n.base], "bases": _bases(yes), "small": any(n.small for n in yes),
        "chart": Chart("stacked", bars), "data": r.behind(numbers), "evidence": evidence_of(numbers),
        "table": [
            {
                "question": i.label, "yes": int(a["yes"].numerator), "yes_percent": a["yes"], "yes_interval_95": a["yes"],
                "no_percent": a.get("no", ""), "dont_know_percent": a.get("dont_know", ""), "base": int(a["yes"].base),
            }
            for i, a in asked
        ],
    }  # fmt: skip


def bounds(r: Results) -> Facts | None:
    """How far the yes shares can lie outside the country that gave most answers."""
    if not r.of("survey", "country"):
        return None
    dominant = dominant_country(r.frame.reset_index(drop=True))
    code, given, base = dominant or ("", 0, 0)
    rows = r.where(method="bounds", suppressed="no", option="yes")
    items = r.codebook["responses"].items
    found = [{"item": items[n.item], "limits": n, "all": r.get(f"survey.{items[n.item].key}.yes.share")} for n in rows]
    marks = [Mark(q, q["all"].share, q["limits"].low, q["limits"].high) for q in found]
    return {
        "country": r.country(code), "given": given, "base": base, "rest": base - given, "dominant": bool(dominant),
        "rows": found, "little": bool(rows) and min(n.high - n.low for n in rows) > 0.5, "evidence": "bounds",
        "chart": Chart("dots", [("", marks)]), "data": r.behind(rows),
    }  # fmt: skip


def _challenges(r: Results, stem: str) -> Facts | None:
    """The ratings of one question with two groups of migrants; a share printed without its group stands apart."""
    rows = _rated(r, stem)
    if not rows:
        return None
    places = dict.fromkeys(i.level_labels[0] for i in r.codebook["responses"].stem(stem))
    marked = [(p, [rated(n, "accent" if p else "muted") for n in rows if n.place == p]) for p in ("", *places)]
    return _lead(rows) | {
        "chart": Chart("dots", [(p, marks) for p, marks in marked if marks]), "table": [_rating_row(n) for n in rows],
        "data": r.behind(m.of for _, marks in marked for m in marks), "evidence": evidence_of(rows),
    }  # fmt: skip


challenge_migrants = partial(_challenges, stem="challenge_migrants")  # what migrants struggle with
challenge_authority = partial(_challenges, stem="challenge_authority")  # what authorities struggle with


def measures(r: Results) -> Facts | None:
    """Which measures come first, the three dimensions below each other."""
    groups = {d: _rated(r, stem) for stem, d in MEASURES.items()}
    rows = [n for found in groups.values() for n in found]
    if not rows:
        return None
    marked = [
        (r.dimension(d), [rated(n, d if n.name else "faint") for n in sorted(found, key=lambda n: not n.name)])
        for d, found in groups.items()
        if found
    ]
    named = {d: [n for n in found if n.name] for d, found in groups.items()}
    return _lead([n for found in named.values() for n in found]) | {
        "leads": [{"dimension": r.dimension(d), **_lead(found)} for d, found in named.items() if found],
        "lost": [n for n in rows if not n.name], "evidence": evidence_of(rows),
        "chart": Chart("dots", marked), "data": r.behind(m.of for _, marks in marked for m in marks),
        "table": [{"dimension": r.dimension(MEASURES[n.stem])} | _rating_row(n) for n in highest(rows)],
    }  # fmt: skip


def dimensions(r: Results) -> Facts | None:
    """How developed and how effective the policies of each dimension are: means where there are ratings, else what is said."""
    means = [n for n in r.where(statistic="mean") if n.stem in DEVELOPED]
    shown = [n for n in means if not n.small]
    statements = r.raw("published/statements.csv").to_dict("records")
    said = [s for s in statements if s["subject"] in DEVELOPED and s["kind"] == "ordering"]
    if not means and not said:
        return None
    stems = r.codebook.stems
    return {
        "small": bool(means) and not shown, "said": [] if means else said,
        "table": [{"question": stems[n.stem], "dimension": n.name, "mean": n, "interval_95": n, "base": int(n.base)} for n in shown],
        "evidence": evidence_of(shown) if shown else "published",
    }  # fmt: skip


def factsheets(r: Results) -> Facts | None:
    """The programmes that respondents described."""
    rows = ranked(r.of("factsheets", "country"), ())
    return {"top": rows[0], "evidence": rows[0].evidence} if rows else None


def _rated(r: Results, stem: str) -> list[Number]:
    """The shares of higher priorities of a question, the highest first, ties in the order of the questionnaire."""
    order = {item: n for n, item in enumerate(r.codebook["responses"].items)}
    found = [n for n in r.where(source="survey", option="higher_priority", group="") if n.stem == stem]
    return highest(sorted(found, key=lambda n: (order.get(n.item, len(order)), n.key)))


def _lead(rows: Sequence[Number]) -> Facts:
    """The highest share, whether others share it, which options they are about, and the bases of all."""
    named = [n for n in rows if n.name and n.item.split("__")[-1] not in NOT_RANKED] or list(rows)
    tops = [n for n in named if n.share == max(m.share for m in named)]
    names = list(dict.fromkeys(n.short for n in tops))
    return {"top": tops[0], "tied": len(tops) > 1, "names": names, "bases": _bases(rows)}


def _rating_row(n: Number) -> dict:
    told = {"answer": n, "number": int(n.numerator), "percent": n, "interval_95": n}
    return told | {"base": int(n.base), "evidence": n.evidence}


def _bases(numbers: Sequence[Number]) -> list[int]:
    """The smallest and the largest base; one where they are the same."""
    return sorted({int(min(n.base for n in numbers)), int(max(n.base for n in numbers))})
