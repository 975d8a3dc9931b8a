"""Items, options, labels and rules, read from `codebook/*.yml`: the one source for checks, labels and forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import BeforeValidator, Field

from analysis.declared import CLOSED, Text, Texts, between, fit, listed, nearest, one_of, read_fields, said, wrong
from analysis.problems import InputProblems, Problem
from analysis.texts import fold
from analysis.wave import SOURCES, SourceName, Wave, shown

T = TypeVar("T")
FILES = ("survey", "factsheet", "practices", "case_studies", "networks")
EXAMPLE = "compare it with the project's own codebook"
WITH_OPTIONS = ("choice", "multi")
WORKED_OUT = ("status", "factsheet_no")  # what a file may lack, or leave empty
EVERY_WAVE = ("respondent_id", "country", *WORKED_OUT)  # what no wave goes without
YEARS = (1950, 2100)
CODE = re.compile(r"[A-Za-z][A-Za-z0-9]{0,19}")  # what LimeSurvey and Stata take for the name of a question
OPTION_CODE = 5  # the longest code of an answer that LimeSurvey takes
ENDS = ("?", ".", ":")  # of a question, behind which its rows can follow
NOT_IN_CODES = re.compile(r"[^A-Za-z0-9]+")
SIGNS = re.compile(r"[\s_.?…,;:'\"()\[\]{}\\\u2010-\u2015\u2212\u2e3a\u2e3b-]*|[*/·•]")  # no answer; but `***` may be three stars


def option_code(option: str) -> str:
    """The code of an option in forms: the first letters or digits of its id."""
    return NOT_IN_CODES.sub("", option)[:OPTION_CODE]


def question(text: str, *rows: str) -> str:
    """A question with the rows of it that are meant."""
    return f"{text}{'' if text.endswith(ENDS) else ':'} {', '.join(rows)}" if rows else text


def _scale(value: Any) -> Any:
    if not isinstance(value, list) or [type(end) for end in value] != [int, int] or value[0] >= value[1]:
        raise wrong("is not a scale", "write its two ends, such as `[1, 5]`")
    return tuple(value)


def _by_option(value: Any) -> Any:
    """One text stands for the item itself."""
    return value if isinstance(value, dict) else {"": value}


def _in_full(value: Any) -> Any:
    """One text stands for the question by itself."""
    return value if isinstance(value, dict) else {"text": value}


def _by_name(what: str) -> BeforeValidator:
    return listed(what, "write `{id: text}`")


Year = Annotated[int, between(*YEARS)]
Type = Literal["id", "country", "choice", "multi", "number", "rating", "date", "period", "text", "money"]


@dataclass(frozen=True, kw_only=True)
class Wording:
    """How a question is put to those who are asked: its `text`, the `part` of it that an item answers, its options
    and rows where they say more than their labels, and what the form says to `help`."""

    __pydantic_config__ = CLOSED
    text: Annotated[Text, Field(min_length=1)]
    part: Text = ""
    options: Annotated[dict[Text, Text], _by_name("options")] = field(default_factory=dict)
    help: Text = ""

    @property
    def full(self) -> str:
        """The question and its part."""
        return f"{self.text} {self.part}".rstrip()


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """What an entry of the codebook and the items made of it have in common. `not_before` is the date of the same table that
    a date cannot lie before.

    `since` and `until` are the years, inclusive, in which it is asked; `wording` holds its label from a year on, where
    the words changed; `asked` holds from a year on how it is put to those who are asked, in full. `says` is the verb phrase of those who say yes, such as "train their staff"; `caution` must be said beside
    its numbers where a study printed them, as long as the words are the same. `estimated` is what keys of estimates call it, where
    that is not its id.
    `code` is what forms call it: letters and digits, at most 20; its id without other signs where it is left out, and with the code
    of each level's option behind it.
    Forms ask it only of those who say yes to the question `asked_if`; `ends` are what the lowest and the highest value of a scale mean.
    `identifies` says that respondents can be named by it, such as a type of authority, so that small groups of it are never
    shown; a country always is. A file may lack the column of an `optional` one.
    """

    __pydantic_config__ = CLOSED
    type: Annotated[Type, said("is not a type of item", f"use one of {', '.join(get_args(Type))}")]
    question: Text = ""
    code: Text = ""
    required: bool = False
    optional: bool = False
    integer: bool = False
    min: float | None = None
    max: float | None = None
    options: Annotated[dict[Text, Text], _by_name("options")] = field(default_factory=dict)
    synonyms: Annotated[dict[Text, Texts], _by_name("options")] = field(default_factory=dict)
    unanswered: Text = ""
    derived: Text = ""
    not_before: Text = ""
    since: Year = YEARS[0]
    until: Year = YEARS[1]
    wording: Annotated[dict[Year, Text], listed("years", "write `{2026: label}`")] = field(default_factory=dict)
    asked: Annotated[dict[Year, Annotated[Wording, BeforeValidator(_in_full)]], listed("years", "write `{2026: question}`")] = field(default_factory=dict)
    says: Text = ""
    caution: Text = ""
    estimated: Text = ""
    identifies: bool = False
    asked_if: Text = ""
    ends: Texts = ()


@dataclass(frozen=True, kw_only=True)
class Question(_Asked):
    """An entry of a codebook file. One with `levels` (options of each level) is asked once for every combination.

    `short` is how figures call it; by option of the last level where there are levels.
    """

    label: Annotated[Text, Field(min_length=1)]
    scale: Annotated[tuple[int, int], BeforeValidator(_scale)] = (1, 5)
    levels: tuple[Annotated[dict[Text, Text], _by_name("options")], ...] = ()
    short: Annotated[dict[Text, Text], BeforeValidator(_by_option)] = field(default_factory=dict)

    def __post_init__(self) -> None:
        known = set(self.levels[-1] if self.levels else self.options)
        if (self.type in WITH_OPTIONS) != bool(self.options):
            hint = f"give `options:` to a {' or '.join(WITH_OPTIONS)} and to no other"
            raise wrong("lacks its options" if not self.options else "has options but is not closed", hint)
        if self.since > self.until:
            raise wrong("ends before it begins", "correct `since` or `until`")
        if self.ends and (self.type != "rating" or len(self.ends) != 2):
            raise wrong("says what the ends of a scale mean but is no rating, or not what both mean", "write `ends: [low, high]`")
        put = {option for words in self.asked.values() for option in words.options} - {option for level in self.levels for option in level}
        if strange := sorted({*self.short, *self.synonyms, self.unanswered, *put} - known - {""}):
            raise wrong(f"names {strange[0]!r}, which is not among its options", one_of(strange[0], known))

    def items(self, stem: str) -> Iterator[Item]:
        """The columns of this question, whose id is `stem`."""
        given = {name: value for name, value in vars(self).items() if name in _Asked.__dataclass_fields__}
        if self.type == "rating":
            given |= {"min": self.scale[0], "max": self.scale[1], "integer": True}
        for ids in product(*self.levels):
            labels = tuple(level[option] for level, option in zip(self.levels, ids, strict=True))
            code = "".join([self.code or NOT_IN_CODES.sub("", stem), *map(option_code, ids)])
            own = {"id": "__".join([stem, *ids]), "code": code, "stem": stem, "asks": self.label, "levels": ids, "level_labels": labels}
            yield Item(**given | own, named=self.short.get(ids[-1] if ids else "", ""))


@dataclass(frozen=True, kw_only=True)
class Item(_Asked):
    """One column. `stem` and `levels` say which question and sub-questions an id such as `a__b__c` stands for;
    `asks` is the label of the question as a whole, `in_full` how it is put to those who are asked, where that is known."""

    id: str
    stem: str
    asks: str
    in_full: Wording | None = None
    levels: tuple[str, ...] = ()
    level_labels: tuple[str, ...] = ()
    named: str = ""

    @property
    def key(self) -> str:
        """The item's part of an estimate key: `__` between the levels becomes a dot."""
        return self.id.replace("__", ".")

    @property
    def option_codes(self) -> dict[str, str]:
        """What forms call each of its options."""
        return {option: option_code(option) for option in self.options}

    @property
    def label(self) -> str:
        return ": ".join(filter(None, (self.asks, ", ".join(self.level_labels))))

    @property
    def short(self) -> str:
        """A label for figures: of the item, or of its last level."""
        return self.named or (self.label, *self.level_labels)[-1]

    def of_year(self, year: int) -> Item:
        """The item in the words of a year; short names and phrases of other words do not go with it."""
        first = max((first for first in self.wording if first <= year), default=0)
        item = replace(self, asks=self.wording[first], named="", says="", caution="") if first else self
        asked = [since for since in self.asked if first <= since <= year]
        return replace(item, in_full=self.asked[max(asked)]) if asked else item

    @property
    def put(self) -> Wording:
        """How it is put to those who are asked: by its label where nothing else is known."""
        return self.in_full or Wording(text=self.asks)

    @property
    def put_options(self) -> dict[str, str]:
        """Its options as they are put to those who are asked."""
        return {option: self.put.options.get(option, label) for option, label in self.options.items()}

    def called(self, option: str) -> tuple[str, ...]:
        """What one of its options has been called: its label, and as it was put to those who were asked."""
        return tuple(dict.fromkeys((self.options[option], *(put.options.get(option, self.options[option]) for put in self.asked.values()))))

    @property
    def put_levels(self) -> tuple[str, ...]:
        """The labels of its levels as they are put to those who are asked."""
        return tuple(self.put.options.get(option, label) for option, label in zip(self.levels, self.level_labels, strict=True))

    @property
    def full(self) -> str:
        """The whole question as it is put, with what is rated and for whom."""
        return question(self.put.full, *self.put_levels)

    @property
    def worded(self) -> tuple[tuple[str, tuple[str, ...], str], ...]:
        """The question, its levels and what explains it, in all words that it has had: labels, and how it was put to those who
        were asked."""
        labels = [(label, self.level_labels, "") for label in dict.fromkeys((self.asks, *self.wording.values()))]
        return (*labels, *((put.full, replace(self, in_full=put).put_levels, put.help) for put in self.asked.values()))


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """A rule on what two places say of one thing: where all of `when` is so, one of `then` is; and back, with `only`.

    A name is a column, or an indicator of the criteria (`criterion.name`). What it has is one of the values, or `filled`,
    `empty`, `one` value or `several`.
    """

    __pydantic_config__ = CLOSED
    when: Annotated[dict[Text, Texts], Field(min_length=1)]
    then: Annotated[dict[Text, Texts], Field(min_length=1)]
    only: bool = False


