"""What the numbers rest on: sources, kinds of evidence, keying, cleaning, assumptions."""

from __future__ import annotations

import pandas as pd

from analysis.estimate.disclosure import MERGED
from analysis.findings.results import Facts, Results

REBUILT = ("survey", "practices")  # the sources that carry the evidence class of the wave itself


def sources(r: Results) -> Facts | None:
    """The files of the wave, and the evidence class of what each holds and of what was read out of it."""
    wave = r.wave
    rows = [
        {
            "source": name, "file": source.file, "what_it_is": wave.evidence if name in REBUILT else wave.listed,
            "coded": wave.coded if name == "case_studies" else "",
        }
        for name, source in wave.sources.items()
    ]  # fmt: skip
    return {"table": rows}


def evidence(r: Results) -> Facts | None:
    """The evidence classes, and how many estimates carry each."""
    counts = r.frame["evidence"].value_counts()
    classes = r.codebook.vocabulary["evidence"]
    rows = [{"mark": c, "meaning": classes[c]["meaning"], "numbers": int(counts.get(c, 0))} for c in classes]
    return {"table": rows}


def keying(r: Results) -> Facts | None:
    """Cells that were keyed from print twice, and how many differed; all printed tables together."""
    keyed = r.raw("published/keying.csv")
    if keyed.empty:
        return None
    cells = {c: pd.to_numeric(keyed[c]) for c in ("cells", "differing")}
    what = keyed["table"].where(~keyed["table"].str.startswith("table_"), "tables")
    sums = keyed.assign(what=what, **cells).groupby("what", sort=False, as_index=False)[[*cells]].sum()
    return {**{c: int(sums[c].sum()) for c in cells}, "table": sums.astype(object).to_dict("records")}


def cleaning(r: Results) -> Facts | None:
    """Changes by rule and source, the most frequent rule first; the whole log as a file."""
    log = r.table("processed/cleaning_log.csv")
    if log.empty:
        return None
    counted = "n" in log  # of real answers the log has no values, only how many changes there are
    changes = pd.to_numeric(log["n"]) if counted else pd.Series(1, index=log.index)
    counts = changes.groupby([log["rule"].str.split(";").str[0], log["source"]]).sum().unstack(fill_value=0).astype(object)
    rules = sorted(counts.index, key=lambda rule: (-counts.loc[rule].sum(), rule))
    return {
        "changes": int(changes.sum()), "counted": counted, "files": {"cleaning_log": log},
        "table": [{"what": rule, **counts.loc[rule]} for rule in rules],
    }  # fmt: skip


def disclosure(r: Results) -> Facts | None:
    """What is withheld so that nobody can be recognised; None where no answers are shown that were not published."""
    if not r.wave.discloses or not r.wave.has("survey"):
        return None
    return {"withheld": r.withheld, "merged": r.get(f"survey.country.{MERGED}.share") is not None}


def rating(r: Results) -> Facts | None:
    """Whether the wave has ratings, whose cut-off and base must then be told."""
    return {"rated": bool(r.frame["option"].eq("higher_priority").any())}


def assumptions(r: Results) -> Facts | None:
    """The choices that the wave declares."""
    rows = [{"assumption": a.text, "chosen": a.value, "alternatives": a.alternatives} for a in r.wave.assumptions]
    return {"table": rows} if rows else None
