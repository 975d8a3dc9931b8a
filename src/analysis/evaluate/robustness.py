"""Robustness: what happens to the order of the cases when one indicator is left out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.evaluate.criteria import Criteria
from analysis.evaluate.ranks import TOP, ranks
from analysis.evaluate.scores import overall, scores


def leave_one_out(coding: pd.DataFrame, criteria: Criteria, top: int = TOP) -> pd.DataFrame:
    """The order by overall low score without each indicator in turn, beside the order with all of them.

    Columns: indicator (the one left out), tau (Kendall's tau-b, which allows for ties: M. G. Kendall (1945), Biometrika
    33(3); empty where all cases are level), largest_change (in ranks; ties get their mean rank), case_no (the first
    case that moves so far), top_changed (yes, no), entered, left (case numbers, `;`-joined). Among the first `top` are
    all cases that fewer than `top` others beat, so a tie at the limit lets more than `top` in. A criterion whose only
    indicator is left out drops from the mean.
    """
    full = _totals(coding, criteria)
    without = {name: _totals(coding[coding["indicator"].ne(name)], criteria) for name in criteria.indicators}
    return pd.DataFrame([_row(name, full, reduced, top) for name, reduced in without.items()])


def _totals(coding: pd.DataFrame, criteria: Criteria) -> pd.Series:
    return overall(scores(coding, criteria)).set_index("case_no")["low"]


def _row(indicator: str, full: pd.Series, reduced: pd.Series, top: int) -> dict[str, object]:
    from scipy.stats import kendalltau  # slow to load, and most who import this module draw no ranks anew

    reduced = reduced.reindex(full.index).fillna(0.0)
    before, after = ranks(full.to_numpy()), ranks(reduced.to_numpy())
    change = np.abs(after - before)
    was, now = _first(full, top), _first(reduced, top)
    entered, left = [c for c in now if c not in was], [c for c in was if c not in now]
    return {
        "indicator": indicator,
        "tau": float(kendalltau(before, after, variant="b").statistic),
        "largest_change": float(change.max()),
        "case_no": str(full.index[int(change.argmax())]) if change.any() else "",
        "top_changed": "yes" if entered or left else "no",
        "entered": ";".join(entered),
        "left": ";".join(left),
    }


def _first(totals: pd.Series, top: int) -> list[str]:
    return list(totals.index[ranks(totals.to_numpy(), "min") <= top])
