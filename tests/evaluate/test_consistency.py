"""What two sheets say of one thing: contradictions are found with file, sheet, row and column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from analysis.evaluate import criteria_for, read_coding
from analysis.evaluate.consistency import agreement_problems, holds
from analysis.problems import Problem
from analysis.wave import open_wave


@pytest.fixture(scope="module")
def sheets(cleaned_2012, codebook) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The clean sheet of the case studies of 2012, and their coding."""
    cases = cleaned_2012["cases"].frame
    return cases, read_coding(open_wave("2012").source_file("case_studies"), cases["case_no"], criteria_for(codebook))[0]


@pytest.fixture
def changed(sheets, codebook) -> Callable[..., list[Problem]]:
    """`changed(7, evaluation="none")`: the problems of 2012 with other cells of one case study; `__` stands for the dot of
    an indicator."""

    def check(case: int, **cells: str) -> list[Problem]:
        cases, coding = (sheet.copy() for sheet in sheets)
        for name, value in cells.items():
            if (indicator := name.replace("__", ".")) in set(coding["indicator"]):
                coding.loc[coding["case_no"].eq(str(case)) & coding["indicator"].eq(indicator), "final"] = value
            else:
                cases.loc[cases["case_no"].eq(str(case)), name] = value
        return agreement_problems(open_wave("2012"), cases, coding, codebook["cases"])

    return check


def test_2012_does_not_contradict_itself(changed) -> None:
    assert changed(1) == []


@pytest.mark.parametrize(
    ("case", "cells", "column"),
    [
        (7, {"evaluation": "none"}, "evaluation"),
        (15, {"evaluation": "not_reported"}, "evaluation"),
        (36, {"evaluation": "planned"}, "evaluation"),
        (25, {"effectiveness__evaluated": "no"}, "evaluation"),
        (35, {"efficiency__several_funders": "not_reported"}, "final"),
        (35, {"efficiency__several_funders": "yes"}, "funding_sources"),
        (1, {"effectiveness__outputs_counted": "yes"}, "outcomes_quantified"),
        (1, {"outcomes_quantified": "yes"}, "final"),
        (17, {"replication": "replicable"}, "final"),
        (16, {"efficiency__cost_per_person": "yes"}, "final"),
        (8, {"efficiency__cost_per_person": "no"}, "final"),
        (4, {"efficiency__cost_known": "yes"}, "final"),
        (34, {"sustainability__know_how_left": "no"}, "final"),
        (23, {"relevance__migrants_take_part": "not_reported"}, "final"),
        (3, {"people_period": "2012"}, "beneficiaries"),
        (9, {"ratio_people": ""}, "ratio_people"),
        (2, {"money_passage": ""}, "money_passage"),
        (37, {"years_passage": ""}, "years_passage"),
        (25, {"sustainability__continues": "no"}, "final"),
    ],
)
def test_a_contradiction_is_found_at_its_place(changed, case, cells, column) -> None:
    found = changed(case, **cells)
    assert column in {problem.column for problem in found} and all(f"case {case}: " in problem.rule for problem in found)
    for problem in found:
        assert problem.file.endswith("case_studies.xlsx") and problem.sheet == ("coding" if problem.column == "final" else "cases")
        assert problem.row == case + 1 if problem.sheet == "cases" else problem.row > 20 * (case - 1)
        assert "read the passage again" in problem.hint


def test_a_contradiction_is_told_with_what_is_said_elsewhere(changed) -> None:
    [problem] = changed(7, evaluation="planned")
    assert (problem.row, problem.column, problem.value) == (8, "evaluation", "planned")
    assert problem.rule == (
        "case 7: evaluation does not go with what is said elsewhere, where effectiveness.evaluated is yes "
        "(expected: effectiveness.evaluated: yes <-> evaluation: internal or external)"
    )


def test_a_sheet_without_the_column_that_binds_it_is_not_held_to_the_rules(sheets, codebook) -> None:
    cases, coding = sheets[0].assign(evaluation="planned"), sheets[1]
    spec = codebook["cases"]
    assert agreement_problems(open_wave("2012"), cases, coding, spec)
    older = replace(spec, agree=replace(spec.agree, bound_by="a_column_it_lacks"))
    assert agreement_problems(open_wave("2012"), cases, coding, older) == []


def test_a_rule_on_something_that_the_wave_does_not_have_is_none(sheets, codebook) -> None:
    cases, coding = sheets
    without = cases.drop(columns="replication")
    assert agreement_problems(open_wave("2012"), without, coding, codebook["cases"]) == []


@pytest.mark.parametrize(
    ("value", "allowed", "so"),
    [
        ("internal;planned", ("internal", "external"), True), ("planned", ("internal", "external"), False), ("", ("filled",), False),
        ("", ("empty",), True), ("eu", ("one",), True), ("eu;local", ("one",), False), ("eu;local", ("several",), True),
        ("", ("yes", "empty"), True), ("", ("one",), False),
    ],
)  # fmt: skip
def test_conditions(value, allowed, so) -> None:
    assert holds(value, allowed) is so
