"""The coding sheet: one or two readings and a final value for every case study and indicator, checked row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.declared import one_of
from analysis.evaluate.criteria import ANSWERS, Criteria
from analysis.intake.files import read_headed
from analysis.problems import Problem
from analysis.texts import fold
from analysis.wave import shown

SHEET = "coding"
COLUMNS = ["case_no", "indicator", "coder_a", "coder_b", "final", "evidence", "reason"]
PARAPHRASE = "paraphrase"
HELP = ("question", "rules")  # columns that help whoever fills in the sheet, and are not read
SETTLED = "settled: "
VALUES = ("coder_a", "coder_b", "final")
SPELLINGS = {
    **{word: "yes" for word in ("yes", "y", "true")},
    **{word: "no" for word in ("no", "n", "false")},
    **{word: "not_reported" for word in ("not_reported", "not reported", "n/r", "nr")},
}
NUMBER = re.compile(r"0*([0-9]+)(?:\.0+)?")


@dataclass(frozen=True)
class _Sheet:
    """The sheet as found (`raw`) and with spellings folded (`tidy`); index: row number in the file."""

    file: str
    name: str
    raw: pd.DataFrame
    tidy: pd.DataFrame

    def problem(self, row: int, column: str, rule: str, hint: str) -> Problem:
        return Problem(self.file, rule, hint, self.name, int(row), column, str(self.raw.at[row, column]))


def read_coding(
    file: Path, case_numbers: Iterable[str | int], criteria: Criteria
) -> tuple[pd.DataFrame, list[Problem]]:
    """The coding of a wave and everything wrong with it.

    `file` is the workbook of the case studies, or a CSV file with `coding.csv` beside it. Columns of the result, all
    text: case_no, indicator (`criterion.name`), coder_a, coder_b, final, evidence (key of a fact-sheet heading),
    reason, paraphrase; one row per case of `case_numbers` and indicator, sorted by case and in codebook order. Where the
    sheets were read once, coder_b is empty in every row. A paraphrase stands in a column of its own, behind the heading
    (`outcomes: half of them found work`) or before the reason (see `told_and_settled`).
    Raises InputProblems when there is no such sheet or it cannot be opened.
    """
    raw, name, where, problems = open_coding(file)
    raw = raw.drop(columns=[column for column in HELP if column in raw])
    problems += _column_problems(raw, where, name)
    if any(p.row is None for p in problems):
        return pd.DataFrame(columns=[*COLUMNS, PARAPHRASE], dtype=object), problems
    raw = _stripped(raw)
    cases = [str(int(case)) for case in case_numbers]
    sheet = _Sheet(where, name, raw, _tidy(raw, criteria))
    problems += _row_problems(sheet, cases, criteria)
    problems += _missing(sheet, cases, criteria)
    return _in_order(sheet.tidy, criteria), problems


def told_and_settled(reason: str, paraphrase: str) -> tuple[str, str]:
    """What the sheet says, in short, and why the answer was settled so. Without a paraphrase of its own, the cell `reason`
    holds both: `Half found work - settled: the half belongs to another project`."""
    if paraphrase:
        return paraphrase, reason
    said, _, settled = reason.partition(SETTLED)
    return said.rstrip(" -"), settled


def open_coding(file: Path) -> tuple[pd.DataFrame, str, str, list[Problem]]:
    """The coding as it stands in the file, the names of sheet and file, and what is wrong with its cells."""
    csv = file.suffix.lower() == ".csv"
    file, sheet = (file.with_name(f"{SHEET}.csv"), "") if csv else (file, SHEET)
    frame, problems = read_headed(file, sheet)
    return frame, sheet, shown(file), problems


def _column_problems(raw: pd.DataFrame, file: str, sheet: str) -> Iterator[Problem]:
    names, known = list(raw.columns), (*COLUMNS, PARAPHRASE)
    for name in dict.fromkeys(names):
        if name not in known:
            yield Problem(file, "is not a column of the coding", one_of(name, known), sheet, column=name)
        elif names.count(name) > 1:
            yield Problem(file, "the column stands there twice", "delete or rename one of them", sheet, column=name)
    for name in COLUMNS:
        if name not in names:
            yield Problem(file, "the column is missing", "add it with this name in row 1", sheet, column=name)


def _stripped(raw: pd.DataFrame) -> pd.DataFrame:
    """Text without outer blanks, a column for the paraphrase; rows without an answer, such as those still to be filled in, left out."""
    if PARAPHRASE not in raw:
        raw = raw.assign(**{PARAPHRASE: ""})
    raw = raw[[*COLUMNS, PARAPHRASE]].apply(lambda column: column.str.strip())
    return raw[raw.drop(columns=["case_no", "indicator"]).ne("").any(axis=1)]


def _tidy(raw: pd.DataFrame, criteria: Criteria) -> pd.DataFrame:
    """The rows with known spellings folded; what is not known stays as it stands, for the checks to refuse.

    Where answers differ and the cell `reason` does not tell what the sheet says from the reason, all of it is the reason.
    """
    indicators = {fold(name): name for name in criteria.indicators}
    headings = {fold(label): key for key, label in criteria.headings.items()} | {fold(k): k for k in criteria.headings}
    parts = raw["evidence"].str.partition(":")
    behind = parts[2].str.strip() if len(parts) else raw["evidence"]
    differing = raw[list(VALUES)].apply(lambda row: len({*filter(None, row)}) > 1, axis=1)
    unmarked = differing & raw["reason"].ne("") & ~raw["reason"].str.contains(SETTLED.strip(), regex=False) & raw[PARAPHRASE].eq("")
    return raw.assign(
        reason=raw["reason"].where(~unmarked, SETTLED + raw["reason"]),
        case_no=raw["case_no"].map(lambda text: found[1] if (found := NUMBER.fullmatch(text)) else text),
        indicator=raw["indicator"].map(lambda text: indicators.get(fold(text), text)),
        **{column: raw[column].map(lambda text: SPELLINGS.get(fold(text), text)) for column in VALUES},
        evidence=(parts[0] if len(parts) else raw["evidence"]).map(lambda text: headings.get(fold(text), text.strip())),
        paraphrase=raw[PARAPHRASE].where(raw[PARAPHRASE].ne(""), behind),
    )


def _row_problems(sheet: _Sheet, cases: list[str], criteria: Criteria) -> Iterator[Problem]:
    first: dict[tuple[str, str], int] = {}
    known = frozenset(cases)
    asked = [column for column in VALUES if column != "coder_b" or sheet.tidy[column].ne("").any()]
    for row in sheet.tidy.itertuples():
        yield from _place_problems(sheet, row, known, criteria)
        if (twin := first.setdefault((row.case_no, row.indicator), row.Index)) != row.Index:
            rule = f"case {row.case_no} is coded on this already, in row {twin}"
            yield sheet.problem(row.Index, "indicator", rule, "keep the row that is right and delete the other")
        yield from _value_problems(sheet, row, asked)
        yield from _evidence_problems(sheet, row, criteria)


def _place_problems(sheet: _Sheet, row: tuple, known: frozenset[str], criteria: Criteria) -> Iterator[Problem]:
    if row.case_no not in known:
        hint = "use the number of a case study of the sheet cases, or add the case study there"
        yield sheet.problem(row.Index, "case_no", "is not the number of a case study of this wave", hint)
    if row.indicator not in criteria.indicators:
        hint = one_of(row.indicator, tuple(criteria.indicators))
        yield sheet.problem(row.Index, "indicator", "is not an indicator of criteria.yml", hint)


def _value_problems(sheet: _Sheet, row: tuple, asked: list[str]) -> Iterator[Problem]:
    """`asked` are the columns of answers that the sheet uses."""
    values = [getattr(row, column) for column in asked]
    for column, value in zip(asked, values, strict=True):
        if not value:
            hint = f"write one of {', '.join(ANSWERS)}" + ", or leave the whole column empty" * (column == "coder_b")
            yield sheet.problem(row.Index, column, "the cell must not be empty", hint)
        elif value not in ANSWERS:
            yield sheet.problem(row.Index, column, "is not among the answers", one_of(value, ANSWERS))
    if set(values) <= set(ANSWERS) and len(set(values)) > 1 and not told_and_settled(row.reason, row.paraphrase)[1]:
        alike = len(set(values[:-1])) == 1
        what = "the final value is not what was read" if alike else "the two readings differ"
        hint = "say in the column reason why the final value is right"
        yield sheet.problem(row.Index, "reason", f"{what} and no reason is given", hint)


def _evidence_problems(sheet: _Sheet, row: tuple, criteria: Criteria) -> Iterator[Problem]:
    if row.indicator not in criteria.indicators:
        return
    allowed = criteria.indicators[row.indicator].evidence
    if not row.evidence and row.final in ("yes", "no"):
        hint = f"name the heading of the fact sheet it rests on: {', '.join(allowed)}"
        yield sheet.problem(row.Index, "evidence", f"a {row.final} needs evidence", hint)
    elif row.evidence and row.evidence not in allowed:
        hint = one_of(row.evidence, allowed)
        yield sheet.problem(row.Index, "evidence", "is not a heading this indicator may rest on", hint)


def _missing(sheet: _Sheet, cases: list[str], criteria: Criteria) -> Iterator[Problem]:
    """What is not coded at all: said once for a whole case or a whole indicator, else one by one."""
    there = set(zip(sheet.tidy["case_no"], sheet.tidy["indicator"], strict=True))
    coded, asked = {case for case, _ in there}, {indicator for _, indicator in there}

    def lacks(column: str, value: str, rule: str) -> Problem:
        return Problem(sheet.file, rule, "add the missing rows to the sheet", sheet.name, None, column, value)

    for case in cases:
        if case not in coded:
            yield lacks("case_no", case, "the case study is not coded")
    for indicator in criteria.indicators:
        if indicator not in asked:
            yield lacks("indicator", indicator, "the indicator is coded for no case study")
            continue
        for case in cases:
            if case in coded and (case, indicator) not in there:
                yield lacks("indicator", indicator, f"case {case} is not coded on this indicator")


def _in_order(tidy: pd.DataFrame, criteria: Criteria) -> pd.DataFrame:
    order = {indicator: place for place, indicator in enumerate(criteria.indicators)}
    case = pd.to_numeric(tidy["case_no"], errors="coerce")
    place = tidy["indicator"].map(order)
    return tidy.assign(_case=case, _place=place).sort_values(["_case", "_place"], kind="stable", ignore_index=True)[
        [*COLUMNS, PARAPHRASE]
    ]
