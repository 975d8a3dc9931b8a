"""Figures of the survey: titles follow the data, bounds outside the country that answered most, both widths."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from analysis.estimate.bounds import bounds_without, dominant_country
from analysis.estimate.rows import frame
from analysis.estimate.survey import survey_estimates
from analysis.present.survey import draw_survey

from .conftest import Pile, faults, svg_twice, texts

QUESTIONS = ("cbp_involved", "staff_training", "network_member", "associations_involved")
RATED = {"challenge_authority": "3", "challenge_migrants": "4", "measure_cultural": "5"}


@pytest.fixture
def responses(codebook):
    """So many answers from each country, each the same but for what is given by country."""
    table = codebook["responses"]

    def made(countries: dict[str, int], **answers: str | dict[str, str]) -> pd.DataFrame:
        alike = {item.id: value for stem, value in RATED.items() for item in table.stem(stem)}
        alike |= dict.fromkeys(QUESTIONS, "yes") | {"status": "analysable"} | answers
        rows = [
            {"respondent_id": f"{code}{n}", "country": code}
            | {c: v[code] if isinstance(v, dict) else v for c, v in alike.items()}
            for code, number in countries.items()
            for n in range(number)
        ]
        return pd.DataFrame(rows, dtype=object).reindex(columns=columns(table), fill_value="")

    return made


def columns(table) -> list[str]:
    return list(dict.fromkeys(["respondent_id", "status", "country", *(item.id for item in table.items.values())]))


@pytest.fixture
def rows(codebook, wave):
    def made(responses: pd.DataFrame) -> pd.DataFrame:
        found = survey_estimates(responses, codebook["responses"], wave.higher_priority_from, wave.rating_base)
        estimates = frame(found, wave.id, wave.evidence, wave.min_base)
        if dominant := dominant_country(estimates):
            bounds = frame(bounds_without(estimates, *dominant), wave.id, "bounds", wave.min_base)
            estimates = pd.concat([estimates, bounds], ignore_index=True)
        return estimates

    return made


@pytest.fixture
def draw(responses, rows, codebook, wave):
    def drawn(countries: dict[str, int], **answers: str | dict[str, str]) -> Pile:
        pile = Pile()
        draw_survey(pile, rows(responses(countries, **answers)), codebook, wave)
        return pile

    return drawn


def title(pile: Pile, id: str) -> str:
    return pile.cards[id].title


def test_respondents_title_follows_the_data(draw):
    assert title(draw({"GR": 6, "ES": 3}), "fig-respondents") == "Two thirds of the answers come from Greece"
    level = {"GR": 3, "ES": 3, "IT": 3, "PT": 3}
    assert title(draw(level | {"ES": 4}), "fig-respondents") == "Spain gave the most answers"
    assert "Greece has 6 of 9 analysable answers, 66.7 per cent; then Spain 3." in (
        draw({"GR": 6, "ES": 3}).cards["fig-respondents"].alt
    )


def test_answers_count_the_questions_most_say_yes_to(draw):
    no = dict.fromkeys(QUESTIONS[:2], "no")
    assert title(draw({"GR": 6}), "fig-answers") == "Most authorities say yes to all four questions"
    assert title(draw({"GR": 6}, **no), "fig-answers") == "Most authorities say yes to two of four questions"
    none = draw({"GR": 6}, **dict.fromkeys(QUESTIONS, "no"))
    assert title(none, "fig-answers") == "No practice is shared by most authorities"


def test_bounds_are_drawn_where_one_country_leads_only(draw):
    split = {"cbp_involved": {"GR": "yes", "ES": "no"}}
    pile = draw({"GR": 8, "ES": 5}, **split)
    assert title(pile, "fig-bounds").endswith("outside Greece")
    assert pile.cards["fig-bounds"].evidence == "bounds"
    level = draw({"GR": 3, "ES": 3, "IT": 3, "PT": 3})
    assert level.figures["fig-bounds"] is None
    assert draw({"GR": 8, "ES": 4}, **split).figures["fig-bounds"] is None, "too few answers outside"


def test_a_wave_without_ratings_has_no_figures_of_them(draw, codebook):
    silent = {item.id: "" for stem in RATED for item in codebook["responses"].stem(stem)}
    pile = draw({"GR": 6}, **silent)
    assert {id for id, figure in pile.figures.items() if figure is None} >= {
        "fig-challenge-migrants", "fig-challenge-authority", "fig-measures",
    }  # fmt: skip


def test_small_bases_show_counts_and_no_percentages(draw):
    pile = draw({"GR": 2, "ES": 1}, cbp_involved={"GR": "yes", "ES": "no"})
    for (id, _), figure in pile.both().items():
        on_axis = {t.get_text() for axes in figure.axes for t in axes.get_xticklabels()}
        assert not [t for t in texts(figure) if "%" in t and t not in on_axis and "95% Wilson" not in t], id
        assert "nan" not in " ".join(texts(figure)).lower()
    assert "2 of 3" in texts(pile.figures["fig-respondents"])
    assert "2 of 3" in pile.cards["fig-answers"].alt


@pytest.mark.parametrize(
    "countries", [{"GR": 1}, {"GR": 7, "ES": 4}, {"GR": 800, "GB": 300, "CZ": 2, "TR": 1, "DE": 9}]
)
def test_every_text_stays_inside_and_off_the_others_in_both_widths(draw, countries):
    pile = draw(countries)
    assert pile.figures["fig-measures"] is not None
    for name, figure in pile.both().items():
        assert faults(figure) == [], name


def test_simulated_answers_are_called_so(responses, rows, codebook, wave):
    pile = Pile()
    draw_survey(pile, rows(responses({"GR": 6})), codebook, replace(wave, evidence="simulated"))
    for figure in pile.both().values():
        assert "Simulated data." in " ".join(" ".join(texts(figure)).split())


def test_svg_is_the_same_twice(responses, rows, codebook, wave, tmp_path):
    estimates = rows(responses({"GR": 6, "ES": 3}))
    files = svg_twice(lambda deck: draw_survey(deck, estimates, codebook, wave), tmp_path)
    assert files
    for name, one, two in files:
        assert one == two, name
