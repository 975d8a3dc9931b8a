"""The printed margins that rebuilt extracts carry: `data/raw/<wave>/constraints.csv`, written when they are rebuilt."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.intake.files import read_headed
from analysis.problems import Problem
from analysis.wave import Wave, shown

FILE = "constraints.csv"
COLUMNS = ["id", "source", "published_ref", "cell", "printed", "rebuilt", "how"]
FILLED = [column for column in COLUMNS if column != "rebuilt"]  # which is empty where a margin is not carried
REBUILD = "rebuild the extracts, which writes this file anew, rather than editing it"


def margin_problems(wave: Wave) -> list[Problem]:
    """Everything wrong with the margins of a wave; nothing where it has none.

    Raises InputProblems when the file cannot be read as a table.
    """
    file = wave.raw / FILE
    if not file.is_file():
        return []
    rows, problems = read_headed(file)
    if list(rows.columns) != COLUMNS:
        return [*problems, Problem(shown(file), "has other columns", f"use {', '.join(COLUMNS)}", value=", ".join(rows.columns))]
    repeated = rows["id"].duplicated()
    return problems + [
        Problem(shown(file), rule, REBUILD, row=number, column=column, value=row[column])
        for number, row in rows.iterrows()
        for column, rule in _wrong(row, repeated[number])
    ]


def _wrong(row: pd.Series, repeated: bool) -> Iterator[tuple[str, str]]:
    """Column and rule of everything wrong in one row."""
    if repeated:
        yield "id", "is there twice"
    yield from ((column, "is empty") for column in FILLED if not row[column].strip())
    if row["rebuilt"] not in ("", row["printed"]):
        yield "rebuilt", f"is not the printed number, {row['printed']}, though the margin counts as carried"
