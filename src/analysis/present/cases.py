"""Figures of the chapter on the case studies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.clean.cases import NOT_CREDIBLE, is_credible
from analysis.clean.countries import country_label
from analysis.codebook import Codebook
from analysis.present.cards import Card, Deck
from analysis.present.case_charts import Amount, Group, Span, amounts, matrix, timeline
from analysis.present.charts import Bar, Part, bar_groups, stacked
from analysis.present.drawing import (
    Drawing,
    capital,
    counts_text,
    counts_words,
    dimension_label,
    download,
    leaders,
    lower,
    nothing,
    part_is,
    part_of,
    ranked,
)
from analysis.present.numbers import count, listed, money, word
from analysis.present.select import Rows, evidence_of
from analysis.present.style import ACCENT, ANSWER, DIMENSION, MUTED, SECOND
from analysis.wave import Wave

DOUBT = {
    "conflict": "sources disagree", "implausible": "too small to be credible", "unexpected_currency": "currency of another country",
    "no_rate": "no exchange rate",
}  # fmt: skip
ANSWERS = [("Yes", ANSWER["yes"]), ("Planned or possible", SECOND), ("No", ANSWER["no"]), ("Not reported", ANSWER["not_reported"])]
SAID = {
    "outcomes_quantified": ("give outcomes as a figure", "gives outcomes as a figure"),
    "evaluation": ("were evaluated", "was evaluated"),
    "staff_training": ("trained staff", "trained staff"),
    "replication": ("were replicated", "was replicated"),
}
SHOWN = ["case_no", "name_english", "country", "dimension"]


@dataclass(frozen=True)
class Case:
    """What the figures need of one case study, as numbers."""

    number: str
    name: str
    country: str
    dimension: str
    start: int | None
    end: int | None
    ongoing: bool
    per_year: float | None
    people: float | None
    flags: str

    @property
    def credible(self) -> bool:
        return is_credible(self.flags)


def draw_cases(deck: Deck, estimates: pd.DataFrame, cases: pd.DataFrame, codebook: Codebook, wave: Wave) -> None:
    """Every figure of the case studies for which the wave has data; `cases` is cases.csv as text."""
    rows, known = Rows(estimates), [_case(row) for row in cases.to_dict("records")]
    for drawing in (
        where(rows, known, cases, codebook, wave),
        time(rows, known, cases, codebook, wave),
        cost(rows, known, cases, codebook, wave),
        per_head(rows, known, cases, codebook, wave),
        funding(rows, codebook, wave),
        evaluation(rows, cases, wave),
    ):
        deck.add(*drawing)


def where(rows: Rows, known: Sequence[Case], cases: pd.DataFrame, codebook: Codebook, wave: Wave) -> Drawing:
    """Countries by dimensions, a numbered dot for each case study."""
    if not known:
        return nothing("fig-cases-where")
    dimensions = _dimensions(known, codebook)
    label = {c: country_label(c, codebook) if c else "Country not reported" for c in {k.country for k in known}}
    sizes = Counter(k.country for k in known)
    countries = sorted(sizes, key=lambda c: (-sizes[c], label[c]))
    table = [(label[c], [[k.number for k in known if (k.country, k.dimension) == (c, d)] for d in dimensions]) for c in countries]
    title = _where_claim(known, [c for c in countries if c], codebook, wave)
    columns = [(dimension_label(d, codebook), DIMENSION.get(d, MUTED)) for d in dimensions]
    figure = matrix(table, columns, title, "Case studies by country and dimension; the numbers are those of the case studies", _source(wave, known))
    by_dimension = Counter(k.dimension for k in known)
    alt = f"Numbered dots, one for each of {_studies(len(known))}. By dimension: {', '.join(f'{lower(dimension_label(d, codebook))} {by_dimension[d]}' for d in dimensions)}. "
    alt += f"By country: {', '.join(f'{label[c]} {sizes[c]}' for c in countries)}."
    return figure, Card("fig-cases-where", title, "Case studies by country and dimension", alt, _evidence(rows, "dimension")), cases[SHOWN]


def time(rows: Rows, known: Sequence[Case], cases: pd.DataFrame, codebook: Codebook, wave: Wave) -> Drawing:
    """When each case study ran."""
    if not any(k.start for k in known):
        return nothing("fig-cases-time")
    groups = _groups(known, lambda k: (k.start or 9999, k.end or 9999, int(k.number)), lambda k: Span(k.number, k.name, k.start, k.end, k.ongoing), codebook)
    going = sum(k.ongoing for k in known)
    title = f"{_of(going, len(known))} {'continues' if going == 1 else 'continue'} without an end date" if going else f"None of {word(len(known))} case studies continues without an end date"
    if len(known) == 1:
        title = "The case study continues without an end date" if going else "The case study in time"
    later = any(k.end and k.end > wave.year for k in known)
    subtitle = "First to last year. Pointed: continuing, no end date" + (f"; pale: planned after {wave.year}" if later else "")
    figure = timeline(groups, wave.year, title, subtitle, _source(wave, known, f"Broken line: end of {wave.year}."))
    alt = "Timeline, a bar for each case study: " + "; ".join(f"{k.number} {k.name} {_period(k)}" for k in known) + "."
    data = cases[[*SHOWN, "start_year", "end_year", "ongoing"]]
    return figure, Card("fig-cases-time", title, "First and last year of each case study", alt, _evidence(rows, "dimension")), data


def cost(rows: Rows, known: Sequence[Case], cases: pd.DataFrame, codebook: Codebook, wave: Wave) -> Drawing:
    """What a year of each case study costs; doubtful amounts apart."""
    priced = [k for k in known if k.per_year]
    if not priced:
        return nothing("fig-cases-cost")
    good, doubtful = [k for k in priced if k.credible], [k for k in priced if not k.credible]
    groups = _groups(good, lambda k: -k.per_year, lambda k: Amount(k.number, k.name, k.per_year, money(k.per_year)), codebook)
    if doubtful:
        doubtful.sort(key=lambda k: -k.per_year)
        groups.append(Group("Doubtful amounts", MUTED, [Amount(k.number, k.name, k.per_year, money(k.per_year), True) for k in doubtful]))
    title = _spread("Yearly cost", [k.per_year for k in good]) if good else "No case study states a credible yearly cost"
    missing = len(known) - len(priced)
    more = [f"{capital(word(missing))} more {'states' if missing == 1 else 'state'} no amount or no period."] if missing else []
    more += _doubts(doubtful)
    base = f"{len(good)} credible {'amount' if len(good) == 1 else 'amounts'}" + (f" and {len(doubtful)} doubtful" if doubtful else "")
    figure = amounts(groups, title, "Budget per year in EUR, log scale" + ("; hollow: doubtful amounts" if doubtful else ""), _source(wave, known, *more, base=f"{base}, of {_studies(len(known))}"))
    alt = f"Dots on a log scale of EUR per year. {_told(good, lambda k: k.per_year)}"
    alt += f" Doubtful: {_told(doubtful, lambda k: k.per_year)}" if doubtful else ""
    data = cases[[*SHOWN, "budget_as_printed", "budget_eur", "budget_period_years", "budget_eur_per_year", "budget_flag", "budget_reason"]]
    return figure, Card("fig-cases-cost", title, "Yearly budget of the case studies", alt, _evidence(rows, "budget")), data[data["budget_eur_per_year"].ne("")]


def per_head(rows: Rows, known: Sequence[Case], cases: pd.DataFrame, codebook: Codebook, wave: Wave) -> Drawing:
    """Yearly cost over the people reached, where both are known and the amount is credible."""
    both = [k for k in known if k.per_year and k.people and k.credible]
    if not both:
        return nothing("fig-cases-per-head")
    groups = _groups(both, lambda k: -_each(k), lambda k: Amount(k.number, k.name, _each(k), money(_each(k))), codebook)
    title = _spread("Yearly cost per person reached", [_each(k) for k in both])
    subtitle = (
        "Yearly budget over people reached, EUR, log scale. Orders of magnitude only: who is "
        "counted, and over how long, differs, so this cannot rank case studies by efficiency"
    )
    figure = amounts(groups, title, subtitle, _source(wave, known, base=f"{len(both)} of {_studies(len(known))}, those with a credible yearly amount and a number of people"))
    alt = f"Dots on a log scale of EUR per year and person reached; no ranking of efficiency. {_told(both, _each)}"
    table = pd.DataFrame({"case_no": [k.number for k in both], "eur_per_year_and_person": [_each(k) for k in both]})
    data = cases[[*SHOWN, "budget_eur_per_year", "beneficiaries", "beneficiaries_note"]].merge(table, on="case_no")
    return figure, Card("fig-cases-per-head", title, "Yearly budget per person reached", alt, _evidence(rows, "budget", "beneficiaries")), data


def funding(rows: Rows, codebook: Codebook, wave: Wave) -> Drawing:
    """Who pays, and who takes part."""
    groups, data, named = [], [], {}
    for item, name in (("funding_sources", "Sources of funding"), ("partners", "Partners")):
        found = ranked(rows.of("cases", item), ("other", "not_reported"))
        if found.empty or not found.loc[found["option"].ne("not_reported"), "numerator"].sum():
            continue
        labels = codebook["cases"].items[item].options
        first = leaders(found[~found["option"].isin(["other", "not_reported"])])
        named[item] = [lower(labels.get(o, o)) for o in first]
        groups.append((name, [_bar(r, labels, r["option"] in first) for _, r in found.iterrows()]))
        data.append(found)
    if not data:
        return nothing("fig-cases-funding")
    title = _funding_claim(data[0], named, wave)
    table = pd.concat(data)
    base = int(table.iloc[0]["base"])
    figure = bar_groups(groups, title, "Case studies by source of funding and kind of partner, number and per cent (several answers possible)", _line(wave, _studies(base)))
    alt = f"Bars. Of {_studies(base)}: " + "; ".join(f"{lower(name)}: {', '.join(f'{lower(b.label)} {counts_words(r)}' for b, (_, r) in zip(bs, f.iterrows(), strict=True))}" for (name, bs), f in zip(groups, data, strict=True)) + "."
    return figure, Card("fig-cases-funding", title, "Sources of funding and partners of the case studies", alt, evidence_of(table)), download(table)


def evaluation(rows: Rows, cases: pd.DataFrame, wave: Wave) -> Drawing:
    """What the fact sheets say about evaluation, replication, training and outcomes."""
    columns = ["outcomes_quantified", "evaluation", "staff_training", "replication"]
    tables = {c: Counter(_answer(c, value) for value in cases[c]) for c in columns if cases[c].ne("").any()}
    tables = {c: t for c, t in tables.items() if t["Yes"] + t["Planned or possible"] + t["No"]}
    if not tables:
        return nothing("fig-cases-evaluation")
    base = len(cases)
    order = sorted(tables, key=lambda c: -tables[c]["Yes"])
    names = {"outcomes_quantified": "Outcomes given\nas a figure", "evaluation": "Evaluated", "staff_training": "Staff trained", "replication": "Replicated"}
    bars_ = [(names[c], [Part(tables[c][a] / base, str(tables[c][a]), colour) for a, colour in ANSWERS if tables[c][a]]) for c in order]
    title = _evaluation_claim(order, tables, base)
    figure = stacked(bars_, ANSWERS, title, "What the case studies report, number of case studies", _line(wave, _studies(base), "Evaluated: internally or externally."), left=0.23, least=0.02)
    alt = f"Stacked bars of {_studies(base)}: " + "; ".join(f"{lower(names[c]).replace(chr(10), ' ')}: {', '.join(f'{a.lower()} {tables[c][a]}' for a, _ in ANSWERS if tables[c][a])}" for c in order) + "."
    data = pd.DataFrame([{"item": c, "answer": a.lower(), "numerator": tables[c][a], "base": base} for c in order for a, _ in ANSWERS])
    return figure, Card("fig-cases-evaluation", title, "Evaluation, replication, training and outcomes in the case studies", alt, _evidence(rows, *order)), data


def _case(row: dict[str, str]) -> Case:
    def number(column: str) -> float | None:
        return float(row[column]) if row[column] else None

    def year(column: str) -> int | None:
        return int(float(row[column])) if row[column] else None

    return Case(row["case_no"], row["name_english"] or row["name"], row["country"], row["dimension"], year("start_year"), year("end_year"),
                row["ongoing"] == "yes", number("budget_eur_per_year"), number("beneficiaries"), row["budget_flag"])  # fmt: skip


def _dimensions(known: Sequence[Case], codebook: Codebook) -> list[str]:
    """The dimensions that occur, in the order of the vocabulary, cases without one last."""
    there = {k.dimension for k in known}
    return [d for d in codebook.vocabulary["dimensions"] if d in there] + sorted(there - codebook.vocabulary["dimensions"].keys())


def _groups(known: Sequence[Case], order: Callable, mark: Callable, codebook: Codebook) -> list[Group]:
    return [
        Group(dimension_label(d, codebook), DIMENSION.get(d, MUTED), [mark(k) for k in sorted(known, key=order) if k.dimension == d])
        for d in _dimensions(known, codebook)
    ]


def _where_claim(known: Sequence[Case], countries: Sequence[str], codebook: Codebook, wave: Wave) -> str:
    (top, most), *rest = Counter(k.dimension for k in known).most_common()
    name = lower(dimension_label(top, codebook))
    if len(known) == 1:
        return f"The case study is {name}" if top else "The case study has no dimension"
    if top and most * 2 >= len(known) and (not rest or rest[0][1] < most):
        return f"{part_is(most, len(known), wave.min_base, 'case studies')} {name}"
    return f"The case studies come from {word(len(countries))} {'country' if len(countries) == 1 else 'countries'}"


def _spread(subject: str, values: Sequence[float]) -> str:
    """From the least to the most, and the middle where there are enough values to have one."""
    least, most = min(values), max(values)
    if money(least) == money(most):
        return f"{subject} is {money(least)}"
    middle = pd.Series(values).median()
    return f"{subject} runs from {money(least)} to {money(most)}" + (f"; the median is {money(middle)}" if len(values) >= 5 else "")


def _funding_claim(found: pd.DataFrame, named: dict[str, list[str]], wave: Wave) -> str:
    if "funding_sources" not in named:
        return f"The partners named most are {listed(named['partners'])}"
    first = named["funding_sources"]
    top = found[found["option"].ne("not_reported")]["numerator"].max()
    whose = part_of(top, found.iloc[0]["base"], wave.min_base, "case studies")
    funds = first[0] if "means" in first[0] else f"{first[0]} funds"
    return f"{capital(funds)} reach {whose}" if len(first) == 1 else f"{capital(listed(first))} funds are named equally often"


def _evaluation_claim(order: Sequence[str], tables: dict[str, Counter], base: int) -> str:
    if base == 1:
        return "What the case study reports"
    most, least = tables[order[0]]["Yes"], tables[order[-1]]["Yes"]
    if not most:
        return "No case study reports outcomes, evaluation, training or replication"
    start = f"{_of(most, base)} {SAID[order[0]][most == 1]}"
    return start if least == most else f"{start}, {word(least) if least else 'none'} {SAID[order[-1]][least == 1]}"


def _answer(column: str, value: str) -> str:
    """`Yes`, `Planned or possible`, `No` or `Not reported`; the most that a sheet says counts."""
    said = set(value.split(";"))
    for answer, words in (("Yes", {"yes", "internal", "external", "replicated"}), ("Planned or possible", {"planned", "replicable"}), ("No", {"no", "none", "not_replicable"})):
        if said & words:
            return answer
    return "Not reported"


def _bar(row: pd.Series, labels: dict[str, str], first: bool) -> Bar:
    silent = row["option"] == "not_reported"
    return Bar(labels.get(row["option"], "Not reported"), row["numerator"], text=counts_text(row), colour=ANSWER["no"] if silent else ACCENT if first else SECOND)


def _each(case: Case) -> float:
    return case.per_year / case.people


def _doubts(doubtful: Sequence[Case]) -> list[str]:
    """Why amounts are doubtful, with the case studies they belong to."""
    why = {flag: [k.number for k in sorted(doubtful, key=lambda k: int(k.number)) if flag in k.flags.split(";")] for flag in sorted(NOT_CREDIBLE)}
    reasons = [f"{DOUBT.get(flag, flag.replace('_', ' '))} ({', '.join(numbers)})" for flag, numbers in why.items() if numbers]
    return [f"Doubtful: {listed(reasons)}."] if reasons else []


def _told(cases: Sequence[Case], value: Callable[[Case], float]) -> str:
    return "; ".join(f"{k.number} {k.name} {money(value(k))}" for k in sorted(cases, key=lambda k: -value(k))) + "." if cases else "None is credible."


def _period(case: Case) -> str:
    start = str(case.start) if case.start else "start not reported"
    end = "with no end date" if case.ongoing else f"to {case.end}" if case.end else "end not reported"
    return f"from {start} {end}" if case.start else f"{start}, {end}"


def _studies(number: int) -> str:
    return f"{count(number)} case {'study' if number == 1 else 'studies'}"


def _of(number: int, base: int) -> str:
    """`All three case studies`, `15 of 37 case studies`."""
    return f"All {word(base)} case studies" if number == base else f"{capital(word(number))} of {word(base)} case studies"


def _evidence(rows: Rows, *items: str) -> str:
    frame = rows.frame
    return evidence_of(frame[frame["source"].eq("cases") & frame["item"].isin(items)])


def _source(wave: Wave, known: Sequence[Case], *more: str, base: str = "") -> str:
    return _line(wave, base or _studies(len(known)), *more)


def _line(wave: Wave, base: str, *more: str) -> str:
    """The foot. Unlike the survey and the database, the case studies of a rebuilt wave are real."""
    simulated = ["Simulated data."] if wave.evidence == "simulated" else []
    return " ".join([f"Base: {base}.", f"Source: wave {wave.id}, fact sheets of the case studies.", *simulated, *more])
