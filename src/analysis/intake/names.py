"""What headers mean: every name under which an item, or one option of it, can head a column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from analysis.codebook import Item, Table
from analysis.intake.kinds import Kind
from analysis.intake.kinds.kind import CODE_AND_TEXT, called
from analysis.texts import INVISIBLE, fold, unescaped, untagged

WORD = re.compile(r"[^\W_]+")
NUMBERED = re.compile(r"\s*\(?(?:question\s*|q|[a-z]\.)?\d{1,3}(?:[.)]\d{1,3})*[a-z]?(?:[.):]*\s+(?=\D)|[.):]+(?=[^\W\d]))", re.IGNORECASE)
OF_FACTSHEET = re.compile(r"(?:fact ?sheet|programme|program|project|practice)\s*(?:no\.?\s*)?(\d{1,2})\W+(.+)", re.IGNORECASE | re.DOTALL)
LOOPED = re.compile(r"(\d{1,2})_([^\W\d].*)", re.DOTALL)  # the turn of a loop, as Qualtrics puts it before a name
SHORT_NAME = re.compile(r"(.+?)\s*\(([\w.\-]+)\)", re.DOTALL)  # how EUSurvey puts the name of a question behind its text
FILLERS = re.compile(r"\s+-\s+Selected Choice\b|(?<=\()choice=", re.IGNORECASE)  # what Qualtrics and REDCap put between a question and its option
OTHER_TEXT = re.compile(r"(?:[\s_\-:/.]*\[other\]|[_\s\-:/.]+(?:other|text|specify|other[,:]? please specify))+\s*$", re.IGNORECASE)
BARE = re.compile(r"q\d+(?:_\d+)*")  # how tools number questions by themselves; some of our codes look like it


class Place(NamedTuple):
    """Where a column belongs: an item, perhaps one option of it, and which of the fact sheets of a respondent it is of.

    `text` says that it is the free text of an answer beside the options.
    """

    item: str
    option: str = ""
    number: int = 1
    text: bool = False


class Found(NamedTuple):
    """A place that a header stands for, and by what it is known (see `reading.MATCHES`)."""

    place: Place
    how: str


@lru_cache(maxsize=16384)
def squeeze(text: str) -> str:
    """The letters and digits of `text`, folded; what stands between two digits stays as `_`, so that `Q1_1` is not `Q11`."""
    squeezed = ""
    for word in WORD.findall(fold(visible(text))):
        squeezed += f"_{word}" if squeezed and squeezed[-1].isdigit() and word[0].isdigit() else word
    return squeezed


def is_bare(header: str) -> bool:
    """Whether a header is a number such as tools and people give to questions, perhaps with words of no known question behind it."""
    return BARE.fullmatch(squeeze(called(header)[-1])) is not None


def visible(text: str) -> str:
    """`text` as a person sees it: without invisible characters, blanks around it, and the web code of survey tools."""
    return " ".join(INVISIBLE.sub("", unescaped(untagged(text))).split())


@dataclass
class Names:
    """The names of the items of some tables, by how sure they are: ids, codes, question texts, labels."""

    tables: tuple[Table, ...]
    numbered: frozenset[str] = frozenset()
    by_how: dict[str, dict[str, set[Place]]] = field(default_factory=dict)

    @classmethod
    def of(cls, tables: Iterable[Table]) -> Names:
        """The names of all items of these tables of one source, also of those that a wave did not ask."""
        tables = tuple(tables)
        names = cls(tables, frozenset(item for table in tables if "factsheet_no" in table.items for item in table.items) - {"respondent_id"})
        for table in tables:
            for item in table.items.values():
                for how, name in _names(item):
                    names._add(how, squeeze(name), Place(item.id))
                    for option, code in item.option_codes.items() if item.type == "multi" else ():
                        for spelling in (option, code, *item.called(option)):
                            names._add(how, squeeze(f"{name} {spelling}"), Place(item.id, option))
        return names

    @property
    def items(self) -> dict[str, Item]:
        return {name: item for table in self.tables for name, item in table.items.items()}

    def find(self, header: str, kind: Kind) -> list[Found]:
        """The places that a header can stand for, by the surest reading of it: none, one, or several where it is not clear."""
        header = visible(header)
        if header in self.items:
            return [Found(Place(header), "id")]
        code = called(header)[-1]
        if code != header and not self._look(squeeze(code)) and (found := self._numbered(squeeze(code))):
            return found  # `F21name2. Name of the programme`: the text does not tell of which fact sheet
        for text, number in _readings(header, kind):
            if found := self._look(squeeze(text)):
                return [Found(entry.place._replace(number=number), entry.how) if self._is_numbered(entry) else entry for entry in found]
        for text, _ in _readings(header, kind):
            if found := self._numbered(squeeze(text)):
                return found
        bare = OTHER_TEXT.sub("", header)
        if bare != header and (found := self.find(bare, kind)) and any(not entry.place.text for entry in found):
            return [Found(entry.place._replace(text=True), entry.how) for entry in found if self.items[entry.place.item].options]
        return []

    def _add(self, how: str, name: str, place: Place) -> None:
        if name:
            self.by_how.setdefault(how, {}).setdefault(name, set()).add(place)

    def _look(self, squeezed: str) -> list[Found]:
        for how, names in self.by_how.items():
            if places := names.get(squeezed):
                return [Found(place, how) for place in sorted(places)]
        return []

    def _is_numbered(self, found: Found) -> bool:
        return found.place.item in self.numbered

    def _numbered(self, squeezed: str) -> list[Found]:
        """The name of a question of the fact sheets with a number in or behind it: `fsname2`, `fspartners2ngos`."""
        found = set()
        for match in re.finditer(r"\d+", squeezed):
            for start in range(max(match.start(), match.end() - 2), match.end()):
                number = squeezed[start : match.end()]
                rest = squeezed[:start].rstrip("_") + squeezed[match.end() :].lstrip("_")
                if start and not number.startswith("0"):
                    found |= {Found(e.place._replace(number=int(number)), e.how) for e in self._look(rest) if self._is_numbered(e)}
        return sorted(found)


def _names(item: Item) -> Iterator[tuple[str, str]]:
    """How an item is known, and its name; the surest first."""
    yield "id", item.id
    yield "code", item.code
    for asks, levels, explained in item.worded:
        text = f"{asks} {' '.join(levels)}"
        yield "question text", text
        if explained:
            yield "question text", f"{text} {explained}"
        if item.levels:  # a matrix as `row: question`
            row, *rest = reversed(levels)
            yield "question text", f"{row} {asks} {' '.join(reversed(rest))}"
        if item.question:
            yield "question text", f"{item.question} {text}"
    if item.named:
        yield "label", item.named
    for levels in dict.fromkeys(levels for _, levels, _ in item.worded) if item.levels else ():
        yield "label", " ".join(levels)
        yield "label", " ".join(reversed(levels))
        yield "label", f"{item.question} {' '.join(levels)}"


def _readings(header: str, kind: Kind) -> Iterator[tuple[str, int]]:
    """The ways in which a header can be taken apart, the surest first, each with the number of the fact sheet it names."""
    header = FILLERS.sub("", header)
    yield header, 1
    if match := OF_FACTSHEET.fullmatch(header) or LOOPED.fullmatch(header):
        yield match[2], int(match[1])
    if match := CODE_AND_TEXT.fullmatch(header):
        code, text = match.groups()
        for part in (text, code) if is_bare(code) else (code, text):  # a person who writes `Q13.` before a question counts questions
            yield part, 1
    if kind.groups:
        parts = re.split(f"([{re.escape(kind.groups)}])", header)
        for place in range(2, len(parts), 2):
            group = re.search(r"\d{1,2}$", parts[place - 2].strip())
            yield "".join(parts[place:]), int(group[0]) if group else 1
    if match := NUMBERED.match(header):
        yield header[match.end() :], 1
    if match := SHORT_NAME.fullmatch(header):
        yield match[2], 1
        yield match[1], 1
