"""The project and its countries come from the documents, what is known of them from the wave, the questions from the codebook."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace

import pytest

from analysis.findings import includ
from analysis.findings.results import Named, Results
from analysis.wave import PROJECT, Source, Wave

FACTS = ("includ", "includ_objectives", "includ_partners", "includ_countries", "includ_cases")


@pytest.fixture
def with_documents(wave_2012: Wave):
    """The documents of 2012 beside the results of another wave."""

    def put(results: Results, *left_out: str) -> Results:
        shutil.copytree(wave_2012.documents, results.wave.documents)
        for name in left_out:
            (results.wave.documents / f"{name}.csv").unlink()
        return results

    return put


def unlinked(text: str) -> str:
    """A text without the targets of its links: a country is one where it has a page."""
    return re.sub(r"\[([^\[\]]+)\]\(/countries/[^)]*\)", r"\1", text)


def test_a_wave_without_documents_has_nothing_but_the_questions(survey_of):
    results = survey_of({"GR": 9})
    assert [getattr(includ, name)(results) for name in FACTS] == [None] * len(FACTS)
    assert includ.pilot_kit(results)["criteria"] == 5


def test_the_project_is_told_by_topic_with_its_countries(survey_of, with_documents, tell):
    results = with_documents(survey_of({"GR": 9}))
    text = unlinked(tell("includ", "includ", results).text)
    assert "Goal\n: European societies that hold together better" in text
    assert "Countries: Greece, Italy, the Netherlands, Romania, Slovenia and Spain." in text
    assert "173 member states" in text and "150 regional authorities" in text and "Duration\n: 36 months." in text
    assert "The list of partners names five regional or local bodies, from four countries: Greece, Italy, the Netherlands and Spain." in text


def test_the_objectives_name_their_countries_or_say_that_they_name_none(survey_of, with_documents, tell):
    text = unlinked(tell("includ", "includ_objectives", with_documents(survey_of({"GR": 9}))).text)
    items = [line for line in text.splitlines() if line.startswith("- ")]
    assert len(items) == 3
    assert items[1].endswith("Countries: Greece, Italy, the Netherlands and Spain.") and items[2].endswith("No country is named.")


def test_partners_have_their_role(survey_of, with_documents, tell):
    table = tell("includ", "includ_partners", with_documents(survey_of({"GR": 9}))).table
    assert table["role"].value_counts().to_dict() == {"Regional or local body": 5, "Coordinates": 1, "IOM in the country": 1, "Network of regions": 1}
    assert table.set_index("partner").loc["Network of European Regions (AER)", "from"] == "Not named"


def test_answers_that_are_not_shown_are_not_said_to_be_none(survey_of, with_documents, tell):
    results = with_documents(survey_of({"GR": 9, "IT": 6}))
    shown = tell("includ", "includ_countries", results)
    answers = shown.table.set_index("country")["answers"].to_dict()
    assert answers["Greece"] == "9" and answers["Italy"] == "6" and answers["Slovenia"] == "Not shown"
    assert "No answers to the survey are shown from the Netherlands, Romania, Slovenia and Spain: there were none, or too few to show." in shown.text
    assert "records" not in shown.columns and "cases" not in shown.columns, "the wave has neither"


def test_of_printed_answers_none_is_none(survey_of, with_documents, tell):
    shown = tell("includ", "includ_countries", with_documents(survey_of({"GR": 9, "ES": 1}, evidence="round_trip")))
    assert shown.table.set_index("country")["answers"].to_dict()["Slovenia"] == "0"
    assert "No analysable answer to the survey came from Italy, the Netherlands, Romania and Slovenia." in shown.text


def test_pilots_are_where_the_objective_on_pilots_says(survey_of, with_documents, tell):
    pilots = tell("includ", "includ_countries", with_documents(survey_of({"GR": 9}))).table.set_index("country")["pilots"]
    assert pilots.to_dict() == {"Greece": "Yes", "Italy": "Yes", "Netherlands": "Yes", "Romania": "Not named", "Slovenia": "Not named", "Spain": "Yes"}


def test_rights_and_courses_show_where_documents_name_them(survey_of, with_documents, tell):
    table = tell("includ", "includ_countries", with_documents(survey_of({"GR": 9}))).table.set_index("country")
    assert "Stand in local elections" in table.loc["Netherlands", "rights"] and table.loc["Greece", "rights"] == "None named"
    assert table.loc["Netherlands", "courses"] == "Integration course (mandatory)"


def test_a_wave_without_these_documents_has_no_such_columns(survey_of, with_documents, tell):
    shown = tell("includ", "includ_countries", with_documents(survey_of({"GR": 9}), "voting", "courses"))
    assert "rights" not in shown.columns and "courses" not in shown.columns


def test_records_of_the_database_are_counted_and_gaps_named(practices_of, with_documents, tell):
    shown = tell("includ", "includ_countries", with_documents(practices_of((6, {"country": "ES"}), (2, {"country": "RO"}))))
    records = shown.table.set_index("country")["records"].to_dict()
    assert records["Spain"] == "6" and records["Romania"] == "2" and records["Greece"] == "0"
    assert "The database of practices has no record of Greece, Italy, the Netherlands and Slovenia." in shown.text


def test_case_studies_of_its_countries_lead_to_their_sheets(cases_of, with_documents, tell):
    results = cases_of({"country": "ES"}, {"country": "FR"}, {"country": "GR", "name_english": "Reading"})
    results = Results(replace(results.wave, sources={"case_studies": Source(file=("case_studies.csv",))}), results.codebook)
    shown = tell("includ", "includ_cases", with_documents(results))
    assert shown.table.to_numpy().tolist() == [["Greece", "Reading", "Cultural"], ["Spain", "A project", "Cultural"]]
    assert isinstance(case := shown.facts["table"][0]["case"], Named) and case.page.endswith("#sec-case-3")
    assert "No case study is in Italy, the Netherlands, Romania and Slovenia." in tell("includ", "includ_countries", results).text


def test_the_questions_of_the_kit_are_those_of_the_codebook(survey_of, codebook, tell):
    shown = tell("includ", "pilot_kit", survey_of())
    assert shown.table["criterion"].tolist() == [c["label"] for c in codebook.criteria["criteria"].values()]
    assert shown.facts["indicators"] == sum(len(c["indicators"]) for c in codebook.criteria["criteria"].values())


def test_the_chapter_links_the_workbook_that_the_notebook_attaches(survey_of, tell):
    notebook = json.loads((PROJECT / "notebooks/15-tell-context.ipynb").read_text(encoding="utf-8"))
    [attached] = [line for cell in notebook["cells"] for line in cell["source"] if "includ.attach(" in line]
    name = attached.split('"')[1]
    assert f"/report/_generated/downloads/{name}" in tell("includ", "pilot_kit", survey_of()).text
