"""Files of SPSS and Stata by pyreadstat: names and labels of the variables in two rows, then values as their labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd

from analysis.intake.cells import Cells, as_text, refused
from analysis.intake.containers.doubled import doubly_encoded
from analysis.problems import Problem
from analysis.wave import shown

MAX_CELLS = 100_000_000  # of a table that a machine of today holds as text
SAID = "is not {} that can be read", "open it where it was written and save it again, or export it as CSV UTF-8"
WESTERN = "is not encoded as it says and was read as Windows-1252", "look whether its letters are right, else save it as Unicode"
ROWS = "rows are counted with the names and the labels of the variables: the first case is row 3"
WAYS = ({"user_missing": True}, {"user_missing": True, "encoding": "WINDOWS-1252"})  # the second for files that do not say it
Reader = Callable[..., tuple[pd.DataFrame, Any]]


def sheets(file: Path) -> list[str]:
    """Such a file is one table without a name."""
    return [""]


def read_sav(file: Path, sheet: str = "") -> Cells:
    """An SPSS file (.sav, .zsav)."""
    import pyreadstat

    return _read(file, "sav", "an SPSS file", pyreadstat.read_sav)


def read_por(file: Path, sheet: str = "") -> Cells:
    """A portable SPSS file."""
    import pyreadstat

    return _read(file, "por", "a portable SPSS file", pyreadstat.read_por)


def read_dta(file: Path, sheet: str = "") -> Cells:
    """A Stata file."""
    import pyreadstat

    return _read(file, "dta", "a Stata file", pyreadstat.read_dta)


SAV, POR, DTA = (SimpleNamespace(sheets=sheets, read=reader) for reader in (read_sav, read_por, read_dta))


def _read(file: Path, container: str, what: str, reader: Reader) -> Cells:
    cells = Cells(shown(file), "", container, labelled=True, remarks=[ROWS])
    frame, meta = _opened(file, what, reader, cells, ({},) if container == "por" else WAYS)
    rows = {}
    scales = _scales(frame, meta)
    for place, name in enumerate(frame.columns):
        label = (meta.column_names_to_labels or {}).get(name) or ""
        labels = (meta.variable_value_labels or {}).get(name, {})
        if frozenset(labels.items()) in scales:
            labels = {value: f"{as_text(_plain(value))} ({label})" for value, label in labels.items()}
        values = _answers(frame[name], labels, _missing(meta, name), name, cells)
        rows[place] = [name, label, *values]
    cells.frame = pd.DataFrame(rows, dtype=object)
    cells.frame.index = range(1, len(cells.frame) + 1)
    cells.problems += doubly_encoded(cells)
    return cells


def _opened(file: Path, what: str, reader: Reader, cells: Cells, ways: Sequence[dict]) -> tuple[pd.DataFrame, Any]:
    """The values as codes, and what the file says of its variables, in the first of the ways of reading that works."""
    import pyreadstat

    for way in ways:
        try:
            _, meta = reader(str(file), metadataonly=True, **way)
            if (meta.number_rows or 0) * (meta.number_columns or 0) > MAX_CELLS:
                raise refused(file, "says that it holds more cells than fit into the memory", "save only the variables you need")
            found = reader(str(file), **way)
        except (pyreadstat.ReadstatError, ValueError, OverflowError, MemoryError, OSError) as error:
            encoding = isinstance(error, UnicodeDecodeError) or "invalid byte sequence" in str(error)
            if not encoding or way is ways[-1]:
                raise refused(file, f"{SAID[0].format(what)} ({error})", SAID[1]) from None
        else:
            if "encoding" in way:
                cells.problems.append(Problem(cells.file, *WESTERN, warning=True))
            return found
    raise AssertionError("the last way returns or raises")


def _scales(frame: pd.DataFrame, meta: Any) -> set[frozenset]:
    """The labels of scales on which not every point has one: there a label alone would not say which number it stands for."""
    scales = set()
    for name, labels in (meta.variable_value_labels or {}).items():
        missing = _missing(meta, name)
        points = [value for value in labels if not any(_within(value, low, high) for low, high in missing)]
        values = [value for value in frame[name].dropna().unique() if value not in labels]
        if points and any(_within(value, min(points), max(points)) for value in values):
            scales.add(frozenset(labels.items()))
    return scales


def _missing(meta: Any, name: str) -> list[tuple[Any, Any]]:
    """The ranges of values that the file declares to be no answer."""
    ranges = [(entry["lo"], entry["hi"]) for entry in (meta.missing_ranges or {}).get(name, ())]
    return ranges + [(value, value) for value in (meta.missing_user_values or {}).get(name, ())]


def _answers(series: pd.Series, labels: dict, missing: list[tuple[Any, Any]], name: str, cells: Cells) -> list[str]:
    """The answers to one question as text; values that are declared missing are empty, and told."""
    texts: dict[Any, str] = {}
    gone: dict[str, int] = {}
    counts = series.value_counts(dropna=True)
    for value, number in counts.items():
        code = as_text(_plain(value))
        if any(_within(value, low, high) for low, high in missing):
            label = labels.get(value)
            code = f".{code}" if cells.container == "dta" else code
            gone[f"{code} ({label})" if label else code] = int(number)
            texts[value] = ""
        else:
            texts[value] = str(labels.get(value, code))
    if gone:
        told = ", ".join(f"{code}: {number}" for code, number in sorted(gone.items()))
        cells.remarks.append(f"{name}: declared missing and read as no answer: {told}")
    return series.map(texts).astype(object).fillna("").tolist()


def _within(value: Any, low: Any, high: Any) -> bool:
    try:
        return bool(low <= value <= high)
    except TypeError:  # a text among numbers, or the other way round
        return False


def _plain(value: Any) -> Any:
    return value.to_pydatetime() if isinstance(value, pd.Timestamp) else value.item() if hasattr(value, "item") else value
