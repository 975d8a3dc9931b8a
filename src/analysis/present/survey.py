"""Figures of the survey chapter."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.clean.countries import country_label
from analysis.codebook import Codebook, Item
from analysis.draw.bars import Bar, bars
from analysis.draw.dots import dots
from analysis.draw.stacked import Part, stacked
from analysis.draw.style import ACCENT, ANSWER, DIMENSION, FAINT, MUTED, SECOND
from analysis.estimate.bounds import dominant_country
from analysis.present.cards import Card, Deck
from analysis.present.drawing import Drawing, capital, counts_text, download, nothing, share, share_told, small
from analysis.present.numbers import count, percent, roughly, share_text, word
from analysis.present.select import INTERVAL, Rows, evidence_of, source_line
from analysis.wave import Wave

SHORT = {
    "cbp_involved": "Works along the Common Basic Principles", "staff_training": "Trains its staff",
    "network_member": "Member of a network", "associations_involved": "Migrant associations help to plan",
    "consultations": "Holds consultations", "origin_programme": "Programmes with countries of origin",
    "instruments": "Has a planning or monitoring instrument",
}  # fmt: skip
MEASURES = {
    "measure_legal": "legal_political", "measure_socio_economic": "socio_economic", "measure_cultural": "cultural",
}  # fmt: skip
PHRASE = {
    "language": "Language", "job": "Finding a job", "education": "Poor qualifications", "housing": "Housing",
    "services": "Access to services", "resources": "Lack of resources", "know_how": "Lack of know-how",
    "political_support": "Too little political support", "coordination": "Lack of coordination",
}  # fmt: skip


def draw_survey(deck: Deck, estimates: pd.DataFrame, codebook: Codebook, wave: Wave) -> None:
    """Every figure of the survey for which the wave has numbers."""
    rows = Rows(estimates)
    deck.add(respondents, rows, codebook, wave)
    deck.add(answers, rows, codebook, wave)
    deck.add(without_dominant, rows, codebook, wave)
    deck.add(challenges, rows, "challenge_migrants", "Challenges that migrants face", codebook, wave)
    deck.add(challenges, rows, "challenge_authority", "Challenges that authorities face", codebook, wave)
    deck.add(measures, rows, codebook, wave)


def respondents(rows: Rows, codebook: Codebook, wave: Wave) -> Drawing:
    """Who answered, by country."""
    data = rows.of("survey", "country")
    data = data[data["option"].ne("reported")].sort_values(["numerator", "option"], ascending=[False, True])
    if data.empty:
        return nothing("fig-respondents")
    top, base = data.iloc[0], int(data.iloc[0]["base"])
    name = country_label(top["option"], codebook)
    strong = dominant_country(rows.frame.reset_index(drop=True)) is not None
    share = top["numerator"] / top["base"]
    title = f"{capital(roughly(share))} of the answers come from {name}" if strong else f"{name} gave the most answers"
    subtitle = "Analysable questionnaires by country, number and per cent"
    drawn = [
        Bar(
            country_label(r["option"], codebook),
            r["numerator"],
            text=counts_text(r),
            colour=ACCENT if strong and n == 0 else SECOND,
            strong=n == 0,
        )
        for n, (_, r) in enumerate(data.iterrows())
    ]
    figure = bars([("", drawn)], title, subtitle, source_line(wave, f"{base} analysable answers"))
    most = f"{count(top['numerator'])} of {base} analysable answers"
    most += "" if small(top) else f", {percent(top['numerator'], base)} per cent"
    alt = f"Bar chart of {len(data)} {'country' if len(data) == 1 else 'countries'}. {name} has {most}; {_rest(data, codebook)}"
    card = Card("fig-respondents", title, "Analysable answers by country", alt, evidence_of(data))
    return figure, card, download(data)


def answers(rows: Rows, codebook: Codebook, wave: Wave) -> Drawing:
    """The yes/no questions, one bar each."""
    questions = [i for i in codebook["responses"].of_type("choice") if i.id != "status"]
    items = [i for i in questions if f"survey.{i.key}.yes.share" in rows]
    if not items:
        return nothing("fig-answers")
    table = {i.id: rows.of("survey", i.id).set_index("option") for i in items}
    yes = {i: t.loc["yes"] for i, t in table.items()}
    majority = [i for i, r in yes.items() if r["numerator"] * 2 > r["base"]]
    first = max(yes, key=lambda i: (share(yes[i]), i))
    title = "No practice is shared by most authorities"
    if majority:
        title = f"Most authorities say yes to {_of_all(len(majority), len(items))}"
    drawn = [(SHORT.get(i.id, i.label), _parts(i, table[i.id])) for i in items]
    bases = sorted({int(r["base"]) for r in yes.values()})
    base = f"{bases[0]} analysable answers" if len(bases) == 1 else f"{bases[0]} to {bases[-1]} answers, by question"
    unit = "number" if any(map(small, yes.values())) else "per cent"
    key = [("Yes", ANSWER["yes"]), ("No", ANSWER["no"]), ("Don't know or no response", ANSWER["dont_know"])]
    figure = stacked([("", drawn)], key, title, f"Answers to the yes/no questions, {unit}", source_line(wave, base))
    each = [f"{i.label.lower()} {share_told(yes[i.id]).replace('%', ' per cent')}" for i in items]
    highest = codebook["responses"].items[first].label.lower()
    alt = f"Stacked bars, share answering yes: {'; '.join(each)}. The highest is {highest}."
    data = pd.concat(table[i.id].reset_index(drop=True).assign(option=table[i.id].index) for i in items)
    card = Card("fig-answers", title, "Answers to the yes/no questions of the survey", alt, evidence_of(data))
    return figure, card, download(data)


def without_dominant(rows: Rows, codebook: Codebook, wave: Wave) -> Drawing:
    """The bounds of the yes shares outside the country that gave most answers."""
    bounds = rows.frame[rows.frame["method"].eq("bounds") & rows.frame["suppressed"].ne("yes")]
    bounds = bounds[bounds["option"].eq("yes")]
    if bounds.empty:
        return nothing("fig-bounds")
    country = bounds.iloc[0]["group"].removeprefix("country_not_")
    name, rest = country_label(country, codebook), int(bounds.iloc[0]["base"])
    drawn = []
    for _, row in bounds.iterrows():
        item = codebook["responses"].items[row["item"]]
        whole = rows.get(f"survey.{item.key}.yes.share")
        label, low, high = SHORT.get(item.id, item.label), row["ci_low"], row["ci_high"]
        drawn.append(Bar(label, share(whole), low, high, f"{share_text(low, 0)} to {share_text(high, 0)}"))
    wide = bounds["ci_high"] - bounds["ci_low"]
    title = f"What can be said outside {name}"
    if wide.min() > 0.5:
        title = f"The totals say little about answers outside {name}"
    subtitle = (
        f"Yes answers: all respondents (dot) and the least and most possible among the {rest} outside {name} (band)"
    )
    note = "Bands are bounds implied by the totals, not confidence intervals."
    figure = dots([("", drawn)], title, subtitle, source_line(wave, f"{rest} answers from outside {name}", note))
    each = "; ".join(f"{b.label} from {share_text(b.low, 0)} to {share_text(b.high, 0)}" for b in drawn)
    alt = f"Bands show how far the yes share of the {rest} answers outside {name} can lie: {each}."
    card = Card("fig-bounds", title, f"Yes answers: all respondents, and bounds outside {name}", alt, "bounds")
    return figure, card, download(bounds)


def challenges(rows: Rows, stem: str, subject: str, codebook: Codebook, wave: Wave) -> Drawing:
    """The ratings of one question with two groups of migrants; a share printed without its group stands apart."""
    id = f"fig-{stem.replace('_', '-')}"
    items = codebook["responses"].stem(stem)
    found = {i.id: rows.get(f"survey.{i.key}.higher_priority.share") for i in items}
    groups, data = [], []
    for level in dict.fromkeys(i.levels[0] for i in items):
        mine = [i for i in items if i.levels[0] == level and found[i.id] is not None]
        mine.sort(key=lambda i: -found[i.id]["numerator"])
        if mine:
            groups.append((mine[0].level_labels[0], [_rated(found[i.id], i.level_labels[1], ACCENT) for i in mine]))
            data += [found[i.id] for i in mine]
    every = rows.starting(f"survey.{stem}.").to_dict("records")
    lost = [r for r in every if r["method"] == "printed" and r["statistic"] == "share"]
    labels = {i.levels[1]: i.level_labels[1] for i in items}
    if lost:
        rated = [_rated(r, labels.get(_option(r), "Not labelled"), MUTED) for r in lost]
        groups.insert(0, ("Group of migrants not printed", rated))
        data = lost + data
    if not data:
        return nothing(id)
    top = max(data, key=lambda r: (share(r), r["key"]))
    option = _option(top)
    verb = "is the challenge named most" if stem == "challenge_authority" else "is the barrier named most"
    title = f"{PHRASE.get(option, labels.get(option, option))} {verb}"
    frame = pd.DataFrame(data)
    subtitle = f"{subject}: share of authorities giving it a higher priority"
    figure = dots(groups, title, subtitle, source_line(wave, _bases(frame), INTERVAL["sample"]))
    alt = f"{subject}, share giving a higher priority. {_told(groups)}."
    card = Card(id, title, f"{subject}, share giving a higher priority", alt, evidence_of(frame))
    return figure, card, download(frame)


def measures(rows: Rows, codebook: Codebook, wave: Wave) -> Drawing:
    """The ratings of measures, the three dimensions below each other."""
    groups, data = [], []
    for stem, dimension in MEASURES.items():
        items = [i for i in codebook["responses"].stem(stem) if f"survey.{i.key}.higher_priority.share" in rows]
        found = {i.id: rows.get(f"survey.{i.key}.higher_priority.share") for i in items}
        items.sort(key=lambda i: -found[i.id]["numerator"])
        drawn = [_rated(found[i.id], i.level_labels[0], DIMENSION[dimension]) for i in items]
        lost = rows.starting(f"survey.{stem}.unlabelled").to_dict("records")
        drawn += [_rated(r, "Measure not labelled", FAINT) for r in sorted(lost, key=lambda r: -r["value"])]
        if drawn:
            groups.append((codebook.vocabulary["dimensions"][dimension]["label"], drawn))
            data += [*found.values(), *lost]
    if not data:
        return nothing("fig-measures")
    named = [r for r in data if "unlabelled" not in r["key"]]
    top = max(named, key=lambda r: (share(r), r["key"]))
    item = codebook["responses"].items[top["item"]]
    title = f"{item.level_labels[0]} gets the highest priority"
    frame = pd.DataFrame(data)
    subtitle = "Measures by dimension: share of authorities giving them a higher priority"
    figure = dots(groups, title, subtitle, source_line(wave, _bases(frame), INTERVAL["sample"]))
    alt = f"Share of authorities giving a measure a higher priority. {_told(groups)}."
    card = Card("fig-measures", title, "Measures in place, share giving a higher priority", alt, evidence_of(frame))
    return figure, card, download(frame)


def _option(row: dict) -> str:
    """The last level of an item's id."""
    return row["item"].replace("__", ".").split(".")[-1]


