"""The exhibits of one chapter of a wave: each is found, worded, drawn, kept in the stage and shown."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from importlib import import_module
from pathlib import Path

import pandas as pd

from analysis.audit.errata import SEVERITIES
from analysis.draw.style import narrow, save
from analysis.findings.results import Results
from analysis.store import write_bytes, write_download, write_text
from analysis.tell import markdown
from analysis.tell.exhibit import Exhibit
from analysis.tell.words import LANG, Words

WIDE, SLIM = (".svg", ".png"), ("-narrow.svg",)


@dataclass(frozen=True)
class Card:
    """What other parts need to know of an exhibit. `title` is its message, `caption` the technical description, `alt`
    what its figure shows in words, `base` what its numbers rest on; `figure` and `table`
    are its labels, `heads` those of the columns of a table without a figure, `files` its further downloads by name."""

    id: str
    block: str
    title: str = ""
    caption: str = ""
    alt: str = ""
    evidence: str = ""
    figure: str = ""
    table: str = ""
    base: str = ""
    heads: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)


class Chapter:
    """The findings of `analysis.findings.<name>` for a wave, said in a language.

    `show = Chapter("survey", results, "10-draw-survey").show` and then `show("respondents")` in a cell of its own of that
    notebook.
    """

    def __init__(self, name: str, results: Results, notebook: str, lang: str = LANG):
        self.name, self.results, self.notebook = name, results, notebook
        self.wave = results.wave
        self.findings = import_module(f"analysis.findings.{name}")
        self.words = Words(
            name, lang, mark=self._mark, evidence_label=lambda name: self._evidence[name],
            linked=markdown.linked, dim=lambda name: markdown.dimension(name, results.dimension(name)),
        )  # fmt: skip
        self.cards: list[Card] = []
        self.blocks: dict[str, list[str]] = {}
        self.pages: dict[str, list[str]] = {}
        self.downloads: list[str] = []
        self.numbers: dict[str, dict] = {}

    def show(self, name: str) -> Shown | None:
        """Find, word, draw and keep one exhibit, or all exhibits of a finding that has several of a kind; None where the
        wave has nothing to show for it."""
        found = getattr(self.findings, name)(self.results)
        found = found if isinstance(found, list) else [found] if found is not None else []
        exhibits = [Exhibit(name, self.words, {"wave": self.wave, **facts}) for facts in found]
        block = [] if self.words.has(name, "page") else self.blocks.setdefault(self.words.block(name), [])
        for exhibit in exhibits:
            self._keep(exhibit)
            block = self._page(exhibit) if exhibit.page else block
            made = markdown.made_link(self.notebook, exhibit.id)
            ui, mark = self.words.common["ui"], self._mark(exhibit.evidence)
            told = markdown.block(exhibit, ui, self.wave.id, mark, made, self._errata(exhibit))
            block.append(told if self.words.lang == LANG else markdown.in_language(told, self.words.lang))
            self.cards.append(_card(exhibit))
            of = {"exhibit": exhibit.id, "finding": f"{self.name}.{name}", "notebook": self.notebook}
            self.numbers |= {key: of | asdict(number) for key, number in exhibit.numbers.items()}
        return Shown(exhibits, self.wave.stage / "figures") if exhibits else None

    def close(self) -> list[str]:
        """Write the blocks, the pages and the cards of the exhibits that were shown; returns their titles."""
        folder = self.wave.stage / "report" / "blocks"
        self.blocks[self.words.of_lang(f"{self.name}-commentary")] = [self._commentary()]
        for name, parts in self.blocks.items():
            write_text("\n\n".join(part.strip() for part in parts) + "\n", folder / f"{name}.qmd")
        for name, parts in self.pages.items():
            write_text("\n\n".join(part.strip() for part in parts) + "\n", self.wave.stage / "report" / "pages" / f"{name}.qmd")
        found = {"blocks": list(self.blocks), "pages": list(self.pages), "downloads": self.downloads}
        found |= {"exhibits": [asdict(card) for card in self.cards], "numbers": self.numbers}
        write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", self._cards_file)
        return [card.title for card in self.cards if card.title]

    def _page(self, exhibit: Exhibit) -> list[str]:
        """The parts of the page that an exhibit stands on. It begins with its description and its title."""
        return self.pages.setdefault(exhibit.page, [markdown.front(exhibit)])

    def _commentary(self) -> str:
        """What the wave's own folder says on the chapter, or nothing."""
        file = self.wave.commentary / f"{self.words.of_lang(self.name)}.md"
        return file.read_text(encoding="utf-8") if file.is_file() else ""

    @property
    def _cards_file(self) -> Path:
        return self.wave.stage / "cards" / f"{self.words.of_lang(self.name)}.json"

    def _keep(self, exhibit: Exhibit) -> None:
        """Its figure in both widths, and the numbers behind figure or table and its files as downloads."""
        if exhibit.figure_id:
            folder = self.wave.stage / "figures"
            save(exhibit.draw(), folder, exhibit.figure_id, *WIDE)
            with narrow():
                save(exhibit.draw(), folder, exhibit.figure_id, *SLIM)
            self._offer(exhibit.figure_id, exhibit.facts["data"])
        elif exhibit.table_id:
            self._offer(exhibit.table_id, exhibit.table)
        for name, table in exhibit.facts.get("files", {}).items():
            self._offer(name, table)

    def attach(self, name: str, content: bytes) -> str:
        """Keep a file of another kind than CSV, such as a workbook, as a download; returns its name."""
        write_bytes(content, self.wave.stage / "report" / "downloads" / name)
        self.downloads.append(name)
        return name

    def _offer(self, name: str, table: pd.DataFrame) -> None:
        """Keep a table as a download."""
        write_download(table, self.wave.stage / "report" / "downloads" / f"{name}.csv")
        self.downloads.append(f"{name}.csv")

    def _errata(self, exhibit: Exhibit) -> list[dict[str, str]]:
        """The errata that bear on what an exhibit shows, the gravest first; beside mere sentences the grave ones only."""
        listed = self.results.errata
        if not (exhibit.figure_id or exhibit.table_id):
            listed = listed[listed["severity"].isin(markdown.GRAVE)]
        rows = listed[listed["id"].isin(exhibit.errata)].to_dict("records")
        return sorted(rows, key=lambda row: SEVERITIES.index(row["severity"]))

    def _mark(self, evidence: str) -> str:
        return markdown.mark(evidence, self._evidence)

    @cached_property
    def _evidence(self) -> dict[str, str]:
        """What the evidence classes are called: in the codebook's words, or in those of the language."""
        labels = {name: e["label"] for name, e in self.results.codebook.vocabulary["evidence"].items()}
        return labels | self.words.common.get("evidence", {})


