"""Messages for people: one cause is one message, short enough to be read, with nothing that could steer a terminal."""

from __future__ import annotations

import pytest

from analysis.problems import (
    CAUSES,
    FURTHER,
    LISTED,
    LONGEST,
    Problem,
    counted,
    few,
    grave,
    grouped,
    limited,
    one_line,
    places,
)


def cell(row: int, column: str = "country", rule: str = "is not a country", value: str = "?", **kind) -> Problem:
    return Problem("practices.csv", rule, "write its name", "", row, column, value, **kind)


def test_a_problem_names_file_sheet_row_column_value_rule_and_what_to_do() -> None:
    problem = Problem("survey.xlsx", "is not a number", "write digits", "responses", 7, "tcn_number", "many")
    assert str(problem) == "survey.xlsx, sheet responses, row 7, column tcn_number: is not a number (found: 'many'). What to do: write digits"


def test_one_cause_is_one_message_with_how_many_and_the_first_three_places_also_across_columns() -> None:
    [message] = grouped([cell(2), cell(3, "range"), cell(4), cell(5)])
    assert "in 4 places: row 2, column country (found: '?'); row 3, column range (found: '?'); row 4" in message
    assert "and 1 more" in message and "row 5" not in message and message.count("write its name") == 1


def test_what_a_rule_quotes_of_a_place_does_not_make_it_another_cause() -> None:
    found = [cell(n, rule=f"holds 'aim {n}', which is not known") for n in range(2)]
    [message] = grouped(found)
    assert "practices.csv: holds …, which is not known, in 2 places: row 0" in message
    assert "holds 'aim 1', which" in grouped(found[1:])[0]


def test_errors_come_before_warnings_and_a_warning_of_the_same_words_stays_apart() -> None:
    first, second = grouped([cell(2, warning=True), cell(3)])
    assert first.startswith("practices.csv, row 3") and second.startswith("Warning: practices.csv, row 2")
    assert grave([cell(2, warning=True), cell(3)]) == [cell(3)]


@pytest.mark.parametrize("long", ["value", "column"])
def test_a_message_with_long_values_names_fewer_places(long) -> None:
    [message] = grouped([cell(n, **{long: f"{n} {'long ' * 30}"}) for n in range(30)])
    assert len(message) <= LONGEST and "in 30 places: row 0" in message


def test_what_stands_in_a_file_cannot_break_a_line_or_steer_the_terminal() -> None:
    message = str(Problem("a.csv", "is odd", "", "in\nside", 1, "\x1b[2Jq\r1", "\x1b]0;\n"))
    assert message.isprintable() and "\\x1b[2Jq 1" in message
    assert one_line("x" * 200) == "x" * 79 + "…"


def test_of_one_cause_in_a_column_as_many_are_kept_as_somebody_looks_at_and_all_are_counted() -> None:
    found = limited([*(cell(n) for n in range(100)), *(cell(n, "range") for n in range(3))])
    assert len(found) == LISTED + 3 and places(found) == 103
    assert limited(found) == found
    assert "in 103 places" in grouped(found)[0]


def test_very_many_causes_in_a_column_are_told_as_one_beyond_the_first() -> None:
    found = limited(cell(n, rule=f"is not {n}") for n in range(1000))
    assert len(grouped(found)) == CAUSES + 1 and places(found) == 1000
    assert found[-1].rule == FURTHER[0]


def test_a_warning_takes_no_room_from_errors() -> None:
    found = limited([*(cell(n, rule=f"is not {n}", warning=True) for n in range(1000)), cell(7)])
    assert grave(found) == [cell(7)]


def test_numbers_of_things_are_written_as_people_do() -> None:
    assert (counted(1, "warning"), counted(1200, "warning")) == ("1 warning", "1,200 warnings")


def test_of_many_places_the_last_that_is_listed_counts_the_others():
    found = [Problem("a.csv", "is odd", row=row) for row in (1, 2)]
    assert few(found, 2) == found and few([], 0) == []
    assert [problem.more for problem in few(found, 9)] == [0, 7]
    assert places(few(found, 9)) == 9
