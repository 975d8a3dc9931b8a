"""Every block and card of 2012 and of the made-up wave as it was last read and found right: what changes shows here.

After a wanted change, read the difference, copy the new text from `_build/stage/<wave>/` into `tests/golden/<wave>/` and
say in the commit why it changed.
"""

from __future__ import annotations

import json
import re
from difflib import unified_diff
from pathlib import Path

import pytest

from .conftest import Built

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.xdist_group("report_2012")
def test_blocks_and_cards_of_2012(report_2012: Built):
    assert difference(report_2012) == ""


@pytest.mark.xdist_group("report_other")
def test_blocks_and_cards_of_another_wave(report_other: Built):
    assert difference(report_other) == ""


def difference(built: Built) -> str:
    stage = built.root / "_build" / "stage" / built.wave
    found = {f.name: read(f) for f in (stage / "report" / "blocks").glob("*.qmd")} | {"cards.json": cards(stage)}
    golden = {f.name: read(f) for f in (GOLDEN / built.wave).rglob("*.*")}
    return "".join(
        line
        for name in sorted(found.keys() | golden.keys())
        for line in unified_diff(golden.get(name, "").splitlines(True), found.get(name, "").splitlines(True), f"golden {name}", name, n=0)
    )


def read(file: Path) -> str:
    """A text without the hashes of inputs: those of the made-up wave's workbooks are others each time."""
    text = file.read_text(encoding="utf-8")
    return text if "2012" in file.parts else re.sub(r"\b[0-9a-f]{16}\b", "…", text)


def cards(stage: Path) -> str:
    """The cards of all exhibits in one text."""
    told = [json.loads(f.read_text(encoding="utf-8")) for f in sorted((stage / "cards").glob("*.json"))]
    return json.dumps([card for chapter in told for card in chapter["exhibits"]], indent=1, ensure_ascii=False) + "\n"
