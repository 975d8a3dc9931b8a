"""The case studies of a wave as they were coded under the criteria, in the form that the findings of that chapter share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, wraps

import pandas as pd

from analysis.evaluate.criteria import ANSWERS, Criteria, Indicator, read_criteria
from analysis.evaluate.ranks import TOP
from analysis.evaluate.scores import DECIMALS, in_order, overall
from analysis.findings.results import Facts, Part, Range, Results

MOST = Part(1, 2, False)
TEXT = ("case_no", "criterion", "indicator", "basis", "dimension_a", "dimension_b", "verdict", "kept_because", "enough",
        "top_changed", "entered", "left")  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A case study with the range of its overall score."""

    number: str
    name: str
    low: float
    high: float
    dimension: str
    country: str


class Coded:
    """What a run found out about the case studies under the criteria; empty where the wave has none."""

    def __init__(self, results: Results):
        self.results = results
        self.criteria: Criteria = read_criteria(results.codebook.criteria)

    def __bool__(self) -> bool:
        return len(self.scores) > 0

    def facts(self, **found: object) -> Facts:
        """Facts of an exhibit on the case studies, with what all of them say."""
        evidence = "coded;simulated" if self.results.wave.evidence == "simulated" else "coded"
        return {"cases": len(self.cases), "top": TOP, "most": MOST, "evidence": evidence} | found

    def table(self, name: str) -> pd.DataFrame:
        """A table of the evaluation with numbers as numbers."""
        return self.results.numeric(f"evaluation/{name}.csv", TEXT)

    @cached_property
    def coding(self) -> pd.DataFrame:
        return self.results.table("processed/coding.csv")

    @cached_property
    def scores(self) -> pd.DataFrame:
        return self.results.numeric("processed/scores.csv", TEXT)

    @cached_property
    def totals(self) -> pd.DataFrame:
        """Overall low and high of each case (columns case_no, low, high), the highest low first."""
        totals = overall(self.scores).round(DECIMALS).set_index("case_no", drop=False)
        return totals.loc[in_order(totals.index)].sort_values(["low", "high"], ascending=False)

    @cached_property
    def cases(self) -> dict[str, Case]:
        """The case studies by number, in the order of `totals`."""
        if not self:
            return {}
        rows = {row["case_no"]: row for row in self.results.table("processed/cases.csv").to_dict("records")}
        return {t.case_no: self._case(rows.get(t.case_no, {}), t.case_no, t.low, t.high) for t in self.totals.itertuples()}

    @cached_property
    def answers(self) -> pd.DataFrame:
        """Final answers, cases in the order of `totals` x indicators."""
        table = self.coding.pivot(index="case_no", columns="indicator", values="final")
        return table.loc[list(self.cases), list(self.criteria.indicators)]

    @cached_property
    def counts(self) -> pd.DataFrame:
        """Cases by answer: indicators x (yes, no, not_reported)."""
        return pd.DataFrame({answer: self.answers.eq(answer).sum() for answer in ANSWERS})

    def ranks(self, basis: str) -> pd.DataFrame:
        """Rank stability by the `low` or the `high` scores, by case number."""
        table = self.table("ranks").set_index("case_no", drop=False)
        return table[table["basis"].eq(basis)]

    @cached_property
    def leading(self) -> list[Case]:
        """Cases that stay among the first in more than half of the draws, low scores, the steadiest first; none where all
        are among the first. Of cases that share the last places, more than there are places, none is named."""
        if len(self.cases) <= TOP:
            return []
        low = self.ranks("low")
        low = low[low["top_share"].gt(MOST.share)]
        while len(low) > TOP:
            low = low[low["top_share"].round(DECIMALS).gt(low["top_share"].round(DECIMALS).min())]
        order = low.sort_values(["top_share", "rank_equal"], ascending=[False, True], kind="stable")
        return [self.cases[case] for case in order["case_no"]]

    @cached_property
    def dimensions(self) -> list[str]:
        """The dimensions that occur, in the order of the codebook."""
        there = {case.dimension for case in self.cases.values()}
        return [d for d in self.results.codebook.vocabulary["dimensions"] if d in there]

    def label(self, criterion: str) -> str:
        return next(c.label for c in self.criteria.criteria if c.name == criterion)

    def extremes(self, values: pd.Series) -> tuple[list[str], list[str]]:
        """The labels of the criteria (index of `values`) that share the largest and the smallest value."""
        return tuple([self.label(c) for c in values.index[values.eq(end)]] for end in (values.max(), values.min()))

    def indicators(self, ids: Sequence[str]) -> list[Indicator]:
        return [self.criteria.indicators[i] for i in ids]

    def _case(self, row: dict[str, str], number: str, low: float, high: float) -> Case:
        country = self.results.country(row["country"]) if row.get("country") else ""
        return Case(number, row.get("name_english") or row.get("name") or number, low, high, row.get("dimension", ""), country)


@lru_cache(maxsize=1)
def coded(results: Results) -> Coded:
    """The coded case studies of a run, read once for all findings."""
    return Coded(results)


def on_cases(finding: Callable[[Coded], Facts | None]) -> Callable[[Results], Facts | None]:
    """A finding on the case studies as one on the results of a run; None where none is coded."""

    @wraps(finding)
    def find(results: Results) -> Facts | None:
        return finding(found) if (found := coded(results)) else None

    return find


def mean_scores(results: Results, source: str, group: str = "") -> dict[str, Range]:
    """Mean low and high score of each criterion that has one, with its base and the keys behind it."""
    low, high = ({n.option: n for n in results.of(source, "criterion", f"{end}_mean", group)} for end in ("low", "high"))
    return {c: Range(low[c].value, high[c].value, base=low[c].base, of=(low[c], high[c])) for c in low}
