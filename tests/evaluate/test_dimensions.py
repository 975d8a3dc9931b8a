"""Differences between the dimensions."""

import numpy as np
import pandas as pd
import pytest

from analysis.evaluate import dimension_differences
from analysis.evaluate.dimensions import _holm, cliffs_delta


def made(groups: dict[str, list[float]], silent: float = 0.0) -> tuple[pd.DataFrame, pd.Series]:
    """Scores on one criterion of cases 1, 2, ..; the high score is `silent` above the low one."""
    rows = [[dimension, low] for dimension, lows in groups.items() for low in lows]
    frame = pd.DataFrame(rows, columns=["dimension", "low"]).assign(criterion="impact")
    frame["case_no"] = [str(n + 1) for n in range(len(frame))]
    return frame.assign(high=frame["low"] + silent), frame.set_index("case_no")["dimension"]


def test_cliffs_delta_counts_pairs():
    # Six pairs: above in 4 of them, below in 1, level in 1.
    assert cliffs_delta(np.array([0.5, 1.0]), np.array([0.0, 0.5, 0.75])) == pytest.approx((4 - 1) / 6)


def test_holm_multiplies_step_by_step_and_passes_over_what_is_missing():
    assert _holm([0.01, 0.04, np.nan, 0.03]) == pytest.approx([0.03, 0.06, np.nan, 0.06], nan_ok=True)


def test_the_numbers_of_one_comparison():
    # Twenty ways to split six cases into three and three; two of them as far apart as this one.
    table, dimension = made({"socio_economic": [0.75, 0.8, 1.0], "legal_political": [0.0, 0.25, 0.5]}, silent=0.1)
    row = dimension_differences(table, dimension).iloc[0]
    assert row[["dimension_a", "dimension_b"]].tolist() == ["legal_political", "socio_economic"]
    assert row[["n_a", "n_b"]].tolist() == [3, 3]
    assert row["difference"] == pytest.approx(0.25 - 0.85)
    assert row["delta"] == -1 and row["p"] == pytest.approx(2 / 20)
    assert row["ci_low"] < row["difference"] < row["ci_high"] < 0
    assert (row["bound_low"], row["bound_high"]) == (pytest.approx(-0.7), pytest.approx(-0.5))
    assert row["verdict"] == "not_supported"


def test_a_clear_difference_is_supported_and_none_is_not():
    groups = {"legal_political": [1.0, 0.9] * 5, "socio_economic": [0.0, 0.1] * 5, "cultural": [0.1, 0.0] * 5}
    table, dimension = made(groups)
    found = dimension_differences(table, dimension, draws=999).set_index(["dimension_a", "dimension_b"])
    assert found["verdict"].to_dict() == {
        ("legal_political", "socio_economic"): "supported",
        ("legal_political", "cultural"): "supported",
        ("socio_economic", "cultural"): "not_supported",
    }
    assert (found["p_adjusted"] >= found["p"]).all()


def test_a_small_p_alone_does_not_survive_many_comparisons():
    table, dimension = made({"legal_political": [1, 1, 1, 0.5, 0.5, 1], "cultural": [0.5, 0.5, 0, 0.5, 0.5, 0.5]})
    one = dimension_differences(table, dimension, draws=999).iloc[0]
    many = pd.concat([table.assign(criterion=name) for name in "abcdefgh"])
    rest = dimension_differences(many, dimension, draws=999).iloc[0]
    assert one["p"] == rest["p"] and rest["p_adjusted"] == pytest.approx(8 * one["p"])
    assert (one["verdict"], rest["verdict"]) == ("supported", "not_supported")


def test_a_dimension_with_one_case_is_not_tested():
    table, dimension = made({"legal_political": [1.0], "cultural": [0.0, 0.5]})
    row = dimension_differences(table, dimension).iloc[0]
    assert row["difference"] == 0.75 and np.isnan(row["p"]) and np.isnan(row["ci_low"])
    assert row["verdict"] == "not_supported"


def test_no_spread_at_all_is_no_difference():
    table, dimension = made({"legal_political": [0.5] * 4, "cultural": [0.5] * 4})
    row = dimension_differences(table, dimension, draws=99).iloc[0]
    assert row[["difference", "ci_low", "ci_high", "delta", "p"]].tolist() == [0, 0, 0, 0, 1]


def test_one_dimension_has_nothing_to_be_compared_with():
    assert dimension_differences(*made({"cultural": [0.0, 1.0]})).empty


def test_a_case_less_leaves_the_comparison_of_the_other_dimensions_alone():
    groups = {"legal_political": [0.2, 0.4, 0.9], "socio_economic": [0.1, 0.5, 0.3], "cultural": [0.6, 0.8, 0.7]}
    table, dimension = made(groups)
    before = dimension_differences(table, dimension, draws=99)
    after = dimension_differences(table[table["case_no"].ne("9")], dimension, draws=99)
    columns = ["difference", "ci_low", "ci_high", "delta", "p"]
    assert before.loc[0, columns].equals(after.loc[0, columns])
    assert not before.loc[2, columns].equals(after.loc[2, columns])
