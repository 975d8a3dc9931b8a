"""Quarto Markdown that both engines read: tables, figures, evidence marks, links to data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from analysis.findings.results import BETWEEN, Named, Names

if TYPE_CHECKING:
    from analysis.tell.exhibit import Exhibit

SPECIAL = re.compile(r"([\\`*_{}\[\]<>|$@#~^]|:(?=::)|^[-+](?= ))")
NUMBERED = re.compile(r"^(\d+)(?=[.)] )")
GRAVE = ("serious", "moderate")
RULE = {"l": ":---", "r": "---:"}


class Raw(str):
    """Text that is Markdown already."""


def plain(text: object) -> str:
    """`text` with every character that Markdown would read as mark-up made literal, on one line."""
    return NUMBERED.sub(r"\1\\", SPECIAL.sub(r"\\\1", " ".join(str(text).split())))


def attribute(text: object) -> str:
    """`text` as it stands between quotation marks in the attributes of a picture, where a backslash does not help."""
    return re.sub(r"[&\"{}\\]", lambda found: f"&#{ord(found[0])};", " ".join(str(text).split()))


def mark(evidence: str, labels: Mapping[str, str]) -> Raw:
    """The small marks of one or more evidence classes (`;`-joined), linked to their meaning."""
    return Raw(" ".join(
        f"[[{labels[name]}](/report/method.qmd#sec-evidence)]{{.evidence .evidence-{name}}}"
        for name in evidence.split(";")
        if name
    ))


def dimension(name: str, label: str) -> Raw:
    """A dimension in its colour."""
    return Raw(f"[{plain(label)}]{{.dim .dim-{name}}}")


def block(
    exhibit: Exhibit, ui: dict[str, str], wave: str, mark: str, made: str, errata: Sequence[Mapping[str, str]] = ()
) -> str:
    """An exhibit in a chapter: its sentences, its figure, one line of links, what follows from it (`after`), its table, folded where a figure is there
    or where its words have a `fold`, and the errata that bear on it. Every number of its sentences and caption has a key; in
    a table, its place is one.

    `ui` words the links, `mark` is that of its evidence, `made` leads to the cell of the notebook that made it.
    """
    parts, to = [exhibit.keyed("text") if exhibit.says("text") else ""], {}
    caption = exhibit.keyed("caption") if exhibit.figure_id or exhibit.table_id else ""
    if exhibit.figure_id:
        file = f"/figures/{wave}/{exhibit.figure_id}"
        parts.append(f'![{caption}. {mark}]({file}.svg){{#{exhibit.figure_id} fig-alt="{attribute(exhibit.alt)}"}}')
        to = {ui["numbers"]: download(exhibit.figure_id), ui["svg"]: f"{file}.svg", ui["png"]: f"{file}.png"}
    elif exhibit.table_id:
        table = f"{pipe_table(exhibit)}\n\n: {caption} {{{' '.join([f'#{exhibit.table_id}', *_sizes(exhibit)])}}}"
        parts.append(folded(table, exhibit.say("fold"), exhibit.table_id) if exhibit.says("fold") else table)
        to = {ui["numbers"]: download(exhibit.table_id)}
    to |= {exhibit.say("files")[name]: download(name) for name in exhibit.facts.get("files", ())}
    if label := exhibit.figure_id or exhibit.table_id:
        to |= {ui["cite"]: f"/report/citing.qmd#cite-{label}", ui["link"]: f"#{label}"}
    parts.append(links(to | {ui["made"]: made}) if to else "")
    parts.append(exhibit.keyed("after") if exhibit.says("after") else "")
    if exhibit.figure_id and exhibit.table_id:
        title = exhibit.say("fold") if exhibit.says("fold") else ui["fold"]
        sized = "".join(f"\n\n: {{{sizes}}}" for sizes in _sizes(exhibit))
        parts.append(folded(pipe_table(exhibit) + sized, title, exhibit.table_id))
    note = errata_hint if exhibit.says("brief") else errata_note
    parts.append(note(errata, ui) if errata else "")
    return "\n\n".join(part.strip() for part in parts if part.strip())


def front(exhibit: Exhibit) -> str:
    """How the page begins that an exhibit stands on: its description and its title. The PDF has no such pages."""
    described = json.dumps(exhibit.say("description"), ensure_ascii=False)
    label = exhibit.page.replace("/", "-")
    return f"---\ndescription: {described}\n---\n\n# {plain(exhibit.say('heading'))} {{#sec-{label} .unnumbered .html-only}}"


def page_link(exhibit: Exhibit) -> str:
    """A line that leads to the page that an exhibit stands on."""
    return f"[{plain(exhibit.say('heading'))}](/{exhibit.page}.qmd)"


def in_language(text: str, lang: str) -> str:
    """Text in another language than the page, marked for those who have it read to them."""
    return f':::::: {{lang="{lang}"}}\n{text.strip()}\n::::::'


def _sizes(exhibit: Exhibit) -> list[str]:
    """The attribute with the widths of the columns of a table, where its words give any."""
    return [f'tbl-colwidths="[{",".join(map(str, exhibit.widths))}]"'] if exhibit.widths else []


def errata_note(errata: Sequence[Mapping[str, str]], ui: Mapping[str, str]) -> str:
    """The errata that bear on an exhibit: the verdicts of those that matter to a reader, the numbers of the others."""
    links = {e["id"]: f"[{e['id']}]({_erratum_place(e)})" for e in errata}
    told = [f"{links[e['id']]}: [{plain(e['verdict'])}]{{key=\"errata.{e['id']}\"}}." for e in errata if e["severity"] in GRAVE]
    rest = [links[e["id"]] for e in errata if e["severity"] not in GRAVE]
    return f"::: {{.errata-note}}\n{ui['errata']} {' '.join([*told, ', '.join(rest)]).strip()}\n:::"


def errata_hint(errata: Sequence[Mapping[str, str]], ui: Mapping[str, str]) -> str:
    """That there are errata which bear on an exhibit, where their numbers would say nothing; it leads to the gravest."""
    return f"::: {{.errata-note}}\n[{ui['errata_there']}]({_erratum_place(errata[0])})\n:::"


def _erratum_place(erratum: Mapping[str, str]) -> str:
    return f"/report/errata.qmd#sec-errata-{erratum['severity']}"


def pipe_table(exhibit: Exhibit) -> str:
    """The table of an exhibit without its caption."""
    lines = [_row(map(plain, exhibit.columns.values())), _row(RULE[letter] for letter in exhibit.align)]
    return "\n".join([*lines, *(_row(map(_cell, row)) for row in exhibit.table.to_numpy())])


def folded(table: str, title: str, label: str) -> str:
    """A table that is closed on the page until its title is pressed; its numbers are found by its label."""
    return f'::: {{.fold title="{title}" key="{label}"}}\n{table}\n:::'


def links(targets: Mapping[str, str]) -> str:
    """The line of links below an exhibit, by their words, on the page only."""
    return "::: {.exhibit-links}\n" + " ".join(f"[{words}]({to})" for words, to in targets.items()) + "\n:::"


def download(name: str) -> str:
    """Where a table to download stands in the book."""
    return f"/report/_generated/downloads/{name}.csv"


def made_link(notebook: str, exhibit: str) -> str:
    """The target of a link to the cell that made an exhibit: both engines lead it to the notebook's page."""
    return f"/notebooks/{notebook}.qmd#{exhibit}"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(value: object) -> str:
    return str(value) if isinstance(value, Raw) else linked(value)


def linked(name: object) -> Raw:
    """A name, or several, as a link where it has a place of its own in the book."""
    if isinstance(name, Names):
        return Raw(BETWEEN.join(map(linked, name.each)))
    page = name.page if isinstance(name, Named) else ""
    return Raw(f"[{plain(name)}]({page})" if page else plain(name))
