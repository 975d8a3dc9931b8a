"""Rows that are no record: empty ones, notes and totals below the data, headers that stand there once more."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.intake.names import squeeze, visible
from analysis.texts import fold

REASONS = {  # what is told of a row, and the rule of the log
    "empty rows": "empty_row_dropped",
    "notes": "note_row_dropped",
    "totals": "total_row_dropped",
    "repeated header rows": "header_row_dropped",
}
TOTAL = re.compile(
    r"(?:(?:grand |sub)?totals?|sum|count|mean|average|median|min|max|minimum|maximum|n|insgesamt|gesamt|summe|mittelwert|anzahl|somme|"
    r"moyenne|totale?|media|somma|suma|συνολο|σύνολο)(?: rows| records| answers| respondents)?(?:(?:\s*[:=]|\s)[\d.,%\s]*)?",
)
INITIALS = frozenset("gstcmaniσςΣ")  # of these words: most identifiers need no closer look
NOTE = re.compile(r"(?:notes?|source|sources|nb|n\.b\.|remarks?|comment|exported|generated|created|updated|as of|end of|\*|\(|©|[*†‡¹]).*", re.DOTALL)
NUMBER = re.compile(r"[-+]?[\d.,\s]*\d\s*%?")


def set_aside(frame: pd.DataFrame, key: str, heads: Sequence[tuple[str, ...]]) -> tuple[pd.DataFrame, dict[str, int]]:
    """The records of a sheet (columns of `frame`: text; index: rows of the file), and how many other rows there were, by reason.

    `heads` are the texts of each column in the rows of the header. Below the last record, words where an identifier belongs are a
    note, and one cell alone that reads like a note; a record that lost its identifier stays and is told by the cleaning.
    """
    keys = frame[key].to_numpy(dtype=object)
    odd = np.fromiter(((not text.isalnum() and len(text.split()) != 1) or _is_total(text) for text in keys), dtype=bool, count=len(keys))
    repeated = _repeated(frame, heads)
    places = np.flatnonzero(odd | repeated)
    last = np.flatnonzero(~odd & ~repeated).max(initial=-1)
    reasons = {}
    for place in places:
        row = [(name == key, visible(text)) for name, text in zip(frame.columns, frame.iloc[place], strict=True)]
        if repeated[place]:
            reasons[place] = "repeated header rows"
        elif reason := _reason([entry for entry in row if entry[1]], place > last):
            reasons[place] = reason
    kept = np.ones(len(frame), dtype=bool)
    kept[list(reasons)] = False
    found = list(reasons.values())
    return frame[kept], {reason: found.count(reason) for reason in REASONS if reason in found}


def _reason(filled: list[tuple[bool, str]], is_below: bool) -> str:
    """Why a row is no record, from its filled cells (whether each is the key, and its text); nothing where it may be one."""
    if not filled:
        return "empty rows"
    words = [text for _, text in filled if not NUMBER.fullmatch(text)]
    if len(words) == 1 and TOTAL.fullmatch(fold(words[0])) and (is_below or len(filled) > 1 or not filled[0][0]):
        return "totals"
    if is_below and len(filled) == 1 and ((filled[0][0] and " " in filled[0][1]) or NOTE.fullmatch(fold(filled[0][1]))):
        return "notes"
    return ""


def _is_total(text: str) -> bool:
    return text[:1].casefold() in INITIALS and bool(TOTAL.fullmatch(fold(text)))


def _repeated(frame: pd.DataFrame, heads: Sequence[tuple[str, ...]]) -> np.ndarray:
    """Which rows hold the names of their columns, or what stands in another row of the header."""
    repeated = np.zeros(len(frame), dtype=bool)
    depth = max((len(head) for head in heads), default=0)
    for level in range(depth):
        names = [squeeze(head[level]) if level < len(head) else "" for head in heads]
        first = next((at for at, name in enumerate(names) if name), None)
        if first is None:
            continue
        alike = frame.iloc[:, first].to_numpy(dtype=object) == next(iter(heads[first][level : level + 1]))
        for place in np.flatnonzero(alike):
            row = [squeeze(text) for text in frame.iloc[place]]
            repeated[place] |= 2 * len([1 for text, name in zip(row, names, strict=True) if text and text == name]) > len([1 for text in row if text]) > 1
    return repeated
