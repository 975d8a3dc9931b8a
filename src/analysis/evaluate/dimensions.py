"""Differences between the dimensions, with their intervals, an effect size and a plain verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations

import numpy as np
import pandas as pd

from analysis.evaluate.scores import wide

DIMENSIONS = ("legal_political", "socio_economic", "cultural")
DRAWS = 9_999
LEVEL = 0.05
SUPPORTED, NOT_SUPPORTED = "supported", "not_supported"
BATCH = 1000


def dimension_differences(table: pd.DataFrame, dimension: pd.Series, seed: int = 1, draws: int = DRAWS) -> pd.DataFrame:
    """Every two dimensions compared on every criterion by the low scores of their cases.

    `table` is the frame of `scores`; `dimension` gives the dimension of each case, indexed by case_no. Columns:
    criterion, dimension_a, dimension_b, n_a, n_b, mean_a, mean_b, difference (mean_a - mean_b, -1 to 1), ci_low,
    ci_high, delta, delta_low, delta_high, bound_low, bound_high, p, p_adjusted, verdict.

    - Intervals: 95% percentile bootstrap within each dimension (seeded; `scipy.stats.bootstrap`).
    - Delta: N. Cliff (1993), Psychological Bulletin 114(3): the share of pairs of cases in which a is above b less the
      share in which it is below (-1 to 1).
    - Bounds: the difference of means if every silence were a no in a and a yes in b, and the other way round.
    - p: two-sided permutation test of the difference of means (seeded), adjusted over all rows by Holm (1979).
    - Verdict: `supported` where the interval excludes 0 and the adjusted p is below 0.05, else `not_supported`: so few
      cases cannot carry the claim. The cases were chosen, not drawn, so both speak of these cases only.
    A dimension with fewer than two cases is compared without interval, test and support.
    """
    low, high = wide(table, "low"), wide(table, "high")
    dimension = dimension.reindex(low.index)
    rows = []
    for criterion in low.columns:
        for a, b in combinations(_present(dimension), 2):
            in_a, in_b = dimension.eq(a).to_numpy(), dimension.eq(b).to_numpy()
            values = [(frame[criterion].to_numpy()[in_a], frame[criterion].to_numpy()[in_b]) for frame in (low, high)]
            rows.append({"criterion": criterion, "dimension_a": a, "dimension_b": b} | _compare(*values, seed, draws))
    return _with_verdict(pd.DataFrame(rows))


def cliffs_delta(a: np.ndarray, b: np.ndarray, axis: int = -1) -> np.ndarray:
    """Cliff's delta along the last axis of two arrays (.., n_a) and (.., n_b)."""
    return np.sign(a[..., :, None] - b[..., None, :]).mean(axis=(-1, -2))


def _present(dimension: pd.Series) -> list[str]:
    there = set(dimension.dropna()) - {""}
    return [d for d in DIMENSIONS if d in there] + sorted(there - set(DIMENSIONS))


def _compare(low: tuple[np.ndarray, np.ndarray], high: tuple[np.ndarray, np.ndarray], seed: int, draws: int) -> dict:
    a, b = low
    enough = min(len(a), len(b)) >= 2
    difference = _interval(_difference, low, seed, draws) if enough else (np.nan, np.nan)
    delta = _interval(cliffs_delta, low, seed, draws) if enough else (np.nan, np.nan)
    return {
        "n_a": len(a), "n_b": len(b), "mean_a": a.mean(), "mean_b": b.mean(), "difference": float(_difference(a, b)),
        "ci_low": difference[0], "ci_high": difference[1],
        "delta": float(cliffs_delta(a, b)), "delta_low": delta[0], "delta_high": delta[1],
        "bound_low": a.mean() - high[1].mean(), "bound_high": high[0].mean() - b.mean(),
        "p": _p(low, seed, draws) if enough else np.nan,
    }  # fmt: skip


def _difference(a: np.ndarray, b: np.ndarray, axis: int = -1) -> np.ndarray:
    return np.mean(a, axis=axis) - np.mean(b, axis=axis)


def _interval(statistic: Callable, groups: tuple[np.ndarray, np.ndarray], seed: int, draws: int) -> tuple[float, float]:
    from scipy.stats import bootstrap

    rng = np.random.default_rng(seed)
    result = bootstrap(groups, statistic, n_resamples=draws, batch=BATCH, vectorized=True, method="percentile", rng=rng)
    return float(result.confidence_interval.low), float(result.confidence_interval.high)


def _p(groups: tuple[np.ndarray, np.ndarray], seed: int, draws: int) -> float:
    from scipy.stats import permutation_test

    rng = np.random.default_rng(seed)
    return float(permutation_test(groups, _difference, n_resamples=draws, batch=BATCH, vectorized=True, rng=rng).pvalue)


def _with_verdict(rows: pd.DataFrame) -> pd.DataFrame:
    if rows.empty:
        return rows
    adjusted = _holm(rows["p"].to_numpy())
    apart = (rows["ci_low"] > 0) | (rows["ci_high"] < 0)
    verdict = np.where(apart & (adjusted < LEVEL), SUPPORTED, NOT_SUPPORTED)
    return rows.assign(p_adjusted=adjusted, verdict=verdict)


def _holm(p: Iterable[float]) -> np.ndarray:
    """p values adjusted by Holm's step-down method; those that are missing stay missing."""
    from statsmodels.stats.multitest import multipletests

    p = np.asarray(p, dtype=float)
    adjusted, known = np.full(len(p), np.nan), ~np.isnan(p)
    if known.any():
        adjusted[known] = multipletests(p[known], alpha=LEVEL, method="holm")[1]
    return adjusted
