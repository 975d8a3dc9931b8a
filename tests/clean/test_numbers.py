"""Numbers as people and programs write them, and ratings."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.clean.numbers import canonical, number_cleaner, parse_number, rating_cleaner, unmistakable


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("-3", -3),
        ("+5", 5),
        ("1.5", 1.5),
        ("1,5", 1.5),
        ("0,500", 0.5),
        ("0.125", 0.125),
        ("1 234,5", 1234.5),
        ("1,234", 1234),
        ("1.234", 1234),
        ("1'234", 1234),
        ("1\u00a0234", 1234),
        ("1\u202f234", 1234),
        ("39.420,68", 39420.68),
        ("987.488,01", 987488.01),
        ("1,234.567", 1234.567),
        ("1.234,567", 1234.567),
        ("1.234.567", 1234567),
        ("1,234,567.8", 1234567.8),
        ("375,000,00", 375000),
        ("1.2340", 1.234),
        ("1234.567", 1234.567),
        ("1e3", 1000),
        ("2.5E-3", 0.0025),
        ("100.000", 100000),
        ("5.", 5),
        (" 12 ", 12),
    ],
)
def test_numbers_are_read_by_their_marks(text: str, value: float) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    "text", ["", " ", "many", "12 people", "1.2.3", "12,34,567", "1..2", ",5", "--1", "1e999", "0x1F", "NaN", "∞"]
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [(3.0, "3"), (-0.0, "0"), (0.1 + 0.2, "0.3"), (2 / 3, "0.666666666667"), (1e15, "1e+15"), (1637964.0, "1637964")],
)
def test_tables_print_whole_numbers_without_a_point(value: float, text: str) -> None:
    assert canonical(value) == text


def test_three_decimals_are_written_so_that_they_stay_decimals() -> None:
    assert unmistakable(1.234) == "1.2340"
    assert unmistakable(0.125) == "0.125"
    assert unmistakable(1234.567) == "1234.567"


@pytest.mark.parametrize(
    ("raw", "clean", "rule"),
    [
        ("12.5", "12.5", ""), ("12,5 %", "12.5", "number_form"), ("12.50", "12.5", "number_form"),
        ("?", "", "missing_word"), ("", "", ""), ("0", "0", ""), ("100", "100", ""),
    ],
)  # fmt: skip
def test_a_share_in_per_cent(raw: str, clean: str, rule: str, codebook, cleans) -> None:
    cleans(number_cleaner(codebook["responses"].items["tcn_percent"], codebook), raw, clean, rule)


@pytest.mark.parametrize(
    ("item", "raw", "problem"),
    [
        ("tcn_percent", "101", "lies outside 0 to 100"),
        ("tcn_percent", "-1", "lies outside 0 to 100"),
        ("tcn_number", "-1", "lies below 0"),
        ("tcn_year", "2010.5", "is not a whole number"),
        ("tcn_year", "210", "lies outside 1950 to 2100"),
        ("tcn_number", "about 500", "is not a number"),
        ("tcn_number", "=SUM(A1)", "is not a number"),
    ],
)
def test_text_or_an_impossible_value_where_a_number_belongs(item: str, raw: str, problem: str, codebook) -> None:
    parsed = number_cleaner(codebook["responses"].items[item], codebook)(raw)
    assert (parsed.value, parsed.problem) == ("", problem)
    assert "leave the cell empty" in parsed.hint


@pytest.mark.parametrize("raw", ["0", "38", "1.5", "one"])
def test_there_are_37_case_studies_in_2012(raw: str, codebook) -> None:
    assert number_cleaner(codebook.of_wave(2012)["cases"].items["case_no"], codebook)(raw).problem


@pytest.mark.parametrize(
    ("raw", "clean", "rule"),
    [
        ("4", "4", ""), ("4.0", "4", "number_form"), ("higher", "higher", ""),
        ("Higher Priority", "higher", "answer_spelling"), ("", "", ""),
    ],
)  # fmt: skip
def test_a_rating_is_a_whole_number_or_higher(raw: str, clean: str, rule: str, codebook, cleans) -> None:
    cleans(rating_cleaner(codebook["responses"].items["measure_legal__civic"], codebook), raw, clean, rule)


@pytest.mark.parametrize(
    ("item", "raw"),
    [
        ("measure_legal__civic", "6"),
        ("effective__cultural", "4"),
        ("measure_legal__civic", "3.5"),
        ("measure_legal__civic", "lower"),
    ],
)
def test_a_rating_off_the_scale_says_the_scale(item: str, raw: str, codebook) -> None:
    spec = codebook["responses"].items[item]
    parsed = rating_cleaner(spec, codebook)(raw)
    assert parsed.problem
    assert f"from 1 to {spec.max:g}" in parsed.hint


NUMERALS = st.text("0123456789.,' +-eE%\u00a0", max_size=16)


@given(NUMERALS | st.text(max_size=10))
@example("1,2340")
@example("1.234,567")
@example("-1,2340")
@example("999999999999999.9")
@example("\u1369")
def test_any_text_is_a_number_or_a_problem(codebook, settles, text: str) -> None:
    items = codebook["responses"].items
    settles(number_cleaner(items["tcn_number"], codebook), text)
    settles(number_cleaner(codebook["factsheets"].items["fs_year"], codebook), text)
    settles(rating_cleaner(items["measure_legal__civic"], codebook), text)


@given(st.floats(0, 1e12))
def test_what_is_written_for_a_number_is_read_as_that_number(value: float) -> None:
    assert parse_number(unmistakable(value)) == pytest.approx(value, rel=1e-11)


@given(st.integers(-(10**14), 10**14), st.sampled_from([",", ".", " ", "'"]))
def test_whole_numbers_in_threes_are_read_whatever_the_mark(number: int, mark: str) -> None:
    if abs(number) >= 1000:
        assert parse_number(f"{number:,}".replace(",", mark)) == number
