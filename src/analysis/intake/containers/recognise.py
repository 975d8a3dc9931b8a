"""What a file is, told from its content: its name may say something else."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from analysis.declared import nearest
from analysis.intake.cells import refused

ZIP, COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
EXPORT = "export or save the table as .xlsx or as CSV UTF-8"
NAMES = {
    "xlsx": "an Excel workbook (.xlsx)", "xls": "an old Excel workbook (.xls)", "ods": "an OpenDocument spreadsheet (.ods)",
    "csv": "a text table (CSV)", "sav": "an SPSS file (.sav)", "por": "a portable SPSS file (.por)", "dta": "a Stata file (.dta)",
}  # fmt: skip
SUFFIXES = {
    ".xlsx": "xlsx", ".xlsm": "xlsx", ".xltx": "xlsx", ".xls": "xls", ".ods": "ods", ".csv": "csv", ".txt": "csv", ".tsv": "csv",
    ".tab": "csv", ".sav": "sav", ".zsav": "sav", ".por": "por", ".dta": "dta",
}  # fmt: skip
STARTS = {  # what begins like this is named, and not read
    b"%PDF": "a PDF", b"\x89PNG": "an image", b"\xff\xd8\xff": "an image", b"GIF8": "an image", b"BM": "an image",
    b"\x1f\x8b": "a gzip archive", b"7z\xbc\xaf": "a 7-Zip archive", b"Rar!": "a RAR archive", b"PK\x05\x06": "an empty zip archive",
    b"{\\rtf": "a text document (RTF)", b"SQLite format": "a database (SQLite)", b"PAR1": "a Parquet file", b"RDX": "an R data file",
    b"HEADER RECORD***": "a SAS transport file", b"ARROW1": "an Arrow file",
    b"version https://git-lfs": "the pointer of Git LFS to a file that is not here yet (`git lfs pull` fetches it)",
    b"\x09\x00\x04\x00": "a workbook of Excel 2", b"\x09\x02\x06\x00": "a workbook of Excel 3", b"\x09\x04\x06\x00": "a workbook of Excel 4",
    b"\x09\x08": "a workbook of Excel 5",
}  # fmt: skip
TEXTS = (  # likewise, for what begins like this as text
    (r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|table|meta)\b", "a web page (HTML)"),
    (r"\s*<\?xml.*<(?:\w+:)?Workbook\b", "a spreadsheet in XML (Excel 2003)"),
    (r"\s*<\?xml.*<office:document\b", "a flat OpenDocument spreadsheet (.fods)"),
    (r"\s*<(?:\?xml|[a-z:]+[\s>])", "an XML file"),
    (r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"\]])", "a JSON file"),
)
IN_ZIP = (  # likewise, by a part of the archive
    (r"xl/workbook\.bin", "a binary Excel workbook (.xlsb)"), (r"word/", "a Word document"), (r"ppt/", "a presentation"),
    (r"Index/.*\.iwa|Index\.zip", "a Numbers or Pages document"), (r".*\.(?:csv|xlsx?|ods|sav|dta|txt)", "a zip archive of other files"),
)  # fmt: skip


def recognise(file: Path) -> tuple[str, list[str]]:
    """What a file is (a key of `NAMES`), and what is to be said of it. Raises InputProblems for what cannot be read."""
    _regular(file)
    with file.open("rb") as stream:
        head = stream.read(8192)
    if head.startswith(ZIP):
        container = _in_zip(file)
    elif head.startswith(COMPOUND):
        container = _in_compound(file)
    elif head.startswith((b"$FL2", b"$FL3")):
        container = "sav"
    elif b"SPSS PORT FILE" in head[:500]:
        container = "por"
    elif head.startswith(b"<stata_dta>") or re.match(rb"[\x69-\x73][\x01\x02]\x01", head):
        container = "dta"
    else:
        _not_a_table(file, head)
        container = "csv"
    claimed = SUFFIXES.get(file.suffix.lower())
    odd = claimed and claimed != container
    return container, [f"it is named {file.suffix}, but it is {NAMES[container]}"] if odd else []


def _regular(file: Path) -> None:
    """Raises InputProblems for what is no file with something in it."""
    if file.name.startswith((".~lock.", "~$")):
        hint = "name the file itself, and close it there"
        raise refused(file, "is the mark of a program that has the file open, not the file", hint)
    if file.is_dir():
        raise refused(file, "is a folder", "name the file in it")
    if not file.exists():
        there = [other.name for other in file.parent.iterdir()] if file.parent.is_dir() else []
        raise refused(file, "there is no such file", "put the file there, or take the source out of wave.yml" + nearest(file.name, there))
    if not file.is_file():
        raise refused(file, "is a device or a pipe, not a file", "put a file there")
    try:
        with file.open("rb") as stream:
            start = stream.read(4096)
    except OSError as error:
        raise refused(file, f"cannot be read: {error.strerror}", "allow it to be read") from None
    if not start.strip():
        raise refused(file, "the file is empty", "export it again")


def _not_a_table(file: Path, head: bytes) -> None:
    what = next((name for start, name in STARTS.items() if head.startswith(start)), None)
    text = head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace").lstrip("\ufeff")
    what = what or next((name for start, name in TEXTS if re.match(start, text, re.IGNORECASE | re.DOTALL)), None)
    if what:
        raise refused(file, f"is {what}, not a table that can be read", EXPORT)


def _in_zip(file: Path) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            kind = archive.read("mimetype")[:100] if "mimetype" in names and archive.getinfo("mimetype").file_size < 1000 else b""
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        return "xlsx"  # which says what is damaged
    if b"opendocument.spreadsheet" in kind:
        return "ods"
    if kind:
        raise refused(file, "is an OpenDocument file, but not a spreadsheet", EXPORT)
    if "xl/workbook.xml" in names:
        return "xlsx"
    for part, what in IN_ZIP:
        if any(re.match(part, name, re.IGNORECASE) for name in names):
            hint = "unpack it, and name the file in it" if "other files" in what else EXPORT
            raise refused(file, f"is {what}, not a table that can be read", hint)
    return "xlsx"


def _in_compound(file: Path) -> str:
    """An old Excel workbook, or a new one that is encrypted: both are files within a file, whose names are in UTF-16."""
    data = file.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise refused(file, "is protected by a password", "save it without a password")
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        return "xls"
    what = "a Word document" if "WordDocument".encode("utf-16-le") in data else "an old Office file"
    raise refused(file, f"is {what}, not a table that can be read", EXPORT)
