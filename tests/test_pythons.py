"""The same bytes of tables and figures under every Python: those that are committed."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from analysis.wave import PROJECT

OTHERS = sorted(PROJECT.glob(".venv-*/bin/python"))
NONE = pytest.mark.skip(reason="no other Python is set up here; `make pythons` does it for those that are installed")


@pytest.mark.slow
@pytest.mark.parametrize(
    "python", OTHERS or [pytest.param(Path(), marks=NONE)], ids=lambda python: python.parts[-3] if OTHERS else "none"
)
def test_another_python_gives_the_committed_bytes(python: Path):
    here = os.environ | {"PYTHONPATH": str(PROJECT / "src")}
    command = [str(python), "-m", "analysis.cli", "verify", "2012"]
    done = subprocess.run(command, capture_output=True, text=True, env=here)
    assert done.returncode == 0, done.stdout + done.stderr


def run_as(module: str, code: str) -> object:
    """What `found` is after running `code` as if it stood in `module`."""
    names: dict[str, object] = {"__name__": module}
    exec(code, names)
    return names["found"]


def test_the_tests_notice_a_sum_of_floats_in_the_package_and_let_all_others_be():
    with pytest.raises(AssertionError, match=r":1: sum\(\) of floats depends .*; use math\.fsum"):
        run_as("analysis.draw.bars", "found = sum(x for x in [1, 0.5])")
    assert run_as("analysis.draw.bars", "found = sum([[1], [2]], start=[]), sum([True, 2])") == ([1, 2], 3)
    assert run_as("pandas.core", "found = sum([0.25, 0.5])") == 0.75
