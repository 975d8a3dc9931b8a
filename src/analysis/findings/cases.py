"""What the case studies show: where and when they are, what they cost, who pays, whether anybody checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median, median_low
from typing import Any

import pandas as pd

from analysis.clean.cases import NOT_CREDIBLE, is_credible
from analysis.clean.numbers import canonical
from analysis.codebook import Item
from analysis.estimate.published import round_half_up
from analysis.findings.chart import Chart, Mark
from analysis.findings.results import Facts, Number, Part, Results, leaders, ranked

MEANT = {  # what the options of the fact sheets come to, the most that a sheet says first
    "yes": {"yes", "internal", "external", "replicated"}, "planned": {"planned", "replicable"},
    "no": {"no", "none", "not_replicable"}, "not_reported": {"", "not_reported"},
}  # fmt: skip
REPORTED = ("outcomes_quantified", "evaluation", "staff_training", "replication")
SHOWN = ["case_no", "name_english", "country", "dimension"]
AMOUNTS = ["budget_eur", "budget_period_years", "budget_eur_per_year"]
BUDGET = ["budget_as_printed", *AMOUNTS, "budget_flag", "budget_reason"]
LATER = 9999
MIDDLE_FROM = 5  # fewer amounts have no median worth telling


@dataclass(frozen=True)
class Case:
    """One case study: its numbers; `place` and `said` (its options) in the codebook's labels; all else in its `row` of cases.csv.

    `credible` says whether its amount may be compared; `each` is EUR per year and person, where that can be told.
    """

    number: str
    name: str
    place: str
    dimension: str
    start: int | None
    end: int | None
    ongoing: bool
    eur: float | None
    period: float | None
    per_year: float | None
    people: float | None
    credible: bool
    each: float | None
    said: dict[str, list[str]]
    row: dict[str, str]


def cases_where(r: Results) -> Facts | None:
    """Countries and dimensions."""
    if not (known := _cases(r)):
        return None
    sizes, dimensions = Counter(c.place for c in known), Counter(c.dimension for c in known)
    places = sorted(sizes, key=lambda place: (-sizes[place], place))
    (top, most), *rest = dimensions.most_common()
    alone = bool(top) and most * 2 >= len(known) and (not rest or rest[0][1] < most)
    sources = r.labels("cases", "source_printed_list")
    return {
        "known": known, "lead": _part(r, most, known, r.dimension(top)) if alone else None, "countries": [p for p in places if p],
        "by_dimension": [_part(r, dimensions[d], known, r.dimension(d)) for d in _dimensions(r, known)],
        "by_country": [_part(r, sizes[p], known, p) for p in places],
        "origins": [_part(r, n, known, sources[s]) for s, n in Counter(c.row["source"] for c in known).most_common() if s],
        "chart": Chart(
            "matrix", [(p, [_mark(c, None) for c in known if c.place == p]) for p in places],
            {"columns": {d or "muted": r.dimension(d) for d in _dimensions(r, known)}},
        ),
        "data": _data(known), "evidence": r.wave.listed,
    }  # fmt: skip


def cases(r: Results) -> Facts | None:
    """The list of them."""
    rows = [
        {"no": c.number, "practice": c.name, "country": c.place, "dimension": r.dimension(c.dimension), "years": c, "organiser": c.row["organiser"]}
        for c in _cases(r)
    ]  # fmt: skip
    return {"table": rows, "evidence": r.wave.listed} if rows else None


def cases_time(r: Results) -> Facts | None:
    """When each of them ran."""
    if not (known := _cases(r)):
        return None
    starts = sorted(c.start for c in known if c.start)
    in_order = sorted(known, key=lambda c: (c.start or LATER, c.end or LATER, int(c.number)))
    groups = _by_dimension(r, in_order if starts else [], lambda c: _mark(c, c.start, c.end))
    return {
        "known": known, "going": sum(c.ongoing for c in known), "later": any(c.end and c.end > r.wave.year for c in known),
        "started": len(starts), "first": min(starts, default=None), "middle": median_low(starts) if starts else None,
        "chart": Chart("timeline", groups, {"now": r.wave.year}), "data": _data(known, "start_year", "end_year", "ongoing"),
        "evidence": r.wave.listed,
    }  # fmt: skip


def cases_cost(r: Results) -> Facts | None:
    """What a year of each of them costs; amounts in doubt apart."""
    if not (known := _cases(r)):
        return None
    stated, priced = [c for c in known if c.eur is not None], _dearest(known, "per_year")
    good, bad = ([c for c in priced if c.credible == credible] for credible in (True, False))
    flagged = {f: [c.number for c in known if c in bad and f in c.row["budget_flag"].split(";")] for f in sorted(NOT_CREDIBLE)}
    groups = _by_dimension(r, good, lambda c: _mark(c, c.per_year, strong=True))
    groups += [("doubtful", [Mark(c, c.per_year, role="muted") for c in bad])] if bad else []
    return {
        "known": known, "stated": stated, "doubted": [c for c in stated if not c.credible],
        "silent": len(known) - len(priced), "good": good, "doubtful": bad, **_spread(good, "per_year"),
        "doubts": [(flag, numbers) for flag, numbers in flagged.items() if numbers], "evidence": r.wave.coded,
        "chart": Chart("amounts", groups), "data": _data([c for c in known if c in priced], *BUDGET),
    }  # fmt: skip


def cases_per_head(r: Results) -> Facts | None:
    """What a year costs for each person reached."""
    known = _cases(r)
    if not (both := _dearest(known, "each")):
        return None
    data = _data([c for c in known if c in both], "budget_eur_per_year", "beneficiaries", "beneficiaries_note")
    return {
        "known": known, "both": both, **_spread(both, "each"), "evidence": r.wave.coded,
        "chart": Chart("amounts", _by_dimension(r, both, lambda c: _mark(c, c.each, strong=True))),
        "data": data.assign(eur_per_year_and_person=[_cents(c.each) for c in known if c in both]),
    }  # fmt: skip


def doubtful(r: Results) -> Facts | None:
    """Amounts in doubt, and why."""
    rows = [row | {"reason": c.row["budget_reason"]} for c, row in _amounts(r) if not c.credible]
    return {"table": rows, "evidence": r.wave.coded} if rows else None


def budgets(r: Results) -> Facts | None:
    """All amounts, as printed and as read."""
    rows = [row | {"years": c.period, "eur_per_year": c.per_year, "people_reached": c.people} for c, row in _amounts(r)]
    return {"table": rows, "evidence": r.wave.coded} if rows else None


def cases_funding(r: Results) -> Facts | None:
    """Who pays, and who takes part."""
    items = [r.codebook["cases"].items[name] for name in ("funding_sources", "partners")]
    found = {item.id: ranked(r.of("cases", item.id)) for item in items}
    if not (sources := found["funding_sources"]):
        return None
    asked = [{"item": i, "rows": found[i.id], "leads": leads} for i in items if (leads := _leads(found[i.id]))]
    groups = [(q["item"].label, [Mark(n, n.numerator, role=_role(n, q["leads"])) for n in q["rows"]]) for q in asked]
    return {
        "base": int(sources[0].base), "payers": _leads(sources),
        "silent": int(sources[-1].numerator), "asked": asked, "evidence": r.wave.coded,
        "table": [row for q in asked for row in _answers(q["item"], q["rows"])],
        "chart": Chart("bars", groups), "data": r.behind(n for q in asked for n in q["rows"]),
    }  # fmt: skip


def cases_evaluation(r: Results) -> Facts | None:
    """What the fact sheets say of evaluation, replication, training and outcomes."""
    if not (known := _cases(r)):
        return None
    counts = {name: Counter(_meant(c.row[name]) for c in known) for name in REPORTED}
    items = [r.codebook["cases"].items[name] for name in sorted(REPORTED, key=lambda name: -counts[name]["yes"])]
    asked = [
        {"item": i, "yes": counts[i.id]["yes"], "marks": [Mark(p := _part(r, counts[i.id][role], known), p.share, role=role) for role in MEANT]}
        for i in items
        if counts[i.id]["not_reported"] < len(known)
    ]
    drawn = [(q["item"].short, [m for m in q["marks"] if m.of.numerator]) for q in asked]
    data = [[q["item"].id, m.role, int(m.of.numerator), len(known)] for q in asked for m in q["marks"]]
    return {
        "base": len(known), "asked": asked, "done": _part(r, counts["evaluation"]["yes"], known),
        "figures": counts["outcomes_quantified"]["yes"], "elsewhere": counts["replication"]["yes"], "evidence": r.wave.coded,
        "table": [row for i in items for row in _answers(i, [r.get(f"cases.{i.id}.{o}.share") for o in i.options | {"not_reported": ""}])],
        "chart": Chart("stacked", drawn), "data": pd.DataFrame(data, columns=["item", "answer", "numerator", "base"]),
    }  # fmt: skip


def case_sheets(r: Results) -> Facts | None:
    """Each of them by itself."""
    if not (sheets := _cases(r)):
        return None
    summaries = [i for i in r.codebook["cases"].items.values() if i.id.startswith("summary_") and i.id in sheets[0].row]
    return {"sheets": sheets, "summaries": summaries, "evidence": r.wave.coded}


def _cases(r: Results) -> list[Case]:
    return [_case(r, row) for row in r.table("processed/cases.csv").to_dict("records")]


def _case(r: Results, row: dict[str, str]) -> Case:
    """A row of cases.csv with its numbers as numbers and its options as labels."""

    def number(column: str, kind: Callable[[str], Any] = float) -> Any:
        return kind(row[column]) if row[column] else None

    per_year, people, credible = number("budget_eur_per_year"), number("beneficiaries"), is_credible(row["budget_flag"])
    each = per_year / people if per_year and people and credible else None
    choices = [i for i in r.codebook["cases"].of_type("choice", "multi") if i.id in row]
    said = {i.id: [i.options[o] for o in row[i.id].split(";") if o] for i in choices}
    return Case(
        row["case_no"], row["name_english"] or row["name"], r.country(row["country"]) if row["country"] else "", row["dimension"],
        number("start_year", int), number("end_year", int), row["ongoing"] == "yes", number("budget_eur"), number("budget_period_years"),
        per_year, people, credible, each, said, row,
    )  # fmt: skip


def _amounts(r: Results) -> list[tuple[Case, dict[str, Any]]]:
    """The case studies that state an amount, with what tables print of it."""
    stated = [c for c in _cases(r) if c.eur is not None]
    return [(c, {"no": c.number, "practice": c.name, "as_printed": c.row["budget_as_printed"], "eur": c.eur}) for c in stated]


def _part(r: Results, some: int, all_of: Sequence[Case], name: str = "") -> Part:
    return Part(some, len(all_of), len(all_of) < r.wave.min_base, name)


def _dimensions(r: Results, known: Sequence[Case]) -> list[str]:
    """The dimensions that occur, in the order of the vocabulary; last the empty one, of cases without."""
    there, named = {c.dimension for c in known}, r.codebook.vocabulary["dimensions"]
    return [d for d in named if d in there] + sorted(there - named.keys())


def _by_dimension(r: Results, listed: Sequence[Case], mark: Callable[[Case], Mark]) -> list[tuple[str, list[Mark]]]:
    return [(r.dimension(d), [mark(c) for c in listed if c.dimension == d]) for d in _dimensions(r, listed)]


def _mark(case: Case, value: float | None, high: float | None = None, strong: bool = False) -> Mark:
    return Mark(case, value, high=high, role=case.dimension or "muted", strong=strong)


def _dearest(known: Sequence[Case], amount: str) -> list[Case]:
    """Those with this amount, the largest first."""
    return sorted((c for c in known if getattr(c, amount)), key=lambda c: -getattr(c, amount))


def _spread(dearest: Sequence[Case], amount: str) -> Facts:
    """The least and the most, and the middle where there are enough values to have one."""
    found = [getattr(c, amount) for c in dearest]
    middle = median(found) if len(found) >= MIDDLE_FROM else None
    return {"least": min(found, default=None), "most": max(found, default=None), "middle": middle}


def _data(known: Sequence[Case], *columns: str) -> pd.DataFrame:
    """Columns of cases.csv, amounts to the cent and years to the hundredth."""
    rows = [{name: _cents(c.row[name]) if name in AMOUNTS else c.row[name] for name in (*SHOWN, *columns)} for c in known]
    return pd.DataFrame(rows, columns=[*SHOWN, *columns])


def _cents(value: str | float) -> str:
    return canonical(float(round_half_up(Fraction(str(value)), 2))) if value else ""


def _leads(numbers: Sequence[Number]) -> list[Number]:
    """What is named most; nothing where nothing is named."""
    return [n for n in leaders(numbers) if n.numerator and n.option != "not_reported"]


def _role(n: Number, leads: Sequence[Number]) -> str:
    return "no" if n.option == "not_reported" else "accent" if n in leads else "second"


def _answers(item: Item, numbers: Sequence[Number]) -> list[dict[str, Any]]:
    """A row for each answer, with percentages where the base is large enough for them."""
    return [{"question": item.label, "answer": n, "number": int(n.numerator)} | ({} if n.small else {"percent": n}) for n in numbers]


def _meant(value: str) -> str:
    said = set(value.split(";"))
    return next((role for role, options in MEANT.items() if said & options), "not_reported")
