"""What is out of date runs, nothing else; a failure leaves what was there."""

from __future__ import annotations

import shutil

import nbformat
import pytest

from analysis.tasks import run as tasks
from analysis.tasks.execute import NotebookFailed
from analysis.tasks.pipeline import Notebook
from analysis.tasks.run import TaskFailed, run_book, run_notebooks

COPY = "from pathlib import Path\nroot = Path(data)\nstage = root / '_build' / 'stage' / wave / 'processed'\nstage.mkdir(parents=True, exist_ok=True)\n"
STEPS = (
    Notebook("01-read", "read", ("processed/a.csv",), raw=("survey",)),
    Notebook("02-double", "double", ("processed/b.csv",), ("processed/a.csv",)),
    Notebook("03-other", "other", ("processed/c.csv",), raw=("practices",)),
)
CELLS = {
    "01-read": COPY + "(stage / 'a.csv').write_text((root / 'raw' / wave / 'survey.csv').read_text())",
    "02-double": COPY + "(stage / 'b.csv').write_text(str(2 * int((stage / 'a.csv').read_text())))",
    "03-other": COPY + "(stage / 'c.csv').write_text('c')",
}


def execute(notebook, executed, parameters) -> None:
    """Run the cells here: kernels have tests of their own and take seconds."""
    executed.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(notebook, executed)
    cells = [c for c in nbformat.read(notebook, as_version=4).cells if c.cell_type == "code"][1:]
    try:
        exec("\n".join(c.source for c in cells), dict(parameters))
    except ValueError as error:
        raise NotebookFailed(f"{notebook.name} failed in cell 3: ValueError: {error}") from None


@pytest.fixture
def small(tmp_path, make_wave, write_notebook, monkeypatch):
    """A wave and a pipeline of three notebooks, two of which hang together; `run` gives what was executed."""
    wave = make_wave({"survey.csv": "1", "practices.csv": "x"})
    for name, cell in CELLS.items():
        write_notebook(tmp_path / "project" / "notebooks" / f"{name}.ipynb", cell)
    monkeypatch.setattr(tasks, "execute", execute)
    monkeypatch.setattr(tasks, "PROJECT", tmp_path / "project")
    monkeypatch.setattr(tasks, "notebooks_for", lambda wave: list(STEPS))
    return wave


def test_only_what_depends_on_a_change_runs_and_a_failure_leaves_earlier_results(small):
    said: list[str] = []

    def run(**options):
        said.clear()
        return sorted(run_notebooks(small, said.append, **options))

    def doubled():
        return small.staged("b.csv").read_text(encoding="utf-8")

    survey = small.source_file("survey")
    assert run() == ["double", "other", "read"] and doubled() == "2"
    assert len(said) == 3 and all(line.endswith("/3] " + line.split("] ")[1]) for line in said)
    assert run() == [] and said == []
    (small.notebooks / "03-other.ipynb").unlink()
    assert run() == ["other"], "its executed copy is a page of the book"

    survey.write_text("21", encoding="utf-8")
    assert run() == ["double", "read"] and doubled() == "42"

    survey.write_text("no number", encoding="utf-8")
    with pytest.raises(TaskFailed, match=r"02-double.ipynb failed in cell 3: ValueError: .*'no number'"):
        run()
    assert doubled() == "42"

    survey.write_text("21", encoding="utf-8")
    run()
    assert doubled() == "42"
    assert run() == []


def test_the_book_is_rendered_when_its_files_or_settings_change(make_wave):
    wave, times = make_wave({"survey.csv": "1"}), []
    page = wave.book_project / "index.qmd"
    page.parent.mkdir(parents=True)
    page.write_text("# One", encoding="utf-8")

    def render() -> None:
        times.append(page.read_text(encoding="utf-8"))
        wave.book.mkdir(parents=True, exist_ok=True)
        (wave.book / "index.html").write_text("book", encoding="utf-8")

    def quiet(line: str) -> None:
        assert line == "[1/1] render the book ..."

    assert run_book(wave, render, "embedded html", quiet)
    assert not run_book(wave, render, "embedded html", quiet)
    assert run_book(wave, render, "embedded html,pdf", quiet)
    page.write_text("# Two", encoding="utf-8")
    assert run_book(wave, render, "embedded html,pdf", quiet)
    assert times == ["# One", "# One", "# Two"]
