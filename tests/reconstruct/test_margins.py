"""Every printed margin, counted from the written workbooks with nothing but a Counter."""

from __future__ import annotations

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal

import pytest

Table = list[dict[str, str]]


def half_up(count: int, base: int) -> str:
    return str((Decimal(100 * count) / base).quantize(Decimal("0.1"), ROUND_HALF_UP))


def printed_column(table: Table, column: str) -> dict[str, str]:
    return {row["row"]: row["printed"] for row in table if row["column"] == column and row["key"]}


def option(table: Table, row: str, place: int) -> str:
    """The part of a row's key that names its option."""
    return next(cell["key"] for cell in table if cell["row"] == row and cell["key"]).split(".")[place]


@pytest.fixture(scope="module")
def analysable(undone: dict[str, Table]) -> Table:
    return [record for record in undone["responses"] if record["status"] == "analysable"]


@pytest.fixture(scope="module")
def regional(undone: dict[str, Table]) -> Table:
    return [record for record in undone["practices"] if record["range"] == "regional_municipal"]


def assert_shares(table: Table, found: Counter[str], base: int, place: int = 2) -> None:
    """Counts and percentages of one table, totals included; nothing found that was not printed."""
    counts, shares = printed_column(table, "n"), printed_column(table, "percent")
    labels = {row: option(table, row, place) for row in counts}
    for row, label in labels.items():
        count = found.total() if label in ("any", "reported") else found[label]
        assert (str(count), half_up(count, base)) == (counts[row], shares[row]), row
    assert set(found) <= set(labels.values())


def test_hits_are_analysable_partial_or_empty(undone, printed) -> None:
    statuses = Counter(record["status"] for record in undone["responses"])
    assert statuses["analysable"] == int(printed_column(printed["table_3_1"], "n")["Total"])
    assert statuses["analysable"] + statuses["partial"] == 83
    assert statuses.total() == 116


def test_countries_of_respondents(analysable, printed) -> None:
    assert_shares(printed["table_3_1"], Counter(record["country"] for record in analysable), len(analysable))


def test_fact_sheets_by_country(analysable, undone, printed) -> None:
    home = {record["respondent_id"]: record["country"] for record in analysable}
    found = Counter(home[sheet["respondent_id"]] for sheet in undone["factsheets"])
    for row, count in printed_column(printed["table_3_1"], "fact_sheets").items():
        label = option(printed["table_3_1"], row, 2)
        assert str(found.total() if label == "reported" else found[label]) == count, row
    for respondent, number in Counter(sheet["respondent_id"] for sheet in undone["factsheets"]).items():
        assert {s["factsheet_no"] for s in undone["factsheets"] if s["respondent_id"] == respondent} == {
            str(n) for n in range(1, number + 1)
        }


@pytest.mark.parametrize(
    ("table", "column"),
    [("3_2", "cbp_involved"), ("3_3", "staff_training"), ("3_4", "network_member"), ("3_5", "associations_involved")],
)
def test_yes_no_tables(table: str, column: str, analysable, printed) -> None:
    assert_shares(printed[f"table_{table}"], Counter(record[column] for record in analysable), len(analysable))


def test_ratings_hold_the_printed_percentages_and_nothing_else(analysable, printed) -> None:
    for figure in (row for row in printed["figures"] if row["certain"] == "yes"):
        column = "__".join(figure[name] for name in ("item", "group", "option") if figure[name])
        found = Counter(record[column] for record in analysable)
        assert set(found) <= {"higher", ""}
        assert half_up(found["higher"], len(analysable)) == figure["printed"].rstrip("%"), column


def test_ranges(undone, printed) -> None:
    assert_shares(
        printed["table_3_7"], Counter(record["range"] for record in undone["practices"]), len(undone["practices"])
    )


def test_country_by_range_cell_by_cell(undone, printed) -> None:
    table, records = printed["table_3_8"], undone["practices"]
    cross = Counter((record["country"], record["range"]) for record in records)
    for row in printed_column(table, "regional_municipal").keys() - {"Subtotal"}:
        code = next(c["key"] for c in table if c["row"] == row and c["column"] == "total").split(".")[2]
        found = [cross[code, "regional_municipal"], cross[code, "national"]]
        assert [str(n) for n in [*found, sum(found)]] == [
            printed_column(table, column)[row] for column in ("regional_municipal", "national", "total")
        ], row
        assert half_up(sum(found), len(records)) == printed_column(table, "percent")[row]
    with_country = [record for record in records if record["country"]]
    assert str(len(with_country)) == printed_column(table, "total")["Subtotal"]
    assert {record["range"] for record in records if not record["country"]} == {"eu_international"}
    assert len(records) == int(printed_column(table, "total")["Total"])


def test_end_dates(undone, printed) -> None:
    def label(end: str) -> str:
        return "continuing" if end == "ongoing" else end.replace(" ", "_") if end.startswith("before") else end[:4]

    found = Counter(label(record["end_date"]) for record in undone["practices"])
    assert_shares(printed["table_3_9"], found, len(undone["practices"]))


@pytest.mark.parametrize(("table", "column"), [("3_10", "aims"), ("3_11", "funding_sources")])
def test_multi_answer_tables_over_their_true_base(table: str, column: str, regional, undone, printed) -> None:
    reporting = [record for record in regional if record[column]]
    assert_shares(
        printed[f"table_{table}"], Counter(o for record in reporting for o in record[column].split(";")), len(reporting)
    )
    assert all(len(set(r[column].split(";"))) == len(r[column].split(";")) for r in reporting)
    assert {record["country"] for record in regional if not record[column]} == {"OTHER"}
    assert not any(record[column] for record in undone["practices"] if record["range"] != "regional_municipal")


def test_nothing_stands_in_a_column_without_a_printed_margin(undone, printed) -> None:
    rated = {
        "__".join(f[n] for n in ("item", "group", "option") if f[n])
        for f in printed["figures"]
        if f["certain"] == "yes"
    }
    choices = {"cbp_involved", "staff_training", "network_member", "associations_involved"}
    filled = {
        "responses": {"respondent_id", "country", "status"} | choices | rated,
        "factsheets": {"respondent_id", "factsheet_no"},
        "practices": {"practice_id", "country", "range", "end_date", "aims", "funding_sources"},
    }
    for sheet, columns in filled.items():
        assert {column for record in undone[sheet] for column, value in record.items() if value} == columns
    others = [record for record in undone["responses"] if record["status"] != "analysable"]
    assert {column for record in others for column, value in record.items() if value} == {"respondent_id", "status"}
