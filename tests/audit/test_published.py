"""What the study prints, found by table, row and column."""

from __future__ import annotations

import pytest

from analysis.audit.published import Published, pct
from analysis.problems import InputProblems


@pytest.mark.parametrize(
    ("part", "base", "printed"),
    [(3, 48, 6.3), (1, 48, 2.1), (83, 490, 16.9), (64, 490, 13.1), (64, 492, 13.0), (1, 400, 0.3), (48, 48, 100.0)],
)
def test_percentages_round_half_up_as_the_study_does(part, base, printed):
    assert pct(part, base) == printed


def test_a_cell_is_found_by_its_labels(published):
    assert published.n("3.2", "Yes", "n") == 26
    assert published.n("3.10", "Germany", "total") == 117
    assert published.n("3.2", "Yes", "percent") == 54.2


@pytest.mark.parametrize(
    "place",
    [("3.9", "Yes", "n"), ("3.2", "Perhaps", "n"), ("3.2", "Yes", "total"), ("3.2", "EU-wide", "n")],
)
def test_what_is_not_printed_is_not_made_up(published, place):
    with pytest.raises(KeyError, match=f"table {place[0]} prints no number"):
        published.n(*place)


def test_a_column_leaves_out_totals_and_cells_without_a_number(published):
    assert published.rows("3.2") == ["Yes", "No", "EU-wide"]
    assert published.col("3.2", "n") == [26, 3]
    assert published.col("3.10", "total") == [117]
    with pytest.raises(KeyError, match="no numbers in a column 'sum'"):
        published.col("3.2", "sum")
    with pytest.raises(KeyError, match=r"no table 3\.9"):
        published.rows("3.9")


def test_a_base_fits_when_every_percentage_is_its_share(published):
    assert published.base_fits("3.2", 48)
    assert not published.base_fits("3.2", 47)
    assert published.base_fits("3.10", 628)  # shares of the column total, not of regional
    with pytest.raises(KeyError):
        published.base_fits("3.1", 48)


def test_figures_by_option_or_whole(published):
    assert published.fig("3.1", "job") == [64.6, 60.4]
    assert published.fig("3.1", "") == [29.2]
    assert published.fig("3.1") == [64.6, 60.4, 29.2]
    with pytest.raises(KeyError):
        published.fig("3.1", "language")


def test_cells_come_in_the_order_of_the_study_as_they_are_printed(published):
    cells = published.cells()
    assert list(cells["table"].unique()) == ["3.2", "3.10"]
    assert cells.loc[cells["row"].eq("EU-wide"), ["printed", "value"]].values.tolist() == [["n/a", ""]]
    cells.loc[0, "value"] = "0"
    assert published.n("3.2", "Yes", "n") == 26
    assert published.cells()["value"][0] == "26"


def test_an_estimate_is_printed_in_a_table_before_a_figure_before_a_section(published):
    places = published.references()
    assert places["survey.member.yes.share"] == "Table 3.2"
    assert places["survey.challenge.long_term.job.share"] == "Figure 3.1"
    assert places["survey.status.partial.share"] == "Section 1.2"
    assert "" not in places


def test_a_study_without_figures_and_statements(folder):
    (folder / "figures.csv").unlink()
    (folder / "statements.csv").unlink()
    published = Published(folder)
    assert published.figures().empty
    assert "key" in published.statements().columns
    with pytest.raises(KeyError):
        published.fig("3.1")


def test_every_problem_is_named_with_its_file_and_row(folder):
    table = folder / "table_3_2.csv"
    table.write_text(table.read_text().replace("26,26", "26,x6").replace("No,n", "Yes,n"), encoding="utf-8")
    (folder / "figures.csv").write_text("figure,value\n3.1,5\n", encoding="utf-8")
    (folder / "statements.csv").write_bytes(b"\xff\xfe")
    with pytest.raises(InputProblems) as found:
        Published(folder)
    said = [(p.file.rsplit("/", 1)[-1], p.row, p.column, p.value) for p in found.value.problems]
    assert ("table_3_2.csv", 2, "value", "x6") in said
    assert ("table_3_2.csv", 4, "column", "3.2, Yes, n") in said
    assert {name for name, *_ in said} == {"table_3_2.csv", "figures.csv", "statements.csv"}
    assert "section, item" in str(found.value)


def test_a_folder_without_tables(tmp_path):
    with pytest.raises(InputProblems, match="has no printed table"):
        Published(tmp_path)
