"""The tables that a run would write, before anything runs: into a folder for people to look at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from analysis.check.examine import Checked
from analysis.clean.cases import budget_log, derive_cases
from analysis.clean.practices import derive_practices
from analysis.clean.responses import derive_responses
from analysis.clean.table import sort_log
from analysis.codebook import Codebook
from analysis.evaluate.coding import read_coding
from analysis.evaluate.criteria import criteria_for
from analysis.intake.table import LOG_COLUMNS
from analysis.problems import InputProblems, Problem
from analysis.store import write_table
from analysis.wave import Wave, shown

LOG = "cleaning_log"
TABLES = ("responses", "factsheets", "practices", "cases", "coding", LOG)
DERIVED: dict[str, Callable[[pd.DataFrame, Codebook, Wave], pd.DataFrame]] = {
    "responses": lambda clean, codebook, wave: derive_responses(clean, codebook["responses"], wave.status_rule),
    "factsheets": lambda clean, codebook, wave: clean,
    "practices": lambda clean, codebook, wave: derive_practices(clean),
    "cases": lambda clean, codebook, wave: derive_cases(clean, codebook),
}


def previewed(checked: Checked) -> dict[str, pd.DataFrame]:
    """The processed tables by name, of those without an error, and the log of what cleaning changed in them, with values."""
    wave, codebook = checked.wave, checked.codebook
    tables, logs = {}, [pd.DataFrame(columns=LOG_COLUMNS)]
    for name, derive in DERIVED.items():
        if (clean := checked.sound(name)) is not None:
            tables[name] = derive(clean, codebook, wave)
            logs.append(checked.tables[name].cleaned.log)
    if "cases" in tables:
        logs.append(budget_log(tables["cases"]))
        tables["coding"], _ = read_coding(wave.source_file("case_studies"), tables["cases"]["case_no"], criteria_for(codebook))
    return tables | {LOG: sort_log(pd.concat(logs, ignore_index=True))}


def write_preview(checked: Checked, folder: Path) -> list[str]:
    """Write these tables as CSV, each whole or not at all; the names of what was written.

    A table that cannot be made is taken away where an earlier preview left it, so that nothing old is taken for new.
    """
    tables = previewed(checked)
    folder.mkdir(parents=True, exist_ok=True)
    for name in TABLES:
        file = folder / f"{name}.csv"
        if name in tables:
            write_table(tables[name], file)
        else:
            file.unlink(missing_ok=True)
    return list(tables)


def refuse_folder(wave: Wave, folder: Path) -> None:
    """Raise InputProblems where a preview must not be written: among raw files, over results, or in place of a file."""
    root, place = wave.root, folder.resolve()
    hint = "name an empty folder of your own, such as preview"
    for taken in (root.data / "raw", root.codebook, root.processed, root.figures, root.book):
        if place.is_relative_to(taken.resolve()):
            raise InputProblems([Problem(f"--preview {folder}", f"lies in {shown(taken)}, which a preview never writes to", hint)])
    if (there := next(part for part in (place, *place.parents) if part.exists())) and not there.is_dir():
        raise InputProblems([Problem(f"--preview {folder}", f"cannot be made, since {shown(there)} is a file", hint)])
