"""The settings of the book, and which chapters that of a wave has: they list them all, and say what a wave must have for each."""

from __future__ import annotations

from typing import Any

from analysis.store import read_yaml
from analysis.wave import PROJECT, Wave

SETTINGS = PROJECT / "_quarto.yml"
NEEDS = "chapters-need"
PARTS = ("chapters", "appendices")


def left_out(wave: Wave) -> set[str]:
    """The chapters, such as `report/networks.qmd`, for which a wave has nothing."""
    return _without(settings(), wave)


def has_chapter(wave: Wave, name: str) -> bool:
    """Whether the book of a wave has the chapter `name`, such as `networks`."""
    said, chapter = settings(), f"report/{name}.qmd"
    return any(chapter in said["book"][part] for part in PARTS) and chapter not in _without(said, wave)


def settings() -> dict[str, Any]:
    """What `_quarto.yml` says."""
    return read_yaml(SETTINGS)


def _without(said: dict, wave: Wave) -> set[str]:
    return {chapter for chapter, sources in said[NEEDS].items() if not any(map(wave.has, sources))}
