"""The survey structure keeps to LimeSurvey's manual: classes, parents by place, codes of letters and digits, their lengths."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from itertools import pairwise

import pytest

from analysis.codebook import WORKED_OUT, Codebook
from analysis.scaffold.limesurvey import structure

HEADER = ["id", "related_id", "class", "type/scale", "name", "relevance", "text", "help", "language", "validation", "mandatory", "other", "default", "same_default"]  # fmt: skip
ONE_ANSWER, SUB_QUESTIONS, BOTH = "L!", "M", "F"
Row = dict[str, str]


@pytest.fixture(scope="module")
def rows(codebook_2026) -> list[Row]:
    return read(structure(codebook_2026))


def read(content: bytes) -> list[Row]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter="\t"))


def named(rows: list[Row], name: str) -> Row:
    [row] = [row for row in rows if row["class"] == "Q" and row["name"] == name]
    return row


def under(rows: list[Row], name: str, kind: str) -> list[Row]:
    """The rows of a class that belong to a question: those after it and before the next one."""
    start = rows.index(named(rows, name)) + 1
    end = next((n for n in range(start, len(rows)) if rows[n]["class"] in ("Q", "G")), len(rows))
    return [row for row in rows[start:end] if row["class"] == kind]


def test_the_header_is_that_of_the_manual_with_attributes_behind(codebook_2026):
    content = structure(codebook_2026)
    assert content.startswith(b"\xef\xbb\xbf") and b"\r" not in content
    head = content.decode("utf-8-sig").splitlines()[0].split("\t")
    assert head[: len(HEADER)] == HEADER and len(head) > len(HEADER)


def test_classes_stand_in_the_order_of_the_manual(rows):
    order = [row["class"] for row in rows]
    assert set(order) == {"S", "SL", "G", "Q", "SQ", "A"}
    follows = {"S": {"S"}, "SL": {"S", "SL"}, "G": {"SL", "Q", "SQ", "A"}, "Q": {"G", "Q", "SQ", "A"}, "SQ": {"Q", "SQ"}, "A": {"Q", "SQ", "A"}}
    for before, kind in pairwise(order):
        assert before in follows[kind], f"{kind} after {before}"


def test_settings_and_texts_of_the_survey_are_there(rows):
    settings = {row["name"]: row["text"] for row in rows if row["class"] == "S"}
    texts = {row["name"]: row["text"] for row in rows if row["class"] == "SL"}
    assert settings["language"] == "en" and settings["ipaddr"] == "N"
    assert texts["surveyls_title"] and "withdraw" in texts["surveyls_policy_notice"]
    assert all(row["language"] == "en" for row in rows if row["class"] != "S")


def test_codes_are_letters_and_digits_short_enough_and_unique(rows):
    questions = [row["name"] for row in rows if row["class"] == "Q"]
    assert len({name.casefold() for name in questions}) == len(questions)
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9]{0,19}", name) for name in questions)
    for name in questions:
        for kind in ("SQ", "A"):
            codes = [row["name"] for row in under(rows, name, kind)]
            assert len({code.casefold() for code in codes}) == len(codes)
            assert all(re.fullmatch(r"[A-Za-z0-9]{1,5}", code) for code in codes)


def test_ids_are_unique_and_name_the_question_they_belong_to(rows):
    own = [row["id"] for row in rows if row["class"] in ("Q", "SQ")]
    assert own == [str(number) for number in range(1, len(own) + 1)]
    groups = [row["id"] for row in rows if row["class"] == "G"]
    assert len(set(groups)) == len(groups)
    question = ""
    for row in rows:
        question = row["id"] if row["class"] == "Q" else question
        if row["class"] == "SQ":
            assert row["related_id"] == question
        if row["class"] == "A":
            assert row["id"] == question


def test_questions_have_the_rows_that_their_type_needs(rows):
    for row in rows:
        if row["class"] != "Q":
            continue
        sub, answers = (bool(under(rows, row["name"], kind)) for kind in ("SQ", "A"))
        kind = row["type/scale"]
        assert kind in "FL!MNTS"
        assert answers == (kind in ONE_ANSWER + BOTH) and sub == (kind in SUB_QUESTIONS + BOTH), row["name"]
        assert row["text"] and row["mandatory"] in "YN" and row["other"] == "N"


def test_the_columns_of_an_export_are_the_codes_of_the_codebook(rows, codebook_2026: Codebook):
    """Heads of an export are `Q16[resid]` and `F26source[local]`: without brackets a rating is the code of its item."""
    columns = set()
    for row in rows:
        if row["class"] == "Q":
            subs = under(rows, row["name"], "SQ") if row["type/scale"] == "F" else []
            columns |= {f"{row['name']}{sub['name']}" for sub in subs} or {row["name"]}
    items = {t: [i for i in codebook_2026[t].items.values() if i.type != "id" and not i.derived and i.id not in WORKED_OUT] for t in ("responses", "factsheets")}
    expected = {item.code for item in items["responses"]} | {f"{item.code}{n}" for item in items["factsheets"] for n in ("", "2", "3")}
    assert columns == expected


def test_ratings_are_arrays_of_one_scale_for_each_group(rows):
    for code in ("Q14newly", "Q14longt"):
        assert named(rows, code)["type/scale"] == "F"
        assert [row["name"] for row in under(rows, code, "A")] == ["1", "2", "3", "4", "5"]
        assert [row["text"] for row in under(rows, code, "SQ")][:2] == ["Difficulty finding a job", "Poor educational qualifications"]
        assert "You can assign the same priority to different factors." in named(rows, code)["help"]
    assert [row["text"] for row in under(rows, "Q111", "A")] == ["1 (Not effectively at all)", "2", "3 (Very effectively)"]


def test_questions_are_asked_in_full(rows):
    assert named(rows, "Q14longt")["text"] == "What are the main challenges to integration faced by third-country nationals in your city or region? Long term residents"
    assert named(rows, "F26eurm")["text"].endswith("(Please kindly convert national currency into Euros) Euros (m):")


def test_answers_have_the_codes_of_the_options(rows, codebook_2026):
    item = codebook_2026["responses"].items["network_member"]
    assert {row["name"]: row["text"] for row in under(rows, item.code, "A")} == {item.option_codes[o]: label for o, label in item.options.items()}
    several = codebook_2026["factsheets"].items["fs_partners"]
    assert [row["name"] for row in under(rows, several.code, "SQ")] == list(several.option_codes.values())


def test_numbers_have_their_limits(rows):
    row = named(rows, "Q12percent")
    assert (row["type/scale"], row["min_num_value_n"], row["max_num_value_n"], row["num_value_int_only"]) == ("N", "0", "100", "")
    assert named(rows, "Q12year")["num_value_int_only"] == "1"


def test_details_and_further_fact_sheets_are_shown_only_where_they_are_due(rows):
    assert named(rows, "Q113text")["relevance"] == 'Q113.NAOK == "yes"'
    groups = [row["relevance"] for row in rows if row["class"] == "G"]
    assert groups == ["1", "1", "!is_empty(F21name.NAOK)", "!is_empty(F21name2.NAOK)"]


def test_a_question_of_a_further_fact_sheet_follows_the_answer_on_that_one(codebook_2026):
    sheets = codebook_2026["factsheets"]
    items = sheets.items | {"fs_lessons": replace(sheets.items["fs_lessons"], asked_if="fs_transferable")}
    rows = read(structure(replace(codebook_2026, tables=codebook_2026.tables | {"factsheets": replace(sheets, items=items)})))
    shown = {name: named(rows, name)["relevance"] for name in ("F214text", "F214text2", "F214text3")}
    assert shown == {f"F214text{n}": f'F214{n}.NAOK == "yes"' for n in ("", "2", "3")}


def test_every_equation_names_questions_that_come_before(rows):
    seen = set()
    for row in rows:
        for name in re.findall(r"(\w+)\.NAOK", row["relevance"]):
            assert name in seen, row["name"]
        if row["class"] == "Q":
            seen.add(row["name"])
