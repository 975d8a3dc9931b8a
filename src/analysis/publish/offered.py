"""The tables that a book offers to take along, in its order, and what their columns hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from analysis.codebook import Codebook
from analysis.store import read_table, without_apostrophe
from analysis.wave import Wave


@dataclass(frozen=True)
class Offered:
    """A table to download: its file, what it holds, the classes of evidence and the base that it rests on in words, and the
    heads of those of its columns that its exhibit words."""

    file: Path
    title: str
    evidence: str
    base: str
    heads: Mapping[str, str]

    @property
    def name(self) -> str:
        return self.file.stem

    @cached_property
    def table(self) -> pd.DataFrame:
        """Its cells as text, as they were before the file was written for spreadsheets."""
        return read_table(self.file).map(without_apostrophe)


def in_book(cards: Sequence[dict], blocks: list[str]) -> list[dict]:
    """The cards of the exhibits that a book with these `blocks` shows, in its order."""
    return sorted((card for card in cards if card["block"] in blocks), key=lambda card: blocks.index(card["block"]))


def offered(wave: Wave, codebook: Codebook, cards: Sequence[dict]) -> list[Offered]:
    """The tables of some exhibits, in their order."""
    folder, labels = wave.stage / "report" / "downloads", codebook.vocabulary["evidence"]
    found: dict[str, Offered] = {}
    for card in cards:
        evidence = ", ".join(labels[name]["label"] for name in filter(None, card["evidence"].split(";")))
        named = {card["figure"] or card["table"]: card["caption"]} | card["files"]
        for name, title in named.items():
            if name:
                found[name] = Offered(folder / f"{name}.csv", title, evidence, card["base"], card["heads"])
    return list(found.values())


class Meanings:
    """What columns hold, by the words of their own exhibit, those of `words`, the codebook, or another exhibit."""

    def __init__(self, tables: list[Offered], words: Mapping[str, str], codebook: Codebook):
        labels = {item.id: item.label for table in codebook.tables.values() for item in table.items.values()}
        self._known = {name: head for table in tables for name, head in table.heads.items()} | labels | dict(words)

    def of(self, column: str, table: Offered) -> str:
        """The meaning of a column of a table; its name where nobody words it."""
        return table.heads.get(column) or self._known.get(column) or column.replace("_", " ").capitalize()
