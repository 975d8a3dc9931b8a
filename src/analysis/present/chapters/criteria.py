"""Blocks of the chapter on the criteria."""

from __future__ import annotations

import pandas as pd

from analysis.evaluate.agreement import ALPHA_ENOUGH, POOLED
from analysis.evaluate.criteria import ANSWERS, Criterion
from analysis.evaluate.dimensions import SUPPORTED
from analysis.evaluate.ranks import TOP, rank_bounds
from analysis.evaluate.scores import DECIMALS
from analysis.present.chapters.criteria_order import ranks, robustness, standout
from analysis.present.chapters.wording import (
    criteria_named,
    decimal,
    dimension,
    indicator,
    interval,
    joined,
    mark,
    of,
    per_cent,
    plural,
    points,
    quoted,
    read,
    signed,
    span,
    studies,
)
from analysis.present.coded import Coded
from analysis.present.context import Context
from analysis.present.drawing import capital, lower
from analysis.present.markdown import plain
from analysis.present.numbers import count, listed, percent, share_text, word

NO_CASES = "*This wave has no case studies that were read by these criteria.*\n"
HEADS = {"yes": "Yes", "no": "No", "not_reported": "Not reported"}


def blocks(context: Context) -> dict[str, str]:
    """The blocks of `report/criteria.qmd`."""
    coded = Coded(context)
    of_cases = {
        "criteria-agreement": _agreement,
        "criteria-heat": _heat,
        "criteria-profile": _profile,
        "criteria-reported": _reported,
        "criteria-ranks": ranks,
        "criteria-robustness": robustness,
        "criteria-standout": standout,
    }
    return {
        "criteria-questions": _questions(coded),
        "criteria-framework": context.figure("fig-criteria-framework"),
        **{name: block(coded) if coded.any else NO_CASES for name, block in of_cases.items()},
        "criteria-factsheets": _factsheets(coded),
        "criteria-commentary": context.commentary("criteria"),
    }


def _questions(coded: Coded) -> str:
    criteria = coded.criteria.criteria
    number = sum(len(c.indicators) for c in criteria)
    intro = (
        f"{capital(word(len(criteria)))} {plural(len(criteria), 'criterion', 'criteria')} "
        f"{plural(len(criteria), 'is', 'are')} put to each practice, by {count(number)} "
        f"{plural(number, 'indicator')} that are answered with yes, no or not reported."
    )
    return f"{intro}\n\n" + "\n\n".join(map(_question, criteria)) + "\n"


def _question(criterion: Criterion) -> str:
    labels = "; ".join(lower(i.label) for i in criterion.indicators)
    return (
        f"{plain(criterion.label)}\n:   {plain(criterion.definition)} "
        f"*{plain(criterion.key_question)}* Indicators: {plain(labels)}."
    )


def _agreement(coded: Coded) -> str:
    table = read(coded, "evaluation/agreement.csv", "n", "differences", "agreement", "alpha", "ci_low", "ci_high")
    if table.empty:
        return NO_CASES
    rows, pooled = table[table["indicator"].ne(POOLED)], table[table["indicator"].eq(POOLED)].iloc[0]
    marks, differing = int(pooled["n"]), int(pooled["differences"])
    text = [
        (
            f"Both readings give the same answer to {count(marks - differing)} of {count(marks)} "
            f"questions, {percent(marks - differing, marks)} per cent."
        )
    ]
    if pooled["alpha"] == pooled["alpha"]:
        text.append(
            f"Alpha over all indicators is {pooled['alpha']:.2f}{_between(pooled, ' (95% interval {} to {})')}."
        )
    text.append(_weak(coded, rows))
    text.append(_unanimous(rows))
    cells = [
        [
            coded.label(r["indicator"].split(".")[0]),
            indicator(coded, r["indicator"]).label,
            share_text(r["agreement"])[:-1],
            decimal(r["alpha"]),
            _between(r, "{} to {}"),
            r["kept_because"],
        ]
        for r in rows.to_dict("records")
    ]
    data = pd.DataFrame(
        cells, columns=["criterion", "indicator", "percent_agreement", "alpha", "interval_95", "kept_because"]
    )
    head = [
        "Criterion",
        "Indicator",
        f"Per cent of {count(len(coded.totals))} alike",
        "Alpha",
        "95% interval",
        "Kept because",
    ]
    widths = (16, 33, 14, 9, 15, 13)
    if not data["kept_because"].ne("").any():
        data, head, widths = data.drop(columns="kept_because"), head[:-1], (18, 38, 16, 10, 18)
    return f"{joined(text)} {mark(coded)}\n\n" + coded.context.published_table(
        data, "tbl-criteria-agreement", head, "How far the two readings agree", "llrrr" + "l" * (len(head) - 5), widths
    )


