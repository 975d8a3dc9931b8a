"""The subjects under which needs stand beside what is done."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest
import yaml

from analysis.evaluate.needs import FILE, read_needs
from analysis.wave import Root


@pytest.fixture
def reading(later, tmp_path):
    """`reading(change)`: the subjects of the project after `change`."""

    def read(change):
        shutil.copytree(later.root.codebook, tmp_path / "codebook", dirs_exist_ok=True)
        raw = yaml.safe_load((tmp_path / "codebook" / FILE).read_text(encoding="utf-8"))
        change(raw["subjects"])
        (tmp_path / "codebook" / FILE).write_text(yaml.safe_dump(raw, sort_keys=False), encoding="utf-8")
        return read_needs(replace(later, root=Root(tmp_path)))

    return read


def test_every_challenge_but_other_has_a_subject(later, codebook):
    met = [option for subject in read_needs(later).values() for option in subject.challenges]
    asked = {item.levels[-1] for item in codebook["responses"].stem("challenge_migrants")}
    assert sorted(met) == sorted(asked - {"other"})


@pytest.mark.parametrize(
    ("change", "column", "value"),
    [
        (lambda s: s["work"].update(challenges=["job", "jobs"]), "work.challenges", "jobs"),
        (lambda s: s["work"].update(aims=["work"]), "work.aims", "work"),
        (lambda s: s["housing"].update(sectors=["houses"]), "housing.sectors", "houses"),
        (lambda s: s.pop("housing"), "", "housing"),
    ],
)
def test_what_the_codebook_does_not_have_or_is_left_out_is_refused(reading, problems_of, change, column, value):
    [problem] = problems_of(lambda: reading(change))
    assert (problem.file, problem.column, problem.value) == (FILE, column, value)


def test_a_codebook_without_the_file_has_no_subjects(later, tmp_path):
    (tmp_path / "codebook").mkdir()
    assert read_needs(replace(later, root=Root(tmp_path))) == {}
