"""What the case studies and fact sheets show under the criteria, and how far that can be trusted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from analysis.evaluate.agreement import ALPHA_ENOUGH, POOLED
from analysis.evaluate.criteria import ANSWERS
from analysis.evaluate.dimensions import SUPPORTED
from analysis.evaluate.dominance import dominance_counts
from analysis.evaluate.ranks import DRAWS, TOP, WITHIN, rank_bounds
from analysis.evaluate.scores import DECIMALS, in_order
from analysis.findings.chart import Chart, Mark
from analysis.findings.coded import MOST, Case, Coded, coded, mean_scores, on_cases
from analysis.findings.results import Facts, Part, Range, Results, evidence_of

ROLES = dict(zip(ANSWERS, ("met", "not_met", "silent"), strict=True))
SHOWN_DECIMALS = 4
SETTLED = " - settled: "


def criteria_questions(r: Results) -> Facts | None:
    """What each criterion asks."""
    criteria = coded(r).criteria
    return {"criteria": criteria.criteria, "indicators": list(criteria.indicators.values()), "evidence": ""}


def criteria_framework(r: Results) -> Facts | None:
    """The way of a practice from needs to impacts, and the stretch of it that each criterion looks at."""
    found = coded(r)
    if not found and not mean_scores(r, "factsheets"):
        return None
    criteria, steps = found.criteria.criteria, found.criteria.steps
    data = [[c.label, *(getattr(c.asks, end, "") for end in ("start", "end", "over_time")), c.key_question] for c in criteria]
    return {
        "criteria": criteria, "dimensions": [d["label"] for d in r.codebook.vocabulary["dimensions"].values()],
        "chart": Chart("chain", [("", [Mark(c, None) for c in criteria])], {"steps": steps}), "evidence": "",
        "data": pd.DataFrame(data, columns=["criterion", "from", "to", "over_time", "key_question"]),
    }  # fmt: skip


@on_cases
def criteria_agreement(found: Coded) -> Facts:
    """How far the two readings agree."""
    table = found.table("agreement")
    rows, pooled = table[table["indicator"].ne(POOLED)], table[table["indicator"].eq(POOLED)].iloc[0]
    undefined, weak = rows[rows["alpha"].isna()], rows[rows["alpha"].lt(ALPHA_ENOUGH)]
    reasons = zip(found.indicators(weak["indicator"]), weak["kept_because"], strict=True)
    return found.facts(
        same=Part(pooled["n"] - pooled["differences"], pooled["n"], False), alpha=_alpha(pooled), enough=ALPHA_ENOUGH,
        weak=[{"label": i.label, "kept_because": reason.rstrip(".")} for i, reason in reasons],
        undefined=found.indicators(undefined["indicator"]), measured=len(rows) - len(undefined),
        wide=int((rows["ci_low"].lt(ALPHA_ENOUGH) & rows["alpha"].ge(ALPHA_ENOUGH)).sum()),
        unanimous=int((rows["differences"].eq(0) & rows["alpha"].notna()).sum()),
        table=[
            _of_indicator(found, row["indicator"])
            | {"percent_agreement": row["agreement"], "alpha": row["alpha"], "interval_95": _alpha(row)}
            | ({"kept_because": row["kept_because"]} if rows["kept_because"].ne("").any() else {})
            for row in rows.to_dict("records")
        ],
    )  # fmt: skip


@on_cases
def criteria_heat(found: Coded) -> Facts:
    """Every answer, the case studies in the order of their overall low score."""
    cases, counts, met = list(found.cases.values()), found.counts, found.answers.eq("yes").sum(axis=1)
    columns = [(c.label, [i.label for i in c.indicators]) for c in found.criteria.criteria]
    cells = [[ROLES[answer] for answer in row] for row in found.answers.to_numpy()]
    return found.facts(
        indicators=len(counts), fullest=int(met.max()), fullest_cases=int(met.eq(met.max()).sum()),
        first=[{"case": case, "met": int(met[case.number])} for case in cases[:3]],
        answers=[{"label": i.label, "counts": _counted(counts.loc[i.id])} for i in found.indicators(counts.index)],
        most=_sharing(found, counts["yes"], max), least=_sharing(found, counts["yes"], min),
        **{end: Range(found.totals[end].min(), found.totals[end].max()) for end in ("low", "high")},
        chart=Chart("heat", [("", [Mark(case, None) for case in cases])], {"columns": columns, "cells": cells}),
        data=found.coding[["case_no", "indicator", "final"]],
    )  # fmt: skip


@on_cases
def criteria_scores(found: Coded) -> Facts:
    """The scores of each case study by criterion."""
    scores = {(s.case_no, s.criterion): Range(s.low, s.high) for s in found.scores.itertuples()}
    names = [c.name for c in found.criteria.criteria if c.name in set(found.scores["criterion"])]
    return found.facts(
        heads={name: found.label(name) for name in names},
        table=[
            {"no": case.number, "practice": case.name} | {name: scores[case.number, name] for name in names}
            | {"overall": Range(case.low, case.high)}
            for case in found.cases.values()
        ],
    )  # fmt: skip


@on_cases
def criteria_reported(found: Coded) -> Facts:
    """What is met, not met and not reported, by indicator, and how much silence leaves open."""
    counts, cases, criteria = found.counts, len(found.cases), found.criteria.criteria
    silent, means = counts["not_reported"], found.scores.groupby("criterion", sort=False)[["low", "high"]].mean()
    open_ = (means["high"] - means["low"]).round(DECIMALS)
    widest, narrowest = found.extremes(open_)
    bounds, indicators = rank_bounds(found.totals), found.indicators(counts.index)
    bars = [
        (i.label, [Mark(Part(n, cases, False, a), n / cases, role=ROLES[a]) for a, n in _counted(row).items()])
        for i, (_, row) in zip(indicators, counts.iterrows(), strict=True)
    ]
    return found.facts(
        silent=Part(silent.sum(), counts.to_numpy().sum(), False),
        most=_sharing(found, silent, max), widest=widest, narrowest=narrowest, open=Range(open_.min(), open_.max()),
        possible=Part(bounds["best"].le(TOP).sum(), cases, False), sure=int(bounds["worst"].le(TOP).sum()),
        chart=Chart("stacked", bars, {"sections": [(c.label, len(c.indicators)) for c in criteria]}),
        data=counts.rename_axis("indicator").reset_index().assign(base=cases),
        table=[
            _of_indicator(found, i.id) | {a: int(counts.loc[i.id, a]) for a in ANSWERS}
            | {"percent_not_reported": Part(silent[i.id], cases, False)}
            for i in indicators
        ],
    )  # fmt: skip


@on_cases
def criteria_profile(found: Coded) -> Facts:
    """Mean scores by criterion and dimension, and whether the dimensions differ."""
    low = found.scores.groupby("criterion", sort=False)["low"].mean().round(DECIMALS)
    table = found.table("dimensions")
    differences = [_difference(found, row) for row in table.to_dict("records")]
    most = max((d["points"] for d in differences), default=0.0)
    best, least = found.extremes(low)
    open_ = int((table["bound_low"].lt(0) & table["bound_high"].gt(0)).sum()) if differences else 0
    return found.facts(
        differences=differences, held=[d for d in differences if d["holds"]],
        largest=[d for d in differences if 0 < d["points"] == most], untested=sum(not d["tested"] for d in differences),
        open=Part(open_, len(differences), False), best=best, least=least, **_by_dimension(found),
    )  # fmt: skip


@on_cases
def criteria_dimensions(found: Coded) -> Facts:
    """Every comparison of two dimensions on one criterion."""
    dimension = found.results.dimension
    return found.facts(
        table=[
            {
                "criterion": found.label(d["criterion"]),
                "comparison": [dimension(d["dimension_a"]), dimension(d["dimension_b"])],
                "difference": d["difference"], "interval_95": Range(d["ci_low"], d["ci_high"]), "cliffs_delta": d["delta"],
                "bounds_of_silence": Range(d["bound_low"], d["bound_high"]), "p_adjusted": d["p_adjusted"],
                "verdict": d["verdict"] == SUPPORTED,
            }
            for d in found.table("dimensions").to_dict("records")
        ],
    )  # fmt: skip


@on_cases
def criteria_ranks(found: Coded) -> Facts:
    """Ranks under random weights of the criteria, where silence is read as no."""
    high = found.ranks("high")["top_share"]
    ranks = found.ranks("low").loc[in_order(found.cases)]
    firm = ranks.sort_values(["rank_median", "rank_equal", "top_share"], ascending=[True, True, False])
    rows = [_ranked(found, row) for row in firm.to_dict("records")]
    staying = sum(high.get(case.number, 0) > MOST.share for case in found.leading)
    moves = float((ranks["rank_high"] - ranks["rank_low"]).median())
    facts = found.facts(draws=DRAWS, within=WITHIN, leading=found.leading, staying=staying, rows=rows, moves=moves)
    if len(rows) < 2:
        return facts
    marks = [Mark(row, row["rank_median"], row["rank_low"], row["rank_high"], strong=row["leads"]) for row in rows]
    return facts | {
        "chart": Chart("placed", [("", marks)]), "data": firm,
        "table": [_ranked(found, row) for row in ranks.loc[list(found.cases)].to_dict("records")],
    }  # fmt: skip


@on_cases
def criteria_robustness(found: Coded) -> Facts:
    """What happens to the order of the case studies without one indicator."""
    table = found.table("robustness")
    tau, moves = table["tau"].round(DECIMALS), table["largest_change"]
    gone = table["left"].str.split(";").explode()
    gone = gone[gone.fillna("").ne("")].value_counts()
    return found.facts(
        left_out=len(table), changed=int(table["top_changed"].eq("yes").sum()), move=moves.max(),
        least=found.indicators(table["indicator"][tau.eq(tau.min())]), tau={"least": tau.min(), "median": tau.median()},
        moved=[
            {"case": found.cases.get(row.case_no), "indicator": found.criteria.indicators[row.indicator]}
            for row in table[moves.eq(moves.max())].itertuples()
        ],
        fallen=[found.cases[c] for c in gone.index[gone.eq(gone.max())]], times=int(gone.max()) if len(gone) else 0,
        table=[
            _of_indicator(found, row["indicator"], "indicator_left_out") | {
                "kendall_tau": row["tau"], "largest_move": row["largest_change"], "case": row["case_no"],
                "enter_top": row["entered"].split(";"), "leave_top": row["left"].split(";"),
            }
            for row in table.to_dict("records")
            if len(found.cases) > 1
        ],
    )  # fmt: skip


@on_cases
def criteria_dominance(found: Coded) -> Facts | None:
    """Which case studies are ahead of others whatever the weights."""
    if len(found.cases) < 2:
        return None
    pairs = found.results.table("evaluation/dominance.csv")
    counts, cases = dominance_counts(pairs, list(found.cases)).set_index("case_no"), len(found.cases)
    most = int(counts["dominates_low"].max())
    return found.facts(
        pairs=cases * (cases - 1) // 2, decided=int(pairs["kind"].eq("low").sum()), robust=int(pairs["kind"].eq("robust").sum()),
        free=[found.cases[c] for c in counts.index[counts["dominated_by_low"].eq(0)]], most=most,
        dominant=[found.cases[c] for c in counts.index[counts["dominates_low"].eq(most)]],
    )  # fmt: skip


@on_cases
def criteria_standout(found: Coded) -> Facts:
    """How many case studies stand out."""
    return found.facts(leading=found.leading)


def criteria_case(r: Results) -> list[Facts]:
    """Each case study that stands out: its score, what it meets with the evidence, and what is missing."""
    found = coded(r)
    return [_stands_out(found, case) for case in found.leading]


def criteria_factsheets(r: Results) -> Facts | None:
    """The criteria read from the fact sheets of a survey, by rule."""
    found, means = coded(r), mean_scores(r, "factsheets")
    if not means:
        return None
    indicators = found.criteria.indicators.values()
    ruled, low = [i for i in indicators if i.rule], pd.Series({c: m.low for c, m in means.items()})
    numbers = [m.of[end] for end in (0, 1) for m in means.values()]
    rows = {c: means[c] for c in found.criteria.names if c in means}
    return {
        "sheets": int(next(iter(means.values())).base), "ruled": len(ruled), "indicators": len(indicators),
        "best": found.extremes(low.reindex(list(rows)))[0], "least_met": low.max(), "criteria": len(rows),
        "chart": Chart("ranges", [("", [_limits(m, found.label(c)) for c, m in rows.items()])]),
        "data": r.behind(numbers).round(SHOWN_DECIMALS), "evidence": evidence_of(numbers),
        "table": [
            {
                "criterion": found.label(c), "indicators_answered": sum(i.criterion == c for i in ruled),
                "indicators": sum(i.criterion == c for i in indicators), "low": m.low, "high": m.high,
            }
            for c, m in rows.items()
        ],
    }  # fmt: skip


def _of_indicator(found: Coded, id: str, column: str = "indicator") -> dict:
    indicator = found.criteria.indicators[id]
    return {"criterion": found.label(indicator.criterion), column: indicator.label}


def _alpha(row: pd.Series | dict) -> dict:
    """Alpha with its interval; None where they are not known."""
    columns = {"value": "alpha", "low": "ci_low", "high": "ci_high"}
    return {name: None if pd.isna(row[column]) else row[column] for name, column in columns.items()}


def _sharing(found: Coded, counts: pd.Series, end: Callable[[pd.Series], int]) -> dict:
    """The indicators that share the largest or the smallest number of case studies."""
    number = end(counts)
    return {"indicators": found.indicators(counts.index[counts.eq(number)]), "studies": Part(number, len(found.cases), False)}


def _counted(row: pd.Series) -> dict[str, int]:
    """The answers that were given, with how often."""
    return {answer: int(row[answer]) for answer in ANSWERS if row[answer]}


def _by_dimension(found: Coded) -> Facts:
    """The chart of mean scores, where there are any."""
    r = found.results
    means = {d: mean_scores(r, "cases", f"dimension_{d}") for d in found.dimensions}
    numbers = [m.of[end] for by_criterion in means.values() for end in (0, 1) for m in by_criterion.values()]
    if not numbers:
        return {}
    groups = [
        (c.label, [_limits(means[d][c.name], r.dimension(d), d) for d in means if c.name in means[d]])
        for c in found.criteria.criteria
    ]
    chart = Chart("ranges", [(name, marks) for name, marks in groups if marks])
    return {"chart": chart, "data": r.behind(numbers).round(SHOWN_DECIMALS)}


def _limits(mean: Range, name: str, role: str = "accent") -> Mark:
    """A bar from the low to the high mean score."""
    return Mark(replace(mean, name=name), None, mean.low, mean.high, role)


def _difference(found: Coded, row: dict) -> dict:
    """One comparison, the dimension that scores higher first."""
    turned = row["difference"] < 0
    names = [found.results.dimension(row[d]) for d in ("dimension_a", "dimension_b")]
    better, worse = names[::-1] if turned else names
    limits = Range(-row["ci_high"], -row["ci_low"]) if turned else Range(row["ci_low"], row["ci_high"])
    return {
        "criterion": found.label(row["criterion"]), "better": better, "worse": worse, "limits": limits,
        "points": round(abs(row["difference"]), DECIMALS), "known": not pd.isna(row["ci_low"]),
        "holds": row["verdict"] == SUPPORTED, "tested": not pd.isna(row["p"]),
    }  # fmt: skip


def _ranked(found: Coded, row: dict) -> dict:
    """The ranks of one case study."""
    case = found.cases[row["case_no"]]
    columns = {name: row[name] for name in ("rank_equal", "rank_median", "rank_low", "rank_high", "top_share")}
    return {"no": case.number, "practice": case.name, "leads": case in found.leading} | columns


def _stands_out(found: Coded, case: Case) -> Facts:
    coding = found.coding[found.coding["case_no"].eq(case.number)].set_index("indicator")
    by_answer = {a: [i for i in found.criteria.indicators.values() if coding.loc[i.id, "final"] == a] for a in ANSWERS}
    headings = found.criteria.headings
    return found.facts(
        part=case.number, case=case, dimension=found.results.dimension(case.dimension),
        met=by_answer["yes"], not_met=by_answer["no"], silent=by_answer["not_reported"],
        indicators=len(found.criteria.indicators), top_share=found.ranks("low")["top_share"][case.number],
        table=[
            _of_indicator(found, i.id)
            | {"heading": headings[coding.loc[i.id, "evidence"]], "what_it_says": _said(coding.loc[i.id])}
            for i in by_answer["yes"]
        ],
    )  # fmt: skip


def _said(row: pd.Series) -> dict:
    """What the sheet says, and why the answer was settled so where the readings differed."""
    said, _, settled = (row.get("paraphrase") or row["reason"]).partition(SETTLED)
    return {"said": said, "settled": settled}
