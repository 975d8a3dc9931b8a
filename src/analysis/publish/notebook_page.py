"""An executed notebook as a page of the book: its prose, its code folded away, and what the code showed."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html.parser import HTMLParser
from itertools import zip_longest
from typing import Any

from analysis.chapters import settings
from analysis.tell.markdown import plain

Cell = Mapping[str, Any]

FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
HEADING = re.compile(r"^(#{1,6}) +(.*?)(?:\s*\{[^}]*\})?\s*$")
LABEL = re.compile(r"\{#(?:fig|tbl|sec)-[\w-]+ *(\})?")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
NUMBER = re.compile(r"[-+−]?[\d.,]+(e[-+]?\d+)?%?|NaN|nan|None|<NA>|inf|")
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    return settings()["language"]["en"]


def word(name: str) -> str:
    """A word of pages that the pipeline writes; the words of the frame stand in `_quarto.yml`, for both engines."""
    return _words()[name]


class NotebookRefused(Exception):
    """A notebook cannot be a page of the book; the message says which, in which cell and why."""


def page(name: str, notebook: Mapping[str, Any], wave: str, download: str) -> str:
    """The page of an executed notebook `name` (without ending) in the Markdown of the chapters.

    `notebook` is the content of its executed copy, `download` the path of the file to offer, from the project's root.
    A cell's anchor is the id of the exhibit it shows, else `cell-` and its own id. What went to stderr is left out.
    Raises NotebookRefused for a code cell that failed, was not executed or shows what no page can.
    """
    cells = notebook["cells"]
    if cells[0]["cell_type"] != "markdown" or not _source(cells[0]).startswith("# "):
        raise NotebookRefused(f"{name}.ipynb, cell 1: it is no title. Begin the notebook with a cell `# What it does`.")
    for number, cell in enumerate(cells, 1):
        if problem := _problem(cell):
            raise NotebookRefused(f"{name}.ipynb, cell {number} ({cell.get('id', 'without id')}): {problem}")
    described = json.dumps(summary(notebook)[1], ensure_ascii=False)
    parts = [f"---\ndescription: {described}\n---\n", *(_part(cell, wave) for cell in cells)]
    parts += [f"## {word('notebook-run')} {{#run-{name}}}", _table([word("notebook-parameter"), word("notebook-value")], _parameters(cells))]
    parts += [_table([word("notebook-package"), word("notebook-version")], _versions(notebook["metadata"])), f"[{word('notebook-download')}]({download})"]
    return "\n\n".join(part.strip() for part in parts if part.strip()) + "\n"


def summary(notebook: Mapping[str, Any]) -> tuple[str, str]:
    """The title of a notebook and its first sentence."""
    title, _, text = _source(notebook["cells"][0]).strip().partition("\n")
    paragraph = " ".join(text.strip().split("\n\n")[0].split())
    return title.lstrip("# "), SENTENCE.split(paragraph)[0]


def listing(notebooks: Mapping[str, Mapping[str, Any]]) -> str:
    """The list of all pages: each notebook's title, which leads to it, and its first sentence."""
    said = {name: summary(notebook) for name, notebook in notebooks.items()}
    return (
        "\n".join(f"- [{title}](/notebooks/{name}.qmd). {sentence}" for name, (title, sentence) in said.items()) + "\n"
    )


def _problem(cell: Cell) -> str:
    """Why a cell cannot enter the book; nothing where it can."""
    if cell["cell_type"] != "code" or not _source(cell).strip():
        return ""
    outputs = cell["outputs"]
    if failed := [output for output in outputs if output["output_type"] == "error"]:
        return f"it failed with {failed[0]['ename']}: {failed[0]['evalue']}. Correct it and run the wave again."
    if cell.get("execution_count") is None:
        return "it was not executed. Run the wave again."
    if len(shown := list(_exhibits(cell))) > 1:
        return f"it shows {len(shown)} exhibits ({', '.join(shown)}). Give each a cell of its own."
    for output in outputs:
        pictures = [kind for kind in output.get("data", {}) if kind.startswith("image/")]
        if pictures and "figure" not in output["metadata"]:
            return f"it shows a picture ({pictures[0]}) that is no figure of the book. Show it as an exhibit."
    return ""


def _exhibits(cell: Cell) -> Iterable[str]:
    """The ids of the exhibits a cell shows, in order, each once."""
    found = (output.get("metadata", {}).get("exhibit") for output in cell.get("outputs", ()))
    return dict.fromkeys(filter(None, found))


def _part(cell: Cell, wave: str) -> str:
    """A cell as Markdown; nothing for one that is empty or sets the parameters of the run, which stand at the end."""
    source, own = _source(cell).strip(), f"cell-{cell['id']}"
    if not source or "injected-parameters" in cell["metadata"].get("tags", ()):
        return ""
    if cell["cell_type"] != "code":
        text = _anchored(source, own)
        return text if f"{{#{own}" in text else _box(own, text)
    ticks = "`" * max(3, 1 + max((len(found) for found in re.findall("`{3,}", source)), default=0))
    title = word("notebook-code")
    code = f'::: {{.fold title="{title}"}}\n{ticks}python\n{source}\n{ticks}\n:::'
    return _box(next(iter(_exhibits(cell)), own), "\n\n".join([code, *_results(cell, wave)]))


def _box(anchor: str, text: str) -> str:
    return f":::: {{#{anchor} .cell}}\n{text}\n::::"


