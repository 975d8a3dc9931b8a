"""A wave's folders and its declaration."""

from __future__ import annotations

import fnmatch
from pathlib import Path

import pandas as pd
import pytest

from analysis.problems import InputProblems, Problem
from analysis.wave import PROJECT, Root, open_wave, shown

GOOD = """\
id: w1
title: A test
year: 2030
evidence: observed
sources:
  practices: {file: practices.csv, mapping: {ID: practice_id}}
"""


def declare(tmp_path: Path, text: str | bytes, name: str = "w1") -> Path:
    folder = tmp_path / "raw" / name
    folder.mkdir(parents=True)
    content = text.encode() if isinstance(text, str) else text
    (folder / "wave.yml").write_bytes(content)
    return tmp_path


def test_the_wave_of_2012_declares_its_rules_and_its_sources() -> None:
    wave = open_wave("2012")
    assert (wave.higher_priority_from, wave.rating_base, wave.min_base) == (4, "analysable", 5)
    assert wave.evidence == "round_trip"
    assert wave.sources.keys() >= {"survey", "practices", "case_studies"}
    assert wave.source_file("survey") == PROJECT / "data" / "raw" / "2012" / "survey.xlsx"
    assert {"partial", "higher_priority", "both_groups"} <= {assumption.id for assumption in wave.assumptions}


def test_a_copied_declaration_does_not_pass_answers_off_as_published(tmp_path: Path, problems_of) -> None:
    declare(tmp_path, "{id: w1, title: A, year: 2030, evidence: round_trip, sources: {survey: a.csv}}")
    [problem] = problems_of(lambda: open_wave("w1", tmp_path))
    assert (problem.column, problem.value) == ("evidence", "round_trip")
    assert "published/" in problem.rule and "evidence: observed" in problem.hint
    (tmp_path / "raw" / "w1" / "published").mkdir()
    (tmp_path / "raw" / "w1" / "published" / "table_3_1.csv").write_text("table\n", encoding="utf-8")
    assert not open_wave("w1", tmp_path).discloses


def test_the_projects_outputs_lie_beside_its_data_and_those_of_another_root_inside_it(tmp_path: Path) -> None:
    own, other = Root.at(), Root.at(tmp_path)
    assert (own.processed, own.figures, own.build, own.book) == (
        PROJECT / "data" / "processed", PROJECT / "figures", PROJECT / "_build", PROJECT / "_book",
    )  # fmt: skip
    assert (other.processed, other.figures, other.build, other.book) == tuple(
        tmp_path / name for name in ("processed", "figures", "_build", "_book")
    )


def test_another_root_uses_the_projects_codebook_unless_it_has_its_own(tmp_path: Path) -> None:
    assert Root.at(tmp_path).codebook == PROJECT / "data" / "codebook"
    (tmp_path / "codebook").mkdir()
    assert Root.at(tmp_path).codebook == tmp_path / "codebook"


def test_a_minimal_declaration_gets_the_defaults(tmp_path: Path) -> None:
    wave = open_wave("w1", declare(tmp_path, GOOD))
    assert (wave.higher_priority_from, wave.rating_base, wave.min_base, wave.baseline) == (4, "answered", 5, "")
    assert (wave.sampling, wave.invited, wave.opened_means) == ("self_selected", None, "submitted")
    assert (wave.practice_database, wave.not_asked, wave.withdrawn) == ("", (), ())
    assert (wave.sources["practices"].format, wave.sources["practices"].decimal) == (None, None)
    assert wave.sources["practices"].mapping == {"ID": "practice_id"}
    assert wave.has("practices") and not wave.has("survey") and not wave.has("published")
    assert wave.staged("cases.csv") == tmp_path / "_build" / "stage" / "w1" / "processed" / "cases.csv"
    assert wave.root.waves() == ["w1"]


def test_everything_of_a_wave_lies_in_folders_of_its_own(tmp_path: Path) -> None:
    wave = open_wave("w1", declare(tmp_path, GOOD))
    places = {name: getattr(wave, name).relative_to(tmp_path).as_posix() for name in (
        "raw", "published", "commentary", "stage", "notebooks", "book_project", "processed", "figures", "book",
    )}  # fmt: skip
    assert places == {
        "raw": "raw/w1",
        "published": "raw/w1/published",
        "commentary": "raw/w1/commentary",
        "stage": "_build/stage/w1",
        "notebooks": "_build/notebooks/w1",
        "book_project": "_build/book/w1",
        "processed": "processed/w1",
        "figures": "figures/w1",
        "book": "_book/w1",
    }


