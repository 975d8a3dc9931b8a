"""Recommendations of a study and what the numbers of the wave say of the needs that they answer."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from analysis.evaluate.recommendations import (
    OPEN,
    SILENT,
    Condition,
    Known,
    Recommendation,
    read_recommendations,
    state,
)
from analysis.findings.results import Facts, Number, Part, Range, Results

# Why a rule is open: silence could turn it, or an estimate that it reads has no value that can be shown.
SILENCE, NO_SOURCE, NOT_ASKED, NOT_IN_TEXT, TOO_FEW, NO_VALUE = "silence", "no_source", "not_asked", "not_in_text", "too_few", "no_value"


@dataclass(frozen=True)
class Tested:
    """A rule and what the wave says to it: its `number` and the share that it is compared with (`line`), the range of what
    silence leaves open, its verdict, and why it is `open`."""

    condition: Condition
    verdict: str
    number: Number | None = None
    line: Number | Part | None = None
    reach: Range | None = None
    unknown: str = ""

    @property
    def says(self) -> str:
        """What the number means, or nothing where the rule is open."""
        return "" if self.verdict == OPEN else getattr(self.condition, self.verdict)


def recommended(r: Results) -> list[Facts]:
    """Each recommendation in order: its `id`, `number` and `name`, its `state` in this wave, how many of its rules `hold`, `fail` and
    are `open`, and the rules as `tested`."""
    made = read_recommendations(r.wave).recommendations
    return [_judged(r, id_, made[id_]) for id_ in sorted(made, key=lambda id_: made[id_].number)]


def _judged(r: Results, id_: str, made: Recommendation) -> Facts:
    tested = [_tested(r, condition) for condition in made.conditions]
    counts = Counter(t.verdict for t in tested)
    return {
        "id": id_, "number": made.number, "name": made.name, "state": state(t.verdict for t in tested), "tested": tested,
        "hold": counts["holds"], "fail": counts["fails"], "open": counts["open"],
    }  # fmt: skip


def _tested(r: Results, condition: Condition) -> Tested:
    """A rule held against the estimates of the wave."""
    number = r.get(condition.key)
    line = r.get(condition.line) if isinstance(condition.line, str) else Part(round(condition.line * 100), 100)
    if unknown := next(filter(None, (_why(r, key) for key in condition.keys)), ""):
        return Tested(condition, OPEN, unknown=unknown)
    reach, limit = _reach(r, number), _reach(r, line)
    verdict = condition.verdict(reach.low, reach.high, limit.low, limit.high)
    return Tested(condition, verdict, number, line, reach, SILENCE if verdict == OPEN else "")


def _why(r: Results, key: str) -> str:
    """Why an estimate has no value that can be shown, or nothing where it has one."""
    if (number := r.get(key)) and not number.small:
        return ""
    source = next(t.source for t in r.codebook.tables.values() if t.estimates == key.split(".")[0])
    if not r.wave.has(source):
        return NO_SOURCE
    if key not in Known(r.codebook).keys:
        return NOT_ASKED
    if source in r.wave.rebuilt:
        return NOT_IN_TEXT
    return TOO_FEW if number or r.table("processed/estimates.csv")["key"].eq(key).any() else NO_VALUE


def _reach(r: Results, number: Number | Part) -> Range:
    """From a share up to what it would be if all who were silent had said the same; up to all where it is withheld how many were."""
    if not isinstance(number, Number):
        return Range(number.share, number.share)
    place, option, statistic = number.key.rsplit(".", 2)
    keys = [f"{place}.{silent}.{statistic}" for silent in SILENT if silent != option]
    silent = [r.get(key) for key in keys if key in set(r.table("processed/estimates.csv")["key"])]
    if None in silent:
        return Range(number.share, 1.0, base=number.base, of=(number,))
    high = sum(n.numerator for n in (number, *silent)) / number.base
    return Range(number.share, high, base=number.base, of=(number, *silent))
