"""The keys of printed numbers. What a number was made of follows it through the filters and into the Markdown, where it
becomes `[68.8%]{key="survey.consultations.yes.share"}`: both engines write that as `data-key`.

A number that is one estimate has the estimate's key. Any other has the place where it stands, such as
`respondents.text.3` (the third number of the text of that exhibit) or `tbl-respondents.2.4` (row 2, column 4; row 0 is the
head). The chapters keep all of them for `integration-report trace`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

from analysis.findings.results import Counted, Number, Part, Range
from analysis.tell.markdown import Raw

OPEN, MIDDLE, CLOSE = "\ue000", "\ue001", "\ue002"  # around a number until its text is whole; no font and no data has them
SPELLED = ("word", "roughly")  # the filters that print a number in letters
DIGITS = re.compile(r"(?<!\w)\d+(?:[.,]\d+)*")
BEGUN = re.compile(f"{OPEN}\\d+{MIDDLE}")
MARK = re.compile(f"{OPEN}(?P<met>\\d+){MIDDLE}(?P<text>[^{CLOSE}]*){CLOSE}")
TOKEN = re.compile(
    rf"(?P<kept>\[[^\[\]]*\]\{{key=[^{{}}]*\}}|\{{[#.][^{{}}]*\}}|\]\([^()\s]*\)|@[-\w{OPEN}{MIDDLE}{CLOSE}]+|`[^`]*`)"
    rf"|{MARK.pattern}|(?P<typed>{DIGITS.pattern})"
)


@dataclass(frozen=True)
class Printed:
    """One number as it was printed. `of` are the keys of the estimates that it is or was made of; `kind` is

    `estimate` (it is one, or is made of some), `count` (a finding counted or computed it), `text` (it stands so in the data),
    `words` (it belongs to the fixed words of a catalogue, such as the 95 of "95% interval") or `head` (it stands in the head
    of a column, by its words or as a count of the finding). `where` names row and column of a cell.
    """

    key: str
    text: str
    kind: str
    of: tuple[str, ...] = ()
    where: str = ""


class Told(str):
    """What a filter made of a value. `of` are the estimates behind it, `spelled` says that it is a number in letters."""

    of: tuple[str, ...] = ()
    spelled: bool = False
    quoted: bool = False


def keeping(name: str, told: Callable) -> Callable:
    """The filter `told`, whose texts know what they were made of."""

    @wraps(told)
    def keep(*given: Any, **named: Any) -> Any:
        said = told(*given, **named)
        if not isinstance(said, str) or isinstance(said, Raw):
            return said
        if any(isinstance(value, Raw) for value in given):
            return Raw(said)
        kept = Told(said)
        kept.of = origins(given)
        kept.spelled = name in SPELLED or any(map(_is_spelled, given))
        kept.quoted = is_quoted(given[hasattr(told, "jinja_pass_arg")])  # Jinja hands some of its own their context first
        return kept

    return keep


def origins(value: Any) -> tuple[str, ...]:
    """The keys of the estimates that a value is or was made of, each once."""
    if isinstance(value, Number):
        return (value.key,)
    if isinstance(value, Told | Counted):
        return value.of
    if isinstance(value, Part | Range):
        return origins(value.of)
    if isinstance(value, Mapping):
        return origins(list(value.values()))
    if isinstance(value, list | tuple):
        return tuple(dict.fromkeys(key for part in value for key in origins(part)))
    return ()


def is_quoted(value: Any) -> bool:
    """Whether a value is text of the data as it stands, or a list of such."""
    if isinstance(value, list | tuple):
        return bool(value) and all(map(is_quoted, value))
    return value.quoted if isinstance(value, Told) else isinstance(value, str)


def is_number(value: Any) -> bool:
    """Whether something prints as a number, or as words with a number in them."""
    return _is_spelled(value) or bool(DIGITS.search(str(value)))


def _is_spelled(value: Any) -> bool:
    return isinstance(value, Told) and value.spelled


def printed(key: str, value: Any, text: str | None = None) -> Printed:
    """The entry of a value that stands at `key`."""
    of = origins(value)
    kind = "estimate" if of else "text" if is_quoted(value) else "count"
    return Printed(key, str(value) if text is None else text, kind, of)


def marked(number: int, text: str) -> Raw:
    """The text of the `number`th value that was met, as one that has yet to get its key."""
    return Raw(f"{OPEN}{number}{MIDDLE}{text}{CLOSE}")


def unmarked(text: str) -> str:
    """A text whose numbers get no keys."""
    return MARK.sub(lambda found: found["text"], text)


def keyed(text: str, met: Sequence[Any], place: str) -> tuple[str, list[Printed]]:
    """Markdown whose numbers have keys, and their entries. `met` are the values that were marked in it."""
    found: list[Printed] = []

    def key(token: re.Match) -> str:
        if token["kept"]:
            return unmarked(token[0])
        here = f"{place}.{len(found) + 1}"
        number = Printed(here, token[0], "words") if token["typed"] else printed(here, met[int(token["met"])])
        found.append(number)
        return f'[{token["typed"] or token["text"]}]{{key="{number.of[0] if len(number.of) == 1 else here}"}}'

    return TOKEN.sub(key, text), found


def of_row(key: str, value: Any, text: str, row: Mapping[str, Any]) -> Printed:
    """The entry of a cell. A count that is the numerator or base of an estimate in its row is taken to be of that one."""
    if isinstance(value, int) and not origins(value):
        same = [n.key for n in row.values() if isinstance(n, Number) and value in (n.numerator, n.base)]
        return Printed(key, text, "estimate" if same else "count", tuple(dict.fromkeys(same)))
    return printed(key, value, text)


def together(numbers: Iterable[Printed]) -> dict[str, Printed]:
    """Entries by key."""
    return {number.key: number for number in numbers}
