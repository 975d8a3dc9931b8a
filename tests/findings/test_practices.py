"""What the practice database shows, and how it is said: ties, small bases, countries off the map, years put together."""

from __future__ import annotations

import re

import pytest

from analysis.findings import practices
from analysis.findings.results import Results
from analysis.store import write_table
from analysis.wave import Assumption

FRENCH = (3, {"country": "FR", "range": "national", "status": "ended", "end_year": "2024"})
WIDE = {"range": "eu_international", "country": ""}


@pytest.mark.parametrize(
    ("groups", "title"),
    [
        (((6, {}), FRENCH), "Two thirds of the practices are regional or municipal"),
        (((6, {}), (4, {"range": "national"})), "60.0% of the practices are regional or municipal"),
        (((6, WIDE),), "All practices are EU-wide or international"),
        (((2, {}), (1, {"range": "national"})), "Two of three practices are regional or municipal"),
        (((3, {}), (2, {"range": "national"}), (2, WIDE)), "The largest group of practices is regional or municipal"),
        (((2, {}), (2, {"range": "national"}), (1, WIDE)), "National and regional or municipal practices share the lead"),
    ],
)
def test_the_title_says_what_most_are_and_a_tie_is_a_tie(practices_of, tell, groups, title):
    assert tell("practices", "range", practices_of(*groups)).title == title


def test_all_that_share_the_lead_stand_out(practices_of):
    [(_, marks)] = practices.range(practices_of((2, {}), (2, {"range": "national"}), (1, WIDE)))["chart"].groups
    assert [(m.of.option, m.strong) for m in marks] == [("national", True), ("regional_municipal", True), ("eu_international", False)]


def test_records_without_a_range_are_not_in_its_base(practices_of, tell):
    told = tell("practices", "range", practices_of((6, {}), (2, {"range": "national"}), (2, {"range": ""})))
    assert told.text.startswith("The database holds 10 practices. 6 of the 8 that report their range (75.0%) are regional or municipal.")
    assert "Base: the 8 of 10 practices that report their range." in told.texts["source"]
    assert tell("practices", "range", practices_of((6, {}))).texts["source"].startswith("Base: 6 practices.")


def test_small_bases_show_counts_and_no_percentages(practices_of, tell):
    few = practices_of((2, {}), (1, FRENCH[1]))
    told = [tell("practices", name, few) for name in ("range", "map", "country_range", "countries", "ends", "aims", "funding")]
    assert "2 of them are regional or municipal." in told[0].text
    assert "Together that is 3 of all 3 practices." in told[1].text
    assert told[5].text.startswith("2 of 2 regional or municipal practices name “education” as an aim. A practice may name several")
    for exhibit in told:
        figure = exhibit.title + exhibit.alt + exhibit.texts["source"] if exhibit.figure_id else ""
        assert "%" not in exhibit.text + figure and "nan" not in (exhibit.text + figure).lower()
        assert set(exhibit.table["percent"]) == {""} if exhibit.table_id else True


@pytest.mark.parametrize(
    ("groups", "title"),
    [
        (((6, {}), FRENCH), "Germany has the most practices"),
        (((3, {}), (3, {"country": "FR"})), "Germany and France have the most practices"),
        (tuple((2, {"country": c}) for c in ("DE", "ES", "FR", "IT")), "Four countries have equally many practices"),
        (((5, {}), *((1, {"country": c}) for c in ("FR", "ES", "IT", "SE", "FI"))), "Germany alone has at least half of the practices that have a country"),
        (((3, {}), (2, {"country": "NL"}), *((1, {"country": c}) for c in ("FR", "ES", "IT", "SE", "FI"))), "Two countries have at least half of the practices that have a country"),
        (((3, {"country": "OTHER"}),), "No practice has a country of its own"),
    ],
)  # fmt: skip
def test_the_map_names_the_leaders_or_says_how_few_hold_half(practices_of, tell, groups, title):
    assert tell("practices", "map", practices_of(*groups)).title == title


def test_countries_off_the_map_and_records_without_one_are_told(practices_of, tell):
    told = tell("practices", "map", practices_of((6, {}), (2, {"country": "TR"}), (1, {"country": "OTHER"}), (4, WIDE)))
    assert "Not on the map: Türkiye 2, Other 1, no country 4." in told.texts["source"]
    assert "Practices: Germany 6, Türkiye 2, Other 1. None in Iceland," in told.alt
    assert told.text.endswith("2 of the 3 rows hold fewer than 5 practices.")


def test_the_first_countries_leave_none_out_that_has_as_many(practices_of, tell):
    groups = [(6, {}), (4, {"country": "FR"}), (2, {"country": "ES"}), (2, {"country": "IT"})]
    assert tell("practices", "map", practices_of(*groups)).text.startswith("The largest numbers of records come from Germany (6) and France (4). Together that is 71.4% of all 14 practices.")
    one = tell("practices", "map", practices_of((9, {}), *((1, {"country": c}) for c in ("FR", "ES", "IT"))))
    assert one.text.startswith("The largest number of records comes from Germany (9). That is 75.0% of all 12 practices.")
    none = practices_of(*((2, {"country": c}) for c in ("DE", "FR", "ES", "IT")))
    assert tell("practices", "map", none).text.startswith("How many a country has")


