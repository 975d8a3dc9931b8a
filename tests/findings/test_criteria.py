"""What the criteria show, and how it is said: sentences follow the coding, ties are ties, silence is not a no."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.findings import criteria
from analysis.findings.coded import coded
from analysis.findings.results import Results
from analysis.store import write_table, write_text
from analysis.tell.chapter import Chapter
from analysis.tell.exhibit import Exhibit

SHEETS = pd.DataFrame(
    [["R1", "1", "women", "cultural"], ["R2", "1", "", ""]],
    columns=["respondent_id", "factsheet_no", "fs_target_group", "fs_dimension"],
)
SOCIAL, CULTURAL = {"dimension": "socio_economic"}, {"dimension": "cultural"}
ELEVEN = {"1": "yyyy", **{str(n): "ny-n" for n in range(2, 12)}}
CASES = {"agreement", "all", "heat", "scores", "reported", "silence", "profile", "dimensions", "ranks", "robustness"}
SOME = ("questions", "framework", *CASES, "dominance", "factsheets")


@pytest.fixture
def said(tell):
    """`said("heat", results)`: the exhibit of the chapter."""
    return lambda name, results: tell("criteria", f"criteria_{name}", results)


def test_what_there_is_to_say_follows_what_the_wave_has(coded_of, said):
    def there(results):
        return {name for name in SOME if said(name, results) is not None}

    assert there(coded_of({})) == {"questions"}
    assert there(coded_of({}, sheets=SHEETS)) == {"questions", "framework", "factsheets"}
    assert there(coded_of({"1": "yyyy"})) == CASES | {"questions", "framework"}
    assert there(coded_of(ELEVEN, sheets=SHEETS)) == set(SOME)


@pytest.mark.parametrize("final", [{"1": "yn-y"}, {"1": "yyyy", "2": "n--n"}, ELEVEN])
def test_a_finding_gives_the_same_facts_whatever_the_coding(coded_of, said, final):
    one, other = coded_of(ELEVEN | {"2": "yyyy"}, kinds=[SOCIAL, *[CULTURAL] * 10]), coded_of(final)
    for name in CASES:
        assert said(name, one).facts.keys() == said(name, other).facts.keys(), name
        assert said(name, other).text is not None


def test_criteria_are_listed_as_the_codebook_has_them(coded_of, said):
    text = said("questions", coded_of({})).text
    assert text.startswith("Each fact sheet is asked 4 questions, the indicators, under two criteria. An answer says what the sheet documents")
    assert "Relevance\n: Whether the aims answer needs. *Does it answer a need?* Indicators: need shown; group named." in text


def test_criteria_that_documents_define_stand_beside_what_a_sheet_is_asked(coded_of, said):
    results = coded_of({})
    assert said("defined", results) is None, "a wave without documents defines nothing"
    lines = [
        "criterion,kind,name,text,errata,document,section,passage", "relevance,criterion,Relevance,Meets needs.,E9,study,1.3,list",
        "beauty,criterion,Beauty,Pleases.,,study,1.3,list", "chosen,use,Selection,Practices were chosen by them.,E5,study,3.2,end",
    ]  # fmt: skip
    write_text("\n".join(lines) + "\n", results.wave.documents / "criteria.csv")
    told = said("defined", Results(results.wave, results.codebook))
    assert told.table.to_numpy().tolist() == [["Relevance", "Meets needs.", "Does it answer a need?", "Study, 1.3"], ["Beauty", "Pleases.", "Nothing", "Study, 1.3"]]
    assert "Practices were chosen by them. [Study, 3.2]{.small}" in told.text
    assert sorted(told.errata) == ["E5", "E9"]


def test_the_framework_says_where_each_criterion_asks(coded_of, said):
    told = said("framework", coded_of({"1": "yyyy"}))
    assert told.title == "Two questions from a need to a lasting change"
    assert told.alt.endswith("Relevance asks between needs and objectives, Effectiveness asks between objectives and results.")


def test_a_further_criterion_is_in_every_exhibit_without_code_or_words(coded_of, said, six_criteria):
    final = {case: f"{letters}{'y' if case == '1' else '-'}" for case, letters in ELEVEN.items()}
    results = coded_of(final, raw=six_criteria, kinds=[SOCIAL, *[CULTURAL] * 10], sheets=SHEETS)
    assert said("framework", results).title == "Three questions from a need to a lasting change"
    assert "Coherence asks along the whole chain" in said("framework", results).alt
    assert "Fits in yes 1, not reported 10" in said("heat", results).alt
    assert list(said("scores", results).columns.values()) == ["No", "Practice", "Relevance", "Effectiveness", "Coherence", "Overall"]
    for name in ("agreement", "reported", "silence", "dimensions", "robustness", "factsheets"):
        assert "Coherence" in set(said(name, results).table["criterion"]), name
    for name in SOME:
        assert (exhibit := said(name, results)).text is not None and (not exhibit.figure_id or exhibit.alt), name


def test_agreement_counts_the_readings_that_differ(coded_of, said):
    same = said("agreement", coded_of({"1": "yyyn", "2": "nyny"})).text
    assert "the same answer to 8 of 8 questions (100.0%)." in same
    assert "It reaches 0.7 for every indicator for which it can be computed." in same
    assert "cannot be computed for “Group named”, where" in same
    other = said("agreement", coded_of({"1": "yyyn", "2": "nyny"}, second={"2": "yyny"})).text
    assert "the same answer to 7 of 8 questions (87.5%)." in other


def test_answers_that_follow_neither_reading_are_counted(coded_of, said):
    results = coded_of({"1": "yyyn", "2": "nyny"}, second={"2": "yyny"})
    assert "neither" not in said("agreement", results).text
    coding = results.table("processed/coding.csv")
    coding.loc[0, ["final", "reason"]] = ["not_reported", "said - settled: an erratum"]
    write_table(coding, results.wave.staged("coding.csv"))
    text = said("agreement", Results(results.wave, results.codebook)).text
    assert "1 of the 8 final answers follows neither reading, each for a reason that is written down." in text


def test_errata_stand_with_the_answers_they_bear_on(coded_of):
    results = coded_of({"1": "yy-n"})
    write_text("id,severity,affects\nE1,minor,coding:1:relevance.group\nE2,minor,sheet:1:outcomes\n", results.wave.stage / "evaluation/errata.csv")
    assert [told.errata for told in codings(results)] == [[], ["E1"], [], ["E2"]]


def test_a_weak_indicator_is_named_with_the_reason_it_is_kept(coded_of, said, raw_criteria):
    final, second = {"1": "yyyy", "2": "nnnn"}, {"1": "nyyy", "2": "ynnn"}
    told = said("agreement", coded_of(final, second))
    assert "It stays below 0.7 for “Need shown” (no reason to keep it is given)." in told.text
    assert "kept_because" not in told.columns
    raw_criteria["criteria"]["relevance"]["indicators"]["need"]["kept_because"] = "No other shows the need."
    told = said("agreement", coded_of(final, second, raw=raw_criteria))
    assert "“Need shown” (kept because no other shows the need)." in told.text
    assert "kept_because" in told.columns and len(told.widths) == 5


def test_sheets_that_were_read_once_are_not_said_to_have_been_read_twice(coded_of, said):
    once = coded_of({"1": "yyyn", "2": "nyny"}, second={"1": None, "2": None})
    told = said("agreement", once)
    assert told.text.startswith("The fact sheets were read once") and "twice" not in told.text and not told.table_id
    assert [codings(once)[0].table["answer"].tolist(), set(said("all", once).facts["files"]["codings"]["coder_b"])] == [["yes", "no"], {""}]


@pytest.mark.parametrize(
    ("final", "title"),
    [
        ({"1": "ynyy"}, "The fact sheet answers every question"),
        ({"1": "yn-y"}, "The fact sheet leaves one question open"),
        ({"1": "yyyy", "2": "nnnn"}, "Every fact sheet answers every question"),
        ({"1": "yy--", "2": "n--y"}, "Every fact sheet leaves two questions open"),
        ({"1": "yyyy", "2": "n--y"}, "One of two fact sheets answers every question"),
        ({"1": "yyyy", "2": "yyyy", "3": "n--y"}, "Two of three fact sheets answer every question"),
        ({"1": "yyy-", "2": "n--y"}, "No fact sheet answers every question: each leaves one to two open"),
    ],
)
def test_the_table_of_answers_says_what_is_left_open(coded_of, said, final, title):
    assert said("heat", coded_of(final)).title == title


def test_case_studies_stand_by_dimension_and_number_whatever_they_score(coded_of, said):
    results = coded_of({"2": "nn-n", "10": "yyyy", "3": "yyy-"}, kinds=[SOCIAL, CULTURAL, SOCIAL])
    told = said("heat", results)
    assert "Socio-economic: A project 1, A project 1; Cultural: A project 0." in told.alt
    assert [[mark.of["case"].number for mark in marks] for _, marks in told.facts["chart"].groups] == [["2", "3"], ["10"]]
    assert told.facts["chart"].more["cells"][0] == ["not_met", "not_met", "silent", "not_met"], "cells follow the rows"
    assert said("scores", results).table["no"].tolist() == said("ranks", results).table["no"].tolist() == ["2", "3", "10"]
    without = said("heat", coded_of({"1": "yyyy", "2": "nnnn"}, kinds=[{"dimension": ""}, CULTURAL]))
    assert "Not reported: Cultural: A project 0; Dimension not reported: A project 0." in without.alt


def test_what_is_answered_yes_most_and_least_is_named_and_many_are_counted(coded_of, said):
    text = said("heat", coded_of({"1": "ynyy", "2": "nnyy", "3": "nnyn"})).text
    assert "say yes most often to “Outputs counted” (3 of 3) and least often to “Group named” (0 of 3)." in text
    two = said("heat", coded_of({"1": "yyyy", "2": "nyyy", "3": "nyyn"})).text
    assert "most often to “Group named” and “Outputs counted” (3 of 3) and least often to “Need shown” (1 of 3)." in two
    assert "most" not in said("heat", coded_of({"1": "yyyy", "2": "nnnn"})).text, "all level: nothing is most"
    assert "Silence" not in said("reported", coded_of({"1": "----", "2": "nnnn"})).text
    many = said("reported", coded_of({"1": "y---", "2": "nnnn"})).text
    assert "Silence is most frequent on “Group named”, “Outputs counted” and “Aims met” (1 of 2 sheets) and least frequent on “Need shown” (0 of 2)." in many


def test_scores_go_from_silence_as_no_to_silence_as_yes(coded_of, said):
    table = said("scores", coded_of({"1": "nnnn", "2": "y-yy"})).table
    assert table.to_numpy().tolist() == [["1", "A project", "0", "0", "0"], ["2", "A project", "50–100", "100", "75–100"]]


@pytest.mark.parametrize(
    ("final", "title"),
    [
        ({"1": "ynyn"}, "The fact sheets answer everything that the criteria ask"),
        ({"1": "----"}, "The fact sheets answer nothing that the criteria ask"),
        ({"1": "y-n-"}, "Half of what the criteria ask is not reported"),
    ],
)
def test_silence_is_counted_apart_from_no(coded_of, said, final, title):
    told = said("reported", coded_of(final))
    assert told.title == title
    if final == {"1": "y-n-"}:
        assert "Group named: not reported 1; Outputs counted: no 1" in told.alt


def test_silence_is_told_by_criterion(coded_of, said):
    results = coded_of({"1": "y-n-", "2": "yyn-"})
    assert said("reported", results).text.startswith("3 of 8 answers are not reported (37.5%). Silence is most frequent on “Aims met” (2 of 2 sheets)")
    told = said("silence", results)
    assert told.text.startswith("By criterion, the largest share is not reported on effectiveness, the smallest on relevance.")
    assert told.table.to_numpy().tolist() == [["Relevance", "25.0", "1", "3", "0", "4"], ["Effectiveness", "50.0", "2", "0", "2", "4"]]
    assert "largest" not in said("silence", coded_of({"1": "y-n-"})).text, "a tie has no largest"
    one = said("reported", coded_of({"1": "ynny"})).text
    assert one.startswith("0 of 4 answers are not reported (0.0%). [[") and "sheets" not in one


def test_of_case_studies_that_were_not_drawn_no_difference_is_tested(coded_of, said):
    final = {str(n): "yynn" if n <= 12 else "nnnn" for n in range(1, 25)}
    told = said("dimensions", coded_of(final, kinds=[SOCIAL] * 12 + [CULTURAL] * 12))
    assert told.text.startswith("The case studies were chosen and not drawn at random") and "holds" not in told.text
    assert list(told.columns) == ["criterion", "comparison", "difference", "cliffs_delta", "bounds_of_silence"]
    assert told.table["difference"].tolist() == ["100.0", "0.0"]


@pytest.mark.parametrize(("first", "better", "worse"), [(SOCIAL, "socio-economic", "cultural"), (CULTURAL, "cultural", "socio-economic")])
def test_of_a_random_sample_a_difference_that_holds_is_said_with_its_interval(coded_of, said, first, better, worse):
    final = {str(n): "yynn" if n <= 12 else "nnnn" for n in range(1, 25)}
    kinds = [first] * 12 + [CULTURAL if first is SOCIAL else SOCIAL] * 12
    told = said("dimensions", coded_of(final, kinds=kinds, sampling="sample"))
    assert f"One holds: on relevance the sheets of {better} case studies lie 100.0 points above those of {worse} ones (95% interval 100.0 to 100.0)." in told.text
    points, verdicts = told.table[["difference", "verdict"]].to_numpy().T.tolist()
    assert points == ["100.0" if first is SOCIAL else "−100.0", "0.0"] and verdicts == ["holds", "not shown"]
    few = said("dimensions", coded_of({"1": "yyyy", "2": "nnnn"}, kinds=[SOCIAL, CULTURAL], sampling="sample")).text
    assert "None holds. Two could not be tested, as a dimension has a single case study." in few


@pytest.mark.parametrize(
    ("final", "turned"),
    [
        ({"1": "yyyy", "2": "nnnn"}, "no difference."),
        ({"1": "y-y-", "2": "-n-n"}, "no difference."),
        ({"1": "y--y", "2": "--yy"}, "1 of 2 differences."),
        ({"1": "yn--", "2": "--yn"}, "every difference."),
    ],
)
def test_whether_silence_could_turn_a_difference(coded_of, said, final, turned):
    assert f"could turn the sign of {turned}" in said("dimensions", coded_of(final, kinds=[SOCIAL, CULTURAL])).text


def test_where_there_is_one_dimension_nothing_is_compared(coded_of, said):
    told = said("dimensions", coded_of({"1": "yyyn", "2": "yynn"}))
    assert "one dimension at most" in told.text and not told.table_id


def test_criteria_are_compared_by_what_is_answered_yes(coded_of, said):
    alone = said("profile", coded_of({"1": "yyyn", "2": "yynn"}))
    assert alone.title == "The fact sheets answer yes most often on relevance and least often on effectiveness, however silence is read"
    assert said("profile", coded_of({"1": "yyyy", "2": "yyyy"})).title == "The fact sheets answer yes equally often on more than one criterion"
    silent = said("profile", coded_of({"1": "yyy-"})).title
    assert silent == "What is not reported leaves open on which criterion the fact sheets answer yes most often"
    both = said("profile", coded_of({"1": "yyyy", "2": "nnnn"}, kinds=[SOCIAL, CULTURAL]))
    assert "Relevance: Socio-economic (1) 100, Cultural (1) 0" in both.alt


def test_ranks_say_how_far_they_move_and_never_who_leads(coded_of, said):
    told = said("ranks", coded_of({"1": "yynn", "2": "nnyy", "3": "ynyn"}))
    assert told.title == "At least half of the case studies move over 2 or more ranks as the weights change"
    assert "For at least half of them the middle 95% of these ranks spans 2 or more; where silence is read as yes, for at least half it spans 2 or more." in told.text
    assert told.alt.endswith("Cultural: A project 1 to 3, A project 1 to 3, A project 2.")
    level = said("ranks", coded_of(dict.fromkeys(ELEVEN, "nnnn")))
    assert level.title == "At least half of the case studies keep their rank whatever the criteria weigh"
    assert "For at least half of them the middle 95% of these ranks is one and the same; where silence is read as yes, for at least half it is one and the same." in level.text
    alone = said("ranks", coded_of({"1": "yyyy"}))
    assert alone.text == "A single case study has no rank." and not alone.figure_id and not alone.table_id


def test_leaving_an_indicator_out(coded_of, said, raw_criteria):
    text = said("robustness", coded_of({"1": "ynnn", "2": "nnyn", "3": "nnyy"})).text
    assert text.startswith("Each of the 4 indicators was left out in turn. The order changes most without “Group named” and “Aims met”")
    level = said("robustness", coded_of({"1": "yyyy", "2": "nnnn"})).text
    assert "Kendall's tau is 1.00 whichever it is" in level and "changes most" not in level
    assert said("robustness", coded_of({"1": "yyyy"})).text.startswith("With a single case study there is no order to test.")
    del raw_criteria["criteria"]["effectiveness"], raw_criteria["criteria"]["relevance"]["indicators"]["group"]
    only = said("robustness", coded_of({"1": "y", "2": "n"}, raw=raw_criteria))
    assert only.text.startswith("There is a single indicator, which cannot be left out.") and not only.table_id


@pytest.mark.parametrize(
    ("final", "decided"),
    [
        ({"1": "yyyy", "2": "n-n-", "3": "nnnn"}, "holds for 2 of 3 pairs. Whatever the silent sheets had said, it would hold for as many."),
        ({"1": "ynyn", "2": "----"}, "holds for the pair that there is. Whatever the silent sheets had said, it would hold for none of these."),
        ({"1": "yyyy", "2": "yyyn", "3": "----"}, "holds for 3 of 3 pairs. Whatever the silent sheets had said, it would hold for one of these."),
        ({"1": "yynn", "2": "nnyy"}, "holds for no pair. [["),
        ({"1": "yyyy", "2": "yyyy", "3": "yyyy"}, "holds for no pair. [["),
    ],
)
def test_pairs_that_no_weights_can_turn_are_counted(coded_of, said, final, decided):
    assert decided in said("dominance", coded_of(final)).text


def test_no_case_study_is_named_in_a_title_or_a_sentence_on_scores(coded_of, said):
    results = coded_of(ELEVEN, kinds=[{"name_english": f"Practice {n}"} for n in ELEVEN])
    for name in CASES | {"dominance"}:
        told = said(name, results)
        assert "Practice" not in told.title + told.text, name


def codings(results) -> list[Exhibit]:
    words = Chapter("criteria", results, "13").words
    return [Exhibit("criteria_codings", words, facts) for facts in criteria.criteria_codings(results)]


def test_every_coding_can_be_read_with_its_rule_and_what_the_sheet_says(coded_of):
    results = coded_of({"10": "ynyn", "2": "-yyy"}, second={"10": "nnyn"}, kinds=[{"name_english": "First *of* all"}, {}])
    need, group, counted, met = codings(results)
    assert need.text.startswith("## Relevance {#sec-codings-relevance-need-criterion}\n\n### Need shown {#sec-codings-relevance-need}\n\n*?* Looked for under: Introduction and context.")
    assert need.text.endswith("- **Yes** (1): A.\n- **No** (0): B.\n- **Not reported** (1): C.")
    assert "## " not in group.text.replace("###", "") and counted.text.startswith("## Effectiveness")
    assert met.table_id == "tbl-criteria-codings-effectiveness-met" and met.id == "criteria-codings"
    assert need.table.to_numpy().tolist() == [
        ["2", "A project", "not reported", ""],
        ["10", "First *of* all", "yes (read as yes and no)", "Introduction and context: said of 10 on Need shown"],
    ]
    assert codings(coded_of({})) == []


def test_all_codings_are_one_file_with_their_rules(coded_of, said):
    told = said("all", coded_of({"1": "ynyn", "2": "-yyy"}))
    assert told.text.startswith("8 answers to 4 questions about 2 case studies")
    first = told.facts["files"]["codings"].iloc[0].to_dict()
    assert len(told.facts["files"]["codings"]) == 8
    assert first == {
        "case_no": "1", "practice": "A project", "criterion": "Relevance", "indicator": "relevance.need", "label": "Need shown", "question": "?",
        "rule_yes": "A.", "rule_no": "B.", "rule_not_reported": "C.", "coder_a": "yes", "coder_b": "yes", "final": "yes",
        "heading": "Introduction and context", "said": "said of 1 on Need shown", "settled": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"reason": "Clubs help - settled: helping is a role"}, ("Clubs help", "helping is a role")),
        ({"reason": "helping is a role", "paraphrase": "Clubs help"}, ("Clubs help", "helping is a role")),
        ({"reason": "Clubs help", "paraphrase": ""}, ("Clubs help", "")),
    ],
)
def test_what_a_sheet_says_is_kept_apart_from_why_the_answer_was_settled(coded_of, row, told):
    found = coded(coded_of({"1": "yyyy"}))._told({"evidence": "context", "coder_a": "yes", "coder_b": "no", "final": "yes"} | row)
    assert (found["said"], found["settled"]) == told and found["otherwise"] == ["yes", "no"]


def test_reversing_a_coding_moves_what_it_should(coded_of, said):
    before, after = (coded_of(ELEVEN | {"2": second}) for second in ("ny-n", "yy-n"))
    for name in ("heat", "reported", "profile"):
        assert said(name, before).alt != said(name, after).alt
    for name in ("questions", "framework"):
        assert said(name, before).text == said(name, after).text


def test_fact_sheets_are_read_by_rule(coded_of, said):
    told = said("factsheets", coded_of({}, sheets=SHEETS))
    assert told.title == "What the survey's fact sheets answer on each criterion", "what is not answered leaves it open"
    assert "2 fact sheets of the survey were read by rule. Their closed questions answer 1 of the 4 indicators; all others" in told.text
    assert "most often" not in told.text
    assert told.table.iloc[0].tolist() == ["Relevance", "1", "2", "25.0", "100.0"]
    assert "Relevance 25–100, Effectiveness 0–100." in told.alt and told.evidence == "observed"


def test_a_criterion_that_is_withheld_is_named_and_the_table_adds_up_to_the_sentence(coded_of, said):
    results = coded_of({}, sheets=SHEETS)
    estimates = results.table("processed/estimates.csv")
    hidden = estimates["item"].eq("criterion") & estimates["option"].eq("relevance")
    estimates.loc[hidden, ["value", "numerator", "base", "ci_low", "ci_high"]] = ""
    write_table(estimates, results.wave.staged("estimates.csv"))
    told = said("factsheets", Results(results.wave, results.codebook))
    assert "answer 1 of the 4 indicators" in told.text and "Withheld: relevance." in told.text
    assert told.table["indicators_answered"].tolist() == ["1", "0"] and told.table["low"].tolist()[0] == "withheld"


def test_simulated_data_are_marked(coded_of, said):
    results = coded_of(ELEVEN, evidence="simulated")
    for name in ("heat", "reported", "profile", "ranks"):
        assert said(name, results).evidence == results.wave.coded == "simulated" and "Simulated data." in said(name, results).texts["source"]


@pytest.mark.parametrize(("ahead", "behind"), [(SOCIAL, CULTURAL), (CULTURAL, SOCIAL)])
def test_the_limits_of_a_difference_that_holds_lie_around_it_whichever_dimension_is_ahead(coded_of, ahead, behind):
    letters = [*["yynn"] * 9, *["ynnn"] * 3, *["nnnn"] * 9, *["nynn"] * 3]
    results = coded_of({str(n): text for n, text in enumerate(letters, 1)}, kinds=[ahead] * 12 + [behind] * 12, sampling="sample")
    [held] = criteria.criteria_dimensions(results)["held"]
    assert held["better"] == results.dimension(ahead["dimension"])
    assert 0 < held["limits"].low < held["points"] < held["limits"].high < 1
