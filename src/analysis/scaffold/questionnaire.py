"""What the forms ask, whatever the survey tool: parts, and in them questions of one item or of a row of ratings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from analysis.clean.countries import country_label
from analysis.codebook import WORKED_OUT, Codebook, Item, Table, option_code, question
from analysis.scaffold.columns import answers

YES = "yes"


@dataclass(frozen=True)
class Choice:
    """An answer to choose: its id, its code in forms that want a short one, its words."""

    id: str
    code: str
    label: str


@dataclass(frozen=True)
class Asked:
    """A question of a form: one item, or the items of an array, which are rated on one scale. `follows` is the question that leads
    to it when it is answered with yes."""

    items: tuple[Item, ...]
    choices: tuple[Choice, ...] = ()
    follows: Item | None = None

    @property
    def is_array(self) -> bool:
        return bool(self.items[0].levels)

    @property
    def id(self) -> str:
        """The id of its item; of an array what the ids of its items begin with."""
        item = self.items[0]
        return "__".join((item.stem, *item.levels[:-1]))

    @property
    def code(self) -> str:
        """The code of its item; of an array what the codes of its items begin with."""
        item = self.items[0]
        return item.code.removesuffix(self.row_code(item)) if self.is_array else item.code

    @property
    def label(self) -> str:
        """The question as it is put to those who are asked; of an array without its rows."""
        item = self.items[0]
        return question(item.put.full, *item.put_levels[:-1])

    @property
    def help(self) -> str:
        """What explains the question, or nothing."""
        return self.items[0].put.help

    @staticmethod
    def row_code(item: Item) -> str:
        """The code of one item of an array."""
        return option_code(item.levels[-1])


def asked(table: Table, codebook: Codebook) -> list[Asked]:
    """The questions of a part, in order: not what is given to a record, such as its id, or worked out."""
    items = [item for item in table.items.values() if item.type != "id" and item.id not in WORKED_OUT]
    return [_question(tuple(group), table, codebook) for _, group in groupby(items, key=lambda item: (item.stem, item.levels[:-1]))]


def parts(codebook: Codebook) -> dict[str, list[Asked]]:
    """The questions of each table of the survey."""
    return {name: asked(table, codebook) for name, table in codebook.tables.items() if table.source == "survey"}


def _question(items: tuple[Item, ...], table: Table, codebook: Codebook) -> Asked:
    return Asked(items, tuple(_choices(items[0], codebook)), table.items.get(items[0].asked_if))


def _choices(item: Item, codebook: Codebook) -> Iterator[Choice]:
    if item.type == "country":
        named = [(country_label(str(code), codebook), str(code)) for code in answers(item, codebook)[:-1]]
        yield from (Choice(code, code, label) for label, code in sorted(named))
        yield Choice("OTHER", "OTHER", country_label("OTHER", codebook))
    elif item.type == "rating":
        values = answers(item, codebook)
        ends = dict(zip((values[0], values[-1]), item.ends, strict=False))
        yield from (Choice(str(value), str(value), f"{value} ({ends[value]})" if value in ends else str(value)) for value in values)
    else:
        yield from (Choice(option, item.option_codes[option], label) for option, label in item.put_options.items())