@pytest.mark.parametrize(
    ("groups", "title"),
    [
        (((6, {}), FRENCH), "Except in France, regional or municipal practices outnumber national ones"),
        (((6, {}),), "In Germany, regional or municipal practices outnumber national ones"),
        (((6, {}), (1, {"country": "ES"})), "In every country, regional or municipal practices outnumber national ones"),
        ((FRENCH,), "No country has more regional or municipal than national practices"),
        (((6, {}), *((1, {"country": c, "range": "national"}) for c in ("FR", "ES", "IT", "SE"))), "In one of five countries, regional or municipal practices outnumber national ones"),
    ],
)  # fmt: skip
def test_ranges_by_country_name_the_exceptions(practices_of, tell, groups, title):
    assert tell("practices", "country_range", practices_of(*groups)).title == title


def test_ranges_by_country_are_ordered_by_size_with_other_countries_last(practices_of, tell):
    told = tell("practices", "country_range", practices_of((3, {}), (5, {"country": "OTHER"}), (4, {"country": "FR"}), (2, WIDE)))
    assert told.alt.endswith("France 4 and 0; Germany 3 and 0; Other 5 and 0.")
    assert told.texts["source"].startswith("Base: 12 practices with a country that are regional, municipal or national.")


def test_every_country_has_a_row_and_what_has_none_stands_below(practices_of, tell):
    table = tell("practices", "countries", practices_of((6, {"country": "MT"}), (2, {"country": "PT", "range": "national"}), (2, WIDE))).table
    assert table.to_numpy().tolist() == [
        ["Malta", "6", "0", "6", "60.0"], ["Portugal", "0", "2", "2", "20.0"], ["EU-wide or international", "", "", "2", "20.0"],
    ]  # fmt: skip


def test_an_end_that_is_not_reported_is_not_counted_as_continuing(practices_of, tell):
    ended = {"status": "ended", "end_year": "2011"}
    told = tell("practices", "ends", practices_of((6, {}), (2, ended), (2, {"status": "ended", "end_before": "2010"}), (5, {"status": "not_reported"})))
    assert told.title == "60.0% of the practices are continuing"
    assert told.text == (
        "6 of 10 practices (60.0%) were continuing. Only words such as *on-going* make a practice continuing; an empty end date means that "
        "nobody said. For 5 no end is reported; they are not counted as continuing. "
        "20.0% of the practices had ended before 2010."
    )
    assert list(told.table["end"]) == ["Continuing", "2011", "Before 2010"]
    assert told.alt.endswith("before 2010 2 (20.0 per cent); 2011 2 (20.0 per cent); continuing 6 (60.0 per cent).")
    assert tell("practices", "ends", practices_of((6, ended))).title == "No practices are continuing"


def test_early_ends_are_put_together_where_there_are_many(practices_of, tell):
    years = [(1, {"status": "ended", "end_year": str(year)}) for year in range(2000, 2026)]
    told = tell("practices", "ends", practices_of(*years, (2, {"status": "ended", "end_before": "2010"}), (1, {"status": "ended", "end_before": "2020"}), (3, {})))
    assert "its end: before" not in told.alt and "by their end: before 2016 18 (" in told.alt
    assert "2019 1 (3.1 per cent); before 2020, no year 1 (3.1 per cent); 2020 1" in told.alt and "2015" not in told.alt
    assert len(told.table) == 29, "the table puts none together"


def test_the_most_frequent_aim_leads_and_mentions_are_not_records(practices_of, tell):
    groups = (6, {"aims": "health;training"}), (4, {"aims": "training"}), (2, {"aims": ""}), (5, {"range": "national"})
    told = tell("practices", "aims", practices_of(*groups))
    assert told.title == "The aim named most is “training”"
    assert told.text == (
        "100.0% of the regional or municipal practices name “training” as an aim (10 of 10). A practice may name several: the 10 records hold "
        "16 mentions, so at most 6 of them can name more than one. 2 of the 12 records stand outside this base."
    )
    assert "Base: the 10 of 12 regional or municipal practices that report aims. " in told.texts["source"]
    assert told.table.to_numpy().tolist()[1] == ["Health", "6", "60.0"]


def test_tied_answers_are_named_together_or_counted(practices_of, tell):
    two = tell("practices", "aims", practices_of((6, {"aims": "health;training"})))
    assert two.title == "The aims named most are “health” and “training”" and "name each of “health” and “training” as an aim (6 of 6)" in two.text
    four = tell("practices", "funding", practices_of((6, {"funding_sources": "eu;local;national;regional"})))
    assert four.title == "Four sources of funding are named equally often" and "name each of four sources of funding (6 of 6)" in four.text


