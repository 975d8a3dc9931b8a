"""Recommendations of a study, and the rules that say what the numbers of a wave tell of the need which each answers.

`codebook/recommendations.yml` holds them for all waves. A rule compares one estimate with a line: a share, or another estimate of
the same question. Silence counts both ways: a share reaches from what was said up to what it would be if all who were silent
had said the same, and a rule that this range does not decide is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from analysis.codebook import Codebook, codebook_file, load_codebook
from analysis.declared import CLOSED, Text, Texts, between, nearest, one_of, wrong
from analysis.documents import declared
from analysis.estimate.cases import CODED, PRINTED
from analysis.evaluate.criteria import ANSWERS, read_criteria
from analysis.problems import Problem
from analysis.wave import Wave

FILE = "recommendations.yml"
HOLDS, FAILS, OPEN = "holds", "fails", "open"
SUPPORTED, MIXED, NOT_SUPPORTED, NOT_TESTED = STATES = "supported", "mixed", "not_supported", "not_tested"
SILENT = ("not_reported", "dont_know")  # options that are no answer
KINDS = ("filled", "empty", "one", "several")  # what `evaluate.consistency.holds` takes beside options


def _line(value: Any) -> Any:
    """A share, or the key of an estimate."""
    if isinstance(value, str) or (isinstance(value, int | float) and 0 <= value <= 1):
        return value
    raise wrong("is neither a share nor the key of an estimate", "write a number from 0 to 1, such as 0.5, or a key")


Line = Annotated[float | str, BeforeValidator(_line)]


@dataclass(frozen=True, kw_only=True)
class Said:
    """A part of a recommendation in our own words, with the passage that carries it."""

    __pydantic_config__ = CLOSED
    text: Text
    document: Text
    section: Text
    passage: Text


@dataclass(frozen=True, kw_only=True)
class Condition:
    """A rule on one estimate, that the need shows where its share lies `above` or `below` a line. `about` says what the share is
    of; `holds` and `fails` say what it means on either side, as sentences without a number."""

    __pydantic_config__ = CLOSED
    key: Text
    about: Text
    holds: Text
    fails: Text
    above: Line | None = None
    below: Line | None = None

    def __post_init__(self) -> None:
        if (self.above is None) == (self.below is None):
            raise wrong("compares with no line or with two", "write `above:` or `below:`")

    @property
    def line(self) -> float | str:
        """A share, or the key of the estimate that is compared with."""
        return self.below if self.above is None else self.above

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the estimates that it reads."""
        return (self.key, *((self.line,) if isinstance(self.line, str) else ()))

    def verdict(self, low: float, high: float, line_low: float, line_high: float) -> str:
        """HOLDS, FAILS or OPEN for a share from `low` to `high` and a line from `line_low` to `line_high`."""
        if self.above is not None:
            return HOLDS if low > line_high else FAILS if high <= line_low else OPEN
        return HOLDS if high < line_low else FAILS if low >= line_high else OPEN


@dataclass(frozen=True, kw_only=True)
class Selection:
    """Case studies that bear on a recommendation: those of which all of `where` is so, columns of the case studies or indicators
    of the criteria with the values that they may have."""

    __pydantic_config__ = CLOSED
    label: Text
    where: Annotated[dict[Text, Texts], Field(min_length=1)]


@dataclass(frozen=True, kw_only=True)
class Recommendation:
    """One recommendation: to whom, the `need` it answers, the rules on that need, what no question asks; `dimension`: the one it
    is about, if it is about one."""

    __pydantic_config__ = CLOSED
    number: Annotated[int, between(1, 99)]
    name: Text
    to: Text
    need: Text
    parts: Annotated[tuple[Said, ...], Field(min_length=1)]
    conditions: tuple[Condition, ...] = ()
    cases: tuple[Selection, ...] = ()
    unasked: Text = ""
    dimension: Text = ""


@dataclass(frozen=True, kw_only=True)
class Recommendations:
    """All recommendations by id, the study (`document`) that made them and its year."""

    __pydantic_config__ = CLOSED
    document: Text = ""
    year: Annotated[int | None, between(1950, 2100)] = None
    recommendations: dict[Text, Recommendation] = field(default_factory=dict)


