"""Old Excel workbooks: their values, and a warning of what cannot be seen."""

from __future__ import annotations

from pathlib import Path

from analysis.intake.containers import xls

FILE = Path(__file__).with_name("files") / "practices.xls"  # written by an old library: two made-up practices


def test_the_values_are_read_with_a_warning() -> None:
    assert xls.sheets(FILE) == ["practices"]
    cells = xls.read(FILE, "Practices")
    assert cells.frame.shape == (3, 12)
    assert cells.frame.loc[3].tolist()[:4] == ["P2", "t", "Italy", "National"]
    assert [(p.warning, p.rule.partition(",")[0]) for p in cells.problems] == [(True, "is an old Excel workbook (.xls)")]
    assert cells.remarks == ["the sheet is named 'practices', not 'Practices'"]


def test_fractions_are_a_warning_since_they_may_be_percentages(monkeypatch) -> None:
    values = [["a", "b"], [1.0, 0.125], [2.0, 0.5]]
    monkeypatch.setattr(xls, "values_of", lambda *_: (values, []))
    _, warning = xls.read(FILE, "practices").problems
    assert "may be percentages" in warning.rule
    assert (warning.warning, warning.row, warning.column, warning.value) == (True, 2, "B", "0.1250")


def test_half_a_workbook_is_one_message(tmp_path: Path, problems_of) -> None:
    half = tmp_path / "half.xls"
    half.write_bytes(FILE.read_bytes()[:2000])
    [problem] = problems_of(lambda: xls.sheets(half))
    assert problem.rule.startswith("is not an Excel workbook that can be read")
