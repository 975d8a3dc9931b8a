"""What was read, as small tables for people: the same on the screen and on the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from analysis.check.columns import tell_column
from analysis.check.examine import Checked, Read
from analysis.clean.responses import derive_responses
from analysis.codebook import Table
from analysis.intake.reading import Reading
from analysis.problems import by_cause, counted, grave, one_line, places

NOTHING = "-"


@dataclass
class Listing:
    """A table for people: its title, the names of its columns, rows of text, and what to know about it."""

    title: str
    head: tuple[str, ...]
    rows: list[tuple[str, ...]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def verdict(checked: Checked) -> str:
    """How many errors and warnings there are, in one line."""
    wave = checked.wave
    if not checked.problems:
        return f"{wave.id}: no problem found in {', '.join(wave.sources) or 'its files'}"
    errors = grave(checked.problems)
    warnings = [problem for problem in checked.problems if problem.warning]
    said = [f"{counted(places(found), noun)} in {counted(len(by_cause(found)), 'message')}"
            for found, noun in ((errors, "error"), (warnings, "warning")) if found]  # fmt: skip
    return f"{wave.id}: {', '.join(said)}{'; more may come to light once they are mended' if errors else '; no error'}"


def listings(checked: Checked) -> list[Listing]:
    """Everything that was read: files, how their columns were understood, rows, and each column of each table."""
    readings = [reading for read in checked.tables.values() for reading in read.readings]
    found = [_files(readings), *map(_matches, readings), _rows(checked), *(_columns(checked, read) for read in checked.tables.values())]
    return [listing for listing in found if listing.rows or listing.notes]


def _files(readings: list[Reading]) -> Listing:
    rows = [
        (_place(reading), reading.table, reading.container or NOTHING, reading.kind or NOTHING, _header(reading), _matched(reading), f"{reading.rows:,}")
        for reading in readings
    ]
    notes = dict.fromkeys(f"{_place(reading)}: {remark}" for reading in readings for remark in reading.remarks)
    return Listing("Files", ("file", "read as", "format", "kind", "header", "columns", "rows"), rows, list(notes))


def _place(reading: Reading) -> str:
    return one_line(f"{reading.file}, sheet {reading.sheet}" if reading.sheet else reading.file, None)


def _header(reading: Reading) -> str:
    rows = ", ".join(map(str, reading.header_rows))
    return f"row{'s' * (len(reading.header_rows) > 1)} {rows}" if rows else "none"


def _matched(reading: Reading) -> str:
    """How many columns were matched by what, in one line."""
    ways = Counter(f"by {column.how}" if column.item else f"not read: {column.how}" for column in reading.columns)
    return ", ".join(f"{n:,} {way}" for way, n in ways.items()) or NOTHING


def _matches(reading: Reading) -> Listing:
    """The columns whose name in the file does not end in the item they are read as, and those that are not read."""
    rows = [
        (one_line(column.header), column.item or "not read", column.how)
        for column in reading.columns
        if not (column.item and column.header.endswith(column.item))
    ]
    return Listing(f"Columns that are called something else in {_place(reading)}", ("column", "read as", "known by"), rows)


def _rows(checked: Checked) -> Listing:
    """How many rows of each table were read, set aside, merged and kept."""
    rows = [(name, *_row_counts(read)) for name, read in checked.tables.items()]
    return Listing("Rows", ("table", "in the files", "set aside", "merged into another", "kept"), rows)


def _row_counts(read: Read) -> tuple[str, str, str, str]:
    own = [reading for reading in read.readings if reading.table == read.spec.name]
    there = f"{sum(reading.rows for reading in own):,}" if own else NOTHING
    if read.raw is None or read.cleaned is None:
        return there, NOTHING, NOTHING, "not read as a table"
    aside: Counter[str] = Counter()
    for reading in own:
        aside.update(reading.dropped)
    why = ", ".join(f"{reason}: {n:,}" for reason, n in sorted(aside.items())) or "0"
    kept = len(read.cleaned.frame)
    return there, why, f"{len(read.raw.frame) - kept:,}", f"{kept:,}"


def _columns(checked: Checked, read: Read) -> Listing:
    """Each column of a table that holds something: its type, how many cells are filled, what they hold, what is odd, what cleaning changed."""
    name = read.spec.name
    listing = Listing(f"{name}, column by column", ("column", "type", "filled", "empty", "holds", "odd", "changed in cleaning"))
    if read.cleaned is None or read.cleaned.frame.empty:
        return listing
    frame = read.cleaned.frame
    if name == "responses":
        frame = derive_responses(frame, read.spec, checked.wave.status_rule)
    changed = dict(_changes(read))
    for item in read.spec.items.values():
        filled = int(frame[item.id].ne("").sum())
        if not filled:
            continue
        values, odd = tell_column(item, frame[item.id])
        empty = f"{(len(frame) - filled) / len(frame):.0%}"
        listing.rows.append((item.id, item.type, f"{filled:,}", empty, values, odd, changed.get(item.id, "")))
    if silent := _silent(read.spec, {name for name in frame if frame[name].eq("").all()}):
        listing.notes.append(f"empty in every row: {', '.join(silent)}")
    if not read.sound:
        listing.notes.append("cells that cannot be read count as empty until they are mended")
    return listing


def _silent(spec: Table, empty: set[str]) -> list[str]:
    """The columns without an answer, a question with sub-questions as one where none of them has any."""
    silent = {stem: [item.id for item in spec.stem(stem)] for stem in dict.fromkeys(item.stem for item in spec.items.values())}
    return [
        name
        for stem, ids in silent.items()
        for name in ([f"{stem} (all {len(ids)})"] if len(ids) > 1 and empty >= {*ids} else [id_ for id_ in ids if id_ in empty])
    ]


def _changes(read: Read) -> Iterator[tuple[str, str]]:
    """How many cells of a column cleaning changed, by rule."""
    log = read.cleaned.log
    for column, rules in log[log["column"].ne("") & log["record"].ne("")].groupby("column")["rule"]:
        counts = rules.value_counts()
        yield column, ", ".join(f"{rule} {n:,}" for rule, n in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])))
