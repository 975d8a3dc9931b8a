"""The book: a staged Quarto project rendered to HTML and PDF, by Quarto or by the embedded engine.

from analysis.book import render
render(Path("stage"), Path("_book/2012"))
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Literal

from .errors import BookError

__all__ = ["BookError", "built_by", "render"]
Engine = Literal["auto", "quarto", "embedded"]


def render(
    project: Path,
    out: Path,
    *,
    engine: Engine = "auto",
    to: tuple[str, ...] = ("html", "pdf"),
    progress: Callable[[str], None] = lambda text: None,
    memory: Path | None = None,
) -> list[Path]:
    """Renders the book of `project` into the folder `out` and returns the files written.

    Everything is written beside `out` first and swapped in when all of it has passed: after a BookError, `out` is as
    it was before. In the folder `memory`, if there is one, the embedded engine keeps what it made of each chapter, and takes it
    from there where nothing has changed.
    """
    from . import check, embedded, number, pandoc, quarto
    from .memory import Memory
    from .project import load

    if not to or set(to) - {"html", "pdf"}:
        raise BookError(f"format {', '.join(to) or 'none'}: choose html, pdf or both.")
    engine = _choose(engine)
    book = load(Path(project))
    progress(f"reading {len(book.chapters)} chapters")
    kept = Memory(memory)
    with ThreadPoolExecutor(embedded.THREADS) as pool:
        for chapter, doc in zip(book.chapters, pool.map(partial(pandoc.read, memory=kept), book.chapters), strict=True):
            chapter.doc = doc
            check.check(book, chapter)
    found = number.index(book)
    out = Path(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as folder:
        stage = Path(folder) / "new"
        stage.mkdir()
        if engine == "quarto":
            for chapter in book.chapters:
                number.facts(book, chapter, found)  # links and images are checked there
            quarto.render(book, stage, to, progress)
        else:
            embedded.render(book, found, stage, to, progress, kept)
        _swap(stage, out, Path(folder) / "old")
    kept.forget()
    return sorted(file for file in out.rglob("*") if file.is_file())


def built_by(out: Path) -> Engine:
    """The engine that rendered the pages in `out`."""
    return "embedded" if (out / "assets" / "chrome.js").is_file() else "quarto"


def _choose(engine: Engine) -> Engine:
    from . import quarto

    if engine not in ("auto", "quarto", "embedded"):
        raise BookError(f"engine {engine!r}: choose auto, quarto or embedded.")
    if engine == "embedded":
        return engine
    version = quarto.version()
    if version and version >= quarto.OLDEST:
        return "quarto"
    if engine == "auto":
        return "embedded"
    wanted = ".".join(map(str, quarto.OLDEST))
    there = f"the one on the PATH is {'.'.join(map(str, version))}" if version else "there is none on the PATH"
    raise BookError(f"engine quarto: Quarto {wanted} or later is needed, and {there}. Install it, or choose embedded.")


def _swap(stage: Path, out: Path, old: Path) -> None:
    """Puts the new folder in the place of the old one."""
    stage.chmod(0o755)
    if out.exists():
        os.replace(out, old)
    try:
        os.replace(stage, out)
    except OSError:
        if old.exists():
            os.replace(old, out)
        raise
    if old.is_dir():
        shutil.rmtree(old)