def _weak(coded: Coded, rows: pd.DataFrame) -> str:
    """Which indicators fall short, and why they are kept."""
    weak, undefined = rows[rows["alpha"].lt(ALPHA_ENOUGH)], rows[rows["alpha"].isna()]
    said = []
    if weak.empty:
        measured = "every indicator" if undefined.empty else "every indicator for which it can be computed"
        said.append(f"It reaches {ALPHA_ENOUGH:g} for {measured}." if len(undefined) < len(rows) else "")
    else:
        reasons = [
            f"{quoted(coded, [r['indicator']])} ({plain(_kept(r['kept_because']))})" for r in weak.to_dict("records")
        ]
        said.append(f"It stays below {ALPHA_ENOUGH:g} for {listed(reasons)}.")
    wide = int((rows["ci_low"].lt(ALPHA_ENOUGH) & rows["alpha"].ge(ALPHA_ENOUGH)).sum())
    if wide:
        said.append(f"Where it is reached, the interval still goes lower for {word(wide)}.")
    if len(undefined):
        said.append(
            f"It cannot be computed for {quoted(coded, undefined['indicator'])}, where only one answer was ever given."
        )
    return joined(said)


def _kept(reason: str) -> str:
    return f"kept because {reason[:1].lower()}{reason[1:].rstrip('.')}" if reason else "no reason to keep it is given"


def _unanimous(rows: pd.DataFrame) -> str:
    same = int((rows["differences"].eq(0) & rows["alpha"].notna()).sum())
    return (
        (
            f"For {word(same)} {plural(same, 'indicator')} the readings never differ; the "
            "interval is then a point, and says nothing about further cases."
        )
        if same
        else ""
    )


def _heat(coded: Coded) -> str:
    counts = coded.counts
    base = len(coded.totals)
    most, least = counts["yes"].max(), counts["yes"].min()
    text = []
    if most > least and base > 1:
        text.append(
            f"Met most often: {quoted(coded, counts.index[counts['yes'].eq(most)])} "
            f"({count(most)} of {count(base)}). Met least often: "
            f"{quoted(coded, counts.index[counts['yes'].eq(least)])} ({count(least)} of "
            f"{count(base)})."
        )
    totals = coded.totals
    if base == 1:
        text.append(f"Its overall score is {span(totals['low'].iloc[0], totals['high'].iloc[0])} per cent.")
    else:
        text.append(
            f"Overall scores run from {per_cent(totals['low'].min())} to "
            f"{per_cent(totals['low'].max())} per cent where silence is read as no, and from "
            f"{per_cent(totals['high'].min())} to {per_cent(totals['high'].max())} where it is "
            "read as yes."
        )
    wide = coded.scores.assign(text=[span(r["low"], r["high"]) for r in coded.scores.to_dict("records")]).pivot(
        index="case_no", columns="criterion", values="text"
    )
    names = [c.name for c in coded.criteria.criteria if c.name in wide]
    rows = [
        [r["case_no"], coded.name(r["case_no"]), *wide.loc[r["case_no"], names], span(r["low"], r["high"])]
        for r in totals.to_dict("records")
    ]
    data = pd.DataFrame(rows, columns=["no", "practice", *names, "overall"])
    head = ["No", "Practice", *(coded.label(n) for n in names), "Overall"]
    table = coded.context.published_table(
        data,
        "tbl-criteria-scores",
        head,
        "Scores in per cent, from silence read as no to silence read as yes",
        "rl" + "r" * (len(names) + 1),
        _widths(head),
    )
    return f"{joined(text)} {mark(coded)}\n\n{coded.context.figure('fig-criteria-heat')}\n{table}"


