"""Excel workbooks: values by calamine, and from the XML what values do not show (formats, formulas, merged and hidden cells)."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat

import numpy as np

from analysis.intake.cells import (
    Cells,
    as_text,
    chosen,
    far_away,
    frame_of,
    frame_of_values,
    letters,
    place_of,
    refused,
    too_sparse,
)
from analysis.intake.containers.archive import damaged, open_archive, read_part
from analysis.intake.containers.calamine import values_of
from analysis.intake.containers.doubled import doubly_encoded
from analysis.intake.containers.formats import Look, look
from analysis.intake.containers.layout import ERROR, FORMULA, hidden_places, merged
from analysis.problems import Problem, few
from analysis.wave import shown

ROOT, WORKBOOK = "_rels/.rels", "xl/workbook.xml"
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384  # of any sheet of Excel
MAX_TEXTS = 1024**3  # bytes of all cells together, where many point to one long text
MAX_TOLD = 10_000  # formulas and errors of a sheet that are named one by one
FILLED = rb"\sr\s*=\s*[\"']([A-Z]+)(\d+)[\"'][^>]*(?<!/)>(?!</)"  # a cell that is not empty
AREAS = (  # columns and rows that no cell lies beyond where the pattern is nowhere; quick to search for, unlike every cell
    (26, 10**6, rb'r="(?:[A-Z]{2}|[A-Z]\d{7})'),
    (26**2 + 26, 10**5, rb'r="(?:[A-Z]{3}|[A-Z]{1,2}\d{6})'),
)
FORMULAS = re.compile(rb"[<:]f[> /]")
ODD = (b"='", b' ="', b'r =')  # quotes and blanks as hardly any program writes them
IGNORED = {"xl/externalLinks/": "links to other files are not followed", "xl/vbaProject": "macros are not run", "xl/comments": "comments beside cells are not read"}
MONEY = "is formatted as money, but the file does not say of which currency", "write the currency into the cell"


@dataclass
class Noted:
    """What the XML of a sheet says of cells that are no plain values, by row (from 0) and place."""

    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    money: dict[tuple[int, int], str] = field(default_factory=dict)


@dataclass(frozen=True)
class Book:
    """Where in the archive the parts of a workbook are (by kind: `workbook`, `links`, `styles`, `sharedStrings`), and the sheets
    that hold cells: by name their part and whether they are hidden."""

    parts: dict[str, str]
    pages: dict[str, tuple[str, bool]]


def sheets(file: Path) -> list[str]:
    """The names of the sheets that hold cells, without the hidden ones."""
    with open_archive(file) as archive:
        pages = _book(archive).pages
    return [name for name, (_, hidden) in pages.items() if not hidden] or list(pages)


def read(file: Path, sheet: str) -> Cells:
    """One sheet. Raises InputProblems where the workbook cannot be used."""
    with open_archive(file) as archive:
        book = _book(archive)
        visible, hidden = ([name for name, page in book.pages.items() if page[1] == wanted] for wanted in (False, True))
        name, remarks = chosen(file, sheet, visible, hidden)
        remarks += [said for start, said in IGNORED.items() if any(n.startswith(start) for n in archive.namelist())]
        parts = {kind: read_part(archive, part) for kind, part in book.parts.items()}
        xml = read_part(archive, book.pages[name][0])
    looks = _looks(parts, remarks)
    _check_size(file, name, xml, parts.get("sharedStrings", b""))
    packed = _packed({book.parts[kind]: content for kind, content in parts.items()} | {book.pages[name][0]: xml})
    values, ranges = values_of(file, packed, name)
    noted = _noted(file, xml, looks, values)
    cells = Cells(shown(file), name, "xlsx", remarks=remarks)
    cells.problems += _not_values(cells, noted)
    if ranges:
        rows = [[as_text(value) for value in row] for row in values]
        cells.problems += merged(rows, ranges, cells.file, name)
        cells.frame = frame_of(rows)
    else:
        cells.frame = frame_of_values(values)
    cells.problems += hidden_places(cells.file, name, *_hidden(xml, cells.frame.shape[1]))
    cells.problems += doubly_encoded(cells, xml, parts.get("sharedStrings", b""))
    return cells


def _book(archive: zipfile.ZipFile) -> Book:
    file, names = Path(str(archive.filename)), archive.namelist()
    try:
        root = _links(archive, ROOT, "")
        workbook = next((target for kind, target in root.values() if kind == "officeDocument"), WORKBOOK)
        folder, base = posixpath.split(workbook)
        links = _links(archive, f"{folder}/_rels/{base}.rels", folder)
        parts = {"root": ROOT, "workbook": workbook, "links": f"{folder}/_rels/{base}.rels"}
        beside = {kind: target for kind, target in links.values() if kind in ("styles", "sharedStrings")}
        parts |= {kind: target for kind, target in beside.items() if target in names}
        pages = {}
        for sheet in ElementTree.fromstring(read_part(archive, workbook)).iterfind("{*}sheets/{*}sheet"):
            kind, target = links.get(next((value for name, value in sheet.items() if name.endswith("}id")), ""), ("", ""))
            if kind == "worksheet":
                pages[sheet.get("name", "")] = target, sheet.get("state", "visible") != "visible"
        return Book(parts, pages)
    except ElementTree.ParseError as error:
        raise damaged(file, str(error)) from None


def _links(archive: zipfile.ZipFile, part: str, folder: str) -> dict[str, tuple[str, str]]:
    """What a part is linked to within the archive: kind and target by the name of the link."""
    return {
        link.get("Id", ""): (
            posixpath.basename(link.get("Type", "")),
            posixpath.normpath(posixpath.join("/", folder, link.get("Target", ""))).lstrip("/"),
        )
        for link in ElementTree.fromstring(read_part(archive, part))
        if link.get("TargetMode") != "External"
    }


def _packed(parts: dict[str, bytes]) -> bytes:
    """A workbook of these parts alone: what calamine unpacks is what was checked."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def _looks(parts: dict[str, bytes], remarks: list[str]) -> dict[str, Look]:
    """The styles that add something to a number, by their index. A broken part goes, so that the values can be read."""
    try:
        styles = ElementTree.fromstring(parts.get("styles", b"<styleSheet/>"))
        codes = {int(f.get("numFmtId", "0")): f.get("formatCode", "") for f in styles.iterfind("{*}numFmts/{*}numFmt")}
        numbers = [int(style.get("numFmtId", "0")) for style in styles.iterfind("{*}cellXfs/{*}xf")]
    except (ElementTree.ParseError, ValueError):
        del parts["styles"]
        remarks.append("its styles are damaged: dates, percentages and amounts of money are read as plain numbers")
        return {}
    kinds = {number: look(number, codes.get(number, "")) for number in set(numbers)}
    return {str(index): kind for index, number in enumerate(numbers) if (kind := kinds[number])}


