"""The numbers of a page of the book with their keys, and its text: what `trace` is held to, and what `verify` compares."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

NUMBER = re.compile(r"(?<!\w)\d+(?:[.,]\d+)*")
NUMBERING = {"heading-number", "caption-number", "header-section-number", "chapter-number", "footnote-ref", "footnote-back"}
OF_SOURCES = {"citation", "references", "printed"}  # dates of works, and what the writer marked as printed by a source
FRAME = {"cover", "quarto-title-block", "pager", "page-navigation", "exhibit-links"}
LITERAL = {"code", "pre", "script", "style", "nav"}
VOID = {"br", "img", "hr", "col", "input", "wbr", "source", "meta", "link"}
REFERENCE = re.compile(r"#(?:sec|fig|tbl)-")


@dataclass
class Open:
    """An open element: whether numbers in it need no key, and the key, table or cell of a notebook that it gives them."""

    tag: str
    free: bool = False
    key: str = ""
    table: str = ""
    cell: str = ""


@dataclass
class Page:
    """The words of a page in its order, and its numbers with their keys (empty: it has none, and should have)."""

    words: list[str] = field(default_factory=list)
    numbers: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def read_page(html: str, notebook: str = "") -> Page:
    """Read a page; `notebook` is the name of the notebook that it shows, whose numbers have their cell for a key."""
    reader = _Reader(notebook)
    reader.feed(html)
    reader.close()
    return reader.page


class _Reader(HTMLParser):
    """Keeps the open elements of the main part, and the row and column of the table that it is in."""

    def __init__(self, notebook: str) -> None:
        super().__init__()
        self.page, self.notebook, self.open = Page(), notebook, []
        self.row = self.column = 0
        self.head, self.heading = False, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "table":
            self.row, self.head = 0, False
        elif tag == "thead":
            self.head = True
        elif tag == "tbody":
            self.head = False
        elif tag == "tr":
            self.row, self.column = 0 if self.head else self.row + 1, 0
        elif tag in ("td", "th"):
            self.column += 1
        elif tag in ("h1", "h2", "h3", "h4"):
            self.heading = given.get("id", self.heading)
        if tag not in VOID and (self.open or tag == "main"):
            self.open.append(self._opened(tag, given))

    def _opened(self, tag: str, given: dict[str, str]) -> Open:
        outer = self.open[-1] if self.open else Open("")
        classes, label, key = set(given.get("class", "").split()), given.get("id", ""), given.get("data-key", "")
        free = tag in LITERAL or bool(classes & (NUMBERING | OF_SOURCES | FRAME)) or bool(REFERENCE.search(given.get("href", "")))
        named = label if label.startswith("tbl-") and not label.endswith("-caption") else key if key.startswith("tbl-") else ""
        cell = label if "cell" in classes else outer.cell
        return Open(tag, outer.free or free, key if key and not named else outer.key, named or outer.table, cell)

    def handle_endtag(self, tag: str) -> None:
        while tag not in VOID and any(element.tag == tag for element in self.open):
            if self.open.pop().tag == tag:
                break

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1].tag in ("script", "style"):
            return
        self.page.words.append(data)
        at = self.open[-1]
        if at.free and not at.cell:
            return
        if self.notebook:
            key = f"{self.notebook}#{at.cell or self.heading}"
        else:
            in_cell = at.table and any(element.tag in ("td", "th") for element in self.open)
            key = at.key or (f"{at.table}.{self.row}.{self.column}" if in_cell else "")
        self.page.numbers += [(number, key) for number in NUMBER.findall(data)]
