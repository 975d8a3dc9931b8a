"""Reading and writing the tables that pass between parts: CSV, UTF-8, one header row, `\\n` line ends."""

from __future__ import annotations

import csv
import io
import os
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

CREATED = datetime(2013, 1, 1)  # what every workbook says of itself: no clock
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
FORM = {"index": False, "lineterminator": "\n", "float_format": "%.12g"}
FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠].", re.DOTALL)  # how a cell begins that a spreadsheet runs
NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")

if TYPE_CHECKING:
    import pandas as pd


def write_table(frame: pd.DataFrame, file: Path) -> None:
    """Write text columns as they are and floats with up to 12 significant digits; the file appears whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.part")
    frame.to_csv(part, quoting=csv.QUOTE_MINIMAL, **FORM)
    if _holds_carriage_return(part):  # left bare by minimal quoting, and a line end to every reader
        frame.to_csv(part, quoting=csv.QUOTE_NONNUMERIC, **FORM)
    os.replace(part, file)


def write_download(frame: pd.DataFrame, file: Path) -> None:
    """As `write_table`, for people who open the file in a spreadsheet: an apostrophe keeps texts that begin like a formula texts."""
    for name in frame.columns:
        risky = frame[name].map(_would_run).astype(bool)
        if risky.any():
            frame = frame.assign(**{name: frame[name].where(~risky, "'" + frame[name].astype(str))})
    write_table(frame, file)


def without_apostrophe(cell: str) -> str:
    """A text of a download as it was before `write_download` kept it a text."""
    return cell[1:] if cell.startswith("'") and _would_run(cell[1:]) else cell


def _would_run(cell: object) -> bool:
    """Whether a spreadsheet takes a cell for a formula when it opens the file; a number with a sign is none."""
    return isinstance(cell, str) and FORMULA.match(cell) is not None and not NUMBER.fullmatch(cell)


def _holds_carriage_return(file: Path) -> bool:
    with file.open("rb") as stream:
        return any(b"\r" in block for block in iter(lambda: stream.read(1 << 20), b""))


def read_table(file: Path) -> pd.DataFrame:
    """A table as text columns, empty cells as empty text."""
    import pandas as pd  # half a second: commands that only look whether anything changed do without

    return pd.read_csv(file, dtype=object, keep_default_na=False, na_filter=False, encoding="utf-8")


def read_yaml(file: Path) -> Any:
    """What a YAML file that the project itself holds says; those that people write for a wave have a reader that explains (`declared`)."""
    import yaml

    return yaml.load(file.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # in C where there is one


def write_text(text: str, file: Path) -> None:
    """Write UTF-8 text with `\\n` line ends, whole or not at all."""
    write_bytes(text.encode("utf-8"), file)


def write_bytes(content: bytes, file: Path) -> None:
    """Write a file, whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.part")
    part.write_bytes(content)
    os.replace(part, file)


def archive(files: Mapping[str, bytes]) -> bytes:
    """A zip archive of files by name, with no clock and no compression: deflate differs between builds of zlib."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.create_system = 0
            packed.writestr(entry, content)
    return out.getvalue()


def without_compression(packed: bytes) -> bytes:
    """The same zip archive, such as a workbook, as `archive` writes it."""
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        return archive({name: files.read(name) for name in files.namelist()})
