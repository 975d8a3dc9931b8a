"""The criteria read from the fact sheets of a survey."""

import time

import numpy as np
import pandas as pd
import pytest

from analysis.codebook import codebook_for, load_codebook
from analysis.evaluate import criteria_for, factsheet_answers, factsheet_scores, read_criteria
from analysis.evaluate.apply import evaluate_wave
from analysis.problems import InputProblems
from analysis.store import write_table


@pytest.fixture
def codebook(codebook_folder):
    return load_codebook(codebook_folder)


@pytest.fixture
def sheets(codebook):
    """Fact sheets with the given cells, all others not reported."""

    def make(*cells: dict[str, str]) -> pd.DataFrame:
        empty = dict.fromkeys(codebook["factsheets"].items, "")
        rows = [empty | {"respondent_id": "R1", "factsheet_no": str(n)} | row for n, row in enumerate(cells, 1)]
        return pd.DataFrame(rows, dtype=object)

    return make


@pytest.mark.parametrize(
    ("indicator", "cells", "answer"),
    [
        ("relevance.group_defined", {"fs_target_group": "women"}, "yes"),
        ("relevance.group_defined", {}, "not_reported"),
        ("relevance.group_defined", {"fs_target_group": "Everybody"}, "no"),
        ("relevance.group_defined", {"fs_target_group": "The general public."}, "no"),
        ("relevance.group_defined", {"fs_target_group": "everybody under 25"}, "yes"),
        ("relevance.group_defined", {"fs_target_group": "None"}, "not_reported"),
        ("relevance.group_defined", {"fs_target_group": "Non-EU citizens"}, "yes"),
        ("relevance.group_defined", {"fs_target_group": "Sans-papiers"}, "yes"),
        ("relevance.migrants_take_part", {"fs_partners": "migrant_groups;ngos"}, "yes"),
        ("relevance.migrants_take_part", {"fs_partners": "ngos;other"}, "no"),
        ("relevance.migrants_take_part", {}, "not_reported"),
        ("effectiveness.aims_met", {"fs_objectives_achieved": "completely"}, "yes"),
        ("effectiveness.aims_met", {"fs_objectives_achieved": "partially"}, "no"),
        ("effectiveness.aims_met", {"fs_objectives_achieved": "not_at_all"}, "no"),
        ("effectiveness.outputs_counted", {"fs_beneficiaries": "3"}, "yes"),
        ("effectiveness.outputs_counted", {"fs_beneficiaries": "0"}, "not_reported"),
        ("efficiency.cost_known", {"fs_funding_eur_m": "0.05"}, "yes"),
        ("efficiency.cost_known", {"fs_funding_eur_m": "0"}, "no"),
        ("efficiency.cost_known", {}, "not_reported"),
        ("efficiency.several_funders", {"fs_funding_sources": "local;eu"}, "yes"),
        ("efficiency.several_funders", {"fs_funding_sources": "eu"}, "no"),
        ("efficiency.cost_per_person", {"fs_funding_eur_m": "0.2", "fs_beneficiaries": "40"}, "yes"),
        ("efficiency.cost_per_person", {"fs_beneficiaries": "40"}, "no"),
        ("efficiency.cost_per_person", {}, "not_reported"),
        ("efficiency.cost_per_person", {"fs_funding_eur_m": "0", "fs_beneficiaries": "40"}, "no"),
        ("efficiency.cost_per_person", {"fs_funding_eur_m": "0", "fs_beneficiaries": "0"}, "not_reported"),
        ("sustainability.transferable", {"fs_transferable": "no"}, "no"),
        ("relevance.need_evidenced", {"fs_issues": "housing"}, "not_reported"),
    ],
)
def test_an_indicator_by_its_rule(sheets, codebook, indicator, cells, answer):
    answers = factsheet_answers(sheets(cells), read_criteria(codebook.criteria))
    assert answers.set_index("indicator").loc[indicator, "value"] == answer


NO_YES = ["No", "no", "No.", "none", "None, so far", "no staff was trained", "not yet", "Nein", "keine", "Non", "non, pas encore", "0", "0.0", "Aucune", "ΟΧΙ", "n"]


@pytest.mark.parametrize("text", NO_YES)
def test_a_text_that_denies_is_no_yes(sheets, codebook, text):
    answers = factsheet_answers(sheets({"fs_staff_training": text}), read_criteria(codebook.criteria))
    assert answers.set_index("indicator").loc["sustainability.know_how_left", "value"] == "not_reported"


