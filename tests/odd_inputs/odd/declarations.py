"""wave.yml: what YAML does to words, and what a wave cannot say of itself."""

from __future__ import annotations

from typing import Any

from odd import Odd
from odd.make import csv, practices

TABLE = {"practices.csv": csv(practices({}))}
SPAIN = {"practices P1 country": "ES"}
TEXT = "id: '2026'\ntitle: A test\nyear: 2026\nevidence: observed\nsources:\n  practices: {file: practices.csv}\n"


def text(name: str, old: str, new: str, **expected: Any) -> Odd:
    """The plain wave.yml with one thing written differently."""
    assert old in TEXT
    return Odd(name, TABLE, declared=TEXT.replace(old, new), **expected)


def source(name: str, more: str, **expected: Any) -> Odd:
    return text(name, "{file: practices.csv}", f"{{file: practices.csv, {more}}}", **expected)


def fields(name: str, refused: str, **given: Any) -> Odd:
    return Odd(name, TABLE, fields=given, refused=rf"wave\.yml, {refused}")


KINDS = [
    text("a wave.yml of the old computers", "title", "title", values=SPAIN),
    Odd("a mark before the first letter", TABLE, declared="\ufeff" + TEXT, values=SPAIN),
    Odd("a wave.yml in Windows-1252", TABLE, declared=TEXT.replace("A test", "Málaga").encode("cp1252"), refused=r"wave\.yml: is not UTF-8 text"),
    Odd("an empty wave.yml", TABLE, declared="# nothing yet\n", refused=r"wave\.yml: holds no fields"),
    Odd("no wave.yml", TABLE, prepare=lambda folder: (folder / "wave.yml").unlink(), refused=r"wave\.yml: the wave has no wave\.yml"),
    text("a tab for blanks", "  practices", "\tpractices", refused=r"wave\.yml, row 6: is not valid YAML: .*tab"),
    text("a colon within a title", "A test", "Practices: the next round", refused=r"wave\.yml, row 2: is not valid YAML: mapping values are not allowed here.*quot"),
    text("a field twice", "title: A test", "title: A test\ntitle: Another", refused=r"wave\.yml.*title.*twice|twice.*title"),
    source("two keys that YAML reads as one", "mapping: {1.1: title, 1.10: organisation}", refused=r"wave\.yml.*(1\.1.*twice|quot)"),
    source("one key that YAML reads as a number", "mapping: {1.10: title}", refused=r"wave\.yml, row 6: YAML reads the name '1\.10' as a number"),
    source("No as a key", "values: {range: {No: national, Yes: regional_municipal}}", refused=r"wave\.yml, row 6: YAML reads 'No' as false.*quote it"),
    source("numbers as keys", "values: {range: {1: national}}", warned="does not occur in the file .found: '1'", values=SPAIN),
    text("a year between quotation marks", "year: 2026", "year: '2026'", values=SPAIN),
    text("a year in words", "year: 2026", "year: this year", refused=r"wave\.yml, column year: is not a whole number \(found: 'this year'\)"),
    text("an id that is a number", "id: '2026'", "id: 2026", values=SPAIN),
    text("an id that is not its folder", "id: '2026'", "id: '2027'", refused=r"column id: is not the name of its folder \(found: '2027'\)"),
    text("quotation marks of a word processor", "'2026'", "‘2026’", refused=r"wave\.yml, column id: is not the name of its folder \(found: '‘2026’'\)"),
    text("two documents in one file", "title", "---\ntitle", refused=r"wave\.yml, row \d: is not valid YAML"),
    text("a field that is not there", "evidence: observed\n", "", refused=r"wave\.yml, column evidence: the field is missing"),
    text("a misspelled field", "evidence: observed", "evidence: observed\nsamplng: sample", refused=r"wave\.yml, column samplng: is not a field of wave\.yml.*'sampling' is meant"),
    text("a source that is not there", "practices: {", "practises: {", refused=r"wave\.yml, column sources: is not a source \(found: 'practises'\)"),
    text("no sources", "sources:\n  practices: {file: practices.csv}\n", "sources: {}\n", refused=r"wave\.yml, column sources.*names no source"),
    text("the evidence of another wave", "observed", "round_trip", refused=r"column evidence: says that the extracts are rebuilt.*published/ has none"),
    source("a format that is not known", "format: sas", refused=r"column sources\.practices\.format: is not a format that can be read \(found: 'sas'\)"),
    source("a decimal mark that is none", "decimal: comma", refused=r"column sources\.practices\.decimal: is not a decimal mark \(found: 'comma'\)"),
    source("an order of dates that is none", "dates: dmy", refused=r"column sources\.practices\.dates: is not an order of dates \(found: 'dmy'\)"),
    source("a misspelled field of a source", "missings: ['-99']", refused=r"column sources\.practices\.missings: is not a field of sources\.practices.*'missing' is meant"),
    source("one code for no answer, without brackets", "missing: -99", values=SPAIN),
    source("a mapping as a list", "mapping: [title, country]", refused=r"column sources\.practices\.mapping: is not a list of columns by name"),
    source("values without their item", "values: {'1': 'yes'}", refused=r"column sources\.practices\.values.*: is not a list of answers by item"),
    text("no file of a source", "{file: practices.csv}", "{sheet: practices}", refused=r"column sources\.practices.*: names no file"),
    text("the name of a file alone", "{file: practices.csv}", "practices.csv", values=SPAIN),
    text("a path of Windows", "file: practices.csv", "file: 'data\\practices.csv'", refused=r"practices\.csv: there is no such file.*perhaps 'practices\.csv' is meant"),
    fields("a question that is not in the codebook", r"column not_asked.*\(found: 'favourite_colour'\)", not_asked=["favourite_colour"]),
    fields("a base that hides nobody", r"column min_base: is too small to hide anybody .* \(found: '2'\)", min_base=2),
    fields("a rule that is none", r"column status_rule.*", status_rule={"analysable": 10}),
    fields("a baseline that cannot be a wave", r"column baseline: is not the name of a wave \(found: '\.\./2012'\)", baseline="../2012"),
    fields("an assumption without a value", r"column assumptions: is not an assumption.*give each an id, a text, a value", assumptions=[{"id": "a", "text": "b"}]),
    fields("invited in words", r"column invited: is not a whole number \(found: 'about 600'\)", invited="about 600"),
    fields("a sign that no font has in the title", r"column title: .*U\+F0B7", title="A test \uf0b7"),
    text("fieldwork as one day", "evidence: observed", "evidence: observed\nfieldwork: 2026-05-01", values=SPAIN),
    text("a day of the fieldwork that does not exist", "evidence: observed", "evidence: observed\nfieldwork: 2026-02-31", refused=r"wave\.yml: holds a value that is no valid YAML, such as a date that does not exist"),
]  # fmt: skip
