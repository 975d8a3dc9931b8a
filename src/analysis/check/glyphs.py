"""Characters that no font of the book has, told before a page or the PDF would show a box in their place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from analysis.problems import Problem
from analysis.tell.glyphs import unprintable
from analysis.wave import Wave, shown

if TYPE_CHECKING:
    import pandas as pd

TOLD = ("title", "licence", "acknowledgement", "collected_by", "fieldwork", "practice_database")  # of wave.yml, in the book


def has_unprintable(frame: pd.DataFrame) -> bool:
    """Whether some cell holds a character that the book cannot print."""
    return any(unprintable(text) for column in frame for text in frame[column].unique())


def glyph_problems(frame: pd.DataFrame, file: str, sheet: str) -> list[Problem]:
    """The cells of a table (index: row number in its file) that hold a character which no font of the book has."""
    cells = ((row, column, text) for column in frame for row, text in frame[column].items())
    return [Problem(file, *_no_font(text), sheet, int(row), column, text) for row, column, text in cells if unprintable(text)]


def text_problems(wave: Wave) -> Iterator[Problem]:
    """Such characters in what wave.yml, the commentary and the printed study say."""
    said = {name: value for name, value in vars(wave).items() if name in TOLD}
    said |= {f"assumptions.{a.id}.{name}": text for a in wave.assumptions for name, text in vars(a).items()}
    for name, text in said.items():
        if isinstance(text, str) and unprintable(text):
            yield Problem(shown(wave.raw / "wave.yml"), *_no_font(text), column=name, value=text)
    for file in [*sorted(wave.commentary.glob("*.md")), *sorted(wave.published.glob("*.csv"))]:
        yield from _line_problems(shown(file), file.read_text(encoding="utf-8", errors="ignore").splitlines())


def _line_problems(file: str, lines: Iterable[str]) -> Iterator[Problem]:
    for number, text in enumerate(lines, 1):
        if unprintable(text):
            yield Problem(file, *_no_font(text), row=number, value=text)


def _no_font(text: str) -> tuple[str, str]:
    """The rule that a text breaks by a character which no font has, and what to do."""
    named = ", ".join(f"U+{ord(character):04X}" for character in unprintable(text))
    return f"holds a character that no font of the book has ({named})", "write it with letters or signs that can be printed"
