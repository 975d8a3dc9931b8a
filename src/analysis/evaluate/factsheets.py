"""The same criteria read from the fact sheets of a survey, by the `factsheet` rules of the codebook."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from analysis.clean.parsed import by_text
from analysis.evaluate.criteria import ANSWERS, FILE, Criteria, Rule
from analysis.evaluate.scores import score_table
from analysis.problems import InputProblems, Problem
from analysis.texts import fold

KEY = ["respondent_id", "factsheet_no"]
NOTHING = "(?!)"  # what no text is


def factsheet_answers(factsheets: pd.DataFrame, criteria: Criteria) -> pd.DataFrame:
    """The answer of every fact sheet on every indicator, by rule.

    `factsheets` is the clean table: text columns, empty where not reported. Columns: respondent_id, factsheet_no,
    indicator, value (yes, no, not_reported), fact sheets in the order of the table, indicators in codebook order. The
    condition of a yes goes before that of a no, unless it is only that something is there; where neither holds, or the
    indicator has no rule, it is not reported.
    Raises InputProblems when a rule names a column that the table does not have.
    """
    _check_columns(factsheets, criteria)
    names = list(criteria.indicators)
    denial = _denial(criteria.denials)
    codes = [_codes(factsheets, indicator.rule, denial) for indicator in criteria.indicators.values()]
    values = np.array(ANSWERS, dtype=object)[np.column_stack(codes)] if len(factsheets) else np.empty(0, dtype=object)
    repeated = {column: np.repeat(factsheets[column].to_numpy(dtype=object), len(names)) for column in KEY}
    indicator = np.tile(np.array(names, dtype=object), len(factsheets))
    return pd.DataFrame(repeated | {"indicator": indicator, "value": values.ravel()}, dtype=object)


def factsheet_scores(answers: pd.DataFrame, criteria: Criteria) -> pd.DataFrame:
    """Scores of the fact sheets: as `scores`, with respondent_id and factsheet_no in the place of case_no."""
    return score_table(answers, criteria, KEY)


def _check_columns(factsheets: pd.DataFrame, criteria: Criteria) -> None:
    problems = [
        Problem(FILE, "is not a column of the fact sheets", "use an item of factsheet.yml", column=name, value=column)
        for name, indicator in criteria.indicators.items()
        for column in (indicator.rule.columns if indicator.rule else ())
        if column not in factsheets
    ]
    if problems:
        raise InputProblems(problems)


def _codes(factsheets: pd.DataFrame, rule: Rule | None, denial: re.Pattern[str]) -> np.ndarray:
    """The answers as places in ANSWERS."""
    if rule is None:
        return np.full(len(factsheets), ANSWERS.index("not_reported"))
    columns = factsheets[list(rule.columns)]
    denied = columns.apply(lambda column: by_text(column, lambda text: "denied" if denial.fullmatch(fold(text)) else "")).ne("")
    yes, no = (_holds(columns, denied, condition) for condition in (rule.yes, rule.no))
    if rule.yes == "present":
        yes &= ~no
    return np.select([yes, no], [0, 1], default=2)


def _denial(words: tuple[str, ...]) -> re.Pattern[str]:
    """What a folded cell looks like that says there is none of what is asked for: a 0, or a text such as `none, so far`."""
    begins = "|".join(re.escape(fold(word.removesuffix(" *"))) for word in words if word.endswith(" *")) or NOTHING
    alone = "|".join(re.escape(fold(word)) for word in words if not word.endswith(" *")) or NOTHING
    return re.compile(rf"0+(?:[.,]0+)?|(?:{begins})(?:[^\w-].*)?|(?:{alone})(?:\s*[^\w\s-].*)?", re.DOTALL)


def _holds(columns: pd.DataFrame, denied: pd.DataFrame, condition: str | dict[str, list[str]]) -> np.ndarray:
    """Where a condition of a rule holds; nowhere where there is none."""
    present = (columns.ne("") & ~denied).to_numpy(dtype=bool)
    match condition:
        case "":
            return np.zeros(len(columns), dtype=bool)
        case "present" | "all_present":
            return present.all(axis=1)
        case "any_present":
            return present.any(axis=1)
        case "denied":
            return denied.to_numpy(dtype=bool).all(axis=1)
        case "several":
            return columns.iloc[:, 0].str.contains(";", regex=False).to_numpy(dtype=bool)
        case {"is": values}:
            known = {fold(value) for value in values}
            return by_text(columns.iloc[:, 0], lambda text: "is" if fold(text) in known else "").ne("").to_numpy(dtype=bool)
        case {"contains": values}:
            padded = ";" + columns.iloc[:, 0] + ";"
            found = [padded.str.contains(f";{value};", regex=False).to_numpy(dtype=bool) for value in values]
            return np.logical_or.reduce(found)
    raise ValueError(f"unknown condition {condition!r}")
