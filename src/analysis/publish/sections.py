"""A chapter without the sections that have nothing to say in a wave."""

from __future__ import annotations

import re

INCLUDED = re.compile(r"\{\{< include \S*_generated/([\w-]+)\.qmd >\}\}")
FENCE = re.compile(r"^(`{3,}).*?^\1$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^(##+) ", re.MULTILINE)
WELCOME = "-commentary"  # blocks that a chapter may have and no section waits for


def without_empty_sections(text: str, said: set[str]) -> str:
    """A chapter without the sections whose every block is empty; `said` names the blocks that say something.

    A section goes on to the next heading that is not below its own. One that waits for no block stays.
    """
    code = [match.span() for match in FENCE.finditer(text)]
    headings = [m for m in HEADING.finditer(text) if not any(start < m.start() < end for start, end in code)]
    gone: list[tuple[int, int]] = []
    for n, heading in enumerate(headings):
        after = (h.start() for h in headings[n + 1 :] if len(h[1]) <= len(heading[1]))
        start, end = heading.start(), next(after, len(text))
        blocks = {name for name in INCLUDED.findall(text[start:end]) if not name.endswith(WELCOME)}
        if blocks and not blocks & said and not (gone and start < gone[-1][1]):
            gone.append((start, end))
    for start, end in reversed(gone):
        text = text[:start] + text[end:]
    return text
