"""Blocks of the summary page."""

from __future__ import annotations

from analysis.estimate.bounds import dominant_country
from analysis.present.chapters.survey import told_of
from analysis.present.context import Context
from analysis.present.drawing import share_told
from analysis.present.markdown import bullets
from analysis.present.numbers import count

RATED = {
    "fig-challenge-migrants": ("challenge_migrants__",), "fig-challenge-authority": ("challenge_authority__",),
    "fig-measures": ("measure_legal__", "measure_socio_economic__", "measure_cultural__"),
}  # fmt: skip


def blocks(context: Context) -> dict[str, str]:
    """The blocks of `index.qmd`."""
    return {
        "index-basis": _basis(context),
        "index-headline": _headline(context),
        "index-findings": bullets(findings) if (findings := _findings(context)) else "*No findings.*\n",
        "index-commentary": context.commentary("index"),
    }


def _basis(context: Context) -> str:
    """One sentence on what the report rests on, for every kind of wave."""
    answers = context.estimates.get("survey.country.reported.share")
    told = f"{count(answers['base'])} self-selected authorities answered the survey" if answers is not None else ""
    if context.wave.evidence == "round_trip":
        inputs = "two of its inputs, the survey and the practice database, are rebuilt from printed tables because the answers themselves were never published"
        return f"Read this first: {inputs}{', and ' + told if told else ''}.\n"
    if context.wave.evidence == "simulated":
        return "All data of this wave are simulated, to show how the report works. Nothing in it is a finding.\n"
    return f"{told or 'The report rests on the records of the wave'}; shares are of those who answered, not of all authorities.\n"


def _headline(context: Context) -> str:
    """The row of headline figures: what was asked, recorded, studied, and how much of it reproduces."""
    get, stats = context.estimates.get, []
    if (answers := get("survey.country.reported.share")) is not None:
        stats.append((count(answers["base"]), "authorities answered enough to be analysed", answers["evidence"]))
    if (records := get("practices.range.any.share")) is not None:
        stats.append((count(records["base"]), "good practices in the European database", records["evidence"]))
    if len(cases := context.table("processed/cases.csv")):
        stats.append((count(len(cases)), "practices studied one by one", context.wave.listed))
    audit = context.table("processed/audit.csv")
    if len(audit):
        equal = int(audit["verdict"].eq("equal").sum())
        stats.append((f"{count(equal)} of {count(len(audit))}", "printed figures reproduce exactly", "round_trip"))
    cards = [
        f"::: {{.stat}}\n[{value}]{{.stat-value}} [{label}]{{.stat-label}}\n{context.mark(evidence)}\n:::"
        for value, label, evidence in stats
    ]
    return ":::: {.headline}\n" + "\n".join(cards) + "\n::::\n"


def _findings(context: Context) -> list[str]:
    lines = []
    for id, stems in RATED.items():
        if card := context.cards.get(id):
            lines.append(f"{card.title} ({_highest(context, stems)}; @{id}). {context.mark(card.evidence)}")
    if yes := context.estimates.get("survey.staff_training.yes.share"):
        lines.append(
            f"{told_of(yes, 'answering authorities')} train their staff, {_percent(context, 'network_member')} belong to a network and {_percent(context, 'associations_involved')} involve migrant associations when they plan (@fig-answers). {context.mark(yes['evidence'])}"
        )
    dominant = dominant_country(context.estimates.frame.reset_index(drop=True))
    if dominant and context.has_figure("fig-bounds"):
        country, answers, base = dominant
        lines.append(
            f"{count(answers)} of the {count(base)} answers come from {context.country(country)}; the totals only set limits to what all others answered (@fig-bounds). {context.mark('bounds')}"
        )
    for id in ("fig-range", "fig-aims", "fig-funding"):
        if card := context.cards.get(id):
            lines.append(f"{card.title} (@{id}). {context.mark(card.evidence)}")
    for id in ("fig-criteria-profile", "fig-criteria-reported"):
        if card := context.cards.get(id):
            lines.append(f"{card.title} (@{id}). {context.mark(card.evidence)}")
    return lines


def _highest(context: Context, stems: tuple[str, ...]) -> str:
    """The highest share of higher priorities among the options of some questions whose label is certain."""
    rows = context.estimates.frame
    rows = rows[
        rows["option"].eq("higher_priority")
        & rows["item"].str.startswith(stems)
        & ~rows["key"].str.contains("unlabelled")
        & rows["group"].eq("")
    ]
    return told_of(rows.loc[(rows["numerator"] / rows["base"]).idxmax()], "authorities")


def _percent(context: Context, item: str) -> str:
    row = context.estimates.get(f"survey.{item}.yes.share")
    return "an unknown share" if row is None else share_told(row)
