"""The Quarto engine: the same project, rendered by the `quarto` on the PATH."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from . import fonts
from .errors import BookError
from .project import Book

OLDEST = (1, 9)
FORMATS = {"html": "html", "pdf": "typst"}


def version() -> tuple[int, ...] | None:
    """The version of the `quarto` on the PATH, None where there is none that answers."""
    program = shutil.which("quarto")
    if not program:
        return None
    try:
        answer = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=60).stdout
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.match(r"(\d+)\.(\d+)", answer.strip())
    return (int(found[1]), int(found[2])) if found else None


def render(book: Book, out: Path, to: tuple[str, ...], progress: Callable[[str], None]) -> None:
    """Renders a copy of the project, since Quarto writes into the folder it renders, and takes over what it wrote."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "project"
        shutil.copytree(book.root, copy, ignore=shutil.ignore_patterns("_book", ".quarto", ".git"))
        _pack_fonts(book, copy)
        target = copy / (book.config.get("project", {}).get("output-dir") or "_book")
        for format in to:
            progress(f"Quarto renders {format}")
            _quarto(copy, FORMATS[format])
            if not target.is_dir():
                raise BookError("Quarto ended well and wrote nothing. Is `project: type: book` in _quarto.yml?")
            shutil.copytree(target, out, dirs_exist_ok=True)
    if "pdf" in to and not (out / book.pdf_name).exists():
        raise BookError(
            f"Quarto wrote no {book.pdf_name}. Check `format: typst:` and `book: output-file:` in _quarto.yml."
        )


def _pack_fonts(book: Book, copy: Path) -> None:
    """The stylesheets of the copy name fonts cut down and packed, as on the pages of the embedded engine."""
    with ThreadPoolExecutor() as pool:
        jobs = fonts.start(fonts.named(book.root, book.styles), copy, pool)
        for style in book.styles:
            text = (copy / style).read_text(encoding="utf-8")
            (copy / style).write_text(fonts.lead_to_packed(text, style), encoding="utf-8")
        for job in jobs:
            job.result()


def _quarto(project: Path, format: str) -> None:
    done = subprocess.run(
        ["quarto", "render", str(project), "--to", format, "--no-execute"], capture_output=True, text=True, cwd=project
    )
    if done.returncode:
        said = re.sub(r"\x1b\[[0-9;]*m", "", done.stderr).strip().splitlines()
        raise BookError("Quarto could not render the book:\n" + "\n".join(said[-15:]).replace(str(project) + "/", ""))