def _check_size(file: Path, sheet: str, xml: bytes, texts: bytes) -> None:
    """Raises InputProblems where reading the sheet would fill the memory: it would make room for all cells up to the last."""
    filled = xml.count(b"c>")
    areas = () if _is_odd(xml) else AREAS
    inside = ((columns, rows) for columns, rows, beyond in areas if not re.search(beyond, xml))
    columns, rows = next(inside, (LAST_COLUMN, LAST_ROW))
    if too_sparse(rows, columns, filled):
        cells = [(int(match[2]), place_of(match[1].decode()) + 1) for match in re.finditer(FILLED, xml)]
        rows, columns = (max(numbers, default=0) for numbers in (zip(*cells, strict=True) if cells else ((), ())))
        if too_sparse(rows, columns, filled) or rows > LAST_ROW or columns > LAST_COLUMN:
            row, column = max(cells, key=lambda cell: cell[0] * cell[1])
            raise far_away(file, sheet, row, column - 1)
    lengths = np.array([*map(len, re.split(rb"</\w+:si>", texts) if b":si>" in texts else texts.split(b"</si>"))])
    if lengths.max() * filled > MAX_TEXTS:
        used = np.array(re.findall(rb'\st="s"[^>]*>\s*<(?:\w+:)?v>(\d{1,9})<', xml), dtype=np.int64)
        if lengths[used[used < len(lengths)]].sum() > MAX_TEXTS:
            rule = "would fill the memory: its cells repeat a long text over and over"
            raise refused(file, rule, "check where the file comes from", sheet)


def _noted(file: Path, xml: bytes, looks: dict[str, Look], values: list[list[Any]]) -> Noted:
    """What is no plain value, by a walk through the cells where a first look finds any.

    Numbers whose format adds something become what is shown, in `values`.
    """
    styles = "|".join(looks).encode()
    styled = len(re.findall(b' s="(?:%s)"' % styles, xml)) if looks else 0
    plain = re.findall(rb'<c r="([A-Z]+)(\d+)" s="(%s)"' % styles, xml) if styled else []  # as most programs write it
    if styled != len(plain) or b't="e"' in xml or _is_odd(xml) or _has_formulas(xml):
        return _Walk(looks, values).through(file, xml)
    noted = Noted()
    for letter, number, style in plain:
        _show(values, int(number) - 1, place_of(letter.decode()), looks[style.decode()], noted)
    return noted


