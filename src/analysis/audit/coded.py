"""What stands behind a number on the case studies: the rule of the criteria, the readings, the cases that were counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from analysis.codebook import codebook_for
from analysis.store import read_table
from analysis.wave import Wave, shown

ANSWERS = ("yes", "no", "not_reported")


def behind_scores(wave: Wave, row: pd.Series) -> Iterator[str]:
    """Lines for people on an estimate of the case studies or fact sheets; none for other numbers.

    A score: its rule and the readings of its case. A rank: the scores of all cases. A mean or difference: the scores that
    went in. An agreement: the pairs that differ. A share of an answer or option: the numbers of its cases.
    """
    kind, *rest = row["item"].split(".", 1)
    if row["source"] == "factsheets" and kind in ("criterion", "indicator"):
        yield from _rule(wave, rest[0] if rest else row["option"])
    if row["source"] != "cases":
        return
    if kind.isdigit() and row["option"] == "rank":
        yield from _scores(wave, "overall", row["statistic"].split("_")[0])
    elif kind.isdigit():
        yield from [*_rule(wave, row["option"]), *_readings(wave, row["option"], [kind])]
    elif kind == "agreement":
        yield from [*_rule(wave, rest[0]), *_pairs(wave, rest[0])]
    elif kind == "indicator":
        coding = read_table(wave.processed / "coding.csv")
        mine = coding[coding["indicator"].eq(rest[0]) & coding["final"].eq(row["option"])]
        yield from [*_rule(wave, rest[0]), f"coded {row['option']}", f"  case studies {_listed(mine['case_no'])}"]
    elif kind == "criterion":
        group = row["group"].removeprefix("dimension_")
        dimensions = group.split("_minus_") if group else []
        yield from [*_rule(wave, row["option"]), *_scores(wave, row["option"], row["statistic"].split("_")[0], dimensions)]
    else:
        yield from _counted(wave, row)


def _rule(wave: Wave, of: str) -> Iterator[str]:
    """The written rule of one indicator, or of all that an option such as `relevance`, `overall` or `pooled` takes in."""
    yield f"rule ({shown(wave.root.codebook / 'criteria.yml')})"
    for name, indicator in _indicators(wave, of).items():
        answers = "; ".join(f"{answer}: {indicator[answer]}" for answer in ANSWERS)
        yield f"  {name}: {indicator['question']} {answers}"
        if rule := indicator.get("factsheet"):
            yield f"    of a survey fact sheet: {rule}"


def _indicators(wave: Wave, of: str) -> dict[str, dict]:
    criteria = codebook_for(wave).criteria["criteria"]
    every = {f"{name}.{key}": i for name, criterion in criteria.items() for key, i in criterion["indicators"].items()}
    mine = {name: i for name, i in every.items() if of in (name, name.split(".")[0])}
    return mine or every


def _readings(wave: Wave, of: str, cases: Iterable[str]) -> Iterator[str]:
    coding = read_table(wave.processed / "coding.csv")
    mine = coding[coding["case_no"].isin(cases) & coding["indicator"].isin(_indicators(wave, of))]
    yield "coded"
    for r in mine.itertuples():
        why = f": {r.reason}" if r.reason else ""
        at = f" ({r.evidence}{why})" if r.evidence else ""
        yield f"  {r.indicator}: {r.final}, read {r.coder_a} and {r.coder_b}{at}"


def _pairs(wave: Wave, of: str) -> Iterator[str]:
    """How many pairs of readings there are of each indicator, and those that differ."""
    coding = read_table(wave.processed / "coding.csv")
    yield "read twice"
    for name in _indicators(wave, of):
        mine = coding[coding["indicator"].eq(name)]
        other = mine[mine["coder_a"].ne(mine["coder_b"])]
        differ = "; ".join(f"case {r.case_no}: {r.coder_a} and {r.coder_b}, settled {r.final}" for r in other.itertuples())
        yield f"  {name}: {len(mine)} pairs, {len(other)} differ{f' ({differ})' if differ else ''}"


def _scores(wave: Wave, of: str, end: str, dimensions: Iterable[str] = ()) -> Iterator[str]:
    """The scores of all cases, or of those in some dimensions; `end` is `low` or `high`."""
    estimates = read_table(wave.processed / "estimates.csv").set_index("key")["value"]
    cases, dimensions = read_table(wave.processed / "cases.csv"), list(dimensions)
    mine = cases[cases["dimension"].isin(dimensions)] if dimensions else cases
    yield f"scores, {end}"
    for r in mine.itertuples():
        if (key := f"cases.{r.case_no}.{of}.{end}") in estimates.index:
            yield f"  {key}: {estimates[key]}" + (f", {r.dimension}" if dimensions else "")


def _counted(wave: Wave, row: pd.Series) -> Iterator[str]:
    """The cases that have an option, where their table has a column for it."""
    cases = read_table(wave.processed / "cases.csv")
    if row["item"] not in cases or row["statistic"] != "share":
        return
    has = cases[row["item"]].map(lambda cell: row["option"] in (cell.split(";") if cell else ["not_reported"]))
    if has.sum() == int(row["numerator"] or 0):
        yield from ["counted", f"  case studies {_listed(cases.loc[has, 'case_no']) or 'none'}"]


def _listed(numbers: Iterable[str]) -> str:
    return ", ".join(numbers)
