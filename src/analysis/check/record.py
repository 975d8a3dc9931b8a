"""What a check leaves behind: the page, the workbooks with marked cells, and the seal of files that have passed."""

from __future__ import annotations

from pathlib import Path

from analysis.check.examine import Checked
from analysis.check.marked import marked
from analysis.check.page import page
from analysis.check.seal import forget, remember
from analysis.check.told import Listing
from analysis.problems import grave, places
from analysis.store import write_bytes, write_text
from analysis.wave import SOURCES


def record(checked: Checked, told: list[Listing]) -> list[Path]:
    """Write what tells of this check (`told`: see `listings`), and take away what an earlier one left that is no longer true; returns the files."""
    wave = checked.wave
    write_text(page(checked, told), wave.check_page)
    books = [file for source in SOURCES if (file := _marked_copy(checked, source))]
    if grave(checked.problems):
        forget(wave)
    else:
        remember(wave, places(checked.problems))
    return [wave.check_page, *books]


def _marked_copy(checked: Checked, source: str) -> Path | None:
    file = checked.wave.checks / f"{checked.wave.id}-{source}.xlsx"
    content = marked([read for read in checked.tables.values() if read.spec.source == source])
    if not content:
        file.unlink(missing_ok=True)
        return None
    write_bytes(content, file)
    return file
