"""What is told of each country: only what may be told, and what is missing is named."""

from __future__ import annotations

import pytest

from analysis.findings.countries import countries_overview, country_page
from analysis.findings.results import Named, Results
from analysis.store import write_text
from analysis.tell.chapter import Chapter
from analysis.tell.exhibit import Exhibit

DOCUMENTS = {
    "voting": {"right": "vote_local", "countries": "FR;MT", "number": "2", "says": "May vote."},
    "courses": {"country": "FR", "place": "Lyon", "course": "A course", "duty": "voluntary", "terms": "For newcomers."},
    "models": {"country": "FR", "in_table": "assimilation", "in_text": "changing", "approach": "It changes."},
    "links": {"network": "n1", "kind": "run_by", "body": "City of Lyon", "countries": "FR", "detail": "since the start"},
    "examples": {"item": "comments", "country": "FR", "authority": "Lyon", "placed": "said", "text": "Many want to vote"},
}


def pages(results: Results) -> dict[str, str]:
    """The text of each page by country."""
    words = Chapter("countries", results, "16-tell-themes").words
    return {facts["part"]: Exhibit("country_page", words, {"wave": results.wave, **facts}).text for facts in country_page(results)}


def documented(results: Results, document, *tables: str) -> Results:
    """The results with some of the documents, else with all."""
    for name in tables or DOCUMENTS:
        document(results.wave, name, DOCUMENTS[name])
    return Results(results.wave, results.codebook)


def test_a_page_tells_what_the_sources_have_of_a_country(cases_of):
    told = pages(cases_of({"summary_objectives": "To sing.", "start_year": "2009", "end_year": ""}, {"country": "DE"}, evidence="simulated"))
    assert list(told) == ["FR", "DE"], "in the order of their names"
    assert told["FR"].startswith("::: {.lede}\n\nOn France this report has 1 case study.\n\n:::")
    assert "- [A project](/report/case-sheets.qmd#sec-case-1) (2009–?), [Cultural]{.dim .dim-cultural}. To sing." in told["FR"]
    assert "Answers to the survey" not in told["FR"] and "Practices on record" not in told["FR"], "sources that the wave lacks"


def test_what_documents_say_of_a_country_stands_with_its_place(cases_of, document):
    told = pages(documented(cases_of({}, {"country": "DE"}), document))
    assert "- **Lyon.** Many want to vote. (Study, 2.5)" in told["FR"]
    assert "- **Vote in local elections.** May vote. (Study, 2.5)" in told["FR"]
    assert "- **A course** (Lyon). Duty: voluntary. For newcomers. (Study, 2.5)" in told["FR"]
    assert "- Named in the table under: assimilation. Described in the text as: assimilation, being modified. It changes. (Study, 2.5)" in told["FR"]
    assert "- **n1.** Run, steered or coordinated by: City of Lyon (since the start). (Study, 2.5)" in told["FR"]
    assert "No document names" not in told["FR"] and told["DE"].count("No document names") == 3


def test_a_right_that_is_counted_without_countries_is_said_to_be_told_of_none(cases_of, document):
    results = cases_of({}, {"country": "DE"})
    document(results.wave, "voting", {"right": "vote_local", "number": "19", "says": "May vote."})
    told = pages(Results(results.wave, results.codebook))["FR"]
    assert "- How many countries let third-country nationals vote in local elections is told, but not which." in told


def test_answers_are_told_by_themselves_where_they_may_be(survey_of):
    results = survey_of({"GR": 20, "ES": 30, "MT": 2}, staff_training="yes", disclosed=True)
    results.countries_told = frozenset({"ES", "GR", "MT"})
    told = pages(results)
    assert "30 of 52 analysable answers (57.7%) come from authorities of this country." in told["ES"]
    assert told["ES"].startswith("::: {.lede}\n\nOn Spain this report has 30 answers to the survey.\n\n:::")
    assert "MT" not in told, "nothing may be told of two answers"


@pytest.mark.parametrize(
    ("evidence", "said"),
    [("observed", "There is no number of answers from this country that may be told by itself."), ("round_trip", "No authority of this country gave an answer that could be analysed.")],
)
def test_no_answer_is_said_to_be_none_only_where_all_are_told(survey_of, document, evidence, said):
    results = documented(survey_of({"GR": 20}, staff_training="yes", evidence=evidence), document, "voting", "courses")
    assert said in pages(results)["FR"]


def test_all_countries_stand_in_one_table_with_what_there_is(cases_of, document, tell):
    told = tell("countries", "countries_overview", documented(cases_of({}, {"country": "DE"}, {"country": "DE"}), document))
    assert told.table.to_numpy().tolist() == [["France", "1", "political rights, courses, model, examples, networks"], ["Germany", "2", "nothing"], ["Malta", "0", "political rights"]]
    assert told.text.startswith("This report names 3 countries. For 2 of them there is more than a line to say: each has a page of its own, to which its name leads.")
    assert [getattr(cell, "page", "") for cell in told.table["country"]] == ["/countries/FR.qmd", "/countries/DE.qmd", ""]


@pytest.mark.parametrize(("evidence", "answers"), [("observed", "Not shown"), ("round_trip", "0")])
def test_answers_that_may_be_withheld_are_not_said_to_be_none(survey_of, document, tell, evidence, answers):
    told = tell("countries", "countries_overview", documented(survey_of({"GR": 9}, evidence=evidence), document, "voting"))
    assert told.table.set_index("country")["survey"].to_dict() == {"France": answers, "Greece": "9", "Malta": answers}


def test_networks_lead_to_their_place(cases_of, document):
    results = documented(cases_of({}, {"country": "DE"}), document)
    results.network_names = {"n1": Named("CITIES", "/report/networks.qmd#sec-network-n1")}
    assert "- **[CITIES](/report/networks.qmd#sec-network-n1).** Run" in pages(results)["FR"]


def test_errata_on_what_documents_say_of_a_country_stand_on_its_page(cases_of, document):
    results = documented(cases_of({}, {"country": "DE"}), document, "voting")
    write_text("id,severity,verdict,affects\nE1,minor,So,documents:voting:row1\n", results.wave.stage / "evaluation/errata.csv")
    told = pages(Results(results.wave, results.codebook))
    assert "*Erratum on what documents say of this country:* [E1](/report/errata.qmd#sec-errata-minor)." in told["FR"]
    assert "Erratum" not in told["DE"]


def test_too_few_answers_are_told_as_such_where_they_are_published_nowhere_else(survey_of):
    results = survey_of({"GR": 9, "ES": 8})
    results.countries_told = frozenset({"GR"})
    told = pages(results)["GR"]
    assert "Too few answered from here for their answers to be told by themselves; all answers together stand in" in told


def test_where_no_country_is_known_nothing_is_told(survey_of):
    results = survey_of({})
    assert countries_overview(results) is None and country_page(results) == []
