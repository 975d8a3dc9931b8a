"""What a wave says of the needs behind recommendations follows its estimates, and so do the sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest
from catalogues import not_given

from analysis.codebook import Codebook
from analysis.evaluate.recommendations import Condition, read_recommendations
from analysis.findings import recommendations
from analysis.findings.results import Results
from analysis.store import read_table, write_table, write_text
from analysis.tell.chapter import Chapter
from analysis.tell.exhibit import Exhibit
from analysis.tell.words import Words

CONCLUSIONS = "conclusion,topic,text,recommendation,errata,document,section,passage\n"
NETWORKS = "authorities that belong to a network on immigration and integration"
LESSONS = "lesson,dimension,text,named,carried,errata,document,section,passage\n"


RULE = Condition(
    key="survey.network_member.yes.share", below=0.5, about=NETWORKS,
    holds="Most authorities that answered are in no network.", fails="At least every other authority that answered is in a network already.",
)  # fmt: skip


@pytest.fixture(autouse=True)
def a_rule(monkeypatch):
    """One rule for the last recommendation, which has none, so that tests see what one rule does."""

    def read(wave):
        found = read_recommendations(wave)
        last = replace(found.recommendations["partnership"], conditions=(RULE,))
        return replace(found, recommendations=found.recommendations | {"partnership": last})

    monkeypatch.setattr(recommendations, "read_recommendations", read)


def told(results: Results, name: str) -> Exhibit:
    """The section of one recommendation."""
    words = Chapter("recommendations", results, "17-sum-up").words
    found = {facts["id"]: facts for facts in recommendations.recommendation(results)}
    return Exhibit("recommendation", words, {"wave": results.wave, **found[name]})


def rules(results: Results, name: str) -> list[recommendations.Tested]:
    return next(f["tested"] for f in recommendations.recommended(results) if f["id"] == name)


def states(results: Results) -> dict[str, str]:
    return {f["id"]: f["state"] for f in recommendations.recommended(results)}


def add(results: Results, more: Results) -> None:
    """Put the estimates of another wave among those of this one."""
    rows = [read_table(r.wave.staged("estimates.csv")) for r in (results, more)]
    write_table(pd.concat(rows), results.wave.staged("estimates.csv"))


@pytest.fixture
def flipped(codebook: Codebook) -> Callable[..., Results]:
    """`flipped(results, key, 3)`: the same results, but for the count of one estimate."""

    def flip(results: Results, key: str, count: int) -> Results:
        file = results.wave.staged("estimates.csv")
        rows = read_table(file)
        mine = rows["key"].eq(key)
        assert mine.sum() == 1
        rows.loc[mine, ["numerator", "value"]] = str(count), str(count / int(rows.loc[mine, "base"].iloc[0]))
        write_table(rows, file)
        return Results(results.wave, codebook)

    return flip


def test_each_has_what_a_summary_needs(survey_of):
    found = recommendations.recommended(survey_of({"GR": 8}, network_member="no"))
    assert [f["number"] for f in found] == [1, 2, 3, 4, 5]
    last = found[-1]
    assert (last["id"], last["state"], last["hold"], last["fail"], last["open"]) == ("partnership", "supported", 1, 0, 0)
    assert found[0]["name"] == "A structured dialogue between the levels"


def test_an_estimate_that_flips_turns_the_state_and_the_sentence(survey_of, flipped):
    results = survey_of({"GR": 8}, network_member="no")
    before = told(results, "partnership")
    assert "**Supported.** The need that this recommendation answers, a network of" in before.text
    assert "shows in the one rule that can be decided." in before.text
    assert before.table["says"].tolist() == ["For. Most authorities that answered are in no network."]
    after = told(flipped(results, "survey.network_member.yes.share", 6), "partnership")
    assert "**Not supported.**" in after.text and "the one rule that can be decided speaks against it." in after.text
    assert after.table["says"].tolist() == ["Against. At least every other authority that answered is in a network already."]
    assert (before.table["share"].tolist(), after.table["share"].tolist()) == (["0.0% of 8"], ["75.0% of 8"])


def test_a_need_that_no_rule_bears_on_is_not_tested(survey_of, monkeypatch):
    monkeypatch.setattr(recommendations, "read_recommendations", read_recommendations)
    results = survey_of({"GR": 8}, network_member="yes")
    section = told(results, "partnership")
    assert states(results)["partnership"] == "not_tested" and "table" not in section.facts
    assert "**Not tested.** No number of this wave can test the need that this recommendation answers" in section.text
    assert "whether an authority belongs to some network says nothing on the need" in section.text


def test_rules_that_differ_make_a_mixed_state(survey_of, flipped):
    results = survey_of({"GR": 8}, associations_involved="no", consultations="no")
    assert states(results)["participation"] == "supported"
    mixed = told(flipped(results, "survey.consultations.yes.share", 8), "participation")
    assert "shows in part: of the rules that can be decided one speaks for it and one against." in mixed.text


def test_silence_that_could_turn_a_rule_leaves_it_open(survey_of):
    results = survey_of({"GR": 5, "ES": 4}, network_member={"GR": "dont_know", "ES": "yes"})
    section = told(results, "partnership")
    assert states(results)["partnership"] == "not_tested"
    assert section.table.iloc[0].tolist() == [f"Open: {NETWORKS} (those who are silent could turn it).", "44.4 to 100.0% of 9", "below 50%"]
    assert "No number of this wave can test the need" in section.text


@pytest.mark.parametrize(("kept_silent", "verdict", "reach"), [(4, "holds", (0.0, 0.4)), (6, "open", (0.0, 0.5))])
def test_who_did_not_answer_a_question_is_not_counted_as_a_no(survey_of, kept_silent, verdict, reach):
    results = survey_of({"GR": 6, "ES": kept_silent}, consultations={"GR": "no", "ES": ""})
    [rule] = [rule for rule in rules(results, "participation") if rule.condition.key == "survey.consultations.yes.share"]
    assert (rule.verdict, (rule.reach.low, rule.reach.high), rule.reach.base) == (verdict, reach, 6 + kept_silent)


def test_who_did_not_rate_is_counted_by_all_who_could_have(survey_of, codebook):
    rating, key = {"GR": "1", "ES": ""}, "survey.measure_socio_economic.employment.higher_priority.share"
    results = survey_of({"GR": 6, "ES": 6}, measure_socio_economic__employment=rating)
    found = {rule.condition.key: rule for rule in rules(results, "socio_economic")}[key]
    assert (found.verdict, found.reach.low, found.reach.high, found.reach.base) == ("fails", 0.0, 0.5, 12)
    section = told(results, "socio_economic")
    assert "0.0 to 50.0% of 12" in section.table["share"].tolist()
    of_all = survey_of({"GR": 6, "ES": 6}, measure_socio_economic__employment=rating)
    rows = read_table(of_all.wave.staged("estimates.csv"))
    rows.loc[rows["key"].eq(key), "base"] = "12"  # a wave that divides by all
    write_table(rows, of_all.wave.staged("estimates.csv"))
    again = {rule.condition.key: rule for rule in rules(Results(of_all.wave, codebook), "socio_economic")}[key]
    assert again.reach.high == 0.5


def test_how_many_answered_at_all_is_no_share_that_silence_could_raise(survey_of):
    results = survey_of({"GR": 6, "ES": 4}, consultations={"GR": "no", "ES": ""})
    reach = recommendations._reach(results, results.get("survey.consultations.any.share"))
    assert (reach.low, reach.high) == (0.6, 0.6)


def test_a_line_that_is_an_estimate_reaches_as_far_as_silence_lets_it(practices_of):
    rows = told(practices_of((6, {"aims": "employment;cultural"}), (2, {"aims": ""})), "participation").table
    assert rows["share"].tolist()[:2] == ["0.0 to 25.0% of 8"] * 2
    assert rows["rule"].tolist()[:2] == ["below “employment”, 75.0 to 100.0%", "below “cultural”, 75.0 to 100.0%"]


def test_the_rules_are_judged_once_for_all_findings(survey_of, monkeypatch):
    results, read = survey_of({"GR": 8}, network_member="no"), []
    monkeypatch.setattr(recommendations, "read_recommendations", lambda wave, real=recommendations.read_recommendations: read.append(wave) or real(wave))
    recommendations.recommendation_states(results), recommendations.recommendation(results)
    assert len(read) == 1 and recommendations.recommended(results) is recommendations.recommended(results)


def test_a_number_that_is_withheld_is_not_used(survey_of):
    few = survey_of({"GR": 3}, network_member="no", disclosed=True)
    [rule] = rules(few, "partnership")
    assert (rule.verdict, rule.unknown, rule.number) == ("open", "withheld", None)


def test_a_range_reaches_to_all_where_it_is_withheld_how_many_were_silent(survey_of, codebook):
    results = survey_of({"GR": 6, "ES": 4}, network_member={"GR": "no", "ES": "yes"})
    file = results.wave.staged("estimates.csv")
    rows = read_table(file)
    rows.loc[rows["key"].eq("survey.network_member.dont_know.share"), ["value", "numerator", "base"]] = ""
    write_table(rows, file)
    [rule] = rules(Results(results.wave, codebook), "partnership")
    assert (rule.verdict, rule.unknown, rule.reach.low, rule.reach.high) == ("open", "silence", 0.4, 1.0)


@pytest.mark.parametrize(("evidence", "asked", "reason"), [("observed", True, "no_answer"), ("round_trip", True, "not_in_text"), ("observed", False, "not_asked")])
def test_why_a_number_is_not_known_is_told(survey_of, codebook, evidence, asked, reason):
    results = survey_of({"GR": 8}, staff_training="yes", evidence=evidence)
    rows = read_table(results.wave.staged("estimates.csv"))
    write_table(rows[rows["item"].ne("network_member")], results.wave.staged("estimates.csv"))
    known = codebook if asked else codebook.of_wave(2026, ("network_member",))
    [rule] = rules(Results(results.wave, known), "partnership")
    assert (rule.verdict, rule.unknown) == ("open", reason)


def test_shares_of_one_question_are_compared_with_each_other(practices_of, flipped):
    groups = [(9, {"aims": "employment;cultural"}), (3, {"aims": "legal_political"})]
    results = practices_of(*groups)
    rows = told(results, "participation").table
    assert rows["rule"].tolist()[:2] == ["below “employment”, 75.0%", "below “cultural”, 75.0%"]
    assert rows["says"].str.startswith("For.").tolist()[:2] == [True, True]
    assert states(results)["participation"] == "supported"
    assert states(flipped(results, "practices.aim.legal_political.share", 9))["participation"] == "not_supported"


def test_a_wave_without_a_survey_says_so_at_every_rule_on_it(cases_of):
    results = cases_of(*[{}] * 6)
    results = Results(replace(results.wave, sources={}), results.codebook)
    section = told(results, "partnership")
    assert section.table.iloc[0].tolist() == [f"Open: {NETWORKS} (this wave has no such source).", "not known", "below 50%"]


def test_case_studies_that_bear_on_it_are_found_by_their_columns_and_coding(cases_of, codebook):
    results = cases_of({"dimension": "legal_political", "name_english": "A"}, {"partners": "migrant_groups;ngos", "name_english": "B"}, {"name_english": "C"})
    coding = [{"case_no": n, "indicator": "impact.compared", "final": "yes" if n == "3" else "no"} for n in "123"]
    write_table(pd.DataFrame(coding), results.wave.staged("coding.csv"))
    results = Results(results.wave, codebook)
    found = {facts["id"]: facts for facts in recommendations.recommendation(results)}
    first, second, third = "Of the legal and political dimension", "On civic participation", "With migrant groups or associations as partners"
    assert found["participation"]["reasons"] == {first: 1, second: 0, third: 1}
    assert found["participation"]["bearing"] == [("A", [first]), ("B", [third])]
    assert found["know_how"]["reasons"]["Effect shown by comparison"] == 1
    text = told(results, "participation").text
    assert "- *Of the legal and political dimension:* 1 of 3." in text and "- *On civic participation:* none of 3." in text
    assert "- [A](/report/case-sheets.qmd#sec-case-1): of the legal and political dimension." in text


def test_of_many_case_studies_those_with_most_reasons_are_named_and_a_file_has_all(cases_of, tell):
    many = recommendations.NAMED + 2
    results = cases_of(*({"dimension": "legal_political", "sectors": "civic_participation" if n == many else ""} for n in range(1, many + 1)))
    section = told(results, "participation")
    assert section.facts["many"] == many and len(section.facts["bearing"]) == recommendations.NAMED
    assert section.facts["bearing"][0][0] == results.case_names[str(many)], "it has two reasons"
    assert f"Ten of these {many} case studies, those with more reasons first:\n\n- [" in section.text, "a list begins below a blank line"
    assert section.text.count("/report/case-sheets.qmd#") == recommendations.NAMED and "recommendation-cases.csv" in section.text
    file = tell("recommendations", "recommendation_states", results).facts["files"]["recommendation-cases"]
    assert len(file[file["recommendation"].eq(2)]) == many + 1


def test_conclusions_stand_with_the_recommendation_they_lead_to_and_the_rest_by_topic(survey_of, codebook, tell):
    rows = "C1,place,Cities matter.,,E1,study,5,first\nC2,network,Meet more.,partnership,E2,study,5.2,second\n"
    errata = "id,severity,verdict,affects\nE1,serious,So,\nE2,minor,So,\n"
    results = survey_of({"GR": 8}, network_member="no", raw={"documents/conclusions.csv": CONCLUSIONS + rows})
    write_text(errata, results.wave.stage / "evaluation/errata.csv")
    results = Results(results.wave, codebook)
    rest, section = tell("recommendations", "conclusions", results), told(results, "partnership")
    assert "**The place of authorities**\n\n- Cities matter. (Study, 5)" in rest.text and "Meet more" not in rest.text
    assert "- Meet more. (Study, 5.2)" in section.text
    assert (rest.errata, section.errata) == (["E1"], ["E2"])
    assert rest.facts["files"]["conclusions"]["passage"].tolist() == ["first", "second"]


def test_case_studies_that_documents_name_for_a_dimension_stand_beside_those_that_fit(cases_of, codebook):
    results = cases_of({"name_english": "A"}, {"name_english": "B"})
    write_text(LESSONS + "one,legal_political,Join.,1,2,E1,study,3.3.1,first\n", results.wave.documents / "lessons.csv")
    text = told(Results(results.wave, codebook), "participation").text
    assert "- [A](/report/case-sheets.qmd#sec-case-1): named in the study." in text
    assert "- [B](/report/case-sheets.qmd#sec-case-2): fits what the study concludes." in text


def test_another_wave_is_told_who_recommended_when_and_nothing_of_what_was_found_then(survey_of, tell):
    results = survey_of({"GR": 8}, network_member="no")
    overview, section = tell("recommendations", "recommendation_states", results), told(results, "partnership")
    assert overview.text.startswith("In 2012 the study [@cses2013] made five recommendations;")
    assert "*Recommended in 2012 by the study [@cses2013] to:* The strategic partnership" in section.text
    assert "48" not in overview.text + section.text and "rebuilt" not in overview.text
    assert recommendations.conclusions(results) is None
    other = tell("recommendations", "recommendation_states", Results(replace(results.wave, year=2012), results.codebook))
    assert other.text.startswith("In 2012 the study"), "another wave of the same year"
    write_text(CONCLUSIONS + "C1,place,Cities matter.,,,study,5,first\n", results.wave.documents / "conclusions.csv")
    results.wave.published.mkdir()
    own = tell("recommendations", "recommendation_states", Results(results.wave, results.codebook))
    assert own.text.startswith("The study made five recommendations.")


def test_the_overview_leads_to_each_and_counts_its_rules(survey_of, tell):
    results = survey_of({"GR": 8}, network_member="no", associations_involved="no", consultations="yes")
    overview = tell("recommendations", "recommendation_states", results)
    assert overview.table["state"].tolist() == ["Not tested", "Mixed", "Not tested", "Supported", "Supported"]
    assert overview.table["rules"].tolist()[:2] == ["none decided, 1 open", "1 for, 1 against, 5 open"]
    assert overview.facts["table"][3]["recommendation"].page == "/report/recommendations.qmd#sec-recommendation-know-how"
    assert "{#sec-recommendation-know-how}" in told(results, "know_how").text
    assert "The need behind two of them shows" in overview.text and "Two cannot be tested." in overview.text


def test_needs_stand_beside_what_is_done(survey_of, practices_of, tell, codebook):
    options, groups = ("job", "education", "language", "housing", "services"), ("newly_arrived", "long_term")
    answers = {f"challenge_migrants__{g}__{o}": "5" if o == "housing" else "1" for g in groups for o in options}
    results = survey_of({"GR": 8}, **answers)
    practices = practices_of((6, {"aims": "employment"}), (2, {"aims": "cultural"}))
    add(results, practices)
    cases = [{"case_no": str(n), "name": "A", "name_english": "A", "sectors": s} for n, s in enumerate(["language;employment", "entrepreneurship", "education"], 1)]
    write_table(pd.DataFrame(cases), results.wave.staged("cases.csv"))
    exhibit = tell("recommendations", "need_beside_supply", Results(results.wave, codebook))
    assert exhibit.title == "Housing is named most; case studies deal least with housing and health and public services"
    rows = exhibit.table
    work = rows[rows["subject"].eq("Work")]
    assert work["percent"].tolist() == ["0.0", "0.0", "75.0", ""] and work["base"].tolist() == ["8", "8", "8", "3"]
    assert rows.loc[rows["subject"].eq("Language"), "percent"].tolist()[2] == "no such aim"
    assert "goes with the aims “cultural” (25.0%), " in exhibit.text
    assert "no aim of its own for language or housing" in exhibit.text
    assert "not divided by each other" in exhibit.text
    assert [len(marks) for _, marks in exhibit.facts["chart"].groups] == [4, 5, 4, 4, 4]
    assert exhibit.draw()


def test_what_is_named_most_is_said_over_known_values_only(survey_of, practices_of, tell, codebook):
    results = survey_of({"GR": 8}, challenge_migrants__newly_arrived__job="5", challenge_migrants__newly_arrived__housing="1")
    add(results, practices_of((6, {"aims": "employment;health"}), (1, {"aims": "health"})))
    exhibit = tell("recommendations", "need_beside_supply", Results(results.wave, codebook))
    assert exhibit.title == "Of the challenges whose value is known, work is named most; recorded practices aim least at education and training"
    assert list(exhibit.facts["bases"]) == ["accent", "second"] and exhibit.texts["source"].startswith("Base: 8 answers, 7 regional or local practices with an aim.")


def test_one_column_alone_is_nothing_beside_nothing(survey_of, practices_of, cases_of):
    for results in (survey_of({"GR": 8}, challenge_migrants__newly_arrived__job="5"), practices_of((6, {})), cases_of({})):
        assert recommendations.need_beside_supply(results) is None


def test_every_name_in_the_words_is_given(survey_of):
    results = survey_of({"GR": 8}, network_member="no")
    found = {"recommendation": recommendations.recommendation(results)[0], "recommendation_states": recommendations.recommendation_states(results)}
    facts = {name: {"wave": results.wave, **own} for name, own in found.items()}
    assert not_given(Words("recommendations"), facts) == []
