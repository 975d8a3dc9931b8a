"""The coded case studies of a wave in the form that figures and sentences of the criteria share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis.evaluate.criteria import ANSWERS, Criteria, read_criteria
from analysis.evaluate.ranks import TOP
from analysis.evaluate.scores import DECIMALS, in_order, overall
from analysis.present.context import Context

MOST = 0.5


@dataclass
class Coded:
    """What a run found out about the case studies under the criteria; empty where the wave has none."""

    context: Context

    @cached_property
    def criteria(self) -> Criteria:
        return read_criteria(self.context.codebook.criteria)

    @cached_property
    def coding(self) -> pd.DataFrame:
        return self.context.table("processed/coding.csv")

    @cached_property
    def scores(self) -> pd.DataFrame:
        return numeric(self.context.table("processed/scores.csv"), "met", "not_met", "not_reported", "low", "high")

    @cached_property
    def ranks(self) -> pd.DataFrame:
        """Rank stability, `low` and `high` basis."""
        return numeric(
            self.context.table("evaluation/ranks.csv"),
            "rank_equal",
            "top_share",
            "rank_median",
            "rank_low",
            "rank_high",
        )

    @cached_property
    def differences(self) -> pd.DataFrame:
        table = self.context.table("evaluation/dimensions.csv")
        return numeric(
            table, *(c for c in table.columns if c not in ("criterion", "dimension_a", "dimension_b", "verdict"))
        )

    @cached_property
    def cases(self) -> dict[str, dict[str, str]]:
        """The rows of cases.csv by number."""
        table = self.context.table("processed/cases.csv")
        return {row["case_no"]: row for row in table.to_dict("records")}

    @property
    def any(self) -> bool:
        return len(self.scores) > 0

    @property
    def simulated(self) -> bool:
        return self.context.wave.evidence == "simulated"

    @property
    def evidence(self) -> str:
        """The evidence class of what was coded, and beside it that the data are simulated where they are."""
        return "coded;simulated" if self.simulated else "coded"

    @cached_property
    def totals(self) -> pd.DataFrame:
        """Overall low and high of each case (columns case_no, low, high), the highest low first."""
        totals = overall(self.scores).round(DECIMALS)
        place = {case: n for n, case in enumerate(in_order(totals["case_no"]))}
        ordered = totals.assign(place=totals["case_no"].map(place)).sort_values(
            ["low", "high", "place"], ascending=[False, False, True]
        )
        return ordered.drop(columns="place").reset_index(drop=True)

    @cached_property
    def answers(self) -> pd.DataFrame:
        """Final answers, cases in the order of `totals` x indicators."""
        table = self.coding.pivot(index="case_no", columns="indicator", values="final")
        return table.loc[self.totals["case_no"], list(self.criteria.indicators)]

    @cached_property
    def counts(self) -> pd.DataFrame:
        """Cases by answer: indicators x (yes, no, not_reported)."""
        return pd.DataFrame({answer: self.answers.eq(answer).sum() for answer in ANSWERS})

    @cached_property
    def leading(self) -> list[str]:
        """Cases that stay among the first in more than half of the draws, low scores, the steadiest first.

        Cases that share the last places with so many others that they would be more than there are places are left out.
        """
        if self.ranks.empty:
            return []
        low = self.ranks[self.ranks["basis"].eq("low") & self.ranks["top_share"].gt(MOST)]
        while len(low) > TOP:
            low = low[low["top_share"].round(DECIMALS).gt(low["top_share"].round(DECIMALS).min())]
        return list(low.sort_values(["top_share", "rank_equal"], ascending=[False, True], kind="stable")["case_no"])

    def name(self, case: str) -> str:
        row = self.cases.get(case, {})
        return row.get("name_english") or row.get("name") or f"Case {case}"

    def dimensions(self) -> list[str]:
        """The dimensions that occur, in the order of the vocabulary."""
        there = {row["dimension"] for row in self.cases.values()} - {""}
        known = self.context.codebook.vocabulary["dimensions"]
        return [d for d in known if d in there] + sorted(there - known.keys())

    def label(self, criterion: str) -> str:
        return next((c.label for c in self.criteria.criteria if c.name == criterion), criterion)


def numeric(table: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """`table` with these columns as numbers, where it has them."""
    return table.assign(**{c: pd.to_numeric(table[c]) for c in columns if c in table})
