"""What `integration-report check` does: every problem of a wave's raw folder, before anything runs."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.audit.corrections import read_corrections
from analysis.audit.provenance import inputs_of
from analysis.codebook import Codebook, codebook_for
from analysis.problems import InputProblems, Problem
from analysis.store import write_text
from analysis.wave import Wave, shown

if TYPE_CHECKING:
    import pandas as pd


def check_wave(wave: Wave) -> list[Problem]:
    """Every problem found in the wave's raw files, in the order of the codebook's tables; empty where all is well.

    Raises InputProblems where the codebook cannot be used.
    """
    codebook = codebook_for(wave)
    problems: list[Problem] = []
    clean: dict[str, pd.DataFrame] = {}
    for table in codebook.tables.values():
        if wave.has(table.source):
            problems += _table_problems(wave, codebook, table.name, clean)
    problems += _stray_factsheets(wave, clean)
    problems += read_corrections(wave)[1]
    if wave.has("published"):
        problems += _published_problems(wave, codebook, clean)
    return list(dict.fromkeys(problems))


def _table_problems(wave: Wave, codebook: Codebook, table: str, clean: dict[str, pd.DataFrame]) -> list[Problem]:
    """The problems of one table; where there are none it is added to `clean`."""
    from analysis.clean.source import clean_source

    try:
        clean[table] = clean_source(wave, codebook, table).frame
        return _coding_problems(wave, codebook, clean[table]) if table == "cases" else []
    except InputProblems as error:
        return error.problems


def _stray_factsheets(wave: Wave, clean: dict[str, pd.DataFrame]) -> list[Problem]:
    """Fact sheets of respondents that the survey does not have."""
    if not {"responses", "factsheets"} <= clean.keys():
        return []
    known = set(clean["responses"]["respondent_id"])
    stray = [name for name in clean["factsheets"]["respondent_id"].unique() if name not in known]
    rule, hint = (
        "a fact sheet names a respondent who is not in the survey",
        "correct the identifier or add the respondent",
    )
    file = shown(wave.source_file("survey"))
    return [Problem(file, rule, hint, "factsheets", column="respondent_id", value=name) for name in stray]


def _coding_problems(wave: Wave, codebook: Codebook, cases: pd.DataFrame) -> list[Problem]:
    from analysis.evaluate.coding import read_coding
    from analysis.evaluate.criteria import criteria_for

    return read_coding(wave.source_file("case_studies"), cases["case_no"], criteria_for(codebook))[1]


def _published_problems(wave: Wave, codebook: Codebook, clean: dict[str, pd.DataFrame]) -> list[Problem]:
    from analysis.audit.errata import FILE, load_errata
    from analysis.audit.published import Published

    try:
        Published(wave.published)
        errata = load_errata(wave.published / FILE) if (wave.published / FILE).is_file() else None
    except InputProblems as error:
        return error.problems
    return _elsewhere(wave, codebook, errata, clean["cases"]) if errata is not None and "cases" in clean else []


def _elsewhere(wave: Wave, codebook: Codebook, errata: pd.DataFrame, cases: pd.DataFrame) -> list[Problem]:
    """Codings that rest on text which an erratum says belongs to another project."""
    from analysis.audit.affects import rests_elsewhere
    from analysis.evaluate.coding import SHEET, read_coding
    from analysis.evaluate.criteria import criteria_for

    coding, _ = read_coding(wave.source_file("case_studies"), cases["case_no"], criteria_for(codebook))
    file = shown(wave.source_file("case_studies"))
    hint = "rest it on the text that is its own and name the erratum in the reason, or code not_reported"
    return [
        Problem(
            file, f"rests on text that by {' and '.join(ids)} belongs to another project", hint, SHEET,
            column="evidence", value=f"case {coding.at[row, 'case_no']}, {coding.at[row, 'indicator']}: {coding.at[row, 'evidence']}",
        )
        for row, ids in rests_elsewhere(errata, coding)
    ]  # fmt: skip


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
