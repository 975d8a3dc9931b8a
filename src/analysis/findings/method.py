"""What the numbers rest on: sources, kinds of evidence, keying, cleaning, assumptions."""

from __future__ import annotations

import pandas as pd

from analysis.audit.keying import keyed_sheets
from analysis.estimate.disclosure import MERGED
from analysis.findings.results import Facts, Results
from analysis.wave import REBUILT

KEYED = ("cells", "differing", "kept_first", "kept_second", "kept_neither", "agreed_otherwise")


def sources(r: Results) -> Facts | None:
    """The files of the wave, and the evidence class of what each holds and of what was read out of it."""
    wave = r.wave
    rows = [
        {
            "source": name, "file": ", ".join(source.file), "what_it_is": wave.evidence if name in REBUILT else wave.listed,
            "coded": wave.coded if name == "case_studies" else "",
        }
        for name, source in wave.sources.items()
    ]  # fmt: skip
    return {"table": rows}


def evidence(r: Results) -> Facts | None:
    """The evidence classes, and how many estimates carry each."""
    counts = r.frame["evidence"].value_counts()
    classes = r.codebook.vocabulary["evidence"]
    rows = [{"mark": c, "meaning": classes[c]["meaning"], "estimates": int(counts.get(c, 0))} for c in classes]
    return {"table": rows}


def keying(r: Results) -> Facts | None:
    """Cells that were keyed from print and read again, how many differed, and what was kept of those; all printed tables
    together. Every cell with both readings as a file; columns of which no cell was read again by table, in their own order."""
    keyed = r.table("evaluation/keying.csv")
    if keyed.empty:
        return None
    cells = {c: pd.to_numeric(keyed[c]) for c in KEYED}
    what = keyed["table"].where(~keyed["table"].str.startswith("table_"), "tables")
    sums = keyed.assign(what=what, **cells).groupby("what", sort=False, as_index=False)[[*KEYED]].sum()
    totals = {c: int(sums[c].sum()) for c in KEYED}
    return {
        **totals, "table": sums.astype(object).to_dict("records"), "not_again": _not_again(r, keyed),
        "coding": keyed["table"].eq("coding").any(), "errata": len(r.errata) > 0,
        "files": {"second_reading": r.raw("published/second_reading.csv")},
    }  # fmt: skip


def _not_again(r: Results, keyed: pd.DataFrame) -> dict[str, list[str]]:
    """The labels of the columns of hand-keyed sheets that were not read again, but for those that only name the record."""
    again, found = set(zip(keyed["table"], keyed["column"], strict=True)), {}
    for table, column in dict.fromkeys((table, column) for table, _, column in keyed_sheets(r.wave)):
        spec = r.codebook.tables.get(table)
        if spec and column in spec.items and column not in spec.key and (table, column) not in again:
            found.setdefault(table, []).append(spec.items[column].label)
    return found


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
        "changes": int(changes.sum()), "counted": counted, "planted": int(changes[log["source"].isin(r.wave.rebuilt)].sum()),
        "files": {"cleaning_log": log},
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


def extracts_rebuilt(r: Results) -> Facts | None:
    """That sources of the wave are rebuilt from printed tables."""
    return {} if r.wave.rebuilt else None


def estimates(r: Results) -> Facts:
    """What is said of shares, and whether of intervals and of bounds."""
    has = {source: r.wave.has(source) for source in ("survey", "practices", "case_studies")}
    return has | {"bounds": bool(r.where(method="bounds")), "printed": r.wave.has("published")}


def coding(r: Results) -> Facts | None:
    """Whether the case studies were read by one reader or by two."""
    read = r.table("processed/coding.csv")
    return None if read.empty else {"twice": bool(read["coder_b"].ne("").all())}


def limits(r: Results) -> Facts:
    """What the sources of the wave cannot carry."""
    return {"sources": list(r.wave.sources)}