@dataclass(frozen=True, kw_only=True)
class Agree:
    """The rules of a table, and the column that a file has if they bind it."""

    __pydantic_config__ = CLOSED
    bound_by: Text
    rules: tuple[Agreement, ...]


@dataclass(frozen=True)
class Table:
    """One table of a source: its items in order, the columns to drop unread, its key.

    `not_asked` are the ids of items that the codebook has and this wave does not; `estimates` is what the table is called
    as the source of an estimate. Rows that agree in all items of `alike` may be one record under several keys.
    """

    name: str
    source: str
    sheet: str
    items: dict[str, Item]
    key: tuple[str, ...]
    drop: tuple[str, ...] = ()
    question_row: bool = False
    not_asked: frozenset[str] = frozenset()
    estimates: str = ""
    agree: Agree | None = None
    alike: tuple[str, ...] = ()

    def of_type(self, *types: str) -> list[Item]:
        return [item for item in self.items.values() if item.type in types]

    @property
    def needed(self) -> list[Item]:
        """The items whose columns every file has."""
        return [item for item in self.items.values() if not item.optional]

    @property
    def naming(self) -> frozenset[str]:
        """The ids of the items that split respondents into groups which can be named."""
        return frozenset(item.id for item in self.items.values() if item.identifies or item.type == "country")

    def named(self, name: str) -> Item | None:
        """The item that keys of estimates call `name` (its id, or `estimated`), if there is one."""
        return self.items.get(name) or next((item for item in self.items.values() if item.estimated == name), None)

    def stem(self, stem: str) -> list[Item]:
        """The items of one question with sub-questions, in order."""
        return [item for item in self.items.values() if item.stem == stem]

    def of_wave(self, year: int, left_out: tuple[str, ...] = ()) -> Table:
        """The table as a wave of `year` has it, without the items or whole questions in `left_out`."""
        items = {
            item.id: item.of_year(year)
            for item in self.items.values()
            if item.since <= year <= item.until and not {item.id, item.stem} & {*left_out}
        }
        return replace(self, items=items, not_asked=self.not_asked | (self.items.keys() - items.keys()))


