"""Blocks of the survey chapter."""

from __future__ import annotations

import pandas as pd

from analysis.codebook import Item
from analysis.estimate.bounds import dominant_country
from analysis.present.context import Context
from analysis.present.drawing import capital, share, share_told, small
from analysis.present.markdown import bullets, plain
from analysis.present.numbers import count, listed, percent, roughly, share_text, word
from analysis.present.survey import MEASURES

ABSENT = "*This wave did not ask this.*\n"
UNKNOWN_GROUP = "Group not printed"
WHOSE = {
    "challenge_migrants": "Migrants", "challenge_authority": "Authorities", "measure_legal": "Legal and political",
    "measure_socio_economic": "Socio-economic", "measure_cultural": "Cultural",
}  # fmt: skip


def blocks(context: Context) -> dict[str, str]:
    """The blocks of `report/survey.qmd`."""
    return {
        "survey-who": _who(context),
        "survey-answers": _answers(context),
        "survey-bounds": _bounds(context),
        "survey-challenges": _challenges(context),
        "survey-measures": _measures(context),
        "survey-dimensions": _dimensions(context),
        "survey-factsheets": _factsheets(context),
        "survey-commentary": context.commentary("survey"),
    }


def _who(context: Context) -> str:
    rows = context.estimates.of("survey", "country")
    rows = rows[rows["option"].ne("reported")].sort_values(["numerator", "option"], ascending=[False, True])
    if rows.empty:
        return ABSENT
    base = int(rows["base"].iloc[0])
    top = rows.iloc[0]
    text = [
        f"The survey has {count(base)} analysable answers from {word(len(rows))} {'country' if len(rows) == 1 else 'countries'}."
    ]
    if (hits := context.estimates.get("survey.status.analysable.share")) and not small(hits):
        text.append(
            f"They are {percent(hits['numerator'], hits['base'])}% of the {count(hits['base'])} times the questionnaire was opened, which is not a response rate: how many authorities were invited is not known."
        )
    part = roughly(share(top))
    lead = f"{count(top['numerator'])} of {count(base)}"
    lead = f"{lead} answers" if small(top) else f"{part[:1].upper()}{part[1:]} of the answers, {lead},"
    text.append(f"{lead} come from {context.country(top['option'])}.")
    single = [context.country(r["option"]) for _, r in rows.iterrows() if r["numerator"] == 1]
    if single:
        text.append(
            f"{word(len(single)).capitalize()} {'country has' if len(single) == 1 else 'countries have'} one answer only: {listed(single)}."
        )
    sheets = context.estimates.of("factsheets", "country").set_index("option")["numerator"]
    data = pd.DataFrame(
        {
            "country": [context.country(c) for c in rows["option"]],
            "answers": [count(n) for n in rows["numerator"]],
            "percent": [per_cent(row) for _, row in rows.iterrows()],
            "fact_sheets": [count(sheets.get(c, 0)) for c in rows["option"]],
        }
    )
    table = context.published_table(
        data,
        "tbl-respondents",
        ["Country", "Answers", f"Per cent of {base}", "Fact sheets"],
        "Analysable answers and fact sheets by country",
        "lrrr",
    )
    return f"{' '.join(text)}\n\n{context.figure('fig-respondents')}\n{table}"


def _answers(context: Context) -> str:
    items = _asked(context)
    if not items:
        return ABSENT
    data = pd.DataFrame(
        [_answer_row(item, context.estimates.of("survey", item.id).set_index("option")) for item in items],
        columns=["question", "yes", "yes_percent", "yes_interval_95", "no_percent", "dont_know_percent", "base"],
    )
    head = ["Question", "Yes", "Yes, %", "95% interval", "No, %", "Don't know or no response, %", "Base"]
    table = context.published_table(
        data, "tbl-answers", head, "Answers to the yes/no questions", "lrrrrrr", (40, 8, 9, 14, 9, 12, 8)
    )
    return f"{' '.join(_yes_sentence(context, item) for item in items)}\n\n{context.figure('fig-answers')}\n{table}"


def _answer_row(item: Item, rows: pd.DataFrame) -> list[str]:
    def answered(option: str) -> str:
        return per_cent(rows.loc[option]) if option in rows.index else ""

    yes = rows.loc["yes"]
    return [
        item.label,
        count(yes["numerator"]),
        answered("yes"),
        _interval(yes),
        answered("no"),
        answered("dont_know"),
        count(yes["base"]),
    ]


