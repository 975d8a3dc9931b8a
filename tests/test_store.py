"""Tables on disk: the same text back, the same bytes every time, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.store import read_table, write_download, write_table, write_text

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


def test_a_table_is_plain_csv_with_unix_line_ends(tmp_path: Path) -> None:
    file = tmp_path / "new" / "folder" / "table.csv"
    write_table(pd.DataFrame({"key": ["a", "b"], "value": [1 / 3, float("nan")], "text": ["é, ü", ""]}), file)
    assert file.read_bytes() == 'key,value,text\na,0.333333333333,"é, ü"\nb,,\n'.encode()
    assert [f.name for f in file.parent.iterdir()] == ["table.csv"]


@pytest.mark.parametrize(
    ("value", "printed"),
    [(0.1 + 0.2, "0.3"), (2 / 3, "0.666666666667"), (1e-9, "1e-09"), (123456789.125, "123456789.125"), (5.0, "5")],
)
def test_floats_have_up_to_twelve_digits(tmp_path: Path, value: float, printed: str) -> None:
    write_table(pd.DataFrame({"value": [value]}), tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text() == f"value\n{printed}\n"


@pytest.mark.parametrize("text", ["", "NA", "null", "nan", "007", "1.0", " a ", "no", '"', "a\nb", "a,b", "#x", "-"])
def test_cells_are_read_back_as_the_text_they_were(tmp_path: Path, text: str) -> None:
    frame = pd.DataFrame({"key": ["k"], "cell": [text]}, dtype=object)
    write_table(frame, tmp_path / "t.csv")
    assert read_table(tmp_path / "t.csv").equals(frame)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=4))
def test_any_text_survives_the_trip(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    frame = pd.DataFrame([(f"k{n}", *row) for n, row in enumerate(rows)], columns=["key", "a", "b"], dtype=object)
    write_table(frame, tmp_path / "t.csv")
    assert read_table(tmp_path / "t.csv").equals(frame)


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "- advice, - courses", "@SUM(A1)", "\t=1", "\r=1", "=\n1", "＝1+1"])
def test_a_download_holds_no_formula(tmp_path: Path, text: str) -> None:
    write_download(pd.DataFrame({"key": ["a", "b"], "cell": [text, "plain"]}), tmp_path / "t.csv")
    assert read_table(tmp_path / "t.csv")["cell"].tolist() == [f"'{text}", "plain"]


def test_numbers_and_other_texts_of_a_download_stay_as_they_are(tmp_path: Path) -> None:
    frame = pd.DataFrame({"text": ["-12.5", "+3", "-", "a=b", ""], "number": [-1.5, 2, float("nan"), 0, 1], "mixed": ["x", -1, None, 2.5, "-1e-05"]})
    for write, name in ((write_table, "a.csv"), (write_download, "b.csv")):
        write(frame, tmp_path / name)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_a_write_that_fails_leaves_the_last_good_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "t.csv"
    write_table(pd.DataFrame({"a": ["good"]}), file)

    def broken(self, part, **_) -> None:
        Path(part).write_text("hal")
        raise OSError("disk full")

    monkeypatch.setattr(pd.DataFrame, "to_csv", broken)
    with pytest.raises(OSError, match="disk full"):
        write_table(pd.DataFrame({"a": ["new"]}), file)
    assert read_table(file)["a"].tolist() == ["good"]


def test_text_is_written_as_utf8_with_unix_line_ends(tmp_path: Path) -> None:
    write_text("é\nb\n", tmp_path / "deep" / "t.md")
    write_text("ü\n", tmp_path / "deep" / "t.md")
    assert (tmp_path / "deep" / "t.md").read_bytes() == "ü\n".encode()
    assert len(list((tmp_path / "deep").iterdir())) == 1
