"""The parts of a zip archive, unpacked only as far as they are what they say and no more than a table needs."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from analysis.intake.cells import refused
from analysis.problems import InputProblems

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)
MAX_PARTS = 10_000  # a workbook has a few dozen
MAX_PART = 2 * 1024**3  # bytes: three million rows of twenty cells
SURELY_SMALL = 20 * 1024**2  # bytes that any machine can hold, whatever they were packed into
MAX_RATIO = 150  # the XML of tables packs to a tenth, of the most even ones to a fortieth
CHUNK = 1024**2  # bytes; no cell is a text of that length (Excel holds 32,767 characters), so no chunk is without a tag
SAVE_AGAIN = "open it in a spreadsheet program and save it as .xlsx again"


def open_archive(file: Path) -> zipfile.ZipFile:
    """The archive of a workbook. Raises InputProblems where it is damaged, odd or encrypted."""
    try:
        archive = zipfile.ZipFile(file)
    except BROKEN as error:
        raise damaged(file, str(error)) from None
    names = archive.namelist()
    if len(names) > MAX_PARTS or len(set(names)) < len(names):
        archive.close()
        raise damaged(file, "its parts are too many, or stand there twice")
    return archive


def read_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """One XML part. Raises InputProblems for a part that is damaged, explodes, or defines entities."""
    file = Path(str(archive.filename))
    try:
        info = archive.getinfo(name)
        if info.flag_bits & 1:
            raise refused(file, "is protected by a password", "save it without a password")
        if info.file_size > MAX_PART:
            raise _explodes(file, name, f"{info.file_size / 1024**3:.0f} GB")
        if info.file_size > max(SURELY_SMALL, MAX_RATIO * info.compress_size):
            raise _explodes(file, name, f"{info.file_size // max(info.compress_size, 1)} times its size")
        with archive.open(info) as stream:
            chunks = []
            while chunk := stream.read(CHUNK):
                if len(chunk) == CHUNK and b"<" not in chunk:
                    hint = "shorten it: no spreadsheet program holds more than 32,767 characters in a cell"
                    raise refused(file, "holds a cell with a text of more than a million characters", hint)
                chunks.append(chunk)
    except KeyError:
        raise damaged(file, f"its part {name} is not there") from None
    except BROKEN as error:
        raise damaged(file, f"its part {name} is damaged: {error}") from None
    data = b"".join(chunks)
    if len(data) != info.file_size:
        raise damaged(file, f"its part {name} has another size than it says")
    if b"\0" in data[:4]:
        raise damaged(file, f"its part {name} is not UTF-8")
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise damaged(file, f"its part {name} defines entities, which no spreadsheet program does")
    return data


def damaged(file: Path, reason: str, what: str = "an Excel workbook") -> InputProblems:
    """What is raised where a workbook cannot be read, and why."""
    return refused(file, f"is not {what} that can be read ({reason})", SAVE_AGAIN)


def _explodes(file: Path, name: str, size: str) -> InputProblems:
    rule = f"would fill the memory: its part {name} unpacks to {size}"
    return refused(file, rule, "check where the file comes from, and save only the table you need")
