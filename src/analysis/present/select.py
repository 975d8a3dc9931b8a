"""Picking estimates by key for charts, tables and sentences."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.wave import Wave

NUMERIC = ["value", "numerator", "base", "ci_low", "ci_high"]
INTERVAL = {
    "sample": "Lines: 95% Wilson intervals, as if the answers were a random sample, which they are not.",
    "records": "Lines: 95% Wilson intervals, for the size of the base only; the database is no sample.",
}


class Rows:
    """The estimates of a wave, by key, with numbers as numbers (missing: NaN)."""

    def __init__(self, estimates: pd.DataFrame):
        frame = estimates.copy()
        for column in NUMERIC:
            frame[column] = pd.to_numeric(frame[column])
        self.frame = frame.set_index(frame["key"].to_numpy())

    def __contains__(self, key: str) -> bool:
        return key in self.frame.index

    def get(self, key: str) -> dict[str, Any] | None:
        """The row of one estimate, or None where the wave has no such number."""
        return self.frame.loc[key].to_dict() if key in self.frame.index else None

    def of(self, source: str, item: str, statistic: str = "share", group: str = "") -> pd.DataFrame:
        """All estimates of one item (codebook id), in option order of the table."""
        f = self.frame
        return f[f["source"].eq(source) & f["item"].eq(item) & f["statistic"].eq(statistic) & f["group"].eq(group)]

    def starting(self, prefix: str) -> pd.DataFrame:
        return self.frame[self.frame["key"].str.startswith(prefix)]


def evidence_of(rows: pd.DataFrame) -> str:
    """The evidence classes of some estimates, joined with `;`, the most frequent first."""
    return ";".join(rows["evidence"].value_counts().index)


def source_line(wave: Wave, base: str, *more: str) -> str:
    """The small line below a figure: base, what the wave is, what the intervals are."""
    rebuilt = (
        " Rebuilt extract."
        if wave.evidence == "round_trip"
        else " Simulated data."
        if wave.evidence == "simulated"
        else ""
    )
    return " ".join([f"Base: {base}.", f"Source: wave {wave.id}.{rebuilt}", *more]).strip()
