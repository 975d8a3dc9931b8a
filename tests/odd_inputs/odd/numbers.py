"""Numbers as people, programs and countries write them."""

from __future__ import annotations

from odd import Odd
from odd.make import answers, full
from odd.words import SLIM, responses, said

FACTSHEET = {"survey.csv": answers({"country": "Spain"})}


def number(*cells: str) -> dict:
    return said("tcn_number", *cells)


def percent(*cells: str) -> dict:
    return said("tcn_percent", *cells)


def decimal(mark: str) -> dict:
    return {"survey": {"format": "csv", "decimal": mark}}


def refused(value: str, rule: str = "is not a number", column: str = "tcn_number") -> str:
    return rf"row 2, column {column}: {rule} \(found: '{value}'\)"


KINDS = [
    Odd("a mark that is decimal or between thousands", percent("7,125"), says=SLIM, values=responses("tcn_percent", "7.125")),
    Odd("a mark that is decimal or between thousands, without a limit", number("1.234"), says=SLIM, refused=r"column tcn_number: is not a number that can be read in one way only.*\(found: '1\.234'\).*`decimal"),
    Odd("a mark that other cells settle", number("1,234", "12,5"), says=SLIM, values=responses("tcn_number", "1.2340", "12.5")),
    Odd("marks that contradict each other", number("1,234", "12,5", "12.5"), says=SLIM, refused="row 2, column tcn_number: is not a number that can be read in one way only"),
    Odd("a mark that wave.yml settles", number("1.234", "12.345.678"), says=decimal(","), values=responses("tcn_number", "1234", "12345678")),
    Odd("a number against what wave.yml says", number("12.5"), says=decimal(","), values=responses("tcn_number", "12.5")),
    Odd("thousands in any usual way", number("12 345", "12\u00a0345", "12'345", "12\u202f345", "1,234,567"), says=SLIM, values=responses("tcn_number", *["12345"] * 4, "1234567")),
    Odd("thousands of India", number("1,23,456"), says=SLIM, refused=refused("1,23,456")),
    Odd("per cent with a sign and a blank", percent("12,5 %", "8%"), says=SLIM, values=responses("tcn_percent", "12.5", "8")),
    Odd("percentages as parts of 1", percent("0.125", "0.08", "0.3"), says=SLIM, warned="could be meant as a part of 1, .*in 3 places: row 2, column tcn_percent", values=responses("tcn_percent", "0.125", "0.08", "0.3")),
    Odd("a percentage above 100", percent("120"), says=SLIM, refused=refused("120", "lies outside 0 to 100", "tcn_percent")),
    Odd("about", number("ca. 500"), says=SLIM, refused=refused(r"ca\. 500")),
    Odd("a span of numbers", number("5-10"), says=SLIM, refused=refused("5-10")),
    Odd("a number in words", number("1.5 million"), says=SLIM, refused=refused(r"1\.5 million")),
    Odd("more than", number("> 500"), says=SLIM, refused=refused("> 500")),
    Odd("a number with its unit", number("120 people"), says=SLIM, refused=refused("120 people")),
    Odd("a number with a footnote", number("120*"), says=SLIM, refused=refused(r"120\*")),
    Odd("a number with its year", number("120 (2024)"), says=SLIM, refused=refused(r"120 \(2024\)")),
    Odd("a number in brackets, as accountants write a loss", number("(120)"), says=SLIM, refused=refused(r"\(120\)")),
    Odd("a long minus", number("\u2212120"), says=SLIM, refused=refused("\u2212120")),
    Odd("digits of another script", number("١٢٣"), says=SLIM, values=responses("tcn_number", "123")),
    Odd("digits of full width", number("１２３"), says=SLIM, values=responses("tcn_number", "123")),
    Odd("a small two above", number("12²"), says=SLIM, refused=refused("12²")),
    Odd("no number of a program", number("inf", "NaN"), says=SLIM, refused=refused("inf")),
    Odd("a number as programs shorten it", number("1.2E+4"), says=SLIM, values=responses("tcn_number", "12000")),
    Odd("a number beyond all numbers", number("1e999"), says=SLIM, refused=refused("1e999")),
    Odd("repeated nines", number("999", "999", "120", "80"), says=SLIM, warned="could be a code for no answer, .*in 2 places: row 2, column tcn_number .found: '999'", values=responses("tcn_number", "999", "999", "120", "80")),
    Odd("a year to come in a column of years", said("tcn_year", "2042"), says=SLIM, warned=r"column tcn_year: lies after 2026", values=responses("tcn_year", "2042")),
    Odd("euros in a column of millions", {**FACTSHEET, "factsheets.csv": full("factsheets", {"respondent_id": "R1", "fs_funding_eur_m": "250000"})}, says=SLIM, refused=r"column fs_funding_eur_m: lies outside 0 to 1000 \(found: '250000'\)"),
    Odd("a year in a column of durations", {**FACTSHEET, "factsheets.csv": full("factsheets", {"respondent_id": "R1", "fs_duration_years": "2011"})}, says=SLIM, refused=r"column fs_duration_years: lies outside 0 to 99 \(found: '2011'\)"),
    Odd("half a person", {**FACTSHEET, "factsheets.csv": full("factsheets", {"respondent_id": "R1", "fs_beneficiaries": "12.5"})}, says=SLIM, refused=r"factsheets\.csv, row 2, column fs_beneficiaries: is not a whole number"),
    Odd("two years for one", said("tcn_year", "2011/12"), says=SLIM, refused=refused("2011/12", column="tcn_year")),
    Odd("a day for a year", said("tcn_year", "31.12.2024"), says=SLIM, refused=refused(r"31\.12\.2024", column="tcn_year")),
    Odd("a year with decimals that say nothing", said("tcn_year", "2024.0"), says=SLIM, values=responses("tcn_year", "2024")),
    Odd("a year of two digits", said("tcn_year", "24"), says=SLIM, refused=refused("24", "lies outside 1950 to 2100", "tcn_year")),
    Odd("a fraction", number("1/2"), says=SLIM, refused=refused("1/2")),
    Odd("an apostrophe before the number", number("'120"), says=SLIM, refused=r"""row 2, column tcn_number: is not a number \(found: "'120"\)"""),
    Odd("a currency beside a number of another column", {**FACTSHEET, "factsheets.csv": full("factsheets", {"respondent_id": "R1", "fs_funding_eur_m": "€0.26"})}, says=SLIM, refused=r"column fs_funding_eur_m: is not a number \(found: '€0\.26'\)"),
]  # fmt: skip
