"""What a clean table must hold, as a pandera schema made from the codebook: the last look before it is used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.clean.parsed import distinct
from analysis.codebook import Item, Table
from analysis.problems import Problem

if TYPE_CHECKING:
    import pandera.pandas as pa

COUNTRY = r"(?:[A-Z]{2}|OTHER)?"
DATE = r"(?:\d{4}(?:-\d\d){0,2}(?: ongoing)?|before \d{4}|ongoing)?"
SHOWN = 5


def schema_for(spec: Table) -> pa.DataFrameSchema:
    """Every column of the table with its values: text, empty where not reported; the key unique."""
    import pandera.pandas as pa

    columns = {item.id: pa.Column(object, _checks(item), nullable=False) for item in spec.items.values()}
    return pa.DataFrameSchema(columns, strict=True, unique=list(spec.key), name=spec.name)


def schema_problems(frame: pd.DataFrame, spec: Table, file: str, sheet: str) -> list[Problem]:
    """Where a cleaned table breaks its schema: nothing, unless a cleaner lets something through that it should not."""
    import pandera.pandas as pa

    try:
        schema_for(spec).validate(frame.astype(object), lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases
        return [
            Problem(
                file, f"the cleaned value breaks the codebook ({case['check']})", "report this: a cleaning rule is wrong",
                sheet, column=str(case["column"]), value=str(case["failure_case"]),
            )
            for case in cases.head(SHOWN).to_dict("records")
        ]  # fmt: skip
    return []


def _checks(item: Item) -> list[pa.Check]:
    import pandera.pandas as pa

    match item.type:
        case "choice":
            return [pa.Check.isin(["", *item.options], error="one of its answers")]
        case "multi":
            allowed = set(item.options)
            return [
                pa.Check(
                    lambda column: _each(column, lambda text: set(text.split(";")) <= allowed), error="only its answers"
                )
            ]
        case "rating":
            scale = range(int(item.min or 1), int(item.max or 1) + 1)
            return [pa.Check.isin(["", "higher", *map(str, scale)], error="on its scale")]
        case "number":
            return [pa.Check(lambda column: _within(column, item), error="a number within its limits")]
        case "country":
            return [pa.Check(lambda column: _each(column, re.compile(COUNTRY).fullmatch), error="a country code")]
        case "date":
            return [pa.Check(lambda column: _each(column, re.compile(DATE).fullmatch), error="a date")]
        case "id":
            return [pa.Check(_one_word, error="an identifier")]
    return []


def _each(column: pd.Series, holds) -> pd.Series:
    """Whether a condition holds, asked once for each distinct text; empty texts pass."""
    codes, texts = distinct(column)
    good = np.array([text == "" or bool(holds(text)) for text in texts], dtype=bool)
    return pd.Series(good[codes], index=column.index)


def _one_word(column: pd.Series) -> pd.Series:
    return pd.Series([text.split() == [text] for text in column], column.index)


def _within(column: pd.Series, item: Item) -> pd.Series:
    numbers = pd.to_numeric(column, errors="coerce")
    low = numbers >= item.min if item.min is not None else numbers.notna()
    high = numbers <= item.max if item.max is not None else numbers.notna()
    return column.eq("") | (low & high)
