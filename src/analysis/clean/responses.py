"""Respondents: how far each filled the questionnaire in."""

from __future__ import annotations

import pandas as pd

from analysis.codebook import Table

NOT_ANSWERS = ("respondent_id", "country", "authority_name", "status")


def derive_responses(clean: pd.DataFrame, spec: Table, rule: dict[str, int]) -> pd.DataFrame:
    """`responses.csv`: the cleaned table, with a status where the file gives none.

    `rule` holds `partial_from` and `analysable_from`, numbers of questions answered (defaults: 1 and 10).
    """
    answered = (clean.drop(columns=[c for c in NOT_ANSWERS if c in clean]).to_numpy(dtype=object) != "").sum(axis=1)
    status = pd.Series("empty", index=clean.index, dtype=object)
    status[answered >= rule.get("partial_from", 1)] = "partial"
    status[answered >= rule.get("analysable_from", 10)] = "analysable"
    return clean.assign(status=clean["status"].where(clean["status"].ne(""), status))[list(spec.items)]
