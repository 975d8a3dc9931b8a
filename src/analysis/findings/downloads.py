"""What can be taken along: all tables in one workbook, all figures in one archive, and how each is cited."""

from __future__ import annotations

import json
from collections.abc import Iterable

from analysis.chapters import settings
from analysis.findings.results import Facts, Results
from analysis.store import read_yaml
from analysis.wave import CITATION, Wave


def names(wave: Wave) -> dict[str, str]:
    """The names of the files with all tables, with all figures, and with all citations."""
    stem = f"integration-practices-{wave.id}"
    return {"workbook": f"{stem}-tables.xlsx", "archive": f"{stem}-figures.zip", "citations": f"{stem}-citations.bib"}


def take_files(r: Results) -> Facts:
    """The files to take along."""
    return names(r.wave)


def wave_cited(r: Results) -> Facts:
    """Who wrote the report, what it is called, and the year of its edition (nothing: it is not told when it came out), which is
    not that of the wave."""
    told, edition = settings()["book"], read_yaml(CITATION)
    return {"author": told["author"], "book": told["title"], "edition": str(edition.get("date-released", ""))[:4]}


def exhibit_cited(r: Results, cards: Iterable[dict]) -> list[Facts]:
    """What is cited of each figure and table of the book, by their cards: its label, which stays the same in every wave, and
    what it holds."""
    report = wave_cited(r)
    told = [card | {"label": card["figure"] or card["table"], "figure": bool(card["figure"])} for card in cards]
    return [{name: card[name] for name in ("label", "figure", "caption")} | report for card in told if card["label"]]


def works_cited(r: Results) -> Facts | None:
    """The works that the documents of the wave rest on, and what they take from each."""
    rows = r.documents("works")
    return {"works": rows, "evidence": r.wave.listed} if rows else None


def practice_extract(r: Results) -> Facts:
    """What an extract of a practice database must hold, and what the documents of the wave say of how theirs came about."""
    items = r.codebook["practices"].items.values()
    told = {"columns": [i.id for i in items if not i.optional], "filled": [i.id for i in items if i.required]}
    return told | {"said": r.documents("extract"), "database": r.wave.practice_database}


def workbook(r: Results) -> Facts:
    """The classes of evidence and their meaning, for the notes of the workbook."""
    classes = r.codebook.vocabulary["evidence"].values()
    return wave_cited(r) | {"classes": [{"term": one["label"], "meaning": one["meaning"]} for one in classes]}


def cards(wave: Wave) -> list[dict]:
    """The exhibits of all other chapters, which have been closed, as they are kept in the stage."""
    files = sorted(file for file in (wave.stage / "cards").glob("*.json") if file.stem != "downloads")
    return [card for file in files for card in json.loads(file.read_text(encoding="utf-8"))["exhibits"]]
