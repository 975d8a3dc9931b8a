"""The schema made from the codebook: clean tables pass it, and nothing else does."""

from __future__ import annotations

import pytest

from analysis.clean.schema import schema_problems


@pytest.mark.parametrize("table", ["responses", "factsheets", "practices", "cases"])
def test_the_clean_tables_of_2012_pass(cleaned_2012, codebook, table):
    assert schema_problems(cleaned_2012[table].frame, codebook[table], "file", "sheet") == []


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("practices", "range", "local"), ("practices", "aims", "health;chess"), ("practices", "country", "Greece"),
        ("practices", "end_date", "12/2010"), ("practices", "practice_id", "P 1"), ("responses", "staff_training", "Yes"),
        ("responses", "measure_legal__civic", "6"), ("responses", "tcn_percent", "120"), ("cases", "beneficiaries", "many"),
    ],
)  # fmt: skip
def test_a_value_that_no_cleaner_may_leave_is_found(cleaned_2012, codebook, table, column, value):
    frame = cleaned_2012[table].frame.copy()
    frame.loc[frame.index[1], column] = value
    (problem,) = schema_problems(frame, codebook[table], "survey.xlsx", table)
    assert (problem.column, problem.value, problem.file) == (column, value, "survey.xlsx")


def test_a_record_that_stands_twice_is_found(cleaned_2012, codebook):
    frame = cleaned_2012["practices"].frame.copy()
    frame.loc[1, "practice_id"] = frame.loc[0, "practice_id"]
    assert schema_problems(frame, codebook["practices"], "file", "")
