"""The size of an image, so that a page keeps its place while figures load."""

from __future__ import annotations

import re
from pathlib import Path

UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
LENGTH = re.compile(r"^\s*([0-9.]+)\s*(px|pt|in|cm|mm|)\s*$")


def size(file: Path) -> tuple[int, int]:
    """Width and height in CSS pixels. ValueError says what is wrong with the file."""
    with file.open("rb") as handle:
        head = handle.read(4096)
    if head.startswith(b"\x89PNG\r\n\x1a\n") and len(head) >= 24:
        return int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")
    tag = re.search(r"<svg\b[^>]*>", head.decode("utf-8", "replace"), re.S)
    if not tag:
        raise ValueError("is neither SVG nor PNG")
    lengths = [_length(tag[0], name) for name in ("width", "height")]
    if None in lengths:
        box = re.search(r'viewBox="([^"]+)"', tag[0])
        lengths = [float(part) for part in box[1].replace(",", " ").split()[2:]] if box else []
    if len(lengths) != 2 or not all(lengths):
        raise ValueError("does not say how large it is")
    return round(lengths[0]), round(lengths[1])


def _length(tag: str, name: str) -> float | None:
    given = re.search(rf'\s{name}="([^"]*)"', tag)
    match = LENGTH.match(given[1]) if given else None
    return float(match[1]) * UNITS[match[2]] if match else None
