"""Workbooks for tests: written on the spot, and changed in a part of their XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import xlsxwriter

SHEET = "xl/worksheets/sheet1.xml"
SPACES = "".join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style"))


def saved(folder: Path, content: bytes | str, name: str = "t.csv") -> Path:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def zipped(parts: dict[str, bytes]) -> bytes:
    """An archive of these parts, the same every time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def written(write: Callable[[xlsxwriter.Workbook], None], **options: bool) -> bytes:
    """What XlsxWriter makes of `write`: texts in a part of their own, which the cells point to, as survey tools do it."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, options) as book:
        write(book)
    return buffer.getvalue()


def table(rows: Iterable[Iterable]) -> bytes:
    """A workbook with these rows on sheet `s`."""

    def write(book: xlsxwriter.Workbook) -> None:
        page = book.add_worksheet("s")
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)

    return written(write)


def parts_of(workbook: bytes) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(workbook))
    return {name: archive.read(name) for name in archive.namelist()}


def changed(workbook: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one part replaced, packed anew, so that only the part itself is odd."""
    parts = parts_of(workbook)
    after = change(parts[part])
    assert after != parts[part], "the change found nothing to change"
    return zipped(parts | {part: after})


def opendocument(body: str, styles: str = "", manifest: str = "<manifest/>") -> bytes:
    """An OpenDocument spreadsheet with this XML as its sheets."""
    content = (
        f"<office:document-content{SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": manifest.encode(),
        "content.xml": content.encode(),
    })  # fmt: skip
