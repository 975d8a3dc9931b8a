"""Keys that people write beside printed numbers: what can name an estimate, and what cannot."""

from __future__ import annotations

import pytest

from analysis.audit.keys import wrong_key
from analysis.clean.practices import derive_practices
from analysis.estimate.practices import practice_estimates
from analysis.estimate.survey import factsheet_estimates, survey_estimates


@pytest.mark.parametrize(
    "key",
    [
        "survey.network_member.yes.share",
        "survey.status.begun.share",
        "survey.country.GR.share",
        "survey.country.reported.share",
        "survey.challenge_migrants.long_term.job.higher_priority.share",
        "factsheets.country.OTHER.share",
        "practices.aim.employment.share",
        "practices.end.before_2010.share",
        "practices.range.national.by_country_DE.share",
        "survey.network_member.yes.by_country_not_GR.share",
        "cases.17.relevance.share",
    ],
)
def test_a_key_of_the_codebook_can_stand_beside_a_printed_number(codebook, key):
    assert wrong_key(key, codebook) is None


@pytest.mark.parametrize(
    ("key", "rule", "hint"),
    [
        ("surveys.network_member.yes.share", "source 'surveys'", "perhaps 'survey'"),
        ("survey.network_membr.yes.share", "names 'network_membr', which the wave did not ask", "perhaps 'network_member'"),
        ("survey.network_member.yess.share", "names 'yess', which is no answer", "perhaps 'yes'"),
        ("survey.network_member.yes.percent", "ends in 'percent'", "share, mean, median"),
        ("survey.network_member.share", "lacks its item or its option", "survey.network_member.yes.share"),
        ("survey.country.Greece.share", "names no country", "DE"),
        ("survey.measure_legal.civic.yes.share", "names 'yes'", "higher_priority"),
        ("practices.aim.begun.share", "names 'begun'", "employment"),
        ("practices.end.soon.share", "names no end", "before_2010"),
        ("practices.range.national.by_town.share", "names a group", "by_country_DE"),
        ("33", "names the source '33'", "survey"),
    ],
)
def test_any_other_key_is_refused_with_the_part_that_is_wrong(codebook, key, rule, hint):
    found = wrong_key(key, codebook)
    assert found is not None and rule in found[0] and hint in found[1]


def test_a_percentage_whose_label_is_not_certain_need_only_name_its_question(codebook):
    key = "survey.measure_legal.unlabelled_1.higher_priority.share"
    assert wrong_key(key, codebook, certain=False) is None
    assert wrong_key(key, codebook, certain=True) is not None
    assert wrong_key(key.replace("legal", "loyal"), codebook, certain=False) is not None


def test_what_a_wave_did_not_ask_cannot_be_printed_of_it(codebook):
    key = "survey.network_member.yes.share"
    assert wrong_key(key, codebook.of_wave(2012, ("network_member",))) is not None


def test_every_share_of_the_data_has_a_key_that_may_be_printed(codebook, cleaned_2012, wave_2012):
    responses, sheets = (cleaned_2012[name].frame for name in ("responses", "factsheets"))
    rows = [
        *survey_estimates(responses, codebook["responses"], wave_2012.higher_priority_from, wave_2012.rating_base),
        *factsheet_estimates(sheets, responses.set_index("respondent_id")["country"], codebook["factsheets"]),
        *practice_estimates(derive_practices(cleaned_2012["practices"].frame), codebook["practices"]),
    ]
    assert len(rows) > 100
    assert {row.key: wrong_key(row.key, codebook) for row in rows if wrong_key(row.key, codebook)} == {}