def _told(groups: Sequence[tuple[str, Sequence[Bar]]]) -> str:
    """The groups and their shares in words."""
    return "; ".join(f"{name}: " + ", ".join(f"{r.label} {r.text}" for r in rows) for name, rows in groups)


def _rated(row: dict, label: str, colour: str) -> Bar:
    low, high = (None, None) if small(row) else (row["ci_low"], row["ci_high"])
    return Bar(label, share(row), low, high, share_told(row), colour)


def _parts(item: Item, table: pd.DataFrame) -> list[Part]:
    """The answers to one question as parts of a bar, in the order of the codebook."""
    rows = [(o, table.loc[o]) for o in item.options if o in table.index]
    texts = [count(r["numerator"]) if small(r) else percent(r["numerator"], r["base"]) for _, r in rows]
    return [Part(share(r), text, ANSWER.get(o, FAINT)) for (o, r), text in zip(rows, texts, strict=True)]


def _bases(frame: pd.DataFrame) -> str:
    low, high = int(frame["base"].min()), int(frame["base"].max())
    return f"{low} analysable answers" if low == high else f"{low} to {high} answers, by item"


def _rest(data: pd.DataFrame, codebook: Codebook) -> str:
    rest = [f"{country_label(r['option'], codebook)} {count(r['numerator'])}" for _, r in data.iloc[1:].iterrows()]
    return "then " + ", ".join(rest) + "." if rest else "no other country answered."


def _of_all(some: int, all_: int) -> str:
    return (
        "the one question"
        if all_ == 1
        else f"all {word(all_)} questions"
        if some == all_
        else f"{word(some)} of {word(all_)} questions"
    )
