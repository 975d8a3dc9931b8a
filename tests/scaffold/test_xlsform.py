"""The XLSForm converts without a warning, asks what the codebook asks, and leads past what does not concern a respondent."""

from __future__ import annotations

import io
from xml.etree import ElementTree

import openpyxl
import pytest
from pyxform.xls2xform import convert

from analysis.codebook import WORKED_OUT, Codebook
from analysis.scaffold.xlsform import form

HINTS = ("email", "e-mail", "phone", "contact")


@pytest.fixture(scope="module")
def content(codebook_2026) -> bytes:
    return form("2026", codebook_2026)


@pytest.fixture(scope="module")
def sheets(content) -> dict[str, list[dict[str, str]]]:
    """The rows of each sheet by the names of its columns."""
    found = {}
    for page in openpyxl.load_workbook(io.BytesIO(content)):
        head, *rows = page.iter_rows(values_only=True)
        found[page.title] = [dict(zip(head, (cell or "" for cell in row), strict=True)) for row in rows]
    return found


def by_name(rows: list[dict[str, str]]) -> dict[str, dict[str, str]]:
    return {row["name"]: row for row in rows if row.get("name")}


def test_it_converts_without_a_warning(content):
    warnings: list[str] = []
    made = convert(io.BytesIO(content), warnings=warnings, file_type=".xlsx")
    assert warnings == []
    assert ElementTree.fromstring(made.xform).tag.endswith("html")


def test_it_asks_every_item_of_the_codebook_by_its_id_and_nothing_else(sheets, codebook_2026: Codebook):
    asked = {row["name"] for row in sheets["survey"] if row["name"] and not row["type"].startswith(("begin", "end", "note")) and row["name"] != "_factsheets"}
    given = {i.id for t in ("responses", "factsheets") for i in codebook_2026[t].items.values() if i.type != "id" and not i.derived and i.id not in WORKED_OUT}
    assert asked == given


def test_details_are_asked_only_of_those_who_say_yes(sheets):
    rows = by_name(sheets["survey"])
    assert rows["network_member_details"]["relevant"] == "${network_member} = 'yes'"
    assert rows["consultation_examples"]["relevant"] == "${consultations} = 'yes'"
    assert not rows["network_member"]["relevant"] and not rows["comments"]["relevant"]


def test_a_question_that_follows_one_that_is_not_asked_is_asked_of_all(codebook_2026):
    made = form("2026", codebook_2026.of_wave(2026, ("network_member",)))
    assert convert(io.BytesIO(made), warnings=(warnings := []), file_type=".xlsx") and not warnings


def test_both_groups_of_migrants_are_rated(sheets):
    rows = by_name(sheets["survey"])
    for group, words in (("newly_arrived", "Newly arrived migrants"), ("long_term", "Long term residents")):
        assert words in rows[f"challenge_migrants__{group}__all"]["label::English (en)"]
        assert rows[f"challenge_migrants__{group}__job"]["type"] == "select_one challenge_migrants"


def test_questions_are_asked_in_full_and_explained(sheets):
    rows = by_name(sheets["survey"])
    label, hint = "label::English (en)", "hint::English (en)"
    assert rows["cbp_involved"][label] == "Is your authority working with/involved in the integration of third-country citizens in your city or region?"
    assert rows["tcn_number"][label].endswith("do they represent? Number:") and rows["tcn_number"][hint].startswith("A whole number")
    note = rows["_challenge_migrants__newly_arrived__help"]
    assert note["type"] == "note" and "Newly arrived migrants (less than 6 months in the host country)" in note[label]
    assert rows["challenge_migrants__newly_arrived__job"][label] == "Difficulty finding a job"


def test_choices_are_those_of_the_codebook(sheets, codebook_2026):
    lists: dict[str, list[str]] = {}
    for row in sheets["choices"]:
        lists.setdefault(row["list_name"], []).append(row["name"])
    assert lists["network_member"] == ["yes", "no", "dont_know"]
    assert lists["effective"] == ["1", "2", "3"]
    assert lists["fs_partners"] == list(codebook_2026["factsheets"].items["fs_partners"].options)
    assert {"GR", "SE", "OTHER"} <= set(lists["country"])
    labels = {(row["list_name"], row["name"]): row["label::English (en)"] for row in sheets["choices"]}
    assert labels["developed", "4"] == "4 (Most developed)" and labels["developed", "2"] == "2"
    assert labels["country", "GB"] == "United Kingdom"


def test_several_answers_are_a_multiple_choice(sheets):
    assert by_name(sheets["survey"])["fs_funding_sources"]["type"] == "select_multiple fs_funding_sources"


@pytest.mark.parametrize(
    ("name", "kind", "limits"),
    [("tcn_percent", "decimal", ". >= 0 and . <= 100"), ("tcn_year", "integer", ". >= 1950 and . <= 2100"), ("fs_beneficiaries", "integer", ". >= 0"), ("comments", "text", "")],
)
def test_numbers_have_their_limits(sheets, name, kind, limits):
    row = by_name(sheets["survey"])[name]
    assert (row["type"], row["constraint"]) == (kind, limits)
    assert bool(row["constraint_message::English (en)"]) == bool(limits)


def test_as_many_fact_sheets_are_asked_for_as_there_are_programmes(sheets):
    names = [row["name"] or row["type"] for row in sheets["survey"]]
    assert names.index("_factsheets") < names.index("factsheets") < names.index("fs_name") < names.index("end_repeat")
    assert by_name(sheets["survey"])["factsheets"]["repeat_count"] == "${_factsheets}"


def test_it_begins_with_who_sees_the_answers_and_how_to_withdraw_and_asks_for_no_contact(sheets):
    first = sheets["survey"][0]
    assert first["type"] == "note" and "voluntary" in first["label::English (en)"] and "withdraw" in first["label::English (en)"]
    for row in sheets["survey"][1:]:
        assert not any(word in f"{row['name']} {row['label::English (en)']}".casefold() for word in HINTS if row["name"] != "measure_cultural__contacts")
