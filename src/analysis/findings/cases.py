"""What the case studies show: where and when they are, what they cost, who pays, whether anybody checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from statistics import median, median_low
from typing import Any

import pandas as pd

from analysis.audit.affects import on_case, on_record
from analysis.clean.cases import NOT_COMPARABLE, is_comparable
from analysis.clean.numbers import canonical
from analysis.clean.periods import Period, period_reader
from analysis.codebook import Item
from analysis.estimate.published import round_half_up
from analysis.findings.chart import Chart, Mark
from analysis.findings.coded import coded
from analysis.findings.results import Facts, Named, Number, Part, Results, classes, leaders, ranked

MEANT = {  # what the options of REPORTED come to, the most that a sheet says first
    "yes": {"yes", "internal", "external", "replicated"}, "planned": {"planned", "replicable"},
    "no": {"no", "none", "not_replicable"}, "not_reported": {"", "not_reported"},
}  # fmt: skip
REPORTED = ("outcomes_quantified", "evaluation", "staff_training", "replication")
SHOWN = ["case_no", "name_english", "country", "dimension"]
AMOUNTS = ["budget_eur", "budget_period_years", "budget_eur_per_year", "eur_per_person", "eur_per_core"]
BUDGET = ["budget_as_printed", *AMOUNTS[:3], "money_period", "money_passage", "budget_flag", "budget_reason"]
RATIO = ["ratio_amount", "ratio_people", "ratio_period", "ratio_bound", "eur_per_person", "ratio_core", "eur_per_core"]
PASSAGES = ("years_passage", "money_passage", "people_passage", "beneficiaries_note")
OPENING = ("summary_objectives", "summary_activities")  # what a sheet begins with, before its facts
ALIKE, RELATED = ("sectors", "target_groups"), 3  # by what case studies are related, and how many are named
LATER = 9999
MIDDLE_FROM = 5  # fewer amounts have no median worth telling


class Case:
    """One case study: its numbers (None: not known); `place` and `said` (its options) in the codebook's labels; all else in
    its `row` of cases.csv. `comparable`: its amount is the credible cost of the whole; `each`: EUR for one person over the
    period of both, where that can be told, and `each_core` for one of those who did not only look on; `free`: there was no
    additional cost."""

    def __init__(self, r: Results, row: dict[str, str], read: Callable[[str], Period | None]):
        def number(column: str, kind: Callable[[str], Any] = float) -> Any:
            return kind(row[column]) if row[column] else None

        self.row, self.number, self.name = row, row["case_no"], r.case_names[row["case_no"]]
        self.place, self.dimension = r.country(row["country"]), row["dimension"]
        self.role = self.dimension or "muted"
        self.start, self.end, self.ongoing = number("start_year", int), number("end_year", int), row["ongoing"] == "yes"
        self.eur, self.period, self.per_year, self.each, self.each_core = map(number, AMOUNTS)
        self.people, self.comparable = number("beneficiaries"), is_comparable(row["budget_flag"])
        self.amount, self.heads = number("ratio_amount"), number("ratio_people")
        self.repeats = bool(row["money_period"] and (period := read(row["money_period"])) and period.repeats)
        self.free = "no_additional_cost" in row["budget_flag"].split(";")
        choices = [i for i in r.codebook["cases"].of_type("choice", "multi") if i.id in row]
        self.said = {i.id: [i.options[o] for o in row[i.id].split(";") if o] for i in choices}


def cases_where(r: Results) -> Facts | None:
    """Countries and dimensions."""
    if not (known := studied(r)):
        return None
    sizes, dimensions = Counter(c.place for c in known), Counter(c.dimension for c in known)
    places = sorted(sizes, key=lambda place: (-sizes[place], place))
    (top, most), *rest = dimensions.most_common()
    alone = bool(top) and most * 2 >= len(known) and (not rest or rest[0][1] < most)
    sources = r.codebook["cases"].items["source_printed_list"].options
    return {
        "known": known, "lead": _part(r, most, known, r.dimension(top)) if alone else None, "countries": [p for p in places if p],
        "by_dimension": [_of_dimension(r, d, dimensions[d], known) for d in _dimensions(r, known)],
        "by_country": [_part(r, sizes[p], known, p) for p in places],
        "origins": [_part(r, n, known, sources[s]) for s, n in Counter(c.row["source"] for c in known).most_common() if s],
        "chart": Chart(
            "matrix", [(p, [Mark(c, None, role=c.role) for c in known if c.place == p]) for p in places],
            {"columns": {d or "muted": r.dimension(d) for d in _dimensions(r, known)}},
        ),
        "data": _data(known), "evidence": r.wave.listed,
    }  # fmt: skip


def cases(r: Results) -> Facts | None:
    """The list of them."""
    known = studied(r)
    rows = [
        {"no": c.number, "practice": c.name, "country": c.place, "dimension": r.dimension(c.dimension), "years": c}
        | {"organiser": c.row["organiser"]}
        for c in known
    ]
    return {"table": rows, "evidence": _years_evidence(r, known)} if rows else None


def cases_time(r: Results) -> Facts | None:
    """When each of them ran."""
    if not (known := studied(r)):
        return None
    starts = sorted(c.start for c in known if c.start)
    in_order = sorted(known, key=lambda c: (c.start or LATER, c.end or LATER, int(c.number)))
    groups = _by_dimension(r, in_order if starts else [], "start", "end")
    corrected = [c.number for c in known if c.row["years_passage"]]
    return {
        "known": known, "going": sum(c.ongoing for c in known), "later": any(c.end and c.end > r.wave.year for c in known),
        "started": len(starts), "first": min(starts, default=None), "middle": median_low(starts) if starts else None,
        "chart": Chart("timeline", groups, {"now": r.wave.year}), "data": _data(known, "start_year", "end_year", "ongoing"),
        "corrected": corrected, "coded": r.wave.coded, "evidence": _years_evidence(r, known),
    }  # fmt: skip


def _years_evidence(r: Results, known: Sequence[Case]) -> str:
    """What shows years is coded too where a passage of the sheet was followed and not its header."""
    return classes(r.wave.listed, r.wave.coded if any(c.row["years_passage"] for c in known) else "")


def cases_cost(r: Results) -> Facts | None:
    """What a year of each of them costs; amounts in doubt or of a part apart."""
    if not (known := studied(r)):
        return None
    stated, priced = [c for c in known if c.eur is not None], _dearest(known, "per_year")
    good, bad = ([c for c in priced if c.comparable == comparable] for comparable in (True, False))
    flagged = {f: [c.number for c in known if c.eur is not None and f in c.row["budget_flag"].split(";")] for f in sorted(NOT_COMPARABLE)}
    groups = _by_dimension(r, good, "per_year")
    groups += [("doubtful", [Mark(c, c.per_year, role="muted") for c in bad])] if bad else []
    return {
        "known": known, "stated": stated, "doubted": [c for c in stated if not c.comparable], "free": [c for c in known if c.free],
        "silent": [c for c in known if c.eur is None and not c.free], "undated": [c for c in stated if c.period is None],
        "short": [c for c in stated if c.period and c.per_year is None],
        "good": good, "doubtful": bad, **_spread(good, "per_year"),
        "doubts": [(flag, numbers) for flag, numbers in flagged.items() if numbers], "evidence": r.wave.coded,
        "chart": Chart("amounts", groups), "data": _data([c for c in known if c in priced], *BUDGET),
    }  # fmt: skip


def cases_per_head(r: Results) -> Facts | None:
    """What each person reached costs, where amount and people are of the same period; elsewhere, why that cannot be told."""
    known = studied(r)
    if not (matched := _dearest(known, "each")):
        return None
    missing = Counter(c.row["ratio_missing"] for c in known if c.each is None)
    return {
        "known": known, "matched": matched, "ends": [matched[-1], matched[0]],
        "missing": missing, "evidence": r.wave.coded, "chart": Chart("amounts", _by_dimension(r, matched, "each")),
        "data": _data([c for c in known if c in matched], *RATIO, "money_passage", "people_passage", "ratio_passage"),
        "table": [
            {
                "no": c.number, "practice": c.name, "amount": c.amount, "people": c.heads, "period": c.row["ratio_period"],
                "per_person": c, "passage": c.row["ratio_passage"] or " ".join([c.row["money_passage"], c.row["people_passage"]]),
            }
            for c in known if c in matched
        ],
    }  # fmt: skip


def doubtful(r: Results) -> Facts | None:
    """Amounts in doubt or of a part of the cost, and why."""
    return _amounts(r, [c for c in studied(r) if not c.comparable])


def budgets(r: Results) -> Facts | None:
    """All amounts, as printed and as read."""
    return _amounts(r, studied(r))


def _amounts(r: Results, known: Sequence[Case]) -> Facts | None:
    rows = [
        {
            "no": c.number, "practice": c.name, "as_printed": c.row["budget_as_printed"], "eur": c.eur, "period": c.row["money_period"],
            "years": c.period, "eur_per_year": c.per_year, "reason": c.row["budget_reason"], "passage": c.row["money_passage"],
        }
        for c in known
        if c.eur is not None
    ]  # fmt: skip
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
    if not (known := studied(r)):
        return None
    said = {name: [_meant(c.row[name]) for c in known] for name in REPORTED}
    parts = {name: {role: _part(r, said[name].count(role), known) for role in MEANT} for name in REPORTED}
    done = {name: part["yes"].numerator for name, part in parts.items()}
    items = [r.codebook["cases"].items[name] for name in sorted(REPORTED, key=lambda name: -done[name])]
    asked = [
        {"item": i, "yes": done[i.id], "marks": [Mark(p, p.share, role=role) for role, p in parts[i.id].items()]}
        for i in items
        if parts[i.id]["not_reported"].numerator < len(known)
    ]
    drawn = [(q["item"].short, [m for m in q["marks"] if m.of.numerator]) for q in asked]
    data = [[q["item"].id, m.role, m.of.numerator, len(known)] for q in asked for m in q["marks"]]
    numbers = [(i, [r.get(f"cases.{i.id}.{o}.share") for o in i.options | {"not_reported": ""}]) for i in items]
    return {
        "base": len(known), "asked": asked, "done": parts["evaluation"]["yes"], "figures": done["outcomes_quantified"],
        "elsewhere": done["replication"], "doubted": sum("replication" in on_record(r.errata, "cases", c.number) for c in known if c.row["replication"] != "replicated"),
        "evidence": r.wave.coded, "chart": Chart("stacked", drawn),
        "table": [row for i, answers in numbers for row in _answers(i, answers)],
        "data": pd.DataFrame(data, columns=["item", "answer", "numerator", "base"]),
    }  # fmt: skip


def case_sheets(r: Results) -> Facts | None:
    """Each of them by itself."""
    if not (sheets := studied(r)):
        return None
    summaries = [i for i in r.codebook["cases"].items.values() if i.id.startswith("summary_") and i.id in sheets[0].row]
    answers = {c.number: coded(r).answers(c.number) for c in sheets}
    return {
        "sheets": sheets, "opening": [i for i in summaries if i.id in OPENING], "summaries": [i for i in summaries if i.id not in OPENING], "answers": answers,
        "corrected": {c.number: r.noted(on_case(r.errata, c.number)) for c in sheets},
        "passages": {c.number: any(c.row[name] for name in PASSAGES) or bool(c.eur is not None and c.row["budget_reason"]) for c in sheets},
        "related": {c.number: _related(c, sheets) for c in sheets}, "evidence": r.wave.coded,
    }  # fmt: skip


def _related(case: Case, known: Sequence[Case]) -> list[Named]:
    """The case studies that share a sector and a target group with one, those first that share most, and of these the ones of its
    dimension."""
    shared = {o: [len({*case.said.get(name, ())} & {*o.said.get(name, ())}) for name in ALIKE] for o in known if o is not case}
    near = [o for o, times in shared.items() if all(times)]
    return [o.name for o in sorted(near, key=lambda o: (-sum(shared[o]), o.dimension != case.dimension))[:RELATED]]


def studied(r: Results) -> list[Case]:
    """The case studies of a wave, in the order of its list."""
    read = period_reader(r.codebook)
    return [Case(r, row, read) for row in r.table("processed/cases.csv").to_dict("records")]


def _part(r: Results, some: int, all_of: Sequence[Case], name: str = "") -> Part:
    return Part(some, len(all_of), len(all_of) < r.wave.min_base, name)


def _of_dimension(r: Results, dimension: str, some: int, known: Sequence[Case]) -> Part:
    """How many are of a dimension: the estimate, with the errata that bear on it, where there is one."""
    name, number = r.dimension(dimension), r.get(f"cases.dimension.{dimension}.share")
    return replace(number, name=name) if number else _part(r, some, known, name)


def _dimensions(r: Results, known: Sequence[Case]) -> list[str]:
    """The dimensions that occur, in the order of the vocabulary; last the empty one, of cases without."""
    there = {c.dimension for c in known}
    return [d for d in (*r.codebook.vocabulary["dimensions"], "") if d in there]


def _by_dimension(r: Results, listed: Sequence[Case], value: str, high: str = "") -> list[tuple[str, list[Mark]]]:
    """Marks at a value that cases have, or from it to a higher one, under the names of the dimensions."""
    marks = [Mark(c, getattr(c, value), high=getattr(c, high, None), role=c.role, strong=True) for c in listed]
    return [(r.dimension(d), [m for m in marks if m.of.dimension == d]) for d in _dimensions(r, listed)]


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
    """What the answers of a sheet come to. Raises ValueError for one that MEANT does not know."""
    said = set(value.split(";"))
    if unknown := sorted(said - set().union(*MEANT.values())):
        raise ValueError(f"{unknown[0]!r} is no answer that findings/cases.py knows; say in MEANT what it comes to")
    return next(role for role, options in MEANT.items() if said & options)
