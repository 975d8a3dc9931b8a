"""Text that fits: cut off or broken into lines by its width in the report's font."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from math import fsum

import fontpkg
from matplotlib.font_manager import fontManager

FAMILY = "Fira Sans"


@lru_cache(maxsize=1)
def use_fonts() -> None:
    """Make the report's font known to matplotlib; before that nothing can be drawn or measured in it."""
    for file in fontpkg.family(FAMILY).files:
        if file.style == "normal" and file.weight in (400, 500, 600):
            fontManager.addfont(str(file.path))


@lru_cache(maxsize=8192)
def width(text: str, size: float, weight: int = 400) -> float:
    """How wide `text` is, in points: the sum of its glyphs' advances (kerning left out, so never too small by much)."""
    advances, unknown = _advances(weight)
    return fsum(advances.get(character, unknown) for character in text) * size


@lru_cache(maxsize=4)
def _advances(weight: int) -> tuple[dict[str, float], float]:
    """The advance of every character in units of the font size, and that of a character the font has not."""
    from fontTools.ttLib import TTFont

    with TTFont(fontpkg.path(FAMILY, weight=weight), lazy=True) as font:
        scale, glyphs = font["head"].unitsPerEm, font["hmtx"]
        advances = {chr(code): glyphs[name][0] / scale for code, name in font.getBestCmap().items()}
        return advances, glyphs[".notdef"][0] / scale


def shortened(text: str, room: float, size: float, weight: int = 400) -> str:
    """`text`, cut off where it is wider than `room` points."""
    if width(text, size, weight) <= room:
        return text
    longest = bisect_left(range(len(text)), True, key=lambda n: width(_cut(text, n), size, weight) > room)
    return _cut(text, max(longest - 1, 1))


def wrapped(text: str, room: float, size: float, weight: int = 400) -> list[str]:
    """`text` in lines of at most `room` points, words too wide for a line broken after a hyphen if they have one."""
    lines: list[str] = []
    for word in text.split():
        first, *rest = _pieces(word, room, size, weight)
        for piece, space in ((first, " "), *((more, "") for more in rest)):
            longer = f"{lines[-1]}{space}{piece}" if lines else piece
            if lines and width(longer, size, weight) <= room:
                lines[-1] = longer
            else:
                lines.append(piece)
    return lines


def balanced(text: str, room: float, size: float, weight: int = 400) -> list[str]:
    """The same number of lines, about equally long."""
    lines = wrapped(text, room, size, weight)
    rooms = range(int(room / 2), int(room), 3)
    same = (even for less in rooms if len(even := wrapped(text, less, size, weight)) == len(lines))
    return next(same, lines) if len(lines) > 1 else lines


def _pieces(word: str, room: float, size: float, weight: int) -> list[str]:
    return re.findall("[^-]*-|[^-]+", word) if width(word, size, weight) > room else [word]


def _cut(text: str, length: int) -> str:
    return text[:length].rstrip(" ,:;-") + "…"