def test_another_answer_that_leads_is_told_and_leads_itself_only_where_there_is_nothing_else(practices_of, tell):
    told = tell("practices", "aims", practices_of((6, {"aims": "other"}), (2, {"aims": "health"})))
    assert told.title == "The aim named most is “health”, after “other”" and "Only “other” has a higher share, 75.0%." in told.text
    assert tell("practices", "aims", practices_of((6, {"aims": "other"}))).title == "The aim named most is “other”"


@pytest.mark.parametrize(("source", "name"), [("eu", "EU"), ("local", "local")])
def test_who_pays_most_is_named(practices_of, tell, source, name):
    told = tell("practices", "funding", practices_of((8, {"funding_sources": source})))
    assert told.title == f"The source of funding named most is “{name}”"
    assert told.text.startswith(f"100.0% of the regional or municipal practices name “{name}” as a source of funding (8 of 8).")
    assert told.text.endswith("so none of them names more than one.")


def test_where_nobody_counted_who_reports_the_printed_base_is_taken(practices_of, tell):
    """2012 prints 490 practices with an aim, and 492 that are regional or municipal."""
    results = practices_of((6, {}), (1, {"aims": ""}))
    printed = results.table("processed/estimates.csv")
    write_table(printed[printed["key"].ne("practices.aim.any.share")], results.wave.staged("estimates.csv"))
    told = tell("practices", "aims", Results(results.wave, results.codebook))
    assert told.texts["source"].startswith("Base: 6 regional or municipal practices. ")
    assert told.text.endswith("1 of the 7 records stands outside this base.")


def test_one_record_is_one(practices_of, tell):
    one = practices_of((1, {}))
    told = {name: tell("practices", name, one) for name in ("about", "range", "map", "country_range", "ends", "aims", "funding")}
    assert told["range"].title == "The only practice is regional or municipal" and told["ends"].title == "The only practice is continuing"
    assert told["map"].title == "All practices that have a country are of Germany" and "of all" not in told["map"].text
    assert "holds 1 record." in told["about"].text and "holds 1 practice. 1 of them is" in told["range"].text
    assert told["aims"].text == "1 of 1 regional or municipal practice names “education” as an aim."
    figures = [e for e in told.values() if e.figure_id]
    said = " ".join(e.alt + e.title + e.text + e.texts["source"] for e in figures) + told["about"].text
    assert not re.search(r"\b1 (practices|records|mentions|answers|countries)\b", said)


def test_every_count_of_all_records_is_the_same(practices_of, tell):
    """Two tell no range, one no country: the database holds nine."""
    nine = practices_of((6, {}), (2, {"range": ""}), (1, WIDE))
    assert "holds 9 records" in tell("practices", "about", nine).text and "holds 9 practices" in tell("practices", "range", nine).text
    assert "[9]{.stat-value} [good practices" in tell("index", "headline", nine).text


def test_no_record_stands_in_two_rows_of_the_countries(practices_of, tell):
    wide, loose = {"range": "eu_international"}, {"country": "", "range": "national"}
    both = practices_of((6, {}), (2, wide), (1, WIDE), (1, loose))
    table = tell("practices", "countries", both).table
    assert table.to_numpy().tolist() == [["Germany", "6", "0", "2", "8", "80.0"], ["No country given", "", "", "", "2", "20.0"]]
    assert table["total"].astype(int).sum() == 10


def test_a_complete_list_has_no_interval(practices_of, tell):
    told = tell("practices", "aims", practices_of((8, {}), sampling="sample"))
    assert "interval" not in told.texts["source"] + told.text and not {"ci_low", "ci_high"} & {*told.facts["data"]}
    assert all(mark.low is None for _, marks in told.facts["chart"].groups for mark in marks)


@pytest.mark.parametrize(("name", "said"), [("Good Practice Base", "The records come from the Good Practice Base."), ("", "The database holds")])
def test_the_database_has_the_name_that_the_wave_gives_it(practices_of, tell, name, said):
    assert tell("practices", "about", practices_of((6, {}), practice_database=name)).text.startswith(said)


def test_of_rebuilt_records_an_inferred_base_and_an_upper_limit_are_called_so(practices_of, tell):
    one = Assumption("outside", "The two records outside are others.", "others", affects=("practices.aim.*",))
    rebuilt = practices_of((8, {}), evidence="round_trip", assumptions=(one,))
    aims, ends = tell("practices", "aims", rebuilt), tell("practices", "ends", rebuilt)
    assert "The base is inferred" in aims.texts["source"] and aims.text.endswith("The two records outside are others.")
    assert ends.title == "All practices are counted as continuing" and "the share is an upper limit" in ends.text


def test_without_records_nothing_is_said(practices_of, tell):
    names = ("range", "map", "country_range", "countries", "ends", "aims", "funding")
    assert [tell("practices", name, practices_of()) for name in names] == [None] * len(names)
