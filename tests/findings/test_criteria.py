"""What the criteria show, and how it is said: sentences follow the coding, ties are ties, silence is not a no."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.findings import criteria
from analysis.tell.chapter import Chapter
from analysis.tell.exhibit import Exhibit

SHEETS = pd.DataFrame(
    [["R1", "1", "women", "cultural"], ["R2", "1", "", ""]],
    columns=["respondent_id", "factsheet_no", "fs_target_group", "fs_dimension"],
)
SOCIAL, CULTURAL = {"dimension": "socio_economic"}, {"dimension": "cultural"}
ELEVEN = {"1": "yyyy", **{str(n): "ny-n" for n in range(2, 12)}}
CASES = {"agreement", "heat", "scores", "reported", "profile", "ranks", "robustness", "standout"}
SOME = ("questions", "framework", *CASES, "dimensions", "dominance", "factsheets")


@pytest.fixture
def said(tell):
    """`said("heat", results)`: the exhibit of the chapter."""
    return lambda name, results: tell("criteria", f"criteria_{name}", results)


def test_what_there_is_to_say_follows_what_the_wave_has(coded_of, said):
    def there(results):
        return {name for name in SOME if said(name, results) is not None}

    assert there(coded_of({})) == {"questions"}
    assert there(coded_of({}, sheets=SHEETS)) == {"questions", "framework", "factsheets"}
    assert there(coded_of({"1": "yyyy"})) == CASES | {"questions", "framework", "dimensions"}
    assert there(coded_of(ELEVEN, sheets=SHEETS)) == set(SOME)


@pytest.mark.parametrize("final", [{"1": "yn-y"}, {"1": "yyyy", "2": "n--n"}, ELEVEN])
def test_a_finding_gives_the_same_facts_whatever_the_coding(coded_of, said, final):
    one, other = coded_of(ELEVEN | {"2": "yyyy"}, kinds=[SOCIAL, *[CULTURAL] * 10]), coded_of(final)
    for name in CASES:
        assert said(name, one).facts.keys() == said(name, other).facts.keys(), name
        assert said(name, other).text is not None


def test_criteria_are_listed_as_the_codebook_has_them(coded_of, said):
    text = said("questions", coded_of({})).text
    assert text.startswith("Two criteria are put to each practice, by 4 indicators that")
    assert "Relevance\n: Whether the aims answer needs. *Does it answer a need?* Indicators: need shown; group named." in text


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
    for name in ("agreement", "reported", "dimensions", "robustness", "factsheets"):
        assert "Coherence" in set(said(name, results).table["criterion"]), name
    for name in SOME:
        assert (exhibit := said(name, results)).text is not None and (not exhibit.figure_id or exhibit.alt), name


def test_agreement_counts_the_readings_that_differ(coded_of, said):
    same = said("agreement", coded_of({"1": "yyyn", "2": "nyny"})).text
    assert "the same answer to 8 of 8 questions, 100.0 per cent." in same
    assert "It reaches 0.7 for every indicator for which it can be computed." in same
    assert "cannot be computed for “Group named”, where" in same
    other = said("agreement", coded_of({"1": "yyyn", "2": "nyny"}, second={"2": "yyny"})).text
    assert "the same answer to 7 of 8 questions, 87.5 per cent." in other


def test_a_weak_indicator_is_named_with_the_reason_it_is_kept(coded_of, said, raw_criteria):
    final, second = {"1": "yyyy", "2": "nnnn"}, {"1": "nyyy", "2": "ynnn"}
    told = said("agreement", coded_of(final, second))
    assert "It stays below 0.7 for “Need shown” (no reason to keep it is given)." in told.text
    assert "kept_because" not in told.columns
    raw_criteria["criteria"]["relevance"]["indicators"]["need"]["kept_because"] = "No other shows the need."
    told = said("agreement", coded_of(final, second, raw=raw_criteria))
    assert "“Need shown” (kept because no other shows the need)." in told.text
    assert "kept_because" in told.columns and len(told.widths) == 6


@pytest.mark.parametrize(
    ("final", "title"),
    [
        ({"1": "yyyy"}, "The case study meets four of four indicators"),
        ({"1": "yyyy", "2": "n--y"}, "One of two case studies meets every indicator"),
        ({"1": "yyyy", "2": "yyyy"}, "Two of two case studies meet every indicator"),
        ({"1": "yyy-", "2": "n--y"}, "The fullest case study meets three of four indicators"),
        ({"1": "yyy-", "2": "yyyn"}, "The fullest case studies meet three of four indicators"),
        ({"1": "nn--", "2": "----"}, "No case study meets any indicator"),
    ],
)
def test_the_table_of_answers_says_who_meets_most(coded_of, said, final, title):
    assert said("heat", coded_of(final)).title == title


def test_what_is_met_most_and_least_is_named_and_many_are_counted(coded_of, said):
    text = said("heat", coded_of({"1": "ynyy", "2": "nnyy", "3": "nnyn"})).text
    assert "Met most often: “Outputs counted” (3 of 3). Met least often: “Group named” (0 of 3)." in text
    assert "Overall scores run from 25.0 to 75.0 per cent where silence is read as no, and from 25.0 to 75.0" in text
    two = said("heat", coded_of({"1": "yyyy", "2": "nyyy", "3": "nyyn"})).text
    assert "Met most often: “Group named” and “Outputs counted” (3 of 3). Met least often: “Need shown” (1 of 3)." in two
    four = said("reported", coded_of({"1": "----", "2": "nnnn"})).text
    assert "Silence is greatest on four indicators: 1 of 2 sheets." in four


def test_scores_go_from_silence_as_no_to_silence_as_yes_the_highest_first(coded_of, said):
    table = said("scores", coded_of({"1": "nnnn", "2": "y-yy"})).table
    assert table.to_numpy().tolist() == [["2", "A project", "50–100", "100", "75–100"], ["1", "A project", "0", "0", "0"]]


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
    assert told.say("summary", markdown=True, title=title, figure=told.figure_id) == f"{title} (@fig-criteria-reported). {told.words.filters['mark']('coded')}"
    if final == {"1": "y-n-"}:
        assert "Group named: not reported 1; Outputs counted: no 1" in told.alt


def test_the_weight_of_silence_is_told(coded_of, said):
    text = said("reported", coded_of({"1": "y-n-", "2": "yyn-"})).text
    assert "3 of 8 answers, 37.5 per cent, are not reported. Silence is greatest on “Aims met”: 2 of 2 sheets." in text
    assert "50.0 points of the mean score open on effectiveness, the most, and 25.0 on relevance, the least." in text
    even = said("reported", coded_of({"1": "y-n-"})).text
    assert "It leaves 50.0 points of the mean score open on every criterion." in even
    assert said("reported", coded_of({"1": "ynny"})).text.startswith("0 of 4 answers, 0.0 per cent, are not reported. [[")
    assert "11 of 11 case studies could be among the first five" in (firm := said("reported", coded_of(ELEVEN)).text)
    assert "; one would be there whatever" in firm


def test_what_the_cases_cannot_carry_is_said(coded_of, said):
    told = said("profile", coded_of({"1": "yyyy", "2": "nnnn"}, kinds=[SOCIAL, CULTURAL]))
    assert told.title == "The two case studies do not show that any dimension does better than another"
    assert "None holds: 2 case studies cannot carry the claim" in told.text
    assert told.text.count("socio-economic case studies lie 100.0 points above cultural ones") == 2, "a tie is a tie"
    assert "Two could not be tested, as a dimension has a single case." in told.text
    assert "Relevance: Socio-economic (1) 100, Cultural (1) 0" in told.alt


@pytest.mark.parametrize(("first", "better", "worse"), [(SOCIAL, "Socio-economic", "cultural"), (CULTURAL, "Cultural", "socio-economic")])
def test_a_difference_that_holds_is_said_with_its_interval(coded_of, said, first, better, worse):
    final = {str(n): "yynn" if n <= 12 else "nnnn" for n in range(1, 25)}
    kinds = [first] * 12 + [CULTURAL if first is SOCIAL else SOCIAL] * 12
    results = coded_of(final, kinds=kinds)
    told = said("profile", results)
    assert told.title == f"{better} case studies score higher on relevance than {worse} ones"
    above = f"One holds: on relevance {better.lower()} case studies lie 100.0 points above {worse} ones (95% interval 100.0 to 100.0)."
    assert above in told.text and "For all others, 24 case studies cannot carry a claim." in told.text
    points, verdicts = said("dimensions", results).table[["difference", "verdict"]].to_numpy().T.tolist()
    assert points == ["100.0" if first is SOCIAL else "−100.0", "0.0"] and verdicts == ["holds", "not shown"]
    both = {case: letters.replace("yynn", "yyyy") for case, letters in final.items()}
    assert said("profile", coded_of(both, kinds=kinds)).title == "The dimensions differ on relevance and effectiveness"


def test_where_there_is_one_dimension_the_criteria_are_compared(coded_of, said):
    alone = said("profile", coded_of({"1": "yyyn", "2": "yynn"}))
    assert alone.title == "The case studies show most on relevance and least on effectiveness"
    assert "one dimension at most" in alone.text
    assert said("profile", coded_of({"1": "yyyy", "2": "yyyy"})).title == "The case studies score alike on all criteria"


def test_ranks_name_those_in_front_and_lead_to_their_profiles(coded_of, said):
    told = said("ranks", coded_of(ELEVEN))
    assert told.title == "One of eleven case studies stays in the top five under most weights"
    assert "One of 11 stays among the first five in more than half of the draws: A project (@sec-case-1)." in told.text
    assert "The same holds where silence is read as yes." in told.text
    level = said("ranks", coded_of(dict.fromkeys(ELEVEN, "nnnn")))
    assert level.title == "No case study stays in the top five under most weights" and "None stays among the first five" in level.text
    assert "at least half of the case studies keep their rank" in level.text
    few = said("ranks", coded_of({"1": "yyyy", "2": "nnnn"}))
    assert few.title == "Ranks of the case studies, whatever the criteria weigh"
    assert "With 2 case studies there is no top five" in few.text
    assert "1 A project rank 1 to 1, middle 1, in the top five in 100% of draws" in few.alt
    alone = said("ranks", coded_of({"1": "yyyy"}))
    assert alone.text == "A single case study has no rank." and not alone.figure_id and not alone.table_id


def test_leaving_an_indicator_out(coded_of, said):
    text = said("robustness", coded_of(ELEVEN)).text
    assert "Each of the 4 indicators was left out in turn." in text
    assert "The first five stay the same whichever indicator is left out." in text
    final = {"1": "ynnn", **{str(n): "nnny" for n in range(2, 8)}, **{str(n): "nnnn" for n in range(8, 12)}}
    assert "leaving it out changes who is among the first five." in said("robustness", coded_of(final)).text
    level = said("robustness", coded_of({"1": "yyyy", "2": "nnnn"})).text
    assert "Kendall's tau is 1.00 whichever it is" in level and "changes most" not in level
    assert said("robustness", coded_of({"1": "yyyy"})).text.startswith("With a single case study there is no order to test.")


def test_dominance_follows_the_scores(coded_of, said):
    text = said("dominance", coded_of({"1": "yyyy", "2": "n-n-", "3": "nnnn"})).text
    assert "Of 3 pairs this decides 2; two of these would still be decided" in text
    assert "One of 3 is dominated by none: A project. A project dominates the most, 2 others." in text


def test_those_who_stand_out_come_with_their_evidence(coded_of, said):
    results = coded_of(ELEVEN | {"1": "yyyn"}, kinds=[{"name_english": "First *of* all", "country": "PL"}, *[{}] * 10])
    assert said("standout", results).text.startswith("One case study stays among the first five in more than half of the draws.")
    (facts,) = criteria.criteria_case(results)
    told = Exhibit("criteria_case", Chapter("criteria", results, "13").words, facts)
    assert told.text.startswith("### First \\*of\\* all {#sec-standout-1}\n\nCultural, Poland. It meets 3 of 4 indicators, scores 75 per cent overall")
    assert told.text.endswith("of the draws (@sec-case-1). Not met: aims met.")
    assert told.table_id == "tbl-criteria-case-1" and told.id == "criteria-case"
    assert told.table.iloc[0].tolist() == ["Relevance", "Need shown", "Introduction and context", "said of 1 on Need shown"]
    assert "none stands out" in said("standout", coded_of(dict.fromkeys(ELEVEN, "nnnn"))).text
    assert "too few case studies" in said("standout", coded_of({"1": "yyyy"})).text and criteria.criteria_case(coded_of({})) == []


def test_reversing_a_coding_moves_what_it_should(coded_of, said):
    before, after = (coded_of(ELEVEN | {"2": second}) for second in ("ny-n", "yy-n"))
    for name in ("heat", "reported", "ranks"):
        assert said(name, before).alt != said(name, after).alt
    for name in ("questions", "framework"):
        assert said(name, before).text == said(name, after).text


def test_fact_sheets_are_read_by_rule(coded_of, said):
    told = said("factsheets", coded_of({}, sheets=SHEETS))
    assert told.title == "Relevance is what the fact sheets show best"
    assert "2 fact sheets of the survey were read by rule. The closed questions answer 1 of the 4 indicators" in told.text
    assert "The sheets show most on relevance: at least 25.0 per cent" in told.text
    assert told.table.iloc[0].tolist() == ["Relevance", "1", "2", "25.0", "100.0"]
    assert "Relevance 25–100, Effectiveness 0–100." in told.alt and told.evidence == "observed"


def test_simulated_data_are_marked(coded_of, said):
    results = coded_of(ELEVEN, evidence="simulated")
    for name in ("heat", "reported", "profile", "ranks"):
        assert said(name, results).evidence == "coded;simulated" and "Simulated data." in said(name, results).texts["source"]
