"""Which sheets of which files hold the tables of a source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from analysis.codebook import Codebook, Table, load_codebook
from analysis.intake.files import read_cells, sheets
from analysis.intake.sheet import Sheet, numbered_apart, records, understand, with_keys, without
from analysis.problems import InputProblems, Problem
from analysis.texts import fold
from analysis.wave import Source, Wave, shown

LEAST = 2  # columns that show that a sheet holds a table
APART = ("coding", "instructions", "columns", "indicators")  # sheets that are read by themselves, or help to fill in the others


@dataclass
class Opened:
    """The sheets of a source: those of its main table, and those of the table that goes with it (fact sheets), if any."""

    main: list[Sheet] = field(default_factory=list)
    further: list[Sheet] = field(default_factory=list)
    known: set[str] = field(default_factory=set)  # who answered, folded, where somebody has withdrawn


def open_source(wave: Wave, codebook: Codebook, name: str) -> Opened:
    """Every sheet of a source, understood and with its records only. Raises InputProblems where one cannot be opened."""
    source = wave.sources[name]
    # those of all years: a column of what this wave did not ask is known, too
    tables = [table for table in load_codebook(wave.root.codebook).tables.values() if table.source == name]
    further = tables[1] if len(tables) > 1 else None
    opened = Opened()
    for file in dict.fromkeys(wave.source_files(name)):
        for main, sheet in _sheets_of(file, tables, codebook, source):
            (opened.main if main else opened.further).append(sheet)
    if further and not opened.further:
        beside = [file.with_name(f"{further.sheet}.csv") for file in wave.source_files(name) if file.suffix.lower() == ".csv"]
        opened.further = [understand(read_cells(file), tables, codebook, source) for file in dict.fromkeys(beside) if file.is_file()]
    key = tables[0].key[0]
    opened.main = [with_keys(sheet, key) for sheet in opened.main]
    opened.further = [with_keys(sheet, key, opened.main) for sheet in opened.further]  # while those they point to are still there
    if wave.withdrawn:
        opened.known = {fold(text) for sheet in opened.main if sheet.keys is not None for text in sheet.keys}
    opened.main, opened.further = (
        [records(without(sheet, wave.withdrawn), key) for sheet in sheets_] for sheets_ in (opened.main, opened.further)
    )
    opened.main = numbered_apart(opened.main, key)
    return opened


def _sheets_of(file: Path, tables: Sequence[Table], codebook: Codebook, source: Source) -> list[tuple[bool, Sheet]]:
    """The sheets of one file that hold the tables of a source, each with whether it is that of the main one."""
    main, *further = tables
    names = sheets(file)

    def look(sheet: str) -> Sheet:
        return understand(read_cells(file, sheet), tables, codebook, source)

    if len(names) == 1 and not source.sheet:
        sheet = look(names[0])
        is_further = bool(further) and len(source.file) > 1 and not _fits(sheet, main) and _fits(sheet, further[0]) > 0
        return [(not is_further, sheet)]
    chosen = _named(names, source.sheet or main.sheet)
    if source.sheet and not chosen:
        hint = f"use one of its sheets ({', '.join(names)}) in `sheet:` of wave.yml"
        raise InputProblems([Problem(shown(file), "there is no such sheet", hint, column="sheet", value=source.sheet)])
    rest = [name for name in names if name != chosen]
    looked = {} if chosen and (not further or _named(rest, further[0].sheet)) else {name: look(name) for name in rest}
    if not chosen:
        chosen = _best(looked, lambda sheet: _fits(sheet, main))
        if not chosen:
            hint = f"name one of its sheets ({', '.join(names)}) {main.sheet!r}, or name the sheet in `sheet:` of wave.yml"
            raise InputProblems([Problem(shown(file), f"there is no sheet {main.sheet!r}", hint, main.sheet)])
    found = [(True, looked.pop(chosen, None) or look(chosen))]
    if further and (second := _named(rest, further[0].sheet) or _best(looked, lambda s: _fits(s, further[0]) - _fits(s, main))):
        sheet = looked.get(second) or look(second)
        found += [(False, sheet)] if sheet.columns else []
    taken = [sheet.cells.sheet for _, sheet in found]
    if left := [name for name in names if name not in (*taken, *APART)]:
        found[0][1].remarks.append(f"other sheets of the file: {', '.join(left)}")
    return found


def _named(names: Sequence[str], name: str) -> str:
    """The sheet of this name, or of one that differs in blanks and capitals only."""
    alike = [other for other in names if fold(other) == fold(name)]
    return name if name in names else next(iter(alike), "") if len(alike) == 1 else ""


def _best(looked: dict[str, Sheet], fits: Callable[[Sheet], int]) -> str:
    """The sheet that fits best, where it fits at all and better than any other."""
    by_fit = sorted(((fits(sheet), name) for name, sheet in looked.items()), reverse=True)
    if not by_fit or by_fit[0][0] < LEAST or (len(by_fit) > 1 and by_fit[0][0] == by_fit[1][0]):
        return ""
    return by_fit[0][1]


def _fits(sheet: Sheet, table: Table) -> int:
    """How many columns of a sheet belong to a table, its key aside."""
    return len(sheet.holds(set(table.items) - set(table.key[:1])))
