"""The PDF: chapters in Typst, put together and set; tagged as PDF/UA-1, the same bytes every time."""

from __future__ import annotations

from pathlib import Path

from .errors import BookError
from .project import Book

FONTS = Path("report/_generated/fonts")
TIMESTAMP = 0  # no clock in the file


def write(book: Book, chapters: dict[str, str], file: Path) -> None:
    """Sets the book; `chapters` are the Typst texts by source."""
    import typst

    text = source(book, chapters)
    fonts = [str(book.root / FONTS)] if (book.root / FONTS).is_dir() else []
    try:
        content = typst.compile(
            text.encode(), root=str(book.root), font_paths=fonts, ignore_system_fonts=True, format="pdf",
            pdf_standards=["ua-1"], timestamp=TIMESTAMP,
        )  # fmt: skip
    except typst.TypstError as error:
        raise BookError(f"{file.name}: Typst says: {error}") from None
    file.write_bytes(content)


def source(book: Book, chapters: dict[str, str]) -> str:
    """The whole book as one Typst document."""
    lang, _, region = book.lang.partition("-")
    fields = {
        "title": _string(book.title),
        "subtitle": _string(book.subtitle),
        "authors": "(" + "".join(f"{_string(author)}, " for author in book.authors) + ")",
        "details": "(" + "".join(f"{_string(detail)}, " for detail in book.details if detail) + ")",
        "acknowledgement": _string(book.acknowledgement),
        "lang": _string(lang),
        "region": _string(region.upper()) if region else "none",
        "words": f"(contents: {_string(book.word('contents'))}, chapter: {_string(book.word('crossref-ch-prefix'))})",
    }
    given = "".join(f"  {name}: {value},\n" for name, value in fields.items())
    parts = [f"#import {_string('/' + book.look)}: *\n", f"#show: book.with(\n{given})\n"]
    appendices = False
    for chapter in (chapter for chapter in book.chapters if not chapter.html_only):
        if chapter.appendix and not appendices:
            parts.append(f"#show: appendices.with({_string(book.word('crossref-apx-prefix'))})\n")
            appendices = True
        parts.append(chapters[chapter.source])
    return "\n".join(parts)


def _string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
