"""The Markdown a chapter may use. What both engines do not render alike is refused, with file and line."""

from __future__ import annotations

import json
import re
from typing import Any

from .errors import BookError
from .pandoc import Node, plain
from .project import Book, Chapter

CALLOUTS = {"callout-note", "callout-tip", "callout-warning", "callout-important", "callout-caution"}
VISIBILITY = {"content-visible", "content-hidden"}
BOXES = CALLOUTS | {"panel-tabset"}
CLASSES = {
    "Div": BOXES | VISIBILITY | {"fold", "exhibit-links"},
    "Header": {"unnumbered", "html-only"},
    "Link": {"uri"},
}  # those of both engines; the report's own are named in `_quarto.yml`
FORMATS = {"html", "pdf", "typst"}
ATTRIBUTES = {
    "Image": {"fig-alt", "width"},
    "Table": {"tbl-colwidths"},
    "Div": {"title", "collapse", "when-format", "unless-format", "key", "lang"},
    "Header": {"lang"},
    "Span": {"key", "lang"},
    "Link": {"download"},
}
BLOCKS = {
    "Plain", "Para", "Header", "BulletList", "OrderedList", "DefinitionList", "BlockQuote", "CodeBlock",
    "HorizontalRule", "Table", "Figure", "Div",
}  # fmt: skip
INLINES = {
    "Str", "Space", "SoftBreak", "LineBreak", "Emph", "Strong", "Strikeout", "Superscript", "Subscript", "SmallCaps",
    "Quoted", "Cite", "Code", "Link", "Image", "Note", "Span",
}  # fmt: skip
MISSED = re.compile(r"^(#{1,6}|[-+]|\||:{3,}.*)$")
WIDTH = re.compile(r"^[0-9.]+(%|em|pt|mm|cm|in)$")
ATTR_AT = {"Header": 1}  # elsewhere the attributes come first
FRONT_MATTER = {"title", "subtitle", "description"}


def check(book: Book, chapter: Chapter) -> None:
    """Raises a BookError at the first thing in the chapter that is not in `report/README.md`."""
    own = {"Div": book.classes("div"), "Span": book.classes("span")}
    classes = {kind: CLASSES.get(kind, set()) | own.get(kind, set()) for kind in CLASSES | own}
    unknown = set(chapter.doc["meta"]) - FRONT_MATTER
    if unknown:
        name = min(unknown)
        place = chapter.place_of(f"{name}:")
        raise BookError(f"{place}: `{name}` in the front matter. Allowed there: {_list(FRONT_MATTER)}.")
    _check(chapter, chapter.doc["blocks"], frozenset(), classes)
    _headings(chapter)


def _check(chapter: Chapter, node: Any, inside: frozenset[str], classes: dict[str, set[str]]) -> None:
    """Walks the tree; `inside` are the classes of the divs around, `classes` those an element may have."""
    if isinstance(node, list):
        for item in node:
            _check(chapter, item, inside, classes)
        return
    if not isinstance(node, dict):
        return
    kind = node.get("t")
    if kind in ("RawBlock", "RawInline"):
        _raw(chapter, node)
    elif kind == "Math":
        raise BookError(f"{chapter.place_of(node['c'][1])}: math is not in use here. For a dollar sign write \\$.")
    elif kind in BLOCKS | INLINES:
        if kind == "Para":  # not a cell of a table, where nothing else can begin
            _paragraph(chapter, node["c"])
        _element(chapter, node, inside, classes.get(kind, set()))
        inside = inside | set(node["c"][0][1]) if kind == "Div" else inside
    elif kind and kind[0].isupper() and kind not in _NEUTRAL:
        raise BookError(f"{_place(chapter, node)}: {kind} is not among the allowed Markdown (see report/README.md).")
    _check(chapter, node.get("c"), inside, classes)


_NEUTRAL = {
    "AlignLeft", "AlignRight", "AlignCenter", "AlignDefault", "ColWidth", "ColWidthDefault", "SingleQuote",
    "DoubleQuote", "Decimal", "Period", "OneParen", "TwoParens", "LowerAlpha", "UpperAlpha", "LowerRoman",
    "UpperRoman", "Example", "DefaultStyle", "DefaultDelim", "AuthorInText", "NormalCitation", "SuppressAuthor",
}  # fmt: skip


def _raw(chapter: Chapter, node: Node) -> None:
    text = node["c"][1]
    if not text.lstrip().startswith("<!--"):
        first = (text.strip().splitlines() or [""])[0]
        tag = re.match(r"</?[A-Za-z][\w-]*", first)
        place = chapter.place_of(first, tag[0] if tag else "")
        raise BookError(
            f"{place}: raw {node['c'][0]} {text.strip()[:40]!r}. Say it in Markdown; both engines know that."
        )


def _paragraph(chapter: Chapter, inlines: list[Node]) -> None:
    """Finds what was meant as a heading, list, table or div and became text for want of a blank line."""
    for position, node in enumerate(inlines):
        starts_line = position == 0 or inlines[position - 1]["t"] == "SoftBreak"
        if starts_line and node["t"] == "Str" and MISSED.match(node["c"]):
            rest = inlines[position + 2 :]
            start = f"{node['c']} {plain(rest[:1])}" if rest else node["c"]
            typed = (line.text.lstrip() for line in chapter.lines)  # a value of the data has a backslash before it
            if not any(line.startswith(node["c"]) and plain(rest[:1]) in line for line in typed):
                continue
            message = f"{node['c']!r} at the start of a line is read as text here. Leave a blank line above it."
            raise BookError(f"{chapter.place_of(start, node['c'])}: {message}")


