"""Grow a wave of any size from the 2012 extracts: `python benchmarks/grow.py N_PRACTICES N_SURVEY OUT_DIR`.

OUT_DIR becomes a wave folder with `practices.csv`, `responses.csv`, `factsheets.csv` and `wave.yml`. The data rows of
2012 are repeated, their defects included, until there are as many as asked for; each repetition gets identifiers of
its own, so that nothing but the planted duplicates describes a record twice. The same call writes the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl

from analysis.wave import Root

NOTE = "Note: grown from the rebuilt 2012 extracts."
WAVE = """\
id: "{name}"
title: Rows for measuring time and memory
year: 2012
evidence: simulated
sources:
  survey:
    file: responses.csv
    values: {{"*": {{higher: "5", "higher priority": "5", high: "5"}}}}
  practices: practices.csv
higher_priority_from: 4
rating_base: analysable
min_base: 5
"""


@dataclass(frozen=True)
class Row:
    """A raw row cut for repetition: the identifier, the blanks around it, and the rest of the line as CSV."""

    before: str
    identifier: str
    after: str
    rest: str

    def copy(self, number: int) -> str:
        """The line of one repetition."""
        return f"{self.before}{self.identifier}-{number}{self.after}{self.rest}"

    @property
    def respondent(self) -> str:
        return self.identifier.upper()


@dataclass(frozen=True)
class Extract:
    """One sheet: its header line and its data rows."""

    header: tuple[str, ...]
    rows: list[Row]


def read_extract(file: Path, sheet: str, first_row: int) -> Extract:
    """The data rows of a sheet as they stand, without the empty row and the note."""
    workbook = openpyxl.load_workbook(file, read_only=True)
    cells = list(workbook[sheet].iter_rows(values_only=True))
    workbook.close()
    texts = [["" if value is None else str(value) for value in row] for row in cells]
    return Extract(tuple(texts[0]), [_cut(row) for row in texts[first_row - 1 :] if any(row[1:])])


def grow(extract: Extract, number: int) -> Iterator[str]:
    """`number` lines, block after block."""
    for block, size in _blocks(extract, number):
        yield from (row.copy(block) for row in extract.rows[:size])


def grow_factsheets(factsheets: Extract, responses: Extract, number: int) -> Iterator[str]:
    """The fact sheets of those respondents that are among the `number` grown ones."""
    for block, size in _blocks(responses, number):
        there = {row.respondent for row in responses.rows[:size]}
        yield from (row.copy(block) for row in factsheets.rows if row.respondent in there)


def write_wave(practices: int, survey: int, folder: Path) -> None:
    """Write the grown wave into `folder`."""
    raw = Root.at().data / "raw" / "2012"
    records = read_extract(raw / "practices.xlsx", "practices", first_row=2)
    responses = read_extract(raw / "survey.xlsx", "responses", first_row=3)
    factsheets = read_extract(raw / "survey.xlsx", "factsheets", first_row=3)
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "practices.csv", records.header, grow(records, practices))
    _write(folder / "responses.csv", responses.header, grow(responses, survey))
    _write(folder / "factsheets.csv", factsheets.header, grow_factsheets(factsheets, responses, survey))
    (folder / "wave.yml").write_text(WAVE.format(name=folder.name), encoding="utf-8", newline="\n")


def _cut(row: list[str]) -> Row:
    identifier = row[0].strip()
    before, after = row[0].split(identifier)
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerow(["", *row[1:]])
    return Row(before, identifier, after, stream.getvalue())


def _blocks(extract: Extract, number: int) -> Iterator[tuple[int, int]]:
    """The number of each repetition and how many rows of the extract it takes."""
    size = len(extract.rows)
    for block, start in enumerate(range(0, number, size), 1):
        yield block, min(size, number - start)


def _write(file: Path, header: tuple[str, ...], lines: Iterator[str]) -> None:
    """Header, data rows, an empty row and a note row."""
    commas = "," * (len(header) - 1)
    with file.open("w", encoding="utf-8", newline="") as stream:
        stream.write(",".join(header) + "\n")
        stream.writelines(lines)
        stream.write(f"{commas}\n{NOTE}{commas}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("practices", type=int, metavar="N_PRACTICES", help="data rows in practices.csv")
    parser.add_argument("survey", type=int, metavar="N_SURVEY", help="data rows in responses.csv")
    parser.add_argument("folder", type=Path, metavar="OUT_DIR", help="the wave folder to write, such as DIR/raw/grown")
    options = parser.parse_args()
    write_wave(options.practices, options.survey, options.folder.resolve())


if __name__ == "__main__":
    main()
