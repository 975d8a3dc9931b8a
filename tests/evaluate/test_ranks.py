"""Ranks under random weights, and the ranks that silence leaves possible."""

import numpy as np
import pandas as pd
import pytest

from analysis.evaluate import overall, rank_bounds, rank_stability, scores
from analysis.evaluate.ranks import ranks, top_shares


def made(values: dict[str, list[float]]) -> pd.DataFrame:
    """Scores of cases on criteria a, b, ..; low and high the same."""
    rows = [[case, "abc"[n], low, low] for case, lows in values.items() for n, low in enumerate(lows)]
    return pd.DataFrame(rows, columns=["case_no", "criterion", "low", "high"])


def test_ranks_start_at_the_largest_and_ties_get_their_mean():
    assert ranks(np.array([0.2, 0.9, 0.2, 0.1])).tolist() == [2.5, 1, 2.5, 4]


def test_rounding_noise_does_not_break_a_tie():
    assert ranks(np.array([1 / 3, 0.333333333333])).tolist() == [1.5, 1.5]


def test_places_left_at_the_limit_are_shared():
    assert top_shares(np.array([0.9, 0.5, 0.5, 0.5, 0.1]), top=3).tolist() == pytest.approx([1, 2 / 3, 2 / 3, 2 / 3, 0])
    assert top_shares(np.array([0.5, 0.4]), top=5).tolist() == [1, 1]


def test_shares_and_ranks_follow_from_the_weights():
    # With weight w on a: case 1 scores w, case 2 scores 1 - w, case 3 always 0.4. w is uniform between 0 and 1.
    table = rank_stability(made({"1": [1, 0], "2": [0, 1], "3": [0.4, 0.4]}), draws=20_000, top=1)
    low = table[table["basis"].eq("low")].set_index("case_no")
    assert low["top_share"].tolist() == pytest.approx([0.5, 0.5, 0], abs=0.02)
    assert low.loc["3", ["rank_low", "rank_median", "rank_high"]].tolist() == [2, 2, 3]
    assert low.loc["1", ["rank_low", "rank_high"]].tolist() == [1, 3]
    assert low["rank_equal"].tolist() == [1.5, 1.5, 3]


def test_top_shares_add_up_to_the_places_there_are():
    values = {str(n): [n % 3 / 2, n % 2, n % 4 / 3] for n in range(12)}
    sums = rank_stability(made(values), draws=500).groupby("basis")["top_share"].sum()
    assert sums.to_dict() == pytest.approx({"low": 5, "high": 5})


def test_the_draws_are_seeded_and_do_not_depend_on_the_cases():
    whole = made({str(n): [n / 10, (n * 7 % 10) / 10] for n in range(8)})
    assert rank_stability(whole, seed=4, draws=200).equals(rank_stability(whole, seed=4, draws=200))
    assert not rank_stability(whole, seed=4, draws=200).equals(rank_stability(whole, seed=5, draws=200))
    best = whole[whole["case_no"].isin(["7", "1"])]
    again = rank_stability(pd.concat([best, made({"99": [0, 0]})]), seed=4, draws=200, top=1)
    alone = rank_stability(best, seed=4, draws=200, top=1)
    assert again[again["case_no"].ne("99")]["top_share"].tolist() == alone["top_share"].tolist()


def test_low_and_high_scores_are_ranked_apart(code, criteria):
    table = rank_stability(scores(code({"1": "yynn", "2": "----"}), criteria), draws=100)
    assert table.groupby("basis")["rank_equal"].apply(list).to_dict() == {"high": [2, 1], "low": [1, 2]}


def test_the_ranks_that_silence_leaves_possible(code, criteria):
    # Overall: case 1 exactly 1, case 2 between 0 and 0.5, case 3 exactly 0.25.
    totals = overall(scores(code({"1": "yyyy", "2": "-n-n", "3": "ynnn"}), criteria))
    assert rank_bounds(totals).values.tolist() == [["1", 1, 1], ["2", 2, 3], ["3", 2, 3]]


def test_weights_are_drawn_evenly_from_all_that_there_can_be():
    # Case 1 is ahead where the first weight is above 0.8: a fifth of all pairs of weights. Of all triples of weights a quarter
    # have a first one above one half: the corner of the triangle that is half as high as the whole.
    two = rank_stability(made({"1": [1, 0], "2": [0.8, 0.8]}), draws=20_000, top=1)
    three = rank_stability(made({"1": [1, 0, 0], "2": [0.5, 0.5, 0.5]}), draws=20_000, top=1)
    shares = [table[table["case_no"].eq("1") & table["basis"].eq("low")]["top_share"].item() for table in (two, three)]
    assert shares == pytest.approx([1 / 5, 1 / 4], abs=0.01)
