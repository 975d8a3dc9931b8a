"""What a report is made from: the notebooks, and the files of the wave."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from analysis.findings.results import Facts, Results
from analysis.wave import PROJECT


def notebooks(r: Results) -> Facts | None:
    """The title and the first sentence of each notebook."""
    return {"notebooks": [_told(file) for file in sorted((PROJECT / "notebooks").glob("*.ipynb"))]}


def inputs(r: Results) -> Facts | None:
    """The files of the wave with the beginning of their hash."""
    wave = r.wave
    files = [wave.raw / "wave.yml", *(wave.source_file(n) for n in wave.sources), *sorted(wave.published.glob("*.csv"))]
    return {
        "table": [
            {"file": f.relative_to(wave.raw).as_posix(), "sha256": hashlib.sha256(f.read_bytes()).hexdigest()[:16]}
            for f in files
            if f.is_file()
        ]
    }


def _told(file: Path) -> dict[str, str]:
    first = "".join(json.loads(file.read_text(encoding="utf-8"))["cells"][0]["source"])
    title, _, rest = first.partition("\n\n")
    return {"file": file.name, "title": title.lstrip("# ").strip(), "says": rest.split(". ")[0].rstrip(".")}
