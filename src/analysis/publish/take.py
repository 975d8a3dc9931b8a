"""What a reader can take along from a book: the workbook of its tables, the archive of its figures, and its citations."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from analysis.codebook import codebook_for
from analysis.findings import downloads
from analysis.findings.results import Results
from analysis.publish.citing import exhibit_entry, exhibits_cited, wave_cited, wave_entry
from analysis.publish.mirror import write_if_changed
from analysis.publish.offered import Meanings, Offered, in_book, offered
from analysis.publish.sections import INCLUDED
from analysis.publish.workbook import workbook
from analysis.store import archive, read_yaml, write_bytes
from analysis.tell.words import Words
from analysis.wave import Wave

CHAPTER = "downloads"
CITED = ("downloads-wave-cited", "citing-all", "downloads-files")  # the blocks that are written here
WORDED = ("title", "cover", "sheets", "titles", "heads", "says", "meanings", "columns", "read_me")
FIGURE_FILES = (".svg", ".png")


def taken_files(wave: Wave) -> set[str]:
    """The names of the files that are written here."""
    return set(downloads.names(wave).values())


def take_along(wave: Wave) -> None:
    """Write them, and the blocks that lead to them, into the staged book of a wave, where they differ."""
    results, words = Results(wave, codebook_for(wave)), Words(CHAPTER)
    generated = wave.book_project / "report" / "_generated"
    blocks, names = included_blocks(wave.book_project), downloads.names(wave)
    report = {"wave": wave} | downloads.wave_cited(results)
    cards = in_book(downloads.cards(wave), blocks)
    exhibits = [{"wave": wave} | facts for facts in downloads.exhibit_cited(results, cards)]
    write_if_changed(words.tell("take_files", "text", names, markdown=True) + "\n", generated / "downloads-files.qmd")
    write_if_changed(wave_cited(words, report), generated / "downloads-wave-cited.qmd")
    write_if_changed(exhibits_cited(words, exhibits), generated / "citing-all.qmd")
    entries = [wave_entry(words, report), *(exhibit_entry(words, facts) for facts in exhibits)]
    told = _told(words, {"wave": wave} | downloads.workbook(results))
    tables = offered(wave, results.codebook, cards)
    meanings = Meanings(tables, told["columns"], results.codebook)
    made = {
        "workbook": workbook(tables, meanings, told),
        "archive": archive(_packed(wave, tables, meanings, told["read_me"], exhibits)),
        "citations": "\n\n".join([*entries, ""]).encode("utf-8"),
    }
    for kind, content in made.items():
        file = generated / "downloads" / names[kind]
        if not file.is_file() or file.read_bytes() != content:
            write_bytes(content, file)


def included_blocks(project: Path) -> list[str]:
    """The blocks of a staged book, in the order of its chapters."""
    book = read_yaml(project / "_quarto.yml")["book"]
    chapters = [*_chapters(book["chapters"]), *_chapters(book.get("appendices", []))]
    return [block for name in chapters for block in INCLUDED.findall((project / name).read_text(encoding="utf-8"))]


def _chapters(entries: Sequence[str | dict]) -> Iterator[str]:
    """The chapters of a list, those of its parts too."""
    for entry in entries:
        yield from _chapters(entry["chapters"]) if isinstance(entry, dict) else [entry]


def _told(words: Words, facts: dict) -> dict:
    """The words of the workbook with the facts put in."""
    told = {field: words.tell("workbook", field, facts) for field in WORDED}
    return told | {"author": facts["author"], "notes": [*told["meanings"], *facts["classes"]]}


def _packed(wave: Wave, tables: Sequence[Offered], meanings: Meanings, read_me: str, exhibits: Sequence[dict]) -> dict[str, bytes]:
    """The files of the archive by name."""
    packed = {"README.txt": f"{read_me}\n".encode(), "dictionary.csv": _dictionary(tables, meanings)}
    for label in (facts["label"] for facts in exhibits if facts["figure"]):
        for suffix in FIGURE_FILES:
            file = wave.stage / "figures" / f"{label}{suffix}"
            packed[f"figures/{file.name}"] = file.read_bytes()
    return packed | {f"tables/{table.file.name}": table.file.read_bytes() for table in tables}


def _dictionary(tables: Sequence[Offered], meanings: Meanings) -> bytes:
    """Every column of every table of the archive with its meaning, as CSV."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow(["file", "holds", "column", "meaning"])
    for table in tables:
        write.writerows([table.file.name, table.title, column, meanings.of(column, table)] for column in table.table.columns)
    return out.getvalue().encode("utf-8")