def _yes_sentence(context: Context, item: Item) -> str:
    row = context.estimates.get(f"survey.{item.key}.yes.share")
    verb = {
        "cbp_involved": "work on integration along the Common Basic Principles", "staff_training": "train staff who deal with third-country migrants",
        "network_member": "belong to a network on immigration and integration", "associations_involved": "involve migrant associations when they prepare programmes",
        "consultations": "hold consultations on integration policy", "origin_programme": "run programmes with countries of origin", "instruments": "have an instrument for planning or monitoring",
    }.get(item.id, f"say yes to “{item.label.lower()}”")  # fmt: skip
    counts = "" if small(row) else f" ({count(row['numerator'])} of {count(row['base'])})"
    return f"{told_of(row, 'authorities')}{counts} {verb}."


def _asked(context: Context) -> list[Item]:
    return [
        i
        for i in context.codebook["responses"].of_type("choice")
        if i.id != "status" and f"survey.{i.key}.yes.share" in context.estimates
    ]


def _bounds(context: Context) -> str:
    dominant = dominant_country(context.estimates.frame.reset_index(drop=True))
    if not dominant:
        return "No country gives more than a third of the answers, so the totals are not those of one country.\n"
    code, answers, base = dominant
    name, rest = context.country(code), base - answers
    if not rest:
        return f"All answers come from {name}, so there are no others to set limits for.\n"
    text = (
        f"{count(answers)} of {count(base)} answers come from {name}. How the other {count(rest)} answered is not known one by one. "
        f"But the totals set limits: if a question has more yeses than {name} has answers, some of them must come from elsewhere. "
        "The band in the figure runs from the lowest to the highest share that fits the totals. Nothing narrower can be said, and the band is not a confidence interval."
        if context.wave.evidence == "round_trip"
        else f"{count(answers)} of {count(base)} answers come from {name}. The band in the figure shows what the totals alone would say on the other {count(rest)}."
    )
    return f"{text}\n\n{context.figure('fig-bounds')}"


def _challenges(context: Context) -> str:
    if not (context.has_figure("fig-challenge-migrants") or context.has_figure("fig-challenge-authority")):
        return ABSENT
    text = [
        _lead_sentence(context, stem, what)
        for stem, what in (
            ("challenge_migrants", "Asked what migrants struggle with"),
            ("challenge_authority", "Asked what they themselves struggle with"),
        )
    ]
    parts = [
        context.figure(id) for id in ("fig-challenge-migrants", "fig-challenge-authority") if context.has_figure(id)
    ]
    rows = _rated_rows(context, ("challenge_migrants", "challenge_authority"))
    table = _rating_table(context, rows, "tbl-challenges", "Challenges, share of authorities giving a higher priority")
    return f"{' '.join(t for t in text if t)}\n\n" + "\n".join(parts) + f"\n{table}"


def _measures(context: Context) -> str:
    if not context.has_figure("fig-measures"):
        return ABSENT
    sentences = [
        _lead_sentence(context, stem, f"Among {label} measures")
        for stem, label in (
            ("measure_legal", "legal and political"),
            ("measure_socio_economic", "socio-economic"),
            ("measure_cultural", "cultural"),
        )
    ]
    lost = context.estimates.starting("survey.measure_legal.unlabelled")
    if len(lost):
        sentences.append(
            f"{word(len(lost)).capitalize()} further percentages are printed without a label that can be told; they are shown in grey and used for nothing."
        )
    table = _rating_table(
        context,
        _rated_rows(context, tuple(MEASURES)),
        "tbl-measures",
        "Measures, share of authorities giving a higher priority",
    )
    return f"{' '.join(s for s in sentences if s)}\n\n{context.figure('fig-measures')}\n{table}"


def _rated_rows(context: Context, stems: tuple[str, ...]) -> pd.DataFrame:
    f = context.estimates.frame
    return f[
        f["source"].eq("survey")
        & f["option"].eq("higher_priority")
        & f["item"].str.split("__").str[0].isin(stems)
        & f["group"].eq("")
    ]


def _lead_sentence(context: Context, stem: str, opening: str) -> str:
    rows = _rated_rows(context, (stem,))
    rows = _highest_first(rows[~rows["key"].str.contains("unlabelled")])
    if rows.empty:
        return ""
    top = rows.iloc[0]
    name, where = _item_name(context, top["item"])
    tied = (rows["share"] == top["share"]).sum() > 1
    group = "" if tied or not where or where == UNKNOWN_GROUP else f" for {where.lower()}"
    lost = (
        " The study does not print whether this is about newly arrived migrants or long-term residents."
        if where == UNKNOWN_GROUP
        else ""
    )
    return f"{opening}, {told_of(top, 'authorities')} give a higher priority to {name[:1].lower()}{name[1:]}{group}, the highest share that can be told.{lost}"


