"""What the modules that draw figures share: the result of a drawing, its download, and words for titles."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.codebook import Codebook
from analysis.present.cards import Card, Drawing
from analysis.present.numbers import count, listed, percent, roughly, word

DOWNLOAD = [
    "key", "item", "group", "option", "statistic", "value", "numerator", "base", "ci_low", "ci_high",
    "method", "evidence",
]  # fmt: skip
NAMED_AT_MOST = 3


def nothing(id: str) -> Drawing:
    """A figure for which the wave has no data."""
    return None, Card(id, "", "", "", ""), pd.DataFrame()


def download(rows: pd.DataFrame) -> pd.DataFrame:
    """The estimates behind a figure."""
    return rows[DOWNLOAD].reset_index(drop=True)


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def lower(text: str) -> str:
    """`text` as it stands within a sentence: `Regional` becomes `regional`, `EU-wide` stays."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def part_of(numerator: float, base: float, min_base: int, noun: str) -> str:
    """`just over half of the practices`; the bare counts where the base is small: `two of three practices`."""
    if numerator in (0, base):
        return f"{'all' if numerator else 'no'} {noun}"
    if base < min_base:
        return f"{word(int(numerator))} of {word(int(base))} {noun}"
    return f"{roughly(numerator / base)} of the {noun}"


def part_is(numerator: float, base: float, min_base: int, noun: str) -> str:
    """The same as the subject of a sentence, with its verb: `Just over half of the practices are`."""
    verb = "is" if numerator == 1 and 1 < base < min_base else "are"
    return f"{capital(part_of(numerator, base, min_base, noun))} {verb}"


def small(row: pd.Series | dict) -> bool:
    """Whether the base is too small for a percentage."""
    return row["suppressed"] == "yes"


def share(row: pd.Series | dict) -> float:
    """The share that a mark stands for, also where its base is too small to call it a percentage."""
    return float(row["numerator"]) / float(row["base"])


def share_told(row: pd.Series | dict) -> str:
    """`53.9%`, or `2 of 3` where the base is too small for a percentage."""
    if small(row):
        return f"{count(row['numerator'])} of {count(row['base'])}"
    return f"{percent(row['numerator'], row['base'])}%"


def counts_text(row: pd.Series) -> str:
    """`264  (53.9%)`, or `2 of 3` where the base is too small for a percentage."""
    return share_told(row) if small(row) else f"{count(row['numerator'])}  ({share_told(row)})"


def counts_words(row: pd.Series) -> str:
    """The same for the alternative text: `264 (53.9 per cent)`."""
    return counts_text(row).replace("  ", " ").replace("%)", " per cent)")


def ranked(rows: pd.DataFrame, last: Sequence[str] = ()) -> pd.DataFrame:
    """Rows from the largest count down; the options in `last` come after all others, in that order."""
    order = rows.assign(_last=[last.index(o) + 1 if o in last else 0 for o in rows["option"]])
    return order.sort_values(["_last", "numerator", "option"], ascending=[True, False, True]).drop(columns="_last")


def leaders(rows: pd.DataFrame) -> list[str]:
    """The options that share the largest count."""
    return list(rows.loc[rows["numerator"].eq(rows["numerator"].max()), "option"])


def joint(names: Sequence[str]) -> str:
    """Some names in a title, or their number where they are many."""
    return listed(list(names)) if len(names) <= NAMED_AT_MOST else word(len(names))


def dimension_label(dimension: str, codebook: Codebook) -> str:
    entry = codebook.vocabulary["dimensions"].get(dimension)
    return entry["label"] if entry else "Dimension not reported"
