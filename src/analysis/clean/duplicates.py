"""Rows of one record: those that become one, and those that may be one although their identifiers differ."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.clean.identifiers import bare
from analysis.clean.parsed import by_text
from analysis.codebook import Table
from analysis.intake.table import LOG_COLUMNS, STACKED, Raw
from analysis.problems import Problem
from analysis.texts import fold

TWO_IN_ONE = "keep the row that is right, or give the records different identifiers"
CONTRADICT = "rows of one record contradict each other", TWO_IN_ONE
SAY_OTHERWISE = "rows of one record say different things, and the longest text is kept", TWO_IN_ONE


def suspected(frame: pd.DataFrame, spec: Table, raw: Raw) -> Iterator[Problem]:
    """Warnings where a cleaned table has several identifiers that may belong to one record.

    They are the same but for leading zeros or for letters that look the same, or their rows agree in what tells records apart
    (`alike` in the codebook).
    """
    key = spec.key[0]
    if len(spec.key) == 1 and spec.items[key].type == "id":
        rule = "is the same as another identifier but for leading zeros or letters of another alphabet"
        yield from _under_several(frame, raw, key, by_text(frame[key], bare), rule)
    if spec.alike and set(spec.alike) <= set(frame.columns):
        rows = frame[frame[list(spec.alike)].ne("").all(axis=1)]
        told = by_text(rows[spec.alike[0]], fold)
        for name in spec.alike[1:]:
            told = told + "\0" + rows[name]
        rule = f"may be one record under several identifiers: {' and '.join(spec.alike)} are the same"
        yield from _under_several(rows, raw, key, told, rule)


def _under_several(rows: pd.DataFrame, raw: Raw, key: str, same: pd.Series, rule: str) -> Iterator[Problem]:
    """A warning for each value of `same` that rows of several identifiers have."""
    twice = rows[same.duplicated(keep=False) & rows[key].ne("")]
    groups = pd.Series(pd.factorize(same[twice.index])[0], index=twice.index)
    several = pd.DataFrame({"group": groups, "name": twice[key]}).drop_duplicates()["group"].value_counts().gt(1)
    twice = twice[groups.isin(several.index[several])]
    hint = "give them one identifier if they are the same; if they are not, nothing need be done"
    for _, names in twice[key].groupby(groups[twice.index], sort=False):
        yield raw.problem(names.index[-1], rule, hint, key, _named_rows(names), warning=True)


def _named_rows(names: pd.Series) -> str:
    """Identifiers with their rows: `R1 (row 3), R7 (row 9)`."""
    return ", ".join(f"{name} (row {row % STACKED})" for row, name in names.items())


def merge_duplicates(frame: pd.DataFrame, names: pd.Series, spec: Table, raw: Raw) -> tuple[pd.DataFrame, pd.DataFrame, list[Problem]]:
    """Rows with the same key become one: a filled cell wins over an empty one, a longer text over a shorter.

    `names` is what the log calls the record of each row. Gives the table in no order, the log of what was merged, and problems:
    two different answers to a closed question, or two different names (`alike` in the codebook), since the file contradicts itself.
    Other texts that do not hold each other are a warning.
    """
    key = list(spec.key)
    twice = frame.duplicated(key, keep=False) & frame[key[0]].ne("")
    if not twice.any():
        return frame, pd.DataFrame(columns=LOG_COLUMNS), []
    rows = frame[twice]
    group = rows.groupby(key, sort=True).ngroup().to_numpy()
    sizes = np.bincount(group)
    record = names[twice].iloc[np.unique(group, return_index=True)[1]].tolist()
    merged, conflicts = {}, []
    for place, item in enumerate(spec.items.values()):
        merged[item.id], several = _fullest(rows[item.id].to_numpy(), group, len(sizes))
        if item.id not in key:
            conflicts += [(number, place, item, texts) for number, texts in several.items() if item.type != "text" or _apart(texts)]
    problems = []
    by_group, ends = rows.index[np.argsort(group, kind="stable")], np.cumsum(sizes)
    for number, _, item, texts in sorted(conflicts, key=lambda conflict: conflict[:2]):
        places = by_group[ends[number] - sizes[number] : ends[number]]
        value = f"{' / '.join(texts)} ({record[number]}, rows {', '.join(str(place % STACKED) for place in places)})"
        said = SAY_OTHERWISE if item.type == "text" and item.id not in spec.alike else CONTRADICT
        problems.append(raw.problem(places[-1], *said, item.id, value, warning=said is SAY_OTHERWISE))
    problems += _spelled_apart(rows, group, merged, spec, raw)
    whole = pd.concat([frame[~twice], pd.DataFrame(merged, columns=frame.columns)], ignore_index=True)
    log = pd.DataFrame(
        {
            "source": spec.source, "record": record, "column": "",
            "raw": [f"{size} rows" for size in sizes], "clean": "1 row", "rule": "duplicates_merged",
        },
    )  # fmt: skip
    return whole, log, problems


def _apart(texts: list[str]) -> bool:
    """Whether the longest of several texts, which comes first, does not hold all others."""
    longest, *others = map(fold, texts)
    return any(other not in longest for other in others)


def _spelled_apart(rows: pd.DataFrame, group: np.ndarray, merged: dict[str, np.ndarray], spec: Table, raw: Raw) -> Iterator[Problem]:
    """Warnings where rows whose identifiers are written differently (`r1`, `R1`) became one record that none of them is alone."""
    if len(spec.key) > 1:
        return
    written = raw.frame.loc[rows.index, spec.key[0]].str.strip()
    whole = np.logical_and.reduce([rows[name].to_numpy() == cells[group] for name, cells in merged.items()])
    rule = "is written in several ways, and the rows under it are read as one record"
    hint = "if they are several records, give them identifiers that differ in more than capital letters"
    for number in sorted(set(group.tolist()) - set(group[whole].tolist())):
        names = written[group == number]
        if names.nunique() > 1:
            yield raw.problem(names.index[-1], rule, hint, spec.key[0], _named_rows(names), warning=True)


def _fullest(texts: np.ndarray, group: np.ndarray, groups: int) -> tuple[np.ndarray, dict[int, list[str]]]:
    """The longest text of each group (of equally long ones the first by alphabet), and all where there are several."""
    filled = texts != ""
    texts, group = texts[filled], group[filled]
    best = np.full(groups, "", dtype=object)
    best[group] = texts
    differing = np.isin(group, group[texts != best[group]])
    several: dict[int, set[str]] = {}
    for number, text in zip(group[differing].tolist(), texts[differing], strict=True):
        several.setdefault(number, set()).add(text)
    ordered = {number: sorted(found, key=lambda text: (-len(text), text)) for number, found in several.items()}
    for number, found in ordered.items():
        best[number] = found[0]
    return best, ordered
