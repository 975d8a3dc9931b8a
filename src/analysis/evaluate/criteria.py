"""The criteria of the codebook in typed form, checked: a new criterion is an entry of `criteria.yml` and no code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo

from analysis.codebook import Codebook
from analysis.declared import CLOSED, Text, Texts, as_list, fit, one_of, word, wrong

ANSWERS = ("yes", "no", "not_reported")
FILE = "criteria.yml"
OVERALL = "overall"
OF_ONE, OF_SEVERAL = ("present", "denied", "several"), ("all_present", "any_present")
COMPARISONS = ("is", "contains")


def _heading(value: str, info: ValidationInfo) -> str:
    if value not in (known := info.context["headings"]):
        raise wrong("is not a fact-sheet heading", one_of(value, known))
    return value


def _asks(entry: Any, info: ValidationInfo) -> Any:
    """`from` and `to` are words of Python."""
    if not isinstance(entry, dict) or not {"from", "to"} <= entry.keys() <= {"from", "to", "over_time"}:
        raise wrong("lacks its two steps", "write {from: needs, to: objectives}")
    known = list(info.context["steps"])
    for step in (entry["from"], entry["to"]):
        if step not in known:
            raise wrong("names a step that is not on the way", one_of(str(step), known))
    if known.index(entry["from"]) >= known.index(entry["to"]):
        raise wrong("goes back", f"write the steps in their order: {', '.join(known)}")
    return {"start": entry["from"], "end": entry["to"], "over_time": entry.get("over_time", False)}


def _not_overall(name: str) -> str:
    if name == OVERALL:
        raise wrong("is the name of the mean over all criteria", "give it another name")
    return name


def _rule(entry: Any) -> Any:
    """`column: x` is `columns: [x]`."""
    if not isinstance(entry, dict) or "yes" not in entry or len({"column", "columns"} & entry.keys()) != 1:
        raise wrong("the rule lacks its column or its yes", "write {column: fs_partners, yes: present}")
    columns = entry.get("column", entry.get("columns"))
    return {"columns": columns} | {name: value for name, value in entry.items() if name not in ("column", "columns")}


def _condition(entry: Any, info: ValidationInfo) -> Any:
    """A word, or a comparison with one text or a list of them; which there are depends on the number of columns."""
    one = len(info.data["columns"]) == 1
    if isinstance(entry, dict) and one and len(entry) == 1 and entry.keys() <= set(COMPARISONS):
        return {name: [word(text) for text in as_list(value)] for name, value in entry.items()}
    if not isinstance(entry, str) or entry not in (OF_ONE if one else OF_SEVERAL):
        known = [*OF_ONE, *(f"{{{word}: ..}}" for word in COMPARISONS)] if one else OF_SEVERAL
        raise wrong("is not a condition", f"use one of {', '.join(known)}")
    return entry


Filled = Annotated[Text, Field(min_length=1)]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """How one indicator is answered from the columns of a fact sheet: the condition of a yes, then that of a no.

    A condition of one column is `present`, `denied`, `several`, `{"is": [..]}` or `{"contains": [..]}`, of several columns
    `all_present` or `any_present`.
    """

    __pydantic_config__ = CLOSED
    columns: Texts
    yes: Annotated[Any, BeforeValidator(_condition)]
    no: Annotated[Any, BeforeValidator(_condition)] = ""


@dataclass(frozen=True, kw_only=True)
class _IndicatorEntry:
    """An indicator as it stands in criteria.yml: a question, when it is answered how, where the answer may rest."""

    __pydantic_config__ = CLOSED
    label: Filled
    question: Filled
    yes: Filled
    no: Filled
    not_reported: Filled
    evidence: Annotated[
        tuple[Annotated[Text, AfterValidator(_heading)], ...], BeforeValidator(as_list), Field(min_length=1)
    ]
    factsheet: Annotated[Rule | None, BeforeValidator(_rule)] = None
    kept_because: Text = ""


@dataclass(frozen=True, kw_only=True)
class Indicator(_IndicatorEntry):
    """One question under a criterion; `id` is `criterion.name`, `evidence` the headings its answer may rest on."""

    id: str
    criterion: str
    name: str

    @property
    def answers(self) -> dict[str, str]:
        """What each answer means."""
        return {answer: getattr(self, answer) for answer in ANSWERS}

    @property
    def rule(self) -> Rule | None:
        """How a fact sheet of the survey answers it; None where it does not."""
        return self.factsheet


@dataclass(frozen=True, kw_only=True)
class Asks:
    """The stretch of the way of a practice that a criterion looks at, from one step to another; `over_time`: does it last."""

    start: str
    end: str
    over_time: bool = False


@dataclass(frozen=True, kw_only=True)
class _CriterionEntry:
    __pydantic_config__ = CLOSED
    label: Filled
    definition: Filled
    key_question: Filled
    asks: Annotated[Asks | None, BeforeValidator(_asks)] = None
    indicators: Annotated[dict[Text, _IndicatorEntry], Field(min_length=1)]


@dataclass(frozen=True, kw_only=True)
class Criterion(_CriterionEntry):
    """One criterion with its indicators in order."""

    name: str
    indicators: tuple[Indicator, ...]
    asks: Asks | None = None


@dataclass(frozen=True, kw_only=True)
class _File:
    __pydantic_config__ = CLOSED
    steps: Texts = ()
    denials: Texts = ()
    evidence_headings: Annotated[dict[Text, Text], Field(min_length=1)]
    criteria: Annotated[dict[Annotated[Text, AfterValidator(_not_overall)], _CriterionEntry], Field(min_length=1)]


@dataclass(frozen=True)
class Criteria:
    """All criteria in order, the fact-sheet headings (key -> heading in words), the steps of a practice from needs on, and the
    words that deny what is asked when a cell begins with them."""

    criteria: tuple[Criterion, ...]
    headings: dict[str, str]
    steps: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()

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
    known = {"headings": raw.get("evidence_headings") or {}, "steps": raw.get("steps") or ()}
    file = fit(_File, raw, FILE, unnamed=("criteria", "indicators"), **known)
    criteria = tuple(_criterion(name, entry) for name, entry in file.criteria.items())
    return Criteria(criteria, file.evidence_headings, file.steps, file.denials)


def criteria_for(codebook: Codebook) -> Criteria:
    """The criteria as a wave's fact sheets can answer them: a rule on a question that was not asked is none."""
    unasked = codebook["factsheets"].not_asked

    def answerable(indicator: Indicator) -> Indicator:
        lost = indicator.rule and not unasked.isdisjoint(indicator.rule.columns)
        return replace(indicator, factsheet=None) if lost else indicator

    whole = read_criteria(codebook.criteria)
    return replace(
        whole, criteria=tuple(replace(c, indicators=tuple(map(answerable, c.indicators))) for c in whole.criteria)
    )


def _criterion(name: str, entry: _CriterionEntry) -> Criterion:
    indicators = tuple(
        Indicator(id=f"{name}.{key}", criterion=name, name=key, **vars(value))
        for key, value in entry.indicators.items()
    )
    return Criterion(name=name, **vars(entry) | {"indicators": indicators})
