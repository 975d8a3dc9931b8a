"""Where one number comes from: its estimate, the notebook and cell that make it, the files behind it."""

from __future__ import annotations

import difflib
import json
from pathlib import Path

import pandas as pd

from analysis.audit.provenance import sha256
from analysis.codebook import codebook_for
from analysis.store import read_table
from analysis.wave import PROJECT, Wave, shown


def explain(wave: Wave, key: str) -> list[str]:
    """The trace of the estimate `key`, as lines for people.

    Raises LookupError when the wave has not been run or has no such number.
    """
    file = wave.processed / "estimates.csv"
    if not file.is_file():
        raise LookupError(f"wave {wave.id} has no {shown(file)}; run `integration-report run {wave.id}` first")
    estimates = read_table(file)
    found = estimates[estimates["key"].eq(key)]
    if found.empty:
        near = difflib.get_close_matches(key, estimates["key"], n=3, cutoff=0.5)
        raise LookupError(f"wave {wave.id} has no number {key!r}" + (f"; perhaps {', '.join(near)}" if near else ""))
    row = found.iloc[0]
    lines = [key, *(f"  {name}: {value}" for name, value in row.items() if value and name != "key")]
    lines += [
        "made by",
        f"  notebooks/{row['made_by']}.ipynb, code cell {_cell(PROJECT / 'notebooks' / (row['made_by'] + '.ipynb'))}",
    ]
    lines += ["from", *(f"  {shown(f)}  sha256 {sha256(f)}" for f in _inputs(wave, row))]
    return lines + _printed(wave, row) + _codings(wave, row)


def _cell(notebook: Path) -> int:
    """The code cell that makes the estimates (it calls `frame`), counted from 1."""
    cells = [c for c in json.loads(notebook.read_text(encoding="utf-8"))["cells"] if c["cell_type"] == "code"]
    return next((n for n, cell in enumerate(cells, 1) if "frame(" in "".join(cell["source"])), len(cells))


def _inputs(wave: Wave, row: pd.Series) -> list[Path]:
    source = codebook_for(wave).source_of(row["source"])
    raw = (
        [wave.source_file(source)]
        if wave.has(source) and (row["evidence"] != "published" or source == "case_studies")
        else []
    )
    printed = (
        sorted(wave.published.glob("*.csv"))
        if row["evidence"] in ("published", "round_trip") and wave.has("published") and not raw[1:]
        else []
    )
    tables = [f for f in printed if f.stem.startswith(("table_", "figures"))] if row["source"] != "cases" else []
    return [wave.raw / "wave.yml", *raw, *tables]


def _printed(wave: Wave, row: pd.Series) -> list[str]:
    """The printed cells that this number was compared with."""
    if not row["published_ref"]:
        return []
    audit = read_table(wave.processed / "audit.csv")
    cells = audit[audit["published_ref"].isin(row["published_ref"].split("; "))]
    return (
        [
            "printed in",
            f"  {row['published_ref']}: {len(cells)} cells, {(cells['verdict'] == 'equal').sum()} of them equal",
        ]
        if len(cells)
        else ["printed in", f"  {row['published_ref']}"]
    )


def _codings(wave: Wave, row: pd.Series) -> list[str]:
    """The coding rows behind a score of one case."""
    if row["source"] != "cases" or row["statistic"] not in ("low", "high") or not row["item"].isdigit():
        return []
    coding = read_table(wave.processed / "coding.csv")
    mine = coding[coding["case_no"].eq(row["item"]) & coding["indicator"].str.startswith(f"{row['option']}.")]
    return [
        "coded",
        *(
            f"  {r.indicator}: {r.final}" + (f" ({r.evidence}: {r.reason})" if r.evidence else "")
            for r in mine.itertuples()
        ),
    ]
