"""Imports run downwards only, and notebooks tell the story without defining anything."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

import analysis
from analysis.wave import PROJECT

PACKAGE = Path(analysis.__file__).parent
FLOORS = [
    {"problems", "texts"},
    {"declared"},
    {"store", "wave"},
    {"chapters", "codebook"},
    {"intake"},
    {"documents"},
    {"clean"},
    {"estimate"},
    {"audit", "evaluate"},
    {"findings", "draw"},
    {"tell"},
    {"check", "book", "scaffold"},
    {"tasks"},
    {"publish"},
    {"runner"},
    {"cli"},
]
APART = {
    "book": set(),
    "reconstruct": {"problems", "codebook", "store", "wave"},
    "simulate": {"codebook", "store", "wave"},
}  # rooms beside the stairs and what they may use
NOTEBOOKS = sorted((PROJECT / "notebooks").glob("*.ipynb"))


def room_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def rooms_imported(source: str, package: str = "") -> set[str]:
    """The rooms of the package that a source imports, also inside functions; `package` is where it stands itself."""
    names: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            start = ".".join([*above, *filter(None, [node.module])])
            names += [f"{start}.{alias.name}" for alias in node.names]
    return {name.split(".")[1] for name in names if name.split(".")[0] == "analysis" and "." in name}


FILES = [file for file in sorted(PACKAGE.rglob("*.py")) if room_of(file) != "__init__"]


def allowed(room: str) -> set[str]:
    if room in APART:
        return APART[room] | {room}
    floor = next(n for n, rooms in enumerate(FLOORS) if room in rooms)
    return set().union(*FLOORS[:floor]) | {room}


def test_every_room_has_its_floor() -> None:
    assert {room_of(file) for file in FILES} <= set().union(*FLOORS) | APART.keys()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_imports_run_downwards_only(file: Path) -> None:
    room, package = room_of(file), ".".join(("analysis", *file.relative_to(PACKAGE).parent.parts))
    upwards = rooms_imported(file.read_text(encoding="utf-8"), package) - allowed(room)
    assert not upwards, f"{room} may not import {', '.join(sorted(upwards))}"


def test_the_rule_itself_notices_an_import_that_climbs() -> None:
    assert rooms_imported("def f():\n    from analysis.clean import money") == {"clean"}
    assert rooms_imported("import analysis.store as s\nfrom analysis import wave") == {"store", "wave"}
    assert rooms_imported("from .errors import BookError\nfrom ..wave import Root", "analysis.book") == {"book", "wave"}
    assert (
        "clean" not in allowed("intake") and "estimate" not in allowed("clean") and "audit" not in allowed("evaluate")
    )
    assert "wave" not in allowed("book") and "reconstruct" not in allowed("cli")


def cells(notebook: Path, kind: str) -> list[dict]:
    return [cell for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == kind]


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_defines_nothing_and_is_stored_without_outputs(notebook: Path) -> None:
    code = cells(notebook, "code")
    for cell in code:
        source = "".join(cell["source"])
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        defined = [node for node in ast.walk(ast.parse(source)) if isinstance(node, kinds)]
        assert not defined, f"cell {cell.get('id')} defines {defined[0].name}"
        assert cell["outputs"] == [] and cell["execution_count"] is None
        assert "reconstruct" not in rooms_imported(source)
    assert code and cells(notebook, "markdown")


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_declares_its_parameters_once(notebook: Path) -> None:
    [declared] = [cell for cell in cells(notebook, "code") if "parameters" in cell["metadata"].get("tags", [])]
    names = {node.id for node in ast.walk(ast.parse("".join(declared["source"]))) if isinstance(node, ast.Name)}
    assert {"wave", "data"} <= names


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_is_named_by_number_and_work(notebook: Path) -> None:
    number, *words = notebook.stem.split("-")
    assert number.isdecimal() and len(number) == 2 and len(words) >= 2
    title = "".join(cells(notebook, "markdown")[0]["source"])
    assert title.startswith("# ")
