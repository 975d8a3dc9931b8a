"""What the case studies and fact sheets show under the criteria, and how far that can be trusted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from statistics import median

import pandas as pd

from analysis.evaluate.agreement import ALPHA_ENOUGH
from analysis.evaluate.criteria import ANSWERS
from analysis.evaluate.dimensions import SUPPORTED
from analysis.evaluate.dominance import dominance_counts
from analysis.evaluate.ranks import BASES, DRAWS, TOP, WITHIN, rank_bounds
from analysis.evaluate.scores import DECIMALS
from analysis.findings.chart import Chart, Mark
from analysis.findings.coded import MOST, Coded, coded, on_cases
from analysis.findings.results import Facts, Number, Part, Range, Results, evidence_of

ROLES = dict(zip(ANSWERS, ("met", "not_met", "silent"), strict=True))
SHOWN_DECIMALS = 4
SETTLED = " - settled: "
RANKS = ["case_no", "basis", "rank_equal", "top_share", "rank_median", "rank_low", "rank_high"]
MOVES = {"largest_change": "largest_move", "case_no": "case", "entered": "enter_top", "left": "leave_top"}


def criteria_questions(r: Results) -> Facts | None:
    """What each criterion asks."""
    criteria = coded(r).criteria
    return {"criteria": criteria.criteria, "indicators": criteria.indicators, "evidence": ""}


def criteria_framework(r: Results) -> Facts | None:
    """The way of a practice from needs to impacts, and the stretch of it that each criterion looks at."""
    found = coded(r)
    if not found and not found.means("factsheets"):
        return None
    criteria, steps = found.criteria.criteria, found.criteria.steps
    ends = ("start", "end", "over_time")
    data = [[c.label, *(getattr(c.asks, end, "") for end in ends), c.key_question] for c in criteria]
    return {
        "criteria": criteria, "dimensions": [d["label"] for d in r.codebook.vocabulary["dimensions"].values()],
        "chart": Chart("chain", [("", [Mark(c, None) for c in criteria])], {"steps": steps}), "evidence": "",
        "data": pd.DataFrame(data, columns=["criterion", "from", "to", "over_time", "key_question"]),
    }  # fmt: skip


@on_cases
def criteria_agreement(found: Coded) -> Facts:
    """How far the two readings agree."""
    *rows, pooled = found.rows("agreement", agreement="percent_agreement")  # the last one is of all indicators together
    measured = [row for row in rows if row["alpha"] is not None]
    weak = [row for row in measured if row["alpha"] < ALPHA_ENOUGH]
    kept = ["kept_because"] if any(row["kept_because"] for row in rows) else []
    return found.facts(
        same=Part(pooled["n"] - pooled["differences"], pooled["n"]), pooled=pooled, enough=ALPHA_ENOUGH, weak=weak,
        undefined=[row for row in rows if row not in measured], measured=len(measured),
        wide=sum(row["ci_low"] is not None and row["ci_low"] < ALPHA_ENOUGH for row in measured if row not in weak),
        unanimous=sum(not row["differences"] for row in measured),
        table=[
            {"indicator": row["label"], "interval_95": Range(row["ci_low"], row["ci_high"])}
            | {name: row[name] for name in ("criterion", "percent_agreement", "alpha", *kept)}
            for row in rows
        ],
    )  # fmt: skip


@on_cases
def criteria_heat(found: Coded) -> Facts:
    """Every answer, the case studies in the order of their overall low score."""
    cases, coding = found.cases.values(), found.results.table("processed/coding.csv")
    cells = [[ROLES[found.coding[case.number][i]["final"]] for i in found.indicators] for case in cases]
    met = [{"case": case, "met": row.count(ROLES["yes"])} for case, row in zip(cases, cells, strict=True)]
    fullest = max(m["met"] for m in met)
    columns = [(c.label, [i.label for i in c.indicators]) for c in found.criteria.criteria]
    return found.facts(
        indicators=len(found.indicators), fullest=fullest, fullest_cases=sum(m["met"] == fullest for m in met),
        first=met[:3], by_indicator=found.counts, most=_sharing(found, "yes", max), least=_sharing(found, "yes", min),
        **{end: _ends([getattr(case, end) for case in cases]) for end in BASES},
        chart=Chart("heat", [("", [Mark(case, None) for case in cases])], {"columns": columns, "cells": cells}),
        data=coding[["case_no", "indicator", "final"]],
    )  # fmt: skip


@on_cases
def criteria_scores(found: Coded) -> Facts:
    """The scores of each case study by criterion."""
    rows = [
        {"no": no, "practice": case.name, **{c: found.score(no, c) for c in found.labels}, "overall": case}
        for no, case in found.cases.items()
    ]
    return found.facts(heads=found.labels, table=rows)


@on_cases
def criteria_reported(found: Coded) -> Facts:
    """What is met, not met and not reported, by indicator, and how much silence leaves open."""
    cases = len(found.cases)
    open_ = {c: round(mean.high - mean.low, DECIMALS) for c, mean in found.means("cases").items()}
    widest, narrowest = found.extremes(open_)
    bounds = rank_bounds(pd.DataFrame(map(vars, found.cases.values())).rename(columns={"number": "case_no"}))
    numbers = [i | {a: part.numerator for a, part in i["answers"].items()} for i in found.counts]
    bars = [
        (i["label"], [Mark(part, part.share, role=ROLES[a]) for a, part in i["answers"].items() if part.numerator])
        for i in found.counts
    ]
    return found.facts(
        silent=Part(sum(i["not_reported"] for i in numbers), cases * len(numbers)),
        most=_sharing(found, "not_reported", max), widest=widest, narrowest=narrowest, open=_ends(open_.values()),
        possible=Part(bounds["best"].le(TOP).sum(), cases), sure=int(bounds["worst"].le(TOP).sum()),
        chart=Chart("stacked", bars, {"sections": [(c.label, len(c.indicators)) for c in found.criteria.criteria]}),
        data=pd.DataFrame(numbers, columns=["indicator", *ANSWERS]).assign(base=cases),
        table=[i | {"indicator": i["label"], "percent_not_reported": i["answers"]["not_reported"]} for i in numbers],
    )  # fmt: skip


@on_cases
def criteria_profile(found: Coded) -> Facts:
    """Mean scores by criterion and dimension, and whether the dimensions differ."""
    differences, r = _differences(found), found.results
    most = max((d["points"] for d in differences), default=0.0)
    best, least = found.extremes({c: mean.low for c, mean in found.means("cases").items()})
    means = {d: found.means("cases", d) for d in r.codebook.vocabulary["dimensions"]}
    groups = [(label, [_bar(of[c], d) for d, of in means.items() if c in of]) for c, label in found.labels.items()]
    return found.facts(
        differences=differences, held=[d for d in differences if d["verdict"]],
        largest=[d for d in differences if 0 < d["points"] == most], untested=sum(d["p"] is None for d in differences),
        open=Part(sum(d["bound_low"] < 0 < d["bound_high"] for d in differences), len(differences)),
        best=best, least=least, chart=Chart("ranges", [(label, bars) for label, bars in groups if bars]),
        data=r.behind(_behind(*means.values())).round(SHOWN_DECIMALS),
    )  # fmt: skip


@on_cases
def criteria_dimensions(found: Coded) -> Facts:
    """Every comparison of two dimensions on one criterion."""
    return found.facts(table=_differences(found))


@on_cases
def criteria_ranks(found: Coded) -> Facts:
    """Ranks under random weights of the criteria, where silence is read as no."""
    low, high = found.ranks["low"], found.ranks["high"]
    firm = sorted(low.values(), key=lambda row: (row["rank_median"], row["rank_equal"], -row["top_share"]))
    ahead = [case.number for case in found.leading]
    several = firm if len(firm) > 1 else []
    marks = [Mark(n, n["rank_median"], n["rank_low"], n["rank_high"], strong=n["no"] in ahead) for n in several]
    return found.facts(
        draws=DRAWS, within=WITHIN, leading=found.leading, rows=firm,
        staying=sum(high[case]["top_share"] > MOST.share for case in ahead),
        moves=median(n["rank_high"] - n["rank_low"] for n in firm),
        chart=Chart("placed", [("", marks)]), data=pd.DataFrame(firm)[RANKS],
        table=[low[case] for case in found.cases if several],
    )  # fmt: skip


@on_cases
def criteria_robustness(found: Coded) -> Facts:
    """What happens to the order of the case studies without one indicator."""
    rows = found.rows("robustness", tau="kendall_tau", **MOVES)
    taus = [round(row["kendall_tau"], DECIMALS) for row in rows if row["kendall_tau"] is not None]
    lowest, move = min(taus, default=None), max(row["largest_move"] for row in rows)
    gone = Counter(case for row in rows for case in row["leave_top"].split(";") if case)
    times = max(gone.values(), default=0)
    return found.facts(
        left_out=len(rows), changed=sum(row["top_changed"] == "yes" for row in rows), move=move,
        least=[row for row in rows if taus and round(row["kendall_tau"], DECIMALS) == lowest],
        tau={"least": lowest, "median": median(taus) if taus else None},
        moved=[row | {"name": found.cases[row["case"]].name} for row in rows if move and row["largest_move"] == move],
        fallen=[found.cases[case] for case, number in gone.items() if number == times], times=times,
        table=[row | {"indicator_left_out": row["label"]} for row in rows if len(found.cases) > 1],
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
        pairs=cases * (cases - 1) // 2, decided=int(pairs["kind"].eq("low").sum()),
        robust=int(pairs["kind"].eq("robust").sum()), most=most,
        free=[found.cases[c] for c in counts.index[counts["dominated_by_low"].eq(0)]],
        dominant=[found.cases[c] for c in counts.index[counts["dominates_low"].eq(most)]],
    )  # fmt: skip


@on_cases
def criteria_standout(found: Coded) -> Facts:
    """How many case studies stand out."""
    return found.facts(leading=found.leading)


def criteria_case(r: Results) -> list[Facts]:
    """Each case study that stands out: its score, what it meets with the evidence, and what is missing."""
    found, facts = coded(r), []
    for case in found.leading:
        rows = [found.coding[case.number][i] for i in found.indicators]
        met, not_met, silent = ([row for row in rows if row["final"] == answer] for answer in ANSWERS)
        facts += [found.facts(
            part=case.number, case=case, dimension=r.dimension(case.dimension), met=met, not_met=not_met, silent=silent,
            indicators=len(rows), top_share=found.ranks["low"][case.number]["top_share"],
            table=[_told(found, row) for row in met],
        )]  # fmt: skip
    return facts


def criteria_factsheets(r: Results) -> Facts | None:
    """The criteria read from the fact sheets of a survey, by rule."""
    found = coded(r)
    if not (means := found.means("factsheets")):
        return None
    indicators, numbers = found.indicators.values(), _behind(means)
    ruled = [i for i in indicators if i.rule]
    rows = [
        {
            "criterion": label, "indicators_answered": sum(i.criterion == c for i in ruled),
            "indicators": sum(i.criterion == c for i in indicators), "low": means[c].low, "high": means[c].high,
        }
        for c, label in found.labels.items()
        if c in means
    ]  # fmt: skip
    return {
        "sheets": int(numbers[0].base), "ruled": len(ruled), "indicators": len(indicators), "criteria": len(rows),
        "best": found.extremes({c: mean.low for c, mean in means.items()})[0],
        "least_met": max(row["low"] for row in rows), "table": rows,
        "chart": Chart("ranges", [("", [_bar(means[c]) for c in found.labels if c in means])]),
        "data": r.behind(numbers).round(SHOWN_DECIMALS), "evidence": evidence_of(numbers),
    }  # fmt: skip


def _ends(values: Collection[float]) -> Range:
    return Range(min(values), max(values))


def _sharing(found: Coded, answer: str, end: Callable[..., Part]) -> dict:
    """The indicators that share the largest or the smallest number of case studies with an answer."""
    studies = end((i["answers"][answer] for i in found.counts), key=lambda part: part.numerator)
    return {"indicators": [i for i in found.counts if i["answers"][answer] == studies], "studies": studies}


def _bar(mean: Range, role: str = "accent") -> Mark:
    """From the low to the high mean score."""
    return Mark(mean, None, mean.low, mean.high, role)


def _behind(*means: Mapping[str, Range]) -> list[Number]:
    """The numbers behind means of criteria, first those at the low ends."""
    return [mean.of[end] for by_criterion in means for end in (0, 1) for mean in by_criterion.values()]


def _differences(found: Coded) -> list[dict]:
    """Comparisons of two dimensions: `better` lies above `worse` by `points`, with `limits` where they are `known`."""
    told = []
    for row in found.rows("dimensions", delta="cliffs_delta"):
        names = [found.results.dimension(row[d]) for d in ("dimension_a", "dimension_b")]
        low, high, turned = row["ci_low"], row["ci_high"], row["difference"] < 0
        known = low is not None
        better, worse = reversed(names) if turned else names
        told.append(row | {
            "criterion": found.labels[row["criterion"]], "comparison": names, "better": better, "worse": worse,
            "points": round(abs(row["difference"]), DECIMALS), "known": known, "interval_95": Range(low, high),
            "limits": Range(-high, -low) if turned and known else Range(low, high),
            "bounds_of_silence": Range(row["bound_low"], row["bound_high"]), "verdict": row["verdict"] == SUPPORTED,
        })  # fmt: skip
    return told


def _told(found: Coded, row: Mapping[str, str]) -> dict:
    """Where and what the sheet says, and why the answer was settled so where the readings differed."""
    said, _, settled = (row.get("paraphrase") or row["reason"]).partition(SETTLED)
    heading = found.criteria.headings[row["evidence"]]
    return row | {"indicator": row["label"], "heading": heading, "what_it_says": {"said": said, "settled": settled}}
