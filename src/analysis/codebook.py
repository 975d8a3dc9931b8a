"""Items, options, labels and rules, read from `codebook/*.yml`: the one source for checks, labels and forms."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from analysis.problems import InputProblems, Problem


def fold(text: str) -> str:
    """`text` without case, accents, outer spaces, doubled spaces and closing full stop: how words are compared."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'"))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(plain.casefold().split()).rstrip(". ")


@dataclass(frozen=True)
class Item:
    """One column. `stem` and `levels` say which question and sub-questions an id such as `a__b__c` stands for."""

    id: str
    type: str
    label: str
    question: str = ""
    required: bool = False
    integer: bool = False
    min: float | None = None
    max: float | None = None
    options: dict[str, str] = field(default_factory=dict)
    synonyms: dict[str, list[str]] = field(default_factory=dict)
    unanswered: str = ""
    derived: str = ""
    stem: str = ""
    levels: tuple[str, ...] = ()
    level_labels: tuple[str, ...] = ()
    short: str = ""
    says: str = ""
    estimated: str = ""

    @property
    def key(self) -> str:
        """The item's part of an estimate key: `__` between the levels becomes a dot."""
        return self.id.replace("__", ".")


@dataclass(frozen=True)
class Table:
    """One table of a source: its items in order, the columns to drop unread, its key."""

    name: str
    source: str
    sheet: str
    items: dict[str, Item]
    key: tuple[str, ...]
    drop: tuple[str, ...] = ()
    question_row: bool = False
    estimates: str = ""

    def of_type(self, *types: str) -> list[Item]:
        return [item for item in self.items.values() if item.type in types]

    def stem(self, stem: str) -> list[Item]:
        """The items of one question with sub-questions, in order."""
        return [item for item in self.items.values() if item.stem == stem]


@dataclass(frozen=True)
class Codebook:
    """All tables of the codebook, its shared vocabulary and the evaluation criteria."""

    tables: dict[str, Table]
    vocabulary: dict[str, Any]
    criteria: dict[str, Any]
    stems: dict[str, str]

    def __getitem__(self, table: str) -> Table:
        return self.tables[table]


@lru_cache(maxsize=4)
def load_codebook(folder: Path) -> Codebook:
    """Read every file of a codebook folder."""
    tables, stems = {}, {}
    for name in ("survey", "factsheet", "practices", "case_studies", "networks"):
        raw = _load(folder / f"{name}.yml")
        try:
            table = _table(raw)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            hint = "compare it with the project's own codebook"
            raise InputProblems([Problem(f"{name}.yml", f"is not a table of items ({error})", hint)]) from None
        tables[table.name] = table
        stems |= {stem: entry["label"] for stem, entry in raw["items"].items()}
    return Codebook(tables, _load(folder / "vocabulary.yml"), _load(folder / "criteria.yml"), stems)


def _load(file: Path) -> dict[str, Any]:
    hint = "compare it with the project's own codebook"
    try:
        loaded = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason = getattr(error, "problem", None) or getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise InputProblems([Problem(file.name, f"cannot be read as part of a codebook: {reason}", hint)]) from None
    if not isinstance(loaded, dict):
        raise InputProblems([Problem(file.name, "holds no fields", hint)])
    return loaded


def _table(raw: dict[str, Any]) -> Table:
    items = {item.id: item for stem, entry in raw["items"].items() for item in _expand(stem, entry)}
    return Table(
        raw["table"],
        raw["source"],
        raw["sheet"],
        items,
        tuple(raw["key"]),
        tuple(raw.get("drop", ())),
        raw.get("question_row", False),
        raw.get("estimates", raw["table"]),
    )


def _expand(stem: str, entry: dict[str, Any]) -> list[Item]:
    entry = dict(entry)
    levels = entry.pop("levels", None)
    if scale := entry.pop("scale", None):
        entry |= {"min": scale[0], "max": scale[1], "integer": True}
    if not levels:
        return [Item(id=stem, stem=stem, **entry)]
    label, short = entry.pop("label"), entry.pop("short", {})
    return [
        Item(
            id="__".join([stem, *ids]),
            stem=stem,
            label=f"{label}: {', '.join(level[i] for level, i in zip(levels, ids, strict=True))}",
            levels=ids,
            level_labels=tuple(level[i] for level, i in zip(levels, ids, strict=True)),
            short=short.get(ids[-1], ""),
            **entry,
        )
        for ids in product(*levels)
    ]
