"""A staged Quarto project: what `_quarto.yml` says, and the text of its chapters.

Includes and variables are put in here, as text and before Markdown is read, just as Quarto does. Every line
remembers the file and line it was written on, so that whatever is found later can be said with its place.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from .errors import BookError

SHORTCODE = re.compile(r"\{\{<\s*(\S+)\s*(.*?)\s*>\}\}")
CELL = re.compile(r"^\s*(```+|~~~+)\s*\{[A-Za-z]")  # `{.python}` is shown, `{python}` would be run
FENCE = re.compile(r"^\s*(```+|~~~+)")


@dataclass(frozen=True)
class Line:
    """One line of a chapter after includes and variables are put in."""

    text: str
    file: str
    number: int

    @property
    def place(self) -> str:
        return f"{self.file}:{self.number}"


@dataclass
class Chapter:
    """A page of the book. `number` is "2", "A" or empty; `title` is set when the Markdown has been read,
    and so is `html_only`: whether the PDF leaves the chapter out."""

    source: str
    lines: list[Line]
    appendix: bool = False
    part: str = ""
    number: str = ""
    title: str = ""
    description: str = ""
    html_only: bool = False
    doc: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def page(self) -> str:
        return self.source.removesuffix(".qmd") + ".html"

    def way_to(self, path: str) -> str:
        """A path from the project's root as seen from this page."""
        return os.path.relpath(path, Path(self.page).parent).replace(os.sep, "/")

    @property
    def slug(self) -> str:
        """A short name that is safe in a Typst label."""
        return re.sub(r"[^A-Za-z0-9]+", "-", self.source.removesuffix(".qmd")).strip("-")

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines) + "\n"

    def place_of(self, *needles: str) -> str:
        """File and line of the first of the needles that is found in the text."""
        for needle in filter(None, needles):
            for line in self.lines:
                if needle in line.text:
                    return line.place
        return self.source


@dataclass
class Book:
    """The project: where it is, what its configuration says, its chapters in order."""

    root: Path
    config: dict[str, Any]
    chapters: list[Chapter]

    def _text(self, *keys: str) -> str:
        """A text of `_quarto.yml`, the first of the dotted keys that is there."""
        for key in keys:
            value: Any = self.config
            for part in key.split("."):
                value = value.get(part) if isinstance(value, dict) else None
            if isinstance(value, (str, int)):
                return str(value).strip()
        return ""

    @property
    def title(self) -> str:
        return self._text("book.title", "title")

    @property
    def subtitle(self) -> str:
        return self._text("book.subtitle")

    @property
    def lang(self) -> str:
        return self._text("lang") or "en"

    def word(self, key: str) -> str:
        """A word of the frame in the book's language, from `language:` in `_quarto.yml`, which Quarto reads too."""
        words = self.config.get("language") or {}
        subtags = self.lang.split("-")
        for lang in ("-".join(subtags[:count]) for count in range(len(subtags), 0, -1)):
            if key in (words.get(lang) or {}):
                return str(words[lang][key])
        raise BookError(f"_quarto.yml: `language:` has no {key} for {self.lang}. Write it under `{subtags[0]}:`.")

    def classes(self, kind: str) -> set[str]:
        """The report's own classes for a `div` or a `span`, from `classes:` in `_quarto.yml`."""
        return set((self.config.get("classes") or {}).get(kind) or ())

    def search_weight(self, chapter: Chapter) -> float:
        """What a section of a chapter counts for when it is found: that of the first pattern under `search-weight:` that
        fits its path, else 1."""
        weights = self.config.get("search-weight") or {}
        return next((float(weight) for pattern, weight in weights.items() if fnmatchcase(chapter.source, pattern)), 1.0)

    @property
    def synonyms(self) -> list[list[str]]:
        """Groups of words that the search takes for each other."""
        return self.config.get("search-synonyms") or []

    @property
    def look(self) -> str:
        """The Typst file that sets the PDF."""
        return self._text("format.typst.look")

    @property
    def details(self) -> list[str]:
        """What stands on the title page below the authors."""
        return [f"{self.word('wave')} {self.wave}" if self.wave else "", self.edition]

    @property
    def edition(self) -> str:
        return self._text("book.edition", "edition", "book.date")

    @property
    def wave(self) -> str:
        return self._text("wave")

    @property
    def acknowledgement(self) -> str:
        return self._text("acknowledgement", "book.acknowledgement")

    @property
    def authors(self) -> list[str]:
        given = self.config.get("book", {}).get("author") or self.config.get("author") or []
        given = given if isinstance(given, list) else [given]
        return [str(item.get("name", "")) if isinstance(item, dict) else str(item) for item in given]

    @property
    def pdf_name(self) -> str:
        return (self._text("book.output-file") or "book") + ".pdf"

    @property
    def styles(self) -> list[str]:
        css = (self.config.get("format") or {}).get("html", {}).get("css") or []
        return [css] if isinstance(css, str) else list(css)

    @property
    def scripts(self) -> dict[str, list[str]]:
        """The scripts of a page that has a part of a class, by that class."""
        return self.config.get("scripts") or {}

    @property
    def bibliography(self) -> list[str]:
        files = self.config.get("bibliography") or []
        return [files] if isinstance(files, str) else list(files)

    @property
    def csl(self) -> str:
        return self._text("csl")


