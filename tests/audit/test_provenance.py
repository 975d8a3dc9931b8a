"""The manifest of a run, and a rebuild held against what is there."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest

from analysis.audit.provenance import differences, inputs_of, write_manifest
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
    ):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return made


def test_inputs_are_all_raw_files_and_the_codebook_but_no_lock_files(wave):
    names = [f.name for f in inputs_of(wave)]
    assert {"wave.yml", "survey.csv", "index.md", "survey.yml", "criteria.yml"} <= set(names)
    assert not {".hidden", "~$survey.xlsx"} & set(names)


def test_the_manifest_names_everything_with_its_hash_and_nothing_of_this_machine(wave, tmp_path):
    write_manifest(
        wave,
        [PROJECT / "notebooks" / "01-clean-survey.ipynb"],
        [PROJECT / "src" / "analysis" / "wave.py"],
        {"wave": "w1"},
    )
    text = (wave.processed / "manifest.json").read_text(encoding="utf-8")
    manifest = json.loads(text)
    assert manifest["outputs"].keys() == {
        "data/processed/w1/scores.csv",
        "data/figures/w1/fig-x.svg",
        "data/figures/w1/fig-x.png",
    }
    assert manifest["inputs"]["data/raw/w1/survey.csv"] == hashlib.sha256(b"a\n1\n").hexdigest()
    assert list(manifest["notebooks"]) == ["notebooks/01-clean-survey.ipynb"]
    assert list(manifest["code"]) == ["src/analysis/wave.py"]
    assert str(tmp_path) not in text and str(PROJECT) not in text
    write_manifest(
        wave,
        [PROJECT / "notebooks" / "01-clean-survey.ipynb"],
        [PROJECT / "src" / "analysis" / "wave.py"],
        {"wave": "w1"},
    )
    assert (wave.processed / "manifest.json").read_text(encoding="utf-8") == text


@pytest.fixture
def rebuilt(wave, tmp_path):
    """The same results in another place."""
    other = replace(wave, root=Root(tmp_path / "again"))
    for old, new in ((wave.processed, other.processed), (wave.figures, other.figures)):
        new.mkdir(parents=True)
        for file in old.iterdir():
            (new / file.name).write_bytes(file.read_bytes())
    return other


def test_equal_results_differ_in_nothing(wave, rebuilt):
    (rebuilt.figures / "fig-x.png").write_text("pixels are not compared", encoding="utf-8")
    assert differences(wave, rebuilt) == []


def test_each_difference_is_one_line_that_says_where(wave, rebuilt):
    (rebuilt.processed / "scores.csv").write_text("a\n1\n3\n", encoding="utf-8")
    (rebuilt.figures / "fig-x.svg").unlink()
    (rebuilt.figures / "fig-y.svg").write_text("<svg/>", encoding="utf-8")
    changed, gone, new = differences(wave, rebuilt)
    assert changed.endswith("scores.csv: differs from a fresh run, first in line 3")
    assert gone.endswith("fig-x.svg: a fresh run does not write it")
    assert new.endswith("fig-y.svg: is not there, a fresh run writes it")


def test_a_row_more_is_a_difference_in_the_line_after_the_last(wave, rebuilt):
    (rebuilt.processed / "scores.csv").write_text("a\n1\n2\n3\n", encoding="utf-8")
    assert differences(wave, rebuilt)[0].endswith("first in line 4")
