"""Kinds of export: how each is recognised, and which columns of the tool are no questions."""

from __future__ import annotations

from typing import get_args, get_type_hints

import pytest

from analysis.intake.kinds import KINDS, recognised
from analysis.scaffold.words import HOW_MANY
from analysis.wave import FORMATS, Source

IDS = ("respondent_id", "country", "comments")


def test_every_format_of_wave_yml_has_its_kind() -> None:
    assert set(KINDS) == set(FORMATS)
    assert get_args(get_type_hints(Source)["format"])


@pytest.mark.parametrize(
    ("headers", "container", "kind"),
    [
        (["respondent_id", "country", "Mayor"], "xlsx", "native"),
        (["start", "country", "_uuid"], "xlsx", "kobo"),
        (["respondent_id", "country", "_submission__id"], "xlsx", "kobo"),
        (["country", "meta-instanceID", "KEY"], "csv", "kobo"),
        (["id", "submitdate", "Q11"], "csv", "limesurvey"),
        (["id. Response ID", "submitdate. Date submitted"], "csv", "limesurvey"),
        (["Response_ID", "Date_submitted"], "csv", "limesurvey"),
        (["Country", "Contribution Id"], "xlsx", "eusurvey"),
        (["Timestamp", "Country"], "csv", "forms"),
        (["Zeitstempel", "Country"], "csv", "forms"),
        (["ID", "Heure de début", "Country"], "xlsx", "forms"),
        (["ID", "Start time", "Completion time", "Country"], "xlsx", "forms"),
        (["StartDate", "ResponseId", "Q2"], "csv", "qualtrics"),
        (["Country", "RecordedDate"], "sav", "spss"),
        (["country"], "dta", "stata"),
        (["Country", "Town"], "csv", "csv"),
        (["Country", "Town"], "ods", "xlsx"),
        ([], "csv", "csv"),
    ],
)
def test_a_kind_is_known_by_its_container_its_own_headers_or_item_ids(headers, container, kind) -> None:
    assert recognised(headers, container, IDS).name == kind


def test_a_question_that_only_our_form_asks_is_known_by_name_and_label() -> None:
    assert all(KINDS["kobo"].adds(header) for header in ("_privacy", "_factsheets", HOW_MANY, f"Programmes/{HOW_MANY}"))


def test_the_columns_of_a_tool_are_its_own_to_the_letter() -> None:
    kobo, qualtrics = KINDS["kobo"], KINDS["qualtrics"]
    assert kobo.adds("_submission__submission_time") and kobo.adds("meta/instanceName") and not kobo.adds("survey/country")
    assert qualtrics.adds("Status") and not qualtrics.adds("status"), "`status` is an item, `Status` is Qualtrics'"
    assert qualtrics.names_people("IPAddress") and not qualtrics.adds("IPAddress")
    assert KINDS["spss"].adds("RecordedDate") and KINDS["spss"].adds("submitdate")
