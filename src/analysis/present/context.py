"""Everything the chapters' sentences and tables are made from: the results of one run, read once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from analysis.clean.countries import country_label
from analysis.codebook import Codebook
from analysis.present.cards import Card, read_cards
from analysis.present.markdown import downloads, figure, mark, table
from analysis.present.select import Rows
from analysis.store import read_table, write_table
from analysis.wave import Wave


@dataclass
class Context:
    """The results of a wave's run. Tables a wave does not have are empty frames."""

    wave: Wave
    codebook: Codebook
    variables: dict = field(default_factory=dict)

    @cached_property
    def estimates(self) -> Rows:
        return Rows(self.table("processed/estimates.csv"))

    @cached_property
    def cards(self) -> dict[str, Card]:
        return read_cards(self.wave.stage / "cards")

    @property
    def labels(self) -> dict:
        return self.codebook.vocabulary["evidence"]

    def table(self, name: str) -> pd.DataFrame:
        """A table of the stage as text, or an empty frame where this wave has none."""
        file = self.wave.stage / name
        return read_table(file) if file.is_file() and file.read_bytes().strip() else pd.DataFrame()

    def raw(self, name: str) -> pd.DataFrame:
        """A CSV file of the wave's raw folder as text, or an empty frame."""
        file = self.wave.raw / name
        return read_table(file) if file.is_file() else pd.DataFrame()

    def country(self, code: str) -> str:
        return country_label(code, self.codebook)

    def mark(self, evidence: str) -> str:
        return mark(evidence, self.labels)

    def figure(self, id: str) -> str:
        """The block of one figure, or a line that says it is missing."""
        card = self.cards.get(id)
        return figure(card, self.wave.id, self.labels) if card else "*This wave holds no numbers for this figure.*\n"

    def has_figure(self, id: str) -> bool:
        return id in self.cards

    def published_table(
        self, data: pd.DataFrame, id: str, head: list[str], caption: str, align: str = "", widths: tuple[int, ...] = ()
    ) -> str:
        """A table of the chapter and the same table as a download. `data` has one column a head."""
        write_table(data, self.wave.stage / "report" / "downloads" / f"{id}.csv")
        return table(head, data.to_numpy(), caption, id, align, widths) + "\n" + downloads(id)

    def commentary(self, chapter: str) -> str:
        """What the wave's own folder says on a chapter, or nothing."""
        file = self.wave.commentary / f"{chapter}.md"
        return file.read_text(encoding="utf-8").strip() + "\n" if file.is_file() else ""