def test_numbers_where_text_belongs_become_text(tmp_path: Path) -> None:
    text = GOOD.replace("id: w1", "id: 2026") + "fieldwork: 2026\nbaseline: 2012\n"
    wave = open_wave("2026", declare(tmp_path, text, "2026"))
    assert (wave.id, wave.fieldwork, wave.baseline) == ("2026", "2026", "2012")


@pytest.mark.parametrize(
    "name",
    ["", "..", "../2012", "2012/../2012", "/etc", "a b", "2012\n", "-2012", "ä", "a\0b", "x" * 65, "raw\\2012", "C:"],
)
def test_a_path_is_no_name_of_a_wave(name: str) -> None:
    with pytest.raises(InputProblems, match="is not the name of a wave") as caught:
        open_wave(name)
    assert "letters, digits, - and _" in str(caught.value)


def test_a_wave_that_does_not_exist_names_those_that_do() -> None:
    with pytest.raises(InputProblems, match=r"data/raw/1999/wave.yml: there is no wave '1999'.*\(.*2012.*\)"):
        open_wave("1999")


def test_a_folder_without_a_declaration_is_said_to_lack_it(tmp_path: Path) -> None:
    (tmp_path / "raw" / "w1").mkdir(parents=True)
    with pytest.raises(InputProblems, match=r"wave\.yml: the wave has no wave\.yml"):
        open_wave("w1", tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "holds no fields"),
        ("- a\n- b\n", "holds no fields"),
        ("id: [w1\ntitle: x\n", "row 2: is not valid YAML"),
        ("id: w1\n\ttitle: x\n", "row 2: is not valid YAML"),
        ("id: w1\0\n", "is not valid YAML: it has a character"),
        (b"id: w\xff1\n", "is not UTF-8 text"),
        ("when: 2012-13-45\n", "a date that does not exist"),
        ("a: " + "[" * 5000, "is no valid YAML"),
        ("a: !!python/object:os.system x\n", "is not valid YAML"),
    ],
)
def test_a_broken_declaration_is_one_message(tmp_path: Path, text: str | bytes, said: str, problems_of) -> None:
    [problem] = problems_of(lambda: open_wave("w1", declare(tmp_path, text)))
    assert said in str(problem)
    assert "wave.yml" in problem.file
    assert problem.hint


@pytest.mark.parametrize(
    ("line", "column", "rule"),
    [
        ("id: w2", "id", "is not the name of its folder"),
        ("colour: red", "colour", "is not a field of wave.yml"),
        ("root: /tmp", "root", "is not a field of wave.yml"),
        ("evidence: true_data", "evidence", "is not an evidence class of a wave"),
        ("evidence: [observed]", "evidence", "is not an evidence class of a wave"),
        ("rating_base: all", "rating_base", "is not a base for ratings"),
        ("year: soon", "year", "is not a whole number"),
        ("year: true", "year", "is not a whole number"),
        ("year:", "year", "the field is missing"),
        ("title: ''", "title", "the field is missing"),
        ("min_base: 2.5", "min_base", "is not a whole number"),
        ("min_base: 2", "min_base", "is too small to hide anybody"),
        ("year: 1900", "year", "lies outside 1950 to 2100"),
        ("sampling: random", "sampling", "is not a way respondents come about"),
        ("invited: many", "invited", "is not a whole number"),
        ("opened_means: seen", "opened_means", "is not what an opened questionnaire means"),
        ("not_asked: {comments: yes}", "not_asked", "is not a text"),
        ("baseline: a b", "baseline", "is not the name of a wave"),
        ("fieldwork: 2.10", "fieldwork", "is read as a number"),
        ("sources: {survey: {file: a.csv, sheets: s}}", "sources.survey.sheets", "is not a field of sources.survey"),
        ("status_rule: 5", "status_rule", "is not a rule"),
        ("status_rule: {partial_from: one}", "status_rule", "is not a rule"),
        ("status_rule: {partly_from: 1}", "status_rule", "is not a rule"),
        ("assumptions: [{id: a}]", "assumptions", "is not an assumption"),
        ("assumptions: none", "assumptions", "is not an assumption"),
        ("sources: practices.csv", "sources", "is not a list of sources"),
        ("sources: {surveys: a.csv}", "sources", "is not a source"),
        ("sources: {survey: 5}", "sources.survey", "names no file"),
        ("sources: {survey: {format: csv}}", "sources.survey", "names no file"),
        ("sources: {survey: ../../2012/survey.xlsx}", "sources.survey.file", "points outside the wave's folder"),
        ("sources: {survey: /etc/passwd}", "sources.survey.file", "points outside the wave's folder"),
        ("sources: {survey: {file: a.csv, format: ods}}", "sources.survey.format", "is not a format that can be read"),
        ("sources: {survey: {file: a.csv, mapping: [a, b]}}", "sources.survey.mapping", "is not a list of columns"),
    ],
)
def test_a_wrong_field_is_named_with_its_value(tmp_path: Path, line: str, column: str, rule: str, problems_of) -> None:
    key = line.split(":")[0]
    kept = GOOD.split("sources:")[0].splitlines() if key == "sources" else GOOD.splitlines()
    text = "\n".join([old for old in kept if not old.startswith(f"{key}:")] + [line])
    problems = problems_of(lambda: open_wave("w1", declare(tmp_path, text)))
    [problem] = [p for p in problems if p.column == column]
    assert problem.rule.startswith(rule)
    assert problem.hint


