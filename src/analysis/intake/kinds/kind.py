"""What one kind of export is like: how it is known, which columns its tool adds, how it writes headers and answers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import translate
from functools import lru_cache

# `seed. Seed`: a code is in small letters or has a digit; `Country: of origin` has none.
CODE_AND_TEXT = re.compile(r"((?:[a-z]\w*|[A-Z]\w*\d\w*)(?:\[\w+\])*)(?:[.:]|\s-)\s+(.+)", re.DOTALL)


@dataclass(frozen=True)
class Kind:
    """A kind of export; `name` is what wave.yml calls it.

    `signs` are headers that only this tool writes, by which it is recognised; `tool` are the further columns that it adds and
    `personal` those of them that may say who answered (all with wildcards). `ids` are the columns that number the answers, the
    surest first. `groups` are the signs between the groups of questions and the name of a question in a header, `joins` what
    stands between several answers in one cell. `parents` are columns of a sheet of repeated answers, each with the column of the
    main sheet that it points to. `trials` are columns of the tool with what stands in them where an answer is none, such as a preview
    of the form: such rows are read, with a warning. `containers` are files that no other kind comes in. `strict`: every column must be there.
    """

    name: str
    title: str
    signs: tuple[str, ...] = ()
    tool: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    groups: str = ""
    joins: tuple[str, ...] = ()
    parents: tuple[tuple[str, str], ...] = ()
    trials: tuple[tuple[str, tuple[str, ...]], ...] = ()
    containers: tuple[str, ...] = ()
    strict: bool = False

    def adds(self, header: str) -> bool:
        """Whether a header is that of a column which the tool adds and which is no question."""
        return is_like(header, (*self.signs, *self.tool, *self.ids, *(column for pair in self.parents for column in pair)))

    def names_people(self, header: str) -> bool:
        """Whether a header is that of a column of the tool that may say who answered."""
        return is_like(header, self.personal)


def called(header: str) -> tuple[str, ...]:
    """What a tool can call a column: its header, or the code at the beginning of it."""
    match = CODE_AND_TEXT.fullmatch(header)
    return (header, match[1]) if match else (header,)


def is_like(header: str, patterns: Iterable[str]) -> bool:
    """Whether a header is one of these names, which may hold wildcards. Capitals count; LimeSurvey can write `_` for blanks."""
    spaced = header[:1] + header[1:].replace("_", " ")
    names = {*called(header), spaced}
    return any(map(_one_of(tuple(patterns)).match, names))


@lru_cache
def _one_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Finds a name that is like one of `patterns`, or is one as it stands, brackets and all; nothing where there are none."""
    return re.compile("|".join(f"{re.escape(pattern)}\\Z|{translate(pattern)}" for pattern in patterns) or "(?!)")
