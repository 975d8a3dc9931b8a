"""Small waves to draw: a few records in, estimates out, as in a run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from matplotlib import pyplot

from analysis.codebook import Codebook, load_codebook
from analysis.estimate.cases import case_estimates
from analysis.estimate.practices import practice_estimates
from analysis.estimate.rows import frame
from analysis.present.style import save
from analysis.wave import Wave, open_wave

PRACTICE = {"country": "DE", "range": "regional_municipal", "start_year": "2020", "end_year": "", "end_before": "",
            "status": "continuing", "aims": "education", "funding_sources": "local"}  # fmt: skip
CASE = {"name": "Un projet", "name_english": "A project", "country": "FR", "organiser": "", "dimension": "cultural", "source": "survey",
        "start_year": "2020", "end_year": "2022", "ongoing": "no", "budget_as_printed": "", "budget_eur": "3000", "budget_period_years": "3",
        "budget_eur_per_year": "1000", "budget_flag": "", "budget_reason": "", "organiser_type": "ngo", "beneficiaries": "50",
        "beneficiaries_note": "", "funding_sources": "eu", "partners": "ngos", "staff_training": "yes", "evaluation": "internal",
        "outcomes_quantified": "yes", "replication": "replicated", "sectors": "health", "target_groups": "women"}  # fmt: skip


class Pile:
    """A deck that keeps what it is given."""

    def __init__(self) -> None:
        self.figures, self.cards, self.data = {}, {}, {}

    def add(self, figure, card, data) -> None:
        pyplot.close(figure or "none")
        self.figures[card.id], self.cards[card.id], self.data[card.id] = figure, card, data


def practices_of(*groups: tuple[int, dict[str, str]]) -> pd.DataFrame:
    """So many records of each kind."""
    return pd.DataFrame([PRACTICE | kind for number, kind in groups for _ in range(number)], columns=list(PRACTICE), dtype=object)


def cases_of(*kinds: dict[str, str]) -> pd.DataFrame:
    rows = [{"case_no": str(n)} | CASE | kind for n, kind in enumerate(kinds, 1)]
    return pd.DataFrame(rows, columns=["case_no", *CASE], dtype=object)


def svg_twice(draw: Callable[[Pile], None], folder: Path) -> list[tuple[str, bytes, bytes]]:
    """Every figure drawn and saved twice: its name and both files."""
    piles = []
    for turn in ("one", "two"):
        pile = Pile()
        draw(pile)
        for name, figure in pile.figures.items():
            if figure is not None:
                save(figure, folder / turn, name)
        piles.append(pile)
    drawn = [name for name, figure in piles[0].figures.items() if figure is not None]
    return [(name, (folder / "one" / f"{name}.svg").read_bytes(), (folder / "two" / f"{name}.svg").read_bytes()) for name in drawn]


def texts(figure) -> list[str]:
    """Every text of a figure that has been drawn."""
    figure.canvas.draw()
    return [t.get_text() for t in figure.findobj(lambda a: hasattr(a, "get_text")) if t.get_text()]


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return load_codebook(open_wave("2012").root.codebook)


@pytest.fixture
def wave() -> Wave:
    """A later wave with real data."""
    return replace(open_wave("2012"), id="2026", year=2026, evidence="observed")


@pytest.fixture
def practice_rows(codebook, wave) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda practices: frame(practice_estimates(practices, codebook["practices"]), wave.id, wave.evidence, wave.min_base)


@pytest.fixture
def case_rows(codebook, wave) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda cases: frame(case_estimates(cases, codebook["cases"]), wave.id, wave.evidence, wave.min_base)
