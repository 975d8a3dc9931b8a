"""The criteria applied to one wave: everything the evaluation notebook shows and writes."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from analysis.codebook import Codebook
from analysis.estimate.rows import Estimate
from analysis.evaluate.agreement import agreement
from analysis.evaluate.coding import read_coding
from analysis.evaluate.criteria import Criteria
from analysis.evaluate.dimensions import dimension_differences
from analysis.evaluate.dominance import dominance
from analysis.evaluate.factsheets import factsheet_answers, factsheet_scores
from analysis.evaluate.ranks import rank_stability
from analysis.evaluate.robustness import leave_one_out
from analysis.evaluate.rows import evaluation_estimates, factsheet_evaluation_estimates
from analysis.evaluate.scores import overall, scores
from analysis.problems import InputProblems
from analysis.store import read_table, write_table
from analysis.wave import Wave

SEED = 2012


@dataclass
class Results:
    """The tables of the evaluation; empty frames where a wave has no case studies or no fact sheets."""

    estimates: list[Estimate] = field(default_factory=list)
    coding: pd.DataFrame = field(default_factory=pd.DataFrame)
    scores: pd.DataFrame = field(default_factory=pd.DataFrame)
    agreement: pd.DataFrame = field(default_factory=pd.DataFrame)
    ranks: pd.DataFrame = field(default_factory=pd.DataFrame)
    dominance: pd.DataFrame = field(default_factory=pd.DataFrame)
    robustness: pd.DataFrame = field(default_factory=pd.DataFrame)
    dimensions: pd.DataFrame = field(default_factory=pd.DataFrame)

    def write(self, wave: Wave, estimates: pd.DataFrame) -> None:
        """Write every table into the wave's stage."""
        write_table(self.coding, wave.staged("coding.csv"))
        write_table(self.scores, wave.staged("scores.csv"))
        write_table(estimates, wave.stage / "estimates" / "criteria.csv")
        for name in ("agreement", "ranks", "dominance", "robustness", "dimensions"):
            write_table(getattr(self, name), wave.stage / "evaluation" / f"{name}.csv")


def evaluate_wave(wave: Wave, codebook: Codebook, criteria: Criteria) -> Results:
    """Code, score, rank and compare what a wave has: case studies coded by hand, fact sheets read by rule.

    Raises InputProblems when the coding sheet cannot be used.
    """
    results = Results()
    if wave.has("case_studies"):
        _cases(wave, criteria, results)
    if wave.has("survey"):
        factsheets = read_table(wave.staged("factsheets.csv"))
        unasked = dict.fromkeys(sorted(codebook["factsheets"].not_asked), "")  # nobody can report what was not asked
        _factsheets(factsheets.assign(**unasked), criteria, results)
    return results


def _cases(wave: Wave, criteria: Criteria, results: Results) -> None:
    cases = read_table(wave.staged("cases.csv"))
    coding, problems = read_coding(wave.source_file("case_studies"), cases["case_no"], criteria)
    if problems:
        raise InputProblems(problems)
    results.coding = coding
    results.scores = scores(coding, criteria)
    results.agreement = agreement(coding, criteria, SEED)
    results.ranks = rank_stability(results.scores, SEED)
    results.dominance = dominance(results.scores)
    results.robustness = leave_one_out(coding, criteria)
    dimension = cases.set_index("case_no")["dimension"]
    results.dimensions = dimension_differences(results.scores, dimension, SEED)
    results.estimates += evaluation_estimates(
        results.scores, overall(results.scores), coding, cases, results.agreement, results.ranks, results.dimensions
    )


def _factsheets(factsheets: pd.DataFrame, criteria: Criteria, results: Results) -> None:
    """Fact sheets that say something beyond who sent them; sheets without any answer have nothing to score."""
    told = factsheets[factsheets.drop(columns=["respondent_id", "factsheet_no"]).ne("").any(axis=1)]
    if told.empty:
        return
    answers = factsheet_answers(told, criteria)
    results.estimates += factsheet_evaluation_estimates(answers, factsheet_scores(answers, criteria), told, criteria)
