"""The Quarto project that a book is rendered from, staged for a wave, and what `quarto render` in the project itself needs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import yaml

from analysis.chapters import NEEDS, PARTS, left_out, settings
from analysis.clean.countries import country_label
from analysis.codebook import Codebook, load_codebook
from analysis.publish.links import Gone, titles
from analysis.publish.mirror import mirror, write_all, write_if_changed
from analysis.publish.notebook_page import word
from analysis.publish.sections import without_empty_sections
from analysis.publish.take import CITED, taken_files
from analysis.wave import CITATION, PROJECT, Wave

BOOK_FILES = (
    "index.qmd",
    "report/*.qmd",
    "report/*.css",
    "report/*.scss",
    "report/*.bib",
    "report/*.lua",
    "report/*.html",
    "report/*.js",
    "report/vendor/*.js",
    "report/*.typ",
)


VENDOR = "vendor"  # the folder of scripts of others


def book_files() -> list[Path]:
    """The chapters, their looks and words, and the settings of the book: what a wave's book is made of beside its data."""
    found = {file for pattern in (*BOOK_FILES, "_quarto.yml", "report/words/*.yml") for file in PROJECT.glob(pattern)}
    return sorted(found | {CITATION})


Pages = dict[str, dict[str, str]]  # folder -> file -> text


def stage_book(wave: Wave, blocks: list[Path], downloads: list[Path], pages: Pages, listing: str) -> Pages:
    """The Quarto project of this wave: the chapters it has sources for, its blocks, numbers, figures and downloads, its
    `pages`, and the `listing` of those of its notebooks. Nothing in it leads to chapters and sections that it lacks; returns
    its pages as they are staged."""
    project, made = wave.book_project, wave.stage / "report"
    config, without = _configuration(wave), left_out(wave)
    told = {block.name: block.read_text(encoding="utf-8") for block in blocks}
    said = {Path(name).stem for name, text in told.items() if text.strip()} | set(CITED)
    files = [f for pattern in BOOK_FILES for f in PROJECT.glob(pattern)]
    sources = {f.relative_to(PROJECT).as_posix(): f.read_text(encoding="utf-8") for f in files if f.suffix == ".qmd"}
    chapters = {name: without_empty_sections(text, said) for name, text in sources.items() if name not in without}
    there = {label for text in chapters.values() for label in titles(text)}
    gone = Gone(frozenset(without), {label: title for text in sources.values() for label, title in titles(text).items() if label not in there})
    pages = {folder: {name: gone.without_links(text) for name, text in texts.items()} for folder, texts in pages.items()}
    vendor = [f for f in files if f.parent.name == VENDOR]
    looks = [f for f in files if f.suffix != ".qmd" and f not in vendor]
    mirror(looks, project / "report", keep={"_generated", VENDOR, *(Path(name).name for name in chapters)})
    mirror(vendor, project / "report" / VENDOR)
    for name, text in chapters.items():
        write_if_changed(gone.without_links(text), project / name)
    config["book"]["appendices"] += _parts(pages)
    write_if_changed(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), project / "_quarto.yml")
    write_if_changed((made / "variables.yml").read_text(encoding="utf-8"), project / "_variables.yml")
    generated = project / "report" / "_generated"
    kept = {"downloads", "fonts", "notebooks-list.qmd", *(f"{name}.qmd" for name in CITED)}
    write_all({name: gone.without_links(text) for name, text in told.items()}, generated, keep=kept)
    write_if_changed(listing, generated / "notebooks-list.qmd")
    for folder, texts in pages.items():
        write_all(texts, project / folder)
    mirror([*downloads, *wave.notebooks.glob("*.ipynb")], generated / "downloads", keep=taken_files(wave))
    mirror((made / "fonts").glob("*.ttf"), generated / "fonts")
    mirror(wave.figures.glob("*"), project / "figures" / wave.id)
    return pages


def stage_in_root(wave: Wave, pages: Pages) -> None:
    """What `quarto render` in the project itself needs beside the chapters. The pages lie apart, so that those of the notebooks
    are not among the notebooks, and a file of settings that Quarto adds to `_quarto.yml` lists them."""
    made, here = wave.book_project / "report" / "_generated", PROJECT / "report" / "_generated"
    blocks = {file.name: file.read_text(encoding="utf-8") for file in made.glob("*.qmd")}
    write_all(_led_apart(blocks, pages), here, keep={"downloads", "fonts", *pages})
    for folder, texts in pages.items():
        write_all(_led_apart(texts, pages), here / folder)
    for name in ("downloads", "fonts"):
        mirror((made / name).iterdir(), here / name)
    mirror([wave.book_project / "_variables.yml"], PROJECT, clear=False)
    added = {"book": {"appendices": _parts(pages, "report/_generated/")}}
    write_if_changed(yaml.safe_dump(added, sort_keys=False), PROJECT / "_quarto.yml.local")


def _parts(pages: Pages, apart: str = "") -> list[dict]:
    """The pages of each folder that has any as a part of the book."""
    found = {folder: [f"{apart}{folder}/{name}" for name in texts] for folder, texts in pages.items() if texts}
    return [{"part": word(f"pages-{folder}"), "chapters": chapters} for folder, chapters in found.items()]


def _led_apart(texts: dict[str, str], folders: Iterable[str]) -> dict[str, str]:
    """Files whose links to pages lead to where these lie in the project itself."""
    links = re.compile(rf"\]\(/({'|'.join(folders)})/")
    return {name: links.sub(r"](/report/_generated/\1/", text) for name, text in texts.items()}


def _synonyms(codebook: Codebook) -> list[list[str]]:
    """The words that the search takes for each other: those the codebook lists, and the names of countries."""
    countries = codebook.vocabulary["countries"].items()
    named = [[country_label(code, codebook), *names] for code, names in countries]
    return [*map(list, codebook.vocabulary["search"]), *named]


def _configuration(wave: Wave) -> dict:
    """`_quarto.yml` for this wave."""
    config, without = settings(), left_out(wave)
    del config[NEEDS]
    book = config["book"]
    for part in PARTS:
        book[part] = [chapter for chapter in book[part] if chapter not in without]
    book["output-file"] = f"{book['output-file']}-{wave.id}"
    config["project"]["output-dir"] = "_book"
    config |= {"wave": wave.id, "edition": wave.title, "search-synonyms": _synonyms(load_codebook(wave.root.codebook))}
    if wave.acknowledgement:
        config["acknowledgement"] = f"{wave.acknowledgement.rstrip('.')}. {wave.licence}".strip()
    return config
