"""Which characters the book can print: those of its own fonts and of the one it falls back on."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

FALLBACK = "fonts/ttf/DejaVuSansMono.ttf"  # the same font is part of Typst


@lru_cache(maxsize=1)
def printable() -> frozenset[str]:
    """Every character that some font of the book has, and blanks and line ends."""
    import fontpkg
    import matplotlib
    from fontTools.ttLib import TTFont

    from analysis.tell.book_parts import FONTS

    files = [fontpkg.path(family, weight=weight, style=style) for family, weight, style in FONTS]
    found = set(" \t\n\r")
    for file in [*files, Path(matplotlib.get_data_path()) / FALLBACK]:
        with TTFont(file, lazy=True) as font:
            found.update(map(chr, font.getBestCmap()))
    return frozenset(found)


def unprintable(text: str) -> list[str]:
    """The characters of `text` that no font has, each once, in order of appearance."""
    return [] if text.isascii() else [c for c in dict.fromkeys(text) if c not in printable()]
