"""What the survey shows, and how it is said: one finding behind title, sentence, alternative text and table."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from analysis.estimate.rows import Estimate, frame
from analysis.findings import survey
from analysis.findings.results import Results
from analysis.store import write_table, write_text
from analysis.wave import Assumption, open_wave

JOB = "challenge_migrants__newly_arrived__job"
STATEMENTS = "id,kind,subject,statement,section\nS1,ordering,developed,cultural measures come first,3.1.4\nS2,count,developed,x,3.1\n"
EXAMPLES = (
    "example,item,country,authority,placed,text,document,section,passage\n"
    "a,participation_ideas,,,said,A forum,study,3.1,end\nb,network_member_details,IT,Some town,ours,Meets others,study,3.1,start\n"
)


@pytest.fixture
def rated(codebook):
    """`rated("challenge_migrants", job="5")`: every option of a question is rated, 1 but for those given."""

    def answers(stem, **given):
        return {i.id: given.get(i.levels[-1], given.get("__".join(i.levels), "1")) for i in codebook["responses"].stem(stem)}

    return answers


def test_how_the_respondents_came_about_is_said(survey_of, tell):
    def said(**fields):
        return tell("survey", "asked", survey_of({"MT": 6}, fields=fields)).text

    assert said().startswith("Whoever was reached and wished to could answer.")
    assert said(sampling="sample").startswith("The authorities that were asked are a sample")
    assert said(sampling="census").startswith("All authorities were asked")


def test_a_country_with_more_than_a_third_of_the_answers_is_dominant(survey_of, tell):
    lead = tell("survey", "respondents", survey_of({"GR": 6, "ES": 3}))
    assert lead.title == "Two thirds of the answers come from Greece"
    assert lead.alt == "Bar chart of 2 countries, analysable answers: Greece 6 (66.7 per cent), Spain 3 (33.3 per cent)."
    even = tell("survey", "respondents", survey_of({"GR": 3, "ES": 4, "IT": 3, "PT": 3}))
    assert even.title == "Spain gave the most answers" and not even.facts["dominant"]
    tied = tell("survey", "respondents", survey_of({"GR": 3, "ES": 3, "IT": 3, "PT": 2}))
    assert tied.title == "Spain, Greece and Italy gave the most answers"
    halves = tell("survey", "respondents", survey_of({"GR": 6, "ES": 6}))
    assert halves.title == "Spain and Greece gave the most answers" and not halves.facts["dominant"]
    others = tell("survey", "respondents", survey_of({"OTHER": 3, "ES": 2, "IT": 1, "PT": 1, "FR": 1, "MT": 1}))
    assert others.title == "Spain gave the most answers of any country that is named"
    assert "9 analysable answers from five countries and from others that are told together." in others.text
    assert "8 analysable answers, none with a country that can be told." in tell("survey", "respondents", survey_of({"": 8})).text


def test_countries_with_one_answer_are_named_where_the_study_itself_printed_them(survey_of, tell):
    asked = {"GR": 6, "ES": 1, "IT": 1}
    printed = survey_of(asked, evidence="round_trip", raw={"published/statements.csv": STATEMENTS})
    assert tell("survey", "respondents", printed).text.endswith("Two countries have one answer only: Spain and Italy.")
    assert "one answer only" not in tell("survey", "respondents", survey_of(asked)).text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "How many authorities were invited is not known, so there is no response rate."),
        ({"invited": 40}, "40 authorities were invited: the response rate is 25.0%."),
    ],
)
def test_a_response_rate_needs_the_number_of_those_invited(survey_of, tell, fields, said):
    assert said in tell("survey", "respondents", survey_of({"MT": 6, "PT": 4}, fields=fields)).text


@pytest.mark.parametrize(
    ("means", "said"),
    [("opened", "The questionnaire was opened 7 times, but no answer"), ("submitted", "7 questionnaires were submitted, but no answer")],
)
def test_a_wave_without_an_analysable_answer_says_how_many_came(survey_of, tell, means, said):
    told = tell("survey", "respondents", survey_of({"MT": 7}, status="partial", fields={"opened_means": means}))
    assert told.text.startswith(said) and not told.figure_id and not told.table_id


@pytest.mark.parametrize(
    ("no", "title"),
    [
        ((), "A majority says yes to each of the two questions with answers"),
        (("staff_training",), "A majority says yes to one of two questions with answers"),
        (("staff_training", "network_member"), "No question has a majority of yes among those with answers"),
    ],
)
def test_answers_count_the_questions_most_say_yes_to(survey_of, tell, no, title):
    answers = {q: "no" if q in no else "yes" for q in ("staff_training", "network_member")}
    told = tell("survey", "answers", survey_of({"GR": 6}, **answers))
    assert told.title == title


def test_where_every_question_is_answered_the_title_is_of_all(survey_of, tell, codebook):
    asked = [i.id for i in codebook["responses"].of_type("choice") if "yes" in i.options]
    told = tell("survey", "answers", survey_of({"GR": 6}, **dict.fromkeys(asked, "yes")))
    assert told.title == "A majority says yes to each of the seven questions" and "Asked as well" not in told.text


def test_a_question_is_said_in_the_words_of_the_codebook_and_one_without_answers_says_so(survey_of, tell):
    told = tell("survey", "answers", survey_of({"GR": 6, "ES": 2}, staff_training={"GR": "yes", "ES": "no"}))
    assert told.text.startswith("75.0% of the authorities (6 of 8) train staff who deal with third-country migrants. Asked as well: “works")
    assert "“member of a network on immigration and integration” (no answer)" in told.text
    assert "Member of a network: no answer" in told.texts["source"]
    assert told.table["yes_percent"].tolist() == ["75.0"] + ["no answer"] * 6
    printed = tell("survey", "answers", survey_of({"GR": 6}, evidence="round_trip", staff_training="yes"))
    assert printed.title.endswith("the one question whose answers are in the study's text") and "(not in the text)" in printed.text


def test_what_a_printed_study_says_in_words_only_is_told_with_its_section(survey_of, tell):
    said = STATEMENTS + "S3,quote_free,instruments,several regions have an observatory,3.1.5\nS4,ordering,challenge_migrants,language comes first,3.1.2\n"
    printed = survey_of({"GR": 6}, evidence="round_trip", raw={"published/statements.csv": said}, staff_training="yes", **{JOB: "5"})
    told = tell("survey", "answers", printed)
    assert "monitoring migration” (no share in the text, told in words)" in told.text
    assert told.text.endswith("the study says in words: several regions have an observatory (section 3.1.5).")
    assert "In words the study says: language comes first (section 3.1.2)." in tell("survey", "challenge_migrants", printed).text
    assert told.title.endswith("the one question whose answers are in the study's text")


def test_where_too_few_came_nothing_is_told_of_them(survey_of, tell):
    few = survey_of({"MT": 3}, disclosed=True, staff_training="yes", **{JOB: "5"})
    assert tell("survey", "respondents", few).text.startswith("Fewer than 5 questionnaires came back")
    assert tell("index", "basis", few).text.startswith("Fewer than 5 questionnaires of the survey came back")
    assert [tell("survey", name, few) for name in ("answers", "outside", "challenge_migrants", "measures")] == [None] * 4


def test_an_answer_on_too_few_is_withheld_and_nothing_is_told_of_it(survey_of, tell):
    results = survey_of({"GR": 6}, staff_training="yes", origin_programme={"GR": ""}, consultations="yes", fields={"min_base": 7})
    assert tell("survey", "answers", results) is None
    few = survey_of({"GR": 3, "ES": 6}, staff_training="yes", consultations={"GR": "no", "ES": ""})
    told = tell("survey", "answers", few)
    assert "“holds consultations on integration policy” (withheld)" in told.text and "3" not in told.text.replace("third", "")


def test_a_question_that_is_labelled_otherwise_than_it_is_asked_says_so(survey_of, tell, codebook):
    printed = {"published/statements.csv": STATEMENTS}
    said = "say that they are involved in integration along the Common Basic Principles."
    told = tell("survey", "answers", survey_of({"GR": 6}, raw=printed, cbp_involved="yes")).text
    assert f"{said} The Principles stand in the label that the study gives this question." in told
    assert f"{said} Asked as well" in tell("survey", "answers", survey_of({"GR": 6}, cbp_involved="yes")).text
    reworded = codebook["responses"].items["cbp_involved"]
    assert reworded.caution and not replace(reworded, wording={2026: "Other words"}).of_year(2026).caution


def test_bounds_are_those_of_the_totals(survey_of, tell):
    """Eight say yes and eight come from Greece: outside it, all of the five may have said no, or yes."""
    asked = {"GR": 8, "ES": 5}
    split = survey_of(asked, evidence="round_trip", cbp_involved={"GR": "yes", "ES": "no"})
    facts = survey.bounds(split)
    assert [(q["rest"].low, q["rest"].high) for q in facts["rows"]] == [(0, 1)] and facts["little"]

    def told(countries, **answers):
        return tell("survey", "bounds", survey_of(countries, evidence="round_trip", **answers))

    assert told(asked, cbp_involved="yes").text.startswith("8 of 13 answers come from Greece. How the other 5 answered is not known one by one.")
    assert told({"GR": 3, "ES": 3, "IT": 3}).text.startswith("No country gives more than a third")
    assert told({"GR": 8}).text.startswith("All answers come from Greece")
    few = told({"GR": 8, "ES": 4}, cbp_involved="yes")
    assert not few.figure_id and few.text == "8 of 12 answers come from Greece. There are too few others for limits to be shown."


def test_of_real_answers_the_shares_outside_are_shown_and_no_bounds(survey_of, tell):
    results = survey_of({"GR": 8, "ES": 5}, cbp_involved={"GR": "yes", "ES": "no"})
    assert survey.bounds(results) is None and survey.outside(survey_of({"GR": 3, "ES": 3, "IT": 3}, cbp_involved="yes")) is None
    told = tell("survey", "outside", results)
    assert told.alt == "Share saying yes outside Greece: Works along the Common Basic Principles 0.0% (all: 61.5%)."
    assert told.table.to_numpy().tolist() == [["Works on integration along the Common Basic Principles of 2004", "0.0", "61.5", "5"]]
    assert "bounds" not in told.text + told.title and told.evidence == "observed"


def test_the_highest_rating_leads_title_sentence_and_table(survey_of, tell, rated):
    answers = rated("challenge_migrants", newly_arrived__job={"MT": "5", "PT": "1"})
    told = tell("survey", "challenge_migrants", survey_of({"MT": 8, "PT": 2}, **answers))
    assert told.title == "The barrier most often given a higher priority is finding a job as regards newly arrived migrants"
    assert told.text == (
        "Asked what migrants struggle with, 80.0% of the authorities give a higher priority to finding a job as regards newly arrived migrants, the highest share."
    )
    assert told.table["answer"].iloc[0] == "Finding a job: newly arrived migrants" and told.table["percent"].tolist() == ["80.0"] + ["0.0"] * 11


@pytest.mark.parametrize(
    ("given", "fields", "title"),
    [
        ({"newly_arrived__services": ""}, {}, "Of the barriers that were rated, a higher priority goes most often to finding a job"),
        ({"newly_arrived__services": {"MT": "", "PT": "1"}}, {}, "Of the barriers whose value is shown, a higher priority goes most often to finding a job"),
        ({"newly_arrived__services": {"MT": "", "PT": "1"}, "long_term__job": ""}, {}, "Of the barriers whose value is known, a higher priority goes most often"),
        ({"newly_arrived__services": ""}, {"evidence": "round_trip"}, "Of the barriers whose value is in the study's text, a higher priority goes most often"),
        ({"newly_arrived__job": "1", "newly_arrived__services": ""}, {}, "No barrier of those that were rated is given a higher priority"),
        ({"newly_arrived__job": "1"}, {}, "No barrier is given a higher priority"),
    ],
)
def test_no_superlative_is_built_on_a_part_or_on_nought(survey_of, tell, rated, given, fields, title):
    answers = rated("challenge_migrants", **{"newly_arrived__job": "5"} | given)
    told = tell("survey", "challenge_migrants", survey_of({"MT": 6, "PT": 2}, **fields, **answers))
    assert told.title.startswith(title)
    assert ("highest" in told.text) == ("most often" in title)


def test_every_option_that_was_asked_is_listed_with_the_reason(survey_of, tell):
    told = tell("survey", "challenge_authority", survey_of({"MT": 8}, challenge_authority__long_term__resources="5"))
    assert told.title == "100.0% of the authorities give a higher priority to lack of resources as regards long-term residents"
    assert "highest" not in told.text and told.alt.endswith("Long-term residents: Lack of resources 100.0%.")
    assert told.text.endswith(
        "Asked as well, without a share here: lack of resources as regards newly arrived migrants, lack of specialist know-how, "
        "too little political support, lack of coordination between services and other (no answer)."
    )
    assert len(told.table) == 10 and told.table["percent"].tolist() == ["100.0"] + ["no answer"] * 9


def test_every_question_is_listed_with_what_is_known_of_it(survey_of, tell):
    partly = {"measure_legal__civic": "5", "challenge_migrants__newly_arrived__job": "5"}
    printed = survey_of(
        {"GR": 6}, evidence="round_trip", staff_training="yes", **partly,
        raw={"published/statements.csv": STATEMENTS, "documents/examples.csv": EXAMPLES},
    )  # fmt: skip
    told = tell("survey", "survey_questions", printed)
    known = dict(zip(told.table["question"], told.table["known"], strict=True))
    first = {question.split()[0]: answers for question, answers in reversed(known.items())}
    assert (first["1.12"], first["1.4"], first["1.10"], first["1.15"], first["1.7"]) == (
        "of every option", "of some options", "in words only", "by example only", "not in the text",
    )  # fmt: skip
    said = told.text.splitlines()
    assert said[0].startswith("The questionnaire has 18 numbered questions.")
    assert said[2] == "- the answers to every option: 1.12 (trains staff who deal with third-country migrants)."
    assert said[3].startswith("- the answers to some options: 1.4 (challenges that third-country nationals face); 1.6 (measures for")
    assert said[5].startswith("- examples only: 1.13 (") and "questionnaire.qmd" in said[-1]
    places = {row["known"]: row["known"].page for row in told.facts["table"]}
    assert places["some"].endswith("#sec-survey-measures") and places["words"].endswith("#sec-survey-dimensions") and places["not_in_text"] == ""


def test_of_real_answers_no_words_are_shown_and_what_is_withheld_says_so(survey_of, tell):
    told = tell("survey", "survey_questions", survey_of({"MT": 6, "PT": 5}, disclosed=True, consultations={"MT": "yes", "PT": "no"}))
    known = dict(zip(told.table["question"], told.table["known"], strict=True))
    assert known["1.18 Further comments"] == "not shown" and known["1.7 Holds consultations on integration policy"] == "of every option"
    assert "- what respondents wrote, which is never shown: " in told.text and "study" not in told.text


def test_examples_stand_below_the_question_that_they_answer(survey_of, tell):
    printed = survey_of({"GR": 6}, evidence="round_trip", raw={"documents/examples.csv": EXAMPLES})
    told = tell("survey", "survey_examples", printed)
    assert told.text.startswith("Of what was answered in words, 2 points are reported (Study, 3.1), one of them under the name of an authority.")
    network, ideas = told.text.index("**1.13 "), told.text.index("**1.15 ")
    assert network < told.text.index("- Italy (Some town): Meets others (the question by our own reading)") < ideas
    assert told.text.endswith("- A forum") and told.evidence.endswith(";coded")
    assert survey.survey_examples(survey_of({"GR": 6})) is None


def test_other_sources_are_told_in_the_words_of_the_codebook(survey_of, tell):
    rows = "comparison,question,source,relation,text,document,section,passage\nc,challenge_migrants,iza,explains,Work needs language,study,3.1,start\n"
    facts = "fact,topic,text,document,section,passage\na,answers,47 answers,study,3.2,note\n"
    results = survey_of({"GR": 6}, raw={"documents/comparisons.csv": rows, "documents/consultation.csv": facts})
    write_text("id,severity,affects\nE1,moderate,documents:comparisons:c\n", results.wave.stage / "evaluation/errata.csv")
    told = tell("survey", "survey_comparisons", results)
    assert told.text.endswith("- **Challenges that third-country nationals face.** Expert survey of the IZA, said to explain: Work needs language [Study, 3.1]")
    assert told.errata == ["E1"]
    assert tell("survey", "survey_consultation", results).table.to_numpy().tolist() == [["Answers", "47 answers", "Study, 3.2"]]
    assert survey.survey_comparisons(survey_of({"GR": 6})) is survey.survey_consultation(survey_of({"GR": 6})) is None


def test_what_2012_reports_names_items_and_questions_of_the_codebook(codebook):
    this = Results(open_wave("2012"), codebook)
    assert {row["item"] for row in this.documents("examples")} <= codebook["responses"].items.keys()
    assert {row["question"] for row in this.documents("comparisons")} <= codebook.stems.keys()
    assert [row["text"] for row in this.documents("consultation") if row["topic"] == "answers"] == ["47 answers, from bodies in 11 Member States; which, is not said"]


def test_a_tie_is_a_tie(survey_of, tell, rated):
    def told(**given):
        return tell("survey", "challenge_migrants", survey_of({"MT": 8}, **rated("challenge_migrants", **given)))

    both = told(job="5")
    assert both.title == "The barrier most often given a higher priority is finding a job"
    assert both.text.endswith("to finding a job, the highest share, which both groups have.")
    assert told(newly_arrived__job="5", long_term__language="4").title == "The barriers most often given a higher priority are finding a job and language"
    assert told(newly_arrived__job="5", newly_arrived__language="5", housing="5", services="5").title == "Four barriers share the highest priority"


def test_what_shares_the_highest_share_is_named_once(survey_of, tell, rated):
    two = tell("survey", "challenge_migrants", survey_of({"MT": 8}, **rated("challenge_migrants", newly_arrived__job="5", long_term__language="4")))
    assert two.text.count("finding a job") == 1 and "to each of finding a job and language, the highest share." in two.text


def test_a_question_whose_ratings_are_withheld_is_listed_and_no_lead_goes_beyond_what_is_shown(survey_of, tell):
    legal = {"measure_legal__residence": {"MT": "5", "PT": "1"}, "measure_legal__civic": {"MT": "1", "PT": "5"}}
    told = tell("survey", "measures", survey_of({"MT": 6, "PT": 5}, disclosed=True, **legal, measure_cultural__culture="5"))
    assert "What was answered on cultural measures is withheld." in told.text
    assert "withheld" in told.table["percent"].tolist() and told.title.startswith("Of the measures whose value is known")


def test_another_answer_that_leads_is_told(survey_of, tell, rated):
    answers = rated("challenge_migrants", newly_arrived__other="5", newly_arrived__job={"MT": "5", "PT": "1"})
    told = tell("survey", "challenge_migrants", survey_of({"MT": 6, "PT": 2}, **answers))
    assert told.title.endswith("is finding a job as regards newly arrived migrants, after “other”")
    assert "Only “other” has a higher share, 100.0%." in told.text
    same = rated("challenge_migrants", newly_arrived__other="5", newly_arrived__job="5")
    tied = tell("survey", "challenge_migrants", survey_of({"MT": 6}, **same))
    assert tied.title.endswith("finding a job as regards newly arrived migrants, together with “other”") and "“Other” has the same share." in tied.text
    only = tell("survey", "challenge_migrants", survey_of({"MT": 6}, **rated("challenge_migrants", newly_arrived__other="5")))
    assert only.title == "Only “other” is given a higher priority" and "no authority gives a higher priority to any barrier on the list" in only.text


def test_one_percentage_for_both_groups_is_told_as_an_assumption_wherever_it_stands(survey_of, tell):
    one = Assumption("both", "One percentage is printed for both groups.", "each", affects=("survey.challenge_migrants.*.job.*",))
    both = {JOB: "5", JOB.replace("newly_arrived", "long_term"): "5"}
    told = tell("survey", "challenge_migrants", survey_of({"MT": 8}, evidence="round_trip", fields={"assumptions": (one,)}, **both))
    assert "One percentage is printed for both groups." in told.text
    assert told.alt.count("Finding a job 100.0%, assumed") == 2 and told.table["percent"].tolist()[:2] == ["100.0, assumed"] * 2


def test_percentages_without_a_label_name_the_options_they_can_be_about(survey_of, tell):
    results = survey_of({"MT": 8}, evidence="round_trip", measure_legal__civic="5")
    loose = [Estimate("survey", f"measure_legal__unlabelled_{n}", "higher_priority", "share", n, 8, n / 8, method="printed") for n in (1, 2, 3, 4)]
    more = frame(loose, "2026", "published", 5).astype(str)
    write_table(pd.concat([results.table("processed/estimates.csv"), more]), results.wave.staged("estimates.csv"))
    told = tell("survey", "measures", Results(results.wave, results.codebook))
    assert told.title == "100.0% of the authorities give a higher priority to promoting civic and community activities"
    assert (
        "50.0%, 37.5%, 25.0% and 12.5% stand in the text for securing residence rights, citizenship and political rights, legal and other "
        "support services and awareness-raising campaigns, but the text has lost which belongs to which"
    ) in told.text
    assert "Securing residence rights" not in told.alt and "label lost in the text" in told.table["percent"].tolist()
    assert "Asked as well, without a share here: other (not in the text)." in told.text


@pytest.mark.parametrize(("sampling", "shown"), [("sample", True), ("self_selected", False), ("census", False)])
def test_intervals_are_shown_for_samples_only(survey_of, tell, rated, sampling, shown):
    answers = rated("challenge_migrants", job={"MT": "5", "PT": "1"})
    results = survey_of({"MT": 6, "PT": 2}, fields={"sampling": sampling}, staff_training="yes", **answers)
    told = tell("survey", "challenge_migrants", results)
    assert ("interval_95" in told.table) == ("Lines: 95% Wilson intervals." in told.texts["source"]) == shown
    assert all((mark.low is not None) == shown for _, marks in told.facts["chart"].groups for mark in marks)
    assert ("ci_low" in told.facts["data"]) == shown != ("ci_low_as_if_drawn_at_random" in told.facts["data"])
    assert ("yes_interval_95" in tell("survey", "answers", results).table) == shown
    assert len(told.align) == len(told.columns)


def test_the_groups_and_the_scale_are_those_of_the_questionnaire(survey_of, tell):
    results = survey_of({"MT": 8}, **{JOB: "5"})
    assert tell("survey", "scales", results).text.startswith(
        "Respondents gave each difficulty a priority from 1 to 5, once for each of these groups: newly arrived migrants and long-term residents."
    )
    assert tell("survey", "scales", survey_of({"MT": 8})) is None


def test_dimensions_are_means_where_there_are_ratings_and_words_where_only_words_are_printed(survey_of, tell):
    rated = survey_of({"MT": 4, "PT": 4}, developed__cultural={"MT": "4", "PT": "2"})
    assert ["Cultural", "3.00", "8"] in tell("survey", "dimensions", rated).table.iloc[:, 1:].to_numpy().tolist()
    assert "no answer" in tell("survey", "dimensions", rated).table["mean"].tolist()
    few = tell("survey", "dimensions", survey_of({"MT": 2}, developed__cultural="4"))
    assert "too few" in few.text and not few.table_id
    said = tell("survey", "dimensions", survey_of({"MT": 8}, raw={"published/statements.csv": STATEMENTS}))
    assert said.text.endswith("\n\n- Cultural measures come first (section 3.1.4).")


def test_fact_sheets_are_counted_by_country(survey_of, tell):
    sheets = [{"respondent_id": "MT0", "fs_name": "A"}] * 4 + [{"respondent_id": "PT0", "fs_name": "B"}]
    text = tell("survey", "factsheets", survey_of({"MT": 1, "PT": 1}, factsheets=sheets)).text
    assert text.startswith("The respondents described 5 of their programmes on fact sheets. Malta sent 4 of them (80.0%).")


def test_that_fact_sheets_of_few_came_is_all_that_is_said_of_them(survey_of, tell):
    sheets = [{"respondent_id": "MT0", "fs_name": "A", "fs_transferable": "yes"}] * 6
    told = tell("survey", "factsheets", survey_of({"MT": 6, "PT": 6}, factsheets=sheets, disclosed=True))
    assert told.text == "Fact sheets came, too few to be told of: fewer than 5 respondents sent them."


def test_of_what_was_not_asked_nothing_is_said(survey_of):
    empty = survey_of()
    for name in ("answers", "bounds", "outside", "scales", "challenge_migrants", "challenge_authority", "measures", "dimensions", "factsheets"):
        assert getattr(survey, name)(empty) is None, name


def test_half_of_the_answers_is_no_majority(survey_of, tell):
    half, more = (survey_of({"GR": 3, "ES": n}, staff_training={"GR": "yes", "ES": "no"}) for n in (3, 2))
    assert survey.answers(half)["majority"] == []
    assert tell("survey", "answers", half).title.startswith("No question has a majority of yes")
    assert [n.item for n in survey.answers(more)["majority"]] == ["staff_training"]
