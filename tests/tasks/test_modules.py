"""Which modules a notebook uses: what a change of code makes out of date."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis.tasks.modules import PACKAGE, closure, modules_used
from analysis.wave import PROJECT


def names(files: list[Path]) -> list[str]:
    return [file.relative_to(PACKAGE).as_posix() for file in files]


@pytest.fixture
def used(tmp_path: Path):
    """`used("import a", ...)`: the modules of a notebook with these code cells."""

    def of(*cells: str) -> list[str]:
        file = tmp_path / "n.ipynb"
        made = [{"cell_type": "code", "source": cell.splitlines(keepends=True)} for cell in cells]
        text = {"cell_type": "markdown", "source": ["from analysis.cli import main"]}
        file.write_text(json.dumps({"cells": [text, *made]}), encoding="utf-8")
        return names(modules_used(file))

    return of


def test_imports_are_followed_to_the_end(used) -> None:
    assert used("from analysis.clean.numbers import parse_number") == [
        "__init__.py", "clean/__init__.py", "clean/numbers.py", "clean/parsed.py", "clean/words.py", "codebook.py", "declared.py",
        "problems.py", "texts.py", "wave.py",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "cell",
    ["import analysis.store", "from analysis import store", "from analysis.store import write_table",
     "if True:\n    from analysis.store import read_table as r", "import pandas, analysis.store as s"],
)  # fmt: skip
def test_every_form_of_import_counts(used, cell: str) -> None:
    assert used(cell) == ["__init__.py", "store.py"]


def test_other_packages_and_prose_do_not_count(used) -> None:
    assert used("import pandas as pd", "from pathlib import Path", "import analysisx") == []


def test_a_package_stands_for_what_it_imports(used) -> None:
    assert {"intake/__init__.py", "intake/table.py", "intake/files.py", "wave.py"} <= set(
        used("from analysis.intake import Raw")
    )


def test_a_chapter_stands_for_its_findings(used) -> None:
    told = used('from analysis import tell\nChapter("audit", results, "14-write-report")')
    assert {"findings/audit.py", "findings/results.py", "codebook.py"} <= set(told) and "findings/method.py" not in told


def test_imports_inside_functions_are_found() -> None:
    assert PACKAGE / "check" / "examine.py" in closure({PACKAGE / "cli.py"})


def test_the_closure_is_sorted_and_closed() -> None:
    files = closure({PACKAGE / "clean" / "source.py"})
    assert files == sorted(set(files))
    assert closure(set(files)) == files


def test_cleaning_notebooks_depend_on_no_drawing() -> None:
    for name in ("01-clean-survey", "02-clean-practices", "03-clean-cases"):
        used = names(modules_used(PROJECT / "notebooks" / f"{name}.ipynb"))
        assert "clean/table.py" in used
        assert not [
            file for file in used if file.split("/")[0] in ("present", "book", "estimate", "reconstruct", "tasks")
        ]
