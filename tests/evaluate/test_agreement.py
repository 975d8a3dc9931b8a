"""Agreement of the two readings."""

import krippendorff
import numpy as np
import pytest

from analysis.evaluate import ALPHA_ENOUGH, agreement, read_criteria
from analysis.evaluate.agreement import _alpha


@pytest.fixture
def table(code, criteria):
    """Indicator by indicator: one difference in four, no difference, only one answer, always different."""
    first = {"1": "yyyy", "2": "yny-", "3": "n-yy", "4": "nyy-"}
    second = {"1": "yyy-", "2": "yny" + "y", "3": "n-y-", "4": "yyyy"}
    return agreement(code(first, second), criteria, draws=200).set_index("indicator")


def test_alpha_is_krippendorffs(table):
    # 4 pairs, 1 differs: 8 values, 5 yes and 3 no. Observed 2/8, expected 2 * 5 * 3 / (8 * 7); 1 - 0.25 / 0.5357.
    assert table.loc["relevance.need", "alpha"] == pytest.approx(1 - 0.25 / (30 / 56))
    assert table.loc["relevance.need", ["n", "differences", "agreement"]].tolist() == [4, 1, 0.75]
    # 4 pairs that all differ, 4 yes and 4 not reported: 1 - 1 / (32 / 56).
    assert table.loc["effect.met", "alpha"] == pytest.approx(1 - 56 / 32)


def test_alpha_equals_that_of_the_package_on_readings_at_random():
    chance = np.random.default_rng(3)
    for _ in range(200):
        readings = chance.integers(0, chance.integers(2, 4), (2, chance.integers(2, 40)))
        counts = (readings[..., None] == np.arange(3)).sum(axis=0)
        if len(np.unique(readings)) > 1:
            oracle = krippendorff.alpha(reliability_data=readings, level_of_measurement="nominal")
            assert _alpha(counts) == pytest.approx(oracle, abs=1e-12)


def test_perfect_agreement_is_one_and_enough(table):
    row = table.loc["relevance.group"]
    assert (row["alpha"], row["ci_low"], row["ci_high"], row["enough"]) == (1, 1, 1, "yes")
    assert table.loc["relevance.need", "enough"] == "no" and ALPHA_ENOUGH == 0.7


def test_where_only_one_answer_was_given_alpha_is_left_empty(table):
    row = table.loc["effect.counted"]
    assert np.isnan(row["alpha"]) and np.isnan(row["ci_low"])
    assert (row["agreement"], row["draws"], row["enough"]) == (1, 0, "")


def test_draws_without_a_defined_alpha_are_counted(table):
    assert 0 < table.loc["relevance.group", "draws"] < 200


def test_the_pooled_row_takes_all_pairs_together(table):
    a = [0, 0, 1, 1, 0, 1, 2, 0, 0, 0, 0, 0, 0, 2, 0, 2]
    b = [0, 0, 1, 0, 0, 1, 2, 0, 0, 0, 0, 0, 2, 0, 2, 0]
    expected = krippendorff.alpha(reliability_data=[a, b], level_of_measurement="nominal")
    assert table.loc["pooled", "alpha"] == pytest.approx(expected)
    assert table.loc["pooled", ["n", "differences"]].tolist() == [16, 5]


def test_the_interval_is_seeded_and_holds_alpha(code, criteria):
    letters = "yn-"
    first = {str(n): letters[n % 3] * 4 for n in range(30)}
    second = {str(n): letters[n % 3 if n % 7 else (n + 1) % 3] * 4 for n in range(30)}
    coding = code(first, second)
    one, two, other = (agreement(coding, criteria, seed=seed, draws=300) for seed in (1, 1, 2))
    assert one.equals(two) and not one["ci_low"].equals(other["ci_low"])
    assert ((one["ci_low"] < one["alpha"]) & (one["alpha"] < one["ci_high"])).all()


def test_a_change_in_one_indicator_leaves_the_others_alone(code, criteria):
    before = agreement(code({"1": "yyyy", "2": "nnnn", "3": "-y-y"}), criteria, draws=100).set_index("indicator")
    after = agreement(code({"1": "yyyy", "2": "nnnn", "3": "-y-y"}, {"1": "nyyy"}), criteria, draws=100)
    after = after.set_index("indicator")
    moved = [name for name in before.index if not before.loc[name].equals(after.loc[name])]
    assert moved == ["relevance.need", "pooled"]


def test_why_a_weak_indicator_is_kept_comes_from_the_codebook(code, raw_criteria):
    raw_criteria["criteria"]["effect"]["indicators"]["met"]["kept_because"] = "the study asks for it"
    criteria = read_criteria(raw_criteria)
    table = agreement(code({"1": "yyyy", "2": "nnnn"}), criteria, draws=10).set_index("indicator")
    assert table["kept_because"].to_dict() == dict.fromkeys(table.index, "") | {"effect.met": "the study asks for it"}


def test_sheets_that_were_read_once_have_no_agreement(code, criteria, table):
    once = agreement(code({"1": "yyyy"}).assign(coder_b=""), criteria)
    assert once.empty and list(once.columns) == list(table.reset_index().columns)


def test_the_interval_leaves_out_a_fortieth_of_the_samples_at_either_end(code, criteria):
    # 100 cases, half yes and half no, three read otherwise the second time. How many of the three come into a sample of 100
    # is binomial: none in 4.8% of the samples, seven or more in 3.1%. So 95% of the samples reach from no difference to seven.
    first = {str(n): ("y" if n % 2 else "n") * 4 for n in range(100)}
    second = first | {str(n): ("n" if n % 2 else "y") * 4 for n in (0, 1, 2)}
    row = agreement(code(first, second), criteria, draws=4000).set_index("indicator").loc["relevance.need"]
    seven_differ = 1 - 2 * 7 * 199 / (200**2 - 2 * 100**2)  # observed over expected disagreement, as many yes as no
    assert row["ci_high"] == 1
    assert row["ci_low"] == pytest.approx(seven_differ, abs=0.005)
