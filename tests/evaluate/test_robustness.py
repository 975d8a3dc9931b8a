"""Leaving out one indicator."""

import numpy as np
import pytest

from analysis.evaluate import leave_one_out


def test_the_order_without_one_indicator(code, criteria):
    # Overall low with all indicators: 1 (0.5 + 1) / 2, 2 (1 + 0) / 2, 3 (0.5 + 0) / 2.
    coding = code({"1": "ynyy", "2": "yynn", "3": "nyn-"})
    table = leave_one_out(coding, criteria, top=1).set_index("indicator")
    # relevance.need out: 1 -> (0 + 1) / 2, 2 -> (1 + 0) / 2, 3 -> (1 + 0) / 2: all level, tau undefined.
    assert np.isnan(table.loc["relevance.need", "tau"])
    assert table.loc["relevance.need", ["largest_change", "case_no"]].tolist() == [1, "1"]
    assert table.loc["relevance.need", ["top_changed", "entered", "left"]].tolist() == ["yes", "2;3", ""]
    # effect.counted out: 1 -> (0.5 + 1) / 2, 2 -> (1 + 0) / 2, 3 -> (0.5 + 0) / 2: nothing moves.
    assert table.loc["effect.counted", ["tau", "largest_change", "case_no"]].tolist() == [1, 0, ""]
    assert table.loc["effect.counted", "top_changed"] == "no"


def test_a_case_that_leaves_the_top(code, criteria):
    table = leave_one_out(code({"1": "nyyn", "2": "ynnn"}), criteria, top=1).set_index("indicator")
    # With all: 1 (0.5 + 0.5) / 2, 2 (0.5 + 0) / 2. Without relevance.group: 1 (0 + 0.5) / 2, 2 (1 + 0) / 2.
    assert table.loc["relevance.group", ["tau", "entered", "left"]].tolist() == [-1, "2", "1"]


def test_a_criterion_that_loses_its_only_indicator_drops_from_the_mean(code, criteria):
    coding = code({"1": "ynyn", "2": "nnyn", "3": "ynnn"})
    coding = coding[coding["indicator"].ne("effect.met")]
    table = leave_one_out(coding, criteria).set_index("indicator")
    # Without effect.counted only relevance is left: 0.5, 0, 0.5, against 0.75, 0.5, 0.25 before.
    # Pairs: (1,2) agrees, (2,3) turns round, (1,3) is tied: (1 - 1) / sqrt(3 * 2).
    assert table.loc["effect.counted", "tau"] == pytest.approx(0)
    assert table.loc["effect.counted", "largest_change"] == 1.5
