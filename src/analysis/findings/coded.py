"""The case studies of a wave as they were coded under the criteria, in the form that the findings of that chapter share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache, wraps

from analysis.evaluate.coding import told_and_settled
from analysis.evaluate.criteria import ANSWERS, OVERALL, Criteria, read_criteria
from analysis.evaluate.ranks import BASES
from analysis.evaluate.scores import DECIMALS, in_order
from analysis.findings.chart import Mark
from analysis.findings.results import Facts, Part, Range, Results

HALF = Part(1, 2)
TEXT = ("case_no", "criterion", "indicator", "basis", "dimension_a", "dimension_b", "verdict", "kept_because", "enough",
        "top_changed", "entered", "left")  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Case(Range):
    """A case study as the range of its overall score."""

    number: str
    dimension: str


class Coded:
    """What a run found out about the case studies under the criteria; empty where the wave has none."""

    def __init__(self, results: Results):
        self.results = results
        self.criteria: Criteria = read_criteria(results.codebook.criteria)
        self.indicators = self.criteria.indicators
        self.labels = {c.name: c.label for c in self.criteria.criteria}

    def __bool__(self) -> bool:
        return bool(self.coding)

    def facts(self, **found: object) -> Facts:
        """Facts of an exhibit on the case studies, with what all of them say."""
        return {"cases": len(self.coding), "half": HALF, "evidence": self.results.wave.coded} | found

    def rows(self, table: str, **called: str) -> list[dict]:
        """A table of the evaluation, numbers as numbers (None: not known), with the labels of its indicators; `called` has
        the names of columns that the report calls otherwise."""
        rows = self.results.table(f"evaluation/{table}.csv").to_dict("records")
        return [self._named({called.get(c, c): _value(c, text) for c, text in row.items()}) for row in rows]

    @cached_property
    def coding(self) -> dict[str, dict[str, dict]]:
        """The rows of the coding by case number and indicator, with the labels of both and with what the sheet says."""
        rows = [self._told(self._named(row)) for row in self.results.table("processed/coding.csv").to_dict("records")]
        cases = in_order({row["case_no"] for row in rows})
        return {case: {row["indicator"]: row for row in rows if row["case_no"] == case} for case in cases}

    def answers(self, case: str) -> dict[str, list[dict]]:
        """The rows of the coding of one case study by the label of their criterion."""
        rows = self.coding.get(case, {}).values()
        return {label: [row for row in rows if row["criterion"] == label] for label in self.labels.values() if rows}

    @cached_property
    def cases(self) -> dict[str, Case]:
        """The case studies by number, in the order of their dimensions and then of their numbers."""
        rows = {row["case_no"]: row for row in self.results.table("processed/cases.csv").to_dict("records")}
        cases = [self._case(number, rows.get(number, {})) for number in self.coding]
        dimensions = [*self.results.codebook.vocabulary["dimensions"], ""]
        return {case.number: case for case in sorted(cases, key=lambda case: dimensions.index(case.dimension))}

    @cached_property
    def counts(self) -> list[dict]:
        """The part of the case studies that has each of the `answers`, a row for each indicator."""
        get = self.results.get
        parts = {i: {a: get(f"cases.indicator.{i}.{a}.share") for a in ANSWERS} for i in self.indicators}
        return [self._named({"indicator": i, "answers": answers}) for i, answers in parts.items()]

    def by_dimension(self, marks: Mapping[str, Mark]) -> list[tuple[str, list[Mark]]]:
        """The marks of case studies, given by number, under the names of their dimensions."""
        there = dict.fromkeys(case.dimension for case in self.cases.values())
        return [(self.results.dimension(d), [marks[n] for n, case in self.cases.items() if case.dimension == d]) for d in there]

    @cached_property
    def ranks(self) -> dict[str, dict[str, dict]]:
        """Rank stability by the `low` and the `high` scores, by case number."""
        rows = [row | {"no": row["case_no"], "practice": self.cases[row["case_no"]].name} for row in self.rows("ranks")]
        return {basis: {row["no"]: row for row in rows if row["basis"] == basis} for basis in BASES}

    def score(self, case: str, criterion: str = OVERALL) -> Range:
        """From the low to the high score of a case study."""
        ends = (self.results.get(f"cases.{case}.{criterion}.{end}").value for end in BASES)
        return Range(*(round(end, DECIMALS) for end in ends))

    def means(self, source: str, dimension: str = "") -> dict[str, Range]:
        """The mean low and high score of each criterion that has one, with its base and the keys behind it; it is named
        after the dimension that it is about, or else after the criterion."""
        r, group = self.results, f"dimension_{dimension}" if dimension else ""
        low, high = ({n.option: n for n in r.of(source, "criterion", f"{end}_mean", group)} for end in BASES)
        names = dict.fromkeys(low, r.dimension(dimension)) if dimension else self.labels
        return {c: Range(low[c].value, high[c].value, names[c], low[c].base, (low[c], high[c])) for c in low}

    def beyond_silence(self, means: Mapping[str, Range]) -> tuple[str, str]:
        """The labels of the criterion that lies above and of the one that lies below all others, however silence is read;
        nothing where there is none, or nothing to compare."""

        def found(before: Callable[[Range, Range], bool]) -> str:
            names = [c for c in means if len(means) > 1 and all(before(means[c], means[o]) for o in means if o != c)]
            return self.labels[names[0]] if names else ""

        return found(lambda a, b: a.low > b.high), found(lambda a, b: a.high < b.low)

    def extremes(self, values: Mapping[str, float]) -> tuple[list[str], list[str]]:
        """The labels of the criteria that share the largest and the smallest value."""
        told = {c: round(values[c], DECIMALS) for c in self.labels if c in values}
        return tuple([self.labels[c] for c in told if told[c] == end(told.values())] for end in (max, min))

    def _case(self, number: str, row: dict[str, str]) -> Case:
        score, name = self.score(number), self.results.case_names.get(number, number)
        return Case(score.low, score.high, name, number=number, dimension=row.get("dimension", ""))

    def _named(self, row: dict) -> dict:
        """A row with the labels of its indicator and of that one's criterion."""
        indicator = self.indicators.get(row.get("indicator"))
        return row | ({"criterion": self.labels[indicator.criterion], "label": indicator.label} if indicator else {})

    def _told(self, row: dict) -> dict:
        """A row of the coding with what the sheet says, under which heading, why the answer was settled so, and the
        readings where they are not all the answer."""
        said, settled = told_and_settled(row["reason"], row.get("paraphrase", ""))
        readings = [row[coder] for coder in ("coder_a", "coder_b") if row[coder]]
        otherwise = readings if {*readings} - {row["final"]} else []
        heading = self.criteria.headings.get(row["evidence"], "")
        return row | {"heading": heading, "said": said, "settled": settled, "otherwise": otherwise}


@lru_cache(maxsize=1)
def coded(results: Results) -> Coded:
    """The coded case studies of a run, read once for all findings."""
    return Coded(results)


def on_cases(finding: Callable[[Coded], Facts | None]) -> Callable[[Results], Facts | None]:
    """A finding on the case studies as one on the results of a run; None where none is coded."""

    @wraps(finding)
    def find(results: Results) -> Facts | None:
        return finding(found) if (found := coded(results)) else None

    return find


def _value(column: str, text: str) -> str | float | None:
    return text if column in TEXT else float(text) if text else None
