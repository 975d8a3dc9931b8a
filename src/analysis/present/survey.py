"""Figures of the survey chapter."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from analysis.clean.countries import country_label
from analysis.codebook import Codebook, Item
from analysis.estimate.bounds import dominant_country
from analysis.present.cards import Card, Deck
from analysis.present.charts import Bar, Part, bars, dots, stacked
from analysis.present.numbers import count, percent, roughly, share_text, word
from analysis.present.select import INTERVAL, Rows, evidence_of, source_line
from analysis.present.style import ACCENT, ANSWER, DIMENSION, FAINT, MUTED, SECOND
from analysis.wave import Wave

Drawing = tuple[Figure | None, Card, pd.DataFrame]
SHORT = {
    "cbp_involved": "Works along the\nCommon Basic Principles", "staff_training": "Trains its staff",
    "network_member": "Member of a network", "associations_involved": "Migrant associations\nhelp to plan",
    "consultations": "Holds consultations", "origin_programme": "Programmes with\ncountries of origin",
    "instruments": "Has a planning or\nmonitoring instrument",
}  # fmt: skip
MEASURES = {"measure_legal": "legal_political", "measure_socio_economic": "socio_economic", "measure_cultural": "cultural"}
PHRASE = {
    "language": "Language", "job": "Finding a job", "education": "Poor qualifications", "housing": "Housing", "services": "Access to services",
    "resources": "Lack of resources", "know_how": "Lack of know-how", "political_support": "Too little political support",
    "coordination": "Lack of coordination",
}  # fmt: skip


def draw_survey(deck: Deck, estimates: pd.DataFrame, codebook: Codebook, wave: Wave) -> None:
    """Every figure of the survey for which the wave has numbers."""
    rows = Rows(estimates)
    for drawing in (
        respondents(rows, codebook, wave),
        answers(rows, codebook, wave),
        without_dominant(rows, codebook, wave),
        challenges(rows, "challenge_migrants", "Challenges that migrants face", codebook, wave),
        challenges(rows, "challenge_authority", "Challenges that authorities face", codebook, wave),
        measures(rows, codebook, wave),
    ):
        deck.add(*drawing)


def respondents(rows: Rows, codebook: Codebook, wave: Wave) -> Drawing:
    """Who answered, by country."""
    data = rows.of("survey", "country")
    data = data[data["option"].ne("reported")].sort_values(["numerator", "option"], ascending=[False, True])
    if data.empty:
        return _nothing("fig-respondents")
    top, base = data.iloc[0], int(data.iloc[0]["base"])
    name = country_label(top["option"], codebook)
    strong = dominant_country(rows.frame.reset_index(drop=True)) is not None
    share = top["numerator"] / top["base"]
    title = f"{_capital(roughly(share))} of the answers come from {name}" if strong else f"{name} gave the most answers"
    subtitle = "Analysable questionnaires by country, number and per cent"
    drawn = [
        Bar(country_label(r["option"], codebook), r["numerator"], None, None, f"{count(r['numerator'])}  ({percent(r['numerator'], base)}%)",
            ACCENT if strong and n == 0 else SECOND, n == 0)
        for n, (_, r) in enumerate(data.iterrows())
    ]  # fmt: skip
    figure = bars(drawn, title, subtitle, source_line(wave, f"{base} analysable answers"), left=0.26)
    alt = f"Bar chart of {len(data)} countries. {name} has {count(top['numerator'])} of {base} analysable answers, {percent(top['numerator'], base)} per cent; " + _rest(data, codebook)
    return figure, Card("fig-respondents", title, "Analysable answers by country", alt, evidence_of(data)), _download(data)


def answers(rows: Rows, codebook: Codebook, wave: Wave) -> Drawing:
    """The yes/no questions, one bar each."""
    items = [i for i in codebook["responses"].of_type("choice") if i.id != "status" and f"survey.{i.key}.yes.share" in rows]
    if not items:
        return _nothing("fig-answers")
    table = {i.id: rows.of("survey", i.id).set_index("option") for i in items}
    yes = {i: t.loc["yes"] for i, t in table.items()}
    majority = [i for i, r in yes.items() if r["numerator"] * 2 > r["base"]]
    first = max(yes, key=lambda i: (yes[i]["value"], i))
    title = f"Most authorities say yes to {_of_all(len(majority), len(items))} questions" if majority else "No practice is shared by most authorities"
    bars_ = [(SHORT.get(i.id, i.label), [Part(float(r["value"]), f"{percent(r['numerator'], r['base'])}", ANSWER.get(o, FAINT)) for o, r in _parts(i, table[i.id])]) for i in items]
    bases = sorted({int(r["base"]) for r in yes.values()})
    base = f"{bases[0]} analysable answers" if len(bases) == 1 else f"{bases[0]} to {bases[-1]} answers, by question"
    legend = [("Yes", ANSWER["yes"]), ("No", ANSWER["no"]), ("Don't know or no response", ANSWER["dont_know"])]
    figure = stacked(bars_, legend, title, "Answers to the yes/no questions, per cent", source_line(wave, base))
    alt = "Stacked bars, share answering yes: " + "; ".join(f"{i.label.lower()} {percent(yes[i.id]['numerator'], yes[i.id]['base'])} per cent" for i in items)
    data = pd.concat(table[i.id].reset_index(drop=True).assign(option=table[i.id].index) for i in items)
    return figure, Card("fig-answers", title, "Answers to the yes/no questions of the survey", f"{alt}. The highest is {codebook['responses'].items[first].label.lower()}.", evidence_of(data)), _download(data)


def without_dominant(rows: Rows, codebook: Codebook, wave: Wave) -> Drawing:
    """The bounds of the yes shares outside the country that gave most answers."""
    bounds = rows.frame[rows.frame["method"].eq("bounds") & rows.frame["option"].eq("yes")]
    if bounds.empty:
        return _nothing("fig-bounds")
    country = bounds.iloc[0]["group"].removeprefix("country_not_")
    name, rest = country_label(country, codebook), int(bounds.iloc[0]["base"])
    drawn = []
    for _, row in bounds.iterrows():
        item = codebook["responses"].items[row["item"]]
        whole = rows.get(f"survey.{item.key}.yes.share")
        drawn.append(Bar(SHORT.get(item.id, item.label).replace("\n", " "), float(whole["value"]), row["ci_low"], row["ci_high"], f"{share_text(row['ci_low'], 0)} to {share_text(row['ci_high'], 0)}", ACCENT))
    wide = bounds["ci_high"] - bounds["ci_low"]
    title = f"The totals say little about answers outside {name}" if wide.min() > 0.5 else f"What can be said outside {name}"
    subtitle = f"Yes answers: all respondents (dot) and the least and most possible among the {rest} outside {name} (band)"
    figure = dots([("", drawn)], title, subtitle, source_line(wave, f"{rest} answers from outside {name}", "Bands are bounds implied by the totals, not confidence intervals."), left=0.40)
    alt = f"Bands show how far the yes share of the {rest} answers outside {name} can lie: " + "; ".join(f"{b.label} from {share_text(b.low, 0)} to {share_text(b.high, 0)}" for b in drawn) + "."
    return figure, Card("fig-bounds", title, f"Yes answers: all respondents, and bounds outside {name}", alt, "bounds"), _download(bounds)


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
    lost = [r for r in rows.starting(f"survey.{stem}.").to_dict("records") if r["method"] == "printed" and r["statistic"] == "share"]
    labels = {i.levels[1]: i.level_labels[1] for i in items}
    if lost:
        groups.insert(0, ("Group of migrants not printed", [_rated(r, labels.get(r["item"].split(".")[-1].split("__")[-1], "Not labelled"), MUTED) for r in lost]))
        data = lost + data
    if not data:
        return _nothing(id)
    top = max(data, key=lambda r: (r["value"], r["key"]))
    option = top["item"].replace("__", ".").split(".")[-1]
    verb = "is the challenge named most" if stem == "challenge_authority" else "is the barrier named most"
    title = f"{PHRASE.get(option, labels.get(option, option))} {verb}"
    frame = pd.DataFrame(data)
    figure = dots(groups, title, f"{subject}: share of authorities giving it a higher priority", source_line(wave, _bases(frame), INTERVAL["sample"]))
    alt = f"{subject}, share giving a higher priority. " + "; ".join(f"{g}: " + ", ".join(f"{b.label} {share_text(b.value)}" for b in bs) for g, bs in groups) + "."
    return figure, Card(id, title, f"{subject}, share giving a higher priority", alt, evidence_of(frame)), _download(frame)


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
        return _nothing("fig-measures")
    named = [r for r in data if "unlabelled" not in r["key"]]
    top = max(named, key=lambda r: (r["value"], r["key"]))
    item = codebook["responses"].items[top["item"]]
    title = f"{item.level_labels[0]} gets the highest priority"
    frame = pd.DataFrame(data)
    figure = dots(groups, title, "Measures by dimension: share of authorities giving them a higher priority", source_line(wave, _bases(frame), INTERVAL["sample"]))
    alt = "Share of authorities giving a measure a higher priority. " + "; ".join(f"{g}: " + ", ".join(f"{b.label} {share_text(b.value)}" for b in bs) for g, bs in groups) + "."
    return figure, Card("fig-measures", title, "Measures in place, share giving a higher priority", alt, evidence_of(frame)), _download(frame)


def _rated(row: dict, label: str, colour: str) -> Bar:
    return Bar(label, float(row["value"]), row["ci_low"], row["ci_high"], share_text(float(row["value"])), colour)


def _parts(item: Item, table: pd.DataFrame) -> list[tuple[str, pd.Series]]:
    return [(o, table.loc[o]) for o in item.options if o in table.index]


def _bases(frame: pd.DataFrame) -> str:
    low, high = int(frame["base"].min()), int(frame["base"].max())
    return f"{low} analysable answers" if low == high else f"{low} to {high} answers, by item"


def _rest(data: pd.DataFrame, codebook: Codebook) -> str:
    rest = [f"{country_label(r['option'], codebook)} {count(r['numerator'])}" for _, r in data.iloc[1:].iterrows()]
    return "then " + ", ".join(rest) + "." if rest else "no other country answered."


def _of_all(some: int, all_: int) -> str:
    return f"all {word(all_)}" if some == all_ else f"{word(some)} of {word(all_)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _download(data: pd.DataFrame) -> pd.DataFrame:
    return data[["key", "item", "group", "option", "statistic", "value", "numerator", "base", "ci_low", "ci_high", "method", "evidence"]].reset_index(drop=True)


def _nothing(id: str) -> Drawing:
    return None, Card(id, "", "", "", ""), pd.DataFrame()
