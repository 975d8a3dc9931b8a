"""Quarto Markdown that both engines read: tables, figures, evidence marks, links to data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.tell.exhibit import Exhibit

SPECIAL = re.compile(r"([\\`*_{}\[\]<>|$@#~^])")


class Raw(str):
    """Text that is Markdown already."""


def plain(text: object) -> str:
    """`text` with every character that Markdown would read as mark-up made literal, on one line."""
    return SPECIAL.sub(r"\\\1", " ".join(str(text).split()))


def mark(evidence: str, labels: dict) -> Raw:
    """The small marks of one or more evidence classes (`;`-joined), linked to their meaning."""
    return Raw(" ".join(
        f"[[{labels[name]['label']}](/report/method.qmd#sec-evidence)]{{.evidence .evidence-{name}}}"
        for name in evidence.split(";")
        if name
    ))


def table(
    head: Sequence[str],
    rows: Iterable[Sequence[object]],
    caption: str,
    id: str,
    align: str = "",
    widths: Sequence[int] = (),
) -> str:
    """A pipe table. `align` has one letter a column (l, r, c); cells are made literal unless they are `Raw`."""
    align = align or "l" * len(head)
    rule = {"l": ":---", "r": "---:", "c": ":---:"}
    lines = [_row(map(_cell, head)), _row(rule[a] for a in align)]
    lines += [_row(map(_cell, row)) for row in rows]
    sizes = f' tbl-colwidths="[{",".join(map(str, widths))}]"' if widths else ""
    return "\n".join(lines) + f"\n\n: {caption} {{#{id}{sizes}}}\n"


def figure(exhibit: Exhibit, wave: str, mark: str) -> str:
    """A figure with its caption and alternative text, its evidence mark and its data."""
    alt = exhibit.alt.replace('"', "'")
    id = exhibit.figure_id
    return (
        f'![{plain(exhibit.title)}](/figures/{wave}/{id}.svg){{#{id} fig-alt="{alt}"}}\n\n'
        f"::: {{.source}}\n{plain(exhibit.say('caption'))}. {mark}\n:::\n\n{downloads(id)}"
    )


def table_of(exhibit: Exhibit) -> str:
    """The table of an exhibit and the same table as a download."""
    widths = exhibit.say("widths") if exhibit.says("widths") else ()
    head, rows = list(exhibit.columns.values()), exhibit.table.to_numpy()
    text = table(head, rows, plain(exhibit.say("table")), exhibit.table_id, exhibit.align, widths)
    return text + "\n" + downloads(exhibit.table_id)


def downloads(name: str) -> str:
    """A link to the numbers behind a figure or table, on the page only."""
    return f'::: {{.downloads .content-visible when-format="html"}}\n[Data (CSV)](/report/_generated/downloads/{name}.csv)\n:::\n'


def bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines) + "\n"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(value: object) -> str:
    return str(value) if isinstance(value, Raw) else plain(value)
