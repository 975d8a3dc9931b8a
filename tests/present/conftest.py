"""Small waves to draw: a few records in, estimates out, as in a run."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, count
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
import yaml
from matplotlib import pyplot
from matplotlib.figure import Figure
from matplotlib.text import Text

from analysis.codebook import Codebook, load_codebook
from analysis.draw.style import NARROW, WIDTH, narrow
from analysis.estimate.cases import case_estimates
from analysis.estimate.practices import practice_estimates
from analysis.estimate.rows import frame
from analysis.evaluate import (
    Criteria,
    agreement,
    dimension_differences,
    dominance,
    evaluation_estimates,
    factsheet_answers,
    factsheet_evaluation_estimates,
    factsheet_scores,
    leave_one_out,
    overall,
    rank_stability,
    read_criteria,
    scores,
)
from analysis.evaluate.apply import Results
from analysis.present.cards import Deck
from analysis.present.context import Context
from analysis.store import write_table
from analysis.wave import Root, Wave, open_wave

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
        self.figures, self.cards, self.data, self.drawings = {}, {}, {}, {}

    def add(self, draw: Callable, *args: object) -> None:
        figure, card, data = draw(*args)
        pyplot.close(figure or "none")
        self.figures[card.id], self.cards[card.id], self.data[card.id] = figure, card, data
        self.drawings[card.id] = draw, args

    def both(self) -> dict[str, Figure]:
        """Every figure there is, wide and narrow, by its name and width."""
        found = {}
        for id, figure in self.figures.items():
            if figure is not None:
                draw, args = self.drawings[id]
                with narrow():
                    found |= {(id, WIDTH): figure, (id, NARROW): draw(*args)[0]}
                pyplot.close(found[id, NARROW])
        return found


def practices_of(*groups: tuple[int, dict[str, str]]) -> pd.DataFrame:
    """So many records of each kind."""
    return pd.DataFrame(
        [PRACTICE | kind for number, kind in groups for _ in range(number)], columns=list(PRACTICE), dtype=object
    )


def cases_of(*kinds: dict[str, str]) -> pd.DataFrame:
    rows = [{"case_no": str(n)} | CASE | kind for n, kind in enumerate(kinds, 1)]
    return pd.DataFrame(rows, columns=["case_no", *CASE], dtype=object)


def svg_twice(draw: Callable[[Deck], None], folder: Path) -> list[tuple[str, bytes, bytes]]:
    """Every SVG file that two runs leave, wide and narrow: its name and its bytes in both."""
    turns = []
    for turn in ("one", "two"):
        deck = Deck(SimpleNamespace(stage=folder / turn), "drawn")
        draw(deck)
        turns.append({f.stem: f.read_bytes() for f in sorted((folder / turn / "figures").glob("*.svg"))})
        ids = {card.id for card in deck.cards}
        assert set(turns[-1]) == ids | {f"{id}-narrow" for id in ids}
        assert all(inches(svg) == (NARROW if "-narrow" in name else WIDTH) for name, svg in turns[-1].items())
    assert turns[0].keys() == turns[1].keys()
    return [(name, svg, turns[1][name]) for name, svg in turns[0].items()]


def inches(svg: bytes) -> float:
    """How wide an SVG file says it is."""
    return round(float(re.search(rb'<svg[^>]* width="([0-9.]+)pt"', svg)[1]) / 72, 3)


def faults(figure: Figure) -> list[str]:
    """Texts that leave the figure, are too small to be read, or lie on each other."""
    figure.canvas.draw()
    hidden = {
        id(t) for axes in figure.axes if not axes.axison for x in (axes.xaxis, axes.yaxis) for t in x.findobj(Text)
    }
    shown = [t for t in figure.findobj(Text) if t.get_text().strip() and t.get_visible() and id(t) not in hidden]
    boxes = [(t.get_text(), t.get_window_extent()) for t in shown]
    found = [f"{t.get_text()!r} is too small" for t in shown if t.get_fontsize() < 7.8]
    for name, box in boxes:
        x, y = max(-box.x0, box.x1 - figure.bbox.x1), max(-box.y0, box.y1 - figure.bbox.y1)
        found += [f"{name!r} is cut off"] if max(x, y) > 1 else []
    for (one, a), (two, b) in combinations(boxes, 2):
        x, y = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
        found += [f"{one!r} lies on {two!r}"] if x > 1 and y > 2 else []
    return found


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
    return lambda practices: frame(
        practice_estimates(practices, codebook["practices"]), wave.id, wave.evidence, wave.min_base
    )


@pytest.fixture
def case_rows(codebook, wave) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda cases: frame(case_estimates(cases, codebook["cases"]), wave.id, wave.evidence, wave.min_base)


CRITERIA = """
evidence_headings: {context: Introduction and context, outcomes: Outcomes}
criteria:
  relevance:
    label: Relevance
    definition: Whether the aims answer needs.
    key_question: Does it answer a need?
    indicators:
      need: {label: Need shown, question: "?", "yes": A., "no": B., not_reported: C., evidence: [context]}
      group:
        {label: Group named, question: "?", "yes": A., "no": B., not_reported: C., evidence: [context],
         factsheet: {column: fs_target_group, "yes": present}}
  effectiveness:
    label: Effectiveness
    definition: Whether the aims were reached.
    key_question: Is there evidence of results?
    indicators:
      counted: {label: Outputs counted, question: "?", "yes": A., "no": B., not_reported: C., evidence: [outcomes]}
      met: {label: Aims met, question: "?", "yes": A., "no": B., not_reported: C., evidence: [outcomes]}
