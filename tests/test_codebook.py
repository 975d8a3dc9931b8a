"""The codebook: the columns that outside users rely on, and how words are compared."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from checked import check_wave
from hypothesis import given
from hypothesis import strategies as st

from analysis.clean.responses import derive_responses
from analysis.clean.source import clean_source
from analysis.clean.table import cleaner_for
from analysis.codebook import Codebook, codebook_file, codebook_for, load_codebook
from analysis.declared import CLOSED, Texts
from analysis.estimate.survey import survey_estimates
from analysis.problems import Problem, grave
from analysis.store import read_table
from analysis.texts import fold
from analysis.wave import PROJECT, Root, open_wave


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Česká   Republika. ", "ceska republika"), ("Ελλάδα", "ελλαδα"), ("Don’t know", "don't know"),
        ("STRASSE", "strasse"), ("Straße", "strasse"), ("a . .", "a"), ("...", ""), ("on-going", "on-going"),
        ("Lux\u00adem\u200bbourg\ufeff", "luxembourg"), ("a\u00a0b", "a b"), ("Ма\u0308й", "маи"),
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
    with pytest.raises(ValueError, match="country the unknown type 'colour'"):
        cleaner_for(replace(codebook["practices"].items["country"], type="colour"), codebook)


ASKED_SINCE = """
  health_mediators: {type: choice, label: Pays health mediators, options: {"yes": "Yes", "no": "No"}, since: 2026, until: 2031}
"""


@pytest.fixture
def grown(tmp_path: Path) -> Path:
    """A data root of its own: the project's codebook and one question more, asked from 2026 to 2031."""
    folder = shutil.copytree(Root.at().codebook, tmp_path / "codebook")
    with (folder / "survey.yml").open("a", encoding="utf-8") as file:
        file.write(ASKED_SINCE)
    return folder


@pytest.mark.parametrize(("year", "asked"), [(2025, False), (2026, True), (2031, True), (2032, False)])
def test_a_wave_has_a_question_from_since_to_until_both_included(grown, year: int, asked: bool) -> None:
    table = load_codebook(grown).of_wave(year)["responses"]
    assert ("health_mediators" in table.items, "health_mediators" in table.not_asked) == (asked, not asked)


def test_a_question_added_later_leaves_2012_as_it_is(grown, tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "data" / "raw" / "2012", tmp_path / "raw" / "2012")
    wave = open_wave("2012", tmp_path)
    assert grave(check_wave(wave)) == []
    cleaned = clean_source(wave, codebook_for(wave), "responses").frame
    written = read_table(PROJECT / "data" / "processed" / "2012" / "responses.csv")
    assert list(cleaned.columns) == list(written.columns)


def test_it_appears_by_itself_in_the_tables_and_estimates_of_a_wave_that_asked_it(
    grown, make_wave, rows_of, estimates_by_key
) -> None:
    [header, *rows] = rows_of("responses", {"respondent_id": "R1", "status": "analysable"})
    wave = make_wave({"survey.csv": [[*header, "health_mediators"], *([*row, "yes"] for row in rows)]})
    spec = codebook_for(wave)["responses"]
    responses = derive_responses(clean_source(wave, codebook_for(wave), "responses").frame, spec, {})
    assert responses["health_mediators"].tolist() == ["yes"]
    found = estimates_by_key(survey_estimates(responses, spec, 4, "answered"))
    assert found["survey.health_mediators.yes.share"].numerator == 1


def test_what_a_wave_did_not_ask_is_neither_expected_nor_in_its_tables(make_wave, rows_of) -> None:
    [header, row] = rows_of("responses", {"respondent_id": "R1", "consultations": "yes"})
    left_out = ["consultations", "measure_legal", "effective__cultural"]  # an item, a whole question, a sub-question
    kept = [n for n, name in enumerate(header) if not name.startswith((*left_out[1:], "consultations"))]
    wave = make_wave({"survey.csv": [[line[n] for n in kept] for line in (header, row)]}, not_asked=left_out)
    table = codebook_for(wave)["responses"]
    assert not {"consultations", "measure_legal__civic", "effective__cultural"} & table.items.keys()
    assert "effective__legal_political" in table.items and "consultation_examples" in table.items
    assert list(clean_source(wave, codebook_for(wave), "responses").frame.columns) == list(table.items)


