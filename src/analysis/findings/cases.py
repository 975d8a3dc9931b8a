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
from analysis.findings.results import Facts, Number, Part, Results, evidence_of, leaders, ranked

MEANT = {
    "yes": {"yes", "internal", "external", "replicated"},
    "planned": {"planned", "replicable"},
    "no": {"no", "none", "not_replicable"},
    "not_reported": {"", "not_reported"},
}  # what the options of the fact sheets come to, the most that a sheet says first
REPORTED = ("outcomes_quantified", "evaluation", "staff_training", "replication")
LISTS = ("target_groups", "sectors", "funding_sources", "partners", "evaluation", "replication")
SHOWN = ["case_no", "name_english", "country", "dimension"]
BUDGET = ["budget_as_printed", "budget_eur", "budget_period_years", "budget_eur_per_year", "budget_flag", "budget_reason"]
MIDDLE_FROM = 5  # fewer amounts have no median worth telling


@dataclass(frozen=True)
class Case:
    """One case study: its numbers; `place` and `said` (its lists) in labels of the codebook; all else in its `row` of cases.csv.

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
        "data": _table(r)[SHOWN], "evidence": _evidence(r, "dimension"),
    }  # fmt: skip


def cases(r: Results) -> Facts | None:
    """The list of them."""
    rows = [
        {"no": c.number, "practice": c.name, "country": c.place, "dimension": r.dimension(c.dimension), "years": c, "organiser": c.row["organiser"]}
        for c in _cases(r)
    ]
    return {"table": rows, "evidence": r.wave.listed} if rows else None


def cases_time(r: Results) -> Facts | None:
    """When each of them ran."""
    if not (known := _cases(r)):
        return None
    starts = sorted(c.start for c in known if c.start)
    facts = {
        "known": known, "going": sum(c.ongoing for c in known), "later": any(c.end and c.end > r.wave.year for c in known),
        "started": len(starts), "first": min(starts, default=None), "middle": median_low(starts) if starts else None,
        "evidence": _evidence(r, "dimension"),
    }  # fmt: skip
    if not starts:
        return facts
    groups = _by_dimension(r, sorted(known, key=_order), lambda c: _mark(c, c.start, c.end))
    data = _table(r)[[*SHOWN, "start_year", "end_year", "ongoing"]]
    return facts | {"chart": Chart("timeline", groups, {"now": r.wave.year}), "data": data}


def cases_cost(r: Results) -> Facts | None:
    """What a year of each of them costs; amounts in doubt apart."""
    if not (known := _cases(r)):
        return None
    stated, priced = [c for c in known if c.eur is not None], _dearest(known, "per_year")
    good, doubtful = ([c for c in priced if c.credible == credible] for credible in (True, False))
    flagged = {f: [c.number for c in known if c in doubtful and f in c.row["budget_flag"].split(";")] for f in sorted(NOT_CREDIBLE)}
    facts = {
        "known": known, "stated": stated, "doubted": [c for c in stated if not c.credible],
        "silent": len(known) - len(priced), "good": good, "doubtful": doubtful, **_spread(good, "per_year"),
        "doubts": [(flag, numbers) for flag, numbers in flagged.items() if numbers], "evidence": _evidence(r, "budget"),
    }  # fmt: skip
    if not priced:
        return facts
    groups = _by_dimension(r, good, lambda c: _mark(c, c.per_year, strong=True))
    groups += [("doubtful", [Mark(c, c.per_year, role="muted") for c in doubtful])] if doubtful else []
    table = _rounded(_table(r), "budget_period_years", "budget_eur_per_year")
    return facts | {"chart": Chart("amounts", groups), "data": table.loc[table["budget_eur_per_year"].ne(""), [*SHOWN, *BUDGET]]}


def cases_per_head(r: Results) -> Facts | None:
    """What a year costs for each person reached."""
    known = _cases(r)
    if not (both := _dearest(known, "each")):
        return None
    each = {c.number: _cents(c.each) for c in both}
    table = _rounded(_table(r), "budget_eur_per_year")
    data = table.loc[table["case_no"].isin(each), [*SHOWN, "budget_eur_per_year", "beneficiaries", "beneficiaries_note"]]
    return {
        "known": known, "both": both, **_spread(both, "each"), "evidence": _evidence(r, "budget", "beneficiaries"),
        "chart": Chart("amounts", _by_dimension(r, both, lambda c: _mark(c, c.each, strong=True))),
        "data": data.assign(eur_per_year_and_person=data["case_no"].map(each)),
    }  # fmt: skip


def doubtful(r: Results) -> Facts | None:
    """Amounts in doubt, and why."""
    rows = [row | {"reason": c.row["budget_reason"]} for c, row in _amounts(r) if not c.credible]
    return {"table": rows, "evidence": r.wave.coded} if rows else None


def budgets(r: Results) -> Facts | None:
    """All amounts, as printed and as read."""
    rows = [
        row | {"years": _years(c.row["budget_period_years"]), "eur_per_year": c.per_year, "people_reached": c.people}
        for c, row in _amounts(r)
    ]
    return {"table": rows, "evidence": r.wave.coded} if rows else None


def cases_funding(r: Results) -> Facts | None:
    """Who pays, and who takes part."""
    items = [r.codebook["cases"].items[name] for name in ("funding_sources", "partners")]
    found = {item.id: ranked(r.of("cases", item.id)) for item in items}
    if not (sources := found["funding_sources"]):
        return None
    asked = [{"item": i, "rows": found[i.id], "leads": leaders(found[i.id])} for i in items if any(map(_named, found[i.id]))]
    facts = {
        "base": int(sources[0].base), "payers": leaders(sources) if any(map(_named, sources)) else [],
        "silent": int(sources[-1].numerator), "asked": asked, "evidence": r.wave.coded,
        "table": [row for q in asked for row in _answers(q["item"].label, q["rows"])],
    }  # fmt: skip
    if not asked:
        return facts
    groups = [(q["item"].label, [_counted(n, n in q["leads"]) for n in q["rows"]]) for q in asked]
    return facts | {"chart": Chart("bars", groups), "data": r.behind(n for q in asked for n in q["rows"])}


def cases_evaluation(r: Results) -> Facts | None:
    """What the fact sheets say of evaluation, replication, training and outcomes."""
    if (table := _table(r)).empty:
        return None
    counts = {name: Counter(map(_meant, table[name])) for name in REPORTED}
    items = [r.codebook["cases"].items[name] for name in sorted(REPORTED, key=lambda name: -counts[name]["yes"])]
    asked = [
        {"item": i, "yes": counts[i.id]["yes"], "marks": [_reported(r, role, counts[i.id][role], table) for role in MEANT]}
        for i in items
        if counts[i.id]["not_reported"] < len(table)
    ]
    facts = {
        "base": len(table), "asked": asked, "done": _part(r, counts["evaluation"]["yes"], table),
        "figures": counts["outcomes_quantified"]["yes"], "elsewhere": counts["replication"]["yes"], "evidence": r.wave.coded,
        "table": [row for i in items for row in _answers(i.label, sorted(r.of("cases", i.id), key=lambda n, i=i: _place(i, n)))],
    }  # fmt: skip
    if not asked:
        return facts
    drawn = [(q["item"].short or q["item"].label, [m for m in q["marks"] if m.of.numerator]) for q in asked]
    data = [[q["item"].id, m.role, int(m.of.numerator), len(table)] for q in asked for m in q["marks"]]
    return facts | {"chart": Chart("stacked", drawn), "data": pd.DataFrame(data, columns=["item", "answer", "numerator", "base"])}


def case_sheets(r: Results) -> Facts | None:
    """Each of them by itself."""
    sheets = _cases(r)
    summaries = [item for name, item in r.codebook["cases"].items.items() if name.startswith("summary_")]
    return {"sheets": sheets, "summaries": summaries, "evidence": r.wave.coded} if sheets else None


def _table(r: Results) -> pd.DataFrame:
    return r.table("processed/cases.csv")


def _cases(r: Results) -> list[Case]:
    return [_case(r, row) for row in _table(r).to_dict("records")]


def _case(r: Results, row: dict[str, str]) -> Case:
    """A row of cases.csv with its numbers as numbers and its options as labels."""

    def number(column: str, kind: Callable[[str], Any] = float) -> Any:
        return kind(row[column]) if row[column] else None

    per_year, people, credible = number("budget_eur_per_year"), number("beneficiaries"), is_credible(row["budget_flag"])
    each = per_year / people if per_year and people and credible else None
    said = {name: [r.labels("cases", name)[o] for o in row[name].split(";") if o] for name in LISTS}
    return Case(
        row["case_no"], row["name_english"] or row["name"], r.country(row["country"]) if row["country"] else "", row["dimension"],
        number("start_year", int), number("end_year", int), row["ongoing"] == "yes", number("budget_eur"), per_year, people, credible,
        each, said, row,
    )  # fmt: skip


def _amounts(r: Results) -> list[tuple[Case, dict[str, Any]]]:
    """The case studies that state an amount, with what tables print of it."""
    stated = [c for c in _cases(r) if c.eur is not None]
    return [(c, {"no": c.number, "practice": c.name, "as_printed": c.row["budget_as_printed"], "eur": c.eur}) for c in stated]


def _years(period: str) -> float | int | None:
    """Years to the tenth, whole ones as whole numbers."""
    years = round(float(period), 1) if period else None
    return int(years) if years is not None and years.is_integer() else years


def _part(r: Results, some: int, all_of: Sequence[Any] | pd.DataFrame, name: str = "") -> Part:
    return Part(some, len(all_of), len(all_of) < r.wave.min_base, name)


def _dimensions(r: Results, known: Sequence[Case]) -> list[str]:
    """The dimensions that occur, in the order of the vocabulary; last the empty one, of cases without."""
    there = {c.dimension for c in known}
    return [d for d in (*r.codebook.vocabulary["dimensions"], "") if d in there]


def _by_dimension(r: Results, listed: Sequence[Case], mark: Callable[[Case], Mark]) -> list[tuple[str, list[Mark]]]:
    return [(r.dimension(d), [mark(c) for c in listed if c.dimension == d]) for d in _dimensions(r, listed)]


def _mark(case: Case, value: float | None, high: float | None = None, strong: bool = False) -> Mark:
    return Mark(case, value, high=high, role=case.dimension or "muted", strong=strong)


def _order(case: Case) -> tuple[int, int, int]:
    """By the first year, the last year and the number; what is not known comes last."""
    return case.start or 9999, case.end or 9999, int(case.number)


def _dearest(known: Sequence[Case], amount: str) -> list[Case]:
    """Those that have this amount, the largest first."""
    return sorted((c for c in known if getattr(c, amount)), key=lambda c: -getattr(c, amount))


def _spread(dearest: Sequence[Case], amount: str) -> Facts:
    """The least and the most, and the middle where there are enough values to have one."""
    found = [getattr(c, amount) for c in dearest]
    middle = median(found) if len(found) >= MIDDLE_FROM else None
    return {"least": min(found, default=None), "most": max(found, default=None), "middle": middle}


def _rounded(table: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Amounts to the cent and years to the hundredth."""
    return table.assign(**{c: table[c].map(lambda v: _cents(float(v)) if v else "") for c in columns})


