"""Blocks of the chapter on the database of good practices."""

from __future__ import annotations

import pandas as pd

from analysis.present.chapters.survey import bracket, per_cent, told_of
from analysis.present.context import Context
from analysis.present.drawing import capital, small
from analysis.present.numbers import count, listed, percent, share_text
from analysis.present.select import Rows

ABSENT = "*The records of this wave do not say.*\n"


def blocks(context: Context) -> dict[str, str]:
    """The blocks of `report/practices.qmd`."""
    return {
        "practices-range": _range(context),
        "practices-countries": _countries(context),
        "practices-ends": _ends(context),
        "practices-aims": _several(context, "aim", "aims", "fig-aims", "tbl-aims", "aim at"),
        "practices-funding": _several(
            context, "funding", "funding_sources", "fig-funding", "tbl-funding", "are paid from"
        ),
        "practices-commentary": context.commentary("practices"),
    }


def _range(context: Context) -> str:
    rows = context.estimates.of("practices", "range").set_index("option")
    if rows.empty:
        return ABSENT
    labels = context.codebook["practices"].items["range"].options
    local = rows.loc["regional_municipal"]
    text = f"The database holds {count(local['base'])} practices. {count(local['numerator'])} of them{bracket(local)} are regional or municipal. The range says how far a practice reaches, not who runs it."
    data = pd.DataFrame(
        [[label, count(rows.loc[o, "numerator"]), per_cent(rows.loc[o])] for o, label in labels.items()],
        columns=["range", "number", "percent"],
    )
    table = context.published_table(
        data, "tbl-range", ["Range", "Number", f"Per cent of {count(local['base'])}"], "Practices by range", "lrr"
    )
    return f"{text}\n\n{context.figure('fig-range')}\n{table}"


def _countries(context: Context) -> str:
    rows = context.estimates.of("practices", "country").set_index("option")
    if rows.empty:
        return ABSENT
    placed = rows.drop(index="reported").sort_values(["numerator"], ascending=False, kind="stable")
    base = int(placed["base"].iloc[0])
    top = placed.head(3)
    names = listed([f"{context.country(c)} ({count(r['numerator'])})" for c, r in top.iterrows()])
    together = int(top["numerator"].sum())
    whole = (
        f"{count(together)} of all {count(base)}"
        if small(top.iloc[0])
        else f"{percent(together, base)}% of all {count(base)}"
    )
    text = f"The largest numbers of records come from {names}. Together that is {whole} practices. How many a country has says as much about who enters records as about what is done there."
    few = int((placed["numerator"] < context.wave.min_base).sum())
    if few:
        text += (
            f" {count(few)} of the {count(len(placed))} rows hold fewer than {count(context.wave.min_base)} practices."
        )
    data = _by_country(
        context,
        context.estimates,
        placed.sort_index(key=lambda c: c.map(lambda code: (code == "OTHER", context.country(code)))),
    )
    head = ["Country", "Regional or municipal", "National", "Total", f"Per cent of {count(base)}"]
    table = context.published_table(data, "tbl-countries", head, "Practices by country and range", "lrrrr")
    return f"{text}\n\n{context.figure('fig-map')}\n{context.figure('fig-country-range')}\n{table}"


def _by_country(context: Context, estimates: Rows, placed: pd.DataFrame) -> pd.DataFrame:
    def part(code: str, option: str) -> str:
        row = estimates.get(f"practices.range.{option}.by_country_{code}.share")
        return count(row["numerator"]) if row is not None else ""

    rows = [
        [
            context.country(c),
            part(c, "regional_municipal"),
            part(c, "national"),
            count(r["numerator"]),
            per_cent(r),
        ]
        for c, r in placed.iterrows()
    ]
    wide = estimates.get("practices.range.eu_international.share")
    if wide is not None and wide["numerator"] > 0:
        rows.append([context.country("EU"), "", "", count(wide["numerator"]), per_cent(wide)])
    return pd.DataFrame(rows, columns=["country", "regional_municipal", "national", "total", "percent"])


def end_label(option: str) -> str:
    """`continuing` -> Continuing, `2011` -> 2011, `before_2010` -> Before 2010."""
    return capital(option.replace("_", " "))


def _ends(context: Context) -> str:
    rows = context.estimates.of("practices", "end").set_index("option")
    if rows.empty:
        return ABSENT
    told = rows.drop(index="any", errors="ignore")
    base = int(told["base"].iloc[0])
    everyone = int(rows.loc["any", "base"]) if "any" in rows.index else base
    text = []
    if "continuing" in told.index:
        going = told.loc["continuing"]
        text.append(f"{count(going['numerator'])} of {count(base)} practices{bracket(going)} were continuing.")
    if everyone > base:
        text.append(f"For {count(everyone - base)} no end is reported; they are not counted as continuing.")
    early = told[told.index.str.startswith("before_")]
    if len(early):
        ended = early.iloc[0].copy()
        ended["numerator"] = early["numerator"].sum()
        text.append(
            f"{told_of(ended, 'practices')} had ended {listed([end_label(o).lower() for o in early.index], 'or')}."
        )
    order = sorted(
        told.index, key=lambda o: (o != "continuing", o.startswith("before_"), -int(o[-4:]) if o[-4:].isdigit() else 0)
    )
    data = pd.DataFrame(
        [[end_label(o), count(told.loc[o, "numerator"]), per_cent(told.loc[o])] for o in order],
        columns=["end", "number", "percent"],
    )
    table = context.published_table(
        data, "tbl-ends", ["End", "Number", f"Per cent of {count(base)}"], "Practices by end date", "lrr"
    )
    return f"{' '.join(text)}\n\n{context.figure('fig-ends')}\n{table}"


def _several(context: Context, item: str, column: str, figure: str, id: str, verb: str) -> str:
    rows = context.estimates.of("practices", item).set_index("option")
    if rows.empty:
        return ABSENT
    labels = context.codebook["practices"].items[column].options
    told = rows.drop(index="any", errors="ignore").sort_values("numerator", ascending=False, kind="stable")
    top, local = told.iloc[0], context.estimates.get("practices.range.regional_municipal.share")
    base = int(top["base"])
    everyone = int(local["numerator"]) if local else base
    mentions = int(told["numerator"].sum())
    counts = "" if small(top) else f" ({count(top['numerator'])} of {count(base)})"
    text = [
        f"{told_of(top, 'regional or municipal practices')} {verb} {_lower(labels[told.index[0]])}{'' if item == 'aim' else ' money'}{counts}.",
        f"A practice may name several: the {count(base)} records hold {count(mentions)} mentions, so at most {count(min(mentions - base, base))} of them can name more than one.",
    ]
    if everyone > base:
        text.append(f"{count(everyone - base)} of the {count(everyone)} records stand outside this base.")
    data = pd.DataFrame(
        [
            [
                labels[o],
                count(r["numerator"]),
                per_cent(r),
                "" if small(r) else f"{share_text(r['ci_low'])[:-1]} to {share_text(r['ci_high'])[:-1]}",
            ]
            for o, r in told.iterrows()
        ],
        columns=[column, "number", "percent", "interval_95"],
    )
    caption = f"Regional or municipal practices by {'aim' if item == 'aim' else 'source of funding'}, several answers possible"
    table = context.published_table(
        data,
        id,
        ["Aim" if item == "aim" else "Source", "Number", f"Per cent of {count(base)}", "95% interval"],
        caption,
        "lrrr",
    )
    return f"{' '.join(text)}\n\n{context.figure(figure)}\n{table}"


def _lower(label: str) -> str:
    return label if label.isupper() else label[:1].lower() + label[1:]
