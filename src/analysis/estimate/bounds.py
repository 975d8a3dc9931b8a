"""What printed margins imply for a part of the respondents whose own answers were not printed."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.estimate.rows import Estimate

DOMINANT_FROM = 1 / 3


def dominant_country(estimates: pd.DataFrame) -> tuple[str, int, int] | None:
    """The country with more than a third of the answers: its code, its answers, all answers. None if there is none."""
    rows = estimates[estimates["key"].str.match(r"survey\.country\.(?!reported|OTHER).*\.share$")]
    if rows.empty:
        return None
    numerator = pd.to_numeric(rows["numerator"])
    top = rows.loc[numerator.idxmax()]
    count, base = int(float(top["numerator"])), int(top["base"])
    return (top["option"], count, base) if count > base * DOMINANT_FROM else None


def share_bounds(numerator: int, base: int, excluded: int) -> tuple[float, float] | None:
    """Lowest and highest share among `base - excluded` respondents, when `numerator` of all `base` said yes.

    The extremes put as many of the yeses as possible inside, or outside, the excluded part (Frechet bounds).
    """
    rest = base - excluded
    if rest <= 0:
        return None
    return max(0, numerator - excluded) / rest, min(numerator, rest) / rest


def bounds_without(estimates: pd.DataFrame, country: str, excluded: int, base: int) -> Iterator[Estimate]:
    """For every survey share over all answers: the bounds of the share outside one country."""
    whole = estimates[
        estimates["source"].eq("survey") & estimates["statistic"].eq("share") & estimates["base"].astype(int).eq(base)
        & estimates["group"].eq("") & ~estimates["item"].isin(["country", "status"]) & estimates["option"].ne("any")
    ]  # fmt: skip
    for row in whole.to_dict("records"):
        if limits := share_bounds(int(float(row["numerator"])), base, excluded):
            yield Estimate(
                "survey",
                row["item"],
                row["option"],
                "share",
                None,
                base - excluded,
                None,
                *limits,
                "bounds",
                f"country_not_{country}",
                "bounds",
            )