def load(root: Path) -> Book:
    """Reads `_quarto.yml`, `_variables.yml` and every chapter it names."""
    config = _yaml(root, "_quarto.yml")
    book = config.get("book")
    if not isinstance(book, dict):
        raise BookError("_quarto.yml: there is no `book:` part. Give the book a title and a list of chapters.")
    variables = _yaml(root, "_variables.yml") if (root / "_variables.yml").exists() else {}
    listed = list(_listed(book.get("chapters")))
    listed += [(source, part, True) for source, part, _ in _listed(book.get("appendices"))]
    if not listed:
        raise BookError("_quarto.yml: `book: chapters:` is empty. Name at least index.qmd.")
    if listed[0][0] != "index.qmd":
        raise BookError(f"_quarto.yml: the first chapter is {listed[0][0]}. A book begins with index.qmd.")
    chapters = []
    for source, part, appendix in listed:
        if any(chapter.source == source for chapter in chapters):
            raise BookError(f"_quarto.yml: chapter {source} is listed twice. Keep one of the two.")
        if source.startswith("./") or not source.endswith(".qmd"):
            raise BookError(f"_quarto.yml: chapter {source!r}. Write a path such as report/survey.qmd, without ./")
        if not (root / source).is_file():
            raise BookError(f"_quarto.yml: chapter {source} is not there. Write the file or take it off the list.")
        lines = list(_expand(root, root / source, variables))
        chapters.append(Chapter(source, lines, appendix=appendix, part=part))
    result = Book(root, config, chapters)
    if not result.title:
        raise BookError("_quarto.yml: the book has no title. Set `book: title:`.")
    scripts = [script for scripts in result.scripts.values() for script in scripts]
    for file in [*result.styles, *scripts, *result.bibliography, *filter(None, [result.csl, result.look])]:
        if not (root / file).is_file():
            raise BookError(f"_quarto.yml: {file} is not there. Write the file or take it out.")
    return result


def _listed(entries: Any, part: str = "") -> Iterator[tuple[str, str, bool]]:
    """The chapters of a list as (source, part, appendix); a part is `{part: Title, chapters: [...]}`."""
    for entry in entries or []:
        if isinstance(entry, str):
            yield entry, part, False
        elif isinstance(entry, dict) and isinstance(entry.get("part"), str):
            yield from _listed(entry.get("chapters"), entry["part"])
        else:
            raise BookError(f"_quarto.yml: {entry!r} among the chapters. Write a path, or a part with its chapters.")


def _yaml(root: Path, name: str) -> dict[str, Any]:
    try:
        data = yaml.safe_load(_read(root, root / name))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        raise BookError(f"{name}{line}: not valid YAML ({getattr(error, 'problem', error)}).") from None
    if not isinstance(data, dict):
        raise BookError(f"{name}: empty, or not a list of `name: value` lines.")
    return data


def _read(root: Path, file: Path) -> str:
    name = _name(root, file)
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BookError(f"{name}: not UTF-8 (byte {error.start}). Save the file as UTF-8.") from None
    except OSError:
        raise BookError(f"{name}: cannot be read. Is the file there?") from None


def _name(root: Path, file: Path) -> str:
    try:
        return file.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return file.name


def _expand(root: Path, file: Path, variables: dict[str, Any], above: tuple[Path, ...] = ()) -> Iterator[Line]:
    """The lines of a file with includes and variables put in; code blocks stay as they are."""
    name, fence = _name(root, file), ""
    for number, text in enumerate(_read(root, file).splitlines(), start=1):
        line = Line(text, name, number)
        mark = FENCE.match(text)
        if not fence and CELL.match(text):
            raise BookError(f"{line.place}: a code cell. Chapters run no code; write ```python to show it.")
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        if fence:
            yield line
            continue
        include = SHORTCODE.fullmatch(text.strip())
        if include and include[1] == "include":
            yield from _included(root, file, include[2].strip("\"'"), line, variables, above)
        else:
            yield Line(SHORTCODE.sub(partial(_variable, variables=variables, line=line), text), name, number)


def _included(
    root: Path, file: Path, target: str, line: Line, variables: dict[str, Any], above: tuple[Path, ...]
) -> Iterator[Line]:
    path = (root / target.lstrip("/") if target.startswith("/") else file.parent / target).resolve()
    if not path.is_relative_to(root.resolve()):
        raise BookError(f"{line.place}: include {target} leads out of the project. Keep it inside.")
    if not path.is_file():
        raise BookError(f"{line.place}: include {target} is not there. Run the pipeline first, or correct the path.")
    if path in (*above, file.resolve()):
        raise BookError(f"{line.place}: include {target} includes itself. Break the circle.")
    yield from _expand(root, path, variables, (*above, file.resolve()))


def _variable(found: re.Match[str], variables: dict[str, Any], line: Line) -> str:
    kind, key = found[1], found[2].strip("\"'")
    if kind == "include":
        raise BookError(f"{line.place}: an include shares its line with other text. Give it a line of its own.")
    if kind != "var":
        raise BookError(f"{line.place}: unknown shortcode {found[0]}. Only `var` and `include` are allowed.")
    value: Any = variables
    for part in key.split("."):
        if not isinstance(value, dict) or part not in value:
            raise BookError(
                f"{line.place}: variable {key} is not in _variables.yml. Correct the name or write it there."
            )
        value = value[part]
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        # YAML would print 12.50 as 12.5 in one engine and as 12.50 in the other
        raise BookError(f"{line.place}: variable {key} is {value!r}. Write it in _variables.yml as text, in quotes.")
    return str(value).replace("\n", " ").strip()
