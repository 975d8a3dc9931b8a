"""Calls to pandoc, and a walk over the document tree it gives."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from .errors import BookError
from .memory import Memory
from .project import Chapter

FILTERS = Path(__file__).parent / "filters"
READER = "markdown-native_divs-native_spans"  # raw HTML stays raw and is refused
Node = dict[str, Any]


def run(
    args: list[str], text: str, facts: Path | None = None, cwd: Path | None = None, memory: Memory | None = None
) -> tuple[str, str]:
    """Pandoc's output and its warnings; the Lua filters find what they need to know in `facts`. What `memory` has is not made
    again."""
    if memory:
        return memory.recall(_behind(args, text, facts), lambda: run(args, text, facts, cwd))
    import pypandoc

    env = {**os.environ, "LC_ALL": "C.UTF-8", "LUA_PATH": f"{FILTERS}/?.lua;;"}
    if facts:
        env["BOOK_FACTS"] = str(facts)
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), *args], input=text, capture_output=True, encoding="utf-8", env=env, cwd=cwd
    )
    if done.returncode:
        raise BookError(f"pandoc: {done.stderr.strip() or 'stopped without a word'}")
    return done.stdout, done.stderr.strip()


def _behind(args: list[str], text: str, facts: Path | None) -> Iterator[str | bytes]:
    """Everything that an output of pandoc depends on: its version, what it is called with, and the files that this names."""
    yield version("pypandoc_binary")
    for arg in args:
        yield Path(arg).read_bytes() if os.path.isabs(arg) and os.path.isfile(arg) else arg
    yield (FILTERS / "book.lua").read_bytes()
    yield text
    yield facts.read_bytes() if facts else ""


def read(chapter: Chapter, memory: Memory | None = None) -> Node:
    """The chapter as pandoc's tree. A warning of the reader, say an unclosed div, is an error with its line."""
    output, warnings = run(["--from", READER, "--to", "json"], chapter.text, memory=memory)
    if warnings:
        first = warnings.splitlines()[0].removeprefix("[WARNING] ")
        number = re.search(r"line (\d+)", first)
        index = int(number[1]) - 1 if number else -1
        place = chapter.lines[index].place if 0 <= index < len(chapter.lines) else chapter.source
        raise BookError(f"{place}: {' '.join(warnings.removeprefix('[WARNING] ').split())}. Correct the Markdown here.")
    return json.loads(output)


def write(
    chapter: Chapter, to: str, facts: Path, options: list[str], cited: list[str], memory: Memory | None = None
) -> str:
    """The chapter in another format, through the filters.

    `options` are those of the citations. All works `cited` in the book are named to every chapter, so that 2012a
    is 2012a everywhere; a chapter that cites nothing goes without them.
    """
    if not any(node["t"] == "Cite" for node in walk(chapter.doc["blocks"])) and not _lists_works(chapter):
        options, cited = [], []
    args = ["--from", "json", "--to", to, "--wrap", "none", "--syntax-highlighting", "none"]
    args += _filters("visibility", "crossref") + options
    args += _filters("callouts", "tabsets", "figures", "tables", "links", "blocks")
    doc = {**chapter.doc, "meta": {"nocite": _nocite(cited)} if cited else {}}
    output, warnings = run(args, json.dumps(doc), facts, memory=memory)
    if warnings:
        raise BookError(f"{chapter.source}: {warnings.removeprefix('[WARNING] ')}")
    return output


def _lists_works(chapter: Chapter) -> bool:
    return any(node["t"] == "Div" and node["c"][0][0] == "refs" for node in walk(chapter.doc["blocks"]))


def _nocite(keys: list[str]) -> Node:
    cited = [
        {
            "citationId": key, "citationPrefix": [], "citationSuffix": [], "citationMode": {"t": "AuthorInText"},
            "citationNoteNum": 0, "citationHash": 0,
        }
        for key in keys
    ]  # fmt: skip
    return {"t": "MetaInlines", "c": [{"t": "Cite", "c": [cited, []]}]}


def _filters(*names: str) -> list[str]:
    return [part for name in names for part in ("--lua-filter", str(FILTERS / f"{name}.lua"))]


def walk(node: Any) -> Iterator[Node]:
    """Every element below a node, in reading order."""
    if isinstance(node, list):
        for item in node:
            yield from walk(item)
    elif isinstance(node, dict):
        if "t" in node:
            yield node
        yield from walk(node.get("c"))


def plain(node: Any) -> str:
    """The words of a piece of the tree, without footnotes."""
    if isinstance(node, list):
        return "".join(plain(item) for item in node)
    if not isinstance(node, dict):
        return ""
    kind, content = node.get("t"), node.get("c")
    if kind == "Str":
        return content
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind == "Code":
        return content[1]
    if kind == "Quoted":
        left, right = ("‘", "’") if content[0]["t"] == "SingleQuote" else ("“", "”")
        return left + plain(content[1]) + right
    return "" if kind == "Note" else plain(content)
