"""What the case studies and fact sheets show under the criteria, and how far that can be trusted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from statistics import median, median_high

import pandas as pd

from analysis.audit.affects import on_record
from analysis.evaluate.agreement import ALPHA_ENOUGH
from analysis.evaluate.criteria import ANSWERS
from analysis.evaluate.dimensions import SUPPORTED
from analysis.evaluate.ranks import BASES, DRAWS, WITHIN
from analysis.evaluate.scores import DECIMALS
from analysis.findings.chart import Chart, Mark
from analysis.findings.coded import Coded, coded, on_cases
from analysis.findings.results import Facts, Number, Part, Range, Results, evidence_of

ROLES = dict(zip(ANSWERS, ("met", "not_met", "silent"), strict=True))
SHOWN_DECIMALS = 4
RANKS = ["case_no", "basis", "rank_equal", "rank_median", "rank_low", "rank_high"]
OF_SAMPLES = ("interval_95", "p_adjusted", "verdict")  # what only a random sample has


def criteria_questions(r: Results) -> Facts | None:
    """What each criterion asks."""
    criteria = coded(r).criteria
    return {"criteria": criteria.criteria, "indicators": criteria.indicators, "evidence": ""}


def criteria_defined(r: Results) -> Facts | None:
    """How documents define the criteria, beside what is asked of a fact sheet, and what they used them for."""
    rows, asked = r.documents("criteria"), {c.name: c.key_question for c in coded(r).criteria.criteria}
    uses = [row for row in rows if row["kind"] == "use"]
    table = [
        {"criterion": row["name"], "text": row["text"], "asked": asked.get(row["criterion"], ""), "where": row["where"], "errata": row["errata"]}
        for row in rows if row not in uses
    ]  # fmt: skip
    return {"uses": uses, "errata": tuple(e for row in uses for e in row["errata"]), "table": table, "evidence": r.wave.listed} if table else None


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
def criteria_reported(found: Coded) -> Facts:
    """What is answered yes, no and not at all, by indicator."""
    bars = [
        (i["label"], [Mark(n, n.share, role=ROLES[a]) for a, n in i["answers"].items() if n.numerator])
        for i in found.counts
    ]
    counts = [i | {a: int(n.numerator) for a, n in i["answers"].items()} for i in found.counts]
    return found.facts(
        silent=_together(found.counts, "not_reported"), indicators=len(counts),
        most=_sharing(found, "not_reported", max), least=_sharing(found, "not_reported", min),
        chart=Chart("stacked", bars, {"sections": [(c.label, len(c.indicators)) for c in found.criteria.criteria]}),
        data=pd.DataFrame(counts, columns=["indicator", *ANSWERS]).assign(base=len(found.coding)),
        table=[i | {"indicator": i["label"], "percent_not_reported": i["answers"]["not_reported"]} for i in counts],
    )  # fmt: skip


@on_cases
def criteria_silence(found: Coded) -> Facts:
    """What is answered yes, no and not at all, by criterion."""
    of = {c.name: [i for i in found.counts if i["criterion"] == c.label] for c in found.criteria.criteria}
    silent = {c: _together(rows, "not_reported") for c, rows in of.items()}
    most, least = found.extremes({c: part.share for c, part in silent.items()})
    return found.facts(most=most, least=least, table=[
        {"criterion": found.labels[c], "answers": int(silent[c].base)}
        | {a: int(_together(rows, a).numerator) for a in ANSWERS} | {"percent_not_reported": silent[c]}
        for c, rows in of.items()
    ])  # fmt: skip


@on_cases
def criteria_heat(found: Coded) -> Facts:
    """Every answer, the case studies in the order of their dimensions and numbers."""
    answers = {no: [found.coding[no][i]["final"] for i in found.indicators] for no in found.cases}
    silent = {no: given.count("not_reported") for no, given in answers.items()}
    marks = {no: Mark({"case": case, "silent": silent[no]}, None, role=case.dimension or "muted") for no, case in found.cases.items()}
    columns = [(c.label, [i.label for i in c.indicators]) for c in found.criteria.criteria]
    cells = [[ROLES[answer] for answer in given] for given in answers.values()]
    return found.facts(
        indicators=len(found.indicators), fewest=min(silent.values()), most_open=max(silent.values()),
        full=Part(list(silent.values()).count(0), len(silent)),
        by_indicator=found.counts, most=_sharing(found, "yes", max), least=_sharing(found, "yes", min),
        chart=Chart("heat", found.by_dimension(marks), {"columns": columns, "cells": cells}),
        data=found.results.table("processed/coding.csv")[["case_no", "indicator", "final"]],
    )  # fmt: skip


@on_cases
def criteria_all(found: Coded) -> Facts:
    """All codings with their rules, as one file."""
    rows = [
        row | {"practice": found.cases[row["case_no"]].name, "question": i.question}
        | {f"rule_{answer}": rule for answer, rule in i.answers.items()}
        for by_indicator in found.coding.values()
        for row in by_indicator.values()
        for i in [found.indicators[row["indicator"]]]
    ]  # fmt: skip
    columns = ["case_no", "practice", "criterion", "indicator", "label", "question", *(f"rule_{answer}" for answer in ANSWERS)]
    columns += ["coder_a", "coder_b", "final", "heading", "said", "settled"]
    return found.facts(indicators=len(found.indicators), codings=len(rows), files={"codings": pd.DataFrame(rows)[columns]})


def criteria_codings(r: Results) -> list[Facts]:
    """Each indicator: when it is answered how, and every answer with what the sheet says."""
    found = coded(r)
    return [
        found.facts(
            part=i["indicator"].translate({ord(c): "-" for c in "._"}), indicator=found.indicators[i["indicator"]],
            answers=i["answers"], opens=_opened(found, i["indicator"]),
            headings=[found.criteria.headings[name] for name in found.indicators[i["indicator"]].evidence],
            errata=tuple(_errata_on(found, i["indicator"])),
            table=[
                {"no": no, "practice": found.cases[no].name, **dict.fromkeys(("answer", "what_it_says"), rows[i["indicator"]])}
                for no, rows in found.coding.items()
            ],
        )
        for i in (found.counts if found else ())
    ]  # fmt: skip


@on_cases
def criteria_agreement(found: Coded) -> Facts:
    """How far the two readings agree, where there are two."""
    *rows, pooled = found.rows("agreement", agreement="percent_agreement") or [None]  # the last one is of all together
    measured = [row for row in rows if row["alpha"] is not None]
    kept = ["kept_because"] if any(row["kept_because"] for row in rows) else []
    answers = [row for by_indicator in found.coding.values() for row in by_indicator.values()]
    neither = [row for row in answers if row["final"] not in (row["coder_a"], row["coder_b"])]
    return found.facts(
        same=Part(pooled["n"] - pooled["differences"], pooled["n"]) if pooled else None, alpha=pooled and pooled["alpha"],
        enough=ALPHA_ENOUGH, weak=[row for row in measured if row["alpha"] < ALPHA_ENOUGH], measured=len(measured),
        undefined=[row for row in rows if row not in measured],
        neither=Part(len(neither), len(answers)), reasoned=all(row["reason"] for row in neither),
        table=[
            {"indicator": row["label"], **{c: row[c] for c in ("criterion", "percent_agreement", "alpha", *kept)}}
            for row in rows
        ],
    )  # fmt: skip


@on_cases
def criteria_profile(found: Coded) -> Facts:
    """Mean shares of yes by criterion and dimension."""
    whole = found.means("cases")
    best, least = found.beyond_silence(whole)
    means = {d: found.means("cases", d) for d in found.results.codebook.vocabulary["dimensions"]}
    groups = [(label, [_bar(of[c], d) for d, of in means.items() if c in of]) for c, label in found.labels.items()]
    return found.facts(
        best=best, least=least, silent=any(mean.low != mean.high for mean in whole.values()), criteria=[label for label, bars in groups if bars], chart=Chart("ranges", [(label, bars) for label, bars in groups if bars]),
        data=found.results.behind(_behind(*means.values())).round(SHOWN_DECIMALS),
    )  # fmt: skip


@on_cases
def criteria_dimensions(found: Coded) -> Facts:
    """Every comparison of two dimensions on one criterion; tested only where the wave is a random sample."""
    rows, drawn = _differences(found), found.results.wave.sampling == "sample"
    return found.facts(
        differences=len(rows), drawn=drawn, held=[_turned(d) for d in rows if d["verdict"]],
        untested=sum(d["p"] is None for d in rows),
        open=Part(sum(d["bound_low"] < 0 < d["bound_high"] for d in rows), len(rows)),
        table=[{name: value for name, value in d.items() if drawn or name not in OF_SAMPLES} for d in rows],
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
def criteria_ranks(found: Coded) -> Facts:
    """How far ranks move under random weights of the criteria, where silence is read as no and where as yes."""
    low, several = found.ranks["low"], len(found.cases) > 1
    marks = {
        no: Mark(row, row["rank_median"], row["rank_low"], row["rank_high"], role=found.cases[no].dimension or "muted")
        for no, row in low.items()
    }
    moves = {basis: [n["rank_high"] - n["rank_low"] for n in found.ranks[basis].values()] for basis in BASES}
    return found.facts(
        draws=DRAWS, within=WITHIN, rows=[low[no] for no in found.cases],
        **{f"moves_{basis}": median_high(widths) for basis, widths in moves.items()},
        chart=Chart("placed", found.by_dimension(marks) if several else []),
        data=pd.DataFrame(low.values())[RANKS], table=[low[no] for no in found.cases if several],
    )  # fmt: skip


@on_cases
def criteria_robustness(found: Coded) -> Facts:
    """What happens to the order of the case studies without one indicator."""
    rows = found.rows("robustness", tau="kendall_tau", largest_change="largest_move")
    taus = [round(row["kendall_tau"], DECIMALS) for row in rows if row["kendall_tau"] is not None]
    lowest, move, several = min(taus, default=None), max(row["largest_move"] for row in rows), len(found.cases) > 1
    return found.facts(
        left_out=len(rows), move=move, tau={"least": lowest, "median": median(taus) if taus else None},
        least=[row for row in rows if taus and round(row["kendall_tau"], DECIMALS) == lowest],
        table=[row | {"indicator_left_out": row["label"]} for row in rows if several and len(rows) > 1],
    )  # fmt: skip


@on_cases
def criteria_dominance(found: Coded) -> Facts | None:
    """Of how many pairs of case studies the order is the same whatever the weights."""
    cases, kinds = len(found.cases), found.results.table("evaluation/dominance.csv")["kind"]
    if cases < 2:
        return None
    decided = Part(int(kinds.eq("low").sum()), cases * (cases - 1) // 2)
    return found.facts(decided=decided, robust=int(kinds.eq("robust").sum()))


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
            "indicators": sum(i.criterion == c for i in indicators),
            "low": means[c].low if c in means else "", "high": means[c].high if c in means else "",
        }
        for c, label in found.labels.items()
    ]  # fmt: skip
    return {
        "sheets": int(numbers[0].base), "ruled": len(ruled), "indicators": len(indicators), "criteria": len(means),
        "best": found.beyond_silence(means)[0], "least_met": max(mean.low for mean in means.values()), "table": rows,
        "withheld": [label for c, label in found.labels.items() if c not in means],
        "chart": Chart("ranges", [("", [_bar(means[c]) for c in found.labels if c in means])]),
        "data": r.behind(numbers).round(SHOWN_DECIMALS), "evidence": evidence_of(numbers),
    }  # fmt: skip


def _sharing(found: Coded, answer: str, end: Callable[..., Number]) -> dict:
    """The indicators that share the largest or the smallest number of case studies with an answer."""
    studies = end((i["answers"][answer] for i in found.counts), key=lambda n: n.numerator)
    return {"indicators": [i for i in found.counts if i["answers"][answer].numerator == studies.numerator], "studies": studies}


def _together(counts: Collection[dict], answer: str) -> Part:
    """The part of all answers to some indicators that this one is."""
    given = [i["answers"][answer] for i in counts]
    return Part(sum(n.numerator for n in given), sum(n.base for n in given))


def _bar(mean: Range, role: str = "accent") -> Mark:
    """From the low to the high mean score."""
    return Mark(mean, None, mean.low, mean.high, role)


def _behind(*means: Mapping[str, Range]) -> list[Number]:
    """The numbers behind means of criteria, first those at the low ends."""
    return [mean.of[end] for by_criterion in means for end in (0, 1) for mean in by_criterion.values()]


def _differences(found: Coded) -> list[dict]:
    """Comparisons of two dimensions on one criterion."""
    return [
        row | {
            "criterion": found.labels[row["criterion"]], "verdict": row["verdict"] == SUPPORTED,
            "comparison": [found.results.dimension(row[d]) for d in ("dimension_a", "dimension_b")],
            "interval_95": Range(row["ci_low"], row["ci_high"]), "bounds_of_silence": Range(row["bound_low"], row["bound_high"]),
        }
        for row in found.rows("dimensions", delta="cliffs_delta")
    ]  # fmt: skip


def _turned(row: dict) -> dict:
    """A difference that is not nought as one of `better` above `worse`, by `points` and with `limits`."""
    low, high, down = row["ci_low"], row["ci_high"], row["difference"] < 0
    better, worse = reversed(row["comparison"]) if down else row["comparison"]
    limits = Range(-high, -low) if down else Range(low, high)
    return row | {"better": better, "worse": worse, "points": abs(row["difference"]), "limits": limits}


def _errata_on(found: Coded, indicator: str) -> Iterator[str]:
    """The errata that bear on answers under an indicator or on the heading these rest on, or that their reasons name."""
    errata = found.results.errata
    for no, rows in found.coding.items():
        row = rows[indicator]
        yield from on_record(errata, "coding", no).get(indicator, ())
        yield from on_record(errata, "sheet", no).get(row["evidence"], ())
        yield from (id_ for id_ in errata["id"] if id_ in row["reason"])


def _opened(found: Coded, indicator: str) -> str:
    """The label of the criterion whose first indicator this is, else nothing."""
    return next((c.label for c in found.criteria.criteria if c.indicators[0].id == indicator), "")
