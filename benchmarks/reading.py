"""Measure the opening of files against plain pandas: `python benchmarks/reading.py SCRATCH_DIR`.

Each way runs in a process of its own, without the time to load libraries, one right after the other; CPU seconds count, so
that other work on the machine disturbs little. `benchmarks/reading.md` gets the ratios.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

import openpyxl  # noqa: F401  (loaded here, as pandas is, so that only the work itself is measured)
import pandas as pd
import python_calamine  # noqa: F401
import xlsxwriter

from analysis.intake.files import read_cells

ROWS, COLUMNS = 300_000, 16
CASES = {  # file and its rival: what pandas does with it by itself
    "values.xlsx": "openpyxl",
    "percent.xlsx": "openpyxl",
    "phantom.xlsx": "openpyxl",
    "values.csv": "read_csv",
}
SAID = {
    "values.xlsx": f"{ROWS:,} x {COLUMNS} numbers and texts",
    "percent.xlsx": "the same, a column of them percentages",
    "phantom.xlsx": "two rows, and a styled cell in row 1,048,576",
    "values.csv": f"{ROWS:,} x {COLUMNS} numbers and texts",
}
RESULT = Path(__file__).with_name("reading.md")
FASTER, SECONDS = 5, 2  # at least so many times faster than openpyxl; at most so long for the styled cell


def write_workbook(file: Path, rows: int, percent: bool = False, phantom: bool = False) -> None:
    """Numbers and texts in turn, texts in a part of their own as survey tools write them."""
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet("s")
        style = book.add_format({"num_format": "0.0%"})
        page.write_row(0, 0, [f"c{place}" for place in range(COLUMNS)])
        for row in range(1, rows):
            for place, value in enumerate(_values(row)):
                page.write(row, place, value, style if percent and place == 0 else None)
        if phantom:
            page.write_blank(1_048_575, 0, None, style)


def write_csv(file: Path) -> None:
    pd.DataFrame([_values(row) for row in range(1, ROWS)], columns=[f"c{place}" for place in range(COLUMNS)]).to_csv(file, index=False)


def _values(row: int) -> list:
    return [row * 0.5 + place if place % 3 == 0 else f"text {row % 5000} {place}" for place in range(COLUMNS)]


def run_once(way: str, file: Path) -> None:
    """Measure in this process and print the numbers."""
    ways = {"project": read_cells, "openpyxl": lambda f: pd.read_excel(f, engine="openpyxl", dtype=object), "read_csv": pd.read_csv}
    start = time.process_time()
    ways[way](file)
    print(json.dumps({"cpu": time.process_time() - start}))


def measure(way: str, file: Path) -> dict[str, float]:
    command = [sys.executable, __file__, str(file.parent), "--only", way, file.name]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def report(found: dict[str, dict[str, dict[str, float]]]) -> tuple[str, bool]:
    """The results as Markdown, and whether they keep within the limits."""
    times = {name: runs["rival"]["cpu"] / runs["project"]["cpu"] for name, runs in found.items()}
    kept = times["values.xlsx"] >= FASTER and times["percent.xlsx"] >= FASTER and found["phantom.xlsx"]["project"]["cpu"] <= SECONDS
    lines = [f"| {name.rpartition('.')[2]} | {SAID[name]} | {CASES[name]} | {times[name]:.2g} |" for name in CASES]
    versions = ", ".join(f"{name} {version(name)}" for name in ("pandas", "openpyxl", "python-calamine"))
    return (
        f"""# Time of opening files

Written by `python benchmarks/reading.py SCRATCH_DIR`. `read_cells` (what a file is, its values, and all that hides behind them)
against plain pandas on the same file in the same run: CPU time, each measurement in a process of its own, without the time to load
libraries. Python {platform.python_version()}, {versions}, {os.cpu_count()} cores (one is used).

Limits: workbooks at least {FASTER} times faster than pandas with openpyxl, the styled cell within {SECONDS} seconds.
{"All are kept." if kept else "**Not all are kept.**"}

| file | what it holds | rival | times faster |
|---|---|---|---:|
{chr(10).join(lines)}

A CSV file takes longer than a plain `read_csv`, which counts no cells: what is wrong with a row is known only to who counts them.
""",
        kept,
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="SCRATCH_DIR", help="where the files go, some 80 MB")
    parser.add_argument("--only", nargs=2, metavar=("WAY", "FILE"), help="one measurement: project, openpyxl or read_csv, of a file")
    options = parser.parse_args()
    folder = options.folder.resolve()
    if options.only:
        way, name = options.only
        run_once(way, folder / name)
        return 0
    folder.mkdir(parents=True, exist_ok=True)
    write_workbook(folder / "values.xlsx", ROWS)
    write_workbook(folder / "percent.xlsx", ROWS, percent=True)
    write_workbook(folder / "phantom.xlsx", 2, phantom=True)
    write_csv(folder / "values.csv")
    found = {
        name: {"project": measure("project", folder / name), "rival": measure(rival, folder / name)} for name, rival in CASES.items()
    }
    text, kept = report(found)
    RESULT.write_text(text, encoding="utf-8", newline="\n")
    print(text)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
