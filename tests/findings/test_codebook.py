"""The data dictionary: every variable, with the years in which it was asked and the words of each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.findings.results import Results


@pytest.fixture
def dictionary(tell, later, codebook):
    """`dictionary("responses", network_member={"since": 2026})`: the rows of a table by variable, its items changed so."""

    def make(name="responses", **changed):
        table = codebook[name]
        items = {id: replace(item, **changed.get(item.stem, {})) for id, item in table.items.items()}
        results = Results(later, replace(codebook, tables=codebook.tables | {name: replace(table, items=items)}))
        exhibit = tell("codebook", f"codebook_{name}", results)
        return {row["variable"]: row for row in exhibit.table.to_dict("records")}

    return make


@pytest.mark.parametrize("name", ["responses", "factsheets", "practices", "cases"])
def test_it_holds_every_variable_once(dictionary, codebook, name):
    assert list(dictionary(name)) == list(dict.fromkeys(item.stem for item in codebook[name].items.values()))


def test_a_question_with_sub_questions_lists_them_as_its_values(dictionary):
    row = dictionary()["challenge_migrants"]
    assert row["label"] == "Challenges that third-country nationals face" and row["question"] == "1.4"
    assert row["values"].startswith("rating 1 to 5 of Finding a job, ")
    assert row["values"].endswith(" and Other, for Newly arrived migrants and Long-term residents")


def test_values_are_options_or_a_type(dictionary):
    rows = dictionary("factsheets")
    assert rows["fs_funding_sources"]["values"] == "several of: Local; Regional; National; EU"
    assert rows["fs_objectives_achieved"]["values"] == "Completely; Partially; Not at all"
    assert (rows["fs_name"]["values"], rows["fs_year"]["values"]) == ("free text", "number")


def test_the_years_and_words_of_a_question_stand_beside_its_label(dictionary):
    rows = dictionary(
        network_member={"asks": "In a network", "since": 2026, "wording": {2026: "In a network", 2030: "In any network"}},
        staff_training={"until": 2030},
    )
    assert rows["network_member"]["label"] == "In a network; asked since 2026; in these words since 2026; since 2030: “In any network”"
    assert rows["staff_training"]["label"].endswith("; asked until 2030")
    assert "asked" not in rows["consultations"]["label"]
