"""Blocks of the case-study chapter and of the appendix that shows each case."""

from __future__ import annotations

import pandas as pd

from analysis.clean.cases import is_credible
from analysis.present.chapters.survey import per_cent
from analysis.present.context import Context
from analysis.present.drawing import capital
from analysis.present.markdown import bullets, plain
from analysis.present.numbers import count, listed, money, word

SUMMARY = ("context", "objectives", "activities", "outcomes", "replication", "evaluation")


def blocks(context: Context) -> dict[str, str]:
    """The blocks of `report/cases.qmd` and `report/case-sheets.qmd`."""
    cases = context.table("processed/cases.csv")
    return {
        "cases-where": _where(context, cases),
        "cases-list": _list(context, cases),
        "cases-time": _time(context, cases),
        "cases-cost": _cost(context, cases),
        "cases-funding": _funding(context),
        "cases-evaluation": _evaluation(context),
        "cases-commentary": context.commentary("cases"),
        "case-sheets": "\n".join(_sheet(context, row) for row in cases.to_dict("records")),
    }


def _where(context: Context, cases: pd.DataFrame) -> str:
    dimensions = context.codebook.vocabulary["dimensions"]
    parts = cases["dimension"].value_counts()
    named = listed([f"{count(parts.get(d, 0))} {dimensions[d]['label'].lower()}" for d in dimensions])
    sources = context.codebook["cases"].items["source_printed_list"].options
    origin = listed([f"{count(n)} from the {sources[s].lower()}" for s, n in cases["source"].value_counts().items()])
    text = f"{count(len(cases))} practices in {count(cases['country'].nunique())} countries were studied one by one: {named}. {capital(origin)}. They were chosen as good examples, so nothing here says how common a feature is among practices at large. {context.mark(context.wave.listed)}"
    return f"{text}\n\n{context.figure('fig-cases-where')}"


def _list(context: Context, cases: pd.DataFrame) -> str:
    dimensions = context.codebook.vocabulary["dimensions"]
    years = [_years(row) for row in cases.to_dict("records")]
    data = pd.DataFrame(
        {
            "no": cases["case_no"],
            "practice": cases["name_english"],
            "country": cases["country"].map(context.country),
            "dimension": cases["dimension"].map(lambda d: dimensions[d]["label"] if d else ""),
            "years": years,
            "organiser": cases["organiser"],
        }
    )
    return context.published_table(
        data,
        "tbl-cases",
        ["No", "Practice", "Country", "Dimension", "Years", "Organiser"],
        "The case studies",
        "rlllll",
        (6, 32, 14, 14, 12, 22),
    )


def _time(context: Context, cases: pd.DataFrame) -> str:
    ongoing, started = int(cases["ongoing"].eq("yes").sum()), pd.to_numeric(cases["start_year"]).dropna()
    text = f"{count(ongoing)} of the {count(len(cases))} were going on without a fixed end when they were studied."
    if len(started):
        text += f" The oldest began in {int(started.min())}, the middle one in {int(started.median())}."
    return f"{text}\n\n{context.figure('fig-cases-time')}"


def _cost(context: Context, cases: pd.DataFrame) -> str:
    stated = cases[cases["budget_eur"].ne("")]
    doubtful = stated[~stated["budget_flag"].map(is_credible).astype(bool)]
    yearly = pd.to_numeric(
        cases.loc[cases["budget_eur_per_year"].ne("") & cases["budget_flag"].map(is_credible), "budget_eur_per_year"]
    )
    text = [
        f"{count(len(stated))} of {count(len(cases))} fact sheets or summary tables print an amount. For {count(len(doubtful))} of these it is in doubt: two places disagree, the amount cannot be right, or the currency is not that of the country."
    ]
    if len(yearly):
        text.append(
            f"Where an amount is credible and its period is known ({count(len(yearly))} cases), the yearly cost runs from {money(yearly.min())} to {money(yearly.max())}; the median is {money(yearly.median())} a year. Costs of such different things are no ranking of efficiency."
        )
    per_head = context.figure("fig-cases-per-head") if context.has_figure("fig-cases-per-head") else ""
    rows = [
        [r["case_no"], r["name_english"], r["budget_as_printed"], money(float(r["budget_eur"])), r["budget_reason"]]
        for r in doubtful.to_dict("records")
    ]
    data = pd.DataFrame(rows, columns=["no", "practice", "as_printed", "read_as_eur", "reason"])
    table_ = (
        context.published_table(
            data,
            "tbl-doubtful",
            ["No", "Practice", "As printed", "Read as", "Why it is in doubt"],
            "Amounts in doubt",
            "rllrl",
            (5, 20, 30, 13, 32),
        )
        if rows
        else ""
    )
    every = pd.DataFrame([[r["case_no"], r["name_english"], r["budget_as_printed"], money(float(r["budget_eur"])), r["budget_period_years"], money(float(r["budget_eur_per_year"])) if r["budget_eur_per_year"] else "", r["beneficiaries"] and count(float(r["beneficiaries"]))] for r in stated.to_dict("records")],
                         columns=["no", "practice", "as_printed", "eur", "years", "eur_per_year", "people_reached"])  # fmt: skip
    whole = context.published_table(
        every,
        "tbl-budgets",
        ["No", "Practice", "As printed", "EUR", "Years", "EUR per year", "People reached"],
        "Amounts as printed and as read",
        "rllrrrr",
        (5, 20, 32, 12, 7, 13, 11),
    )
    return f"{' '.join(text)}\n\n{context.figure('fig-cases-cost')}\n{per_head}\n{table_}\n{whole}"


