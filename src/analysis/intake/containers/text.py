"""Text tables (CSV): the encoding, the separator and the rows, each settled from the whole file or asked for."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.intake.cells import Cells, refused
from analysis.intake.containers.doubled import doubly_encoded
from analysis.problems import InputProblems, Problem
from analysis.wave import shown

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
SAMPLE = 2**20  # characters from which the separator is settled
MAX_CELL = 1_000_000  # characters; Excel holds 32,767 in a cell
MAX_LINE = 16 * MAX_CELL  # bytes without a line end
MAX_COLUMNS = 16_384  # of any sheet of Excel
MAX_BROKEN_ROWS = 20  # that are named one by one
CHUNK = 2**20
FOREIGN = 0.6  # of the letters of words that are not plain a-z: Western words have one or two such letters
SEP_LINE = re.compile(rb"\A\"?sep=(.)\"?\r?\n?", re.IGNORECASE)
BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
MARK = "\ufeff".encode()
EMPTY = "the file is empty", "export it again"
AS_UTF8 = "save it as CSV UTF-8"
LONG = "holds a cell with a text of more than a million characters", "look for a quotation mark that is not closed, or shorten it"
UNCLOSED = "a quotation mark is not closed, or stands inside a cell", (
    "put the whole cell between quotation marks, and write those inside it twice"
)
UNEVEN = "put cells that hold a comma or a line break between quotation marks, so that all rows are equally long"


def sheets(file: Path) -> list[str]:
    """A text file is one table without a name."""
    return [""]


def read(file: Path, sheet: str = "") -> Cells:
    """The table. Raises InputProblems where it cannot be told what its cells are.

    Rows are counted as a spreadsheet program shows them: a cell with line breaks is in one row. Rows with fewer cells than
    the others are problems and left out; a note below the data, or a title above, may be a single cell.
    """
    csv.field_size_limit(MAX_CELL)  # for the whole process, and far less before anybody asks
    cells = Cells(shown(file), "", "csv")
    data = _utf8(file, _lines(file), cells)
    data, first, separator = _separator(file, data, cells)
    widths = _widths(file, data, separator, first)
    columns = _columns(file, data, separator, widths, first)
    frame = pd.read_csv(
        io.BytesIO(data), sep=separator, header=None, names=range(columns), usecols=range(columns), index_col=False,
        dtype=object, keep_default_na=False, na_filter=False, encoding="utf-8", skip_blank_lines=False,
    )  # fmt: skip
    frame.index = range(first, len(frame) + first)
    short = _short(frame, widths, columns)
    cells.problems += _uneven(file, widths, columns, short, first)
    cells.frame = frame[~short] if short.any() else frame
    if data.rstrip(b"\r\n").count(b"\n") >= len(widths):
        cells.remarks.append("cells hold line breaks: rows are counted as a spreadsheet program shows them")
    cells.problems += doubly_encoded(cells, data)
    return cells


def _lines(file: Path) -> bytes:
    """The content of the file. Raises InputProblems, before all of it is read, for a line of which no memory is sure."""
    length = 0
    with file.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            end = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
            length = len(chunk) - end if end >= 0 else length + len(chunk)
            if length > MAX_LINE:
                raise refused(file, *LONG)
    return file.read_bytes()


def _utf8(file: Path, data: bytes, cells: Cells) -> bytes:
    """The content as UTF-8 without a mark at its start, whatever it was encoded in; that is told where it is not UTF-8."""
    encoding = next((name for bom, name in BOMS if data.startswith(bom)), None) or _wide(data)
    data = data.removeprefix(next((bom for bom, name in BOMS if data.startswith(bom)), b""))
    if encoding in ("utf-16-le", "utf-16-be"):
        try:
            data = data.decode(encoding).encode()
        except UnicodeError:
            raise refused(file, "is not whole UTF-16 text", "export it again, as CSV UTF-8") from None
        cells.remarks.append("it is encoded in UTF-16")
    elif (wrong := _not_utf8(data)) is not None:
        data = _western(file, data, wrong, cells)
    if (place := data.find(b"\0")) >= 0:
        raise refused(file, "holds a NUL character", "export the file again, as CSV UTF-8", row=_line(data, place))
    if (place := data.find(MARK)) >= 0:
        rule = "a byte-order mark stands within the file, as if two files had been joined; it was taken away"
        cells.problems.append(
            Problem(cells.file, rule, "look whether the header stands there twice", row=_line(data, place), warning=True)
        )
        data = data.replace(MARK, b"")
    if not data.strip():
        raise refused(file, *EMPTY)
    return data


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark at its start: every other byte of Western text is zero."""
    sample = data[:2000]
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(sample) > 3 and sample[start::2].count(0) > 0.4 * len(sample[start::2]):
            return encoding
    return None


