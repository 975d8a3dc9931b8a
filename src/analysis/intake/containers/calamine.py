"""The one place that calls calamine, which reads Excel files fast but knows only their values."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from analysis.intake.cells import refused
from analysis.intake.containers.archive import damaged
from analysis.intake.containers.layout import Range


def open_workbook(file: Path, data: bytes) -> Any:
    """The workbook in `data`. Raises InputProblems where calamine cannot read it; `file` is how it is named then."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        raise refused(file, "is protected by a password", "save it without a password") from None
    except (CalamineError, LookupError, ValueError, OSError) as error:
        raise damaged(file, _reason(error)) from None
    except BaseException as error:
        raise _panic(file, error) from None


def values_of(file: Path, data: bytes, sheet: str) -> tuple[list[list[Any]], list[Range]]:
    """The values of a sheet, row by row from A1 (an empty cell is an empty text), and its merged ranges."""
    from python_calamine import CalamineError

    book = open_workbook(file, data)
    try:
        page = book.get_sheet_by_name(sheet)
        ranges = [(top, left, bottom, right) for (top, left), (bottom, right) in page.merged_cell_ranges or ()]
        return page.to_python(skip_empty_area=False), ranges
    except (CalamineError, LookupError, ValueError, OSError) as error:
        raise damaged(file, _reason(error)) from None
    except BaseException as error:
        raise _panic(file, error) from None


def _reason(error: BaseException) -> str:
    return str(error) or type(error).__name__


def _panic(file: Path, error: BaseException) -> BaseException:
    """Rust's panics come as an exception of no public type that is not even an Exception; others go on as they are."""
    return damaged(file, _reason(error)) if type(error).__name__ == "PanicException" else error
