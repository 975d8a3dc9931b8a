"""What the numbers rest on: sources, evidence, keying, cleaning, assumptions, and how they are told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.findings.results import Results
from analysis.store import write_text
from analysis.wave import Assumption, Source

LOG = "source,record,column,raw,clean,rule\nsurvey,R1,country,Hellas,GR,country_name\npractices,P1,title, a,a,white_space\nsurvey,R2,country,Malta,MT,country_name;white_space\npractices,P2,x,1,2,new_rule\n"  # fmt: skip
KEYING = """\
table,column,cells,differing,kept_first,kept_second,kept_neither,agreed_otherwise
table_3_1,n,20,1,1,0,0,0
table_3_2,n,10,0,0,0,0,0
figures,value,1500,2,0,1,1,0
"""
SOURCES = {
    "survey": Source(file=("answers.csv",), format="csv"),
    "case_studies": Source(file=("c.xlsx",), format="xlsx"),
    "practices": Source(file=("p.csv",), format="csv"),
}


@pytest.fixture
def told(survey_of, tell):
    """`told("sources", title="A test")`: an exhibit of a wave with these fields; `stage` are files that its run left."""

    def make(name, stage=(), raw=(), survey=None, cbp_involved="", **fields):
        r = survey_of(survey or {"MT": 6}, raw=raw, evidence=fields.get("evidence", "observed"), cbp_involved=cbp_involved)
        r = Results(replace(r.wave, **fields), r.codebook)
        for file, text in dict(stage).items():
            write_text(text, r.wave.stage / file)
        return tell("method", name, r)

    return make


def rows(exhibit) -> list[list[str]]:
    return exhibit.table.to_numpy().tolist()


def test_sources_are_listed_with_what_they_are(told):
    nothing = {"collected_by": "", "acknowledgement": "", "practice_database": ""}
    sources = told("sources", sources=SOURCES, title="A * test", licence="CC BY", **nothing)
    assert sources.text == "This is wave 2026: A \\* test. CC BY"
    assert "It follows wave 2012." in told("sources", sources=SOURCES, baseline="2012").text
    assert rows(sources) == [
        ["Survey of local and regional authorities", "answers.csv", "observed"], ["Case studies", "c.xlsx", "observed, and coded from the fact sheets"],
        ["Database of good practices", "p.csv", "observed"],
    ]  # fmt: skip


def test_a_wave_says_where_its_data_come_from(told):
    sources = told("sources", sources=SOURCES, evidence="round_trip", practice_database="EWSI", collected_by="CSES", fieldwork="in 2012")
    assert "Collected by CSES; in 2012." in sources.text
    assert [row[2] for row in rows(sources)][::2] == ["rebuilt from printed tables"] * 2
    assert rows(sources)[2][0] == "Database of good practices (EWSI)"
    assert [row[2] for row in rows(told("sources", sources=SOURCES, evidence="simulated"))] == ["simulated"] * 3


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "those who answered chose themselves"),
        ({"sampling": "sample"}, "Shares of the survey have 95% Wilson score intervals"),
        ({"sampling": "census"}, "All authorities were asked and none was drawn"),
        ({"sources": {"practices": SOURCES["practices"]}}, "What is known of the records of the database is shown whole, so it has no interval."),
    ],
)
def test_what_is_said_of_intervals_follows_the_sampling(told, fields, said):
    text = told("estimates", **fields).text
    assert said in text and "bounds" not in text and ("as if drawn at random" in text) == (said.startswith(("those", "All")))


def test_bounds_and_rebuilding_are_told_of_rebuilt_waves_only(told):
    rebuilt = told("estimates", evidence="round_trip", sources=SOURCES, survey={"GR": 8, "ES": 6}, cbp_involved="yes")
    assert "These limits are shown as bounds." in rebuilt.text
    assert told("extracts_rebuilt", evidence="round_trip", sources=SOURCES).text.startswith("The answers and records behind the printed tables")
    assert told("extracts_rebuilt", sources=SOURCES) is None


def test_who_read_the_case_studies_is_left_to_the_wave(told):
    coding = "case_no,coder_a,coder_b\n1,yes,{}\n"
    twice, once = (told("coding", stage={"processed/coding.csv": coding.format(second)}).text for second in ("no", ""))
    assert twice.startswith("The fact sheets were read twice") and once == "The fact sheets were read under written rules."
    assert told("coding") is None


def test_the_limits_are_those_of_the_sources_of_the_wave(told):
    assert told("limits", sources={"survey": SOURCES["survey"]}).text == (
        "- The survey was answered by those who were reached and wished to, so nothing here holds for all authorities."
    )
    assert "part of a sample" in told("limits", sources=SOURCES, sampling="sample").text
    assert "survey" not in told("limits", sources={"practices": SOURCES["practices"]}).text


def test_every_evidence_class_is_explained_and_counted(told, codebook):
    table = told("evidence").table
    assert list(table["meaning"]) == [entry["meaning"] for entry in codebook.vocabulary["evidence"].values()]
    numbers = dict(zip(table["mark"], table["estimates"], strict=True))
    assert int(numbers["observed"]) > 0 and numbers["simulated"] == "0"


def test_changes_are_counted_by_rule_and_source_the_most_frequent_first(told):
    cleaning = told("cleaning", {"processed/cleaning_log.csv": LOG})
    assert cleaning.text.startswith("4 cells or rows were changed, dropped or merged") and "planted" not in cleaning.text
    assert list(cleaning.columns) == ["what", "survey", "practices"]
    assert rows(cleaning) == [["A country name became its code", "2", "0"], ["new_rule", "0", "1"], ["Stray blanks were removed", "0", "1"]]
    assert len(cleaning.facts["files"]["cleaning_log"]) == 4
    only_survey = told("cleaning", {"processed/cleaning_log.csv": LOG}, evidence="round_trip")
    assert "2 of these 4 changes repair defects that were planted" in only_survey.text, "the practices of this wave are not rebuilt"
    both = told("cleaning", {"processed/cleaning_log.csv": LOG}, evidence="round_trip", sources=SOURCES)
    assert "4 of these 4 changes repair" in both.text
    one = "\n".join(LOG.splitlines()[:2])
    assert told("cleaning", {"processed/cleaning_log.csv": one}).text.startswith("1 cell or row was changed")


def test_printed_tables_that_were_keyed_twice_are_summed_up(told):
    second = "table,record,column,first,second,reason\nfigures,3.1 1,value,1,2,read again\n"
    keying = told("keying", {"evaluation/keying.csv": KEYING}, raw={"published/second_reading.csv": second})
    assert "Of what was keyed by hand, 1,530 cells were read again by readers who had not seen what was keyed; 3 of them differed." in keying.text
    assert "1 stands as first keyed, 1 as read the second time, 1 otherwise" in keying.text
    assert rows(keying) == [["Printed tables", "30", "1", "1", "0", "0", "0"], ["Figures", "1,500", "2", "0", "1", "1", "0"]]
    assert keying.facts["files"]["second_reading"]["reason"].tolist() == ["read again"]
    assert all(said not in keying.text for said in ("both readings agree", "left out", "Of the coding", "errata"))
    stage = {"evaluation/keying.csv": KEYING.replace("2,0,1,1,0", "2,0,1,1,4")}
    settled = told("keying", stage, raw={"published/second_reading.csv": second}).text
    assert "In 4 further cells both readings agree and something else stands, for the reason that is given beside them." in settled


def test_what_was_keyed_and_not_read_again_is_named(make_wave, rows_of, codebook, tell):
    again = KEYING + "networks,name,1,0,0,0,0,0\ncoding,relevance.need,1,0,0,0,0,0\n"
    network = {"network_id": "A", "name": "Cities", "type": "other", "activities": "Meets"}
    r = Results(make_wave({"networks.csv": rows_of("networks", network)}), codebook)
    write_text(again, r.wave.stage / "evaluation/keying.csv")
    write_text("id,severity,affects\nE1,minor,\n", r.wave.stage / "evaluation/errata.csv")
    text = tell("method", "keying", r).text
    named = text.partition("- *Networks:* ")[2].partition(".")[0].split("; ")
    assert "activities" in named and not {"name", "network"} & set(named)
    assert "neither the headings nor what is told of the passages" in text and "The errata were not keyed a second time." in text


def test_of_what_a_wave_does_not_have_nothing_is_said(told):
    assert [told(name, assumptions=()) for name in ("keying", "cleaning", "assumptions")] == [None] * 3


def test_assumptions_are_listed_with_their_alternatives(told):
    made = Assumption(id="a", text="Ratings count from four", value="4", alternatives="5 only")
    assert rows(told("assumptions", assumptions=(made,))) == [["Ratings count from four", "4", "5 only"]]


@pytest.mark.parametrize(("base", "said"), [("analysable", "all analysable answers"), ("answered", "those who rated the item")])
def test_the_rules_of_the_wave_are_told(survey_of, tell, base, said):
    rated = survey_of({"MT": 6}, measure_legal__civic="4")
    rated.wave = replace(rated.wave, rating_base=base, higher_priority_from=3, min_base=7)
    text = tell("method", "rating", rated).text
    assert "from 3 upwards" in text and said in text and text.endswith("below 7 are not shown.")


def test_without_ratings_nothing_is_said_of_them(told):
    assert told("rating").text == "Shares with a base below 5 are not shown."


COUNTED = "source,column,rule,n\nsurvey,country,country_name,12\nsurvey,,other,7\npractices,title,white_space,1\n"


def test_of_real_answers_it_is_told_how_many_changes_there_are_and_that_the_values_stay(told):
    cleaning = told("cleaning", {"processed/cleaning_log.csv": COUNTED})
    assert cleaning.text.startswith("20 cells or rows were changed") and "known to the team alone" in cleaning.text
    assert rows(cleaning)[:2] == [["A country name became its code", "12", "0"], ["Changes that few respondents gave rise to", "7", "0"]]
    assert "with its raw value" in told("cleaning", {"processed/cleaning_log.csv": LOG}).text


def test_it_is_said_what_is_withheld_where_answers_are_real(told):
    text = told("disclosure", min_base=7).text
    assert "only if 7 respondents or more answered what it is about" in text and "withheld." not in text.partition("worked out.")[2]
    assert told("disclosure", evidence="round_trip") is None and told("disclosure", sources={}) is None


RULES = (
    "answer_code", "answer_form", "answer_list", "answer_spelling", "answers_joined", "country_name", "country_of_region", "duplicates_merged",
    "header_row_dropped", "identifier_form", "invisible_characters", "missing_declared", "missing_word", "note_row_dropped", "other_answer",
    "other_text_left_out", "other_words_dropped", "rating_label", "total_row_dropped", "value_declared",
)  # fmt: skip


def test_every_rule_of_the_cleaning_is_told_in_words(told):
    log = "source,column,rule,n\n" + "".join(f"survey,country,{rule},7\n" for rule in RULES)
    said = {row[0] for row in rows(told("cleaning", {"processed/cleaning_log.csv": log}))}
    assert len(said) == len(RULES) and not said & {*RULES}
