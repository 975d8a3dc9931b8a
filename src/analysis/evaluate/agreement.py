"""How far the two readings agree: it measures how clear the written rules are, not how true the coding is."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.evaluate.criteria import ANSWERS, Criteria
from analysis.evaluate.scores import in_order

ALPHA_ENOUGH = 0.7
DRAWS = 2000
POOLED = "pooled"
COLUMNS = ["indicator", "n", "differences", "agreement", "alpha", "ci_low", "ci_high", "draws", "enough", "kept_because"]


def agreement(coding: pd.DataFrame, criteria: Criteria, seed: int = 1, draws: int = DRAWS) -> pd.DataFrame:
    """Agreement of coder_a and coder_b on each indicator, and on all of them together (indicator `pooled`).

    No rows where the sheets were read once (coder_b is empty). Columns: indicator, n (pairs of readings), differences
    (pairs that differ), agreement (share of pairs that agree, 0-1), alpha, ci_low, ci_high, draws (bootstrap draws in
    which alpha is defined), enough (`yes` from ALPHA_ENOUGH, empty where alpha is undefined), kept_because (from
    criteria.yml).

    Alpha is Krippendorff's for nominal data (K. Krippendorff (2019), Content Analysis, 4th ed., chapter 12);
    `not_reported` is an answer like the others. It is undefined, and left empty, where only one
    answer was ever given. The interval is the 2.5 and 97.5 percentile of `draws` bootstrap samples of cases (seeded,
    the same samples for every indicator; a case brings all its indicators into the pooled value). With rare answers it
    is rough, and where the readings never differ it shrinks to a point, which says nothing about further cases. The
    pooled alpha expects by chance what all indicators together show, so it tends to lie above the mean of the alphas.
    """
    if coding["coder_b"].eq("").all():
        return pd.DataFrame(columns=COLUMNS)
    case, pairs = _pairs(coding, criteria)
    samples = np.random.default_rng(seed).integers(0, len(case), (draws, len(case)))
    rows = [_row(name, pairs[:, [n]], samples) for n, name in enumerate(criteria.indicators)]
    rows.append(_row(POOLED, pairs, samples))
    kept = {name: indicator.kept_because for name, indicator in criteria.indicators.items()}
    table = pd.DataFrame(rows)
    return table.assign(enough=table["alpha"].map(_enough), kept_because=table["indicator"].map(kept).fillna(""))


def _pairs(coding: pd.DataFrame, criteria: Criteria) -> tuple[list[str], np.ndarray]:
    """The cases, and an array cases x indicators x 2 of the coders' answers as places in ANSWERS."""
    place = {answer: n for n, answer in enumerate(ANSWERS)}
    cases = in_order(coding["case_no"].unique())
    sides = [
        coding.assign(code=coding[coder].map(place))
        .pivot(index="case_no", columns="indicator", values="code")
        .loc[cases, list(criteria.indicators)]
        .to_numpy(dtype=int)
        for coder in ("coder_a", "coder_b")
    ]
    return cases, np.stack(sides, axis=2)


def _row(name: str, pairs: np.ndarray, samples: np.ndarray) -> dict[str, object]:
    """`pairs`: cases x indicators x 2."""
    differences = int((pairs[..., 0] != pairs[..., 1]).sum())
    n = pairs.shape[0] * pairs.shape[1]
    counts = (pairs[..., None] == np.arange(len(ANSWERS))).sum(axis=2)
    drawn = np.array([_alpha(counts[sample]) for sample in samples])
    defined = drawn[~np.isnan(drawn)]
    low, high = np.percentile(defined, [2.5, 97.5]) if len(defined) else (np.nan, np.nan)
    return {
        "indicator": name, "n": n, "differences": differences, "agreement": 1 - differences / n,
        "alpha": _alpha(counts), "ci_low": low, "ci_high": high, "draws": len(defined),
    }  # fmt: skip


def _alpha(counts: np.ndarray) -> float:
    """Alpha from counts of answers, any shape whose last axis are the answers; NaN where there is but one answer.

    Every unit has two readings, so one minus observed over expected disagreement is a ratio of whole numbers.
    """
    units = counts.reshape(-1, counts.shape[-1])
    given, differing = units.sum(axis=0), int((units == 1).any(axis=1).sum())
    n = int(given.sum())
    expected = n * n - int((given * given).sum())
    return 1 - 2 * differing * (n - 1) / expected if expected else float("nan")


def _enough(alpha: float) -> str:
    return "" if np.isnan(alpha) else "yes" if alpha >= ALPHA_ENOUGH else "no"
