"""One list of reasons why a value is not known."""

from __future__ import annotations

import pytest

from analysis.findings.results import Results
from analysis.findings.unknown import is_asked, item_of, why

SHARE = "survey.staff_training.yes.share"


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"evidence": "round_trip"}, "not_in_text"), ({"consultations": "yes"}, "no_answer"),
        ({"staff_training": {"GR": "", "ES": "yes"}, "disclosed": True}, "withheld"),
    ],
)  # fmt: skip
def test_what_was_asked_has_no_value_for_a_reason(survey_of, asked, reason):
    assert why(survey_of({"GR": 9, "ES": 2}, **asked), SHARE) == reason


def test_what_this_wave_did_not_ask_is_told_as_such_also_where_all_is_printed(survey_of, codebook):
    results = survey_of({"GR": 9}, evidence="round_trip")
    assert why(Results(results.wave, codebook.of_wave(2026, ("staff_training",))), SHARE) == "not_asked"


@pytest.mark.parametrize(
    ("key", "item"),
    [
        ("survey.challenge_migrants.newly_arrived.job.rating.mean", "challenge_migrants__newly_arrived__job"),
        ("cases.dimension.cultural.share", "type_printed_list"), ("practices.aim.health.share", "aims"), ("survey.no_such.yes.share", None),
    ],
)  # fmt: skip
def test_a_key_names_its_item(codebook, key, item):
    found = item_of(codebook, key)
    assert (found.id if found else None) == item and is_asked(codebook, key) == bool(item)


def test_indicators_are_asked_in_every_wave(codebook):
    assert is_asked(codebook, "cases.indicator.relevance.need_shown.yes.share")
