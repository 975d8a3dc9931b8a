"""Where the header of a sheet is: which row holds the names of the columns, and which rows about it hold their words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.codebook import Item
from analysis.intake.cells import Cells
from analysis.intake.columns import Column
from analysis.intake.names import squeeze, visible
from analysis.texts import fold

LOOKED_AT = 10  # rows in which the header is looked for
IMPORT_ID = '{"ImportId"'  # what stands in the third header row of Qualtrics
WORDY = 2  # a text of so many words is no answer of a list, a number or a rating
TYPED = ("choice", "multi", "number", "rating", "country", "date")
ANSWER = ("", "response", "open-ended response")  # what SurveyMonkey writes below a question with one column
ENOUGH, MORE = 3, 5  # typed columns that tell a row of questions from a record; from one with an identifier


@dataclass(frozen=True)
class Header:
    """The rows of the header (as people count them), and the texts of each column in it."""

    rows: tuple[int, ...]
    heads: list[tuple[str, ...]]


def find_header(cells: Cells, known: Callable[[str], bool]) -> Header:
    """The header of a sheet: the row among the first with most names that are `known`, with a row of names right above it.

    That of a sheet without cells has no columns.
    """
    top = cells.frame.iloc[:LOOKED_AT]
    if not top.size:
        return Header((1,), [])
    rows = [[visible(text) for text in row] for row in top.to_numpy(dtype=object)]
    if cells.labelled:
        return _header(top, rows, [0, 1])
    for place, row in enumerate(rows):
        if any(text.replace(" ", "").startswith(IMPORT_ID) for text in row):
            return _header(top, rows, [*range(max(place - 2, 0), place + 1)])
    scores = [len([text for text in row if text and known(text)]) for row in rows]
    best = scores.index(max(scores)) if any(scores) else next((n for n, row in enumerate(rows) if any(row)), 0)
    for place in range(max(best - 1, 0), min(best + 1, len(rows) - 1)):
        joined = _joined(rows[place], rows[place + 1])
        if len([text for text in joined if text and known(text)]) > max(scores):
            return Header(tuple(int(top.index[at]) for at in (place, place + 1)), [(text,) for text in joined])
    if best and _filled(rows[best - 1]) >= _filled(rows[best]) > 1:
        return _header(top, rows, [best - 1, best])
    return _header(top, rows, [best])


def with_questions(header: Header, cells: Cells, columns: Sequence[Column], items: dict[str, Item], key: str) -> Header:
    """The header, with the row below it where that holds the questions in words and not a record."""
    below = cells.frame[cells.frame.index > header.rows[-1]].head(1)
    if below.empty or cells.labelled or len(header.rows) > 1:
        return header
    texts = [visible(text) for text in below.iloc[0]]
    if not _are_questions(texts, columns, items, key):
        return header
    heads = [(*head, text) for head, text in zip(header.heads, texts, strict=True)]
    return Header((*header.rows, int(below.index[0])), heads)


def _header(top: pd.DataFrame, rows: list[list[str]], places: list[int]) -> Header:
    heads = [tuple("" if rows[place][at].replace(" ", "").startswith(IMPORT_ID) else rows[place][at] for place in places) for at in range(top.shape[1])]
    return Header(tuple(int(top.index[place]) for place in places), heads)


def _joined(upper: list[str], lower: list[str]) -> list[str]:
    """One header of two rows, as SurveyMonkey writes it: below a question, and to the right of it, its rows or its answers.

    Nothing where the lower row may be a record: a question that has no more than one column stands above `Response` or nothing.
    """
    gaps = [not text and bool(below) for text, below in zip(upper, lower, strict=True)]
    ahead = [*gaps[1:], False]
    joined, question = [], ""
    for text, below, gap, is_first in zip(upper, lower, gaps, ahead, strict=True):
        question = text or question
        if (gap and not question) or (not gap and not is_first and fold(below) not in ANSWER):
            return []
        joined.append(f"{question} [{below}]" if gap or is_first else text)
    return joined


def _filled(row: Sequence[str]) -> int:
    return len([text for text in row if text])


def _are_questions(texts: list[str], columns: Sequence[Column], items: dict[str, Item], key: str) -> bool:
    """Whether a row holds what its columns ask: their own words, or words throughout where answers are numbers or short."""
    asked = [(items[column.place.item], text) for column, text in zip(columns, texts, strict=True) if column.place and text]
    own = [item for item, text in asked if squeeze(text) in _words(item)]
    if asked and 2 * len(own) > len(asked):
        return True
    typed = [(item, text) for item, text in asked if item.type in TYPED]
    has_key = any(item.id == key and len(text.split()) == 1 for item, text in asked)  # it may be a record, if an odd one
    enough, differ = (MORE, len({text for _, text in typed}) == len(typed)) if has_key else (ENOUGH, True)
    return len(typed) >= enough and differ and all(_is_wordy(item, text) for item, text in typed)


def _words(item: Item) -> set[str]:
    """How the words of a question can be spelled, also those of the question as a whole."""
    texts = {item.named or item.label}
    for asks, levels, explained in item.worded:
        whole = f"{asks} {' '.join(levels)}"
        texts |= {asks, whole, f"{whole} {explained}", *levels}
    return {squeeze(f"{number} {text}") for text in texts for number in ("", item.question)}


def _is_wordy(item: Item, text: str) -> bool:
    spelled = {squeeze(spelling) for option in item.options for spelling in (option, *item.called(option), *item.synonyms.get(option, ()))}
    return len([word for word in text.split() if word.strip("?!.,()").isalpha()]) >= WORDY and squeeze(text) not in spelled
