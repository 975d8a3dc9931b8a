"""What was read, on the screen: tables where there is room for them, lists in a narrow window, plain lines in a pipe."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from analysis.check.told import Listing
from analysis.problems import one_line

UNBOUND = 10_000  # columns of a pipe: nothing is cut or wrapped there
NARROW = 100  # columns below which a table of many columns cannot be read


def console_for(stream: TextIO) -> Console:
    """A console that takes every text as it is, without colours and widths where nobody looks."""
    plain = {"markup": False, "highlight": False, "emoji": False}
    if stream.isatty():
        return Console(file=stream, **plain)
    return Console(file=stream, width=UNBOUND, color_system=None, force_terminal=False, **plain)


def show(listings: Iterable[Listing], console: Console) -> None:
    """Print the tables."""
    for listing in listings:
        console.print(_text(listing.title, "bold"))
        if console.width < NARROW:
            _list(listing, console)
        elif listing.rows:
            console.print(_table(listing, console.width // 3))
        for note in listing.notes:
            console.print(_text(f"  {note}"))
        console.print()


def _table(listing: Listing, room: int) -> Table:
    """The table; the names of its rows stay in one line where all of them take no more than so many columns of the screen."""
    table, whole = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False), max(len(row[0]) for row in listing.rows) <= room
    for place, name in enumerate(listing.head):
        table.add_column(_text(name), overflow="fold", no_wrap=whole and place == 0)
    for row in listing.rows:
        table.add_row(*map(_text, row))
    return table


def _list(listing: Listing, console: Console) -> None:
    """Each row as its first cell, with the others named below it."""
    for first, *cells in listing.rows:
        console.print(_text(first, "bold"), overflow="fold")
        for name, cell in zip(listing.head[1:], cells, strict=True):
            if cell:
                console.print(_text(f"  {name}: {cell}"), overflow="fold")


def _text(text: str, style: str = "") -> Text:
    """Text as it is, without what would steer a terminal."""
    return Text(one_line(text, None), style=style)
