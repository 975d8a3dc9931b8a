"""What is told of each country: only what may be told, and what is missing is named."""

from __future__ import annotations

import pytest

from analysis.findings.countries import countries_overview, country_page
from analysis.findings.results import Results
from analysis.store import write_text
from analysis.tell.chapter import Chapter
from analysis.tell.exhibit import Exhibit

HEAD = "document,section,passage\n"
DOCUMENTS = {
    "voting": f"id,right,countries,number,says,{HEAD}v1,vote_local,FR;MT,2,May vote.,study,2.5,there\n",
    "courses": f"id,country,place,course,duty,terms,{HEAD}c1,FR,Lyon,A course,voluntary,For newcomers.,study,2.5,there\n",
    "models": f"id,country,in_table,in_text,approach,{HEAD}m1,FR,assimilation,changing,It changes.,study,2.2,there\n",
    "links": f"link,network,kind,body,other,countries,detail,{HEAD}l1,n1,run_by,City of Lyon,,FR,since the start,study,2.7,there\n",
}


def pages(results: Results) -> dict[str, str]:
    """The text of each page by country."""
    words = Chapter("countries", results, "16-tell-themes").words
    return {facts["part"]: Exhibit("country_page", words, {"wave": results.wave, **facts}).text for facts in country_page(results)}


def documented(results: Results) -> Results:
    for name, text in DOCUMENTS.items():
        write_text(text, results.wave.documents / f"{name}.csv")
    return Results(results.wave, results.codebook)


def test_a_page_tells_what_the_sources_have_of_a_country(cases_of):
    told = pages(cases_of({"summary_objectives": "To sing.", "start_year": "2009", "end_year": ""}, {"country": "DE"}, evidence="simulated"))
    assert list(told) == ["FR", "DE"], "in the order of their names"
    assert told["FR"].startswith("::: {.lede}\n\nThis report holds on France: no answer to the survey that can be told, no practice record and 1 case study.")
    assert "- [A project](/report/case-sheets.qmd#sec-case-1) (2009–?), [Cultural]{.dim .dim-cultural}. To sing." in told["FR"]
    assert "Answers to the survey" not in told["FR"] and "Practices on record" not in told["FR"], "sources that the wave lacks"


def test_what_documents_say_of_a_country_stands_with_its_place(cases_of):
    told = pages(documented(cases_of({}, {"country": "DE"})))
    assert "- **Vote in local elections.** May vote. (Study, 2.5)" in told["FR"]
    assert "- **A course** (Lyon). Duty: voluntary. For newcomers. (Study, 2.5)" in told["FR"]
    assert "- Named in the table under: assimilation. Described in the text as: assimilation, being modified. It changes. (Study, 2.2)" in told["FR"]
    assert "- **n1.** Run, steered or coordinated by: City of Lyon, since the start. (Study, 2.7)" in told["FR"]
    assert "No document names" not in told["FR"] and told["DE"].count("No document names") == 4


def test_answers_are_told_by_themselves_where_they_may_be(survey_of):
    results = survey_of({"GR": 20, "ES": 30, "MT": 2}, staff_training="yes", disclosed=True)
    results.countries_told = frozenset({"ES", "GR", "MT"})
    told = pages(results)
    assert "30 of 52 analysable answers (57.7%) come from authorities of this country." in told["ES"]
    assert "MT" not in told, "nothing may be told of two answers"


@pytest.mark.parametrize(
    ("evidence", "said"),
    [("observed", "There is no number of answers from this country that may be told by itself."), ("round_trip", "No authority of this country gave an answer that could be analysed.")],
)
def test_no_answer_is_said_to_be_none_only_where_all_are_told(survey_of, evidence, said):
    results = survey_of({"GR": 20}, staff_training="yes", evidence=evidence)
    write_text(DOCUMENTS["voting"], results.wave.documents / "voting.csv")
    write_text(DOCUMENTS["courses"], results.wave.documents / "courses.csv")
    assert said in pages(Results(results.wave, results.codebook))["FR"]


def test_all_countries_stand_in_one_table_with_what_there_is(cases_of, tell):
    told = tell("countries", "countries_overview", documented(cases_of({}, {"country": "DE"}, {"country": "DE"})))
    assert told.table.to_numpy().tolist() == [["France", "1", "Yes", "Yes", "Yes", "1"], ["Germany", "2", "", "", "", ""], ["Malta", "", "Yes", "", "", ""]]
    assert told.text.startswith("This report names 3 countries. For 2 of them there is more than a line to say: each has a page of its own, to which its name leads.")
    assert [getattr(cell, "page", "") for cell in told.table["country"]] == ["/countries/FR.qmd", "/countries/DE.qmd", ""]


def test_where_no_country_is_known_nothing_is_told(survey_of):
    results = survey_of({})
    assert countries_overview(results) is None and country_page(results) == []
