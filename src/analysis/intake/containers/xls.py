"""Old Excel workbooks (.xls): values by calamine, which is all that can be seen of them."""

from __future__ import annotations

from pathlib import Path

from analysis.intake.cells import Cells, as_text, chosen, frame_of, letters
from analysis.intake.containers.calamine import open_workbook, values_of
from analysis.intake.containers.doubled import doubly_encoded
from analysis.intake.containers.layout import merged
from analysis.problems import Problem
from analysis.wave import shown

UNSEEN = "is an old Excel workbook (.xls), whose formulas, errors, number formats and hidden rows cannot be seen", (
    "save it as .xlsx if it holds formulas, cells with an error, percentages or amounts with a currency"
)
FRACTION = "holds numbers between 0 and 1, which may be percentages: an old Excel workbook does not show it", "save it as .xlsx"


def sheets(file: Path) -> list[str]:
    """The names of the sheets that hold cells, without the hidden ones."""
    visible, hidden = _names(file, file.read_bytes())
    return visible or hidden


def read(file: Path, sheet: str) -> Cells:
    """One sheet. Raises InputProblems where the workbook cannot be used."""
    data = file.read_bytes()
    name, remarks = chosen(file, sheet, *_names(file, data))
    values, ranges = values_of(file, data, name)
    cells = Cells(shown(file), name, "xls", remarks=remarks)
    cells.problems.append(Problem(cells.file, *UNSEEN, warning=True))
    told: set[int] = set()
    for number, row in enumerate(values, 1):
        for place, value in enumerate(row):
            if type(value) is float and 0 < value < 1 and place not in told:
                told.add(place)
                problem = Problem(cells.file, *FRACTION, name, number, letters(place), as_text(value), warning=True)
                cells.problems.append(problem)
    rows = [[as_text(value) for value in row] for row in values]
    cells.problems += merged(rows, ranges, cells.file, name)
    cells.frame = frame_of(rows)
    cells.problems += doubly_encoded(cells)
    return cells


def _names(file: Path, data: bytes) -> tuple[list[str], list[str]]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    pages = [page for page in open_workbook(file, data).sheets_metadata if page.typ == SheetTypeEnum.WorkSheet]
    visible = [page.name for page in pages if page.visible == SheetVisibleEnum.Visible]
    return visible, [page.name for page in pages if page.name not in visible]
