"""What documents say of the partnership, and which means would serve which function."""

from __future__ import annotations

import pytest

from analysis.findings import partnership
from analysis.findings.results import Results
from analysis.store import read_table, write_table, write_text

HEAD = "fact,topic,name,text,serves,reading,errata,document,section,passage\n"
MEANS = "m1,means,Meeting,Once a year,talk;learn,,,study,4.3,p\nm2,means,Website,Always there,learn,,,study,4.3,p\n"


@pytest.fixture
def documents_of(survey_of):
    """The results of a wave of eight answers with this table on the partnership."""

    def make(rows: str) -> Results:
        results = survey_of({"DE": 6, "GR": 2}, cbp_involved={"DE": "yes", "GR": "no"})
        write_text(HEAD + rows, results.wave.documents / "partnership.csv")
        return results

    return make


def test_each_fact_stands_with_its_place_and_what_is_our_reading_is_marked(documents_of, tell):
    results = documents_of("o1,open,Office,No secretariat is named.,,ours,E3,study,4.3,p\no2,open,Money,They still have to settle it.,,,,study,4.1,p\n")
    exhibit = tell("partnership", "partnership_open", results)
    first, second = exhibit.text.split("\n\n")
    assert first.startswith("Office\n: No secretariat is named. [(Study, 4.3)]{.nowrap} [[coded]")
    assert second == "Money\n: They still have to settle it. [(Study, 4.1)]{.nowrap}"
    assert exhibit.errata == ["E3"]


def test_topics_told_together_stand_in_their_order(documents_of, tell):
    results = documents_of("r,rationale,Why,A gap.,,,,study,4.1,p\nb,background,First,An agenda.,,,,study,4.1,p\n")
    text = tell("partnership", "partnership_reasons", results).text
    assert text.index("First") < text.index("Why")


def test_what_is_said_of_the_answers_stands_beside_them(documents_of, tell):
    text = tell("partnership", "partnership_aware", documents_of("a,aware,Principles,Many do not build on them.,,,,study,4.2,p\n")).text
    assert text.startswith("Many do not build on them. [(Study, 4.2)]{.nowrap} [[observed]")
    assert "In the answers 25.0% (2 of 8) say no to “works on integration along the Common Basic Principles of 2004”." in text


def test_a_wave_that_did_not_ask_tells_what_is_said_alone(documents_of, tell):
    results = documents_of("a,aware,Principles,Many do not build on them.,,,,study,4.2,p\n")
    write_table(read_table(results.wave.staged("estimates.csv")).query("item != 'cbp_involved'"), results.wave.staged("estimates.csv"))
    text = tell("partnership", "partnership_aware", Results(results.wave, results.codebook.of_wave(2026, ("cbp_involved",)))).text
    assert text.startswith("Many do not build on them.") and text.endswith("They were not asked about it in this wave.")


def test_the_title_names_what_serves_most_functions(documents_of, tell):
    rows = MEANS.replace("talk", "dialogue").replace("learn", "exchange")
    assert tell("partnership", "partnership_means", documents_of(rows)).title == "Meeting would serve all two functions"
    tied = rows.replace("Always there,exchange", "Always there,advocacy").replace("dialogue;", "")
    exhibit = tell("partnership", "partnership_means", documents_of(tied))
    assert exhibit.title == "Meeting and website would serve one of two functions"
    assert exhibit.table["serves"].tolist() == ["Exchange of good practice", "A voice"]


def test_what_2012_says_serves_functions_that_it_names(wave_2012, codebook):
    results = Results(wave_2012, codebook)
    rows = results.documents("partnership")
    functions = {row["fact"]: row["name"] for row in rows if row["topic"] == "function"}
    assert functions == results.column("partnership", "serves").options
    assert {row["topic"] for row in rows} == set(results.column("partnership", "topic").options)


def test_a_wave_without_documents_has_nothing_to_say(make_wave, codebook):
    results = Results(make_wave({"survey.csv": ""}), codebook)
    assert [partnership.partnership_open(results), partnership.partnership_means(results)] == [None, None]
