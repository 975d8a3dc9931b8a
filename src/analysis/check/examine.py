"""Reads every file of a wave as a run would, and keeps what was found: the tables, what was read, and every problem."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.check.contacts import contact_problems
from analysis.check.glyphs import glyph_problems, has_unprintable, text_problems
from analysis.check.printed import printed_problems, told, unread
from analysis.clean.identifiers import bare
from analysis.clean.responses import derive_responses
from analysis.clean.source import clean_raw
from analysis.clean.table import Cleaned
from analysis.codebook import YEARS, Codebook, Table, codebook_for
from analysis.documents import declared, document_problems
from analysis.evaluate.coding import open_coding, read_coding
from analysis.evaluate.consistency import agreement_problems
from analysis.evaluate.criteria import criteria_for
from analysis.evaluate.governance import read_governance
from analysis.evaluate.needs import read_needs
from analysis.evaluate.recommendations import read_recommendations
from analysis.findings.glossary import read_glossary
from analysis.intake.reading import Matched, Reading
from analysis.intake.table import NO_ROWS, Raw, read_source
from analysis.problems import InputProblems, Problem, grave, limited
from analysis.wave import Wave, shown

ZEROS_LOST = 'export identifiers as text, or say in wave.yml what they stand for, such as `values: {respondent_id: {"7": "007"}}`'


@dataclass
class Read:
    """One table as far as it could be read. `raw` and `cleaned` are None where its file could not be read as a table; the
    cells that cannot be cleaned are empty in `cleaned`."""

    spec: Table
    readings: list[Reading] = field(default_factory=list)
    raw: Raw | None = None
    cleaned: Cleaned | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether a run can use the table."""
        return self.cleaned is not None and not grave(self.problems)


@dataclass
class Checked:
    """What was found in the raw folder of a wave: its tables by name, in the order of the codebook, and every problem."""

    wave: Wave
    codebook: Codebook
    tables: dict[str, Read]
    problems: list[Problem]

    def sound(self, table: str) -> pd.DataFrame | None:
        """The clean table of this name, where there is one without errors."""
        read = self.tables.get(table)
        return read.cleaned.frame if read and read.sound else None


def examine(wave: Wave, say: Callable[[str], None] = lambda _: None) -> Checked:
    """Read and check everything in the raw folder of a wave; `say` is told what is being read.

    Raises InputProblems where the codebook cannot be used.
    """
    codebook = codebook_for(wave)
    checked = Checked(wave, codebook, {}, [])
    for table in codebook.tables.values():
        if wave.has(table.source):
            say(f"reading {table.name}")
            checked.tables[table.name] = _read(wave, codebook, table)
    say("comparing the tables")
    for read in checked.tables.values():
        read.problems += limited(_years_to_come(read, wave.year))
    _compare_tables(checked)
    found = [problem for read in checked.tables.values() for problem in read.problems]
    found += [*_no_source(wave), *_more_than_invited(checked)]
    found += printed_problems(wave, codebook, checked.sound("cases"))
    numbers = None if (cases := checked.sound("cases")) is None else list(cases["case_no"])
    found += told(lambda: document_problems(wave, codebook, numbers))
    found += told(lambda: text_problems(wave))
    for part in (declared, read_glossary, read_recommendations, read_needs, read_governance):
        found += told(partial(_unusable, part, wave))
    checked.problems = list(dict.fromkeys(_still_empty(wave, found)))
    return checked


def _unusable(read: Callable[[Wave], object], wave: Wave) -> list[Problem]:
    """Nothing where a part of the codebook that only the findings use can be read. Raises InputProblems where not."""
    read(wave)
    return []


def _no_source(wave: Wave) -> list[Problem]:
    """A wave of which there is nothing to read."""
    if wave.sources or wave.has("published"):
        return []
    return [Problem(shown(wave.raw / "wave.yml"), "names no source", "write `survey: {file: survey.xlsx}` below `sources:`", column="sources")]


def _still_empty(wave: Wave, problems: list[Problem]) -> list[Problem]:
    """The problems, with one for all files that hold no data yet, such as those of a wave that has just been made."""
    empty = [problem for problem in problems if problem.rule == NO_ROWS]
    if len(empty) < 2:
        return problems
    files = ", ".join(dict.fromkeys(Path(problem.file).name for problem in empty))
    hint = "fill them in (the workbooks that new-wave makes say how, on their sheet instructions), or take their sources out of wave.yml"
    rest = [problem for problem in problems if problem.rule != NO_ROWS]
    return [Problem(shown(wave.raw), f"holds files without any data yet: {files}", hint), *rest]


