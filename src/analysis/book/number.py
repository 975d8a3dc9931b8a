"""Numbers and cross-references: what every label is called, and where every link leads."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import imagesize

from .check import BOXES, CALLOUTS
from .errors import BookError
from .pandoc import Node, plain, run, walk
from .project import Book, Chapter

REFERENCE = re.compile(r"^(fig|tbl|sec)-")
OTHER_KINDS = re.compile(r"^(eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|nte|tip|wrn|imp|cau)-")
EXTERNAL = re.compile(r"^(https?|mailto):")
NBSP = "\u00a0"
FILTER_WORDS = ["table-on-page", "permalink", *(f"{name}-title" for name in sorted(CALLOUTS))]


@dataclass
class Label:
    """What a label is called in the text, and the chapter it stands in."""

    id: str
    text: str
    number: str
    chapter: Chapter


@dataclass
class Index:
    """All that the filters must know of the book as a whole."""

    labels: dict[str, Label] = field(default_factory=dict)
    anchors: dict[str, set[str]] = field(default_factory=dict)
    headings: dict[str, dict[str, str]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    citations: list[str] = field(default_factory=list)
    references: Chapter | None = None
    assets: set[str] = field(default_factory=set)


def index(book: Book) -> Index:
    """Numbers the chapters and everything in them, in order, as Quarto does for a book."""
    result, main, appendix = Index(), 0, 0
    for chapter in book.chapters:
        title = _title(chapter)
        if "unnumbered" not in title["c"][1][1]:
            if chapter.appendix:
                appendix += 1
                chapter.number = chr(ord("A") + appendix - 1)
            else:
                main += 1
                chapter.number = str(main)
        chapter.html_only = "html-only" in title["c"][1][1]
        chapter.title = plain(title["c"][2])
        chapter.description = plain(chapter.doc["meta"].get("description", {}).get("c", ""))
        result.titles[chapter.source] = title["c"][1][0]
        _number(book, chapter, result)
    known = _bibliography(book)
    for chapter in book.chapters:
        _cited(chapter, result, known)
    return result


def facts(book: Book, chapter: Chapter, found: Index) -> dict[str, Any]:
    """What the filters need for one chapter: texts of labels, numbers of headings, targets, images."""
    labels = {}
    for label in found.labels.values():
        page = "" if label.chapter is chapter else chapter.way_to(label.chapter.page)
        labels[label.id] = {"text": label.text, "number": label.number, "html": f"{page}#{label.id}"}
    result: dict[str, Any] = {
        "slug": chapter.slug,
        "words": {word: book.word(word) for word in FILTER_WORDS},
        "labels": labels,
        "headings": found.headings[chapter.source],
        "links": {},
        "images": {},
    }
    if found.references:
        result["references"] = "" if found.references is chapter else chapter.way_to(found.references.page)
    for node in walk(chapter.doc["blocks"]):
        if node["t"] == "Link":
            target = node["c"][2][0]
            result["links"][target] = _link(book, chapter, found, target)
        elif node["t"] == "Image":
            source = node["c"][2][0]
            result["images"][source] = _image(book, chapter, found, source)
    return result


def _title(chapter: Chapter) -> Node:
    """The chapter's heading of level 1; a title in the front matter becomes one."""
    blocks, meta = chapter.doc["blocks"], chapter.doc["meta"]
    for node in blocks:
        if node["t"] == "Header" and node["c"][0] == 1:
            return node
    blocks.insert(0, {"t": "Header", "c": [1, [chapter.slug, [], []], meta["title"]["c"]]})
    return blocks[0]


def _number(book: Book, chapter: Chapter, found: Index) -> None:
    """Numbers headings, figures and tables of one chapter, and notes every anchor."""
    counters = {"fig": 0, "tbl": 0}
    sections: list[int] = []
    anchors = found.anchors.setdefault(chapter.source, set())
    headings = found.headings.setdefault(chapter.source, {})
    prefix = f"{chapter.number}." if chapter.number else ""
    name = book.word("crossref-apx-prefix" if chapter.appendix else "crossref-ch-prefix")
    section = book.word("crossref-sec-prefix")

    def add(id: str, kind: str, number: str) -> None:
        if id in anchors or id in found.labels:
            places = [line.place for line in chapter.lines if re.search(rf"#{re.escape(id)}\b(?!-)", line.text)]
            place = places[-1] if places else chapter.source
            raise BookError(f"{place}: label {id} is already in use in the book. Labels are unique; take another.")
        anchors.add(id)
        if REFERENCE.match(id):
            found.labels[id] = Label(id, f"{kind}{NBSP}{number}" if number else "", number, chapter)

    def heading(node: Node) -> None:
        level, (id, classes, _), _ = node["c"]
        number = ""
        if level == 1:
            number = chapter.number
        elif prefix and "unnumbered" not in classes:
            depth = level - 1
            sections[depth:] = []
            sections.extend([0] * (depth - len(sections)))
            sections[-1] += 1
            number = prefix + ".".join(map(str, sections))
        if number:
            headings[id] = f"{name}{NBSP}{number}" if level == 1 else number
        add(id, name if level == 1 else section, number)

    def visit(node: Any, counted: bool) -> None:
        if isinstance(node, list):
            for item in node:
                visit(item, counted)
            return
        if not isinstance(node, dict):
            return
        kind, content = node.get("t"), node.get("c")
        if kind == "Header" and counted:
            heading(node)
        elif kind in ("Figure", "Table") and content[0][0]:
            short = "fig" if kind == "Figure" else "tbl"
            counters[short] += 1
            add(content[0][0], book.word(f"crossref-{short}-title"), f"{prefix}{counters[short]}")
        elif kind == "Div":
            if content[0][0] == "refs":
                found.references = chapter
            elif content[0][0]:
                add(content[0][0], "", "")
            counted = counted and not BOXES & set(content[0][1])
        visit(content, counted)

    visit(chapter.doc["blocks"], True)


