"""Figures of the case studies: any number of them, doubtful amounts apart, titles that follow the data."""

from __future__ import annotations

from dataclasses import replace

import pytest
from matplotlib.text import Text

from analysis.draw.style import NARROW, WIDTH
from analysis.present.cases import draw_cases

from .conftest import Pile, cases_of, faults, svg_twice, texts

DIMENSIONS = ("legal_political", "socio_economic", "cultural")


@pytest.fixture
def draw(case_rows, codebook, wave):
    def drawn(*kinds) -> Pile:
        pile, cases = Pile(), cases_of(*kinds)
        draw_cases(pile, case_rows(cases), cases, codebook, wave)
        return pile

    return drawn


def title(pile: Pile, id: str) -> str:
    return pile.cards[id].title


def words(pile: Pile, id: str) -> str:
    return " ".join(" ".join(texts(pile.figures[id])).split())


@pytest.mark.parametrize("number", [1, 3, 60])
def test_any_number_of_cases_can_be_drawn_and_every_text_stays_inside(draw, number):
    kinds = [
        {"dimension": DIMENSIONS[n % 3], "country": ["FR", "DE", "TR"][n % 2], "start_year": str(1990 + n % 30), "budget_eur_per_year": str(10 ** (n % 7 + 1)),
         "name_english": "A name that is so long that it can never fit into the column of names", "ongoing": "yes" if n % 2 else "no", "end_year": ""}
        for n in range(number)
    ]  # fmt: skip
    pile = draw(*kinds)
    assert None not in pile.figures.values()
    for name, figure in pile.both().items():
        assert faults(figure) == [], name


def test_where_there_is_no_room_for_names_beside_the_marks_they_stand_above(draw):
    pile = draw({"name_english": "Courses in the language of the country"}, {"ongoing": "yes", "end_year": ""})
    wide, slim = (pile.both()["fig-cases-time", width] for width in (WIDTH, NARROW))
    assert "2020–2022" in texts(slim) and "since 2020" in texts(slim)
    assert "2020–2022" not in texts(wide)
    named = next(t for t in slim.findobj(Text) if t.get_text() == "Courses in the language of the country")
    bar = slim.axes[0].patches[0].get_window_extent()
    assert named.get_window_extent().y0 > bar.y1


def test_where_title_follows_the_data(draw):
    cultural, legal = {}, {"dimension": "legal_political", "country": "PL"}
    assert (
        title(draw(*[cultural] * 4, *[legal] * 2), "fig-cases-where") == "Two thirds of the case studies are cultural"
    )
    assert title(draw(cultural, legal, legal), "fig-cases-where") == "Two of three case studies are legal and political"
    assert title(draw(cultural, legal), "fig-cases-where") == "The case studies come from two countries"
    assert title(draw(legal), "fig-cases-where") == "The case study is legal and political"
    assert "By country: Poland 2, France 1." in draw(cultural, legal, legal).cards["fig-cases-where"].alt


def test_time_counts_those_without_an_end(draw):
    going = {"ongoing": "yes", "end_year": ""}
    assert title(draw(going, {}, going), "fig-cases-time") == "Two of three case studies continue without an end date"
    assert title(draw({}, {}), "fig-cases-time") == "None of two case studies continues without an end date"
    assert (
        "1 A project from 2020 to 2022; 2 A project from 2020 with no end date."
        in draw({}, going).cards["fig-cases-time"].alt
    )


def test_time_says_what_is_not_known_or_lies_ahead(draw):
    pile = draw({"ongoing": "", "end_year": ""}, {"start_year": "", "end_year": ""}, {"end_year": "2030"})
    text = words(pile, "fig-cases-time")
    assert "end not reported" in text and "start not reported" in text and "planned after 2026" in text
    assert draw({"start_year": ""}).figures["fig-cases-time"] is None


def test_doubtful_amounts_stand_apart_and_stay_out_of_the_title(draw):
    pile = draw(
        {"budget_eur_per_year": "2000"},
        {"budget_eur_per_year": "5000"},
        {"budget_eur_per_year": "9", "budget_flag": "implausible"},
        {"budget_eur": "", "budget_eur_per_year": ""},
    )
    assert title(pile, "fig-cases-cost") == "Yearly cost runs from €2,000 to €5,000"
    text = words(pile, "fig-cases-cost")
    assert "Doubtful amounts" in text and "Doubtful: too small to be credible (3)." in text
    assert "One more states no amount or no period." in text
    assert "Doubtful: 3 A project €9." in pile.cards["fig-cases-cost"].alt
    assert len(pile.data["fig-cases-cost"]) == 3


