"""Scores: how many indicators of a criterion are met, not met and not reported, and the interval that follows."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.evaluate.criteria import ANSWERS, Criteria

COUNTS = ("met", "not_met", "not_reported")
DECIMALS = 9  # scores that agree so far are ties: 1/3 read from a file and 1/3 computed


def scores(coding: pd.DataFrame, criteria: Criteria) -> pd.DataFrame:
    """Scores of the case studies from the column `final` of the coding.

    Columns: case_no, criterion, met, not_met, not_reported (counts of indicators), low, high (0-1), as `score_table`.
    """
    return score_table(coding.rename(columns={"final": "value"}), criteria, ["case_no"])


def score_table(answers: pd.DataFrame, criteria: Criteria, key: list[str]) -> pd.DataFrame:
    """One row per record (named by the columns `key`) and criterion, records sorted, criteria in codebook order.

    `answers` holds `key`, indicator and value (yes, no, not_reported), one row per record and indicator. With n
    indicators, low = met / n takes every silence for a no and high = (met + not_reported) / n for a yes: the worst-case
    bounds of C. F. Manski (2003), Partial Identification of Probability Distributions, section 1.2. A criterion of
    which no indicator is in `answers` has no rows.
    """
    record, names = _records(answers, key)
    place = {indicator: criteria.names.index(entry.criterion) for indicator, entry in criteria.indicators.items()}
    criterion = answers["indicator"].map(place).to_numpy(dtype=int)
    value = answers["value"].map({answer: n for n, answer in enumerate(ANSWERS)}).to_numpy(dtype=int)
    shape = (len(names), len(criteria.names), len(ANSWERS))
    cell = np.ravel_multi_index((record, criterion, value), shape) if len(answers) else np.empty(0, dtype=int)
    counts = np.bincount(cell, minlength=int(np.prod(shape))).reshape(shape)
    rows, columns = np.nonzero(counts.sum(axis=2))
    table = names.iloc[rows].reset_index(drop=True)
    table["criterion"] = pd.Series(np.array(criteria.names, dtype=object)[columns], dtype=object)
    for n, name in enumerate(COUNTS):
        table[name] = counts[rows, columns, n]
    base = table[list(COUNTS)].sum(axis=1)
    return table.assign(low=table["met"] / base, high=(table["met"] + table["not_reported"]) / base)


def overall(table: pd.DataFrame) -> pd.DataFrame:
    """Means of low and of high over the criteria, which all count the same. Columns: the key, low, high (0-1)."""
    key = [column for column in table.columns if column not in ("criterion", *COUNTS, "low", "high")]
    numbers = table[key].assign(low=table["low"].astype(float), high=table["high"].astype(float))
    return numbers.groupby(key, sort=False, as_index=False)[["low", "high"]].mean()


def wide(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """`column` of the scores as cases x criteria, floats rounded so that equal scores are equal numbers."""
    criteria = list(dict.fromkeys(table["criterion"]))
    numbers = table.assign(**{column: table[column].astype(float)})
    spread = numbers.pivot(index="case_no", columns="criterion", values=column)
    return spread.loc[in_order(spread.index), criteria].round(DECIMALS)


def in_order(names: Iterable[str]) -> list[str]:
    """Case numbers in numerical order, other names behind them in the order of the alphabet."""
    return sorted(names, key=lambda name: (0, int(name), "") if str(name).isdecimal() else (1, 0, str(name)))


def _records(answers: pd.DataFrame, key: list[str]) -> tuple[np.ndarray, pd.DataFrame]:
    """The number of the record each row belongs to, and the records (columns `key`) in order."""
    codes = [_codes(answers[column]) for column in key]
    whole = np.ravel_multi_index(tuple(c for c, _ in codes), tuple(max(len(v), 1) for _, v in codes))
    found, record = np.unique(whole, return_inverse=True)
    places = np.unravel_index(found, tuple(max(len(v), 1) for _, v in codes))
    names = {column: v[place] for column, (_, v), place in zip(key, codes, places, strict=True)}
    return record, pd.DataFrame(names, dtype=object)


def _codes(column: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Each value's place among the sorted distinct values, and those values."""
    codes, values = pd.factorize(column.to_numpy(dtype=object))
    order = {name: place for place, name in enumerate(in_order(values))}
    places = np.array([order[name] for name in values], dtype=int)
    ordered = np.array(list(order), dtype=object)
    return (places[codes] if len(codes) else np.empty(0, dtype=int)), ordered
