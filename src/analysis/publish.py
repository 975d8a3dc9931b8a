"""From the stage of a run to where people look: tables, figures, and the project the book is rendered from."""

from __future__ import annotations

import filecmp
import json
import re
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
    "report/*.typ",
)

FIGURE_FILES = (".svg", ".png", "-narrow.svg")
INCLUDED = re.compile(r"\{\{< include \S*_generated/([\w-]+)\.qmd >\}\}")
FENCE = re.compile(r"^(`{3,}).*?^\1$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^(##+) ", re.MULTILINE)
WELCOME = "-commentary"  # blocks that a chapter may have and no section waits for


def publish(wave: Wave) -> None:
    """Put the results of a run that has passed in place of the last good ones, files that changed only."""
    made = [_made(wave, cards) for cards in _card_files(wave)]
    _mirror((wave.stage / "processed").glob("*"), wave.processed)
    _mirror(_all(made, "figures"), wave.figures)
    _stage_book(wave, _all(made, "blocks"), _all(made, "downloads"))
    if wave.root.is_project:
        _mirror_tree(wave.book_project / "report" / "_generated", PROJECT / "report" / "_generated")
        _mirror([wave.book_project / "_variables.yml"], PROJECT, clear=False)


def undrawn(wave: Wave) -> list[Path]:
    """Card files of the stage that are not whole any more, so that their notebooks must run again."""
    return [cards for cards in _card_files(wave) if not _is_whole(wave, cards)]


def _card_files(wave: Wave) -> list[Path]:
    return sorted((wave.stage / "cards").glob("*.json"))


def _is_whole(wave: Wave, cards: Path) -> bool:
    """Whether all files are there that a chapter has left in the stage; not where another version wrote the card file."""
    try:
        return all(file.is_file() for files in _made(wave, cards).values() for file in files)
    except (KeyError, TypeError):
        return False


def _made(wave: Wave, cards: Path) -> dict[str, list[Path]]:
    """The files that a chapter has left in the stage, by kind."""
    told, report = json.loads(cards.read_text(encoding="utf-8")), wave.stage / "report"
    figures = [exhibit["figure"] for exhibit in told["exhibits"] if exhibit["figure"]]
    return {
        "figures": [wave.stage / "figures" / f"{name}{suffix}" for name in figures for suffix in FIGURE_FILES],
        "blocks": [report / "blocks" / f"{name}.qmd" for name in told["blocks"]],
        "downloads": [report / "downloads" / f"{name}.csv" for name in told["downloads"]],
    }


def _all(made: list[dict[str, list[Path]]], kind: str) -> list[Path]:
    return [file for chapter in made for file in chapter[kind]]


def _stage_book(wave: Wave, blocks: list[Path], downloads: list[Path]) -> None:
    """The Quarto project of this wave: the chapters it has sources for, its blocks, numbers, figures and downloads."""
    project, made = wave.book_project, wave.stage / "report"
    config, left_out = _configuration(wave)
    said = {block.stem for block in blocks if block.read_text(encoding="utf-8").strip()}
    files = [
        f for pattern in BOOK_FILES for f in PROJECT.glob(pattern) if f.relative_to(PROJECT).as_posix() not in left_out
    ]
    chapters = [f for f in files if f.suffix == ".qmd"]
    _mirror(
        (f for f in files if f not in chapters), project / "report", keep={"_generated", *(f.name for f in chapters)}
    )
    for file in chapters:
        text = without_empty_sections(file.read_text(encoding="utf-8"), said)
        write_if_changed(text, project / file.relative_to(PROJECT))
    write_if_changed(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), project / "_quarto.yml")
    write_if_changed((made / "variables.yml").read_text(encoding="utf-8"), project / "_variables.yml")
    generated = project / "report" / "_generated"
    _mirror(blocks, generated, keep={"downloads", "fonts"})
    _mirror(downloads, generated / "downloads")
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


def without_empty_sections(text: str, said: set[str]) -> str:
    """A chapter without the sections whose every block is empty; `said` names the blocks that say something.

    A section goes on to the next heading that is not below its own. One that waits for no block stays.
    """
    code = [match.span() for match in FENCE.finditer(text)]
    headings = [m for m in HEADING.finditer(text) if not any(start < m.start() < end for start, end in code)]
    gone: list[tuple[int, int]] = []
    for n, heading in enumerate(headings):
        after = (h.start() for h in headings[n + 1 :] if len(h[1]) <= len(heading[1]))
        start, end = heading.start(), next(after, len(text))
        blocks = {name for name in INCLUDED.findall(text[start:end]) if not name.endswith(WELCOME)}
        if blocks and not blocks & said and not (gone and start < gone[-1][1]):
            gone.append((start, end))
    for start, end in reversed(gone):
        text = text[:start] + text[end:]
    return text


def write_if_changed(text: str, file: Path) -> None:
    """Write `text` unless the file already holds it, so that its time stays."""
    if not file.is_file() or file.read_text(encoding="utf-8") != text:
        write_text(text, file)


def _mirror(files: Iterable[Path], folder: Path, keep: set[str] = frozenset(), clear: bool = True) -> None:
    """Copy files that differ into `folder`; with `clear`, delete what else lies there (but for `keep`)."""
    folder.mkdir(parents=True, exist_ok=True)
    names = set(keep)
    for file in sorted(files):
        target = folder / file.name
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