def _funding(context: Context) -> str:
    rows = context.estimates.of("cases", "funding_sources").set_index("option")
    labels = context.codebook["cases"].items["funding_sources"].options
    told = rows.drop(index="not_reported").sort_values("numerator", ascending=False, kind="stable")
    top = told.iloc[0]
    base = int(top["base"])
    silent = int(rows.loc["not_reported", "numerator"])
    lead = f"{labels[told.index[0]]} money pays for {count(top['numerator'])} of {count(base)} practices, alone or with others. "
    text = f"{lead if top['numerator'] else ''}{_silent(silent)} who pays. {context.mark(context.wave.coded)}"
    data = pd.DataFrame(
        [
            [labels.get(o, "Not reported"), count(r["numerator"]), per_cent(r)]
            for o, r in [*told.iterrows(), ("not_reported", rows.loc["not_reported"])]
        ],
        columns=["source", "number", "percent"],
    )
    table_ = context.published_table(
        data,
        "tbl-cases-funding",
        ["Source", "Case studies", f"Per cent of {base}"],
        "Who pays for the case studies, several answers possible",
        "lrr",
    )
    return f"{text}\n\n{context.figure('fig-cases-funding')}\n{table_}"


def _evaluation(context: Context) -> str:
    get = context.estimates.get
    done, base = _done(context)
    replicated = get("cases.replication.replicated.share")
    figures = get("cases.outcomes_quantified.yes.share")
    text = (
        f"{count(done)} of {count(base)} case studies report an evaluation that was carried out, by themselves or by others. "
        f"{count(figures['numerator'])} give at least one outcome as a figure. {count(replicated['numerator'])} have been taken up elsewhere. {context.mark(context.wave.coded)}"
    )
    rows = []
    for column in ("evaluation", "replication", "staff_training", "outcomes_quantified"):
        item = context.codebook["cases"].items[column]
        for option, label in (item.options | {"not_reported": "Not reported"}).items():
            row = get(f"cases.{column}.{option}.share")
            rows.append([item.label, label, count(row["numerator"]), per_cent(row)])
    data = pd.DataFrame(rows, columns=["question", "answer", "number", "percent"])
    table_ = context.published_table(
        data,
        "tbl-cases-evaluation",
        ["Question", "Answer", "Case studies", f"Per cent of {base}"],
        "Evaluation, replication, training and outcomes of the case studies",
        "llrr",
    )
    return f"{text}\n\n{context.figure('fig-cases-evaluation')}\n{table_}"


def _done(context: Context) -> tuple[int, int]:
    """Case studies with an internal or external evaluation, and all of them."""
    evaluation = context.table("processed/cases.csv")["evaluation"].str.split(";")
    return int(evaluation.map(lambda kinds: bool({"internal", "external"} & set(kinds))).sum()), len(evaluation)


def _sheet(context: Context, row: dict[str, str]) -> str:
    """One case study as a small profile: what is known of it and what is not."""
    labels = {name: item.options for name, item in context.codebook["cases"].items.items()}
    dimension = context.codebook.vocabulary["dimensions"][row["dimension"]]["label"]

    def several(column: str) -> str:
        return (
            listed(
                [
                    labels[column][o].lower() if not labels[column][o].isupper() else labels[column][o]
                    for o in row[column].split(";")
                    if o
                ]
            )
            or "not reported"
        )

    facts = [
        ("Country", context.country(row["country"])), ("Organiser", row["organiser"] or "not reported"), ("Years", _years(row) or "not reported"),
        ("Target groups", several("target_groups")), ("Sectors", several("sectors")), ("Budget", _budget(row)), ("Paid by", several("funding_sources")),
        ("Partners", several("partners")), ("People reached", count(float(row["beneficiaries"])) if row["beneficiaries"] else "no figure"),
        ("Evaluation", several("evaluation")), ("Replication", several("replication")),
    ]  # fmt: skip
    told = [f"*{name.capitalize()}.* {plain(row[f'summary_{name}'])}" for name in SUMMARY if row[f"summary_{name}"]]
    lines = [f"[{dimension}]{{.dim .dim-{row['dimension']}}}", *(f"**{term}:** {plain(fact)}" for term, fact in facts)]
    heading = f"## {plain(row['case_no'])}. {plain(row['name_english'])} {{#sec-case-{row['case_no']}}}"
    original = f"*{plain(row['name'])}*\n\n" if row["name"] != row["name_english"] else ""
    return f"{heading}\n\n{original}{bullets(lines)}\n" + "\n\n".join(told) + "\n"


def _budget(row: dict[str, str]) -> str:
    if not row["budget_eur"]:
        return "no amount"
    yearly = f", {money(float(row['budget_eur_per_year']))} a year" if row["budget_eur_per_year"] else ""
    reason = f" ({row['budget_reason']})" if row["budget_reason"] else ""
    return f"{money(float(row['budget_eur']))}{yearly}{reason}"


def _years(row: dict[str, str]) -> str:
    end = "ongoing" if row["ongoing"] == "yes" else row["end_year"]
    return row["start_year"] if end == row["start_year"] else " to ".join(p for p in (row["start_year"], end) if p)


def _silent(number: int) -> str:
    return (
        "All sheets say"
        if number == 0
        else f"{word(number).capitalize()} {'sheet does' if number == 1 else 'sheets do'} not say"
    )