@dataclass(frozen=True)
class Codebook:
    """All tables of the codebook, its shared vocabulary and the evaluation criteria."""

    tables: dict[str, Table]
    vocabulary: dict[str, Any]
    criteria: dict[str, Any]

    def __getitem__(self, table: str) -> Table:
        return self.tables[table]

    @property
    def naming(self) -> frozenset[str]:
        """The ids of the items of the survey, also of its fact sheets, that split respondents into groups which can be named."""
        return frozenset().union(*(table.naming for table in self.tables.values() if table.source == "survey"))

    @property
    def stems(self) -> dict[str, str]:
        """The label of every question, by its id."""
        return {item.stem: item.asks for table in self.tables.values() for item in table.items.values()}

    def words(self, item: Item) -> dict[str, tuple[str, ...]]:
        """What each option of an item is called in words: its label, how forms put it, its synonyms, what all questions and files share."""
        answers, dimensions = self.vocabulary["answers"], self.vocabulary["dimensions"]
        shared = answers if {"yes", "no"} & item.options.keys() else {}
        if item.options.keys() <= dimensions.keys():
            shared = {name: dimension["synonyms"] for name, dimension in dimensions.items()}
        return {option: (*item.called(option), *item.synonyms.get(option, ()), *shared.get(option, ())) for option in item.options}

    def table_of(self, key: str) -> Table:
        """The table that an estimate with this key comes from."""
        return next(table for table in self.tables.values() if table.estimates == key.split(".")[0])

    def source_of(self, name: str) -> str:
        """The source that holds the table `name`; a name that is no table stands for itself."""
        return self.tables[name].source if name in self.tables else name

    def of_wave(self, year: int, left_out: tuple[str, ...] = ()) -> Codebook:
        """The codebook with exactly what a wave of `year` asked: not the items or whole questions in `left_out`."""
        return replace(self, tables={name: table.of_wave(year, left_out) for name, table in self.tables.items()})


