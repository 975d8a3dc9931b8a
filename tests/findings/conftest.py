"""Small waves to find something in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count

import pandas as pd
import pytest

from analysis.codebook import Codebook
from analysis.estimate.cases import case_estimates
from analysis.estimate.rows import frame
from analysis.findings.results import Results
from analysis.store import write_table
from analysis.wave import Root, Wave

CASE = {"name": "Un projet", "name_english": "A project", "country": "FR", "organiser": "Town", "dimension": "cultural", "source": "survey",
        "start_year": "2020", "end_year": "2022", "ongoing": "no", "budget_as_printed": "€3,000", "budget_eur": "3000", "budget_period_years": "3",
        "budget_eur_per_year": "1000", "budget_flag": "", "budget_reason": "", "organiser_type": "ngo", "beneficiaries": "50",
        "beneficiaries_note": "", "funding_sources": "eu", "partners": "ngos", "staff_training": "yes", "evaluation": "internal",
        "outcomes_quantified": "yes", "replication": "replicated", "sectors": "health", "target_groups": "women", "summary_context": ""}  # fmt: skip


@pytest.fixture
def cases_of(codebook: Codebook, later: Wave, tmp_path) -> Callable[..., Results]:
    """`cases_of({}, {"country": "DE"})`: the results of a wave of these case studies, each as CASE but for what is given."""
    number = count(1)

    def make(*kinds: dict[str, str], evidence: str = "observed") -> Results:
        this = replace(later, root=Root(tmp_path / f"cases{next(number)}"), evidence=evidence)
        rows = [{"case_no": str(n)} | CASE | kind for n, kind in enumerate(kinds, 1)]
        cases = pd.DataFrame(rows, columns=["case_no", *CASE], dtype=object)
        estimates = case_estimates(cases, codebook["cases"], this.listed) if kinds else []
        write_table(frame(estimates, this.id, evidence, this.min_base), this.staged("estimates.csv"))
        write_table(cases, this.staged("cases.csv"))
        return Results(this, codebook)

    return make
