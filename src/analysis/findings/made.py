"""What a report is made from: the files of the wave."""

from __future__ import annotations

import hashlib

from analysis.findings.results import Facts, Results


def inputs(r: Results) -> Facts | None:
    """The files of the wave with the beginning of their hash."""
    wave = r.wave
    files = [wave.raw / "wave.yml", *(f for name in wave.sources for f in wave.source_files(name)), *sorted(wave.published.glob("*.csv"))]
    return {
        "table": [
            {"file": f.relative_to(wave.raw).as_posix(), "sha256": hashlib.sha256(f.read_bytes()).hexdigest()[:16]}
            for f in files
            if f.is_file()
        ]
    }
