"""Picking numbers by key, and putting them in order."""

from __future__ import annotations

import pytest

from analysis.estimate.rows import frame, share
from analysis.findings.results import Results, evidence_of, highest, leaders, ranked
from analysis.store import read_table, write_table
from analysis.wave import Root


@pytest.fixture
def results(codebook, later, tmp_path) -> Results:
    from dataclasses import replace

    made = [
        share("survey", "staff_training", "yes", 20, 40), share("survey", "staff_training", "no", 20, 40), share("survey", "staff_training", "any", 40, 40),
        share("survey", "staff_training", "yes", 3, 10, group="country_MT"), share("practices", "range", "national", 1, 3, evidence="coded"),
        share("survey", "challenge_migrants__language", "higher_priority", 5, 9),
    ]  # fmt: skip
    wave = replace(later, root=Root(tmp_path))
    write_table(frame(made, "2026", "observed", 5), wave.staged("estimates.csv"))
    return Results(wave, codebook)


def test_a_number_is_found_by_its_key_and_carries_it(results):
    number = results.get("survey.staff_training.yes.share")
    assert (number.key, number.numerator, number.share, number.name) == ("survey.staff_training.yes.share", 20, 0.5, "Yes")
    assert results.get("survey.staff_training.maybe.share") is None


def test_a_number_that_was_left_out_is_missing_and_not_zero(results):
    small = results.get("practices.range.national.share")
    assert small.small and small.value != small.value and small.share == 1 / 3


def test_an_item_gives_its_options_without_groups_and_without_who_answered(results):
    assert {n.option for n in results.of("survey", "staff_training")} == {"yes", "no"}
    assert [n.base for n in results.of("survey", "staff_training", group="country_MT")] == [10]
    assert {n.option for n in results.of("survey", "staff_training", every=True)} == {"yes", "no", "any"}
    assert results.of("survey", "instruments") == []


def test_numbers_are_picked_by_the_values_of_their_columns(results):
    assert [n.base for n in results.where(item="staff_training", option="yes")] == [10, 40]
    assert [n.key for n in results.where(evidence="coded")] == ["practices.range.national.share"]


def test_an_item_printed_without_one_of_its_levels_still_has_its_name(results):
    number = results.get("survey.challenge_migrants.language.higher_priority.share")
    assert (number.name, number.short, number.place) == ("Language barriers", "Language", "")


def test_order_and_leaders(results):
    numbers = [*results.of("survey", "staff_training"), results.get("practices.range.national.share")]
    assert [n.option for n in ranked(numbers)] == ["no", "yes", "national"]
    assert [n.option for n in ranked(numbers, ("no",))] == ["yes", "national", "no"]
    assert [n.option for n in leaders(numbers)] == ["no", "yes"], "a tie is a tie"
    assert highest(numbers)[-1].option == "national"
    assert evidence_of(numbers) == "observed;coded"


def test_a_number_that_is_withheld_is_not_there_for_findings(results):
    table = read_table(results.wave.staged("estimates.csv"))
    gone = table["key"].eq("survey.staff_training.yes.share")
    table.loc[gone, ["value", "numerator", "base", "ci_low", "ci_high"]] = ""
    write_table(table, results.wave.staged("estimates.csv"))
    less = Results(results.wave, results.codebook)
    assert less.get("survey.staff_training.yes.share") is None and less.withheld == 1
    assert {n.option for n in less.of("survey", "staff_training")} == {"no"}
