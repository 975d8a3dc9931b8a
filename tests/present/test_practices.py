"""Figures of the practices: titles follow the data, counts where bases are small, nothing where there is nothing."""

from __future__ import annotations

from itertools import product

import pytest

from analysis.present.practices import draw_practices

from .conftest import Pile, faults, practices_of, svg_twice, texts

GERMAN = (6, {})
FRENCH = (3, {"country": "FR", "range": "national", "status": "ended", "end_year": "2024"})


@pytest.fixture
def draw(practice_rows, codebook, wave):
    def drawn(*groups) -> Pile:
        pile = Pile()
        draw_practices(pile, practice_rows(practices_of(*groups)), codebook, wave)
        return pile

    return drawn


def title(pile: Pile, id: str) -> str:
    return pile.cards[id].title


def test_range_title_follows_the_data(draw):
    assert title(draw(GERMAN, FRENCH), "fig-range") == "Two thirds of the practices are regional or municipal"
    assert title(draw((3, {}), (6, {"range": "national"})), "fig-range") == "Two thirds of the practices are national"
    assert (
        title(draw((6, {"range": "eu_international", "country": ""})), "fig-range")
        == "All practices are EU-wide or international"
    )


def test_shares_that_are_no_simple_fraction_are_given_in_figures(draw):
    assert (
        title(draw((6, {}), (4, {"range": "national"})), "fig-range")
        == "60.0% of the practices are regional or municipal"
    )


def test_tied_ranges_are_both_named(draw):
    tied = draw((2, {}), (2, {"range": "national"}), (1, {"range": "eu_international", "country": ""}))
    assert title(tied, "fig-range") == "The largest group of practices is national and regional or municipal"


def test_small_bases_show_counts_and_no_percentages(draw):
    pile = draw((2, {}), (1, {"range": "national"}))
    assert title(pile, "fig-range") == "Two of three practices are regional or municipal"
    for figure in pile.figures.values():
        assert not [t for t in texts(figure) if "%" in t]


def test_map_names_the_leader_where_few_countries_take_part(draw):
    assert title(draw(GERMAN, FRENCH), "fig-map") == "Germany has the most practices"
    assert title(draw((3, {}), (3, {"country": "FR"})), "fig-map") == "Germany and France have the most practices"


def test_map_says_how_few_countries_hold_half(draw):
    others = [(1, {"country": code}) for code in ("FR", "ES", "IT", "SE", "FI")]
    assert (
        title(draw((5, {}), *others), "fig-map")
        == "Germany alone has at least half of the practices that have a country"
    )
    assert (
        title(draw((3, {}), (2, {"country": "NL"}), *others), "fig-map")
        == "Two countries have at least half of the practices that have a country"
    )


def test_countries_outside_the_grid_and_records_without_one_are_in_the_foot(draw):
    pile = draw(
        GERMAN, (2, {"country": "TR"}), (1, {"country": "OTHER"}), (4, {"country": "", "range": "eu_international"})
    )
    foot = " ".join(" ".join(texts(pile.figures["fig-map"])).split())
    assert "Not on the map: Türkiye 2, Other 1, no country 4." in foot
    assert "Germany 6" in pile.cards["fig-map"].alt
    assert "Iceland" in pile.cards["fig-map"].alt


def test_a_map_of_no_named_country(draw):
    assert title(draw((3, {"country": "OTHER"})), "fig-map") == "No practice has a country of its own"


def test_country_ranges_name_the_exceptions(draw):
    assert (
        title(draw(GERMAN, FRENCH), "fig-country-range")
        == "Except in France, regional or municipal practices outnumber national ones"
    )
    assert (
        title(draw(GERMAN), "fig-country-range")
        == "In Germany, regional or municipal practices outnumber national ones"
    )
    assert (
        title(draw(FRENCH), "fig-country-range") == "No country has more regional or municipal than national practices"
    )
    assert "Germany 6 and 0; France 0 and 3." in draw(GERMAN, FRENCH).cards["fig-country-range"].alt


def test_ends_follow_the_data(draw):
    assert title(draw(GERMAN, FRENCH), "fig-ends") == "Two thirds of the practices are continuing"
    assert title(draw((6, FRENCH[1])), "fig-ends") == "No practices are continuing"


def test_early_ends_are_put_together_where_there_are_many(draw):
    ended = [(1, {"status": "ended", "end_year": str(year)}) for year in range(2000, 2026)]
    pile = draw(*ended, (2, {"status": "ended", "end_before": "2010"}), (3, {}))
    alt = pile.cards["fig-ends"].alt
    assert "before 2016 18 (" in alt and "2016 1 (" in alt and "2015 1" not in alt
    labels = set(texts(pile.figures["fig-ends"])) & {"Before 2016", "2015", "2016", "2025", "Continuing"}
    assert labels == {"2016", "2025", "Before 2016", "Continuing"}


def test_aims_and_funding_name_the_first(draw):
    pile = draw((4, {"aims": "health;other"}), (2, {"funding_sources": "eu"}), (1, {"aims": ""}))
    assert title(pile, "fig-aims") == "Health is the aim named most"
    assert title(pile, "fig-funding") == "Local funding is the source named most"
    assert "health 4 (66.7 per cent)" in pile.cards["fig-aims"].alt
    assert "the 6 of 7 regional or municipal practices that report aims" in " ".join(
        " ".join(texts(pile.figures["fig-aims"])).split()
    )


def test_tied_aims_are_named_together(draw):
    pile = draw((3, {"aims": "health;training"}), (3, {"aims": "training;health"}))
    assert title(pile, "fig-aims") == "Health and training are the aims named most"


def test_without_data_there_is_no_figure(draw):
    assert set(draw().figures.values()) == {None}


@pytest.mark.parametrize("many", [1, 40])
def test_every_text_stays_inside_and_off_the_others_in_both_widths(draw, many):
    kinds = [
        {"country": code, "aims": "health;training;legal_political", "range": reach, "start_year": str(2000 + n)}
        for n, (code, reach) in enumerate(product(("DE", "GB", "CZ", "TR"), ("regional_municipal", "national")))
    ]
    pile = draw(*((many * 300 if not n else many, kind) for n, kind in enumerate(kinds)))
    assert None not in pile.figures.values()
    for name, figure in pile.both().items():
        assert faults(figure) == [], name


def test_svg_is_the_same_twice(practice_rows, codebook, wave, tmp_path):
    rows = practice_rows(practices_of(GERMAN, FRENCH))
    for name, one, two in svg_twice(lambda pile: draw_practices(pile, rows, codebook, wave), tmp_path):
        assert one == two, name