class Shown:
    """Exhibits as a notebook shows them: the sentences of each, its figure as a drawing, its table."""

    def __init__(self, exhibits: Sequence[Exhibit], figures: Path):
        self.exhibits, self.figures = exhibits, figures

    def _ipython_display_(self) -> None:
        from IPython.display import display

        for exhibit in self.exhibits:
            of = {"exhibit": exhibit.id}
            if exhibit.text:
                display({"text/markdown": markdown.page_link(exhibit) if exhibit.page else exhibit.text}, raw=True, metadata=of)
            if exhibit.figure_id:
                drawn = (self.figures / f"{exhibit.figure_id}.svg").read_text(encoding="utf-8")
                display({"image/svg+xml": drawn}, raw=True, metadata=of | {"figure": exhibit.figure_id})
            if exhibit.table_id:
                display({"text/markdown": markdown.pipe_table(exhibit)}, raw=True, metadata=of)


def _card(exhibit: Exhibit) -> Card:
    alt = exhibit.alt if exhibit.figure_id else ""
    caption = exhibit.caption if exhibit.figure_id or exhibit.table_id else ""
    base = exhibit.texts["source"] if exhibit.figure_id else exhibit.say("base") if exhibit.says("base") else ""
    heads = exhibit.columns if exhibit.table_id and not exhibit.figure_id else {}
    names = exhibit.say("files") if exhibit.facts.get("files") else {}
    files = {name: names[name] for name in exhibit.facts.get("files", ())}
    return Card(
        exhibit.id, exhibit.block, exhibit.title, caption, alt, exhibit.evidence, exhibit.figure_id, exhibit.table_id,
        base, heads, files,
    )  # fmt: skip
