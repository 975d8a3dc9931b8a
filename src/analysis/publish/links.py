"""Links and references of a book to what it does not have in a wave: what they say stays, as text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

CHARACTER = r"\\.|[^\[\]\\]"
WITHIN = CHARACTER
for _ in range(3):  # brackets within the text of a link, such as those of a number with its key
    WITHIN = rf"{CHARACTER}|\[(?:{WITHIN})*\]"
LINK = re.compile(rf"(?<!!)\[((?:{WITHIN})*)\]\(/?([^)#\s]+\.qmd)(?:#([^)\s]+))?\)(\{{?)", re.DOTALL)
REFERENCE = re.compile(r"(?<![\w@\\])@(sec-[\w-]*\w)")
SECTION = re.compile(r"^#+ +(.+?) +\{#(sec-[\w-]+)[^}]*\}", re.MULTILINE)


def titles(text: str) -> dict[str, str]:
    """The titles of the sections of a chapter, by their labels."""
    return {label: title for title, label in SECTION.findall(text)}


@dataclass(frozen=True)
class Gone:
    """What a book lacks: whole `chapters`, by their paths, and `sections`, by their labels, each with its title."""

    chapters: frozenset[str]
    sections: Mapping[str, str]

    def without_links(self, text: str) -> str:
        """A text in which links there are what they say, and references the title that they would lead to."""
        text = LINK.sub(self._link, text) if any(name.rsplit("/")[-1] in text for name in self.chapters) or self._named(text) else text
        return REFERENCE.sub(lambda found: f"“{self.sections[found[1]]}”" if found[1] in self.sections else found[0], text)

    def _named(self, text: str) -> bool:
        return any(label in text for label in self.sections)

    def _link(self, found: re.Match[str]) -> str:
        said, path, label, attributes = found.groups()
        gone = self.chapters & {path, f"report/{path}"} or label in self.sections
        return (f"[{said}]{{" if attributes else said) if gone else found[0]
