"""Two criteria with two indicators each, and codings written as one letter per indicator: y, n, - (not reported)."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
import yaml

from analysis.evaluate import read_criteria

CODEBOOK = Path(__file__).parents[2] / "data" / "codebook"
LETTERS = {"y": "yes", "n": "no", "-": "not_reported"}
CRITERIA = """
evidence_headings: {context: Introduction and context, outcomes: Outcomes}
criteria:
  relevance:
    label: Relevance
    definition: Whether the aims answer needs.
    key_question: Does it answer a need?
    indicators:
      need:
        {label: Need, question: "Is a need shown?", "yes": A figure., "no": Words., not_reported: Silence.,
         evidence: [context]}
      group:
        {label: Group, question: "Is a group named?", "yes": Named., "no": Everyone., not_reported: Silence.,
         evidence: [context, outcomes], factsheet: {column: fs_target_group, "yes": present}}
  effect:
    label: Effect
    definition: Whether the aims were reached.
    key_question: Is there evidence of results?
    indicators:
      counted:
        {label: Counted, question: "Is there a figure?", "yes": A figure., "no": Words., not_reported: Silence.,
         evidence: [outcomes]}
      met:
        {label: Met, question: "Were aims met?", "yes": Met., "no": Missed., not_reported: Silence.,
         evidence: [outcomes]}
"""


@pytest.fixture
def raw_criteria() -> dict:
    return yaml.safe_load(CRITERIA)


@pytest.fixture
def criteria(raw_criteria):
    return read_criteria(raw_criteria)


@pytest.fixture
def code(criteria):
    """`code({"1": "yn-y"})` is a coding; `coder_b` gives the second reader's letters where they are not the same."""

    def make(final: dict[str, str], coder_b: dict[str, str] | None = None, criteria=criteria) -> pd.DataFrame:
        rows = []
        for case, letters in final.items():
            second = (coder_b or {}).get(case, letters)
            for indicator, a, b in zip(criteria.indicators.values(), letters, second, strict=True):
                heading = indicator.evidence[0] if a != "-" else ""
                reason = "" if a == b else "the sheet says so"
                rows.append([case, indicator.id, LETTERS[a], LETTERS[b], LETTERS[a], heading, reason, ""])
        columns = ["case_no", "indicator", "coder_a", "coder_b", "final", "evidence", "reason", "paraphrase"]
        return pd.DataFrame(rows, columns=columns, dtype=object)

    return make


@pytest.fixture
def codebook_folder() -> Path:
    return CODEBOOK
