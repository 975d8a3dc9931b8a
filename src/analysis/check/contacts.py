"""Contact data in what respondents wrote: told by its cell, never by its words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.codebook import Table
from analysis.intake.table import Raw
from analysis.problems import Problem

CONTACT = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\d.])(?:\+|00)\d[\d\s()/-]{7,}\d")
SAID = "looks like an e-mail address or a telephone number"
HINT = "take it out of the raw file: the book never prints what respondents wrote, but the tables for the team hold it"


def contact_problems(raw: Raw, spec: Table) -> Iterator[Problem]:
    """A warning for every cell of free text that seems to hold contact data."""
    for item in spec.of_type("text"):
        cells = raw.frame[item.id]
        for row in cells.index[cells.str.contains(CONTACT)]:
            yield raw.problem(row, SAID, HINT, item.id, warning=True)
