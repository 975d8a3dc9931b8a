"""What was corrected in the report of a wave after it was out."""

from __future__ import annotations

import pandas as pd

from analysis.audit.corrections import FILE, chapter_and_place
from analysis.findings.results import Facts, Results


def corrections(r: Results) -> Facts | None:
    """How many there are, and of which chapters, the latest first; all of them as one file."""
    groups = _groups(r)
    if not groups:
        return {"number": 0, "dates": []}
    table = [{"date": date, "chapter": chapter, "number": len(rows)} for (date, chapter), rows in groups.items()]
    return {
        "number": sum(row["number"] for row in table), "dates": list(dict.fromkeys(row["date"] for row in table)),
        "table": table, "files": {"corrections": pd.concat(groups.values())},
    }  # fmt: skip


def corrections_by_chapter(r: Results) -> list[Facts]:
    """Those of each day and chapter, in the order of the file."""
    return [
        {
            "part": f"{date}-{n}", "date": date, "chapter": chapter,
            "table": [row | {"where": chapter_and_place(row["where"])[1]} for row in rows.to_dict("records")],
        }
        for n, ((date, chapter), rows) in enumerate(_groups(r).items(), 1)
    ]  # fmt: skip


def _groups(r: Results) -> dict[tuple[str, str], pd.DataFrame]:
    """The rows of the file by day and chapter, the latest day first, the chapters as they come."""
    rows = r.raw(FILE)
    if rows.empty:
        return {}
    latest = rows.sort_values("date", ascending=False, kind="stable")
    chapters = latest["where"].map(lambda where: chapter_and_place(where)[0])
    return dict(iter(latest.groupby([latest["date"], chapters], sort=False)))
