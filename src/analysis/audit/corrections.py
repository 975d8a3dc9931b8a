"""What was corrected in a report after it was out: `data/raw/<wave>/corrections.csv`, a row each.

`where` begins with the chapter: "Case studies: yearly cost, case 23"."""

from __future__ import annotations

import pandas as pd

from analysis.intake.files import read_headed
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
    rows, problems = read_headed(file)
    if list(rows.columns) != COLUMNS:
        found = Problem(shown(file), "has other columns", f"use {', '.join(COLUMNS)}", value=", ".join(rows.columns))
        return pd.DataFrame(columns=COLUMNS), [*problems, found]
    return rows, problems + [
        Problem(shown(file), rule, hint, row=row, column=column, value=str(rows.at[row, column]).strip())
        for column, rule, hint, wrong in _broken(rows)
        for row in rows.index[wrong]
    ]


def _broken(rows: pd.DataFrame) -> list[tuple[str, str, str, pd.Series]]:
    """What each row must keep: column, what is said where it does not, what to do, and which rows do not."""
    said = rows[COLUMNS[1:]].apply(lambda column: column.str.strip().ne(""))
    empty = "say it, or `(nothing)` where nothing stood or stands there"
    placed = rows["where"].map(lambda where: all(chapter_and_place(where)))
    begin = "begin with the chapter, such as `Case studies: yearly cost, case 23`"
    return [
        *((column, "is empty", empty, ~said[column]) for column in said),
        ("date", "is no date", "write it as 2026-11-25", ~rows["date"].str.fullmatch(DAY)),
        ("where", "names no chapter or no place in it", begin, said["where"] & ~placed),
        ("is", "is what it was", "leave out what did not change", said["is"] & rows["is"].eq(rows["was"])),
        ("where", "stands twice", "list each correction once", rows.duplicated()),
    ]


def chapter_and_place(where: str) -> tuple[str, str]:
    """The chapter that `where` begins with, and the place within it; nothing for what is missing."""
    chapter, _, place = where.partition(": ")
    return chapter.strip(), place.strip()
