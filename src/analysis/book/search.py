"""What a page says, section by section: for the page's own contents and for the search over the book."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

SKIPPED = {"cell", "permalink", "exhibit-links", "footnote-ref", "footnote-back"}  # what a cell of a notebook shows stands in its chapter
BREAKS = {"p", "li", "td", "th", "figcaption", "dt", "dd", "tr", "h1", "h2", "h3", "h4", "br", "summary"}
VOID = {"br", "img", "hr", "col", "input", "wbr"}


@dataclass
class Section:
    """A heading, its anchor, and the words up to the next heading."""

    level: int
    anchor: str
    number: str = ""
    title: str = ""
    text: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.sections = [Section(0, "")]
        self.into: list[str] = []  # for every open element: title, number, skip or text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        classes = set((given.get("class") or "").split())
        where = self.into[-1] if self.into else "text"
        if tag in ("h1", "h2", "h3", "h4") and given.get("id"):
            self.sections.append(Section(int(tag[1]), given["id"] or ""))
            where = "title"
        elif "heading-number" in classes:
            where = "number"
        elif classes & SKIPPED:
            where = "skip"
        if tag in BREAKS:
            self.sections[-1].text += " "
        if tag not in VOID:
            self.into.append(where)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self.into:
            self.into.pop()
        if tag in BREAKS:
            self.sections[-1].text += " "

    def handle_data(self, data: str) -> None:
        where = self.into[-1] if self.into else "text"
        if where != "skip":
            setattr(self.sections[-1], where, getattr(self.sections[-1], where) + data)


def sections(body: str) -> list[Section]:
    """The sections of a page's body, the words before the first heading as one of level 0."""
    reader = _Reader()
    reader.feed(body)
    reader.close()
    for section in reader.sections:
        section.title = " ".join(section.title.split())
        section.text = " ".join(section.text.split())
    return [section for section in reader.sections if section.level or section.text]


def index(pages: Sequence[tuple[str, str, float, list[Section]]], synonyms: Sequence[Sequence[str]] = ()) -> str:
    """The search index as a script: it loads from disk too, where a page may not fetch. It is packed, to a third of its size.

    `pages` are address, title and weight of every chapter with its sections; a section found counts as much as its chapter's
    weight, and a chapter that counts for nothing is left out. In the index a section is the place of its chapter, title, anchor,
    text; the first of a chapter has no title of its own. `synonyms` are groups of words that mean the same.
    """
    pages = [page for page in pages if page[2]]
    sections = [
        [place, "" if section.level == 1 else f"{section.number} {section.title}".strip(), section.anchor, section.text]
        for place, (*_, found) in enumerate(pages)
        for section in found
    ]
    told = {"chapters": [chapter for *chapter, _ in pages], "synonyms": synonyms, "sections": sections}
    packed = zlib.compress(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8"), 9)
    return f'window.BOOK_SEARCH = "{base64.b64encode(packed).decode("ascii")}";\n'
