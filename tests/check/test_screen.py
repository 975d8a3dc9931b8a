"""Tables on a screen that has room for them, lists on a narrow one, whole lines in a pipe; never colours where nobody sees them."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from analysis.check.screen import console_for, show
from analysis.check.told import Listing

LONG = "challenge_migrants__newly_arrived__education"
LISTING = Listing("Files", ("file", "read as", "note"), [("a.csv", LONG * 4, "[red]1[/red] :smile:"), ("b.csv", "\x1b[31m", "")], ["Of note."])


def shown(console: Console) -> str:
    show([LISTING], console)
    return console.file.getvalue()


@pytest.mark.parametrize("variable", ["FORCE_COLOR", "COLUMNS"])
def test_a_pipe_gets_every_row_as_one_whole_line_without_colours(monkeypatch, variable):
    monkeypatch.setenv(variable, "20")
    lines = shown(console_for(io.StringIO())).splitlines()
    [row] = [line for line in lines if line.startswith("a.csv")]
    assert row.split(None, 2) == ["a.csv", LONG * 4, "[red]1[/red] :smile:"]
    assert "\x1b" not in "".join(lines) and "  Of note." in lines


@pytest.mark.parametrize("width", [40, 80, 120])
def test_on_a_screen_nothing_is_cut_off_and_nothing_runs_over_its_edge(width):
    text = shown(Console(file=io.StringIO(), width=width, markup=False, highlight=False, emoji=False, color_system=None))
    assert max(map(len, text.splitlines())) <= width
    assert "…" not in text and text.count("_") == 4 * LONG.count("_")


@pytest.mark.parametrize("width", [100, 130, 150, 200])
def test_a_table_of_many_columns_loses_no_word_at_any_width(width):
    words = iter(f"w{n:03}w" for n in range(999))
    rows = [tuple(" ".join(next(words) for _ in range(many)) for many in (7, 1, 1, 1, 9, 9, 9)) for _ in range(3)]
    console = Console(file=io.StringIO(), width=width, markup=False, highlight=False, emoji=False, color_system=None)
    show([Listing("T", tuple("abcdefg"), rows)], console)
    shown = console.file.getvalue()
    assert all(word in shown for row in rows for cell in row for word in cell.split())


def test_a_narrow_screen_names_what_stands_under_each_row():
    text = shown(Console(file=io.StringIO(), width=60, markup=False, highlight=False, emoji=False, color_system=None))
    assert "a.csv\n  read as: \nchallenge" in text and "  note: [red]1[/red] :smile:\n" in text
