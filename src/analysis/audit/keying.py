"""What was keyed by hand, and what a second reader, who had not seen it, read in the same places.

`data/raw/<wave>/published/second_reading.csv` holds a row for each cell that was read again: table, record, column, the
value first keyed, the second reading, and, where they differ or neither was kept, the reason for what now stands in the
table. What stands there is read from the table itself, so nothing is counted that is not so.

    cases        record: case number; column: as in the sheet
    coding       record: case number; column: indicator; the final answer
    networks     record: network; column: as in the file
    table_3_1    record: row label; column: as printed
    figures      record: figure and place in it, such as `3.3 2`; column: value
    statements   record: id; column: value
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pandas as pd

from analysis.audit.published import Published
from analysis.intake.files import read_headed
from analysis.problems import Problem
from analysis.wave import Wave, shown

FILE = "second_reading.csv"
COLUMNS = ["table", "record", "column", "first", "second", "reason"]
PLACE = COLUMNS[:3]
QUOTATIONS = ("budget_printed_fact_sheet", "beneficiaries_printed", "members_printed")  # cut by each reader where they chose
NUMBER = re.compile(r"\d[\d.,' ]*\d|\d")
CODED = ["case_no", "indicator", "final"]  # of the coding; `check` tells of a sheet that lacks one of them
KEPT = ("first", "second", "neither")
MARKS = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "−": "-"})


def second_reading(wave: Wave) -> tuple[pd.DataFrame, list[Problem]]:
    """The cells that were read again, with `kept` (first, second, neither) and `differs` (yes, no), and everything wrong.

    No rows where the wave has no such file. Raises InputProblems when it cannot be read as a table.
    """
    file = wave.published / FILE
    if not file.is_file():
        return pd.DataFrame(columns=[*COLUMNS, "differs", "kept"]), []
    read, problems = read_headed(file)
    if list(read.columns) != COLUMNS:
        hint = f"use {', '.join(COLUMNS)}"
        return pd.DataFrame(), [*problems, Problem(shown(file), "has other columns", hint, value=", ".join(read.columns))]
    standing = pd.Series(standing_values(wave), dtype=object)
    value = [standing.get(tuple(place)) for place in read[PLACE].itertuples(index=False)]
    read["differs"] = ["no" if same(row.first, row.second, row.column) else "yes" for row in read.itertuples()]
    read["kept"] = [_kept(row, now) for row, now in zip(read.itertuples(), value, strict=True)]
    return read, problems + _problems(file, read, value)


def counts(read: pd.DataFrame) -> pd.DataFrame:
    """How many cells of each table and column were read again, how many differed, what was kept of those, and in how many
    both readings agree and something else stands (`agreed_otherwise`)."""
    table = read.assign(cells=1, differing=read["differs"].eq("yes"))
    table = table.assign(**{f"kept_{k}": table["differing"] & table["kept"].eq(k) for k in KEPT})
    table = table.assign(agreed_otherwise=~table["differing"] & table["kept"].eq("neither"))
    sums = ["cells", "differing", *(f"kept_{k}" for k in KEPT), "agreed_otherwise"]
    return table.groupby(["table", "column"], sort=False, as_index=False)[sums].sum().astype({name: int for name in sums})


def same(first: str, second: str, column: str = "") -> bool:
    """Whether two readings say the same: forms of quotes, dashes and blanks, order within a list and number forms aside.
    Quotations of running text say the same when the same numbers stand in them."""
    if column in QUOTATIONS:
        return _numbers(first) == _numbers(second)
    return _form(first) == _form(second)


def _numbers(text: str) -> set[str]:
    return {re.sub(r"\D", "", number) for number in NUMBER.findall(text)}


def standing_values(wave: Wave) -> dict[tuple[str, str, str], str]:
    """What the hand-keyed tables of a wave hold now, by table, record and column."""
    published = Published(wave.published)
    cells, statements = published.cells(), published.statements()
    figures = published.figures()
    places = figures["figure"] + " " + (figures.groupby("figure").cumcount() + 1).astype(str)
    found = {
        **{(f"table_{c.table.replace('.', '_')}", c.row, c.column): c.printed for c in cells.itertuples()},
        **{("statements", s.id, "value"): s.value for s in statements.itertuples()},
        **{("figures", place, "value"): value for place, value in zip(places, figures["value"], strict=True)},
    }
    return found | keyed_sheets(wave)


def keyed_sheets(wave: Wave) -> dict[tuple[str, str, str], str]:
    """The cells of those that are no printed tables: networks, case studies and their coding."""
    found = {}
    if wave.has("networks"):
        found |= _by_cell("networks", read_headed(wave.source_file("networks"))[0])
    if wave.has("case_studies"):
        found |= _by_cell("cases", read_headed(wave.source_file("case_studies"), "cases")[0])
        coding = read_headed(wave.source_file("case_studies"), "coding")[0].reindex(columns=CODED, fill_value="")
        found |= {("coding", c.case_no, c.indicator): c.final for c in coding.itertuples()}
    return found


def _by_cell(table: str, rows: pd.DataFrame) -> dict[tuple[str, str, str], str]:
    key = rows.columns[0]
    return {(table, row[key], column): row[column] for row in rows.to_dict("records") for column in rows.columns}


def _kept(row: tuple, now: str | None) -> str:
    if now is None:
        return ""
    return "first" if same(row.first, now, row.column) else "second" if same(row.second, now, row.column) else "neither"


def _form(text: str) -> object:
    """A reading without what is no difference: a number as such, a list as a set, else its characters."""
    text = " ".join(unicodedata.normalize("NFKC", text).translate(MARKS).split())
    try:
        return Decimal(text)
    except InvalidOperation:
        return frozenset(part.strip() for part in text.split(";")) if ";" in text else text


def _problems(file: Path, read: pd.DataFrame, value: list[str | None]) -> list[Problem]:
    found = []
    for row, now in zip(read.itertuples(), value, strict=True):
        place = f"{row.table} {row.record}, {row.column}"
        if now is None:
            rule, hint = "names a cell that no hand-keyed table has", "see src/analysis/audit/keying.py for how cells are named"
        elif not row.reason and (row.differs == "yes" or row.kept == "neither"):
            rule, hint = "the readings differ and no reason is given", "read the source again and say why the kept value is right"
        else:
            continue
        found.append(Problem(shown(file), rule, hint, row=row.Index, column="record", value=place))
    twice = read[read.duplicated(PLACE)]
    hint = "keep one row for each cell"
    return found + [Problem(shown(file), "is there twice", hint, row=i, column="record", value=f"{r.table} {r.record}, {r.column}") for i, r in zip(twice.index, twice.itertuples(), strict=True)]
