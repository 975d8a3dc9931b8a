"""From the stage of a run to where people look: tables, figures, and the project the book is rendered from."""

from __future__ import annotations

import filecmp
import json
import shutil
from collections.abc import Iterable
from pathlib import Path

import yaml

from analysis.store import write_text
from analysis.tell import notebook_page
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


def publish(wave: Wave) -> None:
    """Put the results of a run that has passed in place of the last good ones, files that changed only."""
    drawn = [file for cards in _card_files(wave) for file in _drawn(wave, cards)]
    notebooks = {f.stem: json.loads(f.read_text(encoding="utf-8")) for f in sorted(wave.notebooks.glob("*.ipynb"))}
    pages = {f"{name}.qmd": _page(name, notebook, wave) for name, notebook in notebooks.items()}
    _mirror((wave.stage / "processed").glob("*"), wave.processed)
    _mirror(drawn, wave.figures)
    _stage_book(wave, pages, notebook_page.listing(notebooks))
    if wave.root.is_project:
        _stage_in_root(wave, pages)


def _page(name: str, notebook: dict, wave: Wave) -> str:
    return notebook_page.page(name, notebook, wave.id, f"/report/_generated/downloads/{name}.ipynb")


def undrawn(wave: Wave) -> list[Path]:
    """Card files of the stage whose figures are gone, so that their notebooks must run again."""
    return [cards for cards in _card_files(wave) if not all(file.is_file() for file in _drawn(wave, cards))]


def _card_files(wave: Wave) -> list[Path]:
    return sorted((wave.stage / "cards").glob("*.json"))


def _drawn(wave: Wave, cards: Path) -> list[Path]:
    """The files of all figures of a notebook."""
    names = [card["id"] for card in json.loads(cards.read_text(encoding="utf-8"))]
    return [wave.stage / "figures" / f"{name}{suffix}" for name in names for suffix in FIGURE_FILES]


def _stage_book(wave: Wave, pages: dict[str, str], listing: str) -> None:
    """The Quarto project of this wave: the chapters it has sources for, its blocks, numbers, figures and downloads, and
    the pages of its notebooks with the list of them."""
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
    config["book"]["appendices"] += _parts(pages, "notebooks")
    write_if_changed(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), project / "_quarto.yml")
    _mirror([made / "variables.yml"], made / "as", clear=False, rename="_variables.yml")
    _mirror([made / "as" / "_variables.yml"], project, clear=False)
    generated = project / "report" / "_generated"
    _mirror((made / "blocks").glob("*.qmd"), generated, keep={"downloads", "fonts", "notebooks-list.qmd"})
    write_if_changed(listing, generated / "notebooks-list.qmd")
    _write_all(pages, project / "notebooks")
    _mirror([*(made / "downloads").glob("*.csv"), *wave.notebooks.glob("*.ipynb")], generated / "downloads")
    _mirror((made / "fonts").glob("*.ttf"), generated / "fonts")
    _mirror(wave.figures.glob("*"), project / "figures" / wave.id)


def _stage_in_root(wave: Wave, pages: dict[str, str]) -> None:
    """What `quarto render` in the project itself needs beside the chapters. The pages of the notebooks lie apart from the
    notebooks, and a file of settings that Quarto adds to `_quarto.yml` lists them."""
    made, here = wave.book_project / "report" / "_generated", PROJECT / "report" / "_generated"
    blocks = {file.name: file.read_text(encoding="utf-8") for file in made.glob("*.qmd")}
    _write_all(
        {name: _led_apart(text) for name, text in blocks.items()}, here, keep={"downloads", "fonts", "notebooks"}
    )
    _write_all({name: _led_apart(text) for name, text in pages.items()}, here / "notebooks")
    for name in ("downloads", "fonts"):
        _mirror((made / name).iterdir(), here / name)
    _mirror([wave.book_project / "_variables.yml"], PROJECT, clear=False)
    added = {"book": {"appendices": _parts(pages, "report/_generated/notebooks")}}
    write_if_changed(yaml.safe_dump(added, sort_keys=False), PROJECT / "_quarto.yml.local")


def _parts(pages: Iterable[str], folder: str) -> list[dict]:
    """The pages of the notebooks as a part of the book, where there are any."""
    chapters = [f"{folder}/{name}" for name in pages]
    return [{"part": "Executed notebooks", "chapters": chapters}] if chapters else []


def _led_apart(text: str) -> str:
    """Markdown whose links to pages of notebooks lead to where they lie in the project itself."""
    return text.replace("](/notebooks/", "](/report/_generated/notebooks/")


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


def _write_all(texts: dict[str, str], folder: Path, keep: set[str] = frozenset()) -> None:
    """Make `folder` hold these files and no others (but for `keep`)."""
    for name, text in texts.items():
        write_if_changed(text, folder / name)
    _mirror([], folder, keep={*texts, *keep})
