"""What was read: the file, how it was understood, and what became of its columns and rows. `check` tells it."""

from __future__ import annotations

from dataclasses import dataclass, field

TOOLS_NUMBER = "number of the answer"
MATCHES = ("id", "code", "question text", "label", "mapping", TOOLS_NUMBER)  # how the header of a column named its item
SET_ASIDE = IGNORED, PERSONAL, OF_TOOL, UNASKED, EMPTY, ROW_NUMBERS = (  # why a column is not read
    "ignored", "personal data", "of the survey tool", "not asked", "empty", "numbers of the rows",
)  # fmt: skip


@dataclass
class Matched:
    """A column of a file, the item it was read into (none where it is not read), and how that was known."""

    header: str
    item: str
    how: str


@dataclass
class Reading:
    """What was read of one sheet of one file into one table.

    `container` is what the file is (`xlsx`, `csv`, ...), `kind` the kind of export its layout is taken for; `header_rows` are rows
    as a person counts them. `rows` is how many data rows the sheet has; `dropped` says how many were set aside, by reason.
    `remarks` are facts that a person should know, such as the encoding.
    """

    table: str
    file: str
    sheet: str = ""
    container: str = ""
    kind: str = ""
    header_rows: tuple[int, ...] = (1,)
    columns: list[Matched] = field(default_factory=list)
    rows: int = 0
    dropped: dict[str, int] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
