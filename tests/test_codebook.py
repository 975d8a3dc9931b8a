"""The codebook: the columns that outside users rely on, and how words are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.clean.table import cleaner_for
from analysis.codebook import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Česká   Republika. ", "ceska republika"), ("Ελλάδα", "ελλαδα"), ("Don’t know", "don't know"),
        ("STRASSE", "strasse"), ("Straße", "strasse"), ("a . .", "a"), ("...", ""), ("on-going", "on-going"),
    ],
)  # fmt: skip
def test_words_are_compared_without_case_accents_spaces_and_full_stop(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("table", "source", "sheet", "key", "columns"),
    [
        (
            "responses",
            "survey",
            "responses",
            ("respondent_id",),
            ["respondent_id", "country", "authority_name", "status"],
        ),
        (
            "factsheets",
            "survey",
            "factsheets",
            ("respondent_id", "factsheet_no"),
            ["respondent_id", "factsheet_no", "fs_name"],
        ),
        (
            "practices",
            "practices",
            "practices",
            ("practice_id",),
            [
                "practice_id",
                "title",
                "country",
                "range",
                "start_date",
                "end_date",
                "aims",
                "funding_sources",
                "organisation",
                "budget",
                "description",
                "url",
            ],
        ),
        ("cases", "case_studies", "cases", ("case_no",), ["case_no"]),
        ("networks", "networks", "networks", ("network_id",), ["network_id", "name"]),
    ],
)
def test_each_table_stands_where_the_native_workbook_has_it(codebook, table, source, sheet, key, columns) -> None:
    spec = codebook[table]
    assert (spec.source, spec.sheet, spec.key) == (source, sheet, key)
    assert list(spec.items)[: len(columns)] == columns


def test_only_the_questionnaires_sheets_have_a_row_of_questions(codebook) -> None:
    assert [name for name, table in codebook.tables.items() if table.question_row] == ["responses", "factsheets"]


def test_a_question_with_sub_questions_becomes_one_item_each(codebook) -> None:
    items = codebook["responses"].stem("challenge_authority")
    assert len(items) == 2 * 5
    item = codebook["responses"].items["challenge_authority__newly_arrived__resources"]
    assert (item.type, item.min, item.max, item.integer) == ("rating", 1, 5, True)
    assert item.levels == ("newly_arrived", "resources")
    assert item.level_labels == ("Newly arrived migrants", "Lack of resources")
    assert item.key == "challenge_authority.newly_arrived.resources"
    assert item.label.endswith("Newly arrived migrants, Lack of resources")


@pytest.mark.parametrize(("stem", "top"), [("measure_legal", 5), ("developed", 4), ("effective", 3)])
def test_ratings_have_the_scale_of_the_questionnaire(codebook, stem: str, top: int) -> None:
    assert {(item.min, item.max) for item in codebook["responses"].stem(stem)} == {(1, top)}


def test_every_item_has_a_label_a_cleaner_and_options_where_it_is_closed(codebook) -> None:
    for table in codebook.tables.values():
        assert set(table.key) <= table.items.keys()
        assert not set(table.drop) & table.items.keys()
        for item in table.items.values():
            assert item.label, item.id
            assert cleaner_for(item, codebook)
            assert bool(item.options) == (item.type in ("choice", "multi")), item.id


def test_yes_and_no_are_words_and_not_truth_values(codebook) -> None:
    for table in codebook.tables.values():
        for item in table.items.values():
            assert all(isinstance(text, str) for pair in item.options.items() for text in pair), item.id
    assert list(codebook["responses"].items["cbp_involved"].options) == ["yes", "no"]
    assert all(isinstance(word, str) for words in codebook.vocabulary["answers"].values() for word in words)
    assert codebook.vocabulary["currencies"]["NO"] == "NOK"


def test_items_are_found_by_type_and_by_question(codebook) -> None:
    practices = codebook["practices"]
    assert [item.id for item in practices.of_type("multi")] == ["aims", "funding_sources"]
    assert [item.id for item in practices.of_type("date", "country")] == ["country", "start_date", "end_date"]
    assert codebook.stems["challenge_authority"] == "Challenges that the authority faces"


def test_an_unknown_type_is_refused_by_name(codebook) -> None:
    from dataclasses import replace

    with pytest.raises(ValueError, match="country the unknown type 'colour'"):
        cleaner_for(replace(codebook["practices"].items["country"], type="colour"), codebook)