def read_recommendations(wave: Wave) -> Recommendations:
    """What `recommendations.yml` of the wave's codebook holds; a codebook without it recommends nothing.

    Raises InputProblems with everything in it that does not fit or cannot exist.
    """
    return codebook_file(
        wave, FILE, Recommendations, lambda found: _problems(found, Known(load_codebook(wave.root.codebook), declared(wave).documents)), "recommendations"
    )


def state(verdicts: Iterable[str]) -> str:
    """What the verdicts of its rules make of a recommendation; open ones count for nothing."""
    decided = {verdict for verdict in verdicts if verdict != OPEN}
    if not decided:
        return NOT_TESTED
    return MIXED if len(decided) > 1 else SUPPORTED if decided == {HOLDS} else NOT_SUPPORTED


class Known:
    """What can exist by a codebook: keys of shares of a whole wave, columns and indicators with their values, dimensions, documents."""

    def __init__(self, codebook: Codebook, documents: Iterable[str] = ()):
        self.documents, self.dimensions = tuple(documents), tuple(codebook.vocabulary["dimensions"])
        self.values = {i: tuple(ANSWERS) for i in read_criteria(codebook.criteria).indicators}
        keys = {("cases", f"indicator.{i}"): ANSWERS for i in self.values}
        for source in ("responses", "factsheets", "practices"):
            table = codebook[source]
            for item in table.of_type("choice", "multi"):
                keys[table.estimates, item.estimated or item.key] = (*item.options, "any")
            for item in table.of_type("rating") if source == "responses" else ():
                keys[table.estimates, item.key] = ("higher_priority",)
        items = codebook["cases"].items
        for column in (*PRINTED, *CODED):
            options = items[PRINTED.get(column, column)].options
            self.values[column] = (*options, *KINDS)
            keys["cases", column] = tuple(dict.fromkeys((*options, "not_reported")))
        self.keys = dict.fromkeys(f"{source}.{item}.{option}.share" for (source, item), options in keys.items() for option in options).keys()


def _problems(found: Recommendations, known: Known) -> Iterator[Problem]:
    numbers: set[int] = set()
    if found.document not in known.documents:
        yield _problem("document", found.document, "is no document", one_of(found.document, known.documents))
    if found.recommendations and found.year is None:
        yield _problem("year", "", "is missing", "write the year in which they were made")
    for name, r in found.recommendations.items():
        if r.number in numbers:
            yield _problem(f"{name}.number", r.number, "is the number of another recommendation", "number them one by one")
        numbers.add(r.number)
        for part in r.parts:
            if part.document not in known.documents:
                yield _problem(f"{name}.parts.document", part.document, "is no document", one_of(part.document, known.documents))
        if r.dimension and r.dimension not in known.dimensions:
            yield _problem(f"{name}.dimension", r.dimension, "is no dimension", one_of(r.dimension, known.dimensions))
        for condition in r.conditions:
            yield from _condition_problems(name, condition, known)
        for selection in r.cases:
            for column, values in selection.where.items():
                yield from value_problems(FILE, f"{name}.cases.{column}", column, values, known)


def _condition_problems(name: str, condition: Condition, known: Known) -> Iterator[Problem]:
    for key in condition.keys:
        if key not in known.keys:
            yield _problem(f"{name}.conditions.key", key, "is the key of no share that can exist", f"correct it{nearest(key, known.keys)}")
    if isinstance(condition.line, str) and _question(condition.line) != _question(condition.key):
        rule, hint = "compares shares of two questions", "compare with another option of the same question, or with a share"
        yield _problem(f"{name}.conditions", condition.line, rule, hint)


def value_problems(file: str, place: str, column: str, values: Iterable[str], known: Known) -> Iterator[Problem]:
    """What is wrong with a column or an indicator and the values it is asked to have."""
    if column not in known.values:
        yield Problem(file, "is no column of the case studies and no indicator", one_of(column, known.values), column=place, value=column)
        return
    for value in values:
        if value not in known.values[column]:
            yield Problem(file, f"is no value of {column}", one_of(value, known.values[column]), column=place, value=value)


def _question(key: str) -> str:
    return key.rsplit(".", 2)[0]


def _problem(column: str, value: object, rule: str, hint: str) -> Problem:
    return Problem(FILE, rule, hint, column=column, value=str(value))
