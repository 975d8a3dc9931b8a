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


@pytest.fixture
def said_of(folder, codebook):
    """`said_of("table_3_2.csv", "26,26", "26,62")`: row, column, value, rule of what is wrong after a change of a file."""

    def look(file: str, old: str, new: str) -> list[tuple[int | None, str, str, str]]:
        text = (folder / file).read_text(encoding="utf-8").replace("member", "network_member").replace("challenge", "measure")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        for other in ("figures.csv", "statements.csv"):
            if other != file:
                (folder / other).unlink()
        if file != "table_3_2.csv":
            (folder / "table_3_2.csv").unlink()
        with pytest.raises(InputProblems) as found:
            Published(folder, codebook)
        assert all(p.file.endswith(file) and p.hint for p in found.value.problems)
        return [(p.row, p.column, p.value, p.rule) for p in found.value.problems]

    return look


@pytest.mark.parametrize(
    ("printed", "value"),
    [("27.3", "27.3"), ("79.2%", "79.2"), ("79.2 %", "79.2"), ("1,234", "1234"), ("1 234", "1234"), ("12,5", "12.5"),
     ("1.234", "1.234"), ("n/a", ""), ("-", ""), ("", "")],
)  # fmt: skip
def test_a_printed_text_and_its_value_say_the_same(folder, printed, value):
    table = folder / "table_3_10.csv"
    table.write_text(table.read_text().replace("percent,18.6,18.6", f'percent,"{printed}",{value}'), encoding="utf-8")
    assert Published(folder).cells()["printed"].eq(printed).any()


@pytest.mark.parametrize(
    ("printed", "value", "rule"),
    [("27.3", "37.2", "prints another number than its value, which is 37.2"), ("79.2%", "0.792", "which is 0.792"),
     ("1,234", "1.234", "which is 1.234"), ("27.3", "", "which is empty"), ("n/a", "0", "prints no number, but its value is 0"),
     ("", "5", "prints no number")],
)  # fmt: skip
def test_a_printed_cell_whose_text_is_not_its_value_is_refused(said_of, printed, value, rule):
    [(row, column, found, said)] = said_of("table_3_2.csv", "percent,54.2,54.2", f'percent,"{printed}",{value or ""}')[:1]
    assert (row, column, found) == (3, "printed", printed) and rule in said


def test_a_misread_percentage_of_a_figure_is_refused(said_of):
    found = said_of("figures.csv", "60.4%,60.4", "60.4%,64.0")
    assert (3, "printed", "60.4%", "prints another number than its value, which is 64.0") in found


@pytest.mark.parametrize(
    ("old", "new", "row", "column", "value"),
    [
        ("yes.share,value", "yes.share,percent", 3, "field", "percent"),
        ("yes.share,value", "yes.share,", 3, "field", ""),
        ("n,26,26,survey.network_member.yes.share,", "n,26,26,,", 2, "field", "numerator"),
        ("26,26,survey.network_member", "26,26,survey.membership", 2, "key", "survey.membership.yes.share"),
        ("n,n/a,,,", "n,n/a,,survey.network_member.yes.share,numerator", 6, "key", "survey.network_member.yes.share"),
    ],
)
def test_a_key_that_names_nothing_and_a_field_that_there_is_not_are_refused(said_of, old, new, row, column, value):
    assert [(r, c, v) for r, c, v, _ in said_of("table_3_2.csv", old, new)] == [(row, column, value)]


def test_a_statement_with_a_key_needs_a_number_and_every_part_of_a_sum_must_be_known(said_of):
    found = said_of("statements.csv", "S002,1.2,count,survey,visits,51", "S002,1.2,count,survey,visits,many")
    assert [entry[:3] for entry in found] == [(3, "value", "many")]


def test_a_sum_with_an_unknown_part_is_refused(said_of):
    [(row, column, _, rule)] = said_of("statements.csv", "+survey.status.partial", "+survey.status.half")
    assert (row, column) == (3, "key") and "'half'" in rule


def test_a_figure_says_whether_its_label_is_certain(said_of):
    assert (3, "certain", "perhaps") in [entry[:3] for entry in said_of("figures.csv", "60.4,yes", "60.4,perhaps")]


@pytest.mark.parametrize("file", ["table_3_2.csv", "figures.csv", "statements.csv"])
def test_nul_bytes_at_the_end_of_a_file_are_refused_with_their_row(folder, file):
    size = (folder / file).read_bytes().count(b"\n")
    (folder / file).write_bytes((folder / file).read_bytes() + b"\0\0")
    with pytest.raises(InputProblems) as found:
        Published(folder)
    assert [(p.rule, p.row) for p in found.value.problems] == [("holds a NUL character", size + 1)]
