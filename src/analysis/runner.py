"""A whole run: notebooks, publication of what passed, the book, and a rebuild apart from everything."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from analysis import book
from analysis.audit import trace
from analysis.audit.provenance import made_of, read_manifest, write_manifest
from analysis.audit.verify import differences, explained, page_differences, present
from analysis.publish import publish, undrawn
from analysis.publish.project import book_files
from analysis.tasks.modules import closure, closure_of_notebooks, engine_files
from analysis.tasks.pipeline import NOTEBOOKS, files_behind, notebooks_for
from analysis.tasks.run import TaskFailed, run_book, run_notebooks
from analysis.wave import PROJECT, Wave, open_wave


def run_wave(wave: Wave, say: Callable[[str], None], force: bool = False) -> list[str]:
    """Run what is out of date and publish it; returns what was run. A failure leaves the last good results in place."""
    _forget_sources_gone(wave)
    for cards in undrawn(wave):
        cards.unlink()
    executed = run_notebooks(wave, say, force)
    publish(wave)
    notebooks = [PROJECT / "notebooks" / f"{notebook.name}.ipynb" for notebook in notebooks_for(wave)]
    code = sorted({*closure_of_notebooks(notebooks), *closure({Path(__file__).resolve()}), *engine_files()})
    write_manifest(made_of(wave, notebooks, code, book_files()), wave)
    return executed


def _forget_sources_gone(wave: Wave) -> None:
    """Clear the stage of what notebooks left there that do not run any more, because their source was taken out."""
    gone = set(NOTEBOOKS) - set(notebooks_for(wave))
    executed = [wave.notebooks / f"{notebook.name}.ipynb" for notebook in gone]
    for file in [*executed, *(wave.stage / name for notebook in gone for name in notebook.writes)]:
        file.unlink(missing_ok=True)


def render_wave(wave: Wave, engine: str, to: tuple[str, ...], say: Callable[[str], None]) -> bool:
    """Render the book of a wave that has been run; whether anything had to be rendered."""
    if not (wave.book_project / "_quarto.yml").is_file():
        raise TaskFailed(f"wave {wave.id} has not been run; run `integration-report run {wave.id}` first")

    def work() -> None:
        book.render(
            wave.book_project, wave.book, engine=engine, to=to, progress=lambda line: say(f"  {line}"), memory=wave.rendered,
        )  # fmt: skip

    return run_book(wave, work, f"{engine} {','.join(to)}", say)


def rebuild_and_compare(wave: Wave, say: Callable[[str], None]) -> list[str]:
    """Run a wave from its raw files in a scratch folder; the differences from what is there with their causes, as lines.

    Where its book was rendered as pages, those are rendered again by the same engine and must say the same.
    """
    with tempfile.TemporaryDirectory(prefix="verify-") as folder:
        root = Path(folder)
        shutil.copytree(wave.raw, root / "raw" / wave.id)
        shutil.copytree(wave.root.codebook, root / "codebook")
        scratch = open_wave(wave.id, root)
        run_wave(scratch, say)
        found = differences(wave, scratch)
        if (wave.book / "index.html").is_file():
            render_wave(scratch, book.built_by(wave.book), ("html",), say)
            found += page_differences(wave, scratch)
        return explained(found, read_manifest(wave), read_manifest(scratch), present(found))


def explain(wave: Wave, key: str) -> list[str]:
    """Where the number with this key comes from, as lines for people. Raises LookupError where there is no such number."""
    return trace.explain(wave, key, partial(files_behind, wave))
