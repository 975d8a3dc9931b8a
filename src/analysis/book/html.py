"""The pages: each chapter in its frame of navigation, with search, styles, fonts, images and downloads."""

from __future__ import annotations

import json
import shutil
from html import escape
from pathlib import Path
from string import Template

from . import fonts, search
from .number import Index
from .project import Book, Chapter

HERE = Path(__file__).parent
FRAME_WORDS = [
    "skip",
    "chapters",
    "search-label",
    "search-text-placeholder",
    "search-help",
    "toggle-dark-mode",
    "pager",
]
SCRIPT_WORDS = [
    "views", "search-no-results-text", "search-small-words", "found-one", "found-many", "found-first", "found-part", "found-more",
    "catalogue-filters", "catalogue-all", "catalogue-text", "catalogue-clear", "catalogue-count", "catalogue-sort",
]  # fmt: skip
OWN = ("chrome.css", "chrome.js", "find.js")
LIBRARIES = ("minisearch.js",)


def write(book: Book, found: Index, bodies: dict[str, str], out: Path, with_pdf: bool) -> None:
    """Writes every page and all it needs into `out`; `bodies` are the chapters' HTML by source."""
    frame = Template((HERE / "template.html").read_text(encoding="utf-8"))
    pages = []
    for position, chapter in enumerate(book.chapters):
        sections = search.sections(bodies[chapter.source])
        pages.append((chapter.page, _numbered(chapter), book.search_weight(chapter), sections))
        page = frame.substitute(_fields(book, position, bodies[chapter.source], sections, with_pdf))
        _save(out / chapter.page, page)
    _save(out / "assets" / "search.js", search.index(pages, book.synonyms))
    for name in OWN:
        _save(out / "assets" / name, (HERE / name).read_text(encoding="utf-8"))
    for name in LIBRARIES:
        _save(out / "assets" / name, _library(name))
    for style in book.styles:
        _save(out / style, fonts.lead_to_packed((book.root / style).read_text(encoding="utf-8"), style))
    for asset in sorted(found.assets | {script for scripts in book.scripts.values() for script in scripts}):
        (out / asset).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(book.root / asset, out / asset)


def _library(name: str) -> str:
    """A library that the pages load, with its licence in front."""
    licence = (HERE / "vendor" / name).with_suffix(".LICENSE.txt").read_text(encoding="utf-8")
    return f"/*!\n{licence}*/\n" + (HERE / "vendor" / name).read_text(encoding="utf-8")


def _fields(book: Book, position: int, body: str, sections: list[search.Section], with_pdf: bool) -> dict[str, str]:
    chapter = book.chapters[position]
    root = "../" * chapter.page.count("/")
    before = book.chapters[position - 1] if position else None
    after = book.chapters[position + 1] if position + 1 < len(book.chapters) else None
    first = position == 0
    return {
        "lang": escape(book.lang),
        "root": root,
        "head_title": escape(book.title if first else f"{chapter.title} – {book.title}"),
        "description": escape(chapter.description or book.subtitle or book.title),
        "styles": "\n".join(f'<link rel="stylesheet" href="{root}{escape(style)}">' for style in book.styles),
        "title": escape(book.title),
        "home": escape(root + book.chapters[0].page),
        "cover": _cover(book) if first else "",
        "nav": _navigation(book, chapter),
        "pdf": _pdf_link(book, root) if with_pdf else "",
        "contents": _contents(book, sections),
        "body": body,
        "scripts": "\n".join(f'<script src="{root}{escape(script)}"></script>' for script in _scripts(book, body)),
        "pager": _pager(book, chapter, before, after),
        "acknowledgement": escape(book.acknowledgement),
        "words": escape(json.dumps({word: book.word(word) for word in SCRIPT_WORDS}, ensure_ascii=False)),
        **{"word_" + word.replace("-", "_"): escape(book.word(word)) for word in FRAME_WORDS},
    }


def _scripts(book: Book, body: str) -> list[str]:
    """What a page loads for the parts that it has."""
    return [script for name, scripts in book.scripts.items() if f'<div class="{name}">' in body for script in scripts]


def _numbered(chapter: Chapter) -> str:
    return f"{chapter.number} {chapter.title}".strip()


def _href(page: Chapter, other: Chapter) -> str:
    return escape(page.way_to(other.page))


def _pdf_link(book: Book, root: str) -> str:
    return f'<p class="get-pdf"><a href="{escape(root + book.pdf_name)}">{escape(book.word("pdf"))}</a></p>'


def _cover(book: Book) -> str:
    """The book's own title above its first page."""
    lines = [f'<p class="cover-title">{escape(book.title)}</p>']
    if book.subtitle:
        lines.append(f'<p class="cover-subtitle">{escape(book.subtitle)}</p>')
    details = [f"<span>{escape(detail)}</span>" for detail in [*book.authors, *book.details] if detail]
    if details:
        lines.append(f'<p class="cover-details">{" ".join(details)}</p>')
    return '<div class="cover">' + "".join(lines) + "</div>"


def _navigation(book: Book, current: Chapter) -> str:
    """The chapters as a list, a group for every part and for the appendices."""
    groups: list[tuple[str, list[Chapter]]] = []
    for chapter in book.chapters:
        name = chapter.part or (book.word("section-title-appendices") if chapter.appendix else "")
        if not groups or groups[-1][0] != name:
            groups.append((name, []))
        groups[-1][1].append(chapter)
    return "\n".join(_group(current, name, chapters) for name, chapters in groups)


def _group(current: Chapter, name: str, chapters: list[Chapter]) -> str:
    """Some chapters under a name, if they have one; those that only the pages have are folded, unless one of them is read."""
    items = []
    for chapter in chapters:
        here = ' aria-current="page"' if chapter is current else ""
        number = f'<span class="nav-number">{chapter.number}</span> ' if chapter.number else ""
        items.append(f'<li><a href="{_href(current, chapter)}"{here}>{number}<span>{escape(chapter.title)}</span></a></li>')
    listed = "\n".join(["<ul>", *items, "</ul>"])
    if not name:
        return listed
    if not all(chapter.html_only for chapter in chapters):
        return f'<p class="nav-part">{escape(name)}</p>\n{listed}'
    opened = " open" if current in chapters else ""
    return f'<details{opened}><summary class="nav-part">{escape(name)}</summary>\n{listed}</details>'


def _contents(book: Book, sections: list[search.Section]) -> str:
    """The page's own contents, two levels; nothing when there is but one section."""
    listed = [section for section in sections if section.level in (2, 3)]
    if len(listed) < 2:
        return ""
    items = []
    for section in listed:
        number = f'<span class="nav-number">{section.number}</span> ' if section.number else ""
        items.append(
            f'<li class="level-{section.level}"><a href="#{escape(section.anchor)}">{number}'
            f"<span>{escape(section.title)}</span></a></li>"
        )
    return (
        '<nav class="contents" aria-labelledby="contents-title"><details open>'
        f'<summary id="contents-title">{escape(book.word("toc-title-document"))}</summary><ul>\n'
        + "\n".join(items)
        + "\n</ul></details></nav>"
    )


def _pager(book: Book, chapter: Chapter, before: Chapter | None, after: Chapter | None) -> str:
    links = []
    for other, kind, word in ((before, "prev", "previous"), (after, "next", "next")):
        if other:
            links.append(
                f'<a class="pager-{kind}" rel="{kind}" href="{_href(chapter, other)}">'
                f'<span class="pager-word">{escape(book.word(word))}</span> <span>{escape(_numbered(other))}</span></a>'
            )
    return "\n".join(links)


def _save(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
