"""What was corrected in a report after it was out: `data/raw/<wave>/corrections.csv`, a row each, in order of date."""

from __future__ import annotations

import pandas as pd

from analysis.intake.files import read_csv
from analysis.problems import Problem
from analysis.wave import Wave, shown

FILE = "corrections.csv"
COLUMNS = ["date", "where", "was", "is", "why"]
DAY = r"\d{4}-\d\d-\d\d"


def read_corrections(wave: Wave) -> tuple[pd.DataFrame, list[Problem]]:
    """The corrections of a wave as text (no rows where it has none) and everything wrong with the file.

    Raises InputProblems when it cannot be read as a table.
    """
    file = wave.raw / FILE
    if not file.is_file():
        return pd.DataFrame(columns=COLUMNS), []
    rows, problems = read_csv(file)
    if list(rows.columns) != COLUMNS:
        found = Problem(shown(file), "has other columns", f"use {', '.join(COLUMNS)}", value=", ".join(rows.columns))
        return pd.DataFrame(columns=COLUMNS), [*problems, found]
    hint = "say it, or `(nothing)` where nothing stood or stands there"
    empty = [(i, column) for i, row in rows.iterrows() for column in COLUMNS[1:] if not row[column].strip()]
    undated = rows.loc[~rows["date"].str.fullmatch(DAY), "date"]
    problems += [Problem(shown(file), "is empty", hint, row=i, column=column) for i, column in empty]
    hint = "write it as 2026-11-25"
    return rows, problems + [Problem(shown(file), "is no date", hint, row=i, column="date", value=d) for i, d in undated.items()]
