"""The chain of steps finds the place of each question by itself."""

from __future__ import annotations

from matplotlib.figure import Figure

from analysis.draw.chain import Asks, chain
from analysis.draw.style import narrow

from .conftest import AROUND, faults, texts

STEPS = [(name, "what it means in a few words") for name in ("Needs", "Objectives", "Inputs", "Outputs", "Results", "Impacts")]


def asked(*asks: Asks) -> Figure:
    return chain(STEPS, asks, **AROUND)


def test_neighbouring_steps_are_asked_about_above_the_chain_others_below():
    figure = asked(Asks("Relevance", "Needed?", "asks here", 0, 1), Asks("Effectiveness", "Reached?", "asks there", 1, 4),
                   Asks("Sustainability", "Lasting?", "asks on", 4, 5, over_time=True))  # fmt: skip
    figure.canvas.draw()
    height = {t.get_text(): t.get_window_extent().y0 for t in figure.axes[0].texts}
    assert height["Relevance"] > height["Needs"] > height["Effectiveness"] == height["Sustainability"]
    assert "Effectiveness asks there" not in height


def test_what_has_no_room_on_the_chain_says_where_it_asks_below_it():
    whole = Asks("Equity", "For all?", "asks along the whole chain")
    crowded = asked(Asks("One", "?", "asks a", 1, 4), Asks("Two", "?", "asks b", 2, 4), Asks("Three", "?", "asks c", 0, 1),
                    Asks("Four", "?", "asks d", 1, 2), whole)  # fmt: skip
    assert {"One", "Two asks b", "Three", "Four asks d", "Equity"} <= set(texts(crowded)) and faults(crowded) == []
    with narrow():
        assert faults(asked(Asks("One", "Is it?", "asks a", 1, 4), whole)) == []
