"""Picking numbers by key, and putting them in order."""

from __future__ import annotations

import pytest

from analysis.estimate.rows import frame, share
from analysis.findings.results import Results, classes, evidence_of, highest, leaders, ranked
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


def counted(*found: tuple[str, str, int]) -> list:
    """How many records a source has of a country."""
    return [share(source, "country", code, many, 9) for source, code, many in found]


@pytest.fixture
def naming(codebook, later, tmp_path, document):
    """`naming([("survey", "GR", 1)], {"countries": "MT"})`: the results of a wave with these counts and these rows on voting rights."""
    from dataclasses import replace

    def make(found, *voting: dict[str, str]) -> Results:
        wave = replace(later, root=Root(tmp_path))
        write_table(frame(counted(*found), "2026", "published", 1), wave.staged("estimates.csv"))
        document(wave, "voting", *({"right": "vote_local", "says": "."} | row for row in voting))
        return Results(wave, codebook)

    return make


def test_a_country_has_a_page_where_there_is_more_than_a_line_to_say(naming):
    results = naming([("survey", "GR", 1), ("practices", "GR", 2), ("practices", "MT", 1), ("cases", "FR", 1), ("survey", "IT", 0), ("practices", "IT", 1)])
    assert results.countries_told == {"GR", "FR"}, "two sources, or a case study"
    assert (results.country("GR").page, results.country("MT").page) == ("/countries/GR.qmd", "") and results.country("MT") == "Malta"


def test_a_document_that_names_a_country_counts_as_a_source(naming):
    results = naming([("practices", "MT", 1), ("practices", "OTHER", 3), ("survey", "OTHER", 1)], {"countries": "MT;SE", "says": "Says."}, {"countries": "MT", "says": "More."})
    assert results.countries_told == {"MT"}, "two rows of one table are one source; others together are no country"
    assert [row["says"] for row in results.countries_in("voting")["MT"]] == ["Says.", "More."]
    assert results.countries_in("courses") == {}


def test_where_no_source_names_a_country_none_has_a_page(naming):
    assert naming([], {"countries": "MT"}).countries_told == frozenset()


def test_evidence_classes_are_told_once_in_the_order_in_which_they_come():
    assert classes("bounds;coded", "", "published", "coded") == "bounds;coded;published" and classes() == classes("") == ""