def _is_odd(xml: bytes) -> bool:
    return any(sign in xml for sign in ODD)


def _has_formulas(xml: bytes) -> bool:
    return (b"<f" in xml or b":f" in xml) and bool(FORMULAS.search(xml))  # the first look is the quick one


class _Walk:
    """Goes through the XML of a sheet and notes each formula, each error, and each number whose format adds something."""

    def __init__(self, looks: dict[str, Look], values: list[list[Any]]):
        self.looks, self.values, self.noted = looks, values, Noted()
        self.row = self.place = -1
        self.is_error = False
        self.texts: list[str] | None = None  # of the formula or the error that is being read

    def through(self, file: Path, xml: bytes) -> Noted:
        """Raises InputProblems where the XML is damaged."""
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = self._start, self._end, self._text
        try:
            parser.Parse(xml, True)
        except (expat.ExpatError, ValueError) as broken:
            raise damaged(file, str(broken)) from None
        return self.noted

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "c":
            coordinate = attributes.get("r")
            self.place = place_of(coordinate) if coordinate else self.place + 1
            self.is_error = attributes.get("t") == "e"
            if kind := self.looks.get(attributes.get("s", "")):
                _show(self.values, self.row, self.place, kind, self.noted)
        elif tag == "row":
            self.row, self.place = int(attributes.get("r", self.row + 2)) - 1, -1
        elif tag == "f" or (tag == "v" and self.is_error):
            self.texts = []

    def _end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if self.texts is not None and tag in ("f", "v"):
            found = self.noted.formulas if tag == "f" else self.noted.errors
            found[self.row, self.place] = "".join(self.texts)
            self.texts = None

    def _text(self, text: str) -> None:
        if self.texts is not None:
            self.texts.append(text)


def _show(values: list[list[Any]], row: int, place: int, kind: Look, noted: Noted) -> None:
    """Put what is shown in the place of a number."""
    if row >= len(values) or place >= len(values[row]) or type(value := values[row][place]) not in (float, int):
        return
    values[row][place] = kind.text(value)
    if kind.unsure:
        noted.money[row, place] = values[row][place]


def _not_values(cells: Cells, noted: Noted) -> Iterator[Problem]:
    """A problem for each formula and each error, save `#N/A`, which says that there is no answer; a warning for unnamed money."""
    missing = [cell for cell, text in noted.errors.items() if text == "#N/A" and cell not in noted.formulas]
    if missing:
        cells.remarks.append(f"cells with the error #N/A are read as no answer ({len(missing)})")
    found: list[tuple[tuple[int, int], str, tuple[str, str]]] = [
        *((cell, f"={text}", FORMULA) for cell, text in noted.formulas.items()),
        *((cell, text, ERROR) for cell, text in noted.errors.items() if text != "#N/A" and cell not in noted.formulas),
    ]
    for (row, place), text, said in sorted(found)[:MAX_TOLD]:
        yield Problem(cells.file, *said, cells.sheet, row + 1, letters(place), text)
    if len(found) > MAX_TOLD:
        rule = "holds further formulas or errors, which are not listed"
        yield Problem(cells.file, rule, FORMULA[1], cells.sheet, value=str(len(found) - MAX_TOLD))
    money = [Problem(cells.file, *MONEY, cells.sheet, row + 1, letters(place), text, warning=True) for (row, place), text in noted.money.items()]
    yield from few(money[:MAX_TOLD], len(money))


def _hidden(xml: bytes, columns: int) -> tuple[list[int], list[int]]:
    """The numbers of the rows, and the places of the columns, that are hidden among the first `columns`."""
    if b"hidden=" not in xml:
        return [], []
    told = rb"\shidden=[\"'](?:1|true)[\"']"
    rows = [int(match[1]) for match in re.finditer(rb"<(?:\w+:)?row(?=[^>]*%s)[^>]*\sr=.(\d+)" % told, xml)]
    places: list[int] = []
    for tag in re.findall(rb"<(?:\w+:)?col(?=\s[^>]*%s)[^>]*>" % told, xml):
        first, last = (int(match[1]) if (match := re.search(rb"\s%s=.(\d+)" % end, tag)) else 0 for end in (b"min", b"max"))
        places += range(first - 1, min(last, columns))
    return rows, places