def _element(chapter: Chapter, node: Node, inside: frozenset[str], allowed: set[str]) -> None:
    kind, content = node["t"], node.get("c")
    if kind not in ("Header", "Div", "Span", "Image", "Table", "Figure", "Link", "Code", "CodeBlock"):
        return
    label, classes, pairs = content[ATTR_AT.get(kind, 0)]
    place = chapter.place_of(f"#{label}" if label else "", f".{classes[0]}" if classes else "", _words(node))
    if kind == "CodeBlock":
        allowed = set(classes[:1])  # the language
    for name in classes:
        if name not in allowed:
            here = chapter.place_of(f"#{label}" if label else "", f".{name}", _words(node))
            raise BookError(f"{here}: class .{name} is not in use on a {kind}. Allowed: {_list(allowed) or 'none'}.")
    for name, _ in pairs:
        if name not in ATTRIBUTES.get(kind, ()):
            here = chapter.place_of(f"#{label}" if label else "", f"{name}=")
            raise BookError(f"{here}: attribute {name} is not in use on a {kind}. Take it out.")
    if kind in ("Div", "Span") and not classes and label != "refs" and not {"key", "lang"} & dict(pairs).keys():
        raise BookError(f"{place}: a {kind} without a class. Give it one of: {_list(allowed)}.")
    boxed = kind == "Header" and inside & BOXES  # the name of a tab or a callout, not a section
    if inside & VISIBILITY and label and kind in ("Header", "Figure", "Table") and not boxed:
        raise BookError(f"{place}: label {label} stands in a part that only one format shows. Numbers would differ.")
    special = {"Div": _div, "Figure": _figure, "Image": _image, "Table": _table}.get(kind)
    if special:
        special(node, dict(pairs), place)


def _div(node: Node, pairs: dict[str, str], place: str) -> None:
    classes = set(node["c"][0][1])
    if classes & VISIBILITY:
        given = [pairs.get("when-format"), pairs.get("unless-format")]
        if given.count(None) != 1 or not FORMATS & set(given):
            raise BookError(f'{place}: say when-format or unless-format, as "html", "pdf" or "typst".')
    elif "fold" in classes and not pairs.get("title"):
        raise BookError(f'{place}: a fold without a title. Write ::: {{.fold title="Show the numbers"}}.')
    elif "panel-tabset" in classes:
        first = node["c"][1][0] if node["c"][1] else {}
        if first.get("t") != "Header":
            raise BookError(f"{place}: a tabset begins with a heading, which names its first tab.")


def _figure(node: Node, pairs: dict[str, str], place: str) -> None:
    label, _, blocks = node["c"][0][0], node["c"][1], node["c"][2]
    image = blocks[0]["c"][0] if blocks and blocks[0].get("c") else {}
    if image.get("t") != "Image" or len(blocks) != 1:
        raise BookError(f"{place}: a figure is one image in a paragraph of its own.")
    if label and not label.startswith("fig-"):
        raise BookError(f"{place}: label {label} of a figure. Let it begin with fig-.")
    if not dict(image["c"][0][2]).get("fig-alt", "").strip():
        raise BookError(f'{place}: the figure has no alt text. Add fig-alt="what the figure shows".')


def _image(node: Node, pairs: dict[str, str], place: str) -> None:
    if not pairs.get("fig-alt") and not plain(node["c"][1]).strip():
        raise BookError(f"{place}: image {node['c'][2][0]} has no alt text. Write it into the square brackets.")
    if not WIDTH.match(pairs.get("width", "1%")):
        raise BookError(f"{place}: width={pairs['width']}. Give it as 60%, or in em, pt, mm, cm or in.")


def _table(node: Node, pairs: dict[str, str], place: str) -> None:
    label, caption = node["c"][0][0], plain(node["c"][1])
    if label and not label.startswith("tbl-"):
        raise BookError(f"{place}: label {label} of a table. Let it begin with tbl-.")
    if label and not caption.strip():
        raise BookError(f"{place}: table {label} has a label and no caption. Write `: caption {{#{label}}}` below it.")
    if "tbl-colwidths" in pairs:
        columns = len(node["c"][2])
        try:
            widths = json.loads(pairs["tbl-colwidths"])
            good = len(widths) == columns and all(isinstance(width, (int, float)) for width in widths)
        except (ValueError, TypeError):
            good = False
        if not good:
            raise BookError(f'{place}: tbl-colwidths="{pairs["tbl-colwidths"]}". Write one number for each of the '
                            f"{columns} columns, as [40,60].")  # fmt: skip


def _headings(chapter: Chapter) -> None:
    """One title, then no level left out: readers of the tagged PDF and of the page move by headings."""
    titled = "title" in chapter.doc["meta"]
    level = 1 if titled else 0
    for node in chapter.doc["blocks"]:
        if node["t"] != "Header":
            continue
        place = chapter.place_of(_heading_line(node), _words(node))
        if node["c"][0] == 1 and level:
            raise BookError(f"{place}: a second title. A chapter has one heading of level 1 (or a title above it).")
        if node["c"][0] > level + 1:
            raise BookError(f"{place}: heading of level {node['c'][0]} after level {level}. Leave no level out.")
        level = node["c"][0]
    if not level:
        raise BookError(f"{chapter.source}:1: the chapter has no title. Begin it with `# Title {{#sec-name}}`.")


def _heading_line(node: Node) -> str:
    return "#" * node["c"][0] + " " + plain(node["c"][2])


def _place(chapter: Chapter, node: Node) -> str:
    return chapter.place_of(_words(node))


def _words(node: Node) -> str:
    """Enough of the element's own words to find its line; the first word if nothing longer is found."""
    return (plain(node).split() or [""])[0]


def _list(names: set[str]) -> str:
    return ", ".join(sorted(names))
