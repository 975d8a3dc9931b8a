"""The manifest of a run: what went in, what came out, on any machine."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from dataclasses import replace
from importlib import metadata

import pytest

from analysis.audit.provenance import (
    LOCK,
    PACKAGES,
    WORDING,
    inputs_of,
    made_of,
    read_manifest,
    version_of,
    write_manifest,
)
from analysis.wave import PROJECT, Root


@pytest.fixture
def wave(make_wave):
    made = make_wave({"survey.csv": "a\n1\n"}, "w1")
    (made.raw / "commentary").mkdir()
    (made.raw / "commentary" / "index.md").write_text("Well.", encoding="utf-8")
    for name in (".hidden", "~$survey.xlsx"):
        (made.raw / name).write_text("", encoding="utf-8")
    for folder, name, text in (
        (made.processed, "scores.csv", "a\n1\n2\n"),
        (made.figures, "fig-x.svg", "<svg/>"),
        (made.figures, "fig-x.png", "p"),
        (made.book_project / "report" / "_generated", "x.qmd", "Six."),
    ):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return made


def test_inputs_are_all_raw_files_and_the_codebook_but_no_lock_files(wave):
    names = [f.name for f in inputs_of(wave)]
    assert {"wave.yml", "survey.csv", "index.md", "survey.yml", "criteria.yml"} <= set(names)
    assert not {".hidden", "~$survey.xlsx"} & set(names)


def made(wave) -> dict:
    return made_of(wave, [PROJECT / "notebooks" / "01-clean-survey.ipynb"], [PROJECT / "src" / "analysis" / "wave.py"], [PROJECT / "index.qmd"])


def test_the_manifest_names_everything_with_its_hash_and_nothing_of_this_machine(wave, tmp_path):
    write_manifest(made(wave), wave)
    text = (wave.processed / "manifest.json").read_text(encoding="utf-8")
    manifest = json.loads(text)
    assert manifest["outputs"].keys() == {"data/processed/w1/scores.csv", "figures/w1/fig-x.svg", "book/report/_generated/x.qmd"}
    assert manifest["inputs"]["data/raw/w1/survey.csv"] == hashlib.sha256(b"a\n1\n").hexdigest()
    assert list(manifest["notebooks"]) == ["notebooks/01-clean-survey.ipynb"]
    assert (list(manifest["code"]), list(manifest["texts"])) == (["src/analysis/wave.py"], ["index.qmd"])
    assert manifest["parameters"]["higher_priority_from"] == 4 and manifest["parameters"]["sources"]["survey"]["file"] == ["survey.csv"]
    assert str(tmp_path) not in text and str(PROJECT) not in text
    assert read_manifest(wave) == manifest


def test_the_manifest_is_the_same_wherever_the_wave_lies(wave, tmp_path):
    other = replace(wave, root=Root(tmp_path / "again"))
    for old, new in ((wave.raw, other.raw), (wave.processed, other.processed), (wave.figures, other.figures), (wave.book_project, other.book_project)):
        shutil.copytree(old, new)
    assert made(other) == made(wave)


def test_a_wave_that_was_not_run_has_no_manifest(wave):
    assert read_manifest(wave) is None


def test_versions_are_those_of_the_lock_for_every_python_unless_another_is_installed(monkeypatch):
    assert re.fullmatch(r"[\d.]+", version_of("pandas")) and re.fullmatch(r"[\d.]+ or [\d.]+", version_of("numpy"))
    monkeypatch.setattr(metadata, "version", lambda name: "0.1")
    assert version_of("pandas") == "0.1"


@pytest.mark.parametrize("name", [*PACKAGES, *WORDING])
def test_every_package_of_the_manifest_is_locked(name):
    assert version_of(name) and name in LOCK.read_text(encoding="utf-8").lower()
