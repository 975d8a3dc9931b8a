"""Dominance: better whatever the weights."""

from analysis.evaluate import dominance, dominance_counts, scores


def pairs(code, criteria, codings: dict[str, str]) -> set[tuple[str, str, str]]:
    return set(dominance(scores(code(codings), criteria)).itertuples(index=False, name=None))


def test_at_least_as_good_everywhere_and_better_once(code, criteria):
    assert pairs(code, criteria, {"1": "yyyn", "2": "ynyn"}) == {("1", "2", "low"), ("1", "2", "robust")}


def test_equal_cases_and_cases_with_different_strengths_do_not_dominate(code, criteria):
    assert pairs(code, criteria, {"1": "yynn", "2": "nnyy", "3": "nnyy"}) == set()


def test_silence_can_undo_dominance_on_the_low_scores(code, criteria):
    assert pairs(code, criteria, {"1": "yyyn", "2": "yny-"}) == {("1", "2", "low")}


def test_how_many_each_case_dominates(code, criteria):
    found = dominance(scores(code({"1": "yyyy", "2": "yny-", "10": "nnnn"}), criteria))
    counts = dominance_counts(found, ["10", "2", "1"])
    assert list(counts.columns) == [
        "case_no", "dominates_low", "dominated_by_low", "dominates_robust", "dominated_by_robust",
    ]  # fmt: skip
    assert counts.values.tolist() == [["1", 2, 0, 2, 0], ["2", 1, 1, 1, 1], ["10", 0, 2, 0, 2]]
