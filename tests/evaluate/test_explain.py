"""From a score to its coding rows."""

from analysis.evaluate import explain_score


def test_the_rows_behind_one_score(code, criteria):
    rows = explain_score(code({"1": "y-nn", "2": "yyyy"}), criteria, "1", "relevance")
    assert rows[["indicator", "final", "rule", "heading"]].values.tolist() == [
        ["relevance.need", "yes", "A figure.", "Introduction and context"],
        ["relevance.group", "not_reported", "Silence.", ""],
    ]
    assert rows["question"].tolist() == ["Is a need shown?", "Is a group named?"]


def test_the_overall_score_rests_on_all_rows_of_the_case(code, criteria):
    rows = explain_score(code({"1": "y-nn", "2": "yyyy"}).iloc[::-1], criteria, "2")
    assert rows["indicator"].tolist() == list(criteria.indicators) and set(rows["case_no"]) == {"2"}


def test_an_unknown_case_has_no_rows(code, criteria):
    assert explain_score(code({"1": "y-nn"}), criteria, "38").empty