def _profile(coded: Coded) -> str:
    table = coded.differences
    figure = coded.context.figure("fig-criteria-profile")
    if table.empty:
        return (
            "The case studies belong to one dimension at most, so there is nothing to compare. "
            f"{mark(coded)}\n\n{figure}"
        )
    real, tested = table[table["verdict"].eq(SUPPORTED)], table["p"].notna()
    text = [
        (
            f"{capital(word(len(table)))} {plural(len(table), 'comparison')} of two dimensions "
            f"on one criterion {plural(len(table), 'was', 'were')} made by the low scores."
        )
    ]
    if real.empty:
        text.append(
            f"None holds: {studies(len(coded.totals))} cannot carry the claim that one dimension "
            "does better than another on any criterion."
        )
    else:
        text.append(
            f"{capital(word(len(real)))} {plural(len(real), 'holds', 'hold')}: "
            f"{'; '.join(_difference(coded, r) for r in real.to_dict('records'))}."
        )
        if len(real) < len(table):
            text.append(f"For all others, {studies(len(coded.totals))} cannot carry a claim.")
    largest = table.loc[table["difference"].abs().idxmax()]
    if real.empty and largest["difference"]:
        text.append(f"The largest difference seen: {_difference(coded, largest)}.")
    if not tested.all():
        text.append(f"{capital(word(int((~tested).sum())))} could not be tested, as a dimension has a single case.")
    open_ = table["bound_low"].lt(0) & table["bound_high"].gt(0)
    text.append(
        f"In {of(int(open_.sum()), len(table))} the sign itself is open: it depends on what "
        "the silent sheets would have said."
    )
    rows = [
        [
            coded.label(r["criterion"]),
            f"{dimension(coded, r['dimension_a'])} minus {dimension(coded, r['dimension_b'], True)}",
            points(r["difference"]),
            interval(r["ci_low"], r["ci_high"]),
            signed(f"{r['delta']:.2f}"),
            interval(r["bound_low"], r["bound_high"]),
            decimal(r["p_adjusted"]),
            "holds" if r["verdict"] == SUPPORTED else "not shown",
        ]
        for r in table.to_dict("records")
    ]
    data = pd.DataFrame(
        rows,
        columns=[
            "criterion",
            "comparison",
            "difference",
            "interval_95",
            "cliffs_delta",
            "bounds_of_silence",
            "p_adjusted",
            "verdict",
        ],
    )
    head = ["Criterion", "Comparison", "Points", "95% interval", "Delta", "Bounds", "p", "Verdict"]
    shown = coded.context.published_table(
        data,
        "tbl-criteria-dimensions",
        head,
        "Differences of the low score in points; bounds of what silence leaves open; p adjusted for all comparisons",
        "llrrrrrl",
        (14, 23, 8, 15, 8, 15, 7, 10),
    )
    return f"{joined(text)} {mark(coded)}\n\n{figure}\n{shown}"


def _difference(coded: Coded, row: dict | pd.Series) -> str:
    """`on impact cultural case studies lie 18.6 points above legal and political ones (95% interval ..)`."""
    a, b = (
        (row["dimension_a"], row["dimension_b"]) if row["difference"] >= 0 else (row["dimension_b"], row["dimension_a"])
    )
    low, high = (row["ci_low"], row["ci_high"]) if row["difference"] >= 0 else (-row["ci_high"], -row["ci_low"])
    within = f" (95% interval {interval(low, high)})" if low == low else ""
    return (
        f"on {lower(coded.label(row['criterion']))} {dimension(coded, a, True)} case studies "
        f"lie {points(abs(row['difference']))} points above {dimension(coded, b, True)} "
        f"ones{within}"
    )


def _reported(coded: Coded) -> str:
    counts, base = coded.counts, len(coded.totals)
    silent, marks = int(counts["not_reported"].sum()), int(counts.to_numpy().sum())
    text = [f"{count(silent)} of {count(marks)} answers, {percent(silent, marks)} per cent, are not reported."]
    if silent:
        most = counts["not_reported"].max()
        text.append(
            "Silence is greatest on "
            f"{quoted(coded, counts.index[counts['not_reported'].eq(most)])}: {count(most)} of "
            f"{count(base)} sheets."
        )
        text.append(_by_criterion(coded))
        text.append(_bounded(coded))
    rows = [
        [
            coded.label(i.criterion),
            i.label,
            *(count(counts.loc[i.id, a]) for a in ANSWERS),
            percent(counts.loc[i.id, "not_reported"], base),
        ]
        for i in coded.criteria.indicators.values()
    ]
    data = pd.DataFrame(rows, columns=["criterion", "indicator", *ANSWERS, "percent_not_reported"])
    head = ["Criterion", "Indicator", *HEADS.values(), f"Not reported, per cent of {count(base)}"]
    table = coded.context.published_table(
        data, "tbl-criteria-reported", head, "Answers by indicator", "llrrrr", (17, 37, 9, 9, 12, 16)
    )
    return f"{joined(text)} {mark(coded)}\n\n{coded.context.figure('fig-criteria-reported')}\n{table}"


