"""The Quarto project that a book is rendered from, staged for a wave, and what `quarto render` in the project itself needs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import yaml

from analysis.clean.countries import country_label
from analysis.codebook import Codebook, load_codebook
from analysis.publish.mirror import mirror, write_all, write_if_changed
from analysis.publish.notebook_page import word
from analysis.publish.sections import without_empty_sections
from analysis.publish.take import CITED, taken_files
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


def book_files() -> list[Path]:
    """The chapters, their looks and words, and the settings of the book: what a wave's book is made of beside its data."""
    found = {file for pattern in (*BOOK_FILES, "_quarto.yml", "report/words/*.yml") for file in PROJECT.glob(pattern)}
    return sorted(found)


def stage_book(wave: Wave, blocks: list[Path], downloads: list[Path], pages: dict[str, str], listing: str) -> None:
    """The Quarto project of this wave: the chapters it has sources for, its blocks, numbers, figures and downloads, and the
    `pages` of its notebooks with the `listing` of them."""
    project, made = wave.book_project, wave.stage / "report"
    config, left_out = _configuration(wave)
    said = {block.stem for block in blocks if block.read_text(encoding="utf-8").strip()} | set(CITED)
    files = [
        f for pattern in BOOK_FILES for f in PROJECT.glob(pattern) if f.relative_to(PROJECT).as_posix() not in left_out
    ]
    chapters = [f for f in files if f.suffix == ".qmd"]
    mirror(
        (f for f in files if f not in chapters), project / "report", keep={"_generated", *(f.name for f in chapters)}
    )
    for file in chapters:
        text = without_empty_sections(file.read_text(encoding="utf-8"), said)
        write_if_changed(text, project / file.relative_to(PROJECT))
    config["book"]["appendices"] += _parts(pages, "notebooks")
    write_if_changed(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), project / "_quarto.yml")
    write_if_changed((made / "variables.yml").read_text(encoding="utf-8"), project / "_variables.yml")
    generated = project / "report" / "_generated"
    mirror(blocks, generated, keep={"downloads", "fonts", "notebooks-list.qmd", *(f"{name}.qmd" for name in CITED)})
    write_if_changed(listing, generated / "notebooks-list.qmd")
    write_all(pages, project / "notebooks")
    mirror([*downloads, *wave.notebooks.glob("*.ipynb")], generated / "downloads", keep=taken_files(wave))
    mirror((made / "fonts").glob("*.ttf"), generated / "fonts")
    mirror(wave.figures.glob("*"), project / "figures" / wave.id)


def stage_in_root(wave: Wave, pages: dict[str, str]) -> None:
    """What `quarto render` in the project itself needs beside the chapters. The pages of the notebooks lie apart from the
    notebooks, and a file of settings that Quarto adds to `_quarto.yml` lists them."""
    made, here = wave.book_project / "report" / "_generated", PROJECT / "report" / "_generated"
    blocks = {file.name: file.read_text(encoding="utf-8") for file in made.glob("*.qmd")}
    write_all(
        {name: _led_apart(text) for name, text in blocks.items()}, here, keep={"downloads", "fonts", "notebooks"}
    )
    write_all({name: _led_apart(text) for name, text in pages.items()}, here / "notebooks")
    for name in ("downloads", "fonts"):
        mirror((made / name).iterdir(), here / name)
    mirror([wave.book_project / "_variables.yml"], PROJECT, clear=False)
    added = {"book": {"appendices": _parts(pages, "report/_generated/notebooks")}}
    write_if_changed(yaml.safe_dump(added, sort_keys=False), PROJECT / "_quarto.yml.local")


def _parts(pages: Iterable[str], folder: str) -> list[dict]:
    """The pages of the notebooks as a part of the book, where there are any."""
    chapters = [f"{folder}/{name}" for name in pages]
    return [{"part": word("pages"), "chapters": chapters}] if chapters else []


def _led_apart(text: str) -> str:
    """Markdown whose links to pages of notebooks lead to where they lie in the project itself."""
    return text.replace("](/notebooks/", "](/report/_generated/notebooks/")


def _synonyms(codebook: Codebook) -> list[list[str]]:
    """The words that the search takes for each other: those the codebook lists, and the names of countries."""
    countries = codebook.vocabulary["countries"].items()
    named = [[country_label(code, codebook), *names] for code, names in countries]
    return [*map(list, codebook.vocabulary["search"]), *named]


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
    config |= {"wave": wave.id, "edition": wave.title, "search-synonyms": _synonyms(load_codebook(wave.root.codebook))}
    if wave.acknowledgement:
        config["acknowledgement"] = f"{wave.acknowledgement.rstrip('.')}. {wave.licence}".strip()
    return config, left_out
