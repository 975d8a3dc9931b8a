"""The deck: every figure in two widths, its numbers as a download, and nothing for a figure that is not there."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd

from analysis.draw.bars import Bar, bars
from analysis.draw.style import NARROW, WIDTH, page
from analysis.present.cards import SLIM, WIDE, Card, Deck, read_cards
from analysis.publish import FIGURE_FILES, undrawn

from .conftest import inches

CARD = Card("fig-one", "One leads", "Ones and twos", "Two bars", "observed")


def drawing(seen: list[float], there: bool = True):
    seen.append(page())
    rows = [Bar("One", 3, text="3"), Bar("Two", 1, text="1")]
    return bars([("", rows)], CARD.title, CARD.caption, "Base: 4.") if there else None, CARD, pd.DataFrame({"n": [3, 1]})


def test_a_figure_is_drawn_in_both_widths(tmp_path):
    deck, seen = Deck(SimpleNamespace(stage=tmp_path), "few"), []
    deck.add(drawing, seen)
    deck.close()
    assert seen == [WIDTH, NARROW]
    files = {f.name: f.read_bytes() for f in (tmp_path / "figures").iterdir()}
    assert set(files) == {"fig-one.svg", "fig-one.png", "fig-one-narrow.svg"}
    assert inches(files["fig-one.svg"]) == 5.8 and inches(files["fig-one-narrow.svg"]) == 3.7
    assert (tmp_path / "report" / "downloads" / "fig-one.csv").read_text(encoding="utf-8").split() == ["n", "3", "1"]
    assert read_cards(tmp_path / "cards") == {"fig-one": CARD}


def test_nothing_to_draw_leaves_nothing(tmp_path):
    deck, seen = Deck(SimpleNamespace(stage=tmp_path), "few"), []
    deck.add(drawing, seen, False)
    deck.close()
    assert seen == [WIDTH] and deck.cards == [] and not (tmp_path / "figures").exists()


def test_a_missing_file_of_a_figure_makes_its_notebook_run_again(tmp_path):
    wave = SimpleNamespace(stage=tmp_path)
    deck = Deck(wave, "few")
    deck.add(drawing, [])
    deck.close()
    assert set(FIGURE_FILES) == {*WIDE, *SLIM}
    assert undrawn(wave) == []
    for suffix in FIGURE_FILES:
        file = tmp_path / "figures" / f"fig-one{suffix}"
        content = file.read_bytes()
        file.unlink()
        assert undrawn(wave) == [tmp_path / "cards" / "few.json"]
        file.write_bytes(content)
