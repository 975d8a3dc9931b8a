"""Text that fits: cut off or broken into lines by its width in the report's font."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

from analysis.present.style import FAMILY, use_style


@lru_cache(maxsize=8192)
def width(text: str, size: float, weight: int = 400) -> float:
    """How wide `text` is, in points."""
    use_style()
    return TextPath((0, 0), text, prop=FontProperties(family=FAMILY, size=size, weight=weight)).get_extents().width if text.strip() else 0.0


def shortened(text: str, room: float, size: float, weight: int = 400) -> str:
    """`text`, cut off where it is wider than `room` points."""
    if width(text, size, weight) <= room:
        return text
    longest = bisect_left(range(len(text)), True, key=lambda n: width(_cut(text, n), size, weight) > room)
    return _cut(text, max(longest - 1, 1))


def wrapped(text: str, room: float, size: float, weight: int = 400) -> list[str]:
    """`text` in lines of at most `room` points; a single word that is wider keeps a line of its own."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, weight) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _cut(text: str, length: int) -> str:
    return text[:length].rstrip(" ,:;-") + "…"
