"""The evaluation criteria applied: coding, agreement, scores, ranks, dominance, robustness, differences."""

from analysis.evaluate.agreement import ALPHA_ENOUGH, agreement
from analysis.evaluate.coding import read_coding
from analysis.evaluate.criteria import ANSWERS, Criteria, Criterion, Indicator, Rule, criteria_for, read_criteria
from analysis.evaluate.dimensions import DIMENSIONS, dimension_differences
from analysis.evaluate.dominance import dominance, dominance_counts
from analysis.evaluate.factsheets import factsheet_answers, factsheet_scores
from analysis.evaluate.ranks import TOP, rank_bounds, rank_stability
from analysis.evaluate.robustness import leave_one_out
from analysis.evaluate.rows import evaluation_estimates, factsheet_evaluation_estimates
from analysis.evaluate.scores import overall, scores, wide

__all__ = [
    "ALPHA_ENOUGH",
    "ANSWERS",
    "DIMENSIONS",
    "TOP",
    "Criteria",
    "Criterion",
    "Indicator",
    "Rule",
    "agreement",
    "criteria_for",
    "dimension_differences",
    "dominance",
    "dominance_counts",
    "evaluation_estimates",
    "factsheet_answers",
    "factsheet_evaluation_estimates",
    "factsheet_scores",
    "leave_one_out",
    "overall",
    "rank_bounds",
    "rank_stability",
    "read_coding",
    "read_criteria",
    "scores",
    "wide",
]
