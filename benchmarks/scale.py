"""Measure intake, cleaning and estimating on grown data: `python benchmarks/scale.py SCRATCH_DIR`.

Three sizes are grown into SCRATCH_DIR by `grow.py`. Each measurement runs in a process of its own: a plain
`pandas.read_csv` of the files, and the whole way from the files to the estimates. Both are repeated in turn, and the
median counts, so that other work on the machine disturbs little. `benchmarks/scale.md` gets the ratios.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path
from statistics import median

import grow
import pandas as pd
import pandera.pandas  # noqa: F401  (these two are loaded here, as pandas is, so that only the work itself is measured)
import statsmodels.stats.proportion  # noqa: F401

from analysis.clean.practices import derive_practices
from analysis.clean.responses import derive_responses
from analysis.clean.source import clean_source
from analysis.codebook import codebook_for
from analysis.estimate.practices import practice_estimates
from analysis.estimate.rows import frame
from analysis.estimate.survey import factsheet_estimates, survey_estimates
from analysis.wave import open_wave

SIZES = ((10_000, 1_000), (100_000, 10_000), (1_000_000, 100_000))
FILES = ("practices.csv", "responses.csv", "factsheets.csv")
RESULT = Path(__file__).with_name("scale.md")
MAX_RATIO, MAX_GROWTH, MAX_MEMORY = 10, 12, 4 * 1024**3


def plain(wave: Path) -> None:
    """What everything is compared with: the same files, read as pandas reads them by itself."""
    for name in FILES:
        pd.read_csv(wave / name)


def whole(wave: Path) -> None:
    """Read, check, clean, derive and estimate all tables of a wave."""
    this = open_wave(wave.name, wave.parents[1])
    codebook = codebook_for(this)
    responses = clean_source(this, codebook, "responses").frame
    responses = derive_responses(responses, codebook["responses"], this.status_rule)
    factsheets = clean_source(this, codebook, "factsheets").frame
    practices = derive_practices(clean_source(this, codebook, "practices").frame)
    country = responses.set_index("respondent_id")["country"]
    for rows in (
        survey_estimates(responses, codebook["responses"], this.higher_priority_from, this.rating_base),
        factsheet_estimates(factsheets, country, codebook["factsheets"]),
        practice_estimates(practices, codebook["practices"]),
    ):
        frame(rows, this.id, this.evidence, this.min_base)


WAYS = {"plain": plain, "whole": whole}


def measure(way: str, wave: Path) -> dict[str, float]:
    """CPU seconds, seconds by the clock and peak memory of one way, in a process of its own."""
    command = [sys.executable, __file__, str(wave.parents[1]), "--only", way, wave.name]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def middle(runs: list[dict[str, dict[str, float]]], way: str, name: str) -> float:
    """The median of one number of one way."""
    return median(run[way][name] for run in runs)


def ratio(runs: list[dict[str, dict[str, float]]], name: str) -> float:
    """The median of whole by plain, each pair measured one right after the other."""
    return median(run["whole"][name] / run["plain"][name] for run in runs)


def run_once(way: str, wave: Path) -> None:
    """Measure in this process and print the numbers; the time to load libraries is not counted."""
    clock, cpu = time.perf_counter(), time.process_time()
    WAYS[way](wave)
    numbers = {"cpu": time.process_time() - cpu, "clock": time.perf_counter() - clock}
    unit = 1 if sys.platform == "darwin" else 1024
    print(json.dumps(numbers | {"memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit}))


def report(found: dict[tuple[int, int], list[dict[str, dict[str, float]]]], repeats: int) -> tuple[str, bool]:
    """The results as Markdown, and whether they keep within the limits."""
    lines, growths, before = [], [], None
    for (practices, survey), runs in found.items():
        cpu = middle(runs, "whole", "cpu")
        growths += [cpu / before] if before else []
        numbers = (
            *(f"{practices:,}", f"{survey:,}", f"{ratio(runs, 'cpu'):.1f}", f"{ratio(runs, 'clock'):.1f}"),
            *(f"{middle(runs, way, 'memory') / 1024**3:.2f} GB" for way in ("whole", "plain")),
            f"{growths[-1]:.1f}" if before else "",
        )
        lines.append(f"| {' | '.join(numbers)} |")
        before = cpu
    largest = middle(runs, "whole", "memory")
    kept = ratio(runs, "cpu") <= MAX_RATIO and max(growths) <= MAX_GROWTH and largest <= MAX_MEMORY
    python, pandas, numpy = platform.python_version(), version("pandas"), version("numpy")
    return (
        f"""# Time and memory of intake, cleaning and estimating

Written by `python benchmarks/scale.py SCRATCH_DIR`. The whole way (read the CSV files, check, clean, derive, estimate,
in one process) against a plain `pandas.read_csv` of the same files in the same run: medians of {repeats} pairs, each
measurement in a process of its own, without the time to load libraries.
Python {python}, pandas {pandas}, numpy {numpy}, {os.cpu_count()} cores (one is used).

Limits, for the largest size: at most {MAX_RATIO} times the CPU time of plain reading and {MAX_MEMORY // 1024**3} GB;
for ten times the rows at most {MAX_GROWTH} times the CPU time. {"All are kept." if kept else "**Not all are kept.**"}

| practices | survey rows | ratio (CPU time) | ratio (clock) | peak memory | plain reading | growth for 10x rows |
|---:|---:|---:|---:|---:|---:|---:|
{chr(10).join(lines)}

What a run costs anyway (reading the codebook, country names) weighs on the smaller sizes: their ratios are higher and
growth from them is less than tenfold. Fact sheets come on top: four for ten survey rows.
""",
        kept,
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="SCRATCH_DIR", help="where the grown data go, some 100 MB")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--only", nargs=2, metavar=("WAY", "WAVE"), help="one measurement: plain or whole, of a wave")
    options = parser.parse_args()
    folder = options.folder.resolve()
    if options.only:
        way, wave = options.only
        run_once(way, folder / "raw" / wave)
        return 0
    found = {}
    for practices, survey in SIZES:
        wave = folder / "raw" / f"grown-{practices}"
        grow.write_wave(practices, survey, wave)
        found[practices, survey] = [{way: measure(way, wave) for way in WAYS} for _ in range(options.repeats)]
    text, kept = report(found, options.repeats)
    RESULT.write_text(text, encoding="utf-8", newline="\n")
    print(text)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
