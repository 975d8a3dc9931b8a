"""The criteria of the codebook: complete, checked, and open to a sixth."""

import shutil

import pandas as pd
import pytest
import yaml

from analysis.codebook import load_codebook
from analysis.evaluate import factsheet_answers, overall, read_criteria, scores
from analysis.problems import InputProblems

COHERENCE = """
  coherence:
    label: Coherence
    definition: How well a practice fits what others do.
    key_question: Does it add to other measures?
    indicators:
      coordinated:
        label: Coordinated
        question: Are other bodies involved?
        yes: Partners are named.
        no: It stands alone.
        not_reported: Nothing is said.
        evidence: [relations]
        factsheet: {column: fs_transferable, yes: {is: yes}, no: {is: no}}
"""


def test_the_codebook_holds_the_five_criteria_in_order(codebook_folder):
    criteria = read_criteria(load_codebook(codebook_folder).criteria)
    assert criteria.names == ("relevance", "effectiveness", "efficiency", "impact", "sustainability")
    assert all(3 <= len(criterion.indicators) <= 6 for criterion in criteria.criteria)


def test_every_rule_of_the_codebook_reads_a_column_of_the_fact_sheets(codebook_folder):
    codebook = load_codebook(codebook_folder)
    empty = pd.DataFrame(columns=list(codebook["factsheets"].items), dtype=object)
    assert factsheet_answers(empty, read_criteria(codebook.criteria)).empty


def test_a_sixth_criterion_needs_an_entry_and_codings_only(codebook_folder, tmp_path, code):
    folder = shutil.copytree(codebook_folder, tmp_path / "codebook")
    with (folder / "criteria.yml").open("a", encoding="utf-8") as file:
        file.write(COHERENCE)
    criteria = read_criteria(load_codebook(folder).criteria)
    n = len(criteria.indicators)
    table = scores(code({"1": "y" * n, "2": "n" * (n - 1) + "y"}, criteria=criteria), criteria)
    sixth = table[table["criterion"].eq("coherence")]
    assert sixth[["case_no", "met", "low"]].values.tolist() == [["1", 1, 1], ["2", 1, 1]]
    assert overall(table)["low"].tolist() == pytest.approx([1, 1 / 6])


def test_yes_and_no_need_no_quotation_marks_in_the_yaml(raw_criteria):
    entry = yaml.safe_load(COHERENCE)["coherence"]
    entry["indicators"]["coordinated"]["evidence"] = ["context"]
    raw_criteria["criteria"]["coherence"] = entry
    indicator = read_criteria(raw_criteria).indicators["coherence.coordinated"]
    assert indicator.answers["yes"] == "Partners are named."
    assert (indicator.rule.yes, indicator.rule.no) == ({"is": ["yes"]}, {"is": ["no"]})


@pytest.mark.parametrize(
    ("change", "column", "rule"),
    [
        ({"evidence": ["contxt"]}, "relevance.need.evidence", "is not a fact-sheet heading"),
        ({"question": ""}, "relevance.need.question", "the field is missing"),
        ({"factsheet": {"yes": "present"}}, "relevance.need.factsheet", "the rule lacks its column or its yes"),
        ({"factsheet": {"column": "x", "yes": "filled"}}, "relevance.need.factsheet.yes", "is not a condition"),
        (
            {"factsheet": {"columns": ["x", "z"], "yes": {"is": "y"}}},
            "relevance.need.factsheet.yes",
            "is not a condition",
        ),
    ],
)
def test_an_entry_that_cannot_be_read_is_named(raw_criteria, change, column, rule):
    raw_criteria["criteria"]["relevance"]["indicators"]["need"] |= change
    with pytest.raises(InputProblems) as refused:
        read_criteria(raw_criteria)
    assert [(p.column, p.rule) for p in refused.value.problems] == [(column, rule)]


def test_a_criterion_cannot_be_called_overall(raw_criteria):
    raw_criteria["criteria"]["overall"] = raw_criteria["criteria"].pop("effect")
    with pytest.raises(InputProblems, match="mean over all criteria"):
        read_criteria(raw_criteria)


@pytest.mark.parametrize(
    ("asks", "rule"),
    [
        ({"from": "need", "to": "results"}, "names a step that is not on the way"),
        ({"from": "results", "to": "needs"}, "goes back"),
        ({"from": "needs"}, "lacks its two steps"),
        ("needs", "lacks its two steps"),
    ],
)
def test_a_criterion_asks_about_steps_that_are_on_the_way(raw_criteria, asks, rule):
    raw_criteria["steps"] = ["needs", "outputs", "results"]
    raw_criteria["criteria"]["effect"]["asks"] = {"from": "outputs", "to": "results", "over_time": True}
    found = read_criteria(raw_criteria).criteria[1].asks
    assert (found.start, found.end, found.over_time) == ("outputs", "results", True)
    raw_criteria["criteria"]["effect"]["asks"] = asks
    with pytest.raises(InputProblems) as refused:
        read_criteria(raw_criteria)
    assert [(p.column, p.rule) for p in refused.value.problems] == [("effect.asks", rule)]