@dataclass(frozen=True, kw_only=True)
class _File:
    """A codebook file with a table of items."""

    __pydantic_config__ = CLOSED
    table: Text
    source: Annotated[SourceName, said("is not a source", f"use one of {', '.join(SOURCES)}")]
    sheet: Text
    key: Texts
    items: Annotated[dict[Text, Question], _by_name("items")]
    drop: Texts = ()
    question_row: bool = False
    estimates: Text = ""
    agree: Agree | None = None
    alike: Texts = ()

    def __post_init__(self) -> None:
        if strange := sorted({*self.key, *self.alike} - self.items.keys()):
            raise wrong(f"has in `key` or `alike` {strange[0]!r}, which is not among its items", one_of(strange[0], self.items))
        named = {name for rule in self.agree.rules for name in (*rule.when, *rule.then)} if self.agree else set()
        if strange := sorted(name for name in named - self.items.keys() if "." not in name):
            raise wrong(f"has a rule on {strange[0]!r}, which is not among its items", one_of(strange[0], self.items))
        leading = [stem for stem, question in self.items.items() if "yes" in question.options]
        if strange := sorted({q.asked_if for q in self.items.values()} - {"", *leading}):
            raise wrong(f"has a question that follows {strange[0]!r}, which nobody can answer with yes", one_of(strange[0], leading))
        dates = [stem for stem, question in self.items.items() if question.type == "date"]
        if strange := sorted({q.not_before for q in self.items.values()} - {"", *dates}):
            raise wrong(f"has a date that is not before {strange[0]!r}, which is no date of it", one_of(strange[0], dates))


@dataclass(frozen=True, kw_only=True)
class _Vocabulary:
    """Words that mean the same everywhere; see vocabulary.yml."""

    __pydantic_config__ = CLOSED
    missing: Texts
    answers: dict[Text, Texts]
    higher: Texts
    ongoing: Texts
    personal: Texts
    country_languages: Texts
    country_codes: Texts
    countries: dict[Text, Texts]
    country_labels: dict[Text, Text]
    currencies: dict[Text, Text]
    tiles: dict[Text, tuple[int, int]]
    dimensions: dict[Text, dict[Text, Any]]
    fields: dict[Text, dict[Text, Any]]
    evidence: dict[Text, dict[Text, Text]]
    search: tuple[Texts, ...] = ()


def is_no_value(text: str, codebook: Codebook) -> bool:
    """Whether a cell is empty, holds nothing but dashes, dots and the like, or a word that programs write for it (`n/a`)."""
    key = fold(text)
    return SIGNS.fullmatch(key) is not None or key in folded(tuple(codebook.vocabulary["missing"]))


