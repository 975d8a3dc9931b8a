"""What a cleaner answers for one raw cell, and how a cleaner is applied to a whole column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd


class Parsed(NamedTuple):
    """The clean text of a cell (empty: not reported), the rule that changed it, or what is wrong with it.

    `doubt` is what a person should look at although the cell is used; `hint` is what to do about problem or doubt; `part` is what
    is at fault where that is not the whole cell.
    """

    value: str
    rule: str = ""
    problem: str = ""
    hint: str = ""
    doubt: str = ""
    part: str = ""


Cleaner = Callable[[str], Parsed]


@dataclass(frozen=True)
class Column:
    """A cleaned column beside its raw one.

    `codes` says for each row which of the distinct raw `texts` it holds; `parsed` has an answer for those texts only
    that cleaning does not leave as they are.
    """

    raw: pd.Series
    codes: np.ndarray
    texts: np.ndarray
    parsed: dict[int, Parsed]

    @property
    def clean(self) -> pd.Series:
        return self._of_rows(self._with("value", self.texts)) if self.parsed else self.raw

    @property
    def rule(self) -> pd.Series:
        return self._of_rows(self._with("rule"))

    @property
    def problem(self) -> pd.Series:
        return self._of_rows(self._with("problem"))

    def changes(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The places of the rows that a rule changed, their clean texts and the rules."""
        rules = self._with("rule")
        places = np.flatnonzero((rules != "")[self.codes])
        codes = self.codes[places]
        return places, self._with("value", self.texts)[codes], rules[codes]

    def problem_places(self) -> np.ndarray:
        """The places of the rows whose text cannot be cleaned."""
        return np.flatnonzero((self._with("problem") != "")[self.codes])

    def doubtful_places(self) -> np.ndarray:
        """The places of the rows that are used although there is a doubt."""
        return np.flatnonzero((self._with("doubt") != "")[self.codes])

    def empty_places(self) -> np.ndarray:
        """The places of the rows that are empty once clean, and rightly so."""
        return np.flatnonzero(((self._with("value", self.texts) == "") & (self._with("problem") == ""))[self.codes])

    def at(self, place: int) -> Parsed:
        """What became of one row."""
        code = self.codes[place]
        return self.parsed.get(code) or Parsed(self.texts[code])

    def _with(self, field: str, others: np.ndarray | None = None) -> np.ndarray:
        """One field for each distinct text; `others` is what the texts have that stay as they are."""
        values = np.full(len(self.texts), "", dtype=object) if others is None else others.copy()
        values[list(self.parsed)] = [getattr(answer, field) for answer in self.parsed.values()]
        return values

    def _of_rows(self, values: np.ndarray) -> pd.Series:
        return pd.Series(values[self.codes], index=self.raw.index, dtype=object)


def apply(raw: pd.Series, cleaner: Cleaner, settled: Callable[[str], object] | None = None) -> Column:
    """Clean a text column. Each distinct raw value is parsed once, whatever the number of rows.

    `settled` recognises texts, cheaply, that the cleaner would leave as they are; they are not parsed at all.
    """
    codes, texts = distinct(raw)
    parsed = {}
    for code, text in enumerate(texts):
        if settled is None or not settled(text):
            answer = cleaner(text)
            if answer != Parsed(text):
                parsed[code] = answer
    return Column(raw, codes, texts, parsed)


def distinct(column: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """The distinct texts of a column in their order of appearance, and for each row which of them it holds."""
    codes, texts = pd.factorize(column.to_numpy(dtype=object))
    return codes, texts


def by_text(column: pd.Series, function: Callable[[str], str]) -> pd.Series:
    """`function` of every cell of a text column, called once for each distinct text."""
    codes, texts = distinct(column)
    answers = np.array([function(text) for text in texts], dtype=object)
    return pd.Series(answers[codes], index=column.index, dtype=object)
