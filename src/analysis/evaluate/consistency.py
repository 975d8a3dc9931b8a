"""What two sheets say of one thing, held together by the rules under `agree` in the codebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

import pandas as pd

from analysis.codebook import Agreement, Table
from analysis.evaluate.coding import open_coding
from analysis.intake.files import read_headed
from analysis.problems import Problem
from analysis.texts import fold
from analysis.wave import Wave, shown

HINT = "read the passage again and correct the place that is wrong"


def agreement_problems(wave: Wave, cases: pd.DataFrame, coded: pd.DataFrame, spec: Table) -> list[Problem]:
    """Every place where the clean sheet `cases` and the final values of the sheet `coding` (see `read_coding`) contradict
    each other.

    A wave whose sheet lacks the column that binds it is not held to the rules; a rule on something that the wave does not
    have is none.
    """
    places = _Places(wave, spec)
    if not spec.agree or spec.agree.bound_by not in places.columns:
        return []
    said = {record["case_no"]: record for record in cases.to_dict("records")}
    for row in coded.itertuples():
        said[row.case_no][row.indicator] = row.final
    return [
        places.problem(record, rule, name)
        for record in said.values()
        for rule in spec.agree.rules
        if {*rule.when, *rule.then} <= record.keys()
        for name in _broken(rule, record)
    ]


def holds(value: str, allowed: tuple[str, ...]) -> bool:
    """Whether a cell (`;`-joined) has one of the values, or is `filled`, `empty`, of `one` value or of `several`."""
    parts = [part for part in value.split(";") if part]
    kinds = {"empty": not parts, "filled": bool(parts), "one": len(parts) == 1, "several": len(parts) > 1}
    return any(kinds.get(word, word in parts) for word in allowed)


def _broken(rule: Agreement, record: Mapping[str, str]) -> Iterator[str]:
    """The name where a case study breaks the rule, in either direction."""
    when = all(holds(record[name], values) for name, values in rule.when.items())
    then = any(holds(record[name], values) for name, values in rule.then.items())
    if when and not then:
        yield next(iter(rule.then))
    if rule.only and then and not when:
        yield next(name for name, values in rule.when.items() if not holds(record[name], values))


class _Places:
    """Where in the files of a wave a column or an indicator of a case study stands."""

    def __init__(self, wave: Wave, spec: Table):
        self.file = wave.source_file("case_studies")
        self.sheet = "" if self.file.suffix.lower() == ".csv" else spec.sheet
        cases, _ = read_headed(self.file, self.sheet)
        self.cases = cases.rename(columns=wave.sources["case_studies"].mapping)
        self.columns = set(self.cases.columns)

    def problem(self, record: Mapping[str, str], rule: Agreement, name: str) -> Problem:
        """What is said of `name` breaks the rule."""
        indicator = name not in self.columns
        raw, file, sheet = self.coding if indicator else (self.cases, shown(self.file), self.sheet)
        of_case = pd.to_numeric(raw["case_no"], errors="coerce").eq(int(record["case_no"]))
        rows = raw.index[of_case & raw["indicator"].map(fold).eq(fold(name))] if indicator else raw.index[of_case]
        others = {other: values for other, values in {**rule.when, **rule.then}.items() if other != name}
        elsewhere = " and ".join(f"{other} is {record[other] or 'empty'}" for other in others)
        says = f"case {record['case_no']}: {name} does not go with what is said elsewhere, where {elsewhere} (expected: {_told(rule)})"
        return Problem(file, says, HINT, sheet, int(rows[0]), "final" if indicator else name, record[name])

    @cached_property
    def coding(self) -> tuple[pd.DataFrame, str, str]:
        """The sheet `coding` as it stands (index: row number), its file and its name."""
        frame, sheet, file, _ = open_coding(self.file)
        return frame, file, sheet


def _told(rule: Agreement) -> str:
    """`a: yes -> b: internal or external`, as the codebook has it."""
    when, then = (
        between.join(f"{name}: {' or '.join(values)}" for name, values in side.items())
        for between, side in ((" and ", rule.when), (" or ", rule.then))
    )
    return f"{when} {'<->' if rule.only else '->'} {then}"