@pytest.mark.parametrize(
    ("name", "rule"),
    [("consultation", "is not an item of the codebook"), ("country", "is a column that every wave has"),
     ("practice_id", "is a column that every wave has")],
)  # fmt: skip
def test_what_cannot_be_left_out_is_named(make_wave, rows_of, problems_of, name: str, rule: str) -> None:
    wave = make_wave({"survey.csv": rows_of("responses", {"respondent_id": "R1"})}, not_asked=[name])
    [problem] = problems_of(lambda: codebook_for(wave))
    assert (problem.column, problem.value, problem.rule) == ("not_asked", name, rule)
    assert problem.file.endswith("wave.yml") and problem.hint


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Codebook]:
    """`written(items)`: a codebook whose survey has these items instead of the project's."""

    def write(items: str) -> Codebook:
        folder = shutil.copytree(Root.at().codebook, tmp_path / "codebook")
        head = "table: responses\nsource: survey\nsheet: responses\nkey: [respondent_id]\nitems:\n"
        start = "  respondent_id: {type: id, label: Respondent}\n"
        (folder / "survey.yml").write_text(head + start + textwrap.indent(items, "  "), encoding="utf-8")
        return load_codebook(folder)

    return write


def test_an_item_needs_its_type_and_label_only(written) -> None:
    items = written("a: {type: text, label: A}\nb: {type: rating, label: B, levels: [{x: X, y: Y}]}")["responses"].items
    assert (items["a"].short, items["a"].says, items["a"].required) == ("A", "", False)
    assert (items["b__y"].label, items["b__y"].short, items["b__y"].min, items["b__y"].max) == ("B: Y", "Y", 1, 5)


def test_only_a_survey_rebuilt_from_print_may_call_a_rating_high(make_wave, rows_of, wave_2012) -> None:
    wave = make_wave({"survey.csv": rows_of("responses", {"respondent_id": "R1", "measure_legal__civic": "High"})})
    [problem] = check_wave(wave)
    assert (problem.column, problem.value, problem.rule) == ("measure_legal__civic", "High", "is not a number")
    assert "high" in codebook_for(wave_2012).vocabulary["higher"]


def test_the_words_of_a_question_are_those_of_the_wave(written) -> None:
    b = "b: {type: rating, label: Old, wording: {2020: New, 2030: Newer}, levels: [{x: X}]}"
    codebook = written(b)
    labels = [codebook.of_wave(year)["responses"].items["b__x"].label for year in (2012, 2020, 2029, 2031)]
    assert labels == ["Old: X", "New: X", "New: X", "Newer: X"]
    assert codebook.of_wave(2020).stems["b"] == "New"


def test_a_question_is_put_in_the_words_of_the_wave_in_full_where_they_are_known(written) -> None:
    codebook = written(
        "a:\n  type: choice\n  label: Trains\n  options: {'yes': 'Yes', 'no': 'No'}\n  wording: {2030: Teaches}\n"
        "  asked: {2012: 'Do you train?', 2020: {text: 'Who trains?', part: 'You:', options: {'no': 'No, never'}, help: Tick one.}}\n"
    )
    items = {year: codebook.of_wave(year)["responses"].items["a"] for year in (2000, 2012, 2020, 2030)}
    assert [item.full for item in items.values()] == ["Trains", "Do you train?", "Who trains? You:", "Teaches"], "a new label ends older words"
    assert items[2020].put_options == {"yes": "Yes", "no": "No, never"} and items[2020].put.help == "Tick one."
    assert items[2030].put_options == {"yes": "Yes", "no": "No"}
    assert items[2012].label == "Trains" and codebook.words(items[2012])["no"][:2] == ("No", "No, never")


def test_the_rows_of_a_rating_are_put_behind_its_question(written) -> None:
    b = "b: {type: rating, label: B, levels: [{x: X, y: Y}], asked: {2012: {text: 'How good?', options: {y: The Y of it}}}}"
    items = written(b).of_wave(2026)["responses"].items
    assert [items[name].full for name in ("b__x", "b__y")] == ["How good? X", "How good? The Y of it"]
    assert [label for item in (items["b__y"],) for _, label, _ in item.worded] == [("Y",), ("The Y of it",)]