def _not_utf8(data: bytes) -> int | None:
    """Where the first byte stands that is not UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    for start in range(0, len(data) or 1, CHUNK):
        pending = len(decoder.getstate()[0])
        try:
            decoder.decode(data[start : start + CHUNK], final=start + CHUNK >= len(data))
        except UnicodeDecodeError as error:
            return start - pending + error.start
    return None


def _western(file: Path, data: bytes, wrong: int, cells: Cells) -> bytes:
    """Windows-1252 as UTF-8, with a warning that shows a word: a person sees whether its letters are right."""
    row = _line(data, wrong)
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    words = [word for word in re.findall(r"[^\W\d_]{3,}", text[:SAMPLE]) if not word.isascii()]
    foreign = len([letter for word in words for letter in word if not letter.isascii()])
    if not text or foreign > FOREIGN * sum(map(len, words)):
        value = repr(data[wrong : wrong + 1])
        raise refused(file, "is not UTF-8 text, and its alphabet cannot be told", AS_UTF8, row=row, value=value)
    before, after = re.search(r"\w*\Z", text[max(0, wrong - 40) : wrong]), re.match(r".\w*", text[wrong : wrong + 40], re.DOTALL)
    rule, hint = "is not UTF-8 text and was read as Windows-1252", f"look whether the letters are right, else {AS_UTF8}"
    word = f"{before[0] if before else ''}{after[0] if after else ''}"
    cells.problems.append(Problem(cells.file, rule, hint, row=row, value=word, warning=True))
    cells.remarks.append("it is encoded in Windows-1252, not UTF-8")
    return text.encode()


def _line(data: bytes, place: int) -> int:
    return data.count(b"\n", 0, place) + 1


def _separator(file: Path, data: bytes, cells: Cells) -> tuple[bytes, int, str]:
    """The content without a line that only names the separator, the number of its first row, and the separator."""
    if named := SEP_LINE.match(data):
        separator = named[1].decode("ascii", "replace")
        if separator not in SEPARATORS:
            raise refused(file, "names a separator that is not known", "use one of , ; | or a tab", row=1, value=separator)
        if not data[named.end() :].strip():
            raise refused(file, *EMPTY)
        return data[named.end() :], 2, _told(separator, cells)
    sample = data[:SAMPLE].decode("utf-8", "ignore")
    if len(data) > SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample
    scores = {separator: score for separator in SEPARATORS if (score := _score(sample, separator))}
    best = max(scores, key=lambda separator: scores[separator], default=",")
    rivals = [other for other, score in scores.items() if other != best and score[0] >= 2]
    if rivals and scores[best][0] >= 2:
        names = " or ".join(SEPARATORS[separator] for separator in (best, *rivals))
        hint = "write a first line that names the separator, such as sep=;"
        raise refused(file, f"its columns can be taken to be separated by {names}", hint, row=1)
    return data, 1, _told(best, cells)


def _told(separator: str, cells: Cells) -> str:
    if separator != ",":
        cells.remarks.append(f"its columns are separated by {SEPARATORS[separator]}")
    return separator


def _score(sample: str, separator: str) -> tuple[float, int] | None:
    """How evenly the rows are cut by a separator, and into how many cells; None for not at all.

    The first row counts as much as all others; rows whose cells hold quotation marks were hardly cut where they should be.
    """
    try:
        rows = [row for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator) if row]
    except csv.Error:
        return None
    [(mode, number)] = Counter(map(len, rows)).most_common(1)
    quoted = len([row for row in rows if any('"' in cell for cell in row)])
    return ((number - quoted) / len(rows) + (len(rows[0]) == mode), mode) if mode > 1 else None


def _widths(file: Path, data: bytes, separator: str, first: int) -> np.ndarray:
    """How many cells each row has; 0 for an empty line. pandas would fill short rows up silently."""
    lines = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline="")
    reader = csv.reader(lines, delimiter=separator, strict=True)
    widths: list[int] = []
    try:
        widths.extend(map(len, reader))
    except csv.Error as error:
        row = len(widths) + first
        if "field limit" in str(error):
            raise refused(file, *LONG, row=row) from None
        raise refused(file, *UNCLOSED, row=row) from None
    return np.array(widths, dtype=np.int64)


def _columns(file: Path, data: bytes, separator: str, widths: np.ndarray, first: int) -> int:
    """How many columns the table has. Raises InputProblems where a row holds more: nobody knows which cell is which.

    Separators at the end of a row, with nothing between them, do not make it longer.
    """
    filled = widths[widths > 0]
    columns = int(np.bincount(np.minimum(filled, MAX_COLUMNS + 1)).argmax())
    columns = int(filled[0]) if filled[0] > 1 and (filled == filled[0]).mean() > 0.1 else columns
    if columns > MAX_COLUMNS:
        raise refused(file, "has more columns than any spreadsheet program holds", "check the separator and the line ends")
    long = widths > columns
    if long.any():
        lines = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline="")
        for place, row in enumerate(csv.reader(lines, delimiter=separator)):
            if long[place] and not any(row[columns:]):
                widths[place], long[place] = columns, False
        if long.any():
            uneven = (widths != columns) & (widths > 1)
            raise InputProblems(_uneven(file, widths, columns, uneven, first))
    return columns


def _short(frame: pd.DataFrame, widths: np.ndarray, columns: int) -> np.ndarray:
    """Which rows have too few cells, save titles above the table, and notes below it of several words in one cell."""
    short = (widths > 0) & (widths < columns)
    full = np.flatnonzero(widths == columns)
    short[: full[0]] = False
    for place in np.flatnonzero(short & (widths == 1) & (np.arange(len(widths)) > full[-1])):
        short[place] = len(frame.iat[place, 0].split()) < 2
    return short


def _uneven(file: Path, widths: np.ndarray, columns: int, uneven: np.ndarray, first: int) -> list[Problem]:
    return list(_each_uneven(shown(file), widths, columns, np.flatnonzero(uneven).tolist(), first))


def _each_uneven(file: str, widths: np.ndarray, columns: int, places: list[int], first: int) -> Iterator[Problem]:
    for place in places[:MAX_BROKEN_ROWS]:
        rule = f"has another number of cells than the other rows ({widths[place]}, not {columns})"
        yield Problem(file, rule, UNEVEN, row=place + first)
    if more := places[MAX_BROKEN_ROWS:]:
        rule = f"{len(more)} further rows, from this one on, have another number of cells than the others"
        yield Problem(file, rule, UNEVEN, row=more[0] + first)
