"""The module for regional governance in the codebook: its keys exist, and what does not fit is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from checked import check_wave

from analysis.evaluate.governance import FILE, read_governance
from analysis.wave import Root

CODEBOOK = Root.at().codebook
PART = "parts:\n  one: {label: One, question: 'Asked?', ask: ['Is it so?'], keys: [survey.staff_training.yes.share]"


@pytest.fixture
def wave_with(make_wave, tmp_path: Path, rows_of):
    """A wave whose codebook holds this text on governance."""

    def make(text: str):
        shutil.copytree(CODEBOOK, tmp_path / "codebook", dirs_exist_ok=True)
        (tmp_path / "codebook" / FILE).write_text(text, encoding="utf-8")
        return make_wave({"practices.csv": rows_of("practices", {"practice_id": "P1", "title": "A", "country": "GR"})})

    return make


def test_the_projects_own_parts_name_shares_and_questions_that_exist(wave_2012):
    parts = read_governance(wave_2012).parts
    assert list(parts)[:4] == ["services", "councils", "platform", "participation"]
    assert [name for name, part in parts.items() if part.beside] == ["ground"]
    assert all(part.ask and part.unasked for part in parts.values())


def test_the_parts_are_those_that_the_document_has(wave_2012, codebook):
    from analysis.documents import declared, read_documents

    documented = [row["part"] for row in read_documents(wave_2012, codebook, "routes_module", declared(wave_2012))]
    assert documented == [name for name, part in read_governance(wave_2012).parts.items() if not part.beside]


@pytest.mark.parametrize(
    ("text", "column", "value", "rule"),
    [
        (f"{PART}, in_words: [staff_training]}}", "one.in_words", "staff_training", "is no question that is answered in own words"),
        (PART.replace("staff_training", "staff_trainig") + "}", "one.keys", "survey.staff_trainig.yes.share", "is the key of no share that can exist"),
        (f"{PART}}}\n  two: {{label: Two, question: 'Q?', ask: ['A?'], keys: [survey.staff_training.yes.share]}}", "two.keys", "survey.staff_training.yes.share", "stands in another part too: one"),
    ],
)  # fmt: skip
def test_check_names_what_does_not_fit(wave_with, text, column, value, rule):
    [problem] = check_wave(wave_with(text))
    assert (problem.file, problem.column, problem.value, problem.rule) == (FILE, column, value, rule)
    assert problem.hint


def test_a_part_without_questions_to_tick_is_refused(wave_with):
    [problem] = check_wave(wave_with("parts:\n  one: {label: One, question: 'Asked?', keys: [survey.staff_training.yes.share]}"))
    assert problem.rule == "the field is missing" and "ask" in problem.hint


def test_a_codebook_without_the_file_has_no_parts(wave_with):
    wave = wave_with("parts: {}")
    (wave.root.codebook / FILE).unlink()
    assert read_governance(wave).parts == {} and check_wave(wave) == []