def test_every_question_of_the_survey_of_2012_is_known_in_full(codebook) -> None:
    asked = [i for t in ("responses", "factsheets") for i in codebook.of_wave(2012)[t].items.values() if i.question]
    assert all(item.in_full for item in asked) and len({item.full for item in asked}) == len(asked)


def test_figures_and_sentences_find_their_words_in_the_codebook(codebook) -> None:
    items = codebook["responses"].items
    assert (items["staff_training"].short, items["staff_training"].says[:11]) == ("Trains its staff", "train staff")
    assert items["challenge_migrants__long_term__language"].short == "Language"
    assert items["challenge_migrants__long_term__other"].short == "Other"
    closed = [i for i in codebook["responses"].of_type("choice") if i.id != "status"]
    assert all(item.says and item.short != item.label for item in closed)


def test_a_table_knows_its_source(codebook) -> None:
    names = ("responses", "factsheets", "practices", "cases", "networks", "published")
    assert [codebook.source_of(name) for name in names] == [
        "survey", "survey", "practices", "case_studies", "networks", "published"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("item", "column", "rule"),
    [
        ("{type: text}", "items.a.label", "the field is missing"),
        ("{type: text, label: A, asked: {2012: {part: B}}}", "items.a.asked.text", "the field is missing"),
        ("{type: text, label: A, asked: {2012: {text: B, options: {c: C}}}}", "items.a", "names 'c', which is not among its options"),
        ("{type: text, label: ''}", "items.a.label", "the field is missing"),
        ("{type: colour, label: A}", "items.a.type", "is not a type of item"),
        ("{type: text, label: A, colour: red}", "items.a.colour", "is not a field of items.a"),
        ("{type: choice, label: A}", "items.a", "lacks its options"),
        ("{type: text, label: A, options: {x: X}}", "items.a", "has options but is not closed"),
        ("{type: choice, label: A, options: [x]}", "items.a.options", "is not a list of options by name"),
        ("{type: choice, label: A, options: {x: X}, unanswered: y}", "items.a", "names 'y', which is not among"),
        ("{type: rating, label: A, scale: 5}", "items.a.scale", "is not a scale"),
        ("{type: rating, label: A, levels: [{x: X}], short: {y: Y}}", "items.a", "names 'y', which is not among"),
        ("{type: text, label: [A]}", "items.a.label", "is not a text"),
        ("{type: number, label: A, min: none}", "items.a.min", "is not a number"),
        ("{type: text, label: A, required: perhaps}", "items.a.required", "is neither true nor false"),
        ("text", "items.a", "is not a list of fields by name"),
        ("{type: text, label: A, since: 12}", "items.a.since", "lies outside 1950 to 2100"),
        ("{type: text, label: A, since: 2026, until: 2020}", "items.a", "ends before it begins"),
        ("{type: date, label: A}\nb: {type: date, label: B, not_before: start}", "", "has a date that is not before 'start'"),
        ("{type: text, label: A, asked_if: a}", "", "has a question that follows 'a', which nobody can answer with yes"),
        ("{type: text, label: A, asked_if: b}\nb: {type: choice, label: B, options: {x: X}}", "", "has a question that follows 'b'"),
        ("{type: rating, label: A, ends: [low]}", "items.a", "says what the ends of a scale mean"),
        ("{type: text, label: A, ends: [low, high]}", "items.a", "says what the ends of a scale mean"),
        ("{type: text, label: A, question: 1.10}", "items.a.question", "is read as a number"),
    ],
)
def test_an_entry_that_cannot_be_used_is_named(written, problems_of, item: str, column: str, rule: str) -> None:
    [problem] = problems_of(lambda: written(f"a: {item}"))
    assert (problem.file, problem.column) == ("survey.yml", column)
    assert problem.rule.startswith(rule) and problem.hint


