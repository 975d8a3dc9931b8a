"""What the book needs to know of a figure: its file, titles, alternative text, evidence class and data."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure

from analysis.draw.style import narrow, save
from analysis.store import write_table, write_text
from analysis.wave import Wave

WIDE, SLIM = (".svg", ".png"), ("-narrow.svg",)


@dataclass(frozen=True)
class Card:
    """One figure. `title` is its message, `caption` the technical description, `alt` what it shows in words."""

    id: str
    title: str
    caption: str
    alt: str
    evidence: str


Drawing = tuple[Figure | None, Card, pd.DataFrame]


class Deck:
    """Collects the figures of one notebook: files into the stage, cards into one JSON file."""

    def __init__(self, wave: Wave, name: str):
        self.wave, self.name, self.cards = wave, name, []

    def add(self, draw: Callable[..., Drawing], *args: object) -> None:
        """Draw a figure in both widths and keep the numbers behind it as a download; nothing to draw is left out."""
        figure, card, data = draw(*args)
        if figure is None:
            return
        folder = self.wave.stage / "figures"
        save(figure, folder, card.id, *WIDE)
        with narrow():
            save(draw(*args)[0], folder, card.id, *SLIM)
        write_table(data, self.wave.stage / "report" / "downloads" / f"{card.id}.csv")
        self.cards.append(card)

    def close(self) -> None:
        """Write the cards, in the order the figures were drawn."""
        text = json.dumps([asdict(card) for card in self.cards], indent=1, ensure_ascii=False) + "\n"
        write_text(text, self.wave.stage / "cards" / f"{self.name}.json")


def read_cards(folder: Path) -> dict[str, Card]:
    """All cards of a stage by figure id."""
    files = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.json"))]
    return {card["id"]: Card(**card) for file in files for card in file}
