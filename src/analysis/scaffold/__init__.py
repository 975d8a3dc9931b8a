"""A new wave: its folder with a commented wave.yml, blank workbooks and forms, all made from the codebook."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from analysis.codebook import YEARS, Codebook, load_codebook
from analysis.problems import InputProblems, Problem
from analysis.scaffold import limesurvey, workbooks, xlsform
from analysis.scaffold.declaration import declaration
from analysis.wave import NAME, NAMED, Root, shown

YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def new_wave(root: Root, name: str, year: int | None = None) -> list[Path]:
    """Make `raw/<name>/` for a wave of `year`, or of the year that its name holds; returns the files in it.

    The folder appears whole or not at all. Raises InputProblems where the name or the year cannot be used, the folder is there
    already or cannot be made, or the codebook cannot be used.
    """
    folder = _free(root, name)
    year = _year_of(name) if year is None else _usable(year)
    files = contents(name, year, load_codebook(root.codebook).of_wave(year))
    part = folder.with_name(f".{name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        for place, content in files.items():
            (part / place).parent.mkdir(parents=True, exist_ok=True)
            (part / place).write_bytes(content)
        part.rename(folder)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        raise InputProblems([Problem(shown(folder), f"cannot be made: {error.strerror}", "choose another data root, or make room there")]) from None
    return [folder / place for place in files]


def contents(name: str, year: int, codebook: Codebook) -> dict[str, bytes]:
    """The files of a new wave, by their place in its folder. `codebook` is that of the year."""
    return {
        "wave.yml": declaration(name, year, codebook["networks"]).encode(),
        "survey.xlsx": workbooks.survey(codebook),
        "practices.xlsx": workbooks.practices(codebook),
        "case_studies.xlsx": workbooks.case_studies(codebook),
        "networks.csv": workbooks.networks(codebook).encode(),
        "form/xlsform.xlsx": xlsform.form(name, codebook),
        "form/limesurvey.txt": limesurvey.structure(codebook),
    }


def to_field(name: str, codebook: Codebook) -> dict[str, bytes]:
    """The questionnaire of the wave `name` as files that can be filled in or put into a survey tool, by their names."""
    return {
        "questionnaire.xlsx": workbooks.survey(codebook),
        "questionnaire-fact-sheet.xlsx": workbooks.fact_sheets(codebook),
        "questionnaire-xlsform.xlsx": xlsform.form(name, codebook),
        "questionnaire-limesurvey.txt": limesurvey.structure(codebook),
    }


def _free(root: Root, name: str) -> Path:
    """The folder of the wave, which must not be there yet."""
    if not NAME.fullmatch(name):
        raise InputProblems([Problem(name or "(empty)", "is not the name of a wave", f"{NAMED}, such as 2026")])
    folder = root.data / "raw" / name
    if folder.exists():
        raise InputProblems([Problem(shown(folder), "is there already and is left as it is", "choose another name, or move the folder away")])
    return folder


def _year_of(name: str) -> int:
    """The year in a name that holds exactly one."""
    years = {int(text) for text in YEAR.findall(name)}
    if len(years) != 1:
        hint = "say of which year the answers are: --year 2026"
        raise InputProblems([Problem(name, f"is a name with {'several years' if years else 'no year'} in it", hint)])
    return _usable(years.pop())


def _usable(year: int) -> int:
    first, last = YEARS
    if not first <= year <= last:
        raise InputProblems([Problem("--year", f"lies outside {first} to {last}", "write the year of the answers", value=str(year))])
    return year
