"""The lists to choose a practice from."""

from __future__ import annotations

from dataclasses import replace

from analysis.findings import catalogue
from analysis.findings.results import BETWEEN, Results
from analysis.store import write_table
from analysis.wave import PROJECT, Root


def test_a_case_study_is_listed_by_all_that_it_may_be_chosen_by(cases_of, tell):
    given = {"sectors": "language;arts_media", "target_groups": "women", "funding_sources": "local;eu", "evaluation": "internal;planned"}
    told = tell("catalogue", "catalogue", cases_of(given, {"sectors": "", "dimension": "", "start_year": "", "end_year": "", "ongoing": ""}))
    first, second = told.table.to_numpy().tolist()
    assert first[3:] == ["Cultural", "2020–2022", "Language; Arts and media", "Women", "Local; EU", "Internal; Planned"]
    assert second[3:6] == ["Not reported"] * 3
    assert first[1].page == "/report/case-sheets.qmd#sec-case-1" and first[2].page == "/countries/FR.qmd"


def test_the_script_of_the_page_tells_the_values_of_a_cell_apart_by_what_stands_between_them():
    script = (PROJECT / "report" / "catalogue.js").read_text(encoding="utf-8")
    assert f'BETWEEN = "{BETWEEN}"' in script and script.count("split(BETWEEN)") == 2


def practices(later, codebook, tmp_path, *records) -> Results:
    import pandas as pd

    wave = replace(later, root=Root(tmp_path))
    columns = [*codebook["practices"].items, "start_year", "end_year", "end_before", "status"]
    write_table(pd.DataFrame([dict.fromkeys(columns, "") | record for record in records], columns=columns, dtype=object), wave.staged("practices.csv"))
    return Results(wave, codebook)


def test_practices_with_a_title_are_listed(later, codebook, tmp_path, tell):
    named = {"title": "A choir", "country": "MT", "range": "national", "aims": "health;other", "funding_sources": "eu", "status": "continuing", "start_year": "2009"}
    results = practices(later, codebook, tmp_path, named, {"title": "Old", "end_before": "2010", "status": "ended"}, {"title": ""})
    told = tell("catalogue", "catalogue_practices", results)
    assert told.text.startswith("2 of the 3 records of the database (European Website on Integration) have a title and are listed here.")
    assert told.table.to_numpy().tolist() == [
        ["A choir", "Malta", "National", "since 2009", "Health; Other", "EU"], ["Old", "Not reported", "Not reported", "before 2010", "Not reported", "Not reported"],
    ]  # fmt: skip


def test_practices_without_titles_are_not_listed_and_it_is_said_how_to_have_them(later, codebook, tmp_path, tell):
    told = tell("catalogue", "catalogue_practices", practices(later, codebook, tmp_path, {"country": "MT"}, {}))
    assert not told.table_id and told.text.startswith("The 2 records of the database (European Website on Integration) have no titles here")
    assert "copy the records of the database into the columns of `practices.xlsx`" in told.text


def test_more_practices_than_a_page_can_hold_are_in_the_file_only(later, codebook, tmp_path, tell, monkeypatch):
    monkeypatch.setattr(catalogue, "LISTED", 1)
    told = tell("catalogue", "catalogue_practices", practices(later, codebook, tmp_path, {"title": "A"}, {"title": "B"}))
    assert not told.table_id and "They are too many for a page" in told.text


def test_a_wave_without_case_studies_and_practices_has_no_lists(survey_of):
    results = survey_of({"GR": 6})
    assert catalogue.catalogue(results) is catalogue.catalogue_practices(results) is None
