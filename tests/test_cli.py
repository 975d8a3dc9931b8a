"""The command: exit codes, one message per problem on stderr, never a traceback."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from analysis import cli
from analysis.problems import Problem
from analysis.wave import PROJECT

RAW = PROJECT / "data" / "raw" / "2012"
PRACTICE = {"practice_id": "P1", "title": "Aid", "country": "Malta", "range": "national", "start_date": "2020", "end_date": "ongoing", "aims": "health"}  # fmt: skip


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str

    @property
    def problems(self) -> list[str]:
        return [line for line in self.err.splitlines() if not line.startswith("Warning: ")]


@pytest.fixture
def call(tmp_path: Path, monkeypatch, capsys) -> Callable[..., Said]:
    """`call("check", "2030")` on the data root of the test. An exception that gets out is a traceback, and fails."""

    def run(*arguments: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["integration-report", "--data", str(tmp_path), *arguments])
        code = 0
        try:
            cli.main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = Said(code, *capsys.readouterr())
        assert "Traceback" not in said.err
        return said

    return run


@pytest.fixture
def practices(make_wave, rows_of):
    """`practices(country="Atlantis")`: a wave of one practice that has this cell."""
    return lambda **cells: make_wave({"practices.csv": rows_of("practices", PRACTICE | cells)})


@pytest.fixture
def edited(tmp_path: Path) -> Callable[..., Path]:
    """`edited("case_studies.xlsx", edit)`: a wave 2012 with one workbook only, after `edit(workbook)`."""

    def make(file: str, edit: Callable[[openpyxl.Workbook], None]) -> Path:
        folder = tmp_path / "raw" / "2012"
        folder.mkdir(parents=True)
        book = openpyxl.load_workbook(RAW / file)
        edit(book)
        book.save(folder / file)
        declared = (RAW / "wave.yml").read_text(encoding="utf-8").splitlines()
        others = ("survey:", "practices:", "case_studies:", "networks:")
        kept = [line for line in declared if not line.strip().startswith(others) or file in line]
        text = "\n".join(kept).replace("evidence: round_trip", "evidence: observed")  # nothing printed lies beside it
        (folder / "wave.yml").write_text(text, encoding="utf-8")
        return folder / file

    return make


def test_a_wave_in_order_passes_and_nothing_is_written_but_what_tells_so(call, practices, tmp_path):
    practices()
    said = call("check", "2030")
    assert (said.code, said.err) == (0, "")
    assert "2030: no problem found in practices\n" in said.out and "_build/check/2030.html" in said.out
    assert not [name for name in ("processed", "figures", "_book") if (tmp_path / name).exists()]
    assert call("check", "2030").code == 0


def test_files_that_passed_are_read_again_once_they_change(call, practices):
    wave = practices()
    assert call("check", "2030").code == 0
    file = wave.source_file("practices")
    file.write_text(file.read_text(encoding="utf-8").replace("Malta", "Atlantis"), encoding="utf-8")
    assert call("check", "2030").code == 2


@pytest.mark.parametrize("command", ["check", "run", "render", "report", "verify"])
def test_every_command_begins_with_the_check(call, practices, command, tmp_path):
    practices(country="Atlantis")
    said = call(command, "2030")
    assert said.code == 2
    [problem] = said.problems
    assert "practices.csv" in problem and "row 2" in problem and "column country" in problem and "'Atlantis'" in problem
    assert "What to do: " in problem and "_build/check/2030.html" in said.out
    assert [left.name for left in (tmp_path / "_build").iterdir()] == ["check"]


def test_every_problem_is_one_line_of_its_own(call, make_wave, rows_of):
    rows = rows_of(
        "practices", PRACTICE | {"country": "Atlantis"}, PRACTICE | {"practice_id": "P2", "range": "galactic"}
    )
    make_wave({"practices.csv": rows})
    said = call("check", "2030")
    assert said.code == 2 and "2030: 2 errors in 2 messages" in said.out
    first, second = said.problems
    assert "row 2" in first and "'Atlantis'" in first
    assert "row 3" in second and "'galactic'" in second


def test_a_missing_column_is_named(call, make_wave, rows_of):
    rows = rows_of("practices", PRACTICE)
    gone = rows[0].index("range")
    make_wave({"practices.csv": [row[:gone] + row[gone + 1 :] for row in rows]})
    said = call("check", "2030")
    assert said.code == 2 and len(said.problems) == 1
    assert "practices.csv" in said.err and "range" in said.err


def test_a_file_that_is_not_there_is_one_problem_also_where_two_tables_are_read_from_it(call, make_wave):
    make_wave({"survey.xlsx": None})
    said = call("check", "2030")
    assert said.code == 2
    [problem] = said.problems
    assert "survey.xlsx: there is no such file" in problem


def test_a_truncated_workbook_is_one_problem(call, make_wave):
    make_wave({"survey.xlsx": (RAW / "survey.xlsx").read_bytes()[:5000]})
    said = call("run", "2030")
    assert said.code == 2
    [problem] = said.problems
    assert "survey.xlsx: is not an Excel workbook that can be read" in problem


def test_a_formula_is_named_by_its_cell(call, edited):
    def spoil(book):
        book["practices"]["B2"] = "=1+1"

    edited("practices.xlsx", spoil)
    said = call("check", "2012")
    [error] = said.problems
    assert said.code == 2 and "sheet practices" in error and "row 2" in error and "title" in error and "formula" in error


def test_a_case_study_that_the_study_does_not_have_is_refused(call, edited):
    def add(book):
        page = book["cases"]
        page.append([38, *(cell.value for cell in page[2][1:])])

    edited("case_studies.xlsx", add)
    said = call("check", "2012")
    assert said.code == 2 and "38" in said.err
    assert all("case_studies.xlsx" in line for line in said.problems)


@pytest.mark.parametrize(
    ("text", "told"),
    [("id: [2030\n", "is not valid YAML"), ("", "holds no fields"), ("id: '2030'\ntitle: T\nyear: soon\nevidence: observed\nsources: {survey: a.csv}\n", "'soon'")],
)  # fmt: skip
def test_a_broken_declaration_is_one_problem(call, tmp_path, text, told):
    (tmp_path / "raw" / "2030").mkdir(parents=True)
    (tmp_path / "raw" / "2030" / "wave.yml").write_text(text, encoding="utf-8")
    for command in ("check", "run", "render"):
        said = call(command, "2030")
        assert said.code == 2 and len(said.problems) == 1
        assert "wave.yml" in said.err and told in said.err


@pytest.mark.parametrize("name", ["2031", "../2012", "/etc", "a b", ""])
@pytest.mark.parametrize("command", ["check", "run", "report", "render", "verify"])
def test_a_wave_that_does_not_exist_is_one_problem(call, practices, command, name):
    practices()
    said = call(command, name)
    assert said.code == 2 and len(said.problems) == 1
    assert ("there is no wave '2031'" if name == "2031" else "is not the name of a wave") in said.err


def test_the_waves_there_are_are_named(call, practices):
    practices()
    assert "(2030)" in call("check", "2031").err


def test_a_new_wave_is_made_once_and_checked_with_one_message(call, tmp_path):
    said = call("new-wave", "2026")
    assert said.code == 0 and "check 2026" in said.out.splitlines()[-1]
    assert {Path(line).name for line in said.out.splitlines()[:-1]} == {file.name for file in (tmp_path / "raw" / "2026").rglob("*.*")}
    assert "is there already" in call("new-wave", "2026").problems[0]
    said = call("check", "2026")
    assert said.code == 2 and len(said.problems) == 1 and "instructions" in said.err


def test_a_new_wave_whose_name_has_no_year_is_asked_for_it(call):
    said = call("new-wave", "pilot")
    assert (said.code, len(said.problems)) == (2, 1) and "--year 2026" in said.err
    assert call("new-wave", "pilot", "--year", "2026").code == 0


def test_rendering_comes_after_running(call, practices):
    practices()
    said = call("render", "2030")
    assert (said.code, said.problems) == (1, ["wave 2030 has not been run; run `integration-report run 2030` first"])


@pytest.mark.parametrize(
    "arguments", [("render", "2030", "--engine", "word"), ("report", "2030", "--engine", "word"), ("render", "2030", "--to", "html,docx"), ("render", "2030", "--to", "")]
)  # fmt: skip
def test_an_unknown_engine_or_format_is_told_before_anything_is_done(call, practices, arguments, tmp_path):
    practices()
    said = call(*arguments)
    assert said.code == 2 and len(said.problems) == 1
    assert "use " in said.err and repr(arguments[-1].split(",")[-1]) in said.err
    assert not (tmp_path / "_build").exists()


def test_a_number_of_a_wave_that_has_not_been_run_cannot_be_traced(call, practices):
    practices()
    said = call("trace", "survey.network_member.yes.share", "--wave", "2030")
    assert said.code == 2 and len(said.problems) == 1
    assert "run `integration-report run 2030` first" in said.err


def test_a_task_that_fails_is_one_message_and_exit_code_1(call, practices, monkeypatch):
    from analysis import runner
    from analysis.tasks.run import TaskFailed

    def fail(*_):
        raise TaskFailed("01-clean-survey.ipynb failed in cell 3: ValueError: no")

    monkeypatch.setattr(runner, "run_notebooks", fail)
    practices()
    said = call("run", "2030")
    assert (said.code, said.err) == (1, "01-clean-survey.ipynb failed in cell 3: ValueError: no\n")


@pytest.fixture
def doubted(practices, monkeypatch):
    """A wave in which one thing is doubtful, which does not keep it from being used."""
    from analysis.check import examine

    doubt = Problem("practices.csv", "is doubtful", "look at it", row=2, column="title", value="Aid", warning=True)
    monkeypatch.setattr(examine, "text_problems", lambda wave: [doubt])
    return practices()


def test_a_warning_is_told_at_every_check_and_does_not_stop_anything(call, doubted):
    for _ in range(2):
        said = call("check", "2030")
        assert (said.code, said.err) == (0, "Warning: practices.csv, row 2, column title: is doubtful (found: 'Aid'). What to do: look at it\n")
        assert "2030: 1 warning in 1 message; no error\n" in said.out
    assert "is doubtful" in doubted.check_page.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["run", "report"])
def test_a_run_says_how_many_warnings_there_are_and_where_also_where_it_does_not_read_the_files_again(call, doubted, monkeypatch, command):
    from analysis import runner

    monkeypatch.setattr(runner, "run_wave", lambda *_: [])
    monkeypatch.setattr(runner, "render_wave", lambda *_: False)
    for _ in range(2):
        said = call(command, "2030")
        assert (said.code, said.err) == (0, "") and "1 warning, listed in " in said.out and "_build/check/2030.html\n" in said.out


def test_a_preview_is_written_before_anything_is_run_and_only_where_it_does_no_harm(call, practices, tmp_path):
    practices()
    said = call("check", "2030", "--preview", str(tmp_path / "preview"))
    assert said.code == 0 and "practices, cleaning_log: with values of single cells, for the team only" in said.out
    assert "Aid" in (tmp_path / "preview" / "practices.csv").read_text(encoding="utf-8")
    refused = call("check", "2030", "--preview", str(tmp_path / "raw" / "2030"))
    assert refused.code == 2 and refused.out == "" and len(refused.problems) == 1


@pytest.mark.parametrize("where", ["_build", "_build/check", "preview"])
def test_where_nothing_can_be_written_one_sentence_says_so(call, practices, tmp_path, where):
    practices()
    (tmp_path / where).parent.mkdir(exist_ok=True)
    (tmp_path / where).write_text("a file where a folder should be")
    preview = ("--preview", str(tmp_path / "preview" / "x")) if where == "preview" else ()
    said = call("check", "2030", *preview)
    assert said.code == (2 if where == "preview" else 1) and len(said.problems) == 1 and where in said.err


@pytest.mark.parametrize("name", ["wave.yml", "practices.csv", "commentary/index.md"])
def test_a_folder_in_place_of_a_file_is_one_problem(call, practices, name):
    file = practices().raw / name
    file.unlink(missing_ok=True)
    file.mkdir(parents=True)
    said = call("check", "2030")
    assert said.code == 2 and len(said.problems) == 1 and name in said.err


def test_files_that_may_not_be_read_are_an_input_at_fault(call, practices, monkeypatch):
    from analysis.check import examine

    def refuse(*_):
        raise PermissionError(13, "Permission denied", "practices.csv")

    practices()
    monkeypatch.setattr(examine, "read_source", refuse)
    said = call("check", "2030")
    assert said.code == 2 and said.problems == [
        "practices.csv: cannot be read (Permission denied). What to do: see to it that it is a file, and that you may read it"
    ]


@pytest.mark.parametrize("name", ["check", "run"])
def test_whoever_reads_only_the_first_lines_of_the_output_sees_no_error(make_wave, rows_of, name):
    wave = make_wave({"practices.csv": rows_of("practices", PRACTICE)})
    command = [sys.executable, "-m", "analysis.cli", "--data", str(wave.root.data), name, "2030"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    process.stdout.close()
    assert process.stderr.read() == "" and process.wait() == 1


def test_an_unknown_command_is_told_by_the_process_itself():
    done = subprocess.run([sys.executable, "-m", "analysis.cli", "chek", "2012"], capture_output=True, text=True)
    assert done.returncode == 2 and "Did you mean 'check'?" in done.stderr and "Traceback" not in done.stderr
