"""Percentages, the counts behind them, and the proof of a table's base."""

import pytest

from analysis.reconstruct.practices import true_base
from analysis.reconstruct.published import AIMS_TABLE, FUNDING_TABLE, read_tables
from analysis.reconstruct.rounding import count_behind, fitting_bases, percent, tenths


@pytest.mark.parametrize(
    ("count", "base", "text"), [(3, 48, "6.3"), (15, 48, "31.3"), (1, 3, "33.3"), (48, 48, "100.0"), (0, 5, "0.0")]
)
def test_percentages_round_half_up(count: int, base: int, text: str) -> None:
    assert percent(count, base) == text


def test_the_count_behind_a_percentage_is_the_only_one() -> None:
    assert count_behind(646, 48) == 31


@pytest.mark.parametrize(("printed", "base"), [(645, 48), (500, 3000)])
def test_a_percentage_that_fits_no_count_or_several_is_refused(printed: int, base: int) -> None:
    with pytest.raises(ValueError, match="one is needed"):
        count_behind(printed, base)


def test_a_base_is_found_by_trying_every_one() -> None:
    shares = [(n, tenths(n, 211)) for n in (7, 90, 153)]
    assert fitting_bases(shares, 1000) == [211]


@pytest.mark.parametrize("table", [AIMS_TABLE, FUNDING_TABLE])
def test_one_base_and_no_other_explains_each_table(table: str, raw_folder, printed) -> None:
    base = true_base(read_tables(raw_folder / "published"), table)
    rows = printed[f"table_{table.replace('.', '_')}"]
    counts = {row["row"]: int(row["printed"]) for row in rows if row["column"] == "n"}
    shares = {row["row"]: row["printed"] for row in rows if row["column"] == "percent"}
    assert base == 490
    assert [b for b in range(1, 2000) if all(percent(n, b) == shares[row] for row, n in counts.items())] == [base]


def test_the_base_of_all_regional_records_is_refuted(printed) -> None:
    regional = next(
        int(row["printed"]) for row in printed["table_3_7"] if row["key"] == "practices.range.regional_municipal.share"
    )
    shares = {row["row"]: row["printed"] for row in printed["table_3_10"] if row["column"] == "percent"}
    counts = {row["row"]: int(row["printed"]) for row in printed["table_3_10"] if row["column"] == "n"}
    assert sum(percent(n, regional) != shares[row] for row, n in counts.items()) > len(counts) / 3
