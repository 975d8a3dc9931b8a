"""What people see of odd inputs when they give the command: exit codes, where messages go, and results that stay as they were."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from odd import YEAR, Odd
from odd.kinds import KINDS, REFUSED, ROOMS

from analysis.cli import main

pytestmark = pytest.mark.xdist_group("odd_inputs")
ONE_A_ROOM = [kind for room in ROOMS for kind in [kind for kind in room.KINDS if kind in REFUSED][:1]]
BY_NAME = {kind.name: kind for kind in KINDS}
RESULTS = {"processed/2026/responses.csv": b"respondent_id\nR1\n", "figures/2026/survey.svg": b"<svg/>", "_book/2026/index.html": b"<html>the last good book</html>"}


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> Callable[..., tuple[int, str, str]]:
    """`command("check", "2026", data=folder)`: the exit code, what went to stdout, what went to stderr."""

    def give(*words: str, data: Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["integration-report", "--data", str(data), *words])
        with pytest.raises(SystemExit) as stopped:
            main()
        return stopped.value.code, *capsys.readouterr()

    return give


def _results(data: Path) -> dict[str, bytes]:
    """Every file of the tables, figures and book there are."""
    return {
        file.relative_to(data).as_posix(): file.read_bytes()
        for folder in ("processed", "figures", "_book")
        for file in (data / folder).rglob("*")
        if file.is_file()
    }


@pytest.mark.parametrize("kind", ONE_A_ROOM, ids=lambda kind: kind.name)
def test_a_run_of_what_is_refused_leaves_the_last_good_results(kind: Odd, tmp_path: Path, command) -> None:
    kind.write(tmp_path)
    for name, content in RESULTS.items():
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_bytes(content)
    code, out, err = command("run", YEAR, data=tmp_path)
    assert code == 2
    assert re.search(kind.refused, err) and not re.search(kind.refused, out)
    assert "Traceback" not in err + out
    assert _results(tmp_path) == RESULTS


def test_problems_go_to_stderr_and_what_was_read_to_stdout(tmp_path: Path, command) -> None:
    BY_NAME["a misspelled country"].write(tmp_path)
    code, out, err = command("check", YEAR, data=tmp_path)
    assert code == 2
    assert "is not a country that is known" in err and "is not a country that is known" not in out
    assert "practices, column by column" in out and "column by column" not in err


def test_a_preview_holds_what_was_read(tmp_path: Path, command) -> None:
    BY_NAME["Windows-1252"].write(tmp_path)
    code, _, err = command("check", YEAR, "--preview", str(tmp_path / "preview"), data=tmp_path)
    assert code == 0
    assert err.startswith("Warning: ") and err.count("\n") == 1
    table = pd.read_csv(tmp_path / "preview" / "practices.csv")
    assert table["title"].tolist() == ["Kurse für Mütter in Malmö"]


def test_the_real_command_ends_with_one_line_and_exit_code_2(tmp_path: Path) -> None:
    BY_NAME["a PDF"].write(tmp_path)
    done = subprocess.run([sys.executable, "-m", "analysis.cli", "--data", str(tmp_path), "check", YEAR], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert re.fullmatch(r".*practices\.pdf: is a PDF, not a table that can be read\. What to do: .*\n", done.stderr)
