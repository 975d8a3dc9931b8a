"""What was corrected in the report of a wave after it was out."""

from __future__ import annotations

from analysis.audit.corrections import FILE
from analysis.findings.results import Facts, Results


def corrections(r: Results) -> Facts | None:
    """How many there are, the latest first; all of them as a file."""
    rows = r.raw(FILE)
    if rows.empty:
        return {"number": 0}
    latest = rows.sort_values("date", ascending=False, kind="stable")
    return {"number": len(rows), "table": latest.to_dict("records"), "files": {"corrections": latest}}
