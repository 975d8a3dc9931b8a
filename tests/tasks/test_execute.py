"""One notebook through papermill, with a real kernel."""

from __future__ import annotations

import json
import re
from importlib import metadata
from pathlib import Path

import pytest

from analysis.tasks.execute import NotebookFailed, execute


@pytest.fixture
def run(tmp_path: Path, write_notebook):
    """`run(cell, ..., wave="w1")` executes a notebook of these cells; the path of its executed copy."""

    def go(*cells: str, **parameters: str) -> Path:
        executed = tmp_path / "executed" / "n.ipynb"
        execute(write_notebook(tmp_path / "01-try-it.ipynb", *cells), executed, parameters)
        return executed

    return go


def test_parameters_reach_the_cells_and_the_copy_holds_no_time_and_no_place(run, tmp_path):
    text = run("print('the wave is', wave)", "__import__('os').environ['TZ']", wave="w1").read_text(encoding="utf-8")
    assert "the wave is w1" in text and "UTC" in text
    assert not re.search(r"start_time|end_time|duration|iopub|papermill\": \{|\d{4}-\d\d-\d\dT\d\d:", text)
    assert str(tmp_path) not in text
    assert json.loads(text)["cells"][-1]["execution_count"] == 4


def test_paths_are_written_as_seen_from_the_project_and_versions_are_noted(run, tmp_path):
    printed = "print(data + '/raw', __import__('analysis').__file__, __import__('pandas').__file__)"
    copy = json.loads(run(printed, data=str(tmp_path)).read_text(encoding="utf-8"))
    (output,) = copy["cells"][-1]["outputs"]
    data, module, library = "".join(output["text"]).split()
    assert (data, module) == ("data/raw", "src/analysis/__init__.py") and library.startswith("lib/python3")
    given = copy["cells"][-2]
    assert given["id"] == "injected-parameters" and 'data = "data"' in "".join(given["source"])
    assert copy["metadata"]["packages"]["pandas"] == metadata.version("pandas")


def test_the_same_notebook_gives_the_same_bytes(tmp_path, write_notebook):
    notebook, copies = write_notebook(tmp_path / "01-try-it.ipynb", "1 + 1"), [tmp_path / "a.ipynb", tmp_path / "b.ipynb"]
    for copy in copies:
        execute(notebook, copy, {"wave": "w1"})
    assert copies[0].read_bytes() == copies[1].read_bytes()


def test_a_parameter_that_is_not_declared_is_refused_before_anything_runs(run, tmp_path):
    with pytest.raises(NotebookFailed, match=r"01-try-it\.ipynb does not declare the parameter 'wavve'"):
        run("open('ran', 'w')", wavve="w1")
    assert not (tmp_path / "ran").exists() and not (tmp_path / "executed").exists()


def test_a_failing_cell_is_one_message_that_names_notebook_and_cell(run):
    with pytest.raises(NotebookFailed) as caught:
        run("a = 1", "a / 0", wave="w1")
    assert str(caught.value) == "01-try-it.ipynb failed in cell 4: ZeroDivisionError: division by zero"
    assert caught.value.__suppress_context__


def test_what_is_wrong_with_an_input_passes_through_as_it_was_worded(run):
    with pytest.raises(NotebookFailed) as caught:
        run(
            "from analysis.problems import InputProblems, Problem",
            "raise InputProblems([Problem('a.xlsx', 'is empty', 'fill it'), Problem('b.csv', 'is not there')])",
        )
    assert str(caught.value) == "a.xlsx: is empty. What to do: fill it\nb.csv: is not there."
