"""What `integration-report check` does: every problem of a wave's raw folder, and what was read of it, before anything runs."""

from __future__ import annotations

from analysis.problems import Problem
from analysis.wave import Wave


def check_wave(wave: Wave) -> list[Problem]:
    """Every problem and warning found in the wave's raw files; empty where all is well. See `analysis.check.examine`."""
    from analysis.check.examine import examine  # a second and more: a command that only looks at the seal does without

    return examine(wave).problems
