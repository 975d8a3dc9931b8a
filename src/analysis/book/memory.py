"""What pandoc made of a text is the same the next time: kept by the hash of everything it was made of, so that a chapter
that has not changed is not rendered again."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path


class Memory:
    """A folder of results by their hash. Without a folder nothing is kept."""

    def __init__(self, folder: Path | None = None):
        self.folder, self._used = folder, set()
        if folder:
            folder.mkdir(parents=True, exist_ok=True)

    def recall(self, parts: Iterable[str | bytes], make: Callable[[], tuple[str, str]]) -> tuple[str, str]:
        """What `make` gives, which depends on `parts` and on nothing else: as it is remembered, or made and remembered."""
        if not self.folder:
            return make()
        digest = hashlib.sha256()
        for part in parts:
            content = part.encode() if isinstance(part, str) else part
            digest.update(f"{len(content)}:".encode() + content)
        file = self.folder / digest.hexdigest()
        self._used.add(file.name)
        if file.is_file():
            return tuple(json.loads(file.read_text(encoding="utf-8")))
        made = make()
        half = file.with_name(f".{file.name}.part")
        half.write_text(json.dumps(made), encoding="utf-8")
        os.replace(half, file)
        return made

    def forget(self) -> None:
        """Delete what was not asked for since this memory was opened."""
        for file in self.folder.iterdir() if self.folder else ():
            if file.name not in self._used:
                file.unlink()
