"""OpenDocument spreadsheets: their XML says of each cell what it is, so that nothing is hidden behind values."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from analysis.intake.cells import Cells, chosen, far_away, frame_of, letters, number_text, refused, too_sparse
from analysis.intake.containers.archive import damaged, open_archive, read_part
from analysis.intake.containers.doubled import doubly_encoded
from analysis.intake.containers.formats import Look
from analysis.intake.containers.layout import ERROR, FORMULA, Range, hidden_places, merged
from analysis.problems import Problem
from analysis.wave import shown

CONTENT, MANIFEST = "content.xml", "META-INF/manifest.xml"
NAMES = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TABLE, OFFICE, TEXT, STYLE = (NAMES % name for name in ("table", "office", "text", "style"))
CELL, COVERED = f"{TABLE}table-cell", f"{TABLE}covered-table-cell"
LAST_COLUMN = 16_384  # of any sheet
WHAT = "an OpenDocument spreadsheet"


@dataclass
class Page:
    """A sheet as it is read: rows of text from the first, and what else is said of its cells (rows from 0)."""

    rows: list[list[str]] = field(default_factory=list)
    gap: int = 0  # empty rows since the last row with a cell
    filled: int = 0
    places: int = 0  # columns declared so far
    ranges: list[Range] = field(default_factory=list)
    formulas: list[tuple[int, int, str]] = field(default_factory=list)
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    missing: int = 0
    hidden_rows: list[int] = field(default_factory=list)
    hidden_places: list[int] = field(default_factory=list)


def sheets(file: Path) -> list[str]:
    """The names of the sheets, without the hidden ones."""
    visible, out_of_sight = _names(file, _content(file))
    return visible or out_of_sight


def read(file: Path, sheet: str) -> Cells:
    """One sheet. Raises InputProblems where the file cannot be used."""
    xml = _content(file)
    name, remarks = chosen(file, sheet, *_names(file, xml))
    page = _page(file, xml, name)
    cells = Cells(shown(file), name, "ods", remarks=remarks)
    if page.missing:
        cells.remarks.append(f"cells with the error #N/A are read as no answer ({page.missing})")
    for found, said in ((page.formulas, FORMULA), (page.errors, ERROR)):
        cells.problems += [Problem(cells.file, *said, name, row + 1, letters(place), text) for row, place, text in found]
    cells.problems += merged(page.rows, page.ranges, cells.file, name)
    cells.frame = frame_of(page.rows)
    height, width = cells.frame.shape
    rows, places = [row + 1 for row in page.hidden_rows if row < height], [p for p in page.hidden_places if p < width]
    cells.problems += [*hidden_places(cells.file, name, rows, places), *doubly_encoded(cells, xml)]
    return cells


def _content(file: Path) -> bytes:
    with open_archive(file) as archive:
        if MANIFEST in archive.namelist() and b"encryption-data" in read_part(archive, MANIFEST):
            raise refused(file, "is protected by a password", "save it without a password")
        return read_part(archive, CONTENT)


def _walk(file: Path, xml: bytes) -> Iterator[tuple[str, ElementTree.Element]]:
    """Starts and ends of elements; rows are forgotten once they have been seen."""
    try:
        for event, element in ElementTree.iterparse(io.BytesIO(xml), ["start", "end"]):
            yield event, element
            if event == "end" and element.tag == f"{TABLE}table-row":
                element.clear()
    except ElementTree.ParseError as error:
        raise damaged(file, str(error), WHAT) from None


def _names(file: Path, xml: bytes) -> tuple[list[str], list[str]]:
    """The names of the sheets one sees, and of the hidden ones."""
    visible, out_of_sight, unseen = [], [], set()
    for event, element in _walk(file, xml):
        if event == "end" and element.tag == f"{STYLE}style":
            if any(part.get(f"{TABLE}display") == "false" for part in element):
                unseen.add(element.get(f"{STYLE}name"))
        elif event == "start" and element.tag == f"{TABLE}table":
            side = out_of_sight if element.get(f"{TABLE}style-name") in unseen else visible
            side.append(element.get(f"{TABLE}name", ""))
    return visible, out_of_sight


def _page(file: Path, xml: bytes, name: str) -> Page:
    """The sheet of this name. Raises InputProblems where one of its numbers is none."""
    page, within = Page(), False
    for event, element in _walk(file, xml):
        if element.tag == f"{TABLE}table":
            within = event == "start" and element.get(f"{TABLE}name", "") == name
        elif within and event == "end" and element.tag == f"{TABLE}table-column":
            number = _number(element, "columns-repeated")
            if element.get(f"{TABLE}visibility", "visible") != "visible":
                page.hidden_places += range(page.places, min(page.places + number, LAST_COLUMN))
            page.places += number
        elif within and event == "end" and element.tag == f"{TABLE}table-row":
            try:
                _add_row(file, name, page, element)
            except ValueError as error:
                raise damaged(file, str(error), WHAT) from None
    return page


def _add_row(file: Path, sheet: str, page: Page, element: ElementTree.Element) -> None:
    """Add a row, as often as it stands there; empty ones only where another follows."""
    number, at = _number(element, "rows-repeated"), len(page.rows) + page.gap
    out_of_sight = element.get(f"{TABLE}visibility", "visible") != "visible"
    row: list[str] = []
    place = 0
    for cell in element:
        if cell.tag not in (CELL, COVERED):
            continue
        repeated = _number(cell, "columns-repeated")
        if text := _value(cell, page, at, place) if cell.tag == CELL else "":
            page.filled += 1
            if place + repeated > LAST_COLUMN:
                raise far_away(file, sheet, at + 1, place)
            row += [""] * (place - len(row)) + [text] * repeated
        place += repeated
    if not row:
        page.gap += number
        return
    if too_sparse(at + number, max(len(row), len(page.rows[0]) if page.rows else 0), page.filled):
        raise far_away(file, sheet, at + 1, len(row) - 1)
    page.rows += [[] for _ in range(page.gap)] + [list(row) for _ in range(number)]
    page.gap = 0
    if out_of_sight:
        page.hidden_rows += range(at, at + number)


def _value(cell: ElementTree.Element, page: Page, row: int, place: int) -> str:
    """What a cell holds, as a person sees it; what is no plain value, and merges, are noted in `page`."""
    kind, value = cell.get(f"{OFFICE}value-type", ""), cell.get(f"{OFFICE}value", "")
    shown_text = "\n".join(_words(line) for line in cell.iterfind(f"{TEXT}p"))
    down, across = _number(cell, "rows-spanned"), _number(cell, "columns-spanned")
    if down > 1 or across > 1:
        page.ranges.append((row, place, row + down - 1, place + across - 1))
    if formula := cell.get(f"{TABLE}formula"):
        page.formulas.append((row, place, formula.partition(":")[2] or formula))
    elif next((True for name, told in cell.items() if name.endswith("value-type") and told == "error"), False):
        if shown_text == "#N/A":
            page.missing += 1
            return ""
        page.errors.append((row, place, shown_text))
    if kind == "percentage":
        return Look(percent=True).text(float(value))
    if kind == "currency":
        currency = cell.get(f"{OFFICE}currency", "")
        return Look(after=f" {currency}").text(float(value))
    if kind == "float":
        return number_text(float(value))
    if kind == "date":
        return cell.get(f"{OFFICE}date-value", "").removesuffix("T00:00:00").replace("T", " ")
    if kind == "boolean":
        return cell.get(f"{OFFICE}boolean-value", "").upper()
    if kind == "time" and (parts := re.fullmatch(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S", cell.get(f"{OFFICE}time-value", ""))):
        return f"{int(parts[1])}:{parts[2]:0>2}:{parts[3]:0>2}"
    return cell.get(f"{OFFICE}string-value") or shown_text


def _words(line: ElementTree.Element) -> str:
    """The text of a paragraph; runs of blanks, tabs and line breaks are elements of their own. Comments are no part of it."""
    words = line.text or ""
    for part in line:
        if part.tag == f"{TEXT}s":
            words += " " * _number(part, "c", TEXT)
        elif part.tag in (f"{TEXT}tab", f"{TEXT}line-break"):
            words += "\t" if part.tag.endswith("tab") else "\n"
        elif not part.tag.endswith(("annotation", "ruby-text")):
            words += _words(part)
        words += part.tail or ""
    return words


def _number(element: ElementTree.Element, name: str, space: str = TABLE) -> int:
    """An attribute that says how often or how far; one where it is left out, or no number."""
    text = element.get(f"{space}number-{name}" if space == TABLE else f"{space}{name}", "1")
    return min(int(text), 2**21) if text.isdecimal() else 1
