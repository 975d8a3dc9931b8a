"""The inconsistencies of the study, and the arithmetic that confirms them.

The column `check` of `errata.csv` holds, where arithmetic decides, an expression that is true when the inconsistency
is there. The language is a small part of Python's, computed by `simpleeval` and never handed to `eval`:

    n('3.8', 'Germany', 'total')                    one printed number
    col('3.8', 'total'), rows('3.8')                a column without total and subtotal, the row labels
    base_fits('3.10', 490)                          do all percentages of the table fit this base?
    fig('3.1', 'language'), fig('3.1')              the values printed for a figure
    case(17, 'budget_printed_table')                a cell of the case-study sheet, as text
    cases('source_printed_list', 'Survey')          the numbers of the case studies with that cell; cases(): all
    said('S002')                                    the number of a statement of the text
    pct(264, 490)                                   a share in per cent, half up to one decimal

and `sum len max min abs round any all set sorted range`, numbers, texts, lists, `+ - * /`, comparisons, `in`,
`and or not`, and comprehensions. A check that reads nothing of the study only compares the figures that the erratum
quotes; it is told apart.

The column `affects` says what an erratum bears on, `;`-joined; see `analysis.audit.affects`.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
from simpleeval import MAX_COMPREHENSION_LENGTH, EvalWithCompoundTypes, InvalidExpression

from analysis.audit.affects import split, wrong_place
from analysis.audit.published import Published, pct
from analysis.intake.files import read_headed
from analysis.problems import InputProblems, Problem
from analysis.wave import shown

FILE = "errata.csv"
COLUMNS = ["id", "severity", "where", "stated", "found", "verdict", "check", "affects"]
CONFIRMED, REFUTED, QUOTED = "confirmed", "refuted", "quoted"
SEVERITIES = ("serious", "moderate", "minor", "cosmetic")
LONGEST = 1_000  # characters of a check

PLAIN: dict[str, Callable[..., Any]] = {
    f.__name__: f for f in (sum, len, max, min, abs, round, any, all, set, sorted, pct)
}
READING = ("n", "col", "rows", "base_fits", "fig", "said", "case", "cases")
PARTS = (
    ast.Expression, ast.Constant, ast.Name, ast.Load, ast.Store, ast.Call, ast.List, ast.ListComp, ast.GeneratorExp,
    ast.comprehension, ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.USub, ast.BinOp, ast.Add, ast.Sub,
    ast.Mult, ast.Div, ast.Compare, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn,
)  # fmt: skip


class CheckError(ValueError):
    """A check that cannot be evaluated; the message says why."""


def load_errata(file: Path) -> pd.DataFrame:
    """The errata as text, one row each. Raises InputProblems with every row that cannot be used."""
    errata, problems = read_headed(file)
    if list(errata.columns) != COLUMNS:
        found = ", ".join(errata.columns)
        raise InputProblems([Problem(shown(file), "has other columns", f"use {', '.join(COLUMNS)}", value=found)])
    problems += [
        Problem(shown(file), rule, hint, row=i, column=column, value=value)
        for i, row in zip(errata.index, errata.to_dict("records"), strict=True)
        for column, value, rule, hint in _wrong(row)
    ]
    problems += [
        Problem(shown(file), "is there twice", "give each erratum an id of its own", row=i, column="id", value=id_)
        for i, id_ in errata.loc[errata["id"].duplicated(), "id"].items()
    ]
    if problems:
        raise InputProblems(problems)
    return errata.reset_index(drop=True)


def review(errata: pd.DataFrame, published: Published, cases: pd.DataFrame) -> pd.DataFrame:
    """The errata with `recomputed`: `confirmed` or `refuted` where a check reads the study, `quoted` where a true check only
    compares figures that the erratum quotes, otherwise empty.

    Raises InputProblems with every check that cannot be evaluated.
    """
    verdicts, problems = [], []
    for i, check in enumerate(errata["check"]):
        try:
            verdicts.append(_verdict(check, published, cases) if check else "")
        except CheckError as error:
            where = shown(published.folder / FILE)
            hint = "correct the check, or the table it reads"
            problems.append(Problem(where, str(error), hint, row=i + 2, column="check", value=check))
    if problems:
        raise InputProblems(problems)
    return errata.assign(recomputed=verdicts)


def _verdict(check: str, published: Published, cases: pd.DataFrame) -> str:
    if not evaluate(check, published, cases):
        return REFUTED
    calls = {node.func.id for node in ast.walk(_parsed(check)) if isinstance(node, ast.Call)}
    return CONFIRMED if calls & set(READING) else QUOTED


def evaluate(check: str, published: Published, cases: pd.DataFrame) -> bool:
    """Whether a check is true of the printed study. `cases` has one row for each case study, keyed by case_no.

    Raises CheckError when the check is not in the language or asks for what is not there.
    """
    tree = _parsed(check)
    try:
        result = EvalWithCompoundTypes(functions=_study(published, cases)).eval(check, tree)
    except KeyError as error:
        raise CheckError(str(error.args[0])) from None
    except (InvalidExpression, TypeError, ValueError, ArithmeticError, RecursionError) as error:
        raise CheckError(f"cannot be computed: {error}") from None
    if not isinstance(result, bool):
        raise CheckError("is neither true nor false")
    return result


def _wrong(row: dict[str, str]) -> Iterator[tuple[str, str, str, str]]:
    """Column, value, rule and hint of everything wrong in one row."""
    for column in ("id", "where", "stated", "found", "verdict"):
        if not row[column].strip():
            yield column, "", "is empty", "fill it"
    if row["severity"] not in SEVERITIES:
        yield "severity", row["severity"], "is not a severity", f"use one of {', '.join(SEVERITIES)}"
    if row["check"]:
        try:
            _parsed(row["check"])
        except CheckError as error:
            yield "check", row["check"], str(error), "see the language in src/analysis/audit/errata.py"
    for place in split(row["affects"]):
        if rule := wrong_place(place):
            yield "affects", place, rule, "see src/analysis/audit/affects.py for what can be named"


def _parsed(check: str) -> ast.expr:
    """The expression, when all of it is in the language."""
    if len(check) > LONGEST:
        raise CheckError(f"is longer than {LONGEST} characters")
    try:
        tree = ast.parse(check, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise CheckError("is not an expression") from None
    for node in ast.walk(tree):
        if not isinstance(node, PARTS):
            raise CheckError(f"uses {type(node).__name__}, which the language does not have")
        if isinstance(node, ast.Call):
            _known_call(node)
        if isinstance(node, ast.Constant) and not isinstance(node.value, bool | int | float | str):
            raise CheckError(f"holds {node.value!r}, which is neither number nor text")
        if isinstance(node, ast.comprehension) and (node.is_async or not isinstance(node.target, ast.Name)):
            raise CheckError("has a comprehension over more than one name")
    return tree.body


def _known_call(node: ast.Call) -> None:
    name = node.func.id if isinstance(node.func, ast.Name) else "something"
    if name not in PLAIN and name not in (*READING, "range"):
        raise CheckError(f"calls {name}, which the language does not have")


def _study(published: Published, cases: pd.DataFrame) -> dict[str, Callable[..., Any]]:
    """The functions that read the study, by name."""
    texts = cases.astype(object).where(cases.notna(), "").astype(str)
    texts.index = [int(number) for number in texts.index]

    def column_of(column: str) -> pd.Series:
        if column not in texts.columns:
            raise KeyError(f"the case studies have no column {column!r}")
        return texts[column]

    def case(number: int, column: str) -> str:
        if number not in texts.index:
            raise KeyError(f"there is no case study {number}")
        return column_of(column)[number]

    def numbers(column: str | None = None, text: str | None = None) -> list[int]:
        return list(texts.index if column is None else texts.index[column_of(column) == text])

    def short_range(*limits: int) -> range:
        found = range(*limits)
        if len(found) > MAX_COMPREHENSION_LENGTH:
            raise ValueError("a range is too long")
        return found

    reading = {name: getattr(published, name) for name in ("n", "col", "rows", "base_fits", "fig", "said")}
    return {**PLAIN, **reading, "case": case, "cases": numbers, "range": short_range}