def _by_criterion(coded: Coded) -> str:
    """How far the scores of the most and the least reported criterion are left open."""
    means = coded.scores.groupby("criterion", sort=False)[["low", "high"]].mean()
    gap = (means["high"] - means["low"]).round(DECIMALS)
    if len(gap) < 2 or gap.max() == gap.min():
        return f"It leaves {points(gap.max())} points of the mean score open on every criterion."
    most, least = (criteria_named(coded, gap.index[gap.eq(end)]) for end in (gap.max(), gap.min()))
    return (
        f"It leaves {points(gap.max())} points of the mean score open on {most}, the most, "
        f"and {points(gap.min())} on {least}, the least."
    )


def _bounded(coded: Coded) -> str:
    """What equal weights say of the first places when silence may be read either way, case by case."""
    base = len(coded.totals)
    if base <= TOP:
        return ""
    bounds = rank_bounds(coded.totals)
    sure, possible = int(bounds["worst"].le(TOP).sum()), int(bounds["best"].le(TOP).sum())
    certain = (
        f"{word(sure)} would be there whatever the sheets left out"
        if sure
        else "none would be there whatever the sheets left out"
    )
    return (
        f"With equal weights, {count(possible)} of {count(base)} case studies could be among "
        f"the first {word(TOP)} if the silent sheets spoke in their favour; {certain}."
    )


def _factsheets(coded: Coded) -> str:
    rows = coded.context.estimates
    low, high = (rows.of("factsheets", "criterion", f"{end}_mean").set_index("option") for end in ("low", "high"))
    if low.empty:
        return "*No fact sheets of this wave answer the closed questions that the criteria need.*\n"
    base, shown = int(low["base"].iloc[0]), coded.context.mark(";".join(dict.fromkeys(low["evidence"])))
    indicators = coded.criteria.indicators.values()
    ruled = [i for i in indicators if i.rule]
    text = [
        (
            f"{count(base)} fact {plural(base, 'sheet')} of the survey "
            f"{plural(base, 'was', 'were')} read by rule. The closed questions answer "
            f"{count(len(ruled))} of the {count(len(list(indicators)))} indicators; all others "
            "count as not reported, which keeps the upper end high."
        )
    ]
    names = [c.name for c in coded.criteria.criteria if c.name in low.index]
    ends = {n: (float(low.loc[n, "value"]), float(high.loc[n, "value"])) for n in names}
    top = max(low for low, _ in ends.values())
    if top > min(low for low, _ in ends.values()):
        best = [n for n in names if ends[n][0] == top]
        text.append(
            f"The sheets show most on {criteria_named(coded, best)}: at least {per_cent(top)} per cent "
            "of the indicators are met on average."
        )
    data = pd.DataFrame(
        [
            [
                coded.label(n),
                count(sum(i.criterion == n for i in ruled)),
                count(sum(i.criterion == n for i in indicators)),
                *(share_text(e)[:-1] for e in ends[n]),
            ]
            for n in names
        ],
        columns=["criterion", "indicators_answered", "indicators", "low", "high"],
    )
    head = ["Criterion", "Indicators answered", "Of", "Low, per cent", "High, per cent"]
    table = coded.context.published_table(
        data,
        "tbl-criteria-factsheets",
        head,
        f"Criteria read from {count(base)} fact {plural(base, 'sheet')}",
        "lrrrr",
    )
    return f"{joined(text)} {shown}\n\n{coded.context.figure('fig-criteria-factsheets')}\n{table}"


def _between(row: dict | pd.Series, form: str) -> str:
    return form.format(decimal(row["ci_low"]), decimal(row["ci_high"])) if row["ci_low"] == row["ci_low"] else ""


def _widths(head: list[str]) -> tuple[int, ...]:
    """Columns of numbers as wide as their heads, what is left for the names."""
    columns = [max(len(label) + 2, 10) for label in head[2:]]
    return 4, max(96 - sum(columns), 20), *columns
