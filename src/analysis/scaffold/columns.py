"""The columns of a workbook out of the items of the codebook: what to write, and what the cell allows."""

from __future__ import annotations

from analysis.codebook import WORKED_OUT, Codebook, Item, Table
from analysis.scaffold.sheets import Column, Rule, Sheet
from analysis.texts import fold

FREE = {
    "id": "A short name of its own without blanks, such as R001.",
    "date": "A year, a month or a day, such as 2024, 2024-05 or 2024-05-31; `before 2010`; `ongoing` for what goes on.",
    "period": "Such as 2024, 2023 to 2025, January 2024 to June 2025, each year.",
    "money": "The amount with its currency, as it is printed, such as EUR 250 000.",
    "text": "In your own words.",
}  # fmt: skip
WIDE = ("text", "money")
AS_TEXT = ("id", "date", "period", "money", "text")  # a spreadsheet turns 007 into 7 and 05/2024 into a day
OWN_PLACE = ("id", "country", "number", "rating")  # shorter cells
ABOUT = ("sheet", "column", "what it holds", "what to write", "may stay empty")


def sheet_of(table: Table, codebook: Codebook) -> Sheet:
    """The sheet of a table: of one whose columns are questions all of them, else those that every file must have."""
    items = table.items.values() if table.question_row else table.needed
    return Sheet(table.sheet, tuple(_column(item, codebook) for item in items), labelled=table.question_row)


def columns_sheet(tables: list[Table]) -> Sheet:
    """The sheet `columns`: for every column what it holds, what to write, and whether it may stay empty."""
    rows = tuple(
        (table.sheet, item.id, item.full, what_to_write(item), _empty(item, table))
        for table in tables
        for item in table.items.values()
    )
    widths = dict(zip(ABOUT, (14, 34, 50, 80, 30), strict=True))
    return Sheet("columns", tuple(Column(name, width=width) for name, width in widths.items()), rows=rows)


def what_to_write(item: Item) -> str:
    """What a cell of the item takes, in words."""
    match item.type:
        case "country":
            return "The two-letter code (ISO 3166), such as GR, or the English name. OTHER where it is none of the list."
        case "choice":
            return f"One of: {_in_words(item)}."
        case "multi":
            example = ";".join(list(item.options)[:2])
            return f"One or several, joined by a semicolon, such as {example}. Answers: {_in_words(item)}."
        case "rating":
            low, high = (f" ({end})" if end else "" for end in item.ends or ("", ""))
            return f"A whole number from {item.min:g}{low} to {item.max:g}{high}."
        case "number":
            return f"A {'whole number' if item.integer else 'number'}{_limits(item)}, without signs for thousands."
    return FREE[item.type]


def _column(item: Item, codebook: Codebook) -> Column:
    width = 44 if item.type in WIDE else 16 if item.type in OWN_PLACE else 22
    words = "\n".join(filter(None, (item.full, item.put.help)))
    return Column(item.id, words, (_rule(item, codebook),), width, item.type in AS_TEXT)


def _rule(item: Item, codebook: Codebook) -> Rule:
    said = what_to_write(item)
    match item.type:
        case "country":
            return Rule(said, answers(item, codebook), open=True)
        case "choice" | "rating":
            return Rule(said, answers(item, codebook))
        case "number":
            return Rule(said, number=True, whole=item.integer, low=item.min, high=item.max)
    return Rule(said)


def answers(item: Item, codebook: Codebook) -> tuple[str | int, ...]:
    """What there is to choose from: options, countries or the values of a scale."""
    match item.type:
        case "country":
            return (*sorted(codebook.vocabulary["tiles"]), "OTHER")
        case "rating":
            return tuple(range(int(item.min or 0), int(item.max or 0) + 1))
    return tuple(item.options)


def _in_words(item: Item) -> str:
    """The options, each with its label where that says more."""
    return ", ".join(option if fold(option) == fold(label) else f"{option} = {label}" for option, label in item.put_options.items())


def _limits(item: Item) -> str:
    if item.min is not None and item.max is not None:
        return f" from {item.min:g} to {item.max:g}"
    return f", {item.min:g} or more" if item.min is not None else f", at most {item.max:g}" if item.max is not None else ""


def _empty(item: Item, table: Table) -> str:
    if item.required:
        return "no"
    if item.id in WORKED_OUT:
        return "yes: worked out where it is empty"
    return "yes; the sheet lacks it, add the column where you need it" if item.optional and not table.question_row else "yes"
