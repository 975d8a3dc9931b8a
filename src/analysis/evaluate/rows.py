"""Evaluation results as rows of `estimates.csv`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from analysis.estimate.rows import Estimate, share
from analysis.evaluate.criteria import ANSWERS, OVERALL, Criteria

CODED = "coded"
BOOTSTRAP = "bootstrap_percentile"
BASES = ("low", "high")


def evaluation_estimates(
    scores: pd.DataFrame,
    overall: pd.DataFrame,
    coding: pd.DataFrame,
    cases: pd.DataFrame,
    agreement: pd.DataFrame,
    ranks: pd.DataFrame | None = None,
    differences: pd.DataFrame | None = None,
) -> Iterator[Estimate]:
    """All estimates of the evaluated case studies; the arguments are the frames of the functions of the same names.

    `cases` needs case_no and dimension. Keys (evidence `coded` throughout):
    `cases.17.relevance.low` and `.high`, `cases.17.overall.low`: score of one case, numerator met (or met and not
    reported) of base indicators, no interval because low and high are the interval;
    `cases.indicator.relevance.need_evidenced.yes.share`: share of the cases;
    `cases.criterion.relevance.low_mean`, also `.by_dimension_cultural.`: mean over cases, base the cases;
    `cases.agreement.relevance.need_evidenced.alpha` and `.same.share`, `cases.agreement.pooled.alpha`;
    `cases.17.rank.low_median`, `cases.17.rank.low_top_share`: ranks under random weights, and the same for `high`;
    `cases.criterion.relevance.by_cultural_minus_socio_economic.low_difference`.
    """
    yield from _case_scores(scores, overall)
    yield from _indicator_shares("cases", coding["indicator"], coding["final"], CODED)
    dimension = scores["case_no"].map(cases.set_index("case_no")["dimension"])
    yield from _means("cases", scores, dimension, CODED)
    yield from _agreement(agreement)
    if ranks is not None:
        yield from _ranks(ranks)
    if differences is not None:
        yield from _differences(differences)


def factsheet_evaluation_estimates(
    answers: pd.DataFrame, scores: pd.DataFrame, factsheets: pd.DataFrame, criteria: Criteria
) -> Iterator[Estimate]:
    """All estimates of the evaluated fact sheets of a survey, with the evidence class of the wave.

    Keys: `factsheets.indicator.relevance.group_defined.yes.share` (only indicators that have a rule),
    `factsheets.criterion.relevance.low_mean` and `.high_mean`, also `.by_dimension_<fs_dimension>.`.
    """
    if factsheets.empty:
        return
    key = ["respondent_id", "factsheet_no"]
    dimension = factsheets.set_index(key)["fs_dimension"]
    ruled = answers[answers["indicator"].isin([name for name, indicator in criteria.indicators.items() if indicator.rule])]
    behind = _senders(ruled)
    for row in _indicator_shares("factsheets", ruled["indicator"], ruled["value"], ""):
        yield replace(row, respondents=behind[row.item.removeprefix("indicator.")])
    of_sheet = pd.MultiIndex.from_frame(ruled[key]).map(dimension)
    within = {f"dimension_{name}": _senders(ruled[of_sheet == name]) for name in sorted(set(dimension) - {""})} | {"": behind}
    sent = {name: factsheets[factsheets["fs_dimension"] == name.removeprefix("dimension_")] for name in within if name}
    senders = {name: sheets["respondent_id"].nunique() for name, sheets in (sent | {"": factsheets}).items()}
    for row in _means("factsheets", scores, pd.Series(pd.MultiIndex.from_frame(scores[key]).map(dimension)), ""):
        counts = [n for indicator, n in within[row.group].items() if criteria.indicators[indicator].criterion == row.option]
        yield replace(row, respondents=min(counts, default=senders[row.group]))


def _senders(answers: pd.DataFrame) -> dict[str, int]:
    """How many respondents answered each indicator; where none did, how many sent a fact sheet."""
    given = answers[answers["value"].ne("not_reported")].groupby("indicator")["respondent_id"].nunique()
    return {name: int(given.get(name, answers["respondent_id"].nunique())) for name in answers["indicator"].unique()}


def _case_scores(scores: pd.DataFrame, overall: pd.DataFrame) -> Iterator[Estimate]:
    for row in scores.itertuples():
        met, silent = int(row.met), int(row.not_reported)
        base = met + int(row.not_met) + silent
        place = ("cases", str(row.case_no), row.criterion)
        for name, numerator in zip(BASES, (met, met + silent), strict=True):
            yield Estimate(*place, name, numerator, base, numerator / base, method="count", evidence=CODED)
    base = scores["criterion"].nunique()
    for row in overall.itertuples():
        place = ("cases", str(row.case_no), OVERALL)
        for name in BASES:
            value = float(getattr(row, name))
            yield Estimate(*place, name, None, base, value, method="mean_of_criteria", evidence=CODED)


def _indicator_shares(source: str, indicator: pd.Series, value: pd.Series, evidence: str) -> Iterator[Estimate]:
    counts = pd.crosstab(indicator.to_numpy(), value.to_numpy()).reindex(columns=list(ANSWERS), fill_value=0)
    for name, row in counts.iterrows():
        for answer in ANSWERS:
            yield share(source, f"indicator.{name}", answer, row[answer], row.sum(), evidence=evidence)


def _means(source: str, scores: pd.DataFrame, dimension: pd.Series, evidence: str) -> Iterator[Estimate]:
    """Means over records of the low and of the high scores, in all and by dimension."""
    numbers = scores[["criterion", *BASES]].astype({name: float for name in BASES})
    numbers["dimension"] = dimension.fillna("").to_numpy()
    grouped = numbers[numbers["dimension"].ne("")]
    parts = [(name, "", rows) for name, rows in numbers.groupby("criterion")]
    parts += [(name, f"dimension_{group}", rows) for (name, group), rows in grouped.groupby(["criterion", "dimension"])]
    for criterion, group, rows in parts:
        for name in BASES:
            place, value = (source, "criterion", criterion, f"{name}_mean"), float(rows[name].mean())
            yield Estimate(*place, None, len(rows), value, method="mean_of_scores", group=group, evidence=evidence)


def _agreement(agreement: pd.DataFrame) -> Iterator[Estimate]:
    for row in agreement.itertuples():
        item, n = f"agreement.{row.indicator}", int(row.n)
        yield share("cases", item, "same", n - int(row.differences), n, evidence=CODED)
        numbers = (_number(row.alpha), _number(row.ci_low), _number(row.ci_high))
        yield Estimate("cases", item, "", "alpha", None, n, *numbers, method=BOOTSTRAP, evidence=CODED)


def _ranks(ranks: pd.DataFrame) -> Iterator[Estimate]:
    base = ranks["case_no"].nunique()
    for row in ranks.itertuples():
        case = ("cases", str(row.case_no), "rank")
        numbers = (float(row.rank_median), float(row.rank_low), float(row.rank_high))
        yield Estimate(*case, f"{row.basis}_median", None, base, *numbers, method="dirichlet_weights", evidence=CODED)
        top = float(row.top_share)
        yield Estimate(*case, f"{row.basis}_top_share", None, base, top, method="dirichlet_weights", evidence=CODED)


def _differences(differences: pd.DataFrame) -> Iterator[Estimate]:
    for row in differences.itertuples():
        group = f"{row.dimension_a}_minus_{row.dimension_b}"
        base = int(row.n_a) + int(row.n_b)
        for name, numbers in (
            ("low_difference", (row.difference, row.ci_low, row.ci_high)),
            ("low_cliffs_delta", (row.delta, row.delta_low, row.delta_high)),
        ):
            place, values = ("cases", "criterion", row.criterion, name), tuple(_number(n) for n in numbers)
            yield Estimate(*place, None, base, *values, method=BOOTSTRAP, group=group, evidence=CODED)


def _number(value: object) -> float | None:
    """A float, or nothing where it is missing (NaN, or an empty cell of a table read as text)."""
    return None if value in ("", None) or value != value else float(value)
