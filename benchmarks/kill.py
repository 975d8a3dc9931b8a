"""Kills `integration-report run` at random moments and starts it again: python benchmarks/kill.py SCRATCH_DIR [TIMES]

Writes `benchmarks/kill.md`. Every run that was started again must leave the bytes of an undisturbed one, and after the kill itself
each published file must be absent, the old one or the new one. The moments come from a fixed seed and lie between nothing and the length of the
undisturbed run; the second half of them hits a run over results that are already
there, of which an input has changed.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

PROJECT = Path(__file__).parents[1]
WAVE, SEED = "2012", 20
PUBLISHED = ("processed", "figures", "_build/book")
DISPOSABLE = ("processed", "figures", "_build", "_book")
EDITED = ("table_3_4.csv", "60.4,60.4", "60.5,60.5")


def main(scratch: Path, times: int) -> None:
    shutil.rmtree(scratch, ignore_errors=True)
    shutil.copytree(PROJECT / "data" / "raw" / WAVE, scratch / "raw" / WAVE)
    lengths = {True: _undisturbed(scratch)}
    whole = _bytes(scratch)
    assert whole, "the undisturbed run has published nothing"
    _start_over(scratch, cold=False)
    lengths[False] = _undisturbed(scratch)
    moments, rows = random.Random(SEED), []
    for number in range(times):
        cold = number < times / 2
        _start_over(scratch, cold)
        before, share = _bytes(scratch), moments.random()
        run = _run(scratch)
        time.sleep(share * lengths[cold])
        killed = run.poll() is None
        if killed:
            os.killpg(run.pid, signal.SIGKILL)
        run.wait()
        torn = [name for name, digest in _bytes(scratch).items() if digest not in (whole.get(name), before.get(name))]
        code = _run(scratch).wait()
        rows.append((number + 1, "nothing" if cold else "results", f"{share:.0%}", killed, len(torn), code == 0 and _bytes(scratch) == whole))
        print(*rows[-1], flush=True)
    (PROJECT / "benchmarks" / "kill.md").write_text(_table(rows), encoding="utf-8")
    if not all(row[-1] for row in rows):
        raise SystemExit("a run that was started again gave other bytes")


def _undisturbed(scratch: Path) -> float:
    """The seconds that a run takes which nobody kills."""
    began = time.perf_counter()
    _run(scratch).wait()
    return time.perf_counter() - began


def _start_over(scratch: Path, cold: bool) -> None:
    """From nothing; or over results whose input has changed and been changed back, so that notebooks run."""
    if cold:
        for folder in DISPOSABLE:
            shutil.rmtree(scratch / folder, ignore_errors=True)
        return
    name, was, other = EDITED
    cell = scratch / "raw" / WAVE / "published" / name
    text = cell.read_text(encoding="utf-8")
    cell.write_text(text.replace(was, other), encoding="utf-8")
    assert cell.read_text(encoding="utf-8") != text, "the edited cell is not there any more"
    _run(scratch).wait()
    cell.write_text(text, encoding="utf-8")


def _run(scratch: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "analysis.cli", "--data", str(scratch), "run", WAVE]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def _bytes(scratch: Path) -> dict[str, str]:
    """The hash of every published file by its name; half-written ones have names of their own and do not count."""
    files = [file for folder in PUBLISHED for file in (scratch / folder).rglob("*") if file.is_file() and file.suffix != ".part"]
    return {file.relative_to(scratch).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(files)}


def _table(rows: list[tuple]) -> str:
    same = sum(row[-1] for row in rows)
    lines = [
        "# Killing a run and starting it again\n",
        f"`python benchmarks/kill.py SCRATCH_DIR`, wave {WAVE}: of {len(rows)} runs that were killed at random moments and started again, "
        f"{same} left the bytes of an undisturbed run (tables, figures, generated parts of the book).\n",
        "| Run | Over | Killed after, of the length of a run | Still running | Files neither old nor new right after | Same bytes in the end |",
        "|--:|:--|--:|:--|--:|:--|",
        *(f"| {n} | {over} | {share} | {'yes' if killed else 'no'} | {torn} | {'yes' if good else 'no'} |" for n, over, share, killed, torn, good in rows),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20)
