"""Rows of `estimates.csv`: keys, shares, Wilson intervals, suppression."""

from __future__ import annotations

import math
import sys
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.estimate.rows import COLUMNS, Estimate, frame, share, wilson


@pytest.mark.parametrize(
    ("parts", "key"),
    [
        (("survey", "network_member", "yes", "share"), "survey.network_member.yes.share"),
        (
            ("survey", "measure_legal__civic", "higher_priority", "share"),
            "survey.measure_legal.civic.higher_priority.share",
        ),
        (
            ("survey", "challenge_authority__newly_arrived__resources", "higher_priority", "share"),
            "survey.challenge_authority.newly_arrived.resources.higher_priority.share",
        ),
        (("cases", "17.relevance", "", "low"), "cases.17.relevance.low"),
    ],
)
def test_keys_are_those_of_the_contract(parts: tuple[str, ...], key: str) -> None:
    assert Estimate(*parts).key == key


def test_a_group_stands_before_the_statistic() -> None:
    assert (
        share("practices", "range", "national", 3, 9, group="country_GR").key
        == "practices.range.national.by_country_GR.share"
    )


@pytest.mark.parametrize(
    ("numerator", "base", "low", "high"),
    [
        # the score interval worked out by hand with z = 1.959964
        (33, 48, 0.546669, 0.800543), (0, 10, 0.0, 0.277533), (10, 10, 0.722467, 1.0), (1, 2, 0.094531, 0.905469),
    ],
)  # fmt: skip
def test_wilsons_interval(numerator: int, base: int, low: float, high: float) -> None:
    [lower], [upper] = wilson(np.array([numerator]), np.array([base]))
    assert (lower, upper) == (pytest.approx(low, abs=1e-6), pytest.approx(high, abs=1e-6))


def test_there_is_no_interval_without_a_base() -> None:
    lower, upper = wilson(np.array([0, 1]), np.array([0, 4]))
    assert math.isnan(lower[0]) and math.isnan(upper[0]) and lower[1] < 0.25 < upper[1]


@given(st.integers(1, 500).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base))))
def test_an_interval_holds_its_share_and_mirrors_its_complement(pair: tuple[int, int]) -> None:
    numerator, base = pair
    low, high = wilson(np.array([numerator, base - numerator]), np.array([base, base]))
    assert -1e-12 <= low[0] <= numerator / base + 1e-12 and numerator / base - 1e-12 <= high[0] <= 1 + 1e-12
    assert low[0] == pytest.approx(1 - high[1])


def test_a_table_of_estimates_has_the_columns_of_the_contract_in_the_order_of_keys() -> None:
    rows = [share("survey", "b", "yes", 3, 4), share("survey", "a", "yes", 30, 48, evidence="coded")]
    table = frame(rows, "2030", "observed", 5)
    assert list(table.columns) == [*COLUMNS, "respondents", "cell"]
    assert table["key"].tolist() == ["survey.a.yes.share", "survey.b.yes.share"]
    first = table.iloc[0]
    assert (first["value"], first["numerator"], first["base"], first["wave"]) == (30 / 48, "30", 48, "2030")
    assert first["ci_low"] < 30 / 48 < first["ci_high"]
    assert table["evidence"].tolist() == ["coded", "observed"]


def test_below_the_smallest_base_the_value_is_left_out() -> None:
    rows = [share("survey", "a", "yes", 4, 5), share("survey", "b", "yes", 4, 4), share("survey", "c", "yes", 0, 0)]
    table = frame(rows, "w", "observed", 5)
    assert table["suppressed"].tolist() == ["no", "yes", "yes"]
    assert table["value"].notna().tolist() == [True, False, False]
    assert table.loc[1, ["value", "ci_low", "ci_high"]].isna().all()


def test_one_answer_of_one_is_a_share_where_the_wave_allows_so_small_a_base() -> None:
    table = frame([share("survey", "a", "yes", 1, 1)], "w", "observed", 1)
    assert table.loc[0, ["value", "suppressed"]].tolist() == [1.0, "no"]


def test_a_value_that_is_no_share_is_kept_as_it_is() -> None:
    table = frame(
        [Estimate("cases", "budget", "total", "median", None, 9, 5.5, 1.0, 8.0, "quartiles")], "w", "coded", 5
    )
    assert table.loc[0, ["value", "ci_low", "ci_high", "numerator"]].tolist() == [5.5, 1.0, 8.0, ""]


def test_two_estimates_with_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match=r"two estimates have the key survey\.a\.yes\.share"):
        frame([share("survey", "a", "yes", 1, 9), share("survey", "a", "yes", 2, 9)], "w", "observed", 5)


def test_no_estimates_make_an_empty_table() -> None:
    assert frame([], "w", "observed", 5).columns.tolist() == [*COLUMNS, "respondents", "cell"]


def test_of_simulated_data_every_number_is_simulated_whatever_it_was_read_from() -> None:
    rows = [share("cases", "evaluation", "none", 3, 9, evidence="coded"), share("survey", "a", "yes", 3, 9)]
    assert frame(rows, "w", "simulated", 5)["evidence"].tolist() == ["simulated", "simulated"]
    assert frame(rows, "w", "observed", 5)["evidence"].tolist() == ["coded", "observed"]


def test_an_estimate_knows_the_cell_of_the_notebook_that_computed_it(monkeypatch) -> None:
    assert share("survey", "a", "yes", 3, 4).cell == ""
    history = SimpleNamespace(input_hist_parsed=["", "first", "second"])
    shell = SimpleNamespace(history_manager=history, execution_count=3)  # some versions count up before the cell has run
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))
    row = share("survey", "a", "yes", 3, 4)
    history.input_hist_parsed.append("third")
    assert frame([row, share("survey", "b", "yes", 3, 4)], "w", "observed", 5)["cell"].tolist() == ["2", "3"]
