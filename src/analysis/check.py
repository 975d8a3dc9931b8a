"""What `integration-report check` does: every problem of a wave's raw folder, before anything runs."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.audit.provenance import inputs_of
from analysis.codebook import Codebook, load_codebook
from analysis.problems import InputProblems, Problem
from analysis.store import write_text
from analysis.wave import Wave

if TYPE_CHECKING:
    import pandas as pd

TABLES = {
    "survey": ("responses", "factsheets"),
    "practices": ("practices",),
    "case_studies": ("cases",),
    "networks": ("networks",),
}


def check_wave(wave: Wave) -> list[Problem]:
    """Every problem found in the wave's raw files, in the order of its sources; empty where all is well."""
    codebook = load_codebook(wave.root.codebook)
    problems: list[Problem] = []
    for source, tables in TABLES.items():
        for table in tables if source in wave.sources else ():
            problems += _table_problems(wave, codebook, table)
    if wave.has("published"):
        problems += _published_problems(wave)
    return list(dict.fromkeys(problems))


def _table_problems(wave: Wave, codebook: Codebook, table: str) -> list[Problem]:
    from analysis.clean.source import clean_source

    try:
        cleaned = clean_source(wave, codebook, table)
        return _coding_problems(wave, codebook, cleaned.frame) if table == "cases" else []
    except InputProblems as error:
        return error.problems


def _coding_problems(wave: Wave, codebook: Codebook, cases: pd.DataFrame) -> list[Problem]:
    from analysis.evaluate.coding import read_coding
    from analysis.evaluate.criteria import read_criteria

    return read_coding(wave.source_file("case_studies"), cases["case_no"], read_criteria(codebook.criteria))[1]


def _published_problems(wave: Wave) -> list[Problem]:
    from analysis.audit.published import Published

    try:
        Published(wave.published)
    except InputProblems as error:
        return error.problems
    return []


def check_once(wave: Wave) -> list[Problem]:
    """As `check_wave`, but files that have passed before are not read again as long as they and the checks are the same."""
    mark = wave.root.build / "state" / wave.id / "checked"
    seal = _seal(wave)
    if mark.is_file() and mark.read_text(encoding="utf-8") == seal:
        return []
    problems = check_wave(wave)
    if not problems:
        write_text(seal, mark)
    return problems


def _seal(wave: Wave) -> str:
    """One hash over the raw files, the codebook and the code."""
    digest = hashlib.sha256()
    for file in [*inputs_of(wave), *sorted(Path(__file__).parent.rglob("*.py"))]:
        digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
