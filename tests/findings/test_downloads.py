"""What can be taken along of a wave: names of files, and what is cited of each exhibit."""

from __future__ import annotations

import json

import pytest
from cards import FIGURE, TABLE

from analysis.findings import downloads
from analysis.findings.results import Results
from analysis.store import write_text
from analysis.wave import PROJECT


@pytest.fixture
def results(make_wave, codebook) -> Results:
    wave = make_wave({"survey.csv": ""})
    for name, exhibits in {"survey": [FIGURE], "index": [TABLE, TABLE | {"table": ""}]}.items():
        write_text(json.dumps({"exhibits": exhibits}), wave.stage / "cards" / f"{name}.json")
    return Results(wave, codebook)


def test_the_files_are_named_by_their_wave(results):
    assert downloads.take_files(results)["workbook"] == "integration-practices-2030-tables.xlsx"
    assert len({*downloads.names(results.wave).values()}) == 3


def test_every_figure_and_table_is_cited_by_its_label_and_sentences_alone_are_not(results):
    told = [(facts["label"], facts["figure"], facts["caption"]) for facts in downloads.exhibit_cited(results, downloads.cards(results.wave))]
    assert told == [("tbl-aims", False, "Aims"), ("fig-who", True, "Answers by country & region")]


def test_the_report_is_cited_by_the_title_of_the_book(results):
    cited = downloads.wave_cited(results)
    assert f"  title: {cited['book']}\n" in (PROJECT / "_quarto.yml").read_text(encoding="utf-8")
    assert downloads.workbook(results)["author"] == cited["author"] == "The integration practices report"


def test_the_columns_an_extract_needs_are_those_that_the_reader_asks_for(results):
    told = downloads.practice_extract(results)
    assert told["filled"] == ["practice_id"] and {"title", "aims", "funding_sources", "end_date"} <= set(told["columns"])
    assert told["said"] == [] and downloads.works_cited(results) is None, "nothing of another wave's documents"


def test_the_works_that_documents_rest_on_are_all_in_the_list_of_references(wave_2012, codebook):
    listed = (PROJECT / "report" / "references.bib").read_text(encoding="utf-8")
    works = downloads.works_cited(Results(wave_2012, codebook))["works"]
    assert works and [w["work"] for w in works if f"{{{w['work']}," not in listed] == []
    assert all(w["passage"] and w["where"].startswith("Study, ") for w in works)


def test_addresses_are_those_that_a_document_prints(wave_2012, codebook):
    said = downloads.practice_extract(Results(wave_2012, codebook))["said"]
    assert [s["url"] for s in said if s["url"]] == [
        "http://ec.europa.eu/ewsi/en/policy/personal.cfm", "http://ec.europa.eu/ewsi/en/practice/index.cfm",
    ]  # fmt: skip
