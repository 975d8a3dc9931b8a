"""Small waves to write about: a few records in, the context of the chapters out."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pandas as pd
import pytest

from analysis.estimate.cases import case_estimates
from analysis.estimate.practices import practice_estimates
from analysis.estimate.rows import Estimate, frame
from analysis.estimate.survey import factsheet_estimates, survey_estimates
from analysis.present.context import Context
from analysis.store import write_table, write_text
from analysis.wave import Root


@pytest.fixture
def told(codebook, wave, tmp_path):
    """`told(responses=[...], practices=frame, cases=frame)`: the context of a wave whose notebooks have run on these.

    `tables` are more tables of the stage by name; other words are fields of the wave.
    """
    number = count(1)

    def make(responses=None, factsheets=None, practices=None, cases=None, tables=(), **fields) -> Context:
        this = replace(wave, **{"root": Root(tmp_path / str(next(number))), "sources": {}} | fields)
        rows: list[Estimate] = []
        answers = _full(codebook["responses"], responses, status="analysable")
        if responses is not None:
            rows += survey_estimates(answers, codebook["responses"], this.higher_priority_from, "answered")
        if factsheets is not None:
            sheets, spec = _full(codebook["factsheets"], factsheets), codebook["factsheets"]
            rows += factsheet_estimates(sheets, answers.set_index("respondent_id")["country"], spec)
        if practices is not None:
            rows += practice_estimates(practices, codebook["practices"])
        if cases is not None:
            cases = cases.assign(
                **{
                    f"summary_{n}": ""
                    for n in ("context", "objectives", "activities", "outcomes", "replication", "evaluation")
                }
            )
            rows += case_estimates(cases, codebook["cases"], this.listed)
            write_table(cases, this.staged("cases.csv"))
        write_table(frame(rows, this.id, this.evidence, this.min_base), this.staged("estimates.csv"))
        for name, text in dict(tables).items():
            write_text(text, this.stage / name)
        return Context(this, codebook)

    return make


def _full(spec, records, **defaults) -> pd.DataFrame:
    full = [
        dict.fromkeys(spec.items, "") | defaults | {"respondent_id": f"R{n}"} | record
        for n, record in enumerate(records or [], 1)
    ]
    return pd.DataFrame(full, columns=list(spec.items), dtype=object)
