"""The lists of packages say the same thing, and no file that is shared names an address or a place."""

from __future__ import annotations

import re
import subprocess
import tomllib

import pytest
import yaml

from analysis.book.quarto import OLDEST
from analysis.wave import PROJECT

LOCK = (PROJECT / "requirements.lock").read_text(encoding="utf-8")
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=; ]", name)[0]).lower()


def test_every_declared_package_is_pinned_with_hashes():
    pinned = {canonical(line) for line in LOCK.splitlines() if re.match(r"^[a-zA-Z0-9]", line)}
    extras = PYPROJECT["project"]["optional-dependencies"]
    declared = [
        *PYPROJECT["project"]["dependencies"],
        *extras["test"],
        *extras["build"],
        *PYPROJECT["build-system"]["requires"],
    ]
    assert {canonical(name) for name in declared} <= pinned
    blocks = re.split(r"\n(?=[a-zA-Z0-9])", LOCK.strip())
    assert all("--hash=sha256:" in block for block in blocks)


def test_conda_and_pip_users_get_the_same_versions():
    environment = yaml.safe_load((PROJECT / "environment.yml").read_text(encoding="utf-8"))
    plain = [entry for entry in environment["dependencies"] if isinstance(entry, str)]
    pip = next(entry["pip"] for entry in environment["dependencies"] if isinstance(entry, dict))
    assert "-r requirements.lock" in pip and "--require-hashes" in pip
    python = next(entry for entry in plain if entry.startswith("python="))
    assert python.removeprefix("python=") == PYPROJECT["project"]["requires-python"].removeprefix(">=")
    assert "jupyter" in plain
    [quarto] = [entry for entry in plain if entry.startswith("quarto>=")]
    assert PYPROJECT["project"]["optional-dependencies"]["quarto"] == [quarto.replace("quarto", "quarto-cli")]
    assert tuple(map(int, quarto.removeprefix("quarto>=").split("."))) == OLDEST


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], capture_output=True, text=True, cwd=PROJECT)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return listed.stdout.splitlines()


def test_the_lock_carries_no_address():
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links", LOCK)


def test_no_personal_contact_stands_in_the_data():
    """No e-mail address and no telephone number in any text file of the project."""
    for name in tracked():
        file = PROJECT / name
        if file.suffix in {".csv", ".yml", ".md", ".qmd"} and file.is_file():
            text = file.read_text(encoding="utf-8")
            assert not re.search(r"[\w.+-]+@[\w-]+\.[a-z]{2,}", text), name
            assert not re.search(r"\+\d{2}[\s\d()]{8,}", text), name
