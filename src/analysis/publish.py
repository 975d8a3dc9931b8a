"""From the stage of a run to where people look: tables, figures, and the project the book is rendered from."""

from __future__ import annotations

import filecmp
import json
import shutil
from collections.abc import Iterable
from pathlib import Path

import yaml

from analysis.store import write_text
from analysis.wave import PROJECT, Wave

BOOK_FILES = (
    "index.qmd",
    "report/*.qmd",
    "report/*.css",
    "report/*.scss",
    "report/*.bib",
    "report/*.lua",
    "report/*.html",
    "report/*.js",
    "report/*.typ",
)

FIGURE_FILES = (".svg", ".png", "-narrow.svg")


def publish(wave: Wave) -> None:
    """Put the results of a run that has passed in place of the last good ones, files that changed only."""
    drawn = [file for cards in _card_files(wave) for file in _drawn(wave, cards)]
    _mirror((wave.stage / "processed").glob("*"), wave.processed)
    _mirror(drawn, wave.figures)
    _stage_book(wave)
    if wave.root.is_project:
        _mirror_tree(wave.book_project / "report" / "_generated", PROJECT / "report" / "_generated")
        _mirror([wave.book_project / "_variables.yml"], PROJECT, clear=False)


def undrawn(wave: Wave) -> list[Path]:
    """Card files of the stage whose figures are gone, so that their notebooks must run again."""
    return [cards for cards in _card_files(wave) if not all(file.is_file() for file in _drawn(wave, cards))]


def _card_files(wave: Wave) -> list[Path]:
    return sorted((wave.stage / "cards").glob("*.json"))


def _drawn(wave: Wave, cards: Path) -> list[Path]:
    """The files of all figures of a notebook."""
    names = [card["id"] for card in json.loads(cards.read_text(encoding="utf-8"))]
    return [wave.stage / "figures" / f"{name}{suffix}" for name in names for suffix in FIGURE_FILES]


def _stage_book(wave: Wave) -> None:
    """The Quarto project of this wave: the chapters it has sources for, its blocks, numbers, figures and downloads."""
    project, made = wave.book_project, wave.stage / "report"
    _mirror((f for pattern in BOOK_FILES for f in PROJECT.glob(pattern) if "/" not in pattern), project, clear=False)
    config, left_out = _configuration(wave)
    chapters = [
        f
        for pattern in BOOK_FILES
        if "/" in pattern
        for f in PROJECT.glob(pattern)
        if f"report/{f.name}" not in left_out
    ]
    _mirror(chapters, project / "report", keep={"_generated"})
    write_if_changed(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), project / "_quarto.yml")
    _mirror([made / "variables.yml"], made / "as", clear=False, rename="_variables.yml")
    _mirror([made / "as" / "_variables.yml"], project, clear=False)
    generated = project / "report" / "_generated"
    _mirror((made / "blocks").glob("*.qmd"), generated, keep={"downloads", "fonts"})
    _mirror((made / "downloads").glob("*.csv"), generated / "downloads")
    _mirror((made / "fonts").glob("*.ttf"), generated / "fonts")
    _mirror(wave.figures.glob("*"), project / "figures" / wave.id)


def _configuration(wave: Wave) -> tuple[dict, set[str]]:
    """`_quarto.yml` for this wave and the chapters that are left out of it."""
    config = yaml.safe_load((PROJECT / "_quarto.yml").read_text(encoding="utf-8"))
    needs = config.pop("chapters-need", {})
    left_out = {chapter for chapter, sources in needs.items() if not any(map(wave.has, sources))}
    book = config["book"]
    for part in ("chapters", "appendices"):
        book[part] = [chapter for chapter in book[part] if chapter not in left_out]
    book["output-file"] = f"{book['output-file']}-{wave.id}"
    config["project"]["output-dir"] = "_book"
    config |= {"wave": wave.id, "edition": wave.title}
    if wave.acknowledgement:
        config["acknowledgement"] = f"{wave.acknowledgement.rstrip('.')}. {wave.licence}".strip()
    return config, left_out


def write_if_changed(text: str, file: Path) -> None:
    """Write `text` unless the file already holds it, so that its time stays."""
    if not file.is_file() or file.read_text(encoding="utf-8") != text:
        write_text(text, file)


def _mirror(
    files: Iterable[Path], folder: Path, keep: set[str] = frozenset(), clear: bool = True, rename: str = ""
) -> None:
    """Copy files that differ into `folder`; with `clear`, delete what else lies there (but for `keep`)."""
    folder.mkdir(parents=True, exist_ok=True)
    names = set(keep)
    for file in sorted(files):
        target = folder / (rename or file.name)
        names.add(target.name)
        if not target.is_file() or not filecmp.cmp(file, target, shallow=False):
            shutil.copyfile(file, target)
    if clear:
        for stale in folder.iterdir():
            if stale.name not in names:
                shutil.rmtree(stale) if stale.is_dir() else stale.unlink()


def _mirror_tree(source: Path, target: Path) -> None:
    """Make `target` hold what `source` holds, folder by folder."""
    folders = [p for p in source.iterdir() if p.is_dir()]
    _mirror((p for p in source.iterdir() if p.is_file()), target, keep={f.name for f in folders})
    for folder in folders:
        _mirror_tree(folder, target / folder.name)
