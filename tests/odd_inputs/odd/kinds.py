"""All kinds of odd input, by the room of what is odd in them."""

from __future__ import annotations

from odd import (
    Odd,
    case_studies,
    countries,
    dates,
    declarations,
    files,
    headers,
    identifiers,
    money,
    numbers,
    rows,
    sheets,
    tools,
    unsafe,
    words,
)

ROOMS = (files, sheets, headers, rows, identifiers, words, numbers, dates, money, countries, tools, case_studies, declarations, unsafe)
KINDS: list[Odd] = [kind for room in ROOMS for kind in room.KINDS]
REFUSED = [kind for kind in KINDS if kind.refused and not kind.waits_for]
