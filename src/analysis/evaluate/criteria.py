"""The criteria of the codebook in typed form, checked: a new criterion is an entry of `criteria.yml` and no code."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from analysis.problems import InputProblems, Problem

ANSWERS = ("yes", "no", "not_reported")
FILE = "criteria.yml"
OVERALL = "overall"
CONDITIONS = {"column": ("present", "several"), "columns": ("all_present", "any_present")}
COMPARISONS = ("is", "contains")
CRITERION_FIELDS = ("label", "definition", "key_question", "indicators")
INDICATOR_FIELDS = ("label", "question", *ANSWERS, "evidence")


@dataclass(frozen=True)
class Rule:
    """How one indicator is answered from the columns of a fact sheet: the condition of a yes, then that of a no.

    A condition is `present`, `several`, `all_present`, `any_present`, `{"is": [..]}` or `{"contains": [..]}`.
    """

    columns: tuple[str, ...]
    yes: str | dict[str, list[str]]
    no: str | dict[str, list[str]] = ""


@dataclass(frozen=True)
class Indicator:
    """One question under a criterion; `id` is `criterion.name`, `evidence` the headings its answer may rest on."""

    id: str
    criterion: str
    name: str
    label: str
    question: str
    answers: dict[str, str]
    evidence: tuple[str, ...]
    rule: Rule | None = None
    kept_because: str = ""


@dataclass(frozen=True)
class Criterion:
    """One criterion with its indicators in order."""

    name: str
    label: str
    definition: str
    key_question: str
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True)
class Criteria:
    """All criteria in order, and the fact-sheet headings (key -> heading in words)."""

    criteria: tuple[Criterion, ...]
    headings: dict[str, str] = field(default_factory=dict)

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """Every indicator by its id, in order."""
        return {indicator.id: indicator for criterion in self.criteria for indicator in criterion.indicators}

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(criterion.name for criterion in self.criteria)


def read_criteria(raw: Mapping[str, Any]) -> Criteria:
    """The criteria from the mapping of `criteria.yml` (`Codebook.criteria`).

    Raises InputProblems where an entry is incomplete, names an unknown heading or has a rule that cannot be read.
    """
    problems = list(_problems(raw))
    if problems:
        raise InputProblems(problems)
    criteria = tuple(_criterion(name, entry) for name, entry in raw["criteria"].items())
    return Criteria(criteria, dict(raw["evidence_headings"]))


def _criterion(name: str, entry: Mapping[str, Any]) -> Criterion:
    indicators = tuple(_indicator(name, key, _with_words(value)) for key, value in entry["indicators"].items())
    return Criterion(name, entry["label"], entry["definition"], entry["key_question"], indicators)


def _indicator(criterion: str, name: str, entry: Mapping[str, Any]) -> Indicator:
    return Indicator(
        f"{criterion}.{name}",
        criterion,
        name,
        entry["label"],
        entry["question"],
        {answer: entry[answer] for answer in ANSWERS},
        tuple(entry["evidence"]),
        _rule(entry.get("factsheet")),
        str(entry.get("kept_because") or ""),
    )


def _rule(entry: Mapping[str, Any] | None) -> Rule | None:
    if not entry:
        return None
    entry = _with_words(entry)
    columns = (entry["column"],) if "column" in entry else tuple(entry["columns"])
    return Rule(columns, _condition(entry["yes"]), _condition(entry.get("no", "")))


def _condition(entry: Any) -> str | dict[str, list[str]]:
    if not isinstance(entry, Mapping):
        return entry
    return {word: [_word(v) for v in (value if isinstance(value, list) else [value])] for word, value in entry.items()}


def _with_words(entry: Mapping[Any, Any]) -> dict[str, Any]:
    """`entry` with keys as text: YAML reads an unquoted `yes:` or `no:` as true or false."""
    return {_word(key): value for key, value in entry.items()}


def _word(value: Any) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _problems(raw: Mapping[str, Any]) -> Iterator[Problem]:
    headings, criteria = raw.get("evidence_headings") or {}, raw.get("criteria") or {}
    if not headings or not criteria:
        missing = "criteria" if headings else "evidence_headings"
        yield Problem(FILE, f"holds no {missing}", f"add `{missing}:`", column=missing)
    for name, criterion in criteria.items():
        yield from _missing(criterion, CRITERION_FIELDS, name)
        if name == OVERALL:
            yield Problem(FILE, "is the name of the mean over all criteria", "give it another name", column=name)
        for key, entry in ((criterion or {}).get("indicators") or {}).items():
            place = f"{name}.{key}"
            entry = _with_words(entry or {})
            yield from _missing(entry, INDICATOR_FIELDS, place)
            for heading in entry.get("evidence") or []:
                if heading not in headings:
                    hint = one_of(heading, headings)
                    yield Problem(FILE, "is not a fact-sheet heading", hint, column=place, value=heading)
            yield from _rule_problems(entry.get("factsheet"), place)


def _missing(entry: Mapping[str, Any] | None, fields: tuple[str, ...], place: str) -> Iterator[Problem]:
    for name in fields:
        if not (entry or {}).get(name):
            yield Problem(FILE, "the field is missing", f"add `{name}:`", column=f"{place}.{name}")


def _rule_problems(entry: Mapping[str, Any] | None, place: str) -> Iterator[Problem]:
    if not entry:
        return
    entry, place = _with_words(entry), f"{place}.factsheet"
    kind = next((word for word in CONDITIONS if word in entry), "")
    if not kind or "yes" not in entry:
        hint = "write {column: fs_partners, yes: present}"
        yield Problem(FILE, "the rule lacks its column or its yes", hint, column=place)
        return
    for answer in ("yes", "no"):
        condition = entry.get(answer)
        if condition is None or _is_condition(condition, kind):
            continue
        known = [*CONDITIONS[kind], *(f"{{{word}: ..}}" for word in COMPARISONS if kind == "column")]
        hint = f"use one of {', '.join(known)}"
        yield Problem(FILE, "is not a condition", hint, column=f"{place}.{answer}", value=str(condition))


def _is_condition(condition: Any, kind: str) -> bool:
    if isinstance(condition, Mapping):
        return kind == "column" and len(condition) == 1 and set(condition) <= set(COMPARISONS)
    return condition in CONDITIONS[kind]


def one_of(value: str, known: Iterable[str]) -> str:
    """The hint that lists what there is and names what is nearest to `value`."""
    known = list(known)
    close = difflib.get_close_matches(value, known, n=1)
    nearest = f"; perhaps {close[0]!r} is meant" if close else ""
    return f"use one of {', '.join(known)}{nearest}"
