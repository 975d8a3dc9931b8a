"""What documents say is told with its place, counted from the data, and never filled in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from analysis.findings import local
from analysis.findings.results import Results
from analysis.store import write_text
from analysis.tell.words import Words

PLACE = {"document": "study", "section": "2.4", "passage": "first paragraph"}
STEP = {"id": "a", "event": "A treaty", "year": "1999", "date": "1999", "dated_by": "known", "by": "treaty", "did": "Says nothing", "authorities": ""}
NAMING = {"id": "b", "event": "Principles", "year": "2004", "date": "May 2004", "dated_by": "printed", "by": "", "did": "Agrees", "authorities": "Names cities"}
STAND = {"id": "s", "right": "stand_local", "countries": "SE;ES", "number": "2", "of": "27", "says": "May stand."}
VOTE = {"id": "v", "right": "vote_local", "countries": "", "number": "19", "of": "27", "says": "May vote."}
NATION = {"id": "n", "right": "vote_national", "countries": "SE", "number": "", "of": "", "says": "May vote in one."}
BARRIER = {"id": "x", "source": "iza", "barrier": "language", "stance": "barrier", "says": "In the way"}
EXHIBITS = sorted(Words("local").texts)


@pytest.fixture
def told_of(make_wave, codebook) -> Callable[..., Results]:
    """`told_of(events=[STEP])`: the results of a wave of documents with these rows, each in the place that PLACE names."""

    def make(errata: str = "", **tables: list[dict[str, str]]) -> Results:
        results = Results(make_wave({"survey.csv": ""}), codebook)
        for name, rows in tables.items():
            lines = [",".join(f'"{cell}"' for cell in line) for line in ([*rows[0], *PLACE], *([*row.values(), *PLACE.values()] for row in rows))]
            write_text("\n".join(lines) + "\n", results.wave.documents / f"{name}.csv")
        if errata:
            write_text(f"id,severity,affects\n{errata}\n", results.wave.stage / "evaluation/errata.csv")
        return results

    return make


@pytest.mark.parametrize("name", EXHIBITS)
def test_a_wave_without_documents_has_nothing_to_tell(name, told_of):
    assert getattr(local, name)(told_of()) is None


def test_steps_stand_in_the_order_of_time_and_those_that_name_the_local_level_are_counted(told_of, tell):
    exhibit = tell("local", "local_events", told_of(events=[NAMING, STEP]))
    assert exhibit.title == "From 2004 on, European policy speaks of the local and regional level"
    assert exhibit.text.startswith("2 steps of European policy are described, from 1999 to 2004. For 1 of them something is said")
    assert exhibit.table["when"].tolist() == ["1999 (not given in the document)", "May 2004"]
    assert exhibit.table["by"].tolist() == ["Treaty", "Not named"]
    assert "1999 A treaty; 2004 Principles*." in exhibit.alt
    assert "A star marks a year that the documents do not give." in exhibit.texts["source"]
    steps = tell("local", "local_steps", told_of(events=[NAMING, STEP]))
    assert steps.table["authorities"].tolist() == ["Names cities"]


def test_where_no_step_names_the_local_level_nothing_is_claimed(told_of, tell):
    exhibit = tell("local", "local_events", told_of(events=[STEP]))
    assert exhibit.title == "Steps of European policy on integration" and "something is said" not in exhibit.text
    assert local.local_steps(told_of(events=[STEP])) is None


def test_countries_are_named_for_a_right_only_where_the_document_names_them(told_of, tell):
    general = {"id": "g", "right": "consultation", "countries": "", "number": "", "of": "", "says": "Bodies are weak."}
    results = told_of(voting=[STAND, VOTE, NATION, general])
    exhibit = tell("local", "local_voting", results)
    assert exhibit.title == "2 countries are named where third-country nationals may stand in local elections"
    assert "**Stand in local elections:** 2 of 27 Member States, named: Spain and Sweden." in exhibit.text
    assert "**Vote in local elections:** 19 of 27 Member States; the documents name none of them." in exhibit.text
    assert exhibit.text.endswith("- May vote in one. [Study, 2.4]{.small}\n- Bodies are weak. [Study, 2.4]{.small}")
    assert "Counted without names: vote in local elections." in exhibit.texts["source"]
    roles = {mark.of["code"]: mark.role for mark in exhibit.facts["chart"].groups[0][1]}
    assert roles == {"ES": "accent", "SE": "muted"}, "both rights are told from one"
    voters = tell("local", "local_voters", results).table
    assert voters["rights"].tolist() == ["Stand in local elections", "Stand in local elections and vote in national elections"]


def test_without_a_named_country_there_is_no_map(told_of, tell):
    exhibit = tell("local", "local_voting", told_of(voting=[VOTE]))
    assert not exhibit.figure_id and "the documents name none of them" in exhibit.text
    assert local.local_voters(told_of(voting=[VOTE])) is None


def test_errata_stand_with_the_facts_they_bear_on(told_of, tell):
    results = told_of("E1,minor,documents:voting:s\nE2,minor,documents:voting:other\nE3,minor,documents:models:s", voting=[STAND])
    assert tell("local", "local_voting", results).errata == tell("local", "local_voters", results).errata == ["E1"]


def test_a_barrier_leads_when_more_sources_name_it(told_of, tell):
    help_only = BARRIER | {"id": "z", "source": "pisa", "barrier": "education", "stance": "remedy"}
    one = tell("local", "local_barriers", told_of(barriers=[BARRIER, BARRIER | {"id": "y", "source": "public"}, help_only]))
    assert one.title == "Language: named as a barrier by more sources than any other"
    assert [mark.of["named"] for mark in one.facts["chart"].groups[0][1]] == [2, 0], "a help is no barrier"
    assert one.facts["chart"].more["cells"] == [["accent", "accent", "dont_know"], ["dont_know", "dont_know", "second"]]
    tied = tell("local", "local_barriers", told_of(barriers=[BARRIER, BARRIER | {"id": "y", "source": "public", "barrier": "culture"}]))
    assert tied.title == "Sources differ: no barrier is named by more than 1 of 2 sources"


def test_a_country_keeps_both_namings_of_its_model_and_its_place(told_of, tell):
    row = {"id": "fr", "country": "FR", "in_table": "assimilation", "in_text": "changing", "approach": "Is changing"}
    results = told_of(models=[row, row | {"id": "fi", "country": "FI", "in_table": ""}])
    exhibit = tell("local", "local_models", results)
    assert exhibit.table["model"].tolist() == ["In the text only: assimilation, being modified", "Table: assimilation. Text: assimilation, being modified"]
    assert "Assimilation: France. The text alone takes up Finland." in exhibit.text
    assert [row["country"].page for row in exhibit.facts["table"]] == [results.country(code).page for code in ("FI", "FR")]


def test_courses_are_grouped_by_duty_and_silence_is_said(told_of, tell):
    row = {"id": "a", "country": "BE", "place": "Flanders", "course": "Course", "duty": "mandatory", "terms": "Before residence"}
    exhibit = tell("local", "local_courses", told_of(courses=[row, row | {"id": "b", "place": "Wallonia", "duty": "voluntary", "terms": ""}]))
    assert exhibit.text.startswith("Mandatory: Belgium (Flanders). Voluntary: Belgium (Wallonia).")
    assert exhibit.table[["course", "terms"]].to_numpy().tolist() == [["Course (Flanders)", "Before residence"], ["Course (Wallonia)", "Nothing is said."]]


def test_facts_are_told_by_topic_with_their_place(told_of, tell):
    rows = [{"id": topic, "topic": topic, "text": f"Of {topic}."} for topic in ("role", "gap", "fund", "conclusion")]
    results = told_of(roles=rows)
    assert "- Of gap. [Study, 2.4]{.small}\n- Of fund. [Study, 2.4]{.small}" in tell("local", "local_gaps", results).text
    assert "Of gap" not in tell("local", "local_role", results).text + tell("local", "local_conclusions", results).text


def test_dimensions_are_defined_in_their_colours(told_of, tell):
    results = told_of(dimensions=[{"id": "c", "dimension": "cultural", "text": "What groups may do."}])
    assert "[Cultural]{.dim .dim-cultural}: What groups may do." in tell("local", "local_dimensions", results).text
