"""Dominance: which case is at least as good as another on every criterion, whatever the weights."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.evaluate.scores import in_order, wide

KINDS = ("low", "robust")


def dominance(table: pd.DataFrame) -> pd.DataFrame:
    """Pairs of cases of which the first dominates the second. `table` is the frame of `scores`.

    Columns: case_no, dominates (a case number), kind. `low`: at least as good on the low score of every criterion and
    better on one (Pareto dominance). `robust`: the same with its low scores against the other's high scores, so that
    nothing the sheets left out could undo it. Every robust pair is a low pair too.
    """
    low, high = wide(table, "low"), wide(table, "high")
    cases = low.index.to_numpy(dtype=object)
    parts = []
    for kind, other in zip(KINDS, (low, high), strict=True):
        better, worse = np.nonzero(_dominates(low.to_numpy(), other.to_numpy()))
        parts.append(pd.DataFrame({"case_no": cases[better], "dominates": cases[worse], "kind": kind}, dtype=object))
    return pd.concat(parts, ignore_index=True)


def dominance_counts(pairs: pd.DataFrame, case_numbers: list[str]) -> pd.DataFrame:
    """How many cases each one dominates and is dominated by.

    Columns: case_no, dominates_low, dominated_by_low, dominates_robust, dominated_by_robust (counts of cases).
    """
    cases = in_order(case_numbers)
    counts = {"case_no": np.array(cases, dtype=object)}
    for kind in KINDS:
        chosen = pairs[pairs["kind"].eq(kind)]
        counts[f"dominates_{kind}"] = _count(chosen["case_no"], cases)
        counts[f"dominated_by_{kind}"] = _count(chosen["dominates"], cases)
    return pd.DataFrame(counts)


def _dominates(ours: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    """Matrix cases x cases from two arrays cases x criteria; no case dominates itself."""
    ours, theirs = ours[:, None, :], theirs[None, :, :]
    wins = (ours >= theirs).all(axis=2) & (ours > theirs).any(axis=2)
    np.fill_diagonal(wins, False)
    return wins


def _count(names: pd.Series, cases: list[str]) -> np.ndarray:
    return names.value_counts().reindex(cases, fill_value=0).to_numpy(dtype=int)
