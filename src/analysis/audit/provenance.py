"""What a run was made of: its manifest, and a rebuild compared with what is there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from analysis.store import write_text
from analysis.wave import PROJECT, Wave, shown

PACKAGES = (
    "pandas",
    "numpy",
    "matplotlib",
    "seaborn",
    "statsmodels",
    "scipy",
    "currencyconverter",
    "pycountry",
    "simpleeval",
    "python-calamine",
    "papermill",
)


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def inputs_of(wave: Wave) -> list[Path]:
    """Every file of the wave's raw folder and of the codebook, sorted."""
    raw = (f for f in wave.raw.rglob("*") if f.is_file() and not f.name.startswith((".", "~")))
    return sorted([*raw, *wave.root.codebook.glob("*.yml")])


def write_manifest(wave: Wave, notebooks: Iterable[Path], code: Iterable[Path], parameters: dict[str, str]) -> None:
    """`manifest.json`: what went in, what came out, and what made it, each with its sha256. No time, path or host."""
    outputs = sorted(
        f for folder in (wave.processed, wave.figures) for f in folder.glob("*") if f.name != "manifest.json"
    )
    manifest = {
        "wave": wave.id,
        "parameters": parameters,
        "inputs": _hashes(inputs_of(wave), wave),
        "outputs": _hashes(outputs, wave),
        "notebooks": _hashes(notebooks, wave),
        "code": _hashes(code, wave),
        "environment": {name: metadata.version(name) for name in PACKAGES},
    }
    write_text(
        json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False) + "\n", wave.processed / "manifest.json"
    )


def _hashes(files: Iterable[Path], wave: Wave) -> dict[str, str]:
    return {_name(file, wave): sha256(file) for file in files}


def _name(file: Path, wave: Wave) -> str:
    for base, prefix in ((wave.root.data, "data/"), (wave.root.figures.parent, ""), (PROJECT, "")):
        if file.is_relative_to(base):
            return prefix + file.relative_to(base).as_posix()
    return file.name


def differences(expected: Wave, rebuilt: Wave) -> list[str]:
    """Tables and vector figures of `expected` that a rebuild gives differently, one line each."""
    found = []
    for folder, other, pattern in (
        (expected.processed, rebuilt.processed, "*.csv"),
        (expected.figures, rebuilt.figures, "*.svg"),
    ):
        names = {f.name for f in folder.glob(pattern)} | {f.name for f in other.glob(pattern)}
        for name in sorted(names):
            left, right = folder / name, other / name
            if not left.is_file():
                found.append(f"{shown(left)}: is not there, a fresh run writes it")
            elif not right.is_file():
                found.append(f"{shown(left)}: a fresh run does not write it")
            elif left.read_bytes() != right.read_bytes():
                found.append(f"{shown(left)}: differs from a fresh run{_first_difference(left, right)}")
    return found


def _first_difference(left: Path, right: Path) -> str:
    if left.suffix != ".csv":
        return ""
    a, b = (f.read_text(encoding="utf-8").splitlines() for f in (left, right))
    line = next((n for n, (x, y) in enumerate(zip(a, b, strict=False), 1) if x != y), min(len(a), len(b)) + 1)
    return f", first in line {line}"
