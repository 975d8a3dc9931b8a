"""What a number format adds to a number."""

from __future__ import annotations

import pytest

from analysis.intake.containers.formats import Look, look


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("0.0%", 0.125, "12.5%"),
        ("0%;[Red]-0%", 0.07, "7%"),
        ("0%", 1 / 3, "33.3333333333333%"),
        ('#,##0 "€"', 250000.0, "250000 EUR"),
        ("[$€-407] #,##0.00", 1125.5, "1125.5 EUR"),
        ('_-* #,##0.00 "€"_-;-* #,##0.00 "€"_-', 1.0, "1 EUR"),
        ("[$EUR] #,##0", 1.0, "1 EUR"),
        ("[$£-809]#,##0", 1.0, "1 GBP"),
        ("$#,##0", 1.0, "1 USD"),
        ("[$$-1009]#,##0", 1.0, "1 CAD"),
        ("#,##0.00\\ [$kr-41D]", 1.0, "1 SEK"),
        ("#,##0.00\\ [$kr-406]", 1.0, "1 DKK"),
        ('#,##0 "kr"', 1.0, "1 kr"),
        ("#,##0 [$zł-415]", 1.0, "1 PLN"),
        ("000", 7.0, "007"),
        ('"P"000', 7.0, "P007"),
        ('0" Mio. €"', 5.0, "5 Mio. €"),
        ('0 "years"', 2.5, "2.5 years"),
        ('"ca. "0', 5.0, "ca. 5"),
        ('0.0 "%"', 12.5, "12.5 %"),
        ('€0.0,"k"', 1500.0, "1500 EUR"),
    ],
)
def test_a_number_is_read_as_it_is_shown_and_to_its_full_precision(code: str, value: float, text: str) -> None:
    found = look(164, code)
    assert found and found.text(value) == text


@pytest.mark.parametrize("code", ["General", "0", "0.00", "#,##0.00", "(0)", "# ?/?", "0.00E+00", "@", "[$-409]#,##0", '0.0,,"M"', "+0;-0"])
def test_a_format_that_says_nothing_changes_nothing(code: str) -> None:
    assert look(164, code) is None


def test_formats_without_a_code_are_known_by_number() -> None:
    assert look(10) == Look(percent=True)
    assert look(44) == Look(unsure=True)
    assert look(2) is None
