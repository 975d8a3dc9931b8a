"""Merged cells: filled down a column, refused across columns, left alone in titles."""

from __future__ import annotations

from analysis.intake.containers.layout import merged, spans


def test_a_merge_down_a_column_is_filled_with_a_warning() -> None:
    rows = [["id", "country"], ["1", "ES"], ["2", ""], ["3", ""], ["4", "IT"]]
    [warning] = merged(rows, [(1, 1, 3, 1)], "t.xlsx", "s")
    assert [row[1] for row in rows] == ["country", "ES", "ES", "ES", "IT"]
    assert (warning.warning, warning.row, warning.column, warning.value) == (True, 2, "B", "B2:B4")


def test_a_merge_across_columns_of_data_is_a_problem() -> None:
    rows = [["id", "a", "b"], ["1", "x", ""]]
    [problem] = merged(rows, [(1, 1, 1, 2)], "t.xlsx", "s")
    assert (problem.warning, problem.row, problem.column, problem.value) == (False, 2, "B", "B2:C2")
    assert rows[1] == ["1", "x", ""]


def test_a_merged_header_beside_other_columns_is_a_problem() -> None:
    assert [p.row for p in merged([["id", "", "b"], ["1", "2", "3"]], [(0, 0, 0, 1)], "t.xlsx", "s")] == [1]


def test_titles_above_the_header_are_fine() -> None:
    rows = [["The survey", "", ""], ["", "Part 1", ""], ["id", "a", "b"], ["1", "2", "3"]]
    assert list(merged(rows, [(0, 0, 0, 2), (1, 1, 1, 2)], "t.xlsx", "s")) == []


def test_merges_without_a_value_or_beyond_the_cells_do_not_matter() -> None:
    assert list(merged([["id", "a"], ["1", ""]], [(1, 1, 2, 1), (40, 0, 50, 3)], "t.xlsx", "s")) == []


def test_numbers_are_told_as_spans() -> None:
    assert spans([3, 4, 5, 9]) == "3-5, 9"
    assert spans(range(0, 100, 2)).endswith("18, ...")
