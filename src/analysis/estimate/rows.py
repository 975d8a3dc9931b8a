"""Rows of `estimates.csv`: one number each, with its base, interval, method and evidence class."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

import numpy as np
import pandas as pd

COLUMNS = [
    *("key", "wave", "source", "item", "group", "option", "statistic", "value", "numerator", "base"),
    *("ci_low", "ci_high", "method", "evidence", "published_ref", "suppressed", "errata"),
]


CONFIDENCE = 95  # per cent, of every interval


def running_cell() -> str:
    """The number of the cell of a notebook that is running, as its executed copy counts; nothing outside of notebooks.

    Its counter `execution_count` goes up before or after a cell, depending on the version of IPython; the history does not.
    """
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    return str(len(shell.history_manager.input_hist_parsed) - 1) if shell else ""


@dataclass(frozen=True)
class Estimate:
    """One number. A share is `numerator / base`; `group` names the part of the data it is about (empty: all).

    `respondents` are those whose answers it tells of, where that is neither who was counted nor the base: the senders of fact
    sheets, those who answered out of all. It decides what may be shown and is itself not shown. `cell` is the number of the
    notebook cell that computed it.
    """

    source: str
    item: str
    option: str
    statistic: str
    numerator: float | None = None
    base: int = 0
    value: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    method: str = "wilson"
    group: str = ""
    evidence: str = ""
    respondents: int | None = None
    cell: str = field(default_factory=running_cell, compare=False)

    @property
    def key(self) -> str:
        """`source.item[.level].option.statistic`, with the group before the statistic as `by_<group>_<value>`."""
        group = f"by_{self.group}" if self.group else ""
        parts = [self.source, self.item.replace("__", "."), self.option, group, self.statistic]
        return ".".join(part for part in parts if part)


def share(
    source: str,
    item: str,
    option: str,
    numerator: int,
    base: int,
    group: str = "",
    evidence: str = "",
    respondents: int | None = None,
) -> Estimate:
    """A share of `base`; its Wilson interval is filled in by `frame`."""
    more = {"group": group, "evidence": evidence, "respondents": respondents}
    return Estimate(source, item, option, "share", int(numerator), int(base), **more)


def wilson(numerator: np.ndarray, base: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper 95% limits of shares by Wilson's score method; NaN where the base is 0.

    Source: E. B. Wilson (1927), Journal of the American Statistical Association 22(158).
    """
    from statsmodels.stats.proportion import proportion_confint

    numerator, base = np.asarray(numerator, dtype=float), np.asarray(base, dtype=float)
    low, high = np.full(len(base), np.nan), np.full(len(base), np.nan)
    known = base > 0
    if known.any():
        low[known], high[known] = proportion_confint(numerator[known], base[known], alpha=(100 - CONFIDENCE) / 100, method="wilson")
    return low, high


def frame(estimates: Iterable[Estimate], wave: str, evidence: str, min_base: int) -> pd.DataFrame:
    """The estimates as a table (COLUMNS, and respondents), sorted by key, shares with their Wilson intervals.

    Where the base is smaller than `min_base` the value and its interval are left out and `suppressed` is `yes`.
    An estimate without an evidence class gets `evidence`; where that is `simulated`, all do.
    Raises ValueError when two estimates share a key.
    """
    rows = list(estimates)
    table = pd.DataFrame([asdict(row) for row in rows], columns=[f for f in Estimate.__dataclass_fields__])
    table["key"] = [row.key for row in rows]
    if twice := sorted(table["key"][table["key"].duplicated()].unique()):
        raise ValueError(f"two estimates have the key {twice[0]}")
    shares = table["method"].eq("wilson")
    numerator, base = table["numerator"].astype(float), table["base"].astype(float)
    low, high = wilson(numerator[shares].to_numpy(), base[shares].to_numpy())
    for column in ("value", "ci_low", "ci_high"):
        table[column] = table[column].astype(float)
    table.loc[shares, "value"] = (numerator[shares] / base[shares].where(base[shares] > 0)).to_numpy()
    table.loc[shares, "ci_low"], table.loc[shares, "ci_high"] = low, high
    small = table["base"].lt(min_base) & table["statistic"].isin(["share", "mean", "median"])
    table.loc[small, ["value", "ci_low", "ci_high"]] = np.nan
    table["suppressed"] = np.where(small, "yes", "no")
    own = table["evidence"].ne("") & (evidence != "simulated")
    table["evidence"] = table["evidence"].where(own, evidence)
    for column in ("numerator", "respondents"):
        table[column] = table[column].map(lambda n: "" if n is None or n != n else f"{n:.12g}")
    table = table.assign(wave=wave, published_ref="", errata="")
    return table[[*COLUMNS, "respondents", "cell"]].sort_values("key", ignore_index=True)
