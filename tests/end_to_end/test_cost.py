"""What a change costs, in files edited by hand: a question 1, a criterion 1 (and its codings), a figure 4 with its test."""

from __future__ import annotations

import csv
import filecmp
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import PROJECT, QUESTION, Built, command, grown_codebook

FINDING = '''

def trained(r: Results) -> Facts | None:
    """How many train their staff."""
    rows = r.of("survey", "staff_training")
    return {"rows": rows, "chart": Chart("bars", [("", [Mark(n, n.numerator) for n in rows])]), "data": r.behind(rows)} if rows else None
'''
WORDS = """
trained:
  block: answers
  title: << rows|length|word|capital >> answers on training
  subtitle: Authorities by answer
  caption: Training of staff
  base: << rows[0].base|count >> answers
  alt: Bars. << groups_told >>.
"""


@pytest.mark.xdist_group("run_grown")
def test_a_question_is_one_file_and_appears_by_itself(run_grown: Built):
    assert run_grown.first.code == 0, run_grown.first.err
    assert edited(PROJECT / "data" / "codebook", run_grown.root / "codebook") == {"survey.yml", "criteria.yml"}
    keys = {row["key"] for row in csv.DictReader((run_grown.processed / "estimates.csv").open(encoding="utf-8"))}
    assert "survey.interpreters.yes.share" in keys
    blocks = run_grown.root / "_build" / "stage" / run_grown.wave / "report" / "blocks"
    assert "say yes to “pays for interpreters”" in (blocks / "survey-answers.qmd").read_text(encoding="utf-8").lower()
    assert "| interpreters |" in (blocks / "codebook.qmd").read_text(encoding="utf-8")
    responses = (run_grown.processed / "responses.csv").read_text(encoding="utf-8")
    assert ",interpreters" in responses.splitlines()[0]


def test_a_question_asked_since_2026_leaves_2012_as_it_is(tmp_path: Path):
    grown_codebook(tmp_path, **{"survey.yml": QUESTION})
    shutil.copytree(PROJECT / "data" / "raw" / "2012", tmp_path / "raw" / "2012")
    checked = command("--data", str(tmp_path), "check", "2012")
    assert checked.code == 0, checked.err


@pytest.mark.xdist_group("run_grown")
def test_a_sixth_criterion_is_one_file_and_its_codings(run_grown: Built):
    scored = {row["criterion"] for row in csv.DictReader((run_grown.processed / "scores.csv").open(encoding="utf-8"))}
    assert "coherence" in scored and len(scored) == 6
    stage = run_grown.root / "_build" / "stage" / run_grown.wave
    cards = {c["figure"]: c for c in json.loads((stage / "cards" / "criteria.json").read_text(encoding="utf-8"))["exhibits"]}
    assert cards["fig-criteria-framework"]["title"].startswith("Six questions")
    assert "Coherence asks" in cards["fig-criteria-framework"]["alt"] and "Fits in" in cards["fig-criteria-reported"]["alt"]
    assert "Coherence" in (stage / "report" / "blocks" / "criteria-questions.qmd").read_text(encoding="utf-8")


def test_a_figure_is_its_finding_its_words_its_cell_and_a_test(tmp_path: Path):
    copy = tmp_path / "project"
    for part in ("src", "notebooks", "report", "data/codebook", "data/raw"):
        shutil.copytree(PROJECT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__", "_generated"))
    shutil.copytree(PROJECT / "data" / "processed" / "2012", copy / "_build" / "stage" / "2012" / "processed")
    add(copy / "src" / "analysis" / "findings" / "survey.py", FINDING)
    add(copy / "report" / "words" / "survey.en.yml", WORDS)
    notebook = copy / "notebooks" / "10-draw-survey.ipynb"
    content = json.loads(notebook.read_text(encoding="utf-8"))
    cell = {"cell_type": "code", "execution_count": None, "id": "trained", "metadata": {}, "outputs": [], "source": ['show("trained")']}
    content["cells"].insert(-1, cell)
    notebook.write_text(json.dumps(content), encoding="utf-8")
    run_notebook(copy, notebook)
    touched = {name for part in ("src", "notebooks", "report") for name in edited(PROJECT / part, copy / part)}
    assert touched == {"survey.py", "survey.en.yml", "10-draw-survey.ipynb"}, "and its test is the fourth"
    stage = copy / "_build" / "stage" / "2012"
    block = (stage / "report" / "blocks" / "survey-answers.qmd").read_text(encoding="utf-8")
    assert "(/figures/2012/fig-trained.svg)" in block and "#trained)" in block, "also with a link to how it was made"
    assert (stage / "figures" / "fig-trained-narrow.svg").is_file() and (stage / "report" / "downloads" / "fig-trained.csv").is_file()
    cards = json.loads((stage / "cards" / "survey.json").read_text(encoding="utf-8"))["exhibits"]
    assert [c["title"] for c in cards if c["id"] == "trained"] == ["Three answers on training"]


def add(file: Path, text: str) -> None:
    file.write_text(file.read_text(encoding="utf-8").rstrip() + "\n" + text, encoding="utf-8")


def run_notebook(project: Path, notebook: Path) -> None:
    """Execute a notebook of a copy of the project with the copy's own code."""
    code = (
        "import sys; from pathlib import Path; from analysis.tasks.execute import execute;"
        "execute(Path(sys.argv[1]), Path(sys.argv[2]), {'wave': '2012', 'data': ''})"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(notebook), str(project / "_build" / "executed.ipynb")],
        env=os.environ | {"PYTHONPATH": str(project / "src")}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]


def edited(before: Path, after: Path) -> set[str]:
    """The names of the files below two folders that differ or are there once only, generated ones left out."""
    names = {
        p.relative_to(folder)
        for folder in (before, after)
        for p in folder.rglob("*")
        if p.is_file() and not {"__pycache__", "_generated"} & set(p.parts)
    }
    same = {n for n in names if (before / n).is_file() and (after / n).is_file() and filecmp.cmp(before / n, after / n, False)}
    return {n.name for n in names - same}
