"""From a score back to the coding rows it was counted from."""

from __future__ import annotations

import pandas as pd

from analysis.evaluate.criteria import OVERALL, Criteria


def explain_score(coding: pd.DataFrame, criteria: Criteria, case_no: str, criterion: str = OVERALL) -> pd.DataFrame:
    """The coding rows behind one score, in codebook order; all of the case's rows for `overall`.

    Columns: those of the coding, and label, question, rule (what the final answer means), heading (evidence in words).
    """
    chosen = [i for i in criteria.indicators.values() if criterion in (i.criterion, OVERALL)]
    rows = coding[coding["case_no"].eq(str(case_no))].set_index("indicator", drop=False)
    rows = rows.loc[[i.id for i in chosen if i.id in rows.index]].reset_index(drop=True)
    found = [criteria.indicators[name] for name in rows["indicator"]]
    return rows.assign(
        label=[i.label for i in found],
        question=[i.question for i in found],
        rule=[i.answers[final] for i, final in zip(found, rows["final"], strict=True)],
        heading=rows["evidence"].map(criteria.headings).fillna(""),
    )
