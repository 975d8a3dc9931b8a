"""The shape that rebuilt tables have on their way into a workbook."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.codebook import Item, Table

Value = str | int
Record = dict[str, Value]


@dataclass(frozen=True)
class Sheet:
    """A sheet in the order it is written. An empty cell is a missing key or an empty text.

    `questions` is the second row of a questionnaire's sheet: what each column asks, in words.
    """

    name: str
    columns: tuple[str, ...]
    records: list[Record]
    questions: tuple[str, ...] = ()

    @property
    def first_row(self) -> int:
        """The row number of the first record, as a spreadsheet program shows it."""
        return 3 if self.questions else 2


def native_sheet(table: Table, records: list[Record]) -> Sheet:
    """`records` as a sheet of the native workbook: every column that a file must have, in the codebook's order."""
    questions = tuple(map(_in_words, table.needed)) if table.question_row else ()
    return Sheet(table.sheet, tuple(item.id for item in table.needed), records, questions)


def record_name(table: Table, record: Record) -> str:
    """How logs and ledgers name a record: its key, joined with `/`."""
    return "/".join(str(record[column]) for column in table.key)


def _in_words(item: Item) -> str:
    return f"{item.question} {item.label}".strip()
