"""From the stage of a run to where people look: tables, figures, and the project the book is rendered from."""

from __future__ import annotations

import json
from pathlib import Path

from analysis.publish import notebook_page
from analysis.publish.mirror import mirror
from analysis.publish.project import stage_book, stage_in_root
from analysis.publish.take import take_along
from analysis.wave import Wave

FIGURE_FILES = (".svg", ".png", "-narrow.svg")
NOTEBOOKS = "notebooks"
PAGES = ("countries", NOTEBOOKS)  # the folders of pages that only the pages of the book have, each a part of it


def publish(wave: Wave) -> None:
    """Put the results of a run that has passed in place of the last good ones, files that changed only."""
    made = [_made(wave, cards) for cards in _card_files(wave)]
    notebooks = {f.stem: json.loads(f.read_text(encoding="utf-8")) for f in sorted(wave.notebooks.glob("*.ipynb"))}
    pages = {folder: _written(_all(made, "pages"), folder) for folder in PAGES}
    pages[NOTEBOOKS] = {f"{name}.qmd": _page(name, notebook, wave) for name, notebook in notebooks.items()}
    mirror((wave.stage / "processed").glob("*"), wave.processed)
    mirror((wave.stage / "log").glob("*.csv"), wave.logs)
    mirror(_all(made, "figures"), wave.figures)
    pages = stage_book(wave, _all(made, "blocks"), _all(made, "downloads"), pages, notebook_page.listing(notebooks))
    take_along(wave)
    if wave.root.is_project:
        stage_in_root(wave, pages)


def _page(name: str, notebook: dict, wave: Wave) -> str:
    return notebook_page.page(name, notebook, wave.id, f"/report/_generated/downloads/{name}.ipynb")


def _written(files: list[Path], folder: str) -> dict[str, str]:
    """The pages of a folder that chapters have written."""
    return {file.name: file.read_text(encoding="utf-8") for file in files if file.parent.name == folder}


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
        "pages": [report / "pages" / f"{name}.qmd" for name in told["pages"]],
        "downloads": [report / "downloads" / name for name in told["downloads"]],
    }


def _all(made: list[dict[str, list[Path]]], kind: str) -> list[Path]:
    return [file for chapter in made for file in chapter[kind]]
