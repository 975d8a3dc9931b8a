"""ROUTES shows where its documents are; its module is held against the answers of any wave."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from analysis.evaluate.governance import Governance, Part
from analysis.evaluate.recommendations import Known
from analysis.findings import governance
from analysis.findings.results import Results
from analysis.tell.exhibit import Exhibit
from analysis.wave import Wave

ROUTES = ("routes", "routes_plan", "routes_partners", "routes_module", "routes_differences")
YES, NO = "yes", "no"


@pytest.fixture
def documented(wave_2012: Wave, survey_of) -> Results:
    """A wave of nothing but documents."""
    results = survey_of()
    shutil.copytree(wave_2012.documents, results.wave.documents)
    return Results(replace(results.wave, sources={}), results.codebook)


@pytest.fixture
def parts(tell):
    """`parts(results)`: the exhibits of the module, by part."""

    def made(results: Results) -> dict[str, Exhibit]:
        words = tell("governance", "own_check", results).words
        return {facts["part"]: Exhibit("module_parts", words, {"wave": results.wave, **facts}) for facts in governance.module_parts(results)}

    return made


def rows(exhibit: Exhibit) -> dict[tuple[str, str], list[str]]:
    return {(row[0], row[1]): row[2:] for row in exhibit.table.to_numpy().tolist()}


def test_a_wave_without_documents_says_nothing_of_routes(survey_of):
    results = survey_of({"GR": 9}, staff_training=YES)
    assert [getattr(governance, name)(results) for name in ROUTES] == [None] * len(ROUTES)


def test_the_documents_are_told_with_their_place(documented, tell):
    text = tell("governance", "routes", documented).text
    assert "Programme\n: It was funded by the EU under the INTI programme" in text and "(ROUTES award page, Award info; ROUTES award page, Description; ROUTES award page, Project type; ROUTES award page, Further information)" in text
    plan = tell("governance", "routes_plan", documented).text
    assert "**Expected results** (ROUTES flyer, Expected results)" in plan and plan.count("\n- ") == 7 + 6 + 4
    assert "themes.qmd" not in plan, "the wave has no case studies"


def test_partners_stand_by_country_and_those_of_no_country_last(documented, tell):
    partners = tell("governance", "routes_partners", documented)
    assert partners.table["country"].tolist()[-1] == "Not told" and partners.table["country"].tolist()[:-1] == sorted(partners.table["country"][:-1])
    assert int(partners.table["names"].astype(int).sum()) == partners.facts["names"] == len(documented.documents("routes_partners"))
    assert set(partners.facts["files"]["routes-partners"]["address"]) >= {"www.samah.nl", ""}


def test_each_part_of_the_module_has_the_name_of_the_checklist(documented, tell, parts):
    names = tell("governance", "routes_module", documented).table["name"].tolist()
    assert names == ["Services that work together", "Advisory councils", "Shared platform", "Part in planning and in the use of money"]
    assert parts(documented) == {} and governance.module_answers(documented) is None, "without answers nothing is held against them"


def test_what_one_document_alone_says_is_named(documented, tell):
    text = tell("governance", "routes_differences", documented).text
    assert "Only one of them says anything on the module for regional governance." in text


def test_a_known_answer_has_its_share_base_and_evidence(survey_of, parts):
    found = parts(survey_of({"GR": 6, "ES": 2}, staff_training={"GR": YES, "ES": NO}))["services"]
    assert rows(found)["Trains staff who deal with third-country migrants", "8 authorities"] == ["75.0%", "observed"]
    assert "75.0% of the authorities that answered train staff who deal with third-country migrants." in found.text
    assert "No question asks whether a group brings the services of the authority together" in found.text


def test_an_answer_too_few_gave_is_withheld_and_one_nobody_gave_is_not_there(survey_of, parts):
    found = rows(parts(survey_of({"GR": 9, "ES": 2}, staff_training=YES, consultations={"GR": "", "ES": YES}, disclosed=True))["councils"])
    assert found["Holds consultations on integration policy", "Authorities"][:2] == ["withheld", ""]
    found = rows(parts(survey_of({"GR": 9}, staff_training=YES))["councils"])
    assert found["Holds consultations on integration policy", "Authorities"][:2] == ["no answer", ""]


def test_a_question_that_the_wave_did_not_ask_is_said_to_be_so(survey_of, codebook, parts):
    results = survey_of({"GR": 9}, staff_training=YES)
    results = Results(results.wave, codebook.of_wave(2026, ("consultations", "participation_ideas")))
    found = rows(parts(results)["councils"])
    assert found["Holds consultations on integration policy", "Authorities"] == ["not asked", ""]
    assert ("Ideas to raise participation of associations", "Authorities") not in rows(parts(results)["participation"])


def test_answers_in_own_words_are_not_counted_and_case_studies_wait_until_there_are_some(survey_of, parts):
    found = rows(parts(survey_of({"GR": 9}, staff_training=YES))["participation"])
    assert found["Ideas to raise participation of associations", "Authorities"][0] == "in own words, not counted"
    assert "Case studies" not in {of_whom for _, of_whom in found}


def test_case_studies_alone_are_read_too(cases_of, parts):
    results = cases_of({"partners": "migrant_groups"}, {"partners": "ngos"}, {}, {}, {"partners": ""})
    found = rows(parts(results)["participation"])
    assert found["Partners: Migrant groups or associations", "5 case studies"] == ["20.0%", "coded"]
    assert "Authorities" not in {of_whom for _, of_whom in found}
    assert governance.module_answers(results) is None


def test_the_message_is_the_step_most_report_and_only_of_the_module(survey_of, tell):
    results = survey_of({"GR": 9, "ES": 3}, cbp_involved=YES, staff_training={"GR": YES, "ES": NO}, network_member=NO)
    shown = tell("governance", "module_answers", results)
    assert shown.title == "Of the steps towards the module with known answers, “Trains its staff” is reported most"
    assert [name for name, _ in shown.facts["chart"].groups] == ["Services that work together", "Advisory councils", "Shared platform", "Part in planning and in the use of money"]
    assert "The answers to 2 of them can be shown." in shown.text
    everything = survey_of({"GR": 9}, staff_training=YES, network_member=YES, consultations=NO, associations_involved=NO)
    assert tell("governance", "module_answers", everything).title == "Of the steps towards the module that were asked about, “Trains its staff” and “Member of a network” are reported most"


def test_what_a_rebuilt_survey_lost_has_its_reason(survey_of, parts):
    results = survey_of({"GR": 9}, staff_training=YES, evidence="round_trip")
    assert rows(parts(results)["councils"])["Holds consultations on integration policy", "Authorities"][0] == "not in the text"


def test_every_key_that_the_checklist_may_hold_has_a_name(survey_of, codebook):
    """What `evaluate.governance` takes is told, with its source, whether or not the wave has a number for it."""
    results = survey_of({"GR": 9}, staff_training=YES)
    results = Results(replace(results.wave, sources={source: None for source in ("survey", "practices", "case_studies")}), codebook)
    keys = Known(codebook).keys
    told = governance._answers(results, keys)
    assert len(told) == len(keys) and all(a.name and a.place in ("survey", "factsheets", "practices", "cases") for a in told)
    apart = [(a.place, a.name, a.option) for a in told if a.option != "higher_priority"]
    assert len(set(apart)) == len(apart), "options of one question are told apart"


def test_parts_on_other_sources_are_told_too(practices_of, parts, monkeypatch):
    module = {"one": Part(label="One", question="?", ask=("Is it?",), keys=("practices.aim.education.share", "practices.aim.any.share", "practices.range.national.share"))}
    monkeypatch.setattr(governance, "read_governance", lambda _: Governance(parts=module))
    found = rows(parts(practices_of((6, {}), (2, {"aims": ""})))["one"])
    assert list(found) == [("Aims: Education", "6 practice records"), ("Aims (any answer)", "8 practice records"), ("Range: National", "8 practice records")]


@pytest.mark.parametrize(
    ("key", "asked"),
    [
        ("cases.dimension.cultural.share", "Dimension, Table 3.12: Cultural"), ("cases.partners.not_reported.share", "Partners (not reported)"),
        ("cases.staff_training.no.share", "Staff trained (no)"),
    ],
)  # fmt: skip
def test_columns_of_case_studies_are_told_by_their_names(cases_of, parts, monkeypatch, key, asked):
    module = {"one": Part(label="One", question="?", ask=("Is it?",), keys=(key,))}
    monkeypatch.setattr(governance, "read_governance", lambda _: Governance(parts=module))
    assert list(rows(parts(cases_of(*[{}] * 6))["one"])) == [(asked, "6 case studies")]


def test_the_questions_to_tick_are_there_in_every_wave(survey_of, tell):
    table = tell("governance", "own_check", survey_of()).table
    assert table["module"].iloc[0] == "Services that work together" and (table[["there", "planned", "missing"]] == "").all(axis=None)
    assert table["ask"].str.endswith("?").all()


def test_a_codebook_without_the_module_has_nothing_to_ask(survey_of, tmp_path, monkeypatch):
    results = survey_of({"GR": 9}, staff_training=YES)
    empty = replace(governance.read_governance(results.wave), parts={})
    monkeypatch.setattr(governance, "read_governance", lambda _: empty)
    assert governance.own_check(results) is governance.module_answers(results) is None and governance.module_parts(results) == []
