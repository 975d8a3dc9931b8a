"""Rows that are no record are set aside and counted; a record that lost its identifier is not one of them."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.intake.rows import set_aside

HEADS = [("id", "Record"), ("title", "Title"), ("n", "Number")]


def kept(*rows: list[str]) -> tuple[list[str], dict[str, int]]:
    frame = pd.DataFrame([["A", "x", "1"], *rows], columns=["id", "title", "n"], index=range(2, len(rows) + 3), dtype=object)
    records, dropped = set_aside(frame, "id", HEADS)
    return records["id"].tolist()[1:], dropped


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["", "", ""], "empty rows"), (["", "\u200b", " "], "empty rows"),
        (["Source: the ministry", "", ""], "notes"), (["", "Note: figures of May", ""], "notes"), (["", "* preliminary", ""], "notes"),
        (["Total", "", "41"], "totals"), (["", "Total: 2", ""], "totals"), (["", "Sum", "41.5"], "totals"), (["n = 41", "", ""], "totals"),
        (["Gesamt", "", "3"], "totals"), (["Mean", "", "12,5 %"], "totals"),
        (["id", "title", "n"], "repeated header rows"), (["Record", "Title", "Number"], "repeated header rows"),
    ],
)  # fmt: skip
def test_what_is_no_record_is_set_aside_with_its_reason(row: list[str], reason: str) -> None:
    assert kept(row) == ([], {reason: 1})


@pytest.mark.parametrize(
    "row",
    [
        ["", "A practice that lost its id", ""], ["", "x", "41"], ["", "", "41"], ["N1", "", ""], ["Sum1", "x", "2"], ["Total", "A title", "2"],
        ["MIN2", "", "3"], ["title", "", ""],
    ],
)  # fmt: skip
def test_what_may_be_a_record_stays(row: list[str]) -> None:
    assert kept(row) == ([row[0]], {})


def test_words_for_an_identifier_above_a_record_are_no_note() -> None:
    assert kept(["Two words", "", ""], ["B", "x", "1"]) == (["Two words", "B"], {})
