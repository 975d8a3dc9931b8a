"""How the report and each of its figures and tables are cited: as text, and as an entry in BibTeX."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from analysis.tell.markdown import plain
from analysis.tell.words import Words

SPECIAL = re.compile(r"([&%$#_{}])")
Facts = Mapping[str, Any]


def wave_cited(words: Words, facts: Facts) -> str:
    """The citation of the whole wave in Markdown, with its entry."""
    return f"[{plain(words.tell('wave_cited', 'text', facts))}]{{.printed}}\n\n{_code(wave_entry(words, facts))}\n"


def exhibits_cited(words: Words, exhibits: Iterable[Facts]) -> str:
    """The citations of exhibits of the book in Markdown, each with its number, at the anchor `cite-<label>`."""
    parts = []
    for facts in exhibits:
        text = f"**@{facts['label']}** [{plain(words.tell('exhibit_cited', 'text', facts))}]{{.printed}}"
        entry = f'::: {{.fold title="BibTeX"}}\n{_code(exhibit_entry(words, facts))}\n:::'
        parts.append(f"::: {{#cite-{facts['label']} .cell}}\n{text}\n\n{entry}\n:::")
    return "\n\n".join(parts) + "\n"


def wave_entry(words: Words, facts: Facts) -> str:
    """The entry of the wave as a whole."""
    told = {"author": f"{{{facts['author']}}}", "title": facts["book"], "note": words.tell("wave_cited", "note", facts)}
    return _entry("misc", facts, "", told)


def exhibit_entry(words: Words, facts: Facts) -> str:
    """The entry of a figure or table."""
    told = {"author": f"{{{facts['author']}}}", "title": facts["caption"], "booktitle": facts["book"]}
    return _entry("incollection", facts, f"-{facts['label']}", told | {"note": words.tell("exhibit_cited", "note", facts)})


def _entry(kind: str, facts: Facts, suffix: str, fields: Mapping[str, str]) -> str:
    """An entry; its year is that of the report's edition, if it is known."""
    author = {"author": fields["author"]}  # its braces keep the name of an institution whole
    escaped = {name: SPECIAL.sub(r"\\\1", text) for name, text in fields.items() if name != "author"}
    year = {"year": facts["edition"]} if facts["edition"] else {}
    lines = [f"  {name} = {{{text}}}," for name, text in (author | escaped | year).items()]
    return "\n".join([f"@{kind}{{integration-practices-{facts['wave'].id}{suffix},", *lines, "}"])


def _code(entry: str) -> str:
    return f"```bibtex\n{entry}\n```"
