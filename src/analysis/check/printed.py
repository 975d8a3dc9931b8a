"""The printed study of a wave, its errata and corrections, held against each other and against the coding."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pandas as pd

from analysis.audit.affects import rests_elsewhere
from analysis.audit.assemble import recompute
from analysis.audit.corrections import read_corrections
from analysis.audit.errata import FILE, load_errata
from analysis.audit.keying import second_reading
from analysis.audit.margins import margin_problems
from analysis.audit.published import Published
from analysis.codebook import Codebook
from analysis.evaluate.coding import SHEET, read_coding
from analysis.evaluate.criteria import criteria_for
from analysis.problems import InputProblems, Problem
from analysis.wave import Wave, shown

NAMED = re.compile(r"\bE\d{3}\b")  # an erratum, as people write its id


def printed_problems(wave: Wave, codebook: Codebook, cases: pd.DataFrame | None) -> list[Problem]:
    """Everything wrong with what the wave prints, or prints of another; `cases` are its clean case studies, where they are sound."""
    problems = told(lambda: read_corrections(wave)[1]) + told(lambda: margin_problems(wave))
    if wave.has("published"):
        problems += told(lambda: _unreadable(wave, codebook))
        problems += told(lambda: _errata_problems(wave, codebook, cases))
        problems += told(lambda: second_reading(wave)[1])
    return problems


def told(find: Callable[[], Iterable[Problem]]) -> list[Problem]:
    """What a look at a file finds, also where the file cannot be read at all."""
    try:
        return list(find())
    except InputProblems as error:
        return error.problems
    except OSError as error:
        return [unread(error)]


def unread(error: OSError) -> Problem:
    """A file that the system does not give, as a problem."""
    hint = "see to it that it is a file, and that you may read it"
    return Problem(shown(Path(error.filename or "")), f"cannot be read ({error.strerror or error})", hint)


def _unreadable(wave: Wave, codebook: Codebook) -> list[Problem]:
    Published(wave.published, codebook)
    return []


def _errata_problems(wave: Wave, codebook: Codebook, cases: pd.DataFrame | None) -> Iterator[Problem]:
    file = wave.published / FILE
    errata = load_errata(file) if file.is_file() else pd.DataFrame({"id": []}, dtype=object)
    yield from _unlisted(wave, set(errata["id"]))
    if errata.empty:
        return
    yield from told(lambda: _uncomputed(wave, errata, cases))
    if cases is not None:
        yield from _elsewhere(wave, codebook, errata, cases)


def _unlisted(wave: Wave, known: set[str]) -> Iterator[Problem]:
    """Errata that the commentary names and the list does not have: a row, or the whole file, is gone."""
    rule, hint = f"names an erratum that {shown(wave.published / FILE)} does not have", "put the erratum back, or name another"
    for file in sorted(wave.commentary.glob("*.md")):
        for row, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            yield from (Problem(shown(file), rule, hint, row=row, value=id_) for id_ in NAMED.findall(line) if id_ not in known)


def _uncomputed(wave: Wave, errata: pd.DataFrame, cases: pd.DataFrame | None) -> list[Problem]:
    """Checks of errata that cannot be computed; those that read case studies are left alone where these are not sound."""
    if cases is not None or not wave.has("case_studies"):
        recompute(wave, errata)
    return []


def _elsewhere(wave: Wave, codebook: Codebook, errata: pd.DataFrame, cases: pd.DataFrame) -> Iterator[Problem]:
    """Codings that rest on text which an erratum says belongs to another project."""
    coding, _ = read_coding(wave.source_file("case_studies"), cases["case_no"], criteria_for(codebook))
    file = shown(wave.source_file("case_studies"))
    hint = "rest it on the text that is its own and name the erratum in the reason, or code not_reported"
    for row, ids in rests_elsewhere(errata, coding):
        rule = f"rests on text that by {' and '.join(ids)} belongs to another project"
        value = f"case {coding.at[row, 'case_no']}, {coding.at[row, 'indicator']}: {coding.at[row, 'evidence']}"
        yield Problem(file, rule, hint, SHEET, column="evidence", value=value)
