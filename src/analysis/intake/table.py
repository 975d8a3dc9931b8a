"""From the cells of a file to a raw table in codebook ids: columns checked, personal data dropped, notes set aside."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from analysis.codebook import Codebook, Table, fold
from analysis.declared import nearest
from analysis.intake.files import read_headed
from analysis.intake.reading import Reading
from analysis.problems import InputProblems, Problem
from analysis.wave import Wave, shown

LOG_COLUMNS = ["source", "record", "column", "raw", "clean", "rule"]
STACKED = 10_000_000  # rows no file has
OPTIONAL = ("status", "factsheet_no")
MAY_BE_EMPTY = ("factsheets",)  # a survey without fact sheets is normal
NO_ROWS = "holds no data rows"


@dataclass
class Raw:
    """Raw text cells, what was dropped on the way in, and what is wrong or doubtful.

    The index of `frame` is the row number in the file; that of the n-th of several stacked files (`more`: their names and sheets)
    is n times `STACKED` higher. `decimal` and `dates` are what wave.yml says of the files, empty where it is silent.
    """

    frame: pd.DataFrame
    file: str
    sheet: str
    log: pd.DataFrame
    problems: list[Problem] = field(default_factory=list)
    more: list[tuple[str, str]] = field(default_factory=list)
    decimal: str = ""
    dates: str = ""
    readings: list[Reading] = field(default_factory=list)

    def problem(self, row: int | None, rule: str, hint: str = "", column: str = "", value: str = "", warning: bool = False) -> Problem:
        """A problem in the row with this index, or of the table as a whole."""
        number, row = divmod(int(row), STACKED) if row is not None else (0, None)
        file, sheet = [(self.file, self.sheet), *self.more][number]
        return Problem(file, rule, hint, sheet, row, column, value, warning)


def read_source(wave: Wave, codebook: Codebook, table: str) -> Raw:
    """The raw table `table` (responses, factsheets, practices, cases) of a wave."""
    spec = codebook[table]
    source = wave.sources[spec.source]
    file = wave.source_file(spec.source)
    if file.suffix.lower() == ".csv":
        if spec.sheet == "factsheets":
            file = file.with_name("factsheets.csv")
            if not file.is_file():
                return _nothing(spec, shown(file))
        frame, problems = read_headed(file)
        sheet = ""
    else:
        frame, problems = read_headed(file, spec.sheet)
        sheet = spec.sheet
        if spec.question_row:
            frame = frame.iloc[1:]
    return read_table(frame.rename(columns=source.mapping), spec, shown(file), sheet, problems, wave.withdrawn)


def read_table(
    frame: pd.DataFrame,
    spec: Table,
    file: str,
    sheet: str,
    problems: list[Problem] | None = None,
    withdrawn: Iterable[str] = (),
) -> Raw:
    """Check the columns of `frame` (text cells) against the codebook and set aside what is not a record.

    The rows of respondents in `withdrawn` go first and unread: not even the log or a problem knows of them.
    """
    strangers = _strangers(frame, spec, withdrawn)
    frame, problems = _without_withdrawn(frame, spec, withdrawn, list(problems or []))
    frame, dropped = _without_personal_data(frame, spec)
    frame, unasked = _without_unasked(frame, spec, file, sheet)
    problems += unasked + _column_problems(frame, spec, file, sheet)
    if any(not p.row for p in problems):
        raise InputProblems(problems)
    for column in spec.items.keys() - set(frame.columns):
        frame = frame.assign(**{column: ""})
    frame = frame[list(spec.items)]
    frame, log = _without_notes(frame, spec)
    log = pd.concat([pd.DataFrame(dropped, columns=LOG_COLUMNS), log], ignore_index=True)
    if frame.empty and spec.name not in MAY_BE_EMPTY:
        problems.append(Problem(file, NO_ROWS, "add the data below the header, or take the source out of wave.yml", sheet))
    return Raw(frame, file, sheet, log, problems + strangers)


def _strangers(frame: pd.DataFrame, spec: Table, withdrawn: Iterable[str]) -> list[Problem]:
    """Names of `withdrawn` that no row of the respondents has."""
    if spec.key != ("respondent_id",) or "respondent_id" not in frame:
        return []
    known = {fold(name) for names in frame[["respondent_id"]].to_numpy() for name in names}
    rule, hint = "names a respondent who is not in the survey", "correct the identifier, or take it out if the row is gone"
    return [Problem("wave.yml", rule, hint, column="withdrawn", value=name) for name in withdrawn if fold(name) not in known]


def _without_withdrawn(
    frame: pd.DataFrame, spec: Table, withdrawn: Iterable[str], problems: list[Problem]
) -> tuple[pd.DataFrame, list[Problem]]:
    """The table and its problems without the rows of respondents who have withdrawn."""
    if not withdrawn or spec.key[0] != "respondent_id" or list(frame.columns).count("respondent_id") != 1:
        return frame, problems
    gone = frame["respondent_id"].map(fold).isin([fold(name) for name in withdrawn])
    rows = set(frame.index[gone])
    return frame[~gone], [problem for problem in problems if problem.row not in rows]


def _without_personal_data(frame: pd.DataFrame, spec: Table) -> tuple[pd.DataFrame, list[list[str]]]:
    """Drop the codebook's contact columns, however they are spelled; the log names the column and holds no value."""
    drop = {_plain(name) for name in spec.drop}
    gone = [name for name in frame.columns if _plain(name) in drop]
    return frame.drop(columns=gone), [[spec.source, "", name, "", "", "personal_data_dropped"] for name in gone]


