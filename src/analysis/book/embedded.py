"""The embedded engine: pandoc reads and writes every chapter, Typst sets the PDF."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from . import fonts, html, number, pandoc, pdf
from .memory import Memory
from .project import Book, Chapter

WRITERS = {"html": "html5", "pdf": "typst-citations"}
THREADS = 4


def render(
    book: Book, found: number.Index, out: Path, to: tuple[str, ...], progress: Callable[[str], None], memory: Memory
) -> None:
    """Writes the formats asked for into `out`, an empty folder."""
    typefaces = fonts.named(book.root, book.styles) if "html" in to else {}
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(THREADS) as pool:
        written = _write_all(book, found, Path(scratch), to, pool, memory)
        packing = fonts.start(typefaces, out, pool)
        done: dict[str, dict[str, str]] = {format: {} for format in to}
        for count, (format, chapter, text) in enumerate(written, start=1):
            done[format][chapter.source] = text.result()
            progress(f"{chapter.source} ({format}), {count} of {len(written)}")
        if "html" in to:
            progress("pages: navigation, search, fonts")
            html.write(book, found, done["html"], out, with_pdf="pdf" in to)
        if "pdf" in to:
            progress(f"{book.pdf_name}: setting the pages")
            pdf.write(book, done["pdf"], out / book.pdf_name)
        for job in packing:
            job.result()


def _write_all(
    book: Book, found: number.Index, scratch: Path, to: tuple[str, ...], pool: ThreadPoolExecutor, memory: Memory
):
    """Sets pandoc to work on every chapter in every format; the results come in the book's order."""
    facts = {chapter.source: scratch / f"{chapter.slug}.json" for chapter in book.chapters}
    for chapter in book.chapters:
        facts[chapter.source].write_text(json.dumps(number.facts(book, chapter, found)), encoding="utf-8")
    options = _citations(book, found)

    def job(format: str, chapter: Chapter) -> Future[str]:
        return pool.submit(pandoc.write, chapter, WRITERS[format], facts[chapter.source], options, found.citations, memory)

    wanted = [(f, chapter) for chapter in book.chapters for f in to if f == "html" or not chapter.html_only]
    return [(format, chapter, job(format, chapter)) for format, chapter in wanted]


def _citations(book: Book, found: number.Index) -> list[str]:
    """Pandoc's options for citations."""
    if not found.citations:
        return []
    options = ["--citeproc", "--metadata", "link-citations=true", "--metadata", f"lang={book.lang}"]
    for file in book.bibliography:
        options += ["--bibliography", str(book.root / file)]
    if book.csl:
        options += ["--csl", str(book.root / book.csl)]
    return options
