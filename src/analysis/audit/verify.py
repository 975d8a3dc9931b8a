"""A rebuild against what is there: every difference, and what caused it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from analysis.audit.pages import read_page
from analysis.audit.provenance import FILE as MANIFEST
from analysis.audit.provenance import Manifest, name_of, sha256
from analysis.wave import Wave, shown

PARTS = ("inputs", "notebooks", "code", "texts")  # the parts of a manifest that are files and can be a cause
BETWEEN = ("estimates", "evaluation", "log")  # the folders of the stage with tables that pass between notebooks
PIXELS = (".png", ".pdf", ".ttf", ".woff2", ".zip")
EDITED, GONE = "edited by hand after the run wrote it", "taken away after the run wrote it"
OTHER = "edited by hand, or of another run: inputs, code, words and packages are those of the run"
UNKNOWN = "not known: the run that made what is there left no manifest"
CALLED = {"inputs": "input", "notebooks": "notebook", "code": "module", "texts": "text of the book"}


@dataclass(frozen=True)
class Difference:
    """A file of the results that a rebuild gives otherwise. `name` is its name in manifests, `what` says how it differs."""

    file: Path
    name: str
    what: str


def differences(there: Wave, rebuilt: Wave) -> list[Difference]:
    """Tables, figures, the tables between notebooks, and the whole project that the book is rendered from, in that order.

    Pictures made of pixels are not compared, nor what was never built here.
    """
    found: list[Difference] = []
    for folder in ("processed", "figures", "book_project"):
        found += _of_folder(getattr(there, folder), getattr(rebuilt, folder), there)
    for folder in BETWEEN:  # where tables may lie that an earlier version wrote and nothing reads any more
        between = _of_folder(there.stage / folder, rebuilt.stage / folder, there)
        found += [d for d in between if (rebuilt.stage / folder / d.file.name).is_file()]
    return found


def page_differences(there: Wave, rebuilt: Wave) -> list[Difference]:
    """Pages of the rendered book that say something else than those of a rebuild."""
    return _of_folder(there.book, rebuilt.book, there, "*.html", _words)


def _of_folder(
    folder: Path, other: Path, wave: Wave, pattern: str = "*", read: Callable[[Path], list[str]] | None = None
) -> list[Difference]:
    """The differences of two folders; none where there is no `folder`. With `read`, files that read the same are equal."""
    if not folder.is_dir():
        return []
    files = [f.relative_to(at) for at in (folder, other) for f in at.rglob(pattern) if f.is_file()]
    found = []
    for name in sorted({name for name in files if _is_compared(name)}):
        left, right, read_lines = folder / name, other / name, read or _lines
        if not left.is_file():
            what = "is not there, a fresh run writes it"
        elif not right.is_file():
            what = "a fresh run does not write it"
        elif left.read_bytes() == right.read_bytes() or (read and read(left) == read(right)):
            continue
        else:
            what = f"differs from a fresh run{_first(read_lines(left), read_lines(right))}"
        found.append(Difference(left, name_of(left, wave), what))
    return found


def _is_compared(file: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.parts)
    return file.suffix not in PIXELS and file.name != MANIFEST and not hidden


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines() if file.suffix not in (".svg", ".xlsx") else []


def _words(file: Path) -> list[str]:
    """What a page says, a line for each piece of text."""
    return [text for words in read_page(file.read_text(encoding="utf-8")).words if (text := " ".join(words.split()))]


def _first(left: list[str], right: list[str]) -> str:
    """Where two texts begin to differ."""
    line = next((n for n, (a, b) in enumerate(zip(left, right, strict=False), 1) if a != b), min(len(left), len(right)) + 1)
    keyed = 1 < line <= len(left) and left[0].startswith("key,")  # estimates
    key = left[line - 1].split(",")[0] if keyed else ""
    return f", first in line {line}{key and f' ({key})'}" if left or right else ""


def causes(recorded: Manifest, fresh: Manifest) -> list[str]:
    """What has changed between the run that made what is there and a fresh one, the likelier cause first."""
    found = [
        f"parameter {name} of wave.yml changed: {_said(recorded, name)} -> {_said(fresh, name)}"
        for name in sorted(recorded["parameters"].keys() | fresh["parameters"].keys())
        if _said(recorded, name) != _said(fresh, name)
    ]
    for part in PARTS:
        found += [f"{CALLED[part]} {name} {how}" for name, how in _changed(recorded[part], fresh[part])]
    versions = recorded["environment"], fresh["environment"]
    return found + [
        f"package {name} is {versions[1].get(name, 'not installed')}, the run had {versions[0].get(name, 'none')}"
        for name in sorted(versions[0].keys() | versions[1].keys())
        if versions[0].get(name) != versions[1].get(name)
    ]


def explained(
    found: Iterable[Difference], recorded: Manifest | None, fresh: Manifest, present: Mapping[str, str]
) -> list[str]:
    """The differences as lines for people, those of one cause together below it.

    `recorded` is the manifest of the run that made what is there, `fresh` that of the rebuild, `present` the sha256 of the
    files as they are now by name. A file that is not what its run wrote was changed by hand; else what has changed since
    that run is the cause.
    """
    changes = tuple(causes(recorded, fresh)) if recorded else (UNKNOWN,)
    by_cause: dict[tuple[str, ...], list[str]] = {}
    for difference in found:
        written = recorded["outputs"].get(difference.name) if recorded else None
        by_hand = written and written != present.get(difference.name)
        cause = (EDITED if difference.name in present else GONE,) if by_hand else changes or (OTHER,)
        by_cause.setdefault(cause, []).append(f"  {shown(difference.file)}: {difference.what}")
    return [line for cause, lines in by_cause.items() for line in [*(f"cause: {c}" for c in cause), *lines]]


def present(found: Iterable[Difference]) -> dict[str, str]:
    """The sha256 of the files that differ, as they are now."""
    return {difference.name: sha256(difference.file) for difference in found if difference.file.is_file()}


def _changed(before: Mapping[str, str], after: Mapping[str, str]) -> list[tuple[str, str]]:
    """The files of one part of two manifests that are not the same, and how."""
    names = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    told = {name: "was added" if name not in before else "was taken away" if name not in after else "changed" for name in names}
    return [(name, f"{how} since the run") for name, how in told.items()]


def _said(manifest: Manifest, parameter: str) -> str:
    value = manifest["parameters"].get(parameter, "not declared")
    return str(value) if not isinstance(value, dict | list) or len(str(value)) < 60 else f"{str(value)[:57]}..."
