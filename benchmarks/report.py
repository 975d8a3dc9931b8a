"""Times `integration-report report` and writes `benchmarks/report.md`: python benchmarks/report.py SCRATCH_DIR

The rival is what one would do without this project's pipeline: run the same notebooks one after the other with papermill.
All figures are ratios to the rival in the same run, so that the machine does not matter; the wall seconds stand beside them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

PROJECT = Path(__file__).parents[1]
TIMES = 2


def main(scratch: Path) -> None:
    shutil.rmtree(scratch, ignore_errors=True)
    shutil.copytree(PROJECT / "data" / "raw" / "2012", scratch / "raw" / "2012")
    cell = scratch / "raw" / "2012" / "published" / "table_3_4.csv"
    rows = []
    for _ in range(TIMES):
        for folder in ("_build", "_book", "processed", "figures"):
            shutil.rmtree(scratch / folder, ignore_errors=True)
        cold = _report(scratch)
        warm = _report(scratch)
        _swap(cell, "60.4,60.4", "60.5,60.5")
        edited = _report(scratch)
        _swap(cell, "60.5,60.5", "60.4,60.4")
        _report(scratch)
        rows.append((_rival(scratch), cold, warm, edited))
    best = [min(column) for column in zip(*rows, strict=True)]
    (PROJECT / "benchmarks" / "report.md").write_text(_table(best), encoding="utf-8")
    print(_table(best))


def _report(scratch: Path) -> float:
    return _timed(
        [sys.executable, "-m", "analysis.cli", "--data", str(scratch), "report", "2012", "--engine", "embedded"]
    )


def _rival(scratch: Path) -> float:
    """Every notebook once, one after the other, each with the papermill command."""
    out = scratch / "rival"
    out.mkdir(exist_ok=True)
    return sum(
        _timed(
            [
                sys.executable,
                "-m",
                "papermill",
                "-k",
                "python3",
                "-p",
                "data",
                str(scratch),
                str(notebook),
                str(out / notebook.name),
            ]
        )
        for notebook in sorted((PROJECT / "notebooks").glob("*.ipynb"))
    )


def _timed(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=os.environ | {"MPLBACKEND": "agg"})
    return time.perf_counter() - start


def _swap(file: Path, old: str, new: str) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def _table(best: list[float]) -> str:
    rival = best[0]
    names = ("everything, from no outputs", "nothing changed", "one cell of a published table edited")
    lines = [
        f"| {name} | {seconds / rival:.2f} | {seconds:.1f} s |" for name, seconds in zip(names, best[1:], strict=True)
    ]
    return (
        "# What a report costs\n\nWritten by `python benchmarks/report.py SCRATCH_DIR`. "
        f"Least of {TIMES} runs on {os.cpu_count()} cores, Python {sys.version.split()[0]}, wall time. The rival runs the same "
        f"notebooks one after the other with papermill ({rival:.1f} s) and renders no book; the report runs what is out of date, two at\n"
        "a time, and renders the book in HTML and PDF.\n\n"
        "| `make report`, environment installed | ratio to the rival | here |\n|:---|---:|---:|\n"
        + "\n".join(lines)
        + "\n"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
