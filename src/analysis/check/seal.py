"""Remembers which very files have passed, so that a run does not read them again."""

from __future__ import annotations

import hashlib
from pathlib import Path

from analysis.audit.provenance import inputs_of
from analysis.store import write_text
from analysis.wave import Wave


def passed_before(wave: Wave) -> int | None:
    """How many warnings these files gave when they passed; None where they, the codebook or the code have not passed like
    this, or the page that tells of it is gone."""
    mark = _mark(wave)
    if not (mark.is_file() and wave.check_page.is_file()):
        return None
    seal, _, warnings = mark.read_text(encoding="utf-8").partition(" ")
    return int(warnings) if seal == _seal(wave) else None


def remember(wave: Wave, warnings: int) -> None:
    """Note that the files have passed, with so many warnings."""
    write_text(f"{_seal(wave)} {warnings}", _mark(wave))


def forget(wave: Wave) -> None:
    """Note that the files have not passed: the page that is there now tells of what is wrong with them."""
    _mark(wave).unlink(missing_ok=True)


def _mark(wave: Wave) -> Path:
    return wave.root.build / "state" / wave.id / "checked"


def _seal(wave: Wave) -> str:
    """One hash over the raw files, the codebook and the code."""
    digest = hashlib.sha256()
    for file in [*inputs_of(wave), *sorted(Path(__file__).parents[1].rglob("*.py"))]:
        digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
