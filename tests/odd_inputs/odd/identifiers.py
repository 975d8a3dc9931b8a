"""Identifiers as programs and people change them."""

from __future__ import annotations

from odd import Odd
from odd.make import answers, full, practices

SLIM = {"survey": {"format": "csv"}}


def named(*names: str, **more: str) -> list[list[str]]:
    return answers(*({"respondent_id": name, "country": "Spain", "consultations": "Yes"} | more for name in names))


def sheet_of(name: str) -> list[list[str]]:
    return full("factsheets", {"respondent_id": name, "fs_name": "Desk"})


KINDS = [
    Odd("zeros lost in one of two sheets", {"survey.csv": named("007"), "factsheets.csv": sheet_of("7")}, says=SLIM, refused=r"but for leading zeros.*\(found: '7 \(in the survey: 007\)'\)"),
    Odd("zeros in two identifiers", {"survey.csv": named("007", "7")}, says=SLIM, warned=r"but for leading zeros.*007 \(row 2\), 7 \(row 3\)", rows={"responses": 2}),
    Odd("identifiers of another case in two sheets", {"survey.csv": named("r1"), "factsheets.csv": sheet_of("R1")}, says=SLIM, values={"factsheets R1 fs_name": "Desk"}),
    Odd("one identifier in two cases with the same answers", {"survey.csv": [["respondent_id", "country", "comments"], ["r1", "Spain", ""], ["R1", "", "Thanks"]]}, says=SLIM, warned="r1.*R1", rows={"responses": 1}),
    Odd("identifiers with decimals", {"survey.csv": named("1.0", "2.0")}, says=SLIM, values={"responses 1 country": "ES", "responses 2 country": "ES"}),
    Odd("identifiers that a spreadsheet shortened", {"survey.csv": named("1.23457E+11")}, says=SLIM, refused=r"column respondent_id: is a number that a spreadsheet has shortened \(found: '1.23457E\+11'\)"),
    Odd("identifiers with blanks", {"survey.csv": named("Town of Exampleton")}, says=SLIM, refused=r"column respondent_id: is not an identifier \(found: 'Town of Exampleton'\)"),
    Odd("a word for nothing as identifier", {"survey.csv": named("n/a")}, says=SLIM, refused=r"is a word that means no answer, and no identifier \(found: 'n/a'\)"),
    Odd("a Greek letter in an identifier", {"survey.csv": named("ΑB1")}, says=SLIM, refused=r"holds a letter of another alphabet.*U\+0391.*\(found: 'ΑB1'\)"),
    Odd("universally unique identifiers", {"survey.csv": named("uuid:6f1c2a3b-0000-4000-8000-000000000001")}, says=SLIM, values={"responses 6F1C2A3B-0000-4000-8000-000000000001 country": "ES"}),
    Odd("an e-mail address as identifier", {"survey.csv": named("someone" + chr(64) + "example.org")}, says=SLIM, refused="column respondent_id: is (not an identifier|an e-mail)"),
    Odd("identifiers full of web code", {"practices.csv": practices({"practice_id": "=HYPERLINK(\"https://example.org\",\"P1\")"})}, refused="column practice_id: is not an identifier"),
    Odd("numbers with marks between thousands as identifiers", {"survey.csv": named("1,234")}, says=SLIM, refused=r"column respondent_id: is not an identifier \(found: '1,234'\)"),
    Odd("invisible characters in identifiers", {"survey.csv": named("R\u200b1"), "factsheets.csv": sheet_of("R1\u00a0")}, says=SLIM, values={"factsheets R1 fs_name": "Desk"}),
]  # fmt: skip
