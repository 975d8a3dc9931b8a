"""Small results to find something in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count

import pandas as pd
import pytest
import yaml

from analysis.codebook import Codebook
from analysis.documents import FROM, declared
from analysis.estimate.cases import case_estimates
from analysis.estimate.rows import frame
from analysis.evaluate import (
    Criteria,
    agreement,
    dimension_differences,
    dominance,
    evaluation_estimates,
    factsheet_answers,
    factsheet_evaluation_estimates,
    factsheet_scores,
    leave_one_out,
    overall,
    rank_stability,
    read_criteria,
    scores,
)
from analysis.evaluate.apply import Results as Evaluated
from analysis.findings.results import Results
from analysis.store import write_table
from analysis.wave import Root, Wave

CRITERIA = """
steps: [needs, objectives, inputs, outputs, results, impacts]
evidence_headings: {context: Introduction and context, outcomes: Outcomes}
criteria:
  relevance:
    label: Relevance
    definition: Whether the aims answer needs.
    key_question: Does it answer a need?
    asks: {from: needs, to: objectives}
    indicators:
      need: {label: Need shown, question: "?", "yes": A., "no": B., not_reported: C., evidence: [context]}
      group:
        {label: Group named, question: "?", "yes": A., "no": B., not_reported: C., evidence: [context],
         factsheet: {column: fs_target_group, "yes": present}}
  effectiveness:
    label: Effectiveness
    definition: Whether the aims were reached.
    key_question: Is there evidence of results?
    asks: {from: objectives, to: results}
    indicators:
      counted: {label: Outputs counted, question: "?", "yes": A., "no": B., not_reported: C., evidence: [outcomes]}
      met: {label: Aims met, question: "?", "yes": A., "no": B., not_reported: C., evidence: [outcomes]}
"""
COHERENCE = """
label: Coherence
definition: Whether it fits in with what others do.
key_question: Does it fit in?
indicators:
  fits: {label: Fits in, question: "?", "yes": A., "no": B., not_reported: C., evidence: [context]}
