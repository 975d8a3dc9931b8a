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
    told = [(facts["label"], facts["figure"], facts["caption"]) for facts in downloads.exhibit_cited(results)]
    assert told == [("tbl-aims", False, "Aims"), ("fig-who", True, "Answers by country & region")]


def test_the_report_is_cited_as_the_file_for_citations_says(results):
    cited = downloads.wave_cited(results)
    assert f"title: {cited['book']}\n" in (PROJECT / "CITATION.cff").read_text(encoding="utf-8")
    assert downloads.workbook(results)["author"] == cited["author"] == "The integration practices report"
