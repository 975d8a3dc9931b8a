"""What a check finds, for tests that look at nothing else of it."""

from __future__ import annotations

from analysis.check.examine import examine
from analysis.problems import Problem
from analysis.wave import Wave


def check_wave(wave: Wave) -> list[Problem]:
    """Every problem and warning found in the wave's raw files."""
    return examine(wave).problems
