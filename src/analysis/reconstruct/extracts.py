"""The whole rebuild: printed cells in, the contents of every file out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.codebook import Codebook
from analysis.reconstruct import about
from analysis.reconstruct.constraints import COLUMNS, Constraint, as_rows, constraints
from analysis.reconstruct.dirt import LEDGER_COLUMNS, PLANS, ledger_rows, plant
from analysis.reconstruct.practices import rebuild_practices, reporting_records
from analysis.reconstruct.published import Cell, read_figures, read_statements, read_tables
from analysis.reconstruct.recount import recount
from analysis.reconstruct.sheets import Sheet
from analysis.reconstruct.survey import rebuild_survey, status_counts
from analysis.reconstruct.workbook import workbook_bytes

SURVEY_FILE, PRACTICES_FILE, CONSTRAINTS_FILE = "survey.xlsx", "practices.xlsx", "constraints.csv"


@dataclass(frozen=True)
class Rebuilt:
    """The clean sheets by name, the workbook each belongs to, and the constraints they meet."""

    workbooks: dict[str, list[Sheet]]
    about: dict[str, Sheet]
    constraints: list[Constraint]


@dataclass(frozen=True)
class Extracts:
    """File name -> bytes of everything that goes into the wave's folder, and the ledger kept outside it."""

    files: dict[str, bytes]
    ledger: bytes
    constraints: list[Constraint]


def rebuild(published: Path, codebook: Codebook) -> Rebuilt:
    """The clean extracts behind the printed cells in `published`."""
    cells, figures = [*read_tables(published), *read_statements(published)], read_figures(published)
    responses, factsheets = rebuild_survey(cells, figures, codebook)
    practices = rebuild_practices(cells, codebook)
    return Rebuilt(
        {SURVEY_FILE: [responses, factsheets], PRACTICES_FILE: [practices]},
        {
            SURVEY_FILE: about.survey_about(status_counts(cells), len(factsheets.records)),
            PRACTICES_FILE: _practices_about(practices, cells),
        },
        constraints(cells, figures, responses, recount(responses, factsheets, practices)),
    )


def extracts(published: Path, codebook: Codebook) -> Extracts:
    """The files of the wave: the rebuilt extracts with their planted defects, the constraints, the ledger."""
    rebuilt = rebuild(published, codebook)
    files, ledger = {}, []
    for file, sheets in rebuilt.workbooks.items():
        dirty = []
        for sheet in sheets:
            soiled, defects = plant(sheet, codebook[sheet.name], PLANS[sheet.name])
            dirty.append(soiled)
            ledger += ledger_rows(file, sheet, defects)
        files[file] = workbook_bytes([*dirty, rebuilt.about[file]])
    files[CONSTRAINTS_FILE] = _csv(COLUMNS, as_rows(rebuilt.constraints))
    width = len(str(len(ledger)))
    numbered = [[f"D{n:0{width}d}", *row] for n, row in enumerate(ledger, 1)]
    return Extracts(files, _csv(LEDGER_COLUMNS, numbered), rebuilt.constraints)


def _practices_about(practices: Sheet, cells: list[Cell]) -> Sheet:
    regional = sum(record["range"] == "regional_municipal" for record in practices.records)
    base = len(reporting_records(practices.records, cells))
    return about.practices_about(len(practices.records), regional, base)


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return stream.getvalue().encode("utf-8")
