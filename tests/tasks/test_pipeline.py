"""The notebooks of a wave: each there, in an order in which each finds what it reads."""

from __future__ import annotations

import json
import re
from importlib import import_module

import pytest

from analysis.findings.results import Results
from analysis.tasks.pipeline import NOTEBOOKS, Notebook, files_behind, notebooks_for
from analysis.wave import PROJECT, SOURCES

EVERY = ("survey.csv", "practices.csv", "case_studies.xlsx", "networks.csv")
ALWAYS = ("14", "15", "16", "17")


@pytest.fixture
def run_for(make_wave):
    """`run_for("survey.csv")`: the numbers of the notebooks that run for a wave with these files."""
    return lambda *files: {n.name[:2] for n in notebooks_for(make_wave(dict.fromkeys(files), sources={f.split(".")[0]: f for f in files} or None))}  # fmt: skip


def test_every_notebook_of_the_folder_has_its_task_and_the_other_way_round():
    files = sorted(file.stem for file in (PROJECT / "notebooks").glob("*.ipynb"))
    assert [notebook.name for notebook in NOTEBOOKS] == files


def test_what_a_notebook_reads_is_raw_or_written_by_an_earlier_one_and_no_two_write_the_same():
    written: set[str] = set()
    for notebook in NOTEBOOKS:
        assert set(notebook.reads) <= written, notebook.name
        assert not set(notebook.writes) & written, notebook.name
        files = {name for name in notebook.raw if name.endswith(".csv")}
        assert all((PROJECT / "data" / "raw" / "2012" / name).is_file() for name in files), notebook.name
        assert notebook.writes and set(notebook.raw) - files <= {*SOURCES, "published", "documents"}, notebook.name
        written |= set(notebook.writes)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda n: n.name)
def test_a_notebook_names_no_table_that_its_task_does_not(notebook):
    cells = json.loads((PROJECT / "notebooks" / f"{notebook.name}.ipynb").read_text(encoding="utf-8"))["cells"]
    code = "".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    declared = {path.rsplit("/", 1)[-1] for path in (*notebook.reads, *notebook.writes)}
    tables = {path.rsplit("/", 1)[-1] for other in NOTEBOOKS for path in other.writes if path.startswith("processed/")}
    assert {table for table in tables if f'"{table}"' in code} <= declared


@pytest.mark.parametrize(
    ("files", "run"),
    [
        (["survey.csv"], {"01", "05", "08", "09", "10", "13", *ALWAYS}),
        (["practices.csv"], {"02", "06", "09", "11", *ALWAYS}),
        (["case_studies.xlsx"], {"03", "07", "08", "09", "12", "13", *ALWAYS}),
        (["networks.csv"], {"09", *ALWAYS}),
        (["survey.csv", "practices.csv"], {"01", "02", "05", "06", "08", "09", "10", "11", "13", *ALWAYS}),
    ],
    ids=lambda v: "+".join(v) if isinstance(v, list) else "",
)
def test_a_wave_runs_the_notebooks_its_sources_allow(run_for, files, run):
    assert run_for(*files) == run


def test_only_a_wave_that_was_printed_is_read_from_print(make_wave, wave_2012):
    without = make_wave(dict.fromkeys(EVERY), sources={f.split(".")[0]: f for f in EVERY})
    assert len(notebooks_for(without)) == len(NOTEBOOKS) - 1
    assert len(notebooks_for(wave_2012)) == len(NOTEBOOKS)


def test_needs_are_all_needed_and_of_needs_any_one_is_enough(make_wave):
    wave = make_wave({"survey.csv": ""})
    assert not Notebook("n", "", (), needs=("survey", "practices")).runs_for(wave)
    assert Notebook("n", "", (), needs_any=("survey", "practices")).runs_for(wave)
    assert not Notebook("n", "", (), needs_any=("practices",)).runs_for(wave)


def test_what_stands_behind_a_notebook_is_what_it_and_those_before_it_read(wave_2012):
    def raw(name: str) -> set[str]:
        inputs, _ = files_behind(wave_2012, name)
        return {file.name for file in inputs if file.is_relative_to(wave_2012.raw) and not file.name.startswith("table_")}

    assert not any(name.endswith(".xlsx") for name in raw("04-estimate-published"))
    assert raw("05-estimate-survey") == {"wave.yml", "survey.xlsx"}
    assert raw("08-evaluate-criteria") == {"wave.yml", "survey.xlsx", "case_studies.xlsx"}
    assert {"wave.yml", "practices.xlsx", "errata.csv", "statements.csv"} <= raw("11-draw-practices")
    inputs, _ = files_behind(wave_2012, "05-estimate-survey")
    assert "survey.yml" in {file.name for file in inputs}


def test_of_the_tables_only_those_that_the_notebook_reads_itself_are_named(make_wave):
    wave = make_wave({"practices.csv": ""})
    for table in ("processed/practices.csv", "processed/estimates.csv"):
        (wave.stage / table).parent.mkdir(parents=True, exist_ok=True)
        (wave.stage / table).write_text("a\n", encoding="utf-8")
    assert files_behind(wave, "06-estimate-practices")[1] == [wave.staged("practices.csv")]
    assert files_behind(wave, "11-draw-practices")[1] == [wave.staged("estimates.csv")]


@pytest.mark.parametrize("notebook", [n for n in NOTEBOOKS if n.writes[0].startswith("cards/")], ids=lambda n: n.name)
def test_the_findings_that_a_notebook_shows_read_what_its_task_says(notebook, survey_of, practices_of, monkeypatch):
    """Those that ask for a table of the run or a file of the wave, whether this wave has it or not."""
    read: set[str] = set()
    for way in ("table", "raw"):
        plain = getattr(Results, way)
        monkeypatch.setattr(Results, way, lambda self, name, plain=plain: read.add(name) or plain(self, name))
    cells = json.loads((PROJECT / "notebooks" / f"{notebook.name}.ipynb").read_text(encoding="utf-8"))["cells"]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    modules = [import_module(f"analysis.findings.{name}") for name in re.findall(r'Chapter\("(\w+)"', code)]
    for results in (survey_of({"MT": 6, "PT": 4}), practices_of((6, {}))):
        for name in re.findall(r'show\("(\w+)"\)', code):
            next(getattr(module, name) for module in modules if hasattr(module, name))(results)
    folders = tuple(f"{name}/" for name in notebook.raw)
    assert not {name for name in read - {*notebook.reads, *notebook.raw} if not name.startswith(folders)}
