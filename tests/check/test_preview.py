"""A preview holds what a run would make, byte for byte, before anything runs; it goes where it does no harm."""

from __future__ import annotations

import pytest

from analysis.check.examine import examine
from analysis.check.preview import LOG, TABLES, refuse_folder, write_preview
from analysis.store import read_table
from analysis.wave import PROJECT


@pytest.fixture(scope="module")
def preview_2012(wave_2012, tmp_path_factory):
    folder = tmp_path_factory.mktemp("preview")
    assert write_preview(examine(wave_2012), folder) == list(TABLES)
    return folder


@pytest.mark.parametrize("name", TABLES)
def test_it_has_the_bytes_of_the_tables_of_a_run(preview_2012, wave_2012, name):
    assert (preview_2012 / f"{name}.csv").read_bytes() == (wave_2012.processed / f"{name}.csv").read_bytes()


def test_the_log_of_a_preview_holds_values_also_of_real_answers(make_wave, rows_of, tmp_path):
    survey = rows_of("responses", {"respondent_id": "R1", "country": "Malta"})
    write_preview(examine(make_wave({"survey.csv": survey}, evidence="observed")), tmp_path / "preview")
    log = read_table(tmp_path / "preview" / f"{LOG}.csv")
    assert ["R1", "country", "Malta", "MT"] in log[["record", "column", "raw", "clean"]].to_numpy().tolist()


def test_a_survey_without_fact_sheets_has_an_empty_table_of_them(make_wave, rows_of, tmp_path):
    survey = rows_of("responses", {"respondent_id": "R1", "country": "Malta"})
    assert write_preview(examine(make_wave({"survey.csv": survey})), tmp_path / "p") == ["responses", "factsheets", LOG]
    assert read_table(tmp_path / "p" / "factsheets.csv").empty


def test_a_table_with_an_error_is_left_out_and_what_an_earlier_preview_left_of_it_goes(make_wave, rows_of, tmp_path):
    survey, practice = rows_of("responses", {"respondent_id": "R1", "country": "MT"}), {"practice_id": "P1", "range": "national"}
    wave = make_wave({"survey.csv": survey, "practices.csv": rows_of("practices", practice)})
    assert "practices" in write_preview(examine(wave), tmp_path / "p")
    make_wave({"survey.csv": survey, "practices.csv": rows_of("practices", practice | {"country": "Atlantis"})})
    assert write_preview(examine(wave), tmp_path / "p") == ["responses", "factsheets", LOG]
    assert sorted(file.name for file in (tmp_path / "p").iterdir()) == [f"{LOG}.csv", "factsheets.csv", "responses.csv"]


def test_a_table_that_contradicts_another_is_left_out(make_wave, rows_of, tmp_path):
    files = {"survey.csv": rows_of("responses", {"respondent_id": "R1", "country": "MT"}),
             "factsheets.csv": rows_of("factsheets", {"respondent_id": "R9", "fs_name": "Aid"})}  # fmt: skip
    assert write_preview(examine(make_wave(files)), tmp_path / "p") == ["responses", LOG]


@pytest.mark.parametrize("place", ["raw", "raw/2030", "raw/2030/preview", "raw/../raw/x", "processed/2030", "figures", "_book/2030", "raw/2030/wave.yml", "file/x", "file"])
def test_it_is_not_written_among_raw_files_over_results_or_in_place_of_a_file(make_wave, tmp_path, problems_of, place):
    wave = make_wave({})
    (tmp_path / "file").write_text("mine")
    [problem] = problems_of(lambda: refuse_folder(wave, tmp_path / place))
    assert "--preview" in problem.file and problem.hint


@pytest.mark.parametrize("place", ["preview", "a/b/c", "_build/preview", "raw2", "."])
def test_it_may_be_written_anywhere_else(make_wave, tmp_path, place):
    refuse_folder(make_wave({}), tmp_path / place)
    assert not (tmp_path / "a").exists()


def test_a_link_into_the_raw_folder_is_seen_through(make_wave, tmp_path, problems_of):
    wave = make_wave({})
    (tmp_path / "link").symlink_to(wave.raw)
    assert problems_of(lambda: refuse_folder(wave, tmp_path / "link" / "x"))


def test_the_codebook_of_the_project_is_no_place_either(wave_2012, problems_of):
    assert problems_of(lambda: refuse_folder(wave_2012, PROJECT / "data" / "codebook"))
