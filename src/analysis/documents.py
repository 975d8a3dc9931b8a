"""What documents say, as tables of a wave: one CSV each in its folder `documents/`, every row with the passage it rests on.

Their columns stand in `codebook/documents.yml`. They are written by the project itself, so nothing about them is guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import pandas as pd

from analysis.codebook import Codebook, codebook_file
from analysis.declared import CLOSED, Text, one_of, said
from analysis.intake.files import read_headed
from analysis.problems import InputProblems, Problem, grave
from analysis.wave import Wave, shown

FILE = "documents.yml"
FROM = ("document", "section", "passage")  # what every table has beside its own columns
Type = Literal["id", "text", "choice", "choices", "number", "year", "country", "countries", "cases", "networks", "errata"]
SEVERAL = ("choices", "countries", "cases", "networks", "errata")
SEPARATOR = ";"
OWN_WORDS = "examples"  # the table of what single respondents said, by name


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a table."""

    __pydantic_config__ = CLOSED
    label: Text
    type: Annotated[Type, said("is not a type of column", f"use one of {', '.join(get_args(Type))}")] = "text"
    required: bool = False
    options: dict[Text, Text] | None = None


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document: how it is called where a fact is told, and its key in the list of references."""

    __pydantic_config__ = CLOSED
    label: Text
    cite: Text


@dataclass(frozen=True, kw_only=True)
class Documents:
    """All documents, and the tables made of them by name."""

    __pydantic_config__ = CLOSED
    documents: dict[Text, Document] = field(default_factory=dict)
    tables: dict[Text, dict[Text, Column]] = field(default_factory=dict)


def declared(wave: Wave) -> Documents:
    """What `documents.yml` of the wave's codebook declares; a codebook without it has no tables of documents.

    Raises InputProblems where it cannot be used.
    """
    return codebook_file(wave, FILE, Documents)


def read_documents(wave: Wave, codebook: Codebook, name: str, known: Documents) -> list[dict[str, Any]]:
    """The rows of the table `name` of a wave, none where it has no such file: a mapping of columns to a text, a whole number,
    None (an empty number) or a tuple of texts. `known` is what is `declared`.

    Raises InputProblems with everything that is wrong with the file.
    """
    file = wave.documents / f"{name}.csv"
    if not file.is_file():
        return []
    frame, problems = read_headed(file)
    if problems := grave(problems) or list(_problems(file, frame, known.tables[name], known, codebook)):
        raise InputProblems(problems)
    columns = known.tables[name]
    return [_row(row, columns) for row in frame.to_dict("records")]


def document_problems(wave: Wave, codebook: Codebook, cases: list[str] | None) -> Iterator[Problem]:
    """What is wrong with the tables of a wave; `cases` are the numbers of its case studies, where they are known."""
    files = sorted(wave.documents.glob("*.csv"))
    known = declared(wave) if files else None
    for file in files:
        if file.stem not in known.tables:
            yield Problem(shown(file), f"is no table of {FILE}", "describe its columns there" + "; known are: " + ", ".join(known.tables))
            continue
        if file.stem == OWN_WORDS and wave.discloses:
            rule = "tells what single respondents said, in a wave whose answers are published nowhere else"
            yield Problem(shown(file), rule, "take the file out: nobody may be recognised by an answer")
        try:
            frame, problems = read_headed(file)
        except InputProblems as error:
            yield from error.problems
            continue
        yield from problems
        if not grave(problems):
            yield from _problems(file, frame, known.tables[file.stem], known, codebook, cases)


def _problems(
    file: Path, frame: pd.DataFrame, columns: Mapping[str, Column], known: Documents, codebook: Codebook, cases: list[str] | None = None
) -> Iterator[Problem]:
    """What is wrong with the table of one file, its index the row numbers: its heads, then its cells."""
    heads = [*columns, *FROM]
    if list(frame.columns) != heads:
        wrong = next((name for name in (*frame.columns, *heads) if (name in heads) != (name in frame.columns)), "")
        yield Problem(shown(file), "does not have the columns that it should, in their order", f"write {', '.join(heads)}", column=wrong)
        return
    rules = {name: _rule(column, codebook, cases) for name, column in columns.items()}
    rules |= {"document": _among(known.documents), "section": None, "passage": None}
    required = {*FROM, *(name for name, column in columns.items() if column.required or column.type == "id")}
    several = {name for name, column in columns.items() if column.type in SEVERAL}
    met: set[str] = set()
    for number, row in zip(frame.index, frame.to_dict("records"), strict=True):
        for name, cell in row.items():
            place = {"file": shown(file), "row": number, "column": name, "value": cell}
            if not cell.strip() and name in required:
                yield Problem(**place, rule="is empty", hint="every fact has one")
            for part in filter(None, cell.split(SEPARATOR) if name in several else [cell]):
                if (check := rules[name]) and (hint := check(part)):
                    yield Problem(**place | {"value": part}, rule="does not fit", hint=hint)
        first = row[heads[0]]
        if first in met:
            yield Problem(shown(file), "stands in two rows", "give each row an id of its own", row=number, column=heads[0], value=first)
        met.add(first)


def _rule(column: Column, codebook: Codebook, cases: list[str] | None) -> Callable[[str], str] | None:
    """What tells why a part of a cell does not fit (nothing: it fits), or None where anything fits."""
    match column.type:
        case "choice" | "choices":
            return _among(column.options or {})
        case "country" | "countries":
            return _among(codebook.vocabulary["tiles"])
        case "number" | "year":
            return lambda part: "" if part.isdecimal() else "write digits only"
        case "cases" if cases is not None:
            return lambda part: "" if part in cases else "write the number of a case study"
    return None


def _among(known: Mapping[str, Any]) -> Callable[[str], str]:
    return lambda part: "" if part in known else one_of(part, known)


def _row(row: Mapping[str, str], columns: Mapping[str, Column]) -> dict[str, Any]:
    kinds = {name: column.type for name, column in columns.items()}
    return {name: _value(cell, kinds.get(name, "text")) for name, cell in row.items()}


def _value(cell: str, kind: str) -> Any:
    if kind in SEVERAL:
        return tuple(filter(None, cell.split(SEPARATOR)))
    if kind in ("number", "year"):
        return int(cell) if cell else None
    return cell
