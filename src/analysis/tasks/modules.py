"""Which modules of the package a notebook uses, found by following its imports and the chapters it tells."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


def modules_used(notebook: Path) -> list[Path]:
    """The files of every module of this package that the notebook imports, directly or not, sorted."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    source = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    return closure(_imports(source))


def closure_of_notebooks(notebooks: Iterable[Path]) -> list[Path]:
    """The files of every module that any of the notebooks uses, sorted."""
    return sorted({file for notebook in notebooks for file in modules_used(notebook)})


def engine_files() -> list[Path]:
    """The files of the room that renders the book, also those that are no modules."""
    return sorted(f for f in (PACKAGE / "book").rglob("*") if f.is_file() and "__pycache__" not in f.parts)


def closure(start: set[Path]) -> list[Path]:
    """`start` and all modules of the package it leads to, sorted."""
    found: set[Path] = set()
    waiting = set(start)
    while waiting:
        file = waiting.pop()
        found.add(file)
        waiting |= _imports_of(file) - found
    return sorted(found)


@lru_cache(maxsize=512)
def _imports_of(file: Path) -> frozenset[Path]:
    return frozenset(_imports(file.read_text(encoding="utf-8")))


def _imports(source: str) -> set[Path]:
    files: set[Path] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == PACKAGE.name:
            for name in (node.module, *(f"{node.module}.{alias.name}" for alias in node.names)):
                files |= _files(name)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == PACKAGE.name:
                    files |= _files(alias.name)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Chapter":
            names = [name.value for name in node.args[:1] if isinstance(name, ast.Constant)]
            files |= {file for name in names for file in _files(f"{PACKAGE.name}.findings.{name}")}
    return files


def _files(module: str) -> set[Path]:
    """The file of a module and the `__init__` files above it; nothing for names that are no modules."""
    parts = module.split(".")[1:]
    path = PACKAGE.joinpath(*parts)
    own = [file for file in (path.with_suffix(".py"), path / "__init__.py") if file.is_file()]
    if not own:
        return set()
    above = {PACKAGE.joinpath(*parts[:n], "__init__.py") for n in range(len(parts))}
    return {*own, *(file for file in above if file.is_file())}