def _read(wave: Wave, codebook: Codebook, spec: Table) -> Read:
    try:
        raw = read_source(wave, codebook, spec.name)
    except InputProblems as error:
        return Read(spec, error.readings, problems=error.problems)
    except OSError as error:
        return Read(spec, problems=[unread(error)])
    cleaned = clean_raw(raw, spec, codebook)
    read = Read(spec, raw.readings, raw, cleaned, list(cleaned.problems))
    if spec.source == "survey":
        read.problems += limited(contact_problems(raw, spec))
    elif read.sound and has_unprintable(cleaned.frame):
        read.problems += glyph_problems(raw.frame, raw.file, raw.sheet)
    return read


def _years_to_come(read: Read, year: int) -> Iterator[Problem]:
    """Warnings where something is said to have begun, or to have been counted, long after the year of the wave."""
    if read.cleaned is None or read.raw is None:
        return
    frame, names = read.cleaned.frame, read.spec.key[0]
    for item in read.spec.items.values():
        if not (item.type == "date" and not item.not_before) and not (item.integer and item.max == YEARS[1]):
            continue
        rule, hint = f"lies after {year}, the year of the wave", "correct the year, or leave it if it is meant"
        years = pd.to_numeric(frame[item.id].str.extract(r"(\d{4})", expand=False), errors="coerce")
        for place in np.flatnonzero(years > year + 1):
            value = f"{frame[item.id].iloc[place]} ({frame[names].iloc[place]})"
            yield Problem(read.raw.file, rule, hint, read.raw.sheet, column=item.id, value=value, warning=True)


def _compare_tables(checked: Checked) -> None:
    """Add to a table what only another table or sheet shows to be wrong with it."""
    responses, factsheets, cases = map(checked.sound, ("responses", "factsheets", "cases"))
    if responses is not None and factsheets is not None:
        checked.tables["factsheets"].problems += _stray_factsheets(checked.wave, responses, factsheets)
    if cases is not None:
        checked.tables["cases"].problems += told(lambda: _coding_problems(checked, cases))


def _stray_factsheets(wave: Wave, responses: pd.DataFrame, factsheets: pd.DataFrame) -> Iterator[Problem]:
    """Fact sheets of respondents that the survey does not have, or has with other leading zeros."""
    file, known = shown(wave.source_file("survey")), dict.fromkeys(responses["respondent_id"])
    almost, rule = {bare(name): name for name in known}, "a fact sheet names a respondent who is not in the survey"
    for name in factsheets["respondent_id"].unique():
        if name not in known and (meant := almost.get(bare(name))):
            value = f"{name} (in the survey: {meant})"
            yield Problem(file, f"{rule}, but for leading zeros or letters that look the same", ZEROS_LOST, "factsheets", column="respondent_id", value=value)
        elif name not in known:
            yield Problem(file, rule, "correct the identifier or add the respondent", "factsheets", column="respondent_id", value=name)


def _more_than_invited(checked: Checked) -> list[Problem]:
    """More questionnaires with an answer than authorities that were invited."""
    wave, responses = checked.wave, checked.sound("responses")
    if wave.invited is None or responses is None:
        return []
    status = derive_responses(responses, checked.codebook["responses"], wave.status_rule)["status"]
    answers = int(status.isin(["partial", "analysable"]).sum())
    if answers <= wave.invited:
        return []
    rule, hint = f"is smaller than the {answers} questionnaires that hold an answer", "write how many authorities were invited, or leave it out"
    return [Problem(shown(wave.raw / "wave.yml"), rule, hint, column="invited", value=str(wave.invited))]


def _coding_problems(checked: Checked, cases: pd.DataFrame) -> list[Problem]:
    """What is wrong with the coding; where nothing is, where it and the sheet of the case studies contradict each other.

    What was read of it is told beside the case studies.
    """
    wave, codebook, file = checked.wave, checked.codebook, checked.wave.source_file("case_studies")
    frame, sheet, name, _ = open_coding(file)
    columns = [Matched(header, header, "id") for header in frame]
    checked.tables["cases"].readings.append(Reading("coding", name, sheet, columns=columns, rows=len(frame)))
    coding, problems = read_coding(file, cases["case_no"], criteria_for(codebook))
    if problems:
        return problems
    problems = glyph_problems(frame, name, sheet) if has_unprintable(coding) else []
    return problems + agreement_problems(wave, cases, coding, codebook["cases"])
