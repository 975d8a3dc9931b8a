"""Folders that hold exactly what they should; a file that is the same already keeps its time."""

from __future__ import annotations

import filecmp
import shutil
from collections.abc import Iterable
from pathlib import Path

from analysis.store import write_text


def write_if_changed(text: str, file: Path) -> None:
    """Write `text` unless the file already holds it, so that its time stays."""
    if not file.is_file() or file.read_text(encoding="utf-8") != text:
        write_text(text, file)


def mirror(files: Iterable[Path], folder: Path, keep: set[str] = frozenset(), clear: bool = True) -> None:
    """Copy files that differ into `folder`; with `clear`, delete what else lies there (but for `keep`)."""
    folder.mkdir(parents=True, exist_ok=True)
    names = set(keep)
    for file in sorted(files):
        target = folder / file.name
        names.add(target.name)
        if not target.is_file() or not filecmp.cmp(file, target, shallow=False):
            shutil.copyfile(file, target)
    if clear:
        for stale in folder.iterdir():
            if stale.name not in names:
                shutil.rmtree(stale) if stale.is_dir() else stale.unlink()


def write_all(texts: dict[str, str], folder: Path, keep: set[str] = frozenset()) -> None:
    """Make `folder` hold these files and no others (but for `keep`)."""
    for name, text in texts.items():
        write_if_changed(text, folder / name)
    mirror([], folder, keep={*texts, *keep})
