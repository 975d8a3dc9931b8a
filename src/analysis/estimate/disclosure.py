"""Nobody can be recognised: which estimates of the answers of a wave may leave the team.

"Nothing on a base, or on a group that can be named, below `min_base`; options over all respondents are shown" is read so:

- A base below `min_base` respondents is withheld, and with it every option of the item, however many chose it, and how
  many answered it. Of fact sheets the respondents who sent them are counted, not the sheets.
- A group that can be named (a country, a type of authority) has at least `min_base` respondents. Smaller ones become one,
  `OTHER`; where that does not reach `min_base`, the next smallest joins them, since what is left of the total would tell
  of the small ones; where nothing is left beside them, all of it is withheld. Rows that would name a small group are gone.
- How many of all respondents chose an option is shown, also where they are few: neither the answer nor the base names
  anybody. How many of a group that can be named did so is shown only where as many as `min_base` did and did not, here and
  in the rest; else a small count, none or all of them would tell the answer of authorities that are known to have taken part.
- Where a part is withheld, another is too, until the two together may be shown: nothing can be worked out by subtraction.

Primary and secondary suppression and recoding: A. Hundepool et al. (2012), Statistical Disclosure Control, chapter 5.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from analysis.estimate.rows import frame, share

SOURCES = ("survey", "factsheets")  # what respondents answered; cases and practices are public records
MERGED = "OTHER"
WHO_ANSWERED = ("any", "reported")
NUMBERS = ["value", "numerator", "base", "ci_low", "ci_high"]
COUNTS = ["numerator", "base", "respondents"]


def disclose(estimates: pd.DataFrame, naming: Collection[str], min_base: int) -> pd.DataFrame:
    """The estimates of a wave of real answers that may be shown, sorted by key; those of other sources as they are.

    `estimates` has the columns of `estimate.rows.frame` as they are read from a file, all text; `naming` are the items whose
    options are groups that can be named. A number that is withheld keeps its row, with `suppressed` yes and nothing in it;
    rows of groups that are withheld are gone.
    """
    own = estimates["source"].isin(SOURCES)
    told = estimates[own].copy()
    told[COUNTS] = told[COUNTS].apply(pd.to_numeric)
    counted = told["option"].isin(WHO_ANSWERED) | told["item"].isin(naming)
    told["respondents"] = told["respondents"].fillna(told["numerator"].where(counted, told["base"]))
    told = _with_groups_merged(told, naming, min_base)
    told = told.drop(index=_withheld_parts(told, naming, min_base))
    withheld = told["respondents"].lt(min_base)
    told[COUNTS] = told[COUNTS].map(_as_text)
    told.loc[withheld, NUMBERS] = ""
    told.loc[withheld, "suppressed"] = "yes"
    return pd.concat([estimates[~own], told]).drop(columns="respondents").sort_values("key", ignore_index=True)


def merged(sizes: Mapping[str, int], least: int) -> set[str]:
    """Which of some groups, given by their sizes, are told as one so that no size below `least` is told.

    None where no group is small; all where the small ones cannot be hidden among others. Groups of one size go together.
    """
    if not any(0 < size < least for size in sizes.values()):
        return set()
    found = {group for group, size in sizes.items() if size < least or group == MERGED}
    while (rest := sizes.keys() - found) and sum(sizes[group] for group in found) < least:
        found |= {group for group in rest if sizes[group] == min(sizes[other] for other in rest)}
    return found


def _with_groups_merged(told: pd.DataFrame, naming: Collection[str], least: int) -> pd.DataFrame:
    """The estimates with the small groups of every item in `naming` as one, or without any group of it."""
    options = told[told["item"].isin(naming) & told["group"].eq("") & ~told["option"].isin(WHO_ANSWERED)]
    gone, made = [], []
    for (source, item), rows in options.groupby(["source", "item"]):
        sizes = dict(zip(rows["option"], rows["respondents"].astype(int), strict=True))
        small = rows[rows["option"].isin(merged(sizes, least))]
        gone += list(small.index)
        if 0 < len(small) < len(rows):
            first, sums = small.iloc[0], small[COUNTS].sum().astype(int)
            one = share(source, item, MERGED, sums["numerator"], first["base"], respondents=sums["respondents"])
            row = frame([one], first["wave"], first["evidence"], least)
            made.append(row.map(_as_text).assign(made_by=first["made_by"], made_in=first.get("made_in", "")))
    found = pd.concat([told.drop(index=gone), *made], ignore_index=True)
    found[COUNTS] = found[COUNTS].apply(pd.to_numeric)
    return found


def _withheld_parts(told: pd.DataFrame, naming: Collection[str], least: int) -> list[int]:
    """The rows on parts of the respondents (by country, by dimension) that are withheld.

    The parts of one kind make up the whole, but for those of whom it is not known; what is left of the whole when the parts
    that are shown are taken away must be as large as a part that is shown.
    """
    named = set(told.loc[told["item"].isin(naming) & told["group"].eq(""), "option"])
    bases = told[told["group"].eq("")].set_index(["source", "item", "option", "statistic"])["base"]
    withheld: list[int] = []
    parts = told[told["group"].ne("")]
    for (*number, kind), rows in parts.groupby(["source", "item", "option", "statistic", parts["group"].str.split("_").str[0]]):
        unknown = bases.get(tuple(number), np.nan) - rows["base"].sum()
        hidden = rows[~_large(rows, least) | (kind in naming) & ~rows["group"].str.split("_").str[-1].isin(named)]
        rest = rows.drop(index=hidden.index).sort_values(["respondents", "group"])
        while len(rest) and (len(hidden) or unknown != 0) and not _large(_together(hidden), least).all():
            hidden, rest = pd.concat([hidden, rest.iloc[:1]]), rest.iloc[1:]
        withheld += list(hidden.index)
    return withheld


def _together(parts: pd.DataFrame) -> pd.DataFrame:
    """What is left of a whole: one row. The respondents of several parts may be the same, so the largest part counts."""
    sums = {name: [parts[name].sum()] for name in ("numerator", "base")}
    return pd.DataFrame({**sums, "respondents": [parts["respondents"].max()], "statistic": [parts["statistic"].max()]})


def _large(parts: pd.DataFrame, least: int) -> pd.Series:
    """Whether parts may be shown: enough respondents, and of a share as many as `least` on either side."""
    enough = parts["respondents"].ge(least)
    both = parts["numerator"].ge(least) & (parts["base"] - parts["numerator"]).ge(least)
    return enough & (both | parts["statistic"].ne("share"))


def _as_text(value: object) -> str:
    """A cell as it stands in a table: numbers with up to 12 significant digits."""
    if isinstance(value, str):
        return value
    return "" if pd.isna(value) else f"{value:.12g}"