def _cents(value: float) -> str:
    return canonical(float(round_half_up(Fraction(repr(value)), 2)))


def _named(n: Number) -> bool:
    return n.option != "not_reported" and n.numerator > 0


def _counted(n: Number, lead: bool) -> Mark:
    return Mark(n, n.numerator, role="no" if n.option == "not_reported" else "accent" if lead else "second")


def _answers(question: str, numbers: Sequence[Number]) -> list[dict[str, Any]]:
    """A row for each answer, with percentages where the base is large enough for them."""
    return [{"question": question, "answer": n, "number": int(n.numerator)} | ({} if n.small else {"percent": n}) for n in numbers]


def _place(item: Item, n: Number) -> int:
    """Where an answer stands in the codebook; not reported comes last."""
    return [*item.options, n.option].index(n.option)


def _meant(value: str) -> str:
    said = set(value.split(";"))
    return next((role for role, options in MEANT.items() if said & options), "not_reported")


def _reported(r: Results, role: str, number: int, table: pd.DataFrame) -> Mark:
    part = _part(r, number, table)
    return Mark(part, part.share, role=role)


def _evidence(r: Results, *items: str) -> str:
    f = r.frame
    return evidence_of(r.numbers(f[f["source"].eq("cases") & f["item"].isin(items)]))
