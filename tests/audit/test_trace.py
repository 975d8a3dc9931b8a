"""Where a number comes from: the committed results of 2012 are asked, and small waves that have none."""

from __future__ import annotations

import hashlib
import re

import pytest

from analysis.audit.trace import explain


def test_a_number_is_followed_to_notebook_cell_and_files(wave_2012):
    lines = explain(wave_2012, "survey.network_member.yes.share")
    text = "\n".join(lines)
    assert lines[0] == "survey.network_member.yes.share"
    assert "  numerator: 29" in lines and "  base: 48" in lines
    assert re.search(r"notebooks/05-estimate-survey.ipynb, code cell \d+", text)
    survey = hashlib.sha256(wave_2012.source_file("survey").read_bytes()).hexdigest()
    assert f"  data/raw/2012/survey.xlsx  sha256 {survey}" in lines
    assert "data/raw/2012/published/table_3_4.csv" in text
    assert re.search(r"printed in\n  .*Table 3\.4.*: \d+ cells, \d+ of them equal", text)


def test_a_number_that_is_only_printed_rests_on_no_extract(wave_2012):
    lines = explain(wave_2012, "survey.challenge_migrants.language.higher_priority.share")
    assert "  evidence: published" in lines
    assert not any(".xlsx" in line for line in lines)
    assert any("data/raw/2012/published/figures.csv" in line for line in lines)


def test_a_number_that_is_printed_and_recomputed_rests_on_its_extract(wave_2012):
    lines = explain(wave_2012, "practices.range.eu_international.share")
    assert "  evidence: round_trip" in lines
    assert any("data/raw/2012/practices.xlsx" in line for line in lines)


def test_what_printed_margins_only_limit_is_called_so(wave_2012):
    bounded = [k for k in explain(wave_2012, "survey.network_member.yes.by_country_not_GR.share") if "evidence" in k]
    assert bounded == ["  evidence: bounds"]


def test_a_score_is_followed_to_the_readings_of_its_case(wave_2012):
    lines = explain(wave_2012, "cases.17.relevance.low")
    coded = lines[lines.index("coded") + 1 :]
    assert coded and all(re.match(r"  relevance\.\w+: (yes|no|not_reported)", line) for line in coded)
    assert len({line.split(":")[0] for line in coded}) == len(coded), "one line an indicator, of this case only"
    assert not any("published/table_" in line for line in lines)


def test_a_key_that_is_not_there_gets_the_nearest_ones(wave_2012):
    with pytest.raises(
        LookupError, match=r"no number 'survey.network_membr.yes.share'; perhaps .*survey.network_member.yes.share"
    ):
        explain(wave_2012, "survey.network_membr.yes.share")
    with pytest.raises(LookupError, match=r"no number 'zzz'$"):
        explain(wave_2012, "zzz")


def test_a_wave_that_has_not_been_run_says_what_to_do(make_wave):
    with pytest.raises(LookupError, match="run `integration-report run 2030` first"):
        explain(make_wave({}, sources={"survey": "survey.csv"}), "survey.network_member.yes.share")
