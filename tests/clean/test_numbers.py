"""Numbers as people and programs write them, and ratings."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.clean.numbers import canonical, number_cleaner, parse_number, rating_cleaner, readings


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
        ("1.2340", 1.234),
        ("1234.567", 1234.567),
        ("1e3", 1000),
        ("2.5E-3", 0.0025),
        ("100.000", 100000),
        ("5.", 5),
        (" 12 ", 12),
        ("1 234 567", 1234567),
        ("٤٢", 42),
        ("１２", 12),
    ],
)
def test_numbers_are_read_by_their_marks(text: str, value: float) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    "text", ["", " ", "many", "12 people", "1.2.3", "12,34,567", "1..2", ",5", "--1", "1e999", "0x1F", "NaN", "∞",
     "375,000,00", "5 10", "12 34", "1 2345", "5-10", "ca. 500", ">100", "1.5 million", "1O0", "XII", "1 234.567,8"],
)  # fmt: skip
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [(3.0, "3"), (-0.0, "0"), (0.1 + 0.2, "0.3"), (2 / 3, "0.666666666667"), (1e15, "1e+15"), (1637964.0, "1637964")],
)
def test_tables_print_whole_numbers_without_a_point(value: float, text: str) -> None:
    assert canonical(value) == text


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1.234", {".": 1.234, ",": 1234}), ("-7,125", {",": -7.125, ".": -7125}), ("4.000", {".": 4, ",": 4000}),
        ("0.125", {".": 0.125}), ("012.345", {".": 12.345}), ("1234.567", {".": 1234.567}), ("12.3450", {".": 12.345}),
        ("1 234,567", {",": 1234.567}), ("1.234,567", {",": 1234.567}), ("1.234.567", {",": 1234567}), ("7", {"": 7}), ("x", {}),
    ],
)  # fmt: skip
def test_only_a_mark_before_three_digits_can_be_read_in_two_ways(text: str, numbers: dict[str, float]) -> None:
    assert readings(text) == numbers


@pytest.mark.parametrize(
    ("raw", "decimal", "clean"),
    [
        ("12.345", ",", "12345"), ("12.345", ".", "12.345"), ("1,234", ".", "1234"), ("1,234", ",", "1.2340"),
        ("12.5", ",", "12.5"), ("1.234.567", "", "1234567"),
    ],
)  # fmt: skip
def test_the_mark_of_the_column_settles_what_one_cell_does_not(raw: str, decimal: str, clean: str, codebook) -> None:
    parsed = number_cleaner(codebook["factsheets"].items["fs_funding_eur_m"], codebook, decimal)(raw)
    assert (float(parsed.value), parsed.problem) == (float(clean), "")


@pytest.mark.parametrize("raw", ["12.345", "1,234", "100.000"])
def test_decimal_or_thousands_is_asked_for_where_nothing_tells(raw: str, codebook) -> None:
    parsed = number_cleaner(codebook["factsheets"].items["fs_funding_eur_m"], codebook)(raw)
    assert (parsed.value, parsed.problem[:37]) == ("", "is not a number that can be read in o") and "`decimal:" in parsed.hint


@pytest.mark.parametrize(
    ("table", "item", "raw", "clean"),
    [
        ("responses", "tcn_percent", "7,125", "7.125"), ("responses", "tcn_percent", "12.500", "12.5"),
        ("responses", "measure_legal__civic", "4.000", "4"), ("factsheets", "fs_beneficiaries", "1.500", "1500"),
        ("factsheets", "fs_year", "2.012", "2012"),
    ],
)  # fmt: skip
def test_the_limits_of_an_item_settle_what_the_marks_do_not(table: str, item: str, raw: str, clean: str, codebook, cleans) -> None:
    spec = codebook[table].items[item]
    cleans((rating_cleaner if spec.type == "rating" else number_cleaner)(spec, codebook), raw, clean, "number_form" if clean != raw else "")


def test_a_mark_that_was_declared_is_not_overruled_by_the_limits(codebook) -> None:
    assert number_cleaner(codebook["responses"].items["tcn_percent"], codebook, ".")("7,125").problem == "lies outside 0 to 100"


@pytest.mark.parametrize(("item", "raw"), [("fs_year", "9999"), ("fs_beneficiaries", "-99"), ("fs_duration_years", "-9")])
def test_a_code_outside_the_limits_is_refused_with_the_way_to_declare_it(item: str, raw: str, codebook) -> None:
    assert "`missing:`" in number_cleaner(codebook["factsheets"].items[item], codebook)(raw).hint
    assert "`missing:`" in rating_cleaner(codebook["responses"].items["measure_legal__civic"], codebook)(raw).hint


def test_what_may_be_a_code_or_a_fraction_is_read_with_a_warning(codebook) -> None:
    percent = codebook["responses"].items["tcn_percent"]
    code = number_cleaner(percent, codebook, codes=frozenset({"99"}))
    assert (code("99").value, "code" in code("99").doubt, code("98").doubt) == ("99", True, "")
    part = number_cleaner(percent, codebook, fractions=True)
    assert (part("0.125").value, "part of 1" in part("0.125").doubt, part("0").doubt) == ("0.125", True, "")


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
        ("tcn_number", "12.5%", "is a percentage where a number belongs"),
        ("tcn_number", "about 500", "is not a number"),
        ("tcn_number", "=SUM(A1)", "is not a number"),
    ],
)
def test_text_or_an_impossible_value_where_a_number_belongs(item: str, raw: str, problem: str, codebook) -> None:
    parsed = number_cleaner(codebook["responses"].items[item], codebook)(raw)
    assert (parsed.value, parsed.problem) == ("", problem)
    assert "leave the cell empty" in parsed.hint


@pytest.mark.parametrize("raw", ["0", "1.5", "one"])
def test_case_studies_are_numbered_from_one(raw: str, codebook) -> None:
    assert number_cleaner(codebook["cases"].items["case_no"], codebook)(raw).problem


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
    settles(number_cleaner(codebook["factsheets"].items["fs_funding_eur_m"], codebook), text)
    settles(number_cleaner(codebook["factsheets"].items["fs_year"], codebook), text)
    settles(rating_cleaner(items["measure_legal__civic"], codebook), text)


@given(st.floats(0, 1e12))
def test_what_is_written_for_a_number_is_read_as_that_number(codebook, value: float) -> None:
    text = number_cleaner(codebook["factsheets"].items["fs_funding_eur_m"], codebook, ".")(repr(value)).value
    assert float(text) == pytest.approx(value, rel=1e-11)


@given(st.integers(-(10**14), 10**14), st.sampled_from([",", ".", " ", "'"]))
def test_whole_numbers_in_threes_are_read_whatever_the_mark(number: int, mark: str) -> None:
    if abs(number) >= 1000:
        assert parse_number(f"{number:,}".replace(",", mark)) == number


@pytest.mark.parametrize("decimal", ["", ".", ","])
@pytest.mark.parametrize(("raw", "clean"), [("12.500", "12500"), ("9,800", "9800"), ("1 250", "1250")])
def test_a_count_has_no_decimal_mark_whatever_the_file_uses(codebook, raw: str, clean: str, decimal: str) -> None:
    assert number_cleaner(codebook["responses"].items["tcn_number"], codebook, decimal)(raw).value == clean


def test_a_day_in_the_place_of_a_year_is_told_as_a_format(codebook) -> None:
    parsed = number_cleaner(codebook["responses"].items["tcn_year"], codebook)("1905-07-15")
    assert parsed.problem == "is not a number" and "formatted as a date" in parsed.hint


def test_a_word_in_the_place_of_a_rating_is_told_what_the_ends_mean(codebook) -> None:
    item = next(item for item in codebook["responses"].items.values() if item.ends)
    hint = rating_cleaner(item, codebook)("Most of all").hint
    assert all(end in hint for end in item.ends)
