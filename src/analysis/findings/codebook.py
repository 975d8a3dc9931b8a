"""Every variable of the codebook: its question, label and values."""

from __future__ import annotations

from functools import partial

from analysis.codebook import YEARS, Item
from analysis.findings.results import Facts, Results


def _variables(r: Results, table: str) -> Facts | None:
    """A row for each question; its sub-questions are values of it."""
    spec = r.codebook[table]
    stems = [spec.stem(stem) for stem in dict.fromkeys(item.stem for item in spec.items.values())]
    return {"table": [_variable(items) for items in stems]} if stems else None


def _variable(items: list[Item]) -> dict:
    """One question. `since` and `until` are None where it was always asked, `wording` has its words from a year on. What may
    stand in the column: a type, the ends of a scale, options; for a rating what is rated, and for which groups."""
    first = items[0]
    since, until = (None if year in YEARS else year for year in (first.since, first.until))
    rated = dict.fromkeys(i.level_labels[-1] for i in items if i.levels)
    options = list(rated if first.type == "rating" else first.options.values())
    groups = list(dict.fromkeys(i.level_labels[0] for i in items if len(i.levels) > 1))
    return {
        "variable": first.stem, "question": first.question,
        "values": {"type": first.type, "low": first.min, "high": first.max, "options": options, "groups": groups},
        "label": {"text": first.asks, "since": since, "until": until, "wording": sorted(first.wording.items())},
    }  # fmt: skip


codebook_responses = partial(_variables, table="responses")
codebook_factsheets = partial(_variables, table="factsheets")
codebook_practices = partial(_variables, table="practices")
codebook_cases = partial(_variables, table="cases")
