"""Small notebooks made on the spot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}


@pytest.fixture(scope="session")
def write_notebook() -> Callable[..., Path]:
    """`write_notebook(file, *cells)`: a notebook with a parameters cell and these code cells."""

    def write(file: Path, *cells: str) -> Path:
        declared = nbformat.v4.new_code_cell('wave = "none"\ndata = ""', metadata={"tags": ["parameters"]})
        made = [nbformat.v4.new_markdown_cell("# Notebook"), declared, *map(nbformat.v4.new_code_cell, cells)]
        file.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(nbformat.v4.new_notebook(cells=made, metadata=KERNEL), file)
        return file

    return write
