"""The cells of one sheet as a file holds them, as text, before anything is taken for a header."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from analysis.problems import Problem


@dataclass
class Cells:
    """A sheet as text. The index of `frame` is the row number a person sees (from 1), its columns are places from 0.

    Numbers are written with a point and so that they cannot be taken for thousands, a percent format as `12.5%`, a currency
    format as `250000 EUR`, days as 2012-05-31, ticks as TRUE and FALSE. `container` is what the file is (`xlsx`, `csv`, ...).
    `remarks` are facts a person should know, such as the encoding; `labelled` says that row 2 holds the labels of the columns
    because the file keeps them apart (SPSS, Stata).
    """

    file: str
    sheet: str
    container: str
    frame: pd.DataFrame
    problems: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    labelled: bool = False
