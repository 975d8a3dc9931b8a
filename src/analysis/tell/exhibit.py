"""An exhibit: a finding, its words and its shape. From it come the block of the book, the figure, its card and its data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cached_property
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from analysis.findings.results import Named, Names, Number, Part, Range
from analysis.tell import plot
from analysis.tell.keys import Printed, is_number, of_row, together
from analysis.tell.markdown import Raw
from analysis.tell.words import Words

PRINTED = r"[€−]?\d[\d,.]*( million)?%?(( to |–| of )[€−]?\d[\d,.]*%?)?"


@dataclass(frozen=True)
class Exhibit:
    """What a finding found, and how it is said. `facts` may hold, beside what the words use:

    `chart` (a Chart to draw), `data` (the table behind the figure), `table` (rows to print, each a mapping of columns to
    Numbers, counts or texts), `heads` (of columns that the codebook names and not the words), `files` (tables to download,
    by name), `evidence` (classes, `;`-joined) and `part` (what sets it apart from others of its name).
    """

    name: str
    words: Words
    facts: Mapping[str, Any]

    @property
    def id(self) -> str:
        """Its anchor: the name of the finding with dashes, and its language where that is not the report's."""
        return self.words.of_lang(self.name.replace("_", "-"))

    @property
    def figure_id(self) -> str:
        """The label of its figure, or nothing where it has none."""
        return f"fig-{self.id}" if self.facts.get("chart") else ""

    @property
    def table_id(self) -> str:
        """The label of its table, or nothing where it has none."""
        return f"tbl-{self._place}" if self.facts.get("table") else ""

    @property
    def _place(self) -> str:
        """What the keys of its numbers begin with: its id, and what sets it apart from others of its name."""
        return self.id + (f"-{self.facts['part']}" if "part" in self.facts else "")

    @property
    def block(self) -> str:
        """The block of the chapter it stands in."""
        return self.words.block(self.name)

    @property
    def page(self) -> str:
        """The page of its own that it stands on instead of a block, as folder and name, or nothing."""
        return self.say("page") if self.says("page") else ""

    def say(self, field: str, markdown: bool = False, **more: Any) -> Any:
        """A field of its words, with its facts and those given beside."""
        return self.words.tell(self.name, field, {**self.facts, **more}, markdown)

    def keyed(self, field: str, **more: Any) -> Raw:
        """A field of its words in Markdown, every number of it with its key; `numbers` has them from then on."""
        facts = {**self.facts, **more}
        text, found = self.words.keyed(self.name, field, facts, f"{self._place}.{field}")
        self.numbers.update(together(found))
        return Raw(text)

    @cached_property
    def numbers(self) -> dict[str, Printed]:
        """The numbers that it printed, by key: those of its table, and of all fields that were `keyed`."""
        rows = self.facts["table"] if self.table_id else []
        heads = list(self.columns.values()) if rows else []
        cells = [Printed(f"{self.table_id}.0.{c}", head, "head", where="head") for c, head in enumerate(heads, 1)]
        for r, row in enumerate(rows, 1):
            texts = self.table.iloc[r - 1]
            for c, (column, head) in enumerate(self.columns.items(), 1):
                cell = of_row(f"{self.table_id}.{r}.{c}", row[column], texts[column], row)
                cells.append(replace(cell, where=f"row {texts.iloc[0]!s}, column {head}"))
        return together(cell for cell in cells if is_number(cell.text))

    @cached_property
    def alt(self) -> str:
        """What its figure shows, in words; `groups_told` stands for all its marks by heading."""
        groups = [
            (self.say("heading", name=name), ", ".join(f"{m.label} {m.text}" for m in marks))
            for name, marks in plot.groups(self.facts["chart"], self)
        ]
        told = "; ".join(f"{name}: {marks}" if name else marks for name, marks in groups)
        return self.say("alt", groups_told=told)

    def says(self, field: str) -> bool:
        return self.words.has(self.name, field)

    @property
    def evidence(self) -> str:
        return self.facts.get("evidence", "")

    @cached_property
    def errata(self) -> list[str]:
        """The ids of the errata that bear on what it shows, in order."""
        return sorted(set(_errata_of(self.facts)))

    @property
    def text(self) -> str:
        """Its sentences, in Markdown."""
        return self.say("text", markdown=True) if self.says("text") else ""

    @cached_property
    def title(self) -> str:
        """Its message, where it has a figure."""
        return self.say("title") if self.figure_id else ""

    @property
    def caption(self) -> str:
        """What its figure or table holds, without a claim."""
        return self.say("caption")

    @property
    def widths(self) -> list[int]:
        """The widths of the columns of its table in per cent, where its words give any: what they leave goes to the
        last columns, by the length of their heads."""
        given = self.say("widths") if self.says("widths") else []
        last = [len(head) + 2 for head in list(self.columns.values())[len(given) :]]
        return given and [*given, *(round((100 - sum(given)) * length / sum(last)) for length in last)]

    @cached_property
    def texts(self) -> dict[str, str]:
        """The texts around its figure: the message, what is drawn, and base and source at the foot."""
        base, notes = self.say("base"), self.say("notes") if self.says("notes") else ""
        return {
            "title": self.title,
            "subtitle": self.say("subtitle"),
            "source": self.say("source", base=base, notes=notes),
        }

    def draw(self) -> Figure:
        """Its figure, as wide as the page that is being drawn."""
        return plot.draw(self.facts["chart"], self, **self.texts)

    @cached_property
    def table(self) -> pd.DataFrame:
        """Its table as text, in the columns that its words name and its finding has."""
        rows = self.facts["table"]
        return pd.DataFrame([[self._cell(c, row) for c in self.columns] for row in rows], columns=list(self.columns))

    @cached_property
    def columns(self) -> dict[str, str]:
        """The heads of its table by column."""
        there, more = self.facts["table"][0].keys(), self.facts.get("heads", {})
        heads = self.say("columns") | more
        return {c: heads[c] for c in (there if more else heads) if c in there and c in heads}

    @cached_property
    def align(self) -> str:
        """A letter a column: that of its words, else what prints as a number stands at the right."""
        if self.says("align"):
            return self.say("align")
        columns = (self.table[c][self.table[c].ne("")] for c in self.columns)
        return "".join("r" if len(cells) and cells.str.fullmatch(PRINTED).all() else "l" for cells in columns)

    def _cell(self, column: str, row: Mapping[str, Any]) -> str:
        value = row[column]
        if isinstance(value, Names) and value:
            return value
        said = self.words.cell(self.name, column, {**self.facts, "row": row, "cell": value})
        name = value.name if isinstance(value, Part) else value
        if isinstance(name, Named) and (name is value or said == name):
            return Named(name if said is None else said, name.page)
        if said is not None:
            return said
        if isinstance(value, Number | Part):
            return self.words.filters["percent"](value)
        if isinstance(value, Range):
            return self.words.filters["span"](value)
        return self.words.filters["count"](value) if isinstance(value, int | float) else str(value)


def _errata_of(thing: Any) -> Iterator[str]:
    """The errata of everything that a fact is made of."""
    if is_dataclass(thing):
        yield from getattr(thing, "errata", ())
        thing = [getattr(thing, field.name) for field in fields(thing)]
    if isinstance(thing, Mapping):
        yield from noted if isinstance(noted := thing.get("errata"), tuple) else ()
        thing = thing.values()
    if isinstance(thing, list | tuple | type({}.values())):
        for part in thing:
            yield from _errata_of(part)
