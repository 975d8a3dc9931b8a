"""Nobody can be recognised: which estimates of the answers of a wave may leave the team.

"Nothing on a base, or on a group that can be named, below `min_base`; options over all respondents are shown" is read so:

- A base below `min_base` respondents is withheld, and with it every option of the item, however many chose it, and how
  many answered it. Of fact sheets the respondents who sent them are counted, not the sheets.
- A group that can be named (a country, a type of authority) has at least `min_base` respondents. Smaller ones become one,
  `OTHER`; where that does not reach `min_base`, the next smallest joins them, since what is left of the total would tell
  of the small ones; where nothing is left beside them, all of it is withheld. Rows that would name a small group are gone.
- How many of all respondents chose an option is shown, also where they are few: that names nobody. Where all who answered
  chose the same, or none said yes, it tells the answer of everyone who is known to have taken part: the item is withheld
  whole, also how many answered it, so that a withheld item may as well be one that few answered. Silence is no answer. A mean
  without spread, a scale's share of all or none and the means of a criterion with such an indicator go the same way.
- How many of a group that can be named did so is shown only where as many as `min_base` did and did not, of those who
  answered, and as many or none kept silent, here and in the rest; else it would tell the answer, or the silence, of
  authorities that are known to have taken part.
- Groups are the same everywhere: one that the survey does not tell by itself is told by itself of no fact sheets either.
- Where a part is withheld, another is too, until the two together may be shown: nothing can be worked out by subtraction.

Primary and secondary suppression and recoding: A. Hundepool et al. (2012), Statistical Disclosure Control, chapter 5.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from analysis.estimate.rows import frame, share
from analysis.estimate.survey import COMPARED

SOURCES = ("survey", "factsheets")  # what respondents answered; cases and practices are public records
MERGED = "OTHER"
WHO_ANSWERED = ("any", "reported")
STATUS = "status"  # how far a questionnaire is filled in: no answer that could be told of all
NUMBERS = ["value", "numerator", "base", "ci_low", "ci_high"]
COUNTS = ["numerator", "base", "respondents"]
PARTS = ["numerator", "other", "silent"]  # of a group: who did, who answered and did not, who did not answer


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
    same = _unanimous(told, naming)
    told = told.drop(index=_withheld_parts(told, naming, min_base)).drop(index=told.index[same & told["group"].ne("")], errors="ignore")
    withheld = told["respondents"].lt(min_base) | same[told.index]
    told[COUNTS] = told[COUNTS].map(_as_text)
    told.loc[withheld, NUMBERS] = ""
    told.loc[withheld, "suppressed"] = "yes"
    return pd.concat([estimates[~own], told]).drop(columns="respondents").sort_values("key", ignore_index=True)


def merged(sizes: Mapping[str, int], least: int, also: Collection[str] = ()) -> set[str]:
    """Which of some groups, given by their sizes, are told as one so that no size below `least` is told; `also` are among them.

    None where no group is small; all where the small ones cannot be hidden among others. Groups of one size go together.
    """
    if not also and not any(0 < size < least for size in sizes.values()):
        return set()
    found = {group for group, size in sizes.items() if size < least or group == MERGED or group in also}
    while (rest := sizes.keys() - found) and sum(sizes[group] for group in found) < least:
        found |= {group for group in rest if sizes[group] == min(sizes[other] for other in rest)}
    return found


def _with_groups_merged(told: pd.DataFrame, naming: Collection[str], least: int) -> pd.DataFrame:
    """The estimates with the small groups of every item in `naming` as one, or without any group of it."""
    options = told[told["item"].isin(naming) & told["group"].eq("") & ~told["option"].isin(WHO_ANSWERED)]
    gone, made, named = [], [], {}
    for (item, source), rows in options.groupby(["item", options["source"].map(SOURCES.index)]):
        source, sizes = SOURCES[source], dict(zip(rows["option"], rows["respondents"].astype(int), strict=True))
        one = merged(sizes, least, sizes.keys() - named.get(item, sizes.keys()))
        named.setdefault(item, sizes.keys() - one)
        small = rows[rows["option"].isin(one)]
        gone += list(small.index)
        if 0 < len(small) < len(rows):
            first, sums = small.iloc[0], small[COUNTS].sum().astype(int)
            other = share(source, item, MERGED, sums["numerator"], first["base"], respondents=sums["respondents"])
            row = frame([other], first["wave"], first["evidence"], least)
            made.append(row.map(_as_text).assign(made_by=first["made_by"], made_in=first.get("made_in", "")))
    found = pd.concat([told.drop(index=gone), *made], ignore_index=True)
    found[COUNTS] = found[COUNTS].apply(pd.to_numeric)
    return found


def _unanimous(told: pd.DataFrame, naming: Collection[str]) -> pd.Series:
    """Which rows are of items that all who answered them answered alike, or of means that rest on such items."""
    whole = told[told["group"].eq("") & ~told["item"].isin([*naming, STATUS]) & ~told["option"].isin(WHO_ANSWERED)]
    place = [whole["source"], whole["item"]]
    silent = whole["numerator"].where(whole["option"].eq("not_reported")).groupby(place).transform("max").fillna(0)
    answered = whole["base"].where(whole["source"].ne("survey"), whole["respondents"]) - silent  # of fact sheets the sheets
    did = whole["statistic"].eq("share") & whole["option"].ne("not_reported")
    alike = did & (whole["numerator"].ge(answered) | whole["numerator"].eq(0) & whole["option"].isin(COMPARED))
    level = whole["statistic"].eq("mean") & whole["ci_low"].ne("") & whole["ci_low"].eq(whole["ci_high"])
    items = set(whole.loc[(alike | level) & answered.gt(0), ["source", "item"]].itertuples(index=False, name=None))
    criteria = {(source, item.split(".")[1]) for source, item in items if item.startswith("indicator.")}
    return pd.Series(
        [(s, i) in items or (i == "criterion" and (s, o) in criteria) for s, i, o in zip(told["source"], told["item"], told["option"], strict=True)],
        index=told.index, dtype=bool,
    )  # fmt: skip


def _withheld_parts(told: pd.DataFrame, naming: Collection[str], least: int) -> list[int]:
    """The rows on parts of the respondents (by country, by dimension) that are withheld.

    The parts of one kind make up the whole, but for those of whom it is not known; what is left of the whole when the parts
    that are shown are taken away must be as large as a part that is shown.
    """
    named = set(told.loc[told["item"].isin(naming) & told["group"].eq(""), "option"])
    bases = told[told["group"].eq("")].set_index(["source", "item", "option", "statistic"])["base"]
    withheld: list[int] = []
    parts = told[told["group"].ne("")]
    answered = parts["respondents"].where(parts["source"].eq("survey"), parts["base"])
    sizes = parts["group"].map(_sizes(told, naming)).fillna(answered)
    parts = parts.assign(other=answered - parts["numerator"], silent=sizes - answered)
    for (*number, kind), rows in parts.groupby(["source", "item", "option", "statistic", parts["group"].str.split("_").str[0]]):
        unknown = bases.get(tuple(number), np.nan) - rows["base"].sum()
        hidden = rows[~_large(rows, least) | (kind in naming) & ~rows["group"].str.split("_").str[-1].isin(named)]
        rest = rows.drop(index=hidden.index).sort_values(["respondents", "group"])
        while len(rest) and (len(hidden) or unknown != 0) and not _large(_together(hidden), least).all():
            hidden, rest = pd.concat([hidden, rest.iloc[:1]]), rest.iloc[1:]
        withheld += list(hidden.index)
    return withheld


def _sizes(told: pd.DataFrame, naming: Collection[str]) -> dict[str, int]:
    """How many respondents of the survey belong to each group that is told by itself, and how many do not."""
    rows = told[told["source"].eq("survey") & told["item"].isin(naming) & told["group"].eq("") & ~told["option"].isin(WHO_ANSWERED)]
    within = {f"{row.item}_{row.option}": row.numerator for row in rows.itertuples()}
    return within | {f"{row.item}_not_{row.option}": row.base - row.numerator for row in rows.itertuples()}


def _together(parts: pd.DataFrame) -> pd.DataFrame:
    """What is left of a whole: one row. The respondents of several parts may be the same, so the largest part counts."""
    sums = {name: [parts[name].sum()] for name in PARTS}
    return pd.DataFrame({**sums, "respondents": [parts["respondents"].max()], "statistic": [parts["statistic"].max()]})


def _large(parts: pd.DataFrame, least: int) -> pd.Series:
    """Whether parts may be shown: enough respondents, and of a share as many as `least` who did and who did not, and as many
    or none who kept silent."""
    enough = parts["respondents"].ge(least)
    both = parts["numerator"].ge(least) & parts["other"].ge(least) & (parts["silent"].eq(0) | parts["silent"].ge(least))
    return enough & (both | parts["statistic"].ne("share"))


def _as_text(value: object) -> str:
    """A cell as it stands in a table: numbers with up to 12 significant digits."""
    if isinstance(value, str):
        return value
    return "" if pd.isna(value) else f"{value:.12g}"