def _item_name(context: Context, item: str) -> tuple[str, str]:
    """The option's label, and the group of migrants it is about."""
    spec = context.codebook["responses"].items.get(item)
    if spec is None:
        stem, _, option = item.partition("__")
        labels = {i.levels[-1]: i.level_labels[-1] for i in context.codebook["responses"].stem(stem)}
        return labels.get(option, "Not labelled"), UNKNOWN_GROUP if option in labels else ""
    return spec.level_labels[-1], spec.level_labels[0] if len(spec.levels) > 1 else ""


def _rating_table(context: Context, rows: pd.DataFrame, id: str, caption: str) -> str:
    cells = []
    for _, row in _highest_first(rows).iterrows():
        name, group = _item_name(context, row["item"])
        what = ": ".join(p for p in (name, group.lower()) if p)
        cells.append(
            [
                WHOSE[row["item"].split("__")[0]],
                what,
                count(row["numerator"]),
                per_cent(row),
                _interval(row),
                count(row["base"]),
                context.labels[row["evidence"]]["label"],
            ]
        )
    data = pd.DataFrame(cells, columns=["about", "answer", "number", "percent", "interval_95", "base", "evidence"])
    head = [
        "Whose" if id == "tbl-challenges" else "Dimension",
        "Challenge" if id == "tbl-challenges" else "Measure",
        "Number",
        "Per cent",
        "95% interval",
        "Base",
        "Evidence",
    ]
    return context.published_table(data, id, head, caption, "llrrrrl", (16, 32, 9, 9, 14, 7, 13))


def _highest_first(rows: pd.DataFrame) -> pd.DataFrame:
    """Shares from the largest down, also those whose base is too small to print them as percentages."""
    return rows.assign(share=rows["numerator"] / rows["base"]).sort_values(["share", "key"], ascending=[False, True])


def told_of(row: pd.Series | dict, noun: str) -> str:
    """`60.4% of the authorities`, or `2 of 3 authorities` where the base is too small for a percentage."""
    return f"{share_told(row)} {noun}" if small(row) else f"{share_told(row)} of the {noun}"


def per_cent(row: pd.Series | dict) -> str:
    """`60.4` in a cell of a table; nothing where the base is too small."""
    return "" if small(row) else percent(row["numerator"], row["base"])


def bracket(row: pd.Series | dict) -> str:
    """` (60.4%)` behind a count; nothing where the base is too small."""
    return "" if small(row) else f" ({share_told(row)})"


def _interval(row: pd.Series) -> str:
    return (
        ""
        if row["ci_low"] != row["ci_low"]
        else f"{share_text(row['ci_low'])[:-1]} to {share_text(row['ci_high'])[:-1]}"
    )


def _dimensions(context: Context) -> str:
    """How developed and how effective the dimensions are: means where there are ratings, else what is said in words."""
    labels = {k: v["label"] for k, v in context.codebook.vocabulary["dimensions"].items()} | {"other": "Other"}
    f = context.estimates.frame
    means = f[f["statistic"].eq("mean") & f["item"].str.startswith(("developed__", "effective__"))]
    if len(means) and means["suppressed"].eq("yes").all():
        return "*Too few authorities rated this for a mean to be shown.*\n"
    means = means[means["suppressed"].ne("yes")]
    if len(means):
        data = pd.DataFrame([[context.codebook.stems[r["item"].split("__")[0]], labels[r["item"].split("__")[1]], f"{r['value']:.2f}", f"{r['ci_low']:.2f} to {r['ci_high']:.2f}", count(r["base"])] for _, r in means.iterrows()],
                            columns=["question", "dimension", "mean", "interval_95", "base"])  # fmt: skip
        return context.published_table(
            data,
            "tbl-dimensions",
            ["Question", "Dimension", "Mean rating", "95% interval", "Base"],
            "How developed and how effective policies are, by dimension",
            "llrrr",
        )
    said = context.raw("published/statements.csv")
    said = said[said["subject"].isin(["developed", "effective"]) & said["kind"].eq("ordering")] if len(said) else said
    if not len(said):
        return ABSENT
    lines = [f"{capital(plain(row['statement']))} (section {row['section']})." for row in said.to_dict("records")]
    shown = "The study shows these two questions as charts whose values are not in its text. In words it says:"
    return f"{shown} {context.mark('published')}\n\n{bullets(lines)}"


def _factsheets(context: Context) -> str:
    rows = context.estimates.get("factsheets.country.reported.share")
    if rows is None:
        return ABSENT
    top = context.estimates.of("factsheets", "country")
    top = top[top["option"].ne("reported")].sort_values(["numerator", "option"], ascending=[False, True])
    lead = top.iloc[0]
    return (
        f"The respondents described {count(lead['base'])} of their programmes on fact sheets. "
        f"{context.country(lead['option'])} sent {count(lead['numerator'])} of them{bracket(lead)}. {context.mark(lead['evidence'])}\n"
    )
