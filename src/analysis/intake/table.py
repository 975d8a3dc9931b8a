"""From the sheets of a source to a raw table in codebook ids: what is wrong with columns said, answers settled, what was read told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from analysis.codebook import WORKED_OUT, Codebook, Item, Table, is_no_value
from analysis.declared import nearest, one_of
from analysis.intake.answers import NO_TICK, Declared, Settled, settle, ticked
from analysis.intake.columns import Column, told
from analysis.intake.kinds import KINDS
from analysis.intake.kinds.kind import is_like
from analysis.intake.names import Names, Place
from analysis.intake.reading import PERSONAL, UNASKED, Matched, Reading
from analysis.intake.rows import REASONS
from analysis.intake.sheet import Sheet, column_problems, trial_problems
from analysis.intake.sheets import Opened, open_source
from analysis.problems import InputProblems, Problem, few, grave
from analysis.texts import fold
from analysis.wave import Wave, shown

LOG_COLUMNS = ["source", "record", "column", "raw", "clean", "rule"]
STACKED = 10_000_000  # rows no file has
FEW = 20  # problems of a column that are listed one by one
TICKS = ("yes", "no")  # what a value in the column of one answer of several may stand for
NO_ROWS = "holds no data rows"
DIFFER = "the columns of its single answers say something else", "correct one of them, or list the columns that are wrong under `ignore:`"
NOT_ASKED = (
    "holds an answer, but the codebook and wave.yml say that this wave did not ask this",
    "clear the column, or correct `not_asked` in wave.yml or `since` and `until` in the codebook",
)


@dataclass
class Raw:
    """Raw text cells, what was dropped on the way in, and what is wrong or doubtful.

    The index of `frame` is the row number in the file; that of the n-th of several stacked files (`more`: their names and sheets)
    is n times `STACKED` higher. `decimal` and `dates` are what wave.yml says of the files, empty where it is silent.
    """

    frame: pd.DataFrame
    file: str
    sheet: str
    log: pd.DataFrame
    problems: list[Problem] = field(default_factory=list)
    more: list[tuple[str, str]] = field(default_factory=list)
    decimal: str = ""
    dates: str = ""
    readings: list[Reading] = field(default_factory=list)

    def problem(self, row: int | None, rule: str, hint: str = "", column: str = "", value: str = "", warning: bool = False) -> Problem:
        """A problem in the row with this index, or of the table as a whole."""
        number, row = divmod(int(row), STACKED) if row is not None else (0, None)
        file, sheet = [(self.file, self.sheet), *self.more][number]
        return Problem(file, rule, hint, sheet, row, column, value, warning)


@dataclass
class _Part:
    """What one sheet gives to a table: a frame in its items, the changes and the problems of its cells.

    `beside` is the number of the fact sheet that stands beside the answers in their sheet; 0 where the sheet is the table's own.
    """

    sheet: Sheet
    frame: pd.DataFrame
    beside: int = 0
    log: list[pd.DataFrame] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_source(wave: Wave, codebook: Codebook, table: str) -> Raw:
    """The raw table `table` (responses, factsheets, practices, cases, networks) of a wave.

    Raises InputProblems where a file cannot be opened or its columns cannot be told.
    """
    spec = codebook[table]
    source = wave.sources[spec.source]
    opened = open_source(wave, codebook, spec.source)
    tables = [t for t in codebook.tables.values() if t.source == spec.source]
    is_main = spec.name == tables[0].name
    own = opened.main if is_main else opened.further
    others = [item for t in tables if t is not spec for item in (*t.items, *t.not_asked)] if is_main else []
    problems, absent = _declared_problems(wave, tables, opened)
    for sheet in own:
        problems += [*sheet.problems, *column_problems(sheet, spec, others, absent), *_unasked(sheet, spec), *trial_problems(sheet)]
    if any(problem.row is None for problem in grave(problems)):
        raise InputProblems(problems, [_reading(_Part(sheet, sheet.body), spec) for sheet in own])
    reader = _Reader(wave, codebook, spec)
    parts = [reader.part(sheet) for sheet in own]
    if not is_main:
        parts += [reader.part(sheet, number) for sheet in opened.main if sheet.keys is not None for number in _numbers(sheet, spec)]
    if not parts:
        file = wave.source_file(spec.source)
        return _nothing(spec, shown(file))
    raw = _stacked(parts, spec, problems)
    raw.decimal, raw.dates = source.decimal or "", source.dates or ""
    raw.log = pd.concat([_set_aside_log(own, spec), raw.log], ignore_index=True)
    raw.problems += reader.unused(wave) if is_main or opened.further else []
    if is_main:
        raw.problems += _strangers(wave, spec, opened)
        if raw.frame.empty:
            raw.problems.append(raw.problem(None, NO_ROWS, "add the data below the header, or take the source out of wave.yml"))
    return raw


class _Reader:
    """Makes parts of one table out of sheets: settles the answers of every column."""

    def __init__(self, wave: Wave, codebook: Codebook, spec: Table):
        self.codebook, self.spec, self.source = codebook, spec, wave.sources[spec.source]
        self.seen: dict[str, set[str]] = {}

    def part(self, sheet: Sheet, beside: int = 0) -> _Part:
        """What a sheet says in the columns of this table, or in those of a fact sheet that stands beside the answers."""
        key = self.spec.key[0]
        places = sheet.places()
        keys = sheet.keys if sheet.keys is not None else pd.Series("", index=sheet.body.index)
        part = _Part(sheet, pd.DataFrame({key: keys}, index=sheet.body.index, dtype=object), beside)
        columns = {key: part.frame[key].to_numpy(dtype=object)}
        for item in self.spec.items.values():
            if item.id != key:
                columns[item.id] = self._column(part, item, places, beside or 1)
        part.frame = pd.DataFrame(columns, index=sheet.body.index, columns=list(self.spec.items), dtype=object)
        if not sheet.kind.strict and self.spec.key != (key,):
            part.frame = part.frame[_filled(part.frame.drop(columns=key), self.codebook)]
        return part

    def _column(self, part: _Part, item: Item, places: dict[Place, Column], number: int) -> np.ndarray:
        sheet = part.sheet
        declared = Declared.of(self.source, item)
        options = {option: places[place] for option in item.options if (place := Place(item.id, option, number)) in places}
        words = places.get(Place(item.id, number=number, text=True))
        if [*options] == ["other"] and Place(item.id, number=number) in places:
            words = options.pop("other")  # beside a column for all answers it can only hold the words of others
        one = self._single(part, item, places.get(Place(item.id, number=number)), words, declared)
        if not options:
            return one
        cells = {option: _cells(sheet, column) for option, column in options.items()}
        self.seen.setdefault(item.id, set()).update(*map(set, cells.values()))
        several, wrong = ticked(cells, item, declared, self.codebook)
        for option, at in wrong.items():
            header = options[option].header
            part.problems += few([self._wrong(part, place, NO_TICK, header, cells[option][place]) for place in at[:FEW]], len(at))
        self._log(part, item, several, cells.get("other", several.cells))
        return self._agreed(part, item, one, several.cells, places.get(Place(item.id, number=number)))

    def _single(self, part: _Part, item: Item, column: Column | None, words: Column | None, declared: Declared) -> np.ndarray:
        """The answers to an item that stand in a column of its own; empty where it has none.

        `words` is the column with the words of answers beside the list, which the codebook has no place for.
        """
        others = None if words is None else _cells(part.sheet, words)
        if others is not None:
            worded = np.flatnonzero(others != "")
            gone = np.full(len(others), "", dtype=object)
            self._log(part, item, Settled(gone, worded, np.full(len(worded), "other_words_dropped", dtype=object)), others)
        if column is None:
            return np.full(len(part.sheet.body), "", dtype=object)
        cells = _cells(part.sheet, column)
        self.seen.setdefault(item.id, set()).update(cells)
        settled = settle(cells, item, declared, part.sheet.kind.joins, self.codebook.words(item), others)
        wrong = [self._wrong(part, at, (rule, hint), item.id, cells[at]) for at, rule, hint in settled.wrong[:FEW]]
        part.problems += few(wrong, len(settled.wrong))
        self._log(part, item, settled, cells)
        return settled.cells

    def _agreed(self, part: _Part, item: Item, joined: np.ndarray, ticks: np.ndarray, column: Column | None) -> np.ndarray:
        """Ticks and, where a tool writes the answers into one cell as well, that cell: the ticks, where both say the same."""
        order = list(item.options)
        for at in np.flatnonzero((joined != "") & (ticks != joined)):
            listed = joined[at].split(";")
            if not set(listed) <= set(order):
                ticks[at] = ticks[at] or joined[at]  # words that the cleaning refuses, unless the ticks say which options they are
                continue
            if ticks[at] and set(ticks[at].split(";")) != set(listed) and column:
                part.problems.append(self._wrong(part, at, DIFFER, column.header, joined[at]))
            ticks[at] = ";".join(sorted(set(listed), key=order.index))
        return ticks

    def _wrong(self, part: _Part, at: int, said: tuple[str, str], column: str, value: str) -> Problem:
        cells = part.sheet.cells
        return Problem(cells.file, *said, cells.sheet, int(part.sheet.body.index[at]), column, value)

    def _log(self, part: _Part, item: Item, settled: Settled, cells: np.ndarray) -> None:
        """Add the cells that were changed, with what they held and what they say."""
        if (at := settled.changed).size:
            record = part.frame[self.spec.key[0]].iloc[at].str.strip().str.upper().to_numpy()
            row = {"source": self.spec.source, "record": record, "column": item.id, "raw": cells[at], "clean": settled.cells[at]}
            part.log.append(pd.DataFrame(row | {"rule": settled.rules}))

    def unused(self, wave: Wave) -> list[Problem]:
        """Values of wave.yml that no cell of their item holds: perhaps they are misspelled."""
        rule, hint = "gives an answer that does not occur in the file", "take it out, or write it as the file does"
        return [
            Problem(shown(wave.raw / "wave.yml"), rule, hint, "", None, f"sources.{self.spec.source}.values.{name}", answer, warning=True)
            for name, values in self.source.values.items()
            if name in self.spec.items and name in self.seen
            for answer in values
            if not any(answer in text for text in self.seen[name])
        ]


def _cells(sheet: Sheet, column: Column) -> np.ndarray:
    return sheet.body.iloc[:, column.at].to_numpy(dtype=object)


def _numbers(sheet: Sheet, spec: Table) -> list[int]:
    """The numbers of the fact sheets that a sheet holds beside the answers themselves."""
    return sorted({column.place.number for column in sheet.holds(set(spec.items) - {spec.key[0]}) if column.place})


def _filled(frame: pd.DataFrame, codebook: Codebook) -> np.ndarray:
    """Which rows hold anything but words and signs for nothing."""
    filled = np.zeros(len(frame), dtype=bool)
    for name in frame:
        codes, texts = pd.factorize(frame[name].to_numpy(dtype=object))
        filled |= np.array([not is_no_value(text, codebook) for text in texts], dtype=bool)[codes] if len(texts) else False
    return filled


def _stacked(parts: list[_Part], spec: Table, problems: list[Problem]) -> Raw:
    """The parts below each other, each with an index of its own."""
    frames = [part.frame.set_axis(part.frame.index + number * STACKED) for number, part in enumerate(parts)]
    first, *more = [(part.sheet.cells.file, part.sheet.cells.sheet) for part in parts]
    log = pd.concat([pd.DataFrame(columns=LOG_COLUMNS), *(changes for part in parts for changes in part.log)], ignore_index=True)
    raw = Raw(pd.concat(frames) if len(frames) > 1 else frames[0], *first, log, [*problems], more)
    raw.problems += [problem for part in parts for problem in part.problems]
    raw.readings = [_reading(part, spec) for part in parts]
    return raw


def _reading(part: _Part, spec: Table) -> Reading:
    """What is told of a sheet: every column, the items it has no column for, the rows above its header.

    Of a fact sheet beside the answers only its own columns, and how many there are.
    """
    sheet, cells = part.sheet, part.sheet.cells
    where = (spec.name, cells.file, cells.sheet, cells.container, sheet.kind.name, sheet.header.rows)
    if part.beside:
        own = [column for column in sheet.columns if column.place and column.place.item in spec.items and column.place.number == part.beside]
        return Reading(*where, [_told(column, spec) for column in own], len(part.frame), {}, ["fact sheets in the sheet of the answers"])
    there = {column.place.item for column in sheet.columns if column.place} | ({spec.key[0]} if sheet.keys is not None else set())
    lacking = [item.id for item in spec.items.values() if item.id not in {*there, *WORKED_OUT} and not item.optional]
    above = [row for row in cells.frame.index if row < sheet.header.rows[0]]
    remarks = [*sheet.remarks, *([f"not in the file: {', '.join(lacking)}"] if lacking else [])]
    remarks += [f"rows above the header that are not read: {' to '.join(map(str, sorted({above[0], above[-1]})))}"] if above else []
    return Reading(*where, [_told(column, spec) for column in sheet.columns], sheet.rows, sheet.dropped, remarks)


def _told(column: Column, spec: Table) -> Matched:
    if column.place is None:
        return Matched(column.header, "", column.how)
    if column.place.item in spec.not_asked:
        return Matched(column.header, "", UNASKED)
    return Matched(column.header, told(column.place), column.how)


def _set_aside_log(sheets: Iterable[Sheet], spec: Table) -> pd.DataFrame:
    """One row of the log for each column of personal data and each row that is no record; none of their words."""
    rows = [
        [spec.source, "", column.header, "", "", "personal_data_dropped"] for sheet in sheets for column in sheet.columns if column.how == PERSONAL
    ]
    rows += [[spec.source, "", "", "", "", REASONS[reason]] for sheet in sheets for reason, many in sheet.dropped.items() for _ in range(many)]
    return pd.DataFrame(rows, columns=LOG_COLUMNS)


def _unasked(sheet: Sheet, spec: Table) -> list[Problem]:
    """Answers in the columns of items that the wave did not ask."""
    problems = []
    for column in sheet.holds(spec.not_asked):
        cells = sheet.body.iloc[:, column.at]
        if (filled := cells[cells.str.strip().ne("")]).size:
            problems.append(Problem(sheet.cells.file, *NOT_ASKED, sheet.cells.sheet, int(filled.index[0]), column.header, filled.iloc[0]))
    return problems


def _declared_problems(wave: Wave, tables: list[Table], opened: Opened) -> tuple[list[Problem], set[str]]:
    """What wave.yml says of a source and does not fit its files or the codebook; and the items whose columns it looks for in vain."""
    name = tables[0].source
    source, file = wave.sources[name], shown(wave.raw / "wave.yml")
    names = Names.of(tables)
    headers = [column.header for sheet in (*opened.main, *opened.further) for column in sheet.columns if column.header]
    used = {column.key for sheet in (*opened.main, *opened.further) for column in sheet.columns}
    problems, absent = [], set()

    def say(rule: str, hint: str, field_: str, value: str, warning: bool = False) -> None:
        problems.append(Problem(file, rule, hint, column=f"sources.{name}.{field_}", value=value, warning=warning))

    for key, target in source.mapping.items():
        found = names.find(target, KINDS["native"])
        if len(found) != 1:
            say("is not an item of the codebook", "map to an item id" + nearest(target, names.items), "mapping", target)
        elif key not in used:
            absent.add(found[0].place.item)
            if found[0].place.item not in WORKED_OUT:
                hint = "write the name of the column as the file has it" + nearest(key, headers)
                say("is the name of a column that no file of the source has", hint, "mapping", key)
    for pattern in source.ignore:
        if not any(is_like(header, [pattern]) for header in headers):
            say("names no column of the files", "take it out, or write the column as the file does" + nearest(pattern, headers), "ignore", pattern, warning=True)
    known = {*names.items, *(item.stem for item in names.items.values())}
    for field_, given in (("values", source.values), ("missing", source.missing)):
        for item in given:
            if item != "*" and item not in known:
                say("is not an item of the codebook", "name an item, or `*` for all" + nearest(item, known), field_, item)
    for item, values in source.values.items():
        options = names.items[item].options if item in names.items else {}
        several = bool(options) and names.items[item].type == "multi"
        given = {part for value in values.values() for part in (value.split(";") if several else [value])}
        if options and (bad := sorted(given - {*options, *(TICKS if several else ()), ""})):
            say("is not among the answers of the codebook", one_of(bad[0], options), f"values.{item}", bad[0])
    return problems, absent


def _strangers(wave: Wave, spec: Table, opened: Opened) -> Iterator[Problem]:
    """Names of `withdrawn` that no row of the respondents has."""
    rule, hint = "names a respondent who is not in the survey", "correct the identifier, or take it out if the row is gone"
    for name in wave.withdrawn if spec.key == ("respondent_id",) else ():
        if fold(name) not in opened.known:
            yield Problem(shown(wave.raw / "wave.yml"), rule, hint, column="withdrawn", value=name)


def _nothing(spec: Table, file: str) -> Raw:
    empty = pd.DataFrame(columns=list(spec.items), dtype=object)
    reading = Reading(spec.name, file, remarks=["the files hold none"], header_rows=())
    return Raw(empty, file, "", pd.DataFrame(columns=LOG_COLUMNS), readings=[reading])
