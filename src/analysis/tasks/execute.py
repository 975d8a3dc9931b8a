"""Running one notebook through papermill, with nothing of this run's time and place left in its executed copy."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import threading
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

from analysis.audit.provenance import PACKAGES
from analysis.wave import PROJECT

_LOCK = threading.Lock()
KERNEL_ENVIRONMENT = {
    "MPLBACKEND": "agg",
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "PYTHONHASHSEED": "0",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}


class NotebookFailed(Exception):
    """A notebook stopped; the message says which, in which cell and why."""


class InputRefused(NotebookFailed):
    """A notebook stopped because an input cannot be used; the message is the list of problems."""


def execute(notebook: Path, executed: Path, parameters: dict[str, str]) -> None:
    """Run `notebook` with `parameters` and write the executed copy to `executed`.

    Raises NotebookFailed when a parameter is not declared in the notebook or a cell fails.
    """
    import papermill
    from papermill.exceptions import PapermillExecutionError
    from traitlets.config import Config

    declared = papermill.inspect_notebook(str(notebook))
    if unknown := sorted(parameters.keys() - declared.keys()):
        raise NotebookFailed(
            f"{notebook.name} does not declare the parameter {unknown[0]!r}; add it to the cell tagged `parameters`"
        )
    executed.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="ir-") as sockets:
        with _LOCK:
            os.environ.update(KERNEL_ENVIRONMENT)
        kernel = Config(
            {
                "KernelManager": {"transport": "ipc", "connection_file": f"{sockets}/kernel.json"},
                "NotebookClient": {"shutdown_kernel": "immediate"},
            }
        )
        try:
            papermill.execute_notebook(
                str(notebook), str(executed), parameters=parameters, kernel_name="python3", progress_bar=False,
                log_output=False, cwd=str(notebook.parent), config=kernel,
            )  # fmt: skip
        except PapermillExecutionError as error:
            raise _explained(notebook, error) from None
    _tidy(executed, {parameters.get("data", ""): "data", f"{sys.prefix}/": "", f"{PROJECT}/": ""})


def _explained(notebook: Path, error: Exception) -> NotebookFailed:
    """The error of a failed cell in a few lines: the message alone where an input is at fault."""
    name, value = getattr(error, "ename", "Error"), getattr(error, "evalue", str(error))
    if name == "InputProblems":
        return InputRefused(value)
    return NotebookFailed(f"{notebook.name} failed in cell {getattr(error, 'exec_count', '?')}: {name}: {value}")


def _tidy(executed: Path, places: Mapping[str, str]) -> None:
    """Note the versions of the main packages in the copy, and take out what papermill and the kernel leave there of this
    run's time and place; `places` says what is written for a path."""
    import nbformat

    notebook = nbformat.read(executed, as_version=4)
    notebook.metadata.pop("papermill", None)
    notebook.metadata["packages"] = {name: metadata.version(name) for name in PACKAGES}
    for cell in notebook.cells:
        for name in ("papermill", "execution"):
            cell.metadata.pop(name, None)
        if "injected-parameters" in cell.metadata.get("tags", ()):
            cell.id = "injected-parameters"  # papermill gives it another one each time
    text = nbformat.writes(notebook)
    for place, name in places.items():
        text = text.replace(json.dumps(place, ensure_ascii=False)[1:-1], name) if place else text
    executed.write_text(text + "\n", encoding="utf-8", newline="\n")