"""
COHERENCE = """
label: Coherence
definition: Whether it fits in with what others do.
key_question: Does it fit in?
indicators:
  fits: {label: Fits in, question: "?", "yes": A., "no": B., not_reported: C., evidence: [context]}
"""
LETTERS = {"y": "yes", "n": "no", "-": "not_reported"}


@pytest.fixture
def raw_criteria() -> dict:
    """Two criteria of two indicators each."""
    return yaml.safe_load(CRITERIA)


@pytest.fixture
def six_criteria(raw_criteria) -> dict:
    """The same with one criterion more, in data only."""
    raw_criteria["criteria"]["coherence"] = yaml.safe_load(COHERENCE)
    return raw_criteria


@pytest.fixture
def evaluated(codebook, wave, raw_criteria, tmp_path) -> Callable[..., Context]:
    """`evaluated({"1": "yn-y"})` is a wave whose case studies are coded so; `second` gives other second readings."""
    number = count(1)

    def make(final, second=None, raw=raw_criteria, kinds=(), sheets=None, evidence="observed") -> Context:
        this = replace(wave, root=Root(tmp_path / str(next(number))), evidence=evidence)
        context = Context(this, replace(codebook, criteria=raw))
        _evaluate(context, read_criteria(raw), final, second or {}, kinds, sheets)
        return context

    return make


def _evaluate(context: Context, criteria: Criteria, final, second, kinds, sheets) -> None:
    """Write the tables a run would leave in the stage."""
    results = Results()
    if final:
        results.coding = _coding(criteria, final, second)
        cases = cases_of(*(kinds or [{}] * len(final))).assign(case_no=list(final))
        write_table(cases, context.wave.staged("cases.csv"))
        dimension = cases.set_index("case_no")["dimension"]
        results.scores = scores(results.coding, criteria)
        results.agreement = agreement(results.coding, criteria, draws=20)
        results.ranks = rank_stability(results.scores, draws=200)
        results.dominance = dominance(results.scores)
        results.robustness = leave_one_out(results.coding, criteria)
        results.dimensions = dimension_differences(results.scores, dimension, draws=99)
        results.estimates += evaluation_estimates(
            results.scores,
            overall(results.scores),
            results.coding,
            cases,
            results.agreement,
            results.ranks,
            results.dimensions,
        )
    if sheets is not None:
        answers = factsheet_answers(sheets, criteria)
        results.factsheets = factsheet_scores(answers, criteria)
        results.estimates += factsheet_evaluation_estimates(answers, results.factsheets, sheets, criteria)
    estimates = frame(results.estimates, context.wave.id, context.wave.evidence, context.wave.min_base)
    results.write(context.wave, estimates)
    write_table(estimates, context.wave.staged("estimates.csv"))


def _coding(criteria: Criteria, final: dict[str, str], second: dict[str, str]) -> pd.DataFrame:
    rows = []
    for case, letters in final.items():
        for indicator, a, b in zip(criteria.indicators.values(), letters, second.get(case, letters), strict=True):
            heading, said = (indicator.evidence[0], f"said of {case} on {indicator.label}") if a != "-" else ("", "")
            rows.append([case, indicator.id, LETTERS[a], LETTERS[b], LETTERS[a], heading, said])
    columns = ["case_no", "indicator", "coder_a", "coder_b", "final", "evidence", "reason"]
    return pd.DataFrame(rows, columns=columns, dtype=object)