"""
LETTERS = {"y": "yes", "n": "no", "-": "not_reported", " ": ""}
CASE = {"name": "Un projet", "name_english": "A project", "country": "FR", "dimension": "cultural"}


@pytest.fixture
def raw_criteria() -> dict:
    """Two criteria of two indicators each."""
    return yaml.safe_load(CRITERIA)


@pytest.fixture
def six_criteria(raw_criteria) -> dict:
    """The same with one criterion more, in data only."""
    raw_criteria["criteria"]["coherence"] = yaml.safe_load(COHERENCE)
    return raw_criteria


@pytest.fixture
def coded_of(codebook: Codebook, later: Wave, raw_criteria: dict, tmp_path) -> Callable[..., Results]:
    """`coded_of({"1": "yn-y"})`: the results of a wave whose case studies are coded so, one letter an indicator.

    `second` gives other second readings (None for a case: it was read once), `kinds` other fields of the case studies,
    `sheets` fact sheets of a survey, `declared` what wave.yml says.
    """
    number = count(1)

    def make(final, second=None, raw=raw_criteria, kinds=(), sheets=None, **declared) -> Results:
        wave = replace(later, root=Root(tmp_path / str(next(number))), **({"evidence": "observed"} | declared))
        found, criteria = Evaluated(), read_criteria(raw)
        if final:
            cases = pd.DataFrame([CASE | kind for kind in kinds or [{}] * len(final)], dtype=object).assign(case_no=list(final))
            write_table(cases, wave.staged("cases.csv"))
            _evaluate(found, _coding(criteria, final, second or {}), cases, criteria)
        if sheets is not None:
            answers = factsheet_answers(sheets, criteria)
            found.factsheets = factsheet_scores(answers, criteria)
            found.estimates += factsheet_evaluation_estimates(answers, found.factsheets, sheets, criteria)
        estimates = frame(found.estimates, wave.id, wave.evidence, wave.min_base)
        found.write(wave, estimates)
        write_table(estimates, wave.staged("estimates.csv"))
        return Results(wave, replace(codebook, criteria=raw))

    return make


def _evaluate(found: Evaluated, coding: pd.DataFrame, cases: pd.DataFrame, criteria: Criteria) -> None:
    found.coding, found.scores = coding, scores(coding, criteria)
    found.agreement = agreement(coding, criteria, draws=20)
    found.ranks, found.dominance = rank_stability(found.scores, draws=200), dominance(found.scores)
    found.robustness = leave_one_out(coding, criteria)
    found.dimensions = dimension_differences(found.scores, cases.set_index("case_no")["dimension"], draws=99)
    tables = found.scores, overall(found.scores), coding, cases, found.agreement, found.ranks, found.dimensions
    found.estimates += evaluation_estimates(*tables)


def _coding(criteria: Criteria, final: dict[str, str], second: dict[str, str]) -> pd.DataFrame:
    rows = []
    for case, letters in final.items():
        again = second.get(case, letters) or " " * len(letters)
        for indicator, a, b in zip(criteria.indicators.values(), letters, again, strict=True):
            heading, said = (indicator.evidence[0], f"said of {case} on {indicator.label}") if a != "-" else ("", "")
            rows.append([case, indicator.id, LETTERS[a], LETTERS[b], LETTERS[a], heading, said])
    columns = ["case_no", "indicator", "coder_a", "coder_b", "final", "evidence", "reason"]
    return pd.DataFrame(rows, columns=columns, dtype=object)


STUDY = {"name": "Un projet", "name_english": "A project", "country": "FR", "organiser": "Town", "dimension": "cultural", "source": "survey",
        "start_year": "2020", "end_year": "2022", "ongoing": "no", "budget_as_printed": "€3,000", "budget_eur": "3000", "budget_period_years": "3",
        "budget_eur_per_year": "1000", "budget_flag": "", "budget_reason": "", "organiser_type": "ngo", "beneficiaries": "50",
        "beneficiaries_note": "", "funding_sources": "eu", "partners": "ngos", "staff_training": "yes", "evaluation": "internal",
        "outcomes_quantified": "yes", "replication": "replicated", "sectors": "health", "target_groups": "women", "summary_context": "",
        "start_printed": "2020", "finish_printed": "2022", "years_passage": "", "money_period": "2020 to 2022", "money_passage": "",
        "people_period": "2020 to 2022", "people_passage": "", "ratio_amount": "3000", "ratio_people": "50", "ratio_period": "2020 to 2022",
        "ratio_bound": "", "ratio_core": "", "ratio_passage": "", "eur_per_person": "60", "eur_per_core": "", "ratio_missing": ""}  # fmt: skip


@pytest.fixture
def document() -> Callable[..., None]:
    """`document(wave, "voting", {"says": "May vote."})`: a table of documents with these rows, in the columns that it should have."""

    def write(wave: Wave, table: str, *rows: dict[str, str]) -> None:
        columns = [*declared(wave).tables[table], *FROM]
        usual = {"document": "study", "section": "2.5", "passage": "there"}
        filled = [dict.fromkeys(columns, "") | {columns[0]: f"row{n}"} | usual | row for n, row in enumerate(rows, 1)]
        write_table(pd.DataFrame(filled, columns=columns, dtype=object), wave.documents / f"{table}.csv")

    return write


@pytest.fixture
def cases_of(codebook: Codebook, later: Wave, tmp_path) -> Callable[..., Results]:
    """`cases_of({}, {"country": "DE"})`: the results of a wave of these case studies, each as STUDY but for what is given."""
    number = count(1)

    def make(*kinds: dict[str, str], evidence: str = "observed") -> Results:
        this = replace(later, root=Root(tmp_path / f"cases{next(number)}"), evidence=evidence)
        rows = [{"case_no": str(n)} | STUDY | kind for n, kind in enumerate(kinds, 1)]
        cases = pd.DataFrame(rows, columns=dict.fromkeys(["case_no", *STUDY, *(name for row in rows for name in row)]), dtype=object)
        estimates = case_estimates(cases, codebook["cases"], this.listed) if kinds else []
        write_table(frame(estimates, this.id, evidence, this.min_base), this.staged("estimates.csv"))
        write_table(cases, this.staged("cases.csv"))
        return Results(this, codebook)

    return make
