"""Every variable of the codebook: its question, label and values."""

from __future__ import annotations

from analysis import codebook
from analysis.codebook import Item
from analysis.findings.results import Facts, Results

ALWAYS = getattr(codebook, "YEARS", (None, None))  # the years of an item that never came and never goes


def codebook_responses(r: Results) -> Facts | None:
    """The questionnaire."""
    return _variables(r, "responses")


def codebook_factsheets(r: Results) -> Facts | None:
    """The fact sheets that respondents fill in."""
    return _variables(r, "factsheets")


def codebook_practices(r: Results) -> Facts | None:
    """The records of the practice database."""
    return _variables(r, "practices")


def codebook_cases(r: Results) -> Facts | None:
    """The case studies."""
    return _variables(r, "cases")


def _variables(r: Results, table: str) -> Facts | None:
    """A row for each question; its sub-questions are values of it."""
    spec = r.codebook[table]
    stems = [spec.stem(stem) for stem in dict.fromkeys(item.stem for item in spec.items.values())]
    return {"table": [_variable(items) for items in stems]} if stems else None


def _variable(items: list[Item]) -> dict:
    first = items[0]
    label = getattr(first, "asks", first.label.split(": ")[0] if first.levels else first.label)
    return {
        "variable": first.stem, "question": first.question, "values": _values(items),
        "label": {"text": label, "since": _year(first, "since", 0), "until": _year(first, "until", 1),
                  "wording": sorted(getattr(first, "wording", {}).items())},
    }  # fmt: skip


def _year(item: Item, bound: str, place: int) -> int | None:
    """The year in which an item came or went, or None where it was always there."""
    year = getattr(item, bound, None)
    return None if year == ALWAYS[place] else year


def _values(items: list[Item]) -> dict:
    """What may stand in the column: a type, the ends of a scale, options; for a rating what is rated, and for which groups."""
    first = items[0]
    rated = first.type == "rating"
    options = dict.fromkeys(i.level_labels[-1] for i in items if i.levels) if rated else first.options.values()
    groups = dict.fromkeys(i.level_labels[0] for i in items if len(i.levels) > 1)
    return {"type": first.type, "low": first.min, "high": first.max, "options": list(options), "groups": list(groups)}
