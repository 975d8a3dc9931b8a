"""Columns matched to items: what people say first, nothing guessed, and what is not known listed with what is nearest."""

from __future__ import annotations

import pytest

from analysis.codebook import load_codebook
from analysis.intake.columns import Column, Rules, match_columns, told
from analysis.intake.kinds import KINDS
from analysis.intake.names import Names, squeeze
from analysis.wave import Root, Source

CODEBOOK = load_codebook(Root.at().codebook)
NAMES = Names.of([CODEBOOK["responses"], CODEBOOK["factsheets"]])


def matched(headers: list[str | tuple[str, ...]], kind: str = "xlsx", **source) -> list[Column]:
    drop = frozenset(map(squeeze, CODEBOOK["responses"].drop))
    rules = Rules(Source(file=("a.csv",), **source), KINDS[kind], drop, CODEBOOK.vocabulary["personal"])
    heads = [(header,) if isinstance(header, str) else header for header in headers]
    return match_columns(heads, NAMES, rules, "respondent_id")


def places(*args, **kwargs) -> list[str]:
    return [told(column.place) if column.place else column.how for column in matched(*args, **kwargs)]


def test_the_mapping_goes_before_the_header_and_before_what_is_ignored() -> None:
    source = {"mapping": {"country": "comments", " Town_": "authority_name"}, "ignore": ("c*", "x_*")}
    assert places(["country", "town", "comments", "x_1", "Other body"], **source) == [
        "comments", "authority_name", "ignored", "ignored", "other_body"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "header", ["E-mail address of contact", "Your phone number", "contact_person", "IP address", "Contact person (name)", "E MAIL", "Téléphone: telephone"]
)
def test_contact_data_is_dropped_whatever_its_column_is_called(header: str) -> None:
    assert places([header]) == ["personal data"]


def test_a_question_that_speaks_of_contacts_is_none() -> None:
    assert places(["Ways to promote cultural integration: Contacts between host country and country of origin"]) == ["measure_cultural__contacts"]


def test_columns_of_the_tool_go_before_names_that_are_alike_but_not_before_ids() -> None:
    assert places(["Status", "status", "UserLanguage"], "qualtrics") == ["of the survey tool", "status", "of the survey tool"]
    assert places(["Status"]) == ["status"]


def test_the_tools_number_tells_answers_apart_only_where_nothing_else_does() -> None:
    assert places(["_id", "_uuid", "country"], "kobo") == ["respondent_id", "of the survey tool", "country"]
    assert places(["_id", "respondent_id"], "kobo") == ["of the survey tool", "respondent_id"]
    assert places(["KEY", "PARENT_KEY", "fs_name"], "kobo") == ["of the survey tool", "of the survey tool", "fs_name"]


def test_what_is_not_known_names_what_is_nearest() -> None:
    [column] = matched(["Cuntry"])
    assert (column.place, column.how, column.candidates[0]) == (None, "not matched", "country")
    [column] = matched(["1.7"])
    assert (column.place, column.candidates) == (None, ("consultations", "consultation_examples"))
    [column] = matched(["Finding a job"])
    assert column.how == "not clear"
    assert column.candidates == ("challenge_migrants__long_term__job", "challenge_migrants__newly_arrived__job")


def test_numbers_that_tools_give_by_themselves_are_no_codes() -> None:
    assert places(["respondent_id", "Q1", "Q11"]) == ["respondent_id", "not matched", "not clear"]
    assert places(["Q11", "Q14newly[job]", "Q16[civic]"])[0] == "cbp_involved", "beside two codes of ours it is one"


def test_the_number_that_a_person_puts_before_a_question_is_no_code() -> None:
    counted = ["Q11. Country", "Q13. How many work in your department?", "Q17. Is there a plan for diversity?"]
    assert places(counted) == ["country", "not clear", "not clear"]
    assert places([*counted[1:], "Q14newly[job]", "Q16[civic]"])[:2] == ["monitoring_indicators", "consultations"]


def test_a_question_may_begin_with_the_name_of_a_column_of_the_tool() -> None:
    assert places(["Name", "Language", "Name: of the local or regional authority"], "forms")[:2] == ["personal data", "of the survey tool"]
    assert places(["Language: which is taught", "Status: of the plan"], "forms")[0] != "of the survey tool"


def test_a_label_beside_a_name_confirms_it_or_makes_it_unclear() -> None:
    label = "Holds consultations on integration policy"
    assert places([("Q11", label)]) == ["consultations"], "a number of the tool counts for nothing beside a label"
    assert places([("Q14newlyjob", label)]) == ["not clear"]
    assert places([("F27_2", "Partners - Selected Choice - Civil society and NGOs")]) == ["fs_partners/ngos"]


def test_fact_sheets_are_numbered_by_their_headers_or_by_coming_again() -> None:
    twice = ["Name of the programme or project", "Year of introduction"] * 2
    assert places(twice) == ["fs_name", "fs_year", "fs_name 2", "fs_year 2"]
    assert places(["fs_name", "fs_year", "fs_name2", "fs_year2"]) == ["fs_name", "fs_year", "fs_name 2", "fs_year 2"]
    assert places(["s2/fs_name", "s3/fs_year"], "kobo") == ["fs_name", "fs_year"], "sections of a form, not fact sheets"


def test_a_number_behind_one_question_alone_may_be_that_of_an_answer() -> None:
    assert places(["fs_name", "F26source_1", "F26source_2"]) == ["fs_name", "fs_funding_sources", "not clear"]


def test_answers_that_follow_their_question_by_name_alone_are_its_columns() -> None:
    assert places(["Sources of funding", "Local", "EU", "Other"]) == ["fs_funding_sources", "fs_funding_sources/local", "fs_funding_sources/eu", "not clear"]