@pytest.mark.parametrize("text", ["Two days a year", "novices were trained", "10 people", "Nonviolence courses", "north and south"])
def test_a_text_that_says_something_is_a_yes(sheets, codebook, text):
    answers = factsheet_answers(sheets({"fs_staff_training": text}), read_criteria(codebook.criteria))
    assert answers.set_index("indicator").loc["sustainability.know_how_left", "value"] == "yes"


def test_an_option_is_found_whole_and_not_as_part_of_a_word(sheets, raw_criteria):
    rule = {"column": "fs_partners", "yes": {"contains": ["ngo", "other"]}}
    raw_criteria["criteria"]["relevance"]["indicators"]["need"]["factsheet"] = rule
    cells = [{"fs_partners": "ngos"}, {"fs_partners": "ngos;other"}]
    answers = factsheet_answers(sheets(*cells), read_criteria(raw_criteria))
    assert answers[answers["indicator"].eq("relevance.need")]["value"].tolist() == ["not_reported", "yes"]


def test_every_sheet_answers_every_indicator_in_order(sheets, criteria):
    answers = factsheet_answers(sheets({}, {"fs_target_group": "youth"}), criteria)
    assert answers["indicator"].tolist() == list(criteria.indicators) * 2
    assert answers["factsheet_no"].tolist() == ["1"] * 4 + ["2"] * 4
    assert answers["value"].tolist() == ["not_reported"] * 5 + ["yes"] + ["not_reported"] * 2


def test_the_scores_are_those_of_the_case_studies(sheets, criteria):
    table = factsheet_scores(factsheet_answers(sheets({}, {"fs_target_group": "youth"}), criteria), criteria)
    assert table.values.tolist() == [
        ["R1", "1", "relevance", 0, 0, 2, 0.0, 1.0],
        ["R1", "1", "effect", 0, 0, 2, 0.0, 1.0],
        ["R1", "2", "relevance", 1, 0, 1, 0.5, 1.0],
        ["R1", "2", "effect", 0, 0, 2, 0.0, 1.0],
    ]


def test_no_fact_sheets_give_no_scores(sheets, criteria):
    answers = factsheet_answers(sheets({}).iloc[:0], criteria)
    assert answers.empty and factsheet_scores(answers, criteria).empty


def test_a_rule_on_an_unknown_column_is_refused(sheets, raw_criteria):
    raw_criteria["criteria"]["relevance"]["indicators"]["group"]["factsheet"]["column"] = "fs_target"
    with pytest.raises(InputProblems, match=r"relevance\.group.*not a column of the fact sheets.*'fs_target'"):
        factsheet_answers(sheets({}), read_criteria(raw_criteria))


def test_a_hundred_thousand_fact_sheets_take_seconds(sheets, codebook):
    criteria = read_criteria(codebook.criteria)
    many = sheets({}).loc[np.zeros(100_000, dtype=int)].reset_index(drop=True)
    many["respondent_id"] = [f"R{n}" for n in range(len(many))]
    started = time.perf_counter()
    assert len(factsheet_scores(factsheet_answers(many, criteria), criteria)) == 500_000
    assert time.perf_counter() - started < 20


def test_what_a_wave_did_not_ask_is_not_reported_by_anyone(make_wave):
    row = {"respondent_id": "R1", "factsheet_no": "1", "fs_target_group": "women", "fs_partners": "ngos"}
    wave = make_wave({"survey.csv": [["respondent_id"], ["R1"]]}, not_asked=["fs_partners", "fs_dimension"])
    asked = codebook_for(wave)
    kept = {name: row.get(name, "") for name in asked["factsheets"].items}
    write_table(pd.DataFrame([kept], dtype=object), wave.staged("factsheets.csv"))
    results = evaluate_wave(wave, asked, criteria_for(asked))
    keys = {row.key: row for row in results.estimates}
    assert "factsheets.indicator.relevance.group_defined.yes.share" in keys
    assert not any("migrants_take_part" in key for key in keys)  # its rule reads fs_partners
    low, high = (keys[f"factsheets.criterion.relevance.{end}_mean"].value for end in ("low", "high"))
    assert (low, high) == (1 / 4, 1)  # one of four is met, of the others nothing is reported
