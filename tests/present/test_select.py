"""Picking estimates by key."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.estimate.rows import frame, share
from analysis.present.select import Rows, evidence_of, source_line


@pytest.fixture
def rows() -> Rows:
    made = [
        share("survey", "staff_training", "yes", 20, 40), share("survey", "staff_training", "no", 20, 40),
        share("survey", "staff_training", "yes", 3, 10, group="country_MT"), share("practices", "range", "national", 1, 3, evidence="coded"),
    ]  # fmt: skip
    return Rows(frame(made, "2030", "observed", 5).astype(str).replace("nan", ""))


def test_a_number_is_found_by_its_key_and_is_a_number(rows):
    assert rows.get("survey.staff_training.yes.share")["numerator"] == 20
    assert rows.get("survey.staff_training.maybe.share") is None
    assert "survey.staff_training.no.share" in rows and "survey.staff_training" not in rows


def test_a_number_that_was_left_out_is_missing_and_not_zero(rows):
    small = rows.get("practices.range.national.share")
    assert small["value"] != small["value"] and small["suppressed"] == "yes"


def test_an_item_gives_its_options_without_the_groups(rows):
    assert set(rows.of("survey", "staff_training")["option"]) == {"yes", "no"}
    assert list(rows.of("survey", "staff_training", group="country_MT")["base"]) == [10]
    assert rows.of("survey", "instruments").empty


def test_keys_are_found_by_their_beginning(rows):
    assert len(rows.starting("survey.")) == 3


def test_evidence_classes_come_with_the_most_frequent_first(rows):
    assert evidence_of(rows.frame) == "observed;coded"


@pytest.mark.parametrize(
    ("evidence", "said"), [("round_trip", "Rebuilt extract."), ("simulated", "Simulated data."), ("observed", "")]
)
def test_the_source_line_says_what_the_wave_is(wave, evidence, said):
    line = source_line(replace(wave, evidence=evidence), "40 authorities", "Lines: intervals.")
    assert line == " ".join(p for p in ["Base: 40 authorities. Source: wave 2026.", said, "Lines: intervals."] if p)
