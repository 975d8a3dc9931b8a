"""Whether a key that somebody wrote beside a printed number can name an estimate: its parts are those of the codebook."""

from __future__ import annotations

import re

from analysis.codebook import Codebook, Item, Table
from analysis.declared import nearest, one_of

STATISTICS = ("share", "mean", "median")
GROUPS = re.compile(r"by_(country(_not)?_([A-Z]{2}|OTHER)|dimension_\w+)")
COUNTRY = re.compile(r"[A-Z]{2}|OTHER|reported")
END = re.compile(r"continuing|any|(before_)?\d{4}")
COUNTED = ("any", "not_reported")
STATUS = ("begun",)
RATED = ("higher_priority", "rating")
FORM = "write source.item.option.share, such as survey.network_member.yes.share"


def wrong_key(key: str, codebook: Codebook, certain: bool = True) -> tuple[str, str] | None:
    """What is wrong with a key and what to do, or nothing. `certain` says that it is known which option is printed.

    Of keys of case studies only source and statistic are looked at: most of them name a case or a criterion.
    """
    source, _, rest = key.partition(".")
    *middle, statistic = rest.split(".")
    tables = {table.estimates: table for table in codebook.tables.values()}
    if source not in tables:
        return f"names the source {source!r}, which there is not", one_of(source, tables)
    if statistic not in STATISTICS:
        return f"ends in {statistic!r}, which is no statistic", one_of(statistic, STATISTICS)
    if middle and middle[-1].startswith("by_") and not GROUPS.fullmatch(middle.pop()):
        return "names a group that there is not", "write by_country_DE, by_country_not_DE or by_dimension_cultural"
    if len(middle) < 2:
        return "lacks its item or its option", FORM
    if source == "cases":
        return None
    return _wrong_item(tables[source], middle, certain)


def _wrong_item(table: Table, middle: list[str], certain: bool) -> tuple[str, str] | None:
    items = {(item.estimated or item.id).replace("__", "."): item for item in table.items.values()}
    *parts, option = middle
    name, stems = ".".join(parts), {item.stem for item in table.items.values()}
    if not certain and parts[0] in stems:
        return None
    if name == "country":
        return None if COUNTRY.fullmatch(option) else ("names no country", "write a code such as DE, OTHER or reported")
    if (table.estimates, name) == ("practices", "end"):
        return None if END.fullmatch(option) else ("names no end", "write continuing, a year such as 2011, or before_2010")
    if name not in items:
        return f"names {name!r}, which the wave did not ask", f"name an item of the codebook{nearest(name, items)}"
    return _wrong_option(items[name], option)


def _wrong_option(item: Item, option: str) -> tuple[str, str] | None:
    known = RATED if item.type == "rating" else (*item.options, *COUNTED, *(STATUS if item.id == "status" else ()))
    return None if option in known else (f"names {option!r}, which is no answer to it", one_of(option, known))