def _anchored(text: str, own: str) -> str:
    """Markdown whose headings have anchors of their own: `own`, `own-2`, …; the title's page is for HTML only."""
    lines, fence, count = [], "", 0
    for line in text.splitlines():
        if mark := FENCE.match(line):
            fence = (fence if not mark[1].startswith(fence) else "") if fence else mark[1]
        elif not fence and (heading := HEADING.match(line)):
            count += 1
            title = " .unnumbered .html-only" if heading[1] == "#" else ""
            line = f"{heading[1]} {heading[2]} {{#{own}{f'-{count}' if count > 1 else ''}{title}}}"
        lines.append(line)
    return "\n".join(lines)


def _results(cell: Cell, wave: str) -> Iterator[str]:
    """What a cell showed, each result in its richest form."""
    for number, output in enumerate(cell["outputs"], 1):
        data, about = {kind: _text(text) for kind, text in output.get("data", {}).items()}, output.get("metadata", {})
        if output["output_type"] == "stream":
            if output["name"] == "stdout":
                yield _literal(_text(output["text"]))
        elif "text/markdown" in data:
            yield _anchored(_unlabelled(data["text/markdown"]).strip(), f"cell-{cell['id']}-out-{number}")
        elif "figure" in about:
            yield from _figure(cell, f"/figures/{wave}/{about['figure']}.svg")
        elif "<table" in data.get("text/html", ""):
            yield _html_table(data["text/html"])
        elif "text/plain" in data:
            yield _literal(data["text/plain"])


def _unlabelled(text: str) -> str:
    """Markdown without its labels, which belong to the chapter: references to them lead there."""
    return LABEL.sub(lambda found: "" if found[1] else "{", text)


def _figure(cell: Cell, file: str) -> Iterator[str]:
    """The book's own drawing, unless the words of the exhibit show it already."""
    if not any(file in _text(output.get("data", {}).get("text/markdown", "")) for output in cell["outputs"]):
        alt = word("notebook-figure")
        yield f'![]({file}){{fig-alt="{alt}"}}'


def _literal(text: str) -> str:
    text = COLOUR.sub("", text).strip("\n")
    ticks = "`" * max([3, *(len(found) + 1 for found in re.findall("`{3,}", text))])
    return f"{ticks}text\n{text}\n{ticks}"


def _parameters(cells: Iterable[Cell]) -> list[list[str]]:
    """Name and value of every parameter of the run: those given go before those declared."""
    found: dict[str, str] = {}
    for tag in ("parameters", "injected-parameters"):
        for cell in cells:
            if tag in cell["metadata"].get("tags", ()):
                for line in ast.parse(_source(cell)).body:
                    if isinstance(line, ast.Assign):
                        found[ast.unparse(line.targets[0])] = str(ast.literal_eval(line.value))
    return [[name, value] for name, value in found.items()]


def _versions(about: Mapping[str, Any]) -> list[list[str]]:
    """Python and the main packages, as noted when the notebook was executed."""
    return [["Python", about["language_info"]["version"]], *([*item] for item in about.get("packages", {}).items())]


def _table(head: list[str], rows: list[list[str]], align: str = "") -> str:
    """A pipe table without caption; `align` has one letter a column (l or r)."""
    rule = ["---:" if letter == "r" else ":---" for letter in align or "l" * len(head)]
    lines = [list(map(plain, head)), rule, *(list(map(plain, row)) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _html_table(html: str) -> str:
    """A pipe table of what pandas shows as HTML, without the counter of rows that have no names of their own."""
    reader = _Reader()
    reader.feed(html)
    head = [" ".join(filter(None, column)) for column in zip_longest(*reader.head, fillvalue="")]
    rows = [row + [""] * (len(head) - len(row)) for row in reader.rows]
    if head and not head[0] and all(row[0].isdecimal() or row[0] == "..." for row in rows):
        head, rows = head[1:], [row[1:] for row in rows]
    if not any(head):
        return _literal(" ".join(reader.notes) or "–")
    align = "".join("r" if all(map(NUMBER.fullmatch, column)) else "l" for column in zip(*rows, strict=True))
    return "\n\n".join(
        [_table([name or word("notebook-row") for name in head], rows, align or "l" * len(head)), *map(plain, reader.notes)]
    )


class _Reader(HTMLParser):
    """Collects the cells of one table, those that span rows or columns as often as they span, and what stands below."""

    def __init__(self) -> None:
        super().__init__()
        self.head: list[list[str]] = []
        self.rows: list[list[str]] = []
        self.notes: list[str] = []
        self.into, self.text, self.spans, self.waiting = self.head, None, (1, 1), {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("thead", "tbody"):
            self.into = self.head if tag == "thead" else self.rows
        elif tag == "tr":
            self.into.append([])
            self.waiting = {column: left - 1 for column, left in self.waiting.items() if left > 1}
        elif tag in ("td", "th", "p"):
            given = dict(attrs)
            self.text, self.spans = "", (int(given.get("rowspan") or 1), int(given.get("colspan") or 1))

    def handle_data(self, data: str) -> None:
        if self.text is not None:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        if self.text is None or tag not in ("td", "th", "p"):
            return
        text, self.text = " ".join(self.text.split()), None
        if tag == "p":
            self.notes.append(text)
            return
        row = self.into[-1]
        while len(row) in self.waiting:
            row.append("")
        rows, columns = self.spans
        for _ in range(columns):
            if rows > 1:
                self.waiting[len(row)] = rows
            row.append(text)


def _source(cell: Cell) -> str:
    return _text(cell["source"])


def _text(text: str | list[str]) -> str:
    """A text of the file format, which may be kept as a list of lines."""
    return "".join(text)