@lru_cache
def folded(words: tuple[str, ...]) -> frozenset[str]:
    """The words as they are compared."""
    return frozenset(map(fold, words))


def codebook_for(wave: Wave) -> Codebook:
    """The codebook with exactly the items that a wave asked: the one that its files, tables and pages go by.

    Only a survey that is rebuilt from print may say of a rating that it was a higher one: of real answers the number is known.
    Raises InputProblems where the codebook cannot be used or `not_asked` names what cannot be left out.
    """
    whole = load_codebook(wave.root.codebook)
    items = [item for table in whole.tables.values() for item in table.items.values()]
    known = {name for item in items for name in (item.id, item.stem)}
    always = {*EVERY_WAVE, *(name for table in whole.tables.values() for name in table.key)}
    hint = "name items or questions of the codebook"
    if problems := [
        Problem(
            shown(wave.raw / "wave.yml"),
            "is a column that every wave has" if name in always else "is not an item of the codebook",
            hint if name in always else hint + nearest(name, known),
            column="not_asked",
            value=name,
        )
        for name in wave.not_asked
        if name in always or name not in known
    ]:
        raise InputProblems(problems)
    asked = whole.of_wave(wave.year, wave.not_asked)
    return asked if "survey" in wave.rebuilt else replace(asked, vocabulary=asked.vocabulary | {"higher": ()})


@lru_cache(maxsize=4)
def load_codebook(folder: Path) -> Codebook:
    """Every file of a codebook folder, with the items of all years. Raises InputProblems with what does not fit."""
    read = {f"{name}.yml": _table(folder / f"{name}.yml") for name in FILES}
    if problems := [*_code_problems(read), *_option_code_problems(read)]:
        raise InputProblems(problems)
    tables = {table.name: table for table in read.values()}
    vocabulary = vars(fit(_Vocabulary, _read(folder / "vocabulary.yml"), "vocabulary.yml"))
    return Codebook(tables, vocabulary, _read(folder / "criteria.yml"))


def codebook_file(wave: Wave, name: str, kind: type[T], problems: Callable[[T], Iterable[Problem]] = lambda _: (), within: str = "") -> T:
    """What a further file of the wave's codebook holds, as a `kind`; an empty one where there is no such file. `within` is the
    part of the file that all entries stand in.

    Raises InputProblems with every field that does not fit, else with the `problems` of what was read.
    """
    file = wave.root.codebook / name
    if not file.is_file():
        return kind()
    found = fit(kind, _read(file), name, (within,))
    if faults := [*problems(found)]:
        raise InputProblems(faults)
    return found


def _read(file: Path) -> dict[str, Any]:
    return read_fields(file, file.name, EXAMPLE)


def _table(path: Path) -> Table:
    raw = fit(_File, _read(path), path.name)
    items = {item.id: item for stem, question in raw.items.items() for item in question.items(stem)}
    return Table(raw.table, raw.source, raw.sheet, items, raw.key, raw.drop, raw.question_row, estimates=raw.estimates or raw.table, agree=raw.agree, alike=raw.alike)


def _code_problems(read: dict[str, Table]) -> Iterator[Problem]:
    """Codes that no form takes, and codes that two items of one source share. `read` has the tables by their files."""
    first: dict[tuple[str, str], str] = {}
    for file, table in read.items():
        for item in table.items.values():
            if not CODE.fullmatch(item.code):
                rule = "has a code that forms cannot use: it needs letters and digits only, at most 20, a letter first"
                yield Problem(file, rule, "give the question a short `code:`", column=item.id, value=item.code)
            elif (other := first.setdefault((table.source, item.code.casefold()), item.id)) != item.id:
                hint = f"give one of them another `code:`; the other is {other}"
                yield Problem(file, "has the code of another item of its source", hint, column=item.id, value=item.code)


def _option_code_problems(read: dict[str, Table]) -> Iterator[Problem]:
    """Options of a question in a form that begin with the same letters. Only the survey is asked in forms."""
    for file, table in read.items():
        for item in table.items.values() if table.source == "survey" else ():
            first: dict[str, str] = {}
            for option, code in item.option_codes.items():
                if (other := first.setdefault(code.casefold(), option)) != option:
                    rule = f"begins with the same {OPTION_CODE} letters or digits as another option of the question"
                    hint = f"give one of them another id; the other is {other}"
                    yield Problem(file, rule, hint, column=item.id, value=option)