def _without_unasked(frame: pd.DataFrame, spec: Table, file: str, sheet: str) -> tuple[pd.DataFrame, list[Problem]]:
    """Drop the columns of items that the wave did not ask; an answer in one of them is a problem."""
    columns = [name for name in dict.fromkeys(frame.columns) if name in spec.not_asked]
    problems = []
    for name in columns:
        cells = frame[[name]].iloc[:, 0]
        if (filled := cells[cells.str.strip().ne("")]).size:
            rule = "holds an answer, but the codebook and wave.yml say that this wave did not ask this"
            hint = "clear the column, or correct `not_asked` in wave.yml or `since` and `until` in the codebook"
            problems.append(Problem(file, rule, hint, sheet, int(filled.index[0]), name, filled.iloc[0]))
    return frame.drop(columns=columns), problems


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", fold(str(name))).strip("_")


def _column_problems(frame: pd.DataFrame, spec: Table, file: str, sheet: str) -> list[Problem]:
    columns = list(frame.columns)
    problems = []
    for name in dict.fromkeys(columns):
        if name not in spec.items:
            hint = "rename or delete the column, or map it in wave.yml" + nearest(name, spec.items)
            rule = "is not a column of the codebook" if name else "a column has no name in row 1"
            problems.append(Problem(file, rule, hint, sheet, column=name))
        elif columns.count(name) > 1:
            problems.append(
                Problem(file, "the column stands there twice", "delete or rename one of them", sheet, column=name)
            )
    problems += [
        Problem(
            file,
            "the column is missing",
            "add it with this name in row 1, with empty cells where nothing is known",
            sheet,
            column=name,
        )
        for name in spec.items
        if name not in columns and name not in OPTIONAL and not spec.items[name].optional
    ]
    return problems


def _without_notes(frame: pd.DataFrame, spec: Table) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Set aside empty rows, and notes below the data: rows after the last record with one cell, no identifier.

    A note may name people, so the log holds none of its words.
    """
    words = np.fromiter((len(text.split()) for text in frame[spec.key[0]]), dtype=np.int64, count=len(frame))
    places = np.flatnonzero(words != 1)  # of the rows whose key is no identifier
    last = np.flatnonzero(words == 1).max(initial=-1)
    cells = frame.iloc[places].to_numpy(dtype=object)
    filled = (cells != "").sum(axis=1)
    empty, note = filled == 0, (filled == 1) & (places > last)
    log = pd.DataFrame(
        [[spec.source, "", "", "", "", "empty_row_dropped"] for _ in range(int(empty.sum()))]
        + [[spec.source, "", "", "", "", "note_row_dropped"] for _ in range(int(note.sum()))],
        columns=LOG_COLUMNS,
    )
    kept = np.ones(len(frame), dtype=bool)
    kept[places[empty | note]] = False
    return frame[kept], log


def _nothing(spec: Table, file: str) -> Raw:
    return Raw(pd.DataFrame(columns=list(spec.items), dtype=object), file, "", pd.DataFrame(columns=LOG_COLUMNS))