def test_only_doubtful_amounts(draw):
    pile = draw({"budget_flag": "conflict"})
    assert title(pile, "fig-cases-cost") == "No case study states a credible yearly cost"
    assert pile.figures["fig-cases-per-head"] is None


def test_cost_per_head_needs_both_and_warns(draw):
    pile = draw({}, {"beneficiaries": ""}, {"beneficiaries": "0"}, {"budget_flag": "conflict"})
    assert title(pile, "fig-cases-per-head") == "Yearly cost per person reached is €20"
    assert "cannot rank" in words(pile, "fig-cases-per-head")
    assert list(pile.data["fig-cases-per-head"]["eur_per_year_and_person"]) == [20.0]


def test_funding_title_follows_the_data(draw):
    assert (
        title(draw(*[{}] * 4, *[{"funding_sources": "local"}] * 2), "fig-cases-funding")
        == "EU funds reach two thirds of the case studies"
    )
    assert title(draw({"funding_sources": "local"}), "fig-cases-funding") == "Local funds reach all case studies"
    assert (
        title(draw({}, {"funding_sources": "local"}), "fig-cases-funding")
        == "EU and local funds are named equally often"
    )


def test_evaluation_counts_silence_apart_from_no(draw):
    silent = {
        "evaluation": "not_reported",
        "staff_training": "",
        "outcomes_quantified": "no",
        "replication": "replicable",
    }
    pile = draw({}, {"evaluation": "planned"}, silent)
    alt = pile.cards["fig-cases-evaluation"].alt
    assert (
        title(pile, "fig-cases-evaluation") == "Two of three case studies give outcomes as a figure, one was evaluated"
    )
    assert title(draw({}, {}), "fig-cases-evaluation") == "All two case studies give outcomes as a figure"
    none = {"evaluation": "none", "staff_training": "no", "outcomes_quantified": "no", "replication": "not_replicable"}
    assert (
        title(draw(none, none), "fig-cases-evaluation")
        == "No case study reports outcomes, evaluation, training or replication"
    )
    assert (
        title(draw({"replication": "replicable"}, none), "fig-cases-evaluation")
        == "One of two case studies gives outcomes as a figure, none were replicated"
    )
    assert "outcomes given as a figure: yes 2, no 1" in alt
    assert "staff trained: yes 2, not reported 1" in alt
    assert "evaluated: yes 1, planned or possible 1, not reported 1" in alt
    assert draw(silent | {"outcomes_quantified": "", "replication": ""}).figures["fig-cases-evaluation"] is None


@pytest.mark.parametrize(("evidence", "said"), [("round_trip", False), ("simulated", True)])
def test_case_studies_of_a_rebuilt_wave_are_real_and_simulated_ones_are_called_so(
    case_rows, codebook, wave, evidence, said
):
    pile, cases = Pile(), cases_of({})
    draw_cases(pile, case_rows(cases), cases, codebook, replace(wave, evidence=evidence))
    for name in pile.figures:
        assert "Rebuilt" not in words(pile, name)
        assert ("Simulated data." in words(pile, name)) == said


def test_names_are_cut_before_the_chart_begins(draw):
    shown = [t for t in texts(draw({"name_english": "W" * 90}).figures["fig-cases-time"]) if t.startswith("WW")]
    assert len(shown) == 1 and shown[0].endswith("…") and len(shown[0]) < 40


def test_without_cases_there_is_no_figure(draw):
    assert set(draw().figures.values()) == {None}


def test_svg_is_the_same_twice(case_rows, codebook, wave, tmp_path):
    cases = cases_of({}, {"ongoing": "yes", "end_year": ""}, {"budget_flag": "conflict"})
    rows = case_rows(cases)
    for name, one, two in svg_twice(lambda pile: draw_cases(pile, rows, cases, codebook, wave), tmp_path):
        assert one == two, name
