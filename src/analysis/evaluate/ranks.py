"""Ranks of the cases: how far they depend on the weights of the criteria, and on what is not reported."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.evaluate.scores import DECIMALS, wide

TOP = 5
DRAWS = 10_000
BASES = ("low", "high")
QUANTILES = (0.025, 0.5, 0.975)
WITHIN = QUANTILES[-1] - QUANTILES[0]  # the share of draws in which a rank lies between the first and the last of them


def rank_stability(table: pd.DataFrame, seed: int = 1, draws: int = DRAWS, top: int = TOP) -> pd.DataFrame:
    """Ranks of the cases under random weights of the criteria, for the low and for the high scores.

    `table` is the frame of `scores`. Columns: case_no, basis (`low`, `high`), rank_equal (all weights equal),
    top_share (share of draws among the first `top`, 0-1), rank_median, rank_low, rank_high (2.5 and 97.5 percentile,
    each a rank that occurred). Weights are drawn uniformly from all that add up to one (Dirichlet(1, .., 1), seeded;
    the same draws for both bases), as in stochastic multicriteria acceptability analysis: R. Lahdelma and
    P. Salminen (2001), Operations Research 49(3). Rank 1 is best; tied cases get the mean of their ranks. Where a tie
    crosses the limit of the first `top`, the places left are shared equally: three cases tied for two places get 2/3
    each, so the shares add up to `top`.
    """
    weights = np.random.default_rng(seed).dirichlet(np.ones(table["criterion"].nunique()), draws)
    return pd.concat([_stability(wide(table, basis), basis, weights, top) for basis in BASES], ignore_index=True)


def rank_bounds(totals: pd.DataFrame) -> pd.DataFrame:
    """The best and the worst rank each case can have under equal weights, whatever the silent sheets would have said.

    `totals` is the frame of `overall`. Columns: case_no, best, worst. Best counts the cases that are better for certain
    (their low above this case's high), worst those that can be as good or better (their high not below its low).
    """
    low, high = (totals[name].astype(float).round(DECIMALS).to_numpy() for name in BASES)
    certainly = (low[None, :] > high[:, None]).sum(axis=1)
    possibly = (high[None, :] >= low[:, None]).sum(axis=1)
    return pd.DataFrame({"case_no": totals["case_no"].to_numpy(), "best": certainly + 1, "worst": possibly})


def ranks(values: np.ndarray, method: str = "average") -> np.ndarray:
    """Ranks along the last axis, 1 for the largest value."""
    from scipy.stats import rankdata

    return rankdata(-np.round(values, DECIMALS), method=method, axis=-1)


def top_shares(values: np.ndarray, top: int = TOP) -> np.ndarray:
    """Each value's part of the first `top` places along the last axis, 0-1; ties share the places left."""
    first, last = ranks(values, "min"), ranks(values, "max")
    return np.clip((top - first + 1) / (last - first + 1), 0, 1)


def _stability(spread: pd.DataFrame, basis: str, weights: np.ndarray, top: int) -> pd.DataFrame:
    """`spread`: cases x criteria; `weights`: draws x criteria."""
    values = spread.to_numpy()
    drawn = weights @ values.T
    placed = ranks(drawn)
    low, middle, high = np.quantile(placed, QUANTILES, axis=0, method="inverted_cdf")
    return pd.DataFrame(
        {
            "case_no": spread.index.to_numpy(dtype=object),
            "basis": basis,
            "rank_equal": ranks(values.mean(axis=1)),
            "top_share": top_shares(drawn, top).mean(axis=0),
            "rank_median": middle,
            "rank_low": low,
            "rank_high": high,
        }
    )