def test_a_field_that_nobody_knows_is_told_with_those_there_are(tmp_path: Path, problems_of) -> None:
    [problem] = problems_of(lambda: open_wave("w1", declare(tmp_path, GOOD + "base_line: 2012\n")))
    assert "rating_base, min_base, baseline" in problem.hint and "perhaps 'baseline' is meant" in problem.hint


def test_one_text_may_stand_for_a_list_of_one(tmp_path: Path) -> None:
    wave = open_wave("w1", declare(tmp_path, GOOD + "not_asked: comments\nwithdrawn: [7, R8]\n"))
    assert (wave.not_asked, wave.withdrawn) == (("comments",), ("7", "R8"))


def test_every_wrong_field_is_told_in_one_go_and_always_in_the_same_order(tmp_path: Path, problems_of) -> None:
    data = declare(tmp_path, GOOD.replace("2030", "soon") + "zebra: 1\napple: 1\nmin_base: few\n")
    problems = problems_of(lambda: open_wave("w1", data))
    assert [p.column for p in problems] == ["apple", "zebra", "year", "min_base"]


def test_a_place_is_named_from_the_project_where_it_lies_in_it(tmp_path: Path) -> None:
    assert shown(PROJECT / "data" / "raw") == "data/raw"
    assert shown(tmp_path) == tmp_path.as_posix()


def test_a_problem_reads_as_one_line_from_place_to_remedy() -> None:
    problem = Problem("a.xlsx", "is not a number", "write digits only", "cases", 4, "budget", "lots")
    assert str(problem) == (
        "a.xlsx, sheet cases, row 4, column budget: is not a number (found: 'lots'). What to do: write digits only"
    )
    assert str(Problem("a.csv", "the file is empty")) == "a.csv: the file is empty."


def test_the_exception_holds_every_problem() -> None:
    error = InputProblems([Problem("a", "is bad"), Problem("b", "is worse")])
    assert str(error) == "a: is bad.\nb: is worse."
    assert len(error.problems) == 2


def test_an_assumption_is_found_by_the_keys_that_rest_on_it(make_wave):
    one = {"id": "both", "text": "Both have it.", "value": "each", "affects": ["survey.challenge.*.job.*"]}
    wave = make_wave({"survey.csv": ""}, assumptions=[one, {"id": "other", "text": "Else.", "value": "x"}])
    assert [a.id for a in wave.assumed(["survey.challenge.new.job.share"])] == ["both"]
    assert wave.assumed(["survey.challenge.new.language.share"]) == wave.assumed([]) == []


def test_only_a_wave_of_printed_tables_has_rebuilt_sources(wave_2012, make_wave):
    assert wave_2012.rebuilt == ("survey", "practices")
    assert make_wave({"survey.csv": ""}, evidence="observed").rebuilt == ()


def test_every_assumption_of_2012_that_names_numbers_names_some_there_are(wave_2012):
    keys = pd.read_csv(wave_2012.processed / "estimates.csv")["key"]
    assert [a.id for a in wave_2012.assumptions if a.affects] == ["both_groups", "outside_base", "every_record_reports"]
    assert all(fnmatch.filter(keys, place) for a in wave_2012.assumptions for place in a.affects)