def _bibliography(book: Book) -> set[str]:
    keys: set[str] = set()
    for file in book.bibliography:
        output, _ = run([str(book.root / file), "--to", "csljson"], "")
        keys |= {item["id"] for item in json.loads(output)}
    return keys


def _cited(chapter: Chapter, found: Index, known: set[str]) -> None:
    """Every @key is a label of the book or a work in the bibliography."""
    for node in walk(chapter.doc["blocks"]):
        if node["t"] != "Cite":
            continue
        references = [item for item in node["c"][0] if REFERENCE.match(item["citationId"])]
        for item in node["c"][0]:
            key = item["citationId"]
            place = chapter.place_of(f"@{key}")
            if item in references:
                label = found.labels.get(key)
                if not label:
                    raise BookError(f"{place}: @{key} refers to nothing. No figure, table or section has this label.")
                if not label.text:
                    raise BookError(f"{place}: @{key} is a section without number. Use a link: [text](page.qmd#{key}).")
                if len(references) < len(node["c"][0]) or item["citationPrefix"] or item["citationSuffix"]:
                    raise BookError(f"{place}: @{key} shares its brackets with other text. Write @{key} by itself.")
            elif key not in known:
                hint = "That kind of label is not in use." if OTHER_KINDS.match(key) else "Correct it or add the work."
                raise BookError(f"{place}: @{key} is not in the bibliography. {hint}")
            elif key not in found.citations:
                found.citations.append(key)


def _link(book: Book, chapter: Chapter, found: Index, target: str) -> dict[str, str]:
    """Where a link leads in the page and in the PDF; a download or a page for HTML only has no place there."""
    if EXTERNAL.match(target):
        return {"html": target, "typst": target}
    path, _, anchor = unquote(target).partition("#")
    place = chapter.place_of(target)
    source = _resolve(chapter, path) if path else chapter.source
    other = next((item for item in book.chapters if item.source == source), None)
    if other:
        if anchor and anchor not in found.anchors[other.source]:
            raise BookError(f"{place}: link {target}: {other.source} has no section or label {anchor}.")
        page = "" if other is chapter else chapter.way_to(other.page)
        html = page + (f"#{anchor}" if anchor else "") or other.page.split("/")[-1]
        if other.html_only:
            return {"html": html}
        label = anchor or found.titles[other.source]
        typst = label if REFERENCE.match(label) else f"{other.slug}--{label}"
        return {"html": html, "typst": "#" + typst}
    if path.endswith(".qmd"):
        raise BookError(f"{place}: link {target}: {source} is not among the chapters of _quarto.yml.")
    if not (book.root / source).is_file():
        raise BookError(f"{place}: link {target} leads nowhere. No file {source} in the project.")
    found.assets.add(source)
    return {"html": chapter.way_to(source)}


def _image(book: Book, chapter: Chapter, found: Index, source: str) -> dict[str, Any]:
    place = chapter.place_of(source)
    if EXTERNAL.match(source):
        raise BookError(f"{place}: image {source} is on another host. Put the file into the project.")
    path = _resolve(chapter, unquote(source))
    if not (book.root / path).is_file():
        raise BookError(f"{place}: image {source} is not there. Run the pipeline first, or correct the path.")
    width, height = _size(book, path, place)
    found.assets.add(path)
    result = {"html": chapter.way_to(path), "typst": f"/{path}", "width": width, "height": height}
    narrow = Path(path).with_stem(Path(path).stem + "-narrow").as_posix()
    if (book.root / narrow).is_file():
        found.assets.add(narrow)
        result["narrow"] = [chapter.way_to(narrow), *_size(book, narrow, place)]
    return result


def _size(book: Book, path: str, place: str) -> tuple[int, int]:
    """Width and height of an image in CSS pixels, so that a page keeps its place while figures load."""
    try:
        width, height = (round(length) for length in imagesize.get(book.root / path))
    except ValueError:
        width = height = -1
    if min(width, height) <= 0:
        raise BookError(f"{place}: image {path} does not say how large it is. Make it again as SVG or PNG.")
    return width, height


def _resolve(chapter: Chapter, path: str) -> str:
    """A path of the Markdown as a path from the project's root."""
    if path.startswith("/"):
        return os.path.normpath(path.lstrip("/")).replace(os.sep, "/")
    return os.path.normpath(os.path.join(os.path.dirname(chapter.source), path)).replace(os.sep, "/")
