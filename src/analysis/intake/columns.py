"""Which column of a sheet holds what: each header matched to an item or set aside, and how that was known."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from analysis.intake.kinds import Kind
from analysis.intake.kinds.kind import called, is_like
from analysis.intake.names import Found, Names, Place, is_bare, squeeze, visible
from analysis.intake.reading import IGNORED, OF_TOOL, PERSONAL, TOOLS_NUMBER
from analysis.texts import fold
from analysis.wave import Source

NEAR, CANDIDATES = 75, 3  # how alike a candidate must be (0 to 100), and how many are named
FEW = 2  # so many codes of ours show that a form was made from the codebook
UNMATCHED, UNCLEAR = "not matched", "not clear"


@dataclass(frozen=True)
class Column:
    """A column of a sheet: its place in it (from 0), its headers, where it belongs (nowhere: None) and how that was known.

    `candidates` are what a header that is not clear, or not known, may stand for; `key` says that it is the mapping's.
    """

    at: int
    headers: tuple[str, ...]
    place: Place | None
    how: str
    candidates: tuple[str, ...] = ()
    key: str = ""

    @property
    def header(self) -> str:
        """What a person calls it."""
        return next(filter(None, self.headers), "")

    @property
    def is_read(self) -> bool:
        """Whether its cells matter: it belongs somewhere, or nobody knows where."""
        return self.place is not None or self.how in (UNMATCHED, UNCLEAR)


@dataclass(frozen=True)
class Rules:
    """What says where columns belong, beside their headers: wave.yml, the kind of export and the codebook's personal data."""

    source: Source
    kind: Kind
    drop: frozenset[str] = frozenset()
    personal: tuple[str, ...] = ()

    def mapped(self, header: str) -> str:
        """The key of the mapping that a header is, if any: as it stands, or but for signs and capitals."""
        known = self.source.mapping
        if header in known:
            return header
        alike = [key for key in known if squeeze(key) == squeeze(header) and squeeze(header)]
        return alike[0] if len(alike) == 1 else ""

    def is_personal(self, header: str) -> bool:
        """Whether a header is that of contact data, by the codebook's list or by its words."""
        words = f" {fold(visible(header)).replace('-', ' ').replace('_', ' ')} "
        return squeeze(header) in self.drop or any(f" {word} " in words for word in self.personal)


def match_columns(heads: Sequence[tuple[str, ...]], names: Names, rules: Rules, key: str) -> list[Column]:
    """The columns of a sheet with the headers `heads` (one or more for each), in order.

    `key` is the item that tells the records apart: where no header stands for it, the tool's own numbers of the answers do.
    """
    columns = [_match(at, headers, names, rules) for at, headers in enumerate(heads)]
    columns = _options_behind_settled(columns, names)
    columns = _numbers_settled(_bare_codes_settled(columns), names)
    if not any(column.place and column.place.item == key for column in columns):
        columns = _with_tools_ids(columns, rules, key)
    return columns


def _match(at: int, headers: tuple[str, ...], names: Names, rules: Rules) -> Column:
    """One column. What people say goes before what headers say, an id before the columns that tools add."""
    headers = tuple(map(visible, headers))
    for header in filter(None, headers):
        if entry := rules.mapped(header):
            found = names.find(rules.source.mapping[entry], rules.kind)
            return Column(at, headers, found[0].place if len(found) == 1 else None, "mapping", key=entry)
    if any(header and is_like(header, rules.source.ignore) for header in headers):
        return Column(at, headers, None, IGNORED)
    if not any(headers):
        return Column(at, headers, None, UNMATCHED)
    first = headers[0]
    if first not in names.items:
        if squeeze(first) in rules.drop or rules.kind.names_people(first):
            return Column(at, headers, None, PERSONAL)
        if rules.kind.adds(first):
            return Column(at, headers, None, OF_TOOL)
    column = _by_headers(at, headers, names, rules.kind)
    if column.how in (UNMATCHED, UNCLEAR) and any(rules.is_personal(header) for header in headers):
        return replace(column, how=PERSONAL, candidates=())
    return column


def _by_headers(at: int, headers: tuple[str, ...], names: Names, kind: Kind) -> Column:
    """A column by its name and, where there is one, by the label beside it; where these disagree, it is not clear."""
    by_header = {header: found for header in headers if header and (found := names.find(header, kind))}
    found = [f for header, f in by_header.items() if len(by_header) == 1 or not is_bare(header)]
    sure = next((f for f in found if len(f) == 1 and f[0].how == "id" and f[0].place.number == 1), None)
    if sure is None:
        agreed = _agreed([f[0] for f in found if len(f) == 1])
        sure = next(([f] for f in agreed if f.how != "code"), [agreed[0]] if agreed else None)  # a label confirms a code
        if sure is None and found:
            return Column(at, headers, None, UNCLEAR, _told(entry for f in found for entry in f))
    if sure:
        return Column(at, headers, sure[0].place, sure[0].how)
    return Column(at, headers, None, UNMATCHED, nearest_names(" ".join(headers), names))


