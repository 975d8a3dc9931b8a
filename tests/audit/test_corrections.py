"""The list of corrections of a wave, refused where it is broken."""

from __future__ import annotations

from analysis.audit.corrections import read_corrections

HEAD = "date,where,was,is,why\n"


def test_a_wave_without_corrections_has_none(make_wave):
    rows, problems = read_corrections(make_wave({}))
    assert rows.empty and problems == []


def test_what_is_wrong_is_named_by_row_and_column(make_wave):
    wave = make_wave({})
    (wave.raw / "corrections.csv").write_text(HEAD + "2026-11-25,Summary,a,b,c\nyesterday,Summary,a,,c\n", encoding="utf-8")
    rows, problems = read_corrections(wave)
    assert len(rows) == 2
    assert [(p.row, p.column, p.rule) for p in problems] == [(3, "is", "is empty"), (3, "date", "is no date")]


def test_other_columns_are_refused(make_wave):
    wave = make_wave({})
    (wave.raw / "corrections.csv").write_text("date,what\n2026-11-25,x\n", encoding="utf-8")
    assert [p.rule for p in read_corrections(wave)[1]] == ["has other columns"]