def test_a_file_that_is_no_codebook_is_one_message(grown, problems_of) -> None:
    for text, rule in (("items: [", "is not valid YAML"), ("", "holds no fields")):
        (grown / "networks.yml").write_text(text, encoding="utf-8")
        [problem] = problems_of(lambda: load_codebook.__wrapped__(grown))
        assert (problem.file, problem.rule[: len(rule)]) == ("networks.yml", rule)
    (grown / "networks.yml").unlink()
    [problem] = problems_of(lambda: load_codebook.__wrapped__(grown))
    assert problem.rule.startswith("cannot be read")


@dataclass(frozen=True, kw_only=True)
class Shop:
    """What a further file of a codebook could hold."""

    __pydantic_config__ = CLOSED
    shelves: dict[str, Texts] = field(default_factory=dict)


@pytest.fixture
def shop(later, tmp_path) -> Callable[[str], Shop]:
    """`shop(text)`: a codebook with this text as `shop.yml`, read; stale wares may not be in it."""

    def stale(found: Shop) -> Iterator[Problem]:
        yield from (Problem("shop.yml", "is stale", "", column=name) for name, wares in found.shelves.items() if "stale" in wares)

    def read(text: str) -> Shop:
        (tmp_path / "codebook").mkdir()
        if text:
            (tmp_path / "codebook" / "shop.yml").write_text(text, encoding="utf-8")
        return codebook_file(replace(later, root=Root(tmp_path)), "shop.yml", Shop, stale, "shelves")

    return read


@pytest.mark.parametrize(("text", "shelves"), [("", {}), ("shelves: {bread: fresh}", {"bread": ("fresh",)})])
def test_a_further_file_of_the_codebook_may_be_missing(shop, text: str, shelves: dict) -> None:
    assert shop(text) == Shop(shelves=shelves)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("shelves: {bread: stale, cake: [fresh, stale]}", [("bread", "is stale"), ("cake", "is stale")]),
        ("shelves: {bread: stale, cake: {of: today}}", [("cake", "is not a text")]),
        ("tills: one", [("tills", "is not a field of shop.yml")]),
    ],
)  # fmt: skip
def test_a_further_file_is_refused_for_what_does_not_fit_or_else_for_what_cannot_be(shop, problems_of, text: str, told: list) -> None:
    assert [(problem.column, problem.rule) for problem in problems_of(lambda: shop(text))] == told


def test_countries_and_items_that_say_so_split_respondents_into_groups_that_can_be_named(codebook) -> None:
    table = codebook["responses"]
    assert table.naming == {"country"} and codebook["factsheets"].naming == frozenset()
    kind = replace(table.items["staff_training"], id="kind", identifies=True)
    assert replace(table, items={**table.items, "kind": kind}).naming == {"country", "kind"}
def test_every_item_has_a_code_that_forms_take(codebook) -> None:
    items = codebook["responses"].items
    assert items["challenge_migrants__newly_arrived__job"].code == "Q14newlyjob"
    assert items["respondent_id"].code == codebook["factsheets"].items["respondent_id"].code == "respondentid"
    assert codebook["factsheets"].items["fs_partners"].option_codes["employers_unions"] == "emplo"


@pytest.mark.parametrize(
    ("items", "column", "rule"),
    [
        ("a: {type: text, label: A, code: Q 1}", "a", "has a code that forms cannot use"),
        ("a: {type: text, label: A, code: 1Q}", "a", "has a code that forms cannot use"),
        ("a_very_long_name_of_a_question: {type: text, label: A}", "a_very_long_name_of_a_question", "has a code that forms"),
        ("a: {type: text, label: A, code: B}\nb: {type: text, label: B}", "b", "has the code of another item"),
        ("a: {type: text, label: A, code: f27}", "fs_partners", "has the code of another item"),
        ("a: {type: rating, label: A, levels: [{know_how: X, know_howto: Y}]}", "a__know_howto", "has the code of another item"),
        ("a: {type: choice, label: A, options: {replicated: X, replicable: Y}}", "a", "begins with the same 5 letters"),
    ],
)
def test_a_code_that_no_form_can_use_is_named(written, problems_of, items: str, column: str, rule: str) -> None:
    [problem] = problems_of(lambda: written(items))
    assert problem.column == column and problem.rule.startswith(rule) and problem.hint
