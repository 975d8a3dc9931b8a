"""The folder of a new wave: whole or not at all, the same bytes each time, and one message while it is empty."""

from __future__ import annotations

from pathlib import Path

import pytest
from checked import check_wave

from analysis import scaffold
from analysis.codebook import codebook_for
from analysis.intake import read_source
from analysis.problems import InputProblems
from analysis.scaffold import contents, new_wave
from analysis.wave import Root, open_wave

FILES = {"wave.yml", "survey.xlsx", "practices.xlsx", "case_studies.xlsx", "networks.csv", "form/xlsform.xlsx", "form/limesurvey.txt"}


def files_in(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


def refused(problems_of, call) -> tuple[str, str]:
    [problem] = problems_of(call)
    assert problem.hint
    return problem.rule, problem.value


def test_a_new_wave_has_all_it_takes_to_be_filled_in(tmp_path):
    written = new_wave(Root.at(tmp_path), "2026")
    folder = tmp_path / "raw" / "2026"
    assert {file.relative_to(folder).as_posix() for file in written} == files_in(folder) == FILES
    assert open_wave("2026", tmp_path).year == 2026


def test_the_same_wave_is_the_same_bytes(codebook_2026):
    assert contents("2026", 2026, codebook_2026) == contents("2026", 2026, codebook_2026)


def test_no_clock_and_no_machine_is_in_them(codebook_2026, tmp_path):
    for content in contents("2026", 2026, codebook_2026).values():
        assert b"2013-01-01T00:00:00Z" in content or not content.startswith(b"PK")
        assert str(Path.home()).encode() + b"/" not in content


@pytest.mark.parametrize(("name", "year"), [("2026", 2026), ("second-2027", 2027), ("wave_2026_2026", 2026)])
def test_the_year_is_that_of_the_name(tmp_path, name, year):
    new_wave(Root.at(tmp_path), name)
    assert open_wave(name, tmp_path).year == year


def test_a_name_without_a_year_takes_one_that_is_said(tmp_path, problems_of):
    assert refused(problems_of, lambda: new_wave(Root.at(tmp_path), "pilot")) == ("is a name with no year in it", "")
    new_wave(Root.at(tmp_path), "pilot", 2026)
    assert open_wave("pilot", tmp_path).year == 2026


@pytest.mark.parametrize(
    ("name", "year", "rule"),
    [
        ("2026-2027", None, "is a name with several years in it"),
        ("1066", None, "lies outside 1950 to 2100"),
        ("pilot", 2101, "lies outside 1950 to 2100"),
        ("20 26", None, "is not the name of a wave"),
        ("../2026", None, "is not the name of a wave"),
        ("", None, "is not the name of a wave"),
    ],
)
def test_a_name_or_year_that_cannot_be_used_makes_no_folder(tmp_path, problems_of, name, year, rule):
    assert refused(problems_of, lambda: new_wave(Root.at(tmp_path), name, year))[0] == rule
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_there_is_left_as_it_is(tmp_path, problems_of):
    mine = tmp_path / "raw" / "2026" / "survey.xlsx"
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"mine")
    assert refused(problems_of, lambda: new_wave(Root.at(tmp_path), "2026"))[0] == "is there already and is left as it is"
    assert files_in(tmp_path) == {"raw/2026/survey.xlsx"} and mine.read_bytes() == b"mine"


def test_what_an_interrupted_attempt_left_is_no_wave_and_in_nobodys_way(tmp_path):
    left = tmp_path / "raw" / ".2026.part"
    left.mkdir(parents=True)
    (left / "old.xlsx").write_bytes(b"half")
    assert Root.at(tmp_path).waves() == []
    new_wave(Root.at(tmp_path), "2026")
    assert Root.at(tmp_path).waves() == ["2026"] and files_in(tmp_path / "raw" / "2026") == FILES and not left.exists()


def test_a_folder_that_cannot_be_written_whole_is_not_there(tmp_path, problems_of, monkeypatch):
    monkeypatch.setattr(scaffold, "contents", lambda *_: {"wave.yml": b"", "wave.yml/survey.xlsx": b""})
    assert refused(problems_of, lambda: new_wave(Root.at(tmp_path), "2026"))[0].startswith("cannot be made: ")
    assert not list((tmp_path / "raw").iterdir())


def test_an_untouched_wave_gives_one_message_that_says_what_to_do(made):
    [problem] = check_wave(open_wave("2026", made.parent.parent))
    assert problem.rule == "holds files without any data yet: survey.xlsx, practices.xlsx, case_studies.xlsx, networks.csv"
    assert "instructions" in problem.hint and "wave.yml" in problem.hint


def test_its_own_sheets_are_no_remark_that_something_is_not_read(made):
    wave = open_wave("2026", made.parent.parent)
    readings = [r for table in ("responses", "practices", "cases") for r in read_source(wave, codebook_for(wave), table).readings]
    assert len(readings) >= 3 and not [remark for reading in readings for remark in reading.remarks]


def test_what_stays_empty_beside_a_survey_is_named_together(made, fill_in):
    fill_in(made / "survey.xlsx", "responses", [{"respondent_id": "R1", "country": "GR", "staff_training": "yes"}])
    [problem] = check_wave(open_wave("2026", made.parent.parent))
    assert problem.rule == "holds files without any data yet: practices.xlsx, case_studies.xlsx, networks.csv"


def test_a_single_file_without_data_is_named_with_its_sheet(made, fill_in):
    fill_in(made / "survey.xlsx", "responses", [{"respondent_id": "R1", "country": "GR", "staff_training": "yes"}])
    declared = (made / "wave.yml").read_text(encoding="utf-8")
    kept = [line for line in declared.splitlines() if not line.strip().startswith(("case_studies:", "networks:"))]
    (made / "wave.yml").write_text("\n".join(kept), encoding="utf-8")
    [problem] = check_wave(open_wave("2026", made.parent.parent))
    assert (problem.sheet, problem.rule) == ("practices", "holds no data rows")


def test_a_question_of_other_years_is_not_asked(codebook_2026):
    earlier = codebook_2026.of_wave(2026, ("network_member",))
    assert b"network_member" in contents("2026", 2026, codebook_2026)["form/xlsform.xlsx"]
    for name, content in contents("2026", 2026, earlier).items():
        if name != "wave.yml":
            assert b"network_member<" not in content and b"Q113\t" not in content, name


def test_a_codebook_that_cannot_be_used_makes_no_folder(tmp_path):
    (tmp_path / "codebook").mkdir()
    with pytest.raises(InputProblems):
        new_wave(Root.at(tmp_path), "2026")
    assert not (tmp_path / "raw").exists()
