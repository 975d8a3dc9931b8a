"""Blocks of the chapter on networks."""

from __future__ import annotations

import pandas as pd

from analysis.clean.source import clean_source
from analysis.present.context import Context
from analysis.present.numbers import count


def blocks(context: Context) -> dict[str, str]:
    """The blocks of `report/networks.qmd`."""
    if not context.wave.has("networks"):
        return {"networks": ""}
    rows = clean_source(context.wave, context.codebook, "networks").frame
    of_authorities = rows["type"].eq("lra_based")
    main = rows["covers_integration"].eq("main")
    text = (
        f"{count(len(rows))} networks are described, {count(of_authorities.sum())} of them made up of local and regional authorities. "
        f"For {count((of_authorities & main).sum())} of these integration is the main subject. {context.mark(context.wave.listed)}"
    )
    parts = [
        _table(context, rows[of_authorities], "tbl-networks-lra", "Networks of local and regional authorities"),
        _table(context, rows[~of_authorities], "tbl-networks-other", "Other European networks"),
    ]
    return {"networks": f"{text}\n\n" + "\n".join(parts)}


def _table(context: Context, rows: pd.DataFrame, id: str, caption: str) -> str:
    names = rows["name"] + rows["acronym"].map(lambda a: f" ({a})" if a else "").where(
        rows["acronym"] != rows["name"], ""
    )
    data = pd.DataFrame(
        {
            "network": names,
            "founded": rows["founded_year"],
            "members": rows["members_printed"].where(rows["members_printed"].ne(""), rows["members_count"]),
            "activities": rows["activities"],
            "work_with_authorities": rows["cooperation_with_lras"],
        }
    )
    return context.published_table(
        data,
        id,
        ["Network", "Founded", "Members", "What it does", "Work with authorities"],
        caption,
        "lrlll",
        (22, 9, 17, 27, 25),
    )