def _agreed(found: list[Found]) -> list[Found]:
    """What the headers of one column agree on; nothing where they contradict each other.

    `F27_2` beside `Partners - NGOs` is that option, and `F21name2` beside a label without a number is of the second fact sheet.
    """
    if len({(entry.place.item, entry.place.text) for entry in found}) != 1:
        return []
    exact = [entry for entry in found if entry.place.option] or found
    last = max(entry.place.number for entry in exact)
    places = {entry.place._replace(number=last) for entry in exact}
    return [Found(entry.place._replace(number=last), entry.how) for entry in exact] if len(places) == 1 else []


def _bare_codes_settled(columns: list[Column]) -> list[Column]:
    """Tools number questions by themselves as `Q11`: such a header is a code only beside others that no tool makes up."""
    codes = [c for c in columns if c.place and c.how == "code"]
    bare = [c for c in codes if is_bare(c.header)]
    return columns if len(codes) - len(bare) >= FEW else _unclear(columns, bare)


def _options_behind_settled(columns: list[Column], names: Names) -> list[Column]:
    """EUSurvey can write a column for each answer right behind its question, headed by the words of the answer alone."""
    settled: list[Column] = []
    for column in columns:
        before = settled[-1].place if settled else None
        if column.how in (UNMATCHED, UNCLEAR) and before and names.items[before.item].type == "multi":
            item = names.items[before.item]
            spelled = {squeeze(label): option for option in item.options for label in item.called(option)}
            if option := spelled.get(squeeze(column.header)):
                column = replace(column, place=before._replace(option=option), how="label", candidates=())
        settled.append(column)
    return settled


def _numbers_settled(columns: list[Column], names: Names) -> list[Column]:
    """Numbers in headers count fact sheets only where a question comes more than once, and not with one question alone."""
    columns = _blocks_numbered(columns, names)
    of_number = defaultdict(set)
    for column in columns:
        if column.place and column.place.item in names.numbered:
            of_number[column.place.number].add(column.place.item)
    often = Counter(item for items in of_number.values() for item in items)
    if not any(count > 1 for count in often.values()):
        return [replace(c, place=c.place._replace(number=1)) if c.place else c for c in columns]
    alone = {number for number, items in of_number.items() if number > 1 and len(items) == 1 < len(of_number[1])}
    several = {item for item in names.numbered if names.items[item].type == "multi"}
    return _unclear(columns, [c for c in columns if c.place and c.place.number in alone and c.place.item in several])


def _blocks_numbered(columns: list[Column], names: Names) -> list[Column]:
    """Forms ask about each fact sheet in the same words: where the same columns come again in the same order, they are the next one."""
    told = [column for column in columns if column.place and column.place.item in names.numbered and column.how != "mapping"]
    places = [column.place for column in told]
    times = places.count(places[0]) if places else 1
    size = len(told) // times
    if times == 1 or size < FEW or len(set(places[:size])) < size or places != places[:size] * times or {p.number for p in places} != {1}:
        return columns
    number = {column.at: 1 + place // size for place, column in enumerate(told)}
    return [replace(c, place=c.place._replace(number=number[c.at])) if c.place and c.at in number else c for c in columns]


def _unclear(columns: list[Column], doubtful: list[Column]) -> list[Column]:
    """The columns, with what the doubtful ones were taken for as a mere candidate."""
    return [
        replace(c, place=None, how=UNCLEAR, candidates=_told([Found(c.place, c.how)])) if c.place and c in doubtful else c
        for c in columns
    ]


def _with_tools_ids(columns: list[Column], rules: Rules, key: str) -> list[Column]:
    """The columns, with the first of those that the tool numbers its answers by taken for the key.

    A sheet of repeated answers has numbers of its own; it points to the answers by another column.
    """
    there = {name for column in columns for name in column.headers}
    if any(pointer in there for pointer, _ in rules.kind.parents):
        return columns
    for name in rules.kind.ids:
        for column in columns:
            if column.how == OF_TOOL and name in called(column.headers[0]):
                return [replace(c, place=Place(key), how=TOOLS_NUMBER) if c is column else c for c in columns]
    return columns


def nearest_names(text: str, names: Names) -> tuple[str, ...]:
    """The ids of the items whose names are spelled most like a header, the nearest first; of a mere number those of that question."""
    if not any(map(str.isalpha, text)):
        return tuple(item.id for item in names.items.values() if item.question and squeeze(item.question) == squeeze(text))[:CANDIDATES]
    known = [(name, place.item) for spelled in names.by_how.values() for name, places in spelled.items() for place in places if not place.option]
    close = process.extract(squeeze(text), [name for name, _ in known], scorer=fuzz.WRatio, score_cutoff=NEAR, limit=4 * CANDIDATES)
    return tuple(dict.fromkeys(known[at][1] for _, _, at in close))[:CANDIDATES]


def _told(found: Iterable[Found]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(told(entry.place) for entry in found))[:CANDIDATES]


def told(place: Place) -> str:
    """A place as people can write it: the item, its option, the number of the fact sheet, whether it is the words of another answer."""
    number, words = f" {place.number}" if place.number > 1 else "", " (in words)" if place.text else ""
    return "/".join(filter(None, (place.item, place.option))) + number + words
