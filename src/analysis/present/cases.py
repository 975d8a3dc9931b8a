"""Figures of the chapter on the case studies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.clean.cases import NOT_CREDIBLE, is_credible
from analysis.clean.countries import country_label
from analysis.codebook import Codebook
from analysis.draw.bars import Bar, bars
from analysis.draw.case_charts import Amount, Group, Span, amounts, matrix, timeline
from analysis.draw.stacked import Part, stacked
from analysis.draw.style import ACCENT, ANSWER, DIMENSION, MUTED, SECOND
from analysis.present.cards import Card, Deck
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
from analysis.wave import Wave

DOUBT = {
    "conflict": "sources disagree", "implausible": "too small to be credible",
    "unexpected_currency": "currency of another country", "no_rate": "no exchange rate",
}  # fmt: skip
ANSWERS = [
    ("Yes", ANSWER["yes"]),
    ("Planned or possible", SECOND),
    ("No", ANSWER["no"]),
    ("Not reported", ANSWER["not_reported"]),
]
MEANT = {
    "Yes": {"yes", "internal", "external", "replicated"},
    "Planned or possible": {"planned", "replicable"},
    "No": {"no", "none", "not_replicable"},
}
REPORTED = {
    "outcomes_quantified": "Outcomes given as a figure",
    "evaluation": "Evaluated",
    "staff_training": "Staff trained",
    "replication": "Replicated",
}
SAID = {
    "outcomes_quantified": ("give outcomes as a figure", "gives outcomes as a figure"),
    "evaluation": ("were evaluated", "was evaluated"),
    "staff_training": ("trained staff", "trained staff"),
    "replication": ("were replicated", "was replicated"),
}
SHOWN = ["case_no", "name_english", "country", "dimension"]
BUDGET = [
    "budget_as_printed", "budget_eur", "budget_period_years", "budget_eur_per_year", "budget_flag", "budget_reason",
]  # fmt: skip


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
    deck.add(where, rows, known, cases, codebook, wave)
    deck.add(time, rows, known, cases, codebook, wave)
    deck.add(cost, rows, known, cases, codebook, wave)
    deck.add(per_head, rows, known, cases, codebook, wave)
    deck.add(funding, rows, codebook, wave)
    deck.add(evaluation, rows, cases, wave)


def where(rows: Rows, known: Sequence[Case], cases: pd.DataFrame, codebook: Codebook, wave: Wave) -> Drawing:
    """Countries by dimensions, a numbered dot for each case study."""
    if not known:
        return nothing("fig-cases-where")
    dimensions = _dimensions(known, codebook)
    label = {c: country_label(c, codebook) if c else "Country not reported" for c in {k.country for k in known}}
    sizes = Counter(k.country for k in known)
    countries = sorted(sizes, key=lambda c: (-sizes[c], label[c]))
    table = [
        (label[c], [[k.number for k in known if (k.country, k.dimension) == (c, d)] for d in dimensions])
        for c in countries
    ]
    title = _where_claim(known, [c for c in countries if c], codebook, wave)
    columns = [(dimension_label(d, codebook), DIMENSION.get(d, MUTED)) for d in dimensions]
    subtitle = "Case studies by country and dimension; the numbers are those of the case studies"
    figure = matrix(table, columns, title, subtitle, _source(wave, known))
    number = Counter(k.dimension for k in known)
    by_dimension = ", ".join(f"{lower(dimension_label(d, codebook))} {number[d]}" for d in dimensions)
    by_country = ", ".join(f"{label[c]} {sizes[c]}" for c in countries)
    alt = f"Numbered dots, one for each of {_studies(len(known))}. "
    alt += f"By dimension: {by_dimension}. By country: {by_country}."
    card = Card("fig-cases-where", title, "Case studies by country and dimension", alt, _evidence(rows, "dimension"))
    return figure, card, cases[SHOWN]


def time(rows: Rows, known: Sequence[Case], cases: pd.DataFrame, codebook: Codebook, wave: Wave) -> Drawing:
    """When each case study ran."""
    if not any(k.start for k in known):
        return nothing("fig-cases-time")
    groups = _groups(known, _order, lambda k: Span(k.number, k.name, k.start, k.end, k.ongoing), codebook)
    title = _time_claim(sum(k.ongoing for k in known), len(known))
    later = any(k.end and k.end > wave.year for k in known)
    pale = f"; pale: planned after {wave.year}" if later else ""
    subtitle = f"First to last year. Pointed: continuing, no end date{pale}"
    figure = timeline(groups, wave.year, title, subtitle, _source(wave, known, f"Broken line: end of {wave.year}."))
    alt = "Timeline, a bar for each case study: " + "; ".join(f"{k.number} {k.name} {_period(k)}" for k in known) + "."
    card = Card("fig-cases-time", title, "First and last year of each case study", alt, _evidence(rows, "dimension"))
    return figure, card, cases[[*SHOWN, "start_year", "end_year", "ongoing"]]


def cost(rows: Rows, known: Sequence[Case], cases: pd.DataFrame, codebook: Codebook, wave: Wave) -> Drawing:
    """What a year of each case study costs; doubtful amounts apart."""
    priced = [k for k in known if k.per_year]
    if not priced:
        return nothing("fig-cases-cost")
    good = [k for k in priced if k.credible]
    doubtful = sorted((k for k in priced if not k.credible), key=lambda k: -k.per_year)
    groups = _groups(good, lambda k: -k.per_year, lambda k: _amount(k, k.per_year), codebook)
    if doubtful:
        groups.append(Group("Doubtful amounts", MUTED, [_amount(k, k.per_year) for k in doubtful]))
    title = "No case study states a credible yearly cost"
    if good:
        title = _spread("Yearly cost", [k.per_year for k in good])
    missing = len(known) - len(priced)
    state = "states" if missing == 1 else "state"
    more = [f"{capital(word(missing))} more {state} no amount or no period."] if missing else []
    base = f"{len(good)} credible {'amount' if len(good) == 1 else 'amounts'}"
    base += f" and {len(doubtful)} doubtful" if doubtful else ""
    subtitle = "Budget per year in EUR, log scale" + ("; hollow: doubtful amounts" if doubtful else "")
    source = _source(wave, known, *more, *_doubts(doubtful), base=f"{base}, of {_studies(len(known))}")
    figure = amounts(groups, title, subtitle, source)
    alt = f"Dots on a log scale of EUR per year. {_told(good, lambda k: k.per_year)}"
    alt += f" Doubtful: {_told(doubtful, lambda k: k.per_year)}" if doubtful else ""
    card = Card("fig-cases-cost", title, "Yearly budget of the case studies", alt, _evidence(rows, "budget"))
    return figure, card, cases.loc[cases["budget_eur_per_year"].ne(""), [*SHOWN, *BUDGET]]


def per_head(rows: Rows, known: Sequence[Case], cases: pd.DataFrame, codebook: Codebook, wave: Wave) -> Drawing:
    """Yearly cost over the people reached, where both are known and the amount is credible."""
    both = [k for k in known if k.per_year and k.people and k.credible]
    if not both:
        return nothing("fig-cases-per-head")
    groups = _groups(both, lambda k: -_each(k), lambda k: _amount(k, _each(k)), codebook)
    title = _spread("Yearly cost per person reached", [_each(k) for k in both])
    subtitle = (
        "Yearly budget over people reached, EUR, log scale. Orders of magnitude only: who is "
        "counted, and over how long, differs, so this cannot rank case studies by efficiency"
    )
    base = f"{len(both)} of {_studies(len(known))}, those with a credible yearly amount and a number of people"
    figure = amounts(groups, title, subtitle, _source(wave, known, base=base))
    alt = f"Dots on a log scale of EUR per year and person reached; no ranking of efficiency. {_told(both, _each)}"
    table = pd.DataFrame({"case_no": [k.number for k in both], "eur_per_year_and_person": [_each(k) for k in both]})
    data = cases[[*SHOWN, "budget_eur_per_year", "beneficiaries", "beneficiaries_note"]].merge(table, on="case_no")
    evidence = _evidence(rows, "budget", "beneficiaries")
    return figure, Card("fig-cases-per-head", title, "Yearly budget per person reached", alt, evidence), data


def funding(rows: Rows, codebook: Codebook, wave: Wave) -> Drawing:
    """Who pays, and who takes part."""
    groups, data, named, each = [], [], {}, []
    for item, name in (("funding_sources", "Sources of funding"), ("partners", "Partners")):
        found = ranked(rows.of("cases", item), ("other", "not_reported"))
        if found.empty or not found.loc[found["option"].ne("not_reported"), "numerator"].sum():
            continue
        labels = codebook["cases"].items[item].options
        first = leaders(found[~found["option"].isin(["other", "not_reported"])])
        named[item] = [lower(labels.get(o, o)) for o in first]
        shown = {labels.get(r["option"], "Not reported"): r for _, r in found.iterrows()}
        groups.append((name, [_bar(label, r, r["option"] in first) for label, r in shown.items()]))
        each.append(f"{lower(name)}: {', '.join(f'{lower(label)} {counts_words(r)}' for label, r in shown.items())}")
        data.append(found)
    if not data:
        return nothing("fig-cases-funding")
    title = _funding_claim(data[0], named, wave)
    table = pd.concat(data)
    base = int(table.iloc[0]["base"])
    subtitle = "Case studies by source of funding and kind of partner, number and per cent (several answers possible)"
    figure = bars(groups, title, subtitle, _line(wave, _studies(base)))
    alt = f"Bars. Of {_studies(base)}: {'; '.join(each)}."
    caption = "Sources of funding and partners of the case studies"
    return figure, Card("fig-cases-funding", title, caption, alt, evidence_of(table)), download(table)


def evaluation(rows: Rows, cases: pd.DataFrame, wave: Wave) -> Drawing:
    """What the fact sheets say about evaluation, replication, training and outcomes."""
    tables = {c: Counter(map(_answer, cases[c])) for c in REPORTED if cases[c].ne("").any()}
    tables = {c: t for c, t in tables.items() if t["Yes"] + t["Planned or possible"] + t["No"]}
    if not tables:
        return nothing("fig-cases-evaluation")
    base = len(cases)
    order = sorted(tables, key=lambda c: -tables[c]["Yes"])
    drawn = [
        (REPORTED[c], [Part(tables[c][a] / base, str(tables[c][a]), colour) for a, colour in ANSWERS if tables[c][a]])
        for c in order
    ]
    title = _evaluation_claim(order, tables, base)
    source = _line(wave, _studies(base), "Evaluated: internally or externally.")
    figure = stacked([("", drawn)], ANSWERS, title, "What the case studies report, number of case studies", source)
    said = {c: ", ".join(f"{a.lower()} {tables[c][a]}" for a, _ in ANSWERS if tables[c][a]) for c in order}
    alt = f"Stacked bars of {_studies(base)}: {'; '.join(f'{lower(REPORTED[c])}: {said[c]}' for c in order)}."
    data = pd.DataFrame(
        [[c, a.lower(), tables[c][a], base] for c in order for a, _ in ANSWERS],
        columns=["item", "answer", "numerator", "base"],
    )
    caption = "Evaluation, replication, training and outcomes in the case studies"
    return figure, Card("fig-cases-evaluation", title, caption, alt, _evidence(rows, *order)), data


def _case(row: dict[str, str]) -> Case:
    def amount(column: str) -> float | None:
        return float(row[column]) if row[column] else None

    def year(column: str) -> int | None:
        return int(float(row[column])) if row[column] else None

    return Case(
        number=row["case_no"],
        name=row["name_english"] or row["name"],
        country=row["country"],
        dimension=row["dimension"],
        start=year("start_year"),
        end=year("end_year"),
        ongoing=row["ongoing"] == "yes",
        per_year=amount("budget_eur_per_year"),
        people=amount("beneficiaries"),
        flags=row["budget_flag"],
    )


def _dimensions(known: Sequence[Case], codebook: Codebook) -> list[str]:
    """The dimensions that occur, in the order of the vocabulary, cases without one last."""
    there, named = {k.dimension for k in known}, codebook.vocabulary["dimensions"]
    return [d for d in named if d in there] + sorted(there - named.keys())


def _groups(known: Sequence[Case], order: Callable, mark: Callable, codebook: Codebook) -> list[Group]:
    """The case studies of each dimension in this order, each as its mark."""
    groups = {d: [mark(k) for k in sorted(known, key=order) if k.dimension == d] for d in _dimensions(known, codebook)}
    return [Group(dimension_label(d, codebook), DIMENSION.get(d, MUTED), marks) for d, marks in groups.items()]


def _order(case: Case) -> tuple[int, int, int]:
    """By the first year, the last year and the number; what is not known comes last."""
    return case.start or 9999, case.end or 9999, int(case.number)


def _time_claim(going: int, base: int) -> str:
    if base == 1:
        return "The case study continues without an end date" if going else "The case study in time"
    if not going:
        return f"None of {word(base)} case studies continues without an end date"
    return f"{_of(going, base)} {'continues' if going == 1 else 'continue'} without an end date"


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
    median = f"; the median is {money(middle)}" if len(values) >= 5 else ""
    return f"{subject} runs from {money(least)} to {money(most)}{median}"


def _funding_claim(found: pd.DataFrame, named: dict[str, list[str]], wave: Wave) -> str:
    if "funding_sources" not in named:
        return f"The partners named most are {listed(named['partners'])}"
    first = named["funding_sources"]
    top = found[found["option"].ne("not_reported")]["numerator"].max()
    whose = part_of(top, found.iloc[0]["base"], wave.min_base, "case studies")
    funds = first[0] if "means" in first[0] else f"{first[0]} funds"
    if len(first) > 1:
        return f"{capital(listed(first))} funds are named equally often"
    return f"{capital(funds)} reach {whose}"


def _evaluation_claim(order: Sequence[str], tables: dict[str, Counter], base: int) -> str:
    if base == 1:
        return "What the case study reports"
    most, least = tables[order[0]]["Yes"], tables[order[-1]]["Yes"]
    if not most:
        return "No case study reports outcomes, evaluation, training or replication"
    start = f"{_of(most, base)} {SAID[order[0]][most == 1]}"
    return start if least == most else f"{start}, {word(least) if least else 'none'} {SAID[order[-1]][least == 1]}"


def _answer(value: str) -> str:
    """`Yes`, `Planned or possible`, `No` or `Not reported`; the most that a sheet says counts."""
    said = set(value.split(";"))
    return next((answer for answer, words in MEANT.items() if said & words), "Not reported")


def _bar(label: str, row: pd.Series, first: bool) -> Bar:
    colour = ANSWER["no"] if row["option"] == "not_reported" else ACCENT if first else SECOND
    return Bar(label, row["numerator"], text=counts_text(row), colour=colour)


def _amount(case: Case, value: float) -> Amount:
    return Amount(case.number, case.name, value, money(value), not case.credible)


def _each(case: Case) -> float:
    return case.per_year / case.people


def _doubts(doubtful: Sequence[Case]) -> list[str]:
    """Why amounts are doubtful, with the case studies they belong to."""
    listing = sorted(doubtful, key=lambda k: int(k.number))
    why = {flag: [k.number for k in listing if flag in k.flags.split(";")] for flag in sorted(NOT_CREDIBLE)}
    reasons = [
        f"{DOUBT.get(flag, flag.replace('_', ' '))} ({', '.join(numbers)})" for flag, numbers in why.items() if numbers
    ]
    return [f"Doubtful: {listed(reasons)}."] if reasons else []


def _told(cases: Sequence[Case], value: Callable[[Case], float]) -> str:
    if not cases:
        return "None is credible."
    return "; ".join(f"{k.number} {k.name} {money(value(k))}" for k in sorted(cases, key=lambda k: -value(k))) + "."


def _period(case: Case) -> str:
    start = str(case.start) if case.start else "start not reported"
    end = "with no end date" if case.ongoing else f"to {case.end}" if case.end else "end not reported"
    return f"from {start} {end}" if case.start else f"{start}, {end}"


def _studies(number: int) -> str:
    return f"{count(number)} case {'study' if number == 1 else 'studies'}"


def _of(number: int, base: int) -> str:
    """`All three case studies`, `15 of 37 case studies`."""
    which = f"All {word(base)}" if number == base else f"{capital(word(number))} of {word(base)}"
    return f"{which} case studies"


def _evidence(rows: Rows, *items: str) -> str:
    frame = rows.frame
    return evidence_of(frame[frame["source"].eq("cases") & frame["item"].isin(items)])


def _source(wave: Wave, known: Sequence[Case], *more: str, base: str = "") -> str:
    return _line(wave, base or _studies(len(known)), *more)


def _line(wave: Wave, base: str, *more: str) -> str:
    """The foot. Unlike the survey and the database, the case studies of a rebuilt wave are real."""
    simulated = ["Simulated data."] if wave.evidence == "simulated" else []
    return " ".join([f"Base: {base}.", f"Source: wave {wave.id}, fact sheets of the case studies.", *simulated, *more])
