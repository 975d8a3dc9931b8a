"""Kinds of broken or odd input: how each is made, and what must happen to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from odd.make import Content, written

YEAR = "2026"
SOURCES = ("survey", "practices", "case_studies", "networks")


@dataclass(frozen=True)
class Odd:
    """One kind of input: the files beside wave.yml, and what must happen.

    Either it is `refused` with exactly one message that matches; or it is read: `values` (`"practices P1 country": "ES"`) and `rows`
    are what the tables then hold, without any message, or with the one that `warned` matches. `told` is found in what `check` says that
    it read. `says` are fields of the sources in wave.yml, `fields` those of the wave, `declared` is the whole text of wave.yml instead.
    `prepare` gets the folder, for what files alone cannot show.
    """

    name: str
    files: Mapping[str, Content]
    refused: str = ""
    warned: str = ""
    told: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    says: Mapping[str, Any] = field(default_factory=dict)
    fields: Mapping[str, Any] = field(default_factory=dict)
    declared: str | bytes = ""
    prepare: Callable[[Path], object] | None = None
    messages: int = 1
    waits_for: str = ""  # why it does not pass yet

    def write(self, data: Path) -> Path:
        """Make the wave in a data root; its folder."""
        folder = data / "raw" / YEAR
        folder.mkdir(parents=True)
        for name, content in self.files.items():
            (folder / name).write_bytes(written(content))
        text = self.declared or yaml.safe_dump(self._fields(), allow_unicode=True, sort_keys=False)
        (folder / "wave.yml").write_bytes(text.encode() if isinstance(text, str) else text)
        if self.prepare:
            self.prepare(folder)
        return folder

    def _fields(self) -> dict[str, Any]:
        files = {Path(name).stem: name for name in self.files if Path(name).stem in SOURCES}
        sources = {name: {"file": files.get(name, "")} | dict(self.says.get(name, {})) for name in {**files, **self.says}}
        return {"id": YEAR, "title": "A test", "year": int(YEAR), "evidence": "observed", "sources": sources} | dict(self.fields)
