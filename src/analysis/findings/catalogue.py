"""Case studies and practices as lists to search: what somebody would choose them by."""

from __future__ import annotations

from analysis.findings.cases import studied
from analysis.findings.results import BETWEEN, Facts, Results, classes

LISTED = 1000  # practices; a page with more would be too large to search and to print


def catalogue(r: Results) -> Facts | None:
    """All case studies."""
    rows = [
        {
            "no": c.number, "practice": c.name, "country": c.place, "dimension": r.dimension(c.dimension), "years": c,
            **{name: BETWEEN.join(c.said.get(name, ())) for name in ("sectors", "target_groups", "funding_sources", "evaluation")},
        }
        for c in studied(r)
    ]  # fmt: skip
    return {"table": rows, "evidence": classes(r.wave.listed, r.wave.coded)} if rows else None


def catalogue_practices(r: Results) -> Facts | None:
    """The practices of the database that have a title, which those that were rebuilt from printed tables have not."""
    records = r.table("processed/practices.csv").to_dict("records")
    if not records:
        return None
    items = r.codebook["practices"].items
    rows = [
        {
            "practice": row["title"], "country": r.country(row["country"]) if row["country"] else "",
            "range": items["range"].options.get(row["range"], ""), "years": row,
            **{name: BETWEEN.join(items[name].options[o] for o in row[name].split(";") if o) for name in ("aims", "funding_sources")},
        }
        for row in records
        if row["title"]
    ]  # fmt: skip
    shown = rows if len(rows) <= LISTED else []
    return {"records": len(records), "titled": len(rows), "shown": bool(shown), "evidence": r.wave.listed} | ({"table": shown} if shown else {})
