"""One sheet of an export: where its header is, what its columns hold, which of its rows are records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from analysis.codebook import WORKED_OUT, Codebook, Table
from analysis.intake.cells import Cells, letters
from analysis.intake.columns import UNCLEAR, UNMATCHED, Column, Rules, match_columns, told
from analysis.intake.headers import Header, find_header, with_questions
from analysis.intake.kinds import KINDS, Kind, recognised
from analysis.intake.names import Names, Place, squeeze
from analysis.intake.reading import EMPTY, IGNORED, ROW_NUMBERS, TOOLS_NUMBER
from analysis.intake.rows import set_aside
from analysis.problems import Problem
from analysis.texts import fold
from analysis.wave import Source

UUID = "uuid:"
HINT = "rename or delete the column, map it under `mapping:` or list it under `ignore:` in wave.yml"
DOUBLED = "; columns with one and the same header cannot be mapped: export the names of the questions, or their groups, into the header"
NO_NUMBERS = "is the tool's number of each answer, but does not tell them apart"
NO_KEY = "has no column that tells the records apart"
UNKNOWN = "is not a column of the codebook"
IGNORED_BUT_NEEDED = "`ignore:` sets the column aside, but the table needs it", "take it out of `ignore:` in wave.yml"
WORDS, LEAST = re.compile(r"\w+"), 2  # so many ids in a wrong place may be there by chance
ROW_NUMBERS_HEAD = re.compile(r"|Unnamed: 0|\.\.\.1|X|index|rownames?")  # how pandas and R head the numbers that they put before a table


@dataclass
class Sheet:
    """A sheet as it was understood. `body` has its rows below the header (columns: places in the file), `keys` what tells
    them apart, `dropped` how many rows were no record, by reason."""

    cells: Cells
    kind: Kind
    header: Header
    columns: list[Column]
    body: pd.DataFrame
    keys: pd.Series | None = None
    rows: int = 0
    dropped: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def problem(self, rule: str, hint: str, column: str = "", value: str = "", warning: bool = False) -> Problem:
        """A problem of the sheet as a whole or of one of its columns."""
        return Problem(self.cells.file, rule, hint, self.cells.sheet, None, column, value, warning)

    def places(self) -> dict[Place, Column]:
        """The columns by what they hold; of two for one place the first."""
        return {column.place: column for column in reversed(self.columns) if column.place}

    def holds(self, items: Iterable[str]) -> list[Column]:
        """The columns that hold one of these items."""
        items = set(items)
        return [column for column in self.columns if column.place and column.place.item in items]


def understand(cells: Cells, tables: Sequence[Table], codebook: Codebook, source: Source) -> Sheet:
    """What the header of a sheet says, held against the items of these tables of one source. Nothing is taken out yet."""
    names = Names.of(tables)
    key = tables[0].key[0]
    any_tool = tuple(kind for kind in KINDS.values() if kind.signs)
    mapped = {squeeze(name) for name in source.mapping}

    def is_known(text: str) -> bool:  # KoboToolbox has the most ways to write a name, groups before it among them
        return squeeze(text) in mapped or any(kind.adds(text) for kind in any_tool) or bool(names.find(text, KINDS["kobo"]))

    header = find_header(cells, is_known)
    ids = {item for table in tables for item in (*table.items, *table.not_asked)}
    heads = [text for head in header.heads for text in head]
    kind = KINDS[source.format] if source.format else recognised(heads, cells.container, ids)
    drop = frozenset(squeeze(name) for table in tables for name in table.drop)
    rules = Rules(source, kind, drop, codebook.vocabulary["personal"])
    columns = match_columns(header.heads, names, rules, key)
    worded = with_questions(header, cells, columns, names.items, key)
    if worded != header:
        columns = match_columns(worded.heads, names, rules, key)
    body = cells.frame[cells.frame.index > worded.rows[-1]]
    columns = [_if_nothing(column, body) for column in columns]
    problems = [*_of_columns_read(cells, columns), *_of_another_kind(cells, kind)]
    return Sheet(cells, kind, worded, columns, body, problems=problems, remarks=list(cells.remarks))


def _of_another_kind(cells: Cells, kind: Kind) -> list[Problem]:
    """Where wave.yml says of a file that it is of a program which writes other files."""
    if not kind.containers or cells.container in kind.containers:
        return []
    rule, hint = f"is not a file of {kind.title}, as `format: {kind.name}` says", "take `format:` out, so that the kind is recognised"
    return [Problem(cells.file, rule, hint, cells.sheet)]


def _of_columns_read(cells: Cells, columns: Sequence[Column]) -> list[Problem]:
    """The problems of the cells, with headers for letters, but for those in columns that are not read."""
    names = {letters(column.at): column for column in columns}
    return [
        replace(problem, column=names[problem.column].header or problem.column) if problem.column in names else problem
        for problem in cells.problems
        if problem.column not in names or names[problem.column].is_read
    ]


def _if_nothing(column: Column, body: pd.DataFrame) -> Column:
    """A column that nobody knows and that holds nothing, or only the numbers of the rows, is not asked for."""
    if column.how not in (UNMATCHED, UNCLEAR):
        return column
    cells = body.iloc[:, column.at].str.strip()
    if not cells.ne("").any():
        return replace(column, how=EMPTY)
    counts = any(list(cells) == [str(start + place) for place in range(len(cells))] for start in (0, 1))
    return replace(column, how=ROW_NUMBERS) if counts and column.at == 0 and ROW_NUMBERS_HEAD.fullmatch(column.header) else column


def with_keys(sheet: Sheet, key: str, main: Sequence[Sheet] = ()) -> Sheet:
    """The sheet with what tells its records apart: its own column, or that of the sheet in `main` to which it points."""
    if column := sheet.places().get(Place(key)):
        keys = sheet.body.iloc[:, column.at].str.removeprefix(UUID)
        filled = keys[keys.str.strip().ne("")]
        if column.how == TOOLS_NUMBER and filled.duplicated().any():
            return _not_told_apart(sheet, column, key, filled[filled.duplicated()].iloc[0])
        return replace(sheet, keys=keys)
    for pointer, target in sheet.kind.parents:
        here, known = _headed(sheet, pointer), _pointed_at(sheet, target, main)
        if here is not None and known:
            pointing = sheet.body.iloc[:, here]
            return replace(sheet, keys=pointing.map(known).where(pointing.isin(known.keys()), pointing))
    return sheet


def _not_told_apart(sheet: Sheet, column: Column, key: str, number: str) -> Sheet:
    """The sheet with the problem that the numbers of its tool are no keys."""
    hint = f"add a column `{key}` with a name of its own for each record, or map one to it under `mapping:` in wave.yml"
    return replace(sheet, problems=[*sheet.problems, sheet.problem(NO_NUMBERS, hint, column.header, number)])


def numbered_apart(sheets: Sequence[Sheet], key: str) -> list[Sheet]:
    """The sheets of stacked files, with a problem in each whose tool numbers other answers as that of a file before it did.

    Tools count from 1 in every survey, so these would become one record. An answer that is the same in both files is one.
    """
    before = pd.DataFrame(dtype=object)
    checked = []
    for sheet in sheets:
        column = sheet.places().get(Place(key))
        if column and column.how == TOOLS_NUMBER and sheet.keys is not None and len(sheets) > 1:
            places = {told(place): other.at for place, other in sheet.places().items() if other is not column}
            answers = sheet.body.iloc[:, [*places.values()]].set_axis([*places], axis=1).set_axis(sheet.keys)
            both, shared = answers.index.intersection(before.index).difference([""]), answers.columns.intersection(before.columns)
            differ = answers.loc[both, shared].ne(before.loc[both, shared]).any(axis=1)
            before = pd.concat([before, answers[~answers.index.isin([*before.index, ""])]]).fillna("")
            sheet = _not_told_apart(sheet, column, key, differ.idxmax()) if differ.any() else sheet
        checked.append(sheet)
    return checked


def _pointed_at(sheet: Sheet, target: str, main: Sequence[Sheet]) -> dict[str, str]:
    """The keys of the main sheets by the column `target` that `sheet` points to: of those in its own file, where there are any.

    Files number their rows by themselves: what stands for two records in several of them stands for none.
    """
    own = [other for other in main if other.cells.file == sheet.cells.file]
    found: dict[str, set[str]] = {}
    for other in own or main:
        if other.keys is not None and (there := _headed(other, target)) is not None:
            for text, key in zip(other.body.iloc[:, there], other.keys, strict=True):
                found.setdefault(text, set()).add(key)
    return {text: next(iter(keys)) for text, keys in found.items() if len(keys) == 1}


def _headed(sheet: Sheet, name: str) -> int | None:
    return next((column.at for column in sheet.columns if name in column.headers), None)


def without(sheet: Sheet, withdrawn: Iterable[str]) -> Sheet:
    """The sheet and its problems without the rows of respondents who have withdrawn."""
    names = {fold(name) for name in withdrawn}
    if sheet.keys is None or not names:
        return sheet
    gone = sheet.keys.map(fold).isin(names)
    rows = set(sheet.body.index[gone])
    problems = [problem for problem in sheet.problems if problem.row not in rows]
    return replace(sheet, body=sheet.body[~gone], keys=sheet.keys[~gone], problems=problems)


def records(sheet: Sheet, key: str) -> Sheet:
    """The sheet with its records only, and how many other rows it had. A sheet without keys stays as it is."""
    if sheet.keys is None:
        return sheet
    own = next((column.at for column in sheet.columns if column.place == Place(key)), None)
    taken = [column.at for column in sheet.columns if column.place and column.at != own]
    frame = pd.concat([sheet.keys.rename(key), sheet.body.iloc[:, taken].set_axis(taken, axis=1)], axis=1)
    heads = [() if own is None else sheet.header.heads[own], *(sheet.header.heads[at] for at in taken)]
    kept, dropped = set_aside(frame, key, heads)
    return replace(sheet, body=sheet.body.loc[kept.index], keys=sheet.keys.loc[kept.index], rows=len(sheet.body), dropped=dropped)


def column_problems(sheet: Sheet, spec: Table, others: Iterable[str] = (), awaited: Iterable[str] = ()) -> list[Problem]:
    """What is wrong with the columns of a sheet that holds the table `spec`; `others` are items that it may hold besides.
    `awaited` are items whose columns are asked for elsewhere.

    Where nothing at all was recognised that is the one problem. Missing columns are asked for in the project's own tables only.
    """
    is_known = sheet.holds(spec.items) and sheet.holds({*spec.items, *spec.not_asked, *others} - {spec.key[0]})
    if not is_known and not any(column.how == UNCLEAR for column in sheet.columns):
        return [_nothing_known(sheet, spec)]
    return [*_unknown(sheet), *_twice(sheet), *_missing(sheet, spec, {*awaited})]


def _nothing_known(sheet: Sheet, spec: Table) -> Problem:
    """What is wrong with a sheet of which no column is known."""
    heads = [column.header for column in sheet.columns if column.header]
    found = ", ".join(heads)
    if not heads:
        return sheet.problem("the sheet is empty", "fill it in, or take the source out of wave.yml")
    if all(column.how == IGNORED for column in sheet.columns if column.header):
        return sheet.problem("`ignore:` in wave.yml sets every column aside", "list there only what is not to be read", value=found)
    if len(heads) == 1 and len(spec.items.keys() & set(WORDS.findall(found))) > LEAST:
        hint = "split it at the separator (in a spreadsheet program: Text to Columns), or export it again as CSV with commas"
        return sheet.problem("all columns stand within one cell", hint, value=found)
    if len(spec.items.keys() & set(sheet.cells.frame.iloc[:, 0].str.strip())) > LEAST:
        hint = "turn it round (copy it and paste it transposed), so that each record is a row"
        return sheet.problem("the names of the columns stand below each other", hint, value=found)
    hint = "put the item ids into the first row, or map the columns under `mapping:` in wave.yml"
    noted = f" ({'; '.join(sheet.remarks)})" if sheet.remarks else ""
    return sheet.problem("none of the first rows holds names of columns that are known", hint + noted, value=found)


def trial_problems(sheet: Sheet) -> list[Problem]:
    """Rows that the tool itself marks as no real answer: they are read, and somebody should look at them."""
    rule, hint = "marks an answer that is a trial, spam or was not approved; it is read all the same", "delete the row if it is no answer"
    problems = []
    for name, marks in sheet.kind.trials:
        if (at := _headed(sheet, name)) is not None:
            cells = sheet.body.iloc[:, at]
            problems += [
                Problem(sheet.cells.file, rule, hint, sheet.cells.sheet, int(row), name, text, warning=True)
                for row, text in cells[cells.isin(marks)].items()
            ]
    return problems


def _unknown(sheet: Sheet) -> list[Problem]:
    """The columns that nobody knows, with what they may be: one message, however many they are."""
    lost = [column for column in sheet.columns if column.how in (UNMATCHED, UNCLEAR)]
    nameless = [column for column in lost if not column.header]
    named = [column for column in lost if column.header]
    found = [sheet.problem(f"a column has no name in row {sheet.header.rows[0]}", HINT)] if nameless else []
    if len(named) == 1:
        return [*found, sheet.problem(_rule(named[0]), HINT + _perhaps(named[0]), named[0].header)]
    if named:
        listed = "; ".join(f"{column.header!r}{_perhaps(column, ': ')}" for column in named)
        rule = f"{len(named)} columns are not columns of the codebook, or not clear"
        doubled = DOUBLED if len({column.header for column in named}) < len(named) else ""
        found.append(sheet.problem(rule, f"{HINT}{doubled}. They are, with what is nearest: {listed}"))
    return found


def _rule(column: Column) -> str:
    return UNKNOWN if column.how == UNMATCHED else "can stand for several columns of the codebook, or be a number that the tool gave"


def _perhaps(column: Column, before: str = "; perhaps ") -> str:
    if not column.candidates:
        return ""
    named = " or ".join(map(repr, column.candidates))
    return f"{before}{named}" + (" is meant" if before.startswith(";") else "")


def _meant(sheet: Sheet, item: str) -> str:
    """The end of a hint: the column that nobody knows and that may be the item."""
    headers = [column.header for column in sheet.columns if column.place is None and item in column.candidates]
    return f"; perhaps {headers[0]!r} is meant" if headers else ""


def _twice(sheet: Sheet) -> list[Problem]:
    first: dict[Place, Column] = {}
    problems = []
    for column in sheet.columns:
        if column.place is None or first.setdefault(column.place, column) is column:
            continue
        other = first[column.place]
        if other.header == column.header:
            problems.append(sheet.problem("the column stands there twice", "delete or rename one of them", column.header))
        else:
            hint = "delete one of them, list it under `ignore:` in wave.yml, or number the columns of further fact sheets: 2, 3"
            both = f"{other.header} / {column.header}"
            problems.append(sheet.problem("two columns stand for the same item", hint, both, told(column.place)))
    return problems


def _missing(sheet: Sheet, spec: Table, awaited: set[str]) -> list[Problem]:
    there = {place.item for place in sheet.places()}
    hint = "add it with this name in row 1, with empty cells where nothing is known, or list it under `not_asked:` in wave.yml if nobody was asked"
    if sheet.kind.strict:
        lacking = [item.id for item in spec.items.values() if item.id not in there | awaited | {*WORKED_OUT} and not item.optional]
        aside = {column.header for column in sheet.columns if column.how == IGNORED}
        return [
            sheet.problem(*IGNORED_BUT_NEEDED, item)
            if item in aside
            else sheet.problem("the column is missing", hint + _meant(sheet, item), item)
            for item in lacking
        ]
    if sheet.keys is None and not any(problem.rule == NO_NUMBERS for problem in sheet.problems):
        numbered = f" (of {sheet.kind.title}: {', '.join(sheet.kind.ids)})" if sheet.kind.ids else ""
        hint = f"add a column `{spec.key[0]}`, or map the column that numbers the records to it under `mapping:` in wave.yml{numbered}"
        return [sheet.problem(NO_KEY, hint, spec.key[0])]
    return []
