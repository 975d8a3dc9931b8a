"""What a run was made of and what it made: its manifest. It holds no time, path or host, and is the same on every machine."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from analysis.store import write_text
from analysis.wave import PROJECT, Declaration, Wave

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
WORDING = ("jinja2", "babel")  # what else the words of the book come through
LOCK = PROJECT / "requirements.lock"
FILE = "manifest.json"
Manifest = dict[str, Any]


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def inputs_of(wave: Wave) -> list[Path]:
    """Every file of the wave's raw folder and of the codebook, sorted."""
    raw = (f for f in wave.raw.rglob("*") if f.is_file() and not f.name.startswith((".", "~")))
    return sorted([*raw, *wave.root.codebook.glob("*.yml")])


def outputs_of(wave: Wave) -> list[Path]:
    """The tables and figures that a run has published, and the blocks, tables and numbers that it wrote for the book.

    Pictures made of pixels are left out, and the executed notebooks with their pages: they name the Python that ran them.
    """
    generated = wave.book_project / "report" / "_generated"
    found = [
        *wave.processed.glob("*.csv"), *wave.figures.glob("*.svg"), *generated.glob("*.qmd"),
        *(generated / "downloads").glob("*.csv"), *wave.book_project.glob("_variables.yml"),
    ]  # fmt: skip
    return sorted(found)


def made_of(wave: Wave, notebooks: Iterable[Path], code: Iterable[Path], texts: Iterable[Path]) -> Manifest:
    """The manifest of a run of these notebooks: files with their sha256, what wave.yml declares, versions of packages.

    `code` are the modules that the run used, `texts` the words, chapters and looks of the book.
    """
    return {
        "wave": wave.id,
        "parameters": parameters_of(wave),
        "inputs": hashes(inputs_of(wave), wave),
        "notebooks": hashes(notebooks, wave),
        "code": hashes(code, wave),
        "texts": hashes(texts, wave),
        "environment": {name: version_of(name) for name in (*PACKAGES, *WORDING)},
        "outputs": hashes(outputs_of(wave), wave),
    }


def write_manifest(manifest: Manifest, wave: Wave) -> None:
    text = json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    write_text(text, wave.processed / FILE)


def read_manifest(wave: Wave) -> Manifest | None:
    """The manifest of the run that made what is there; None where there is none."""
    file = wave.processed / FILE
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else None


def parameters_of(wave: Wave) -> dict[str, Any]:
    """What wave.yml declares, with the values of what it leaves out. Of who withdrew nothing is kept: they leave no trace."""
    return {f.name: _plain(getattr(wave, f.name)) for f in fields(Declaration) if f.name != "withdrawn"}


def version_of(package: str) -> str:
    """The version of a package: those that the lock pins (for several Pythons: all of them) where it is one of them."""
    installed, pinned = metadata.version(package), _pinned().get(package, [])
    return " or ".join(pinned) if installed in pinned else installed


def hashes(files: Iterable[Path], wave: Wave) -> dict[str, str]:
    """The sha256 of files by name."""
    return {name_of(file, wave): sha256(file) for file in files}


def name_of(file: Path, wave: Wave) -> str:
    """A file's name within the project, the same wherever the data of the wave lie."""
    places = {
        wave.figures: f"figures/{wave.id}/", wave.book_project: "book/", wave.stage: "stage/", wave.notebooks: "executed/",
        wave.book: f"_book/{wave.id}/", wave.root.data: "data/", PROJECT: "",
    }  # fmt: skip
    place = next(place for place in places if file.is_relative_to(place))
    return places[place] + file.relative_to(place).as_posix()


@cache
def _pinned() -> Mapping[str, list[str]]:
    """The versions in the lock by package."""
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", LOCK.read_text(encoding="utf-8"), re.MULTILINE):
        found.setdefault(name.lower(), []).append(version)
    return found


def _plain(value: Any) -> Any:
    """A declared value as JSON has it."""
    if is_dataclass(value):
        return asdict(value)
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value
