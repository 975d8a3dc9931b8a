"""Running one notebook through papermill, with nothing of this run's time and place left in its executed copy."""

from __future__ import annotations

import os
import tempfile
import threading
from pathlib import Path

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
    _strip(executed)


def _explained(notebook: Path, error: Exception) -> NotebookFailed:
    """The error of a failed cell in a few lines: the message alone where an input is at fault."""
    name, value = getattr(error, "ename", "Error"), getattr(error, "evalue", str(error))
    if name == "InputProblems":
        return InputRefused(value)
    return NotebookFailed(f"{notebook.name} failed in cell {getattr(error, 'exec_count', '?')}: {name}: {value}")


def _strip(executed: Path) -> None:
    """Remove times, durations and paths that papermill and the kernel write into the copy."""
    import nbformat

    notebook = nbformat.read(executed, as_version=4)
    notebook.metadata.pop("papermill", None)
    for cell in notebook.cells:
        for name in ("papermill", "execution"):
            cell.metadata.pop(name, None)
    nbformat.write(notebook, executed)
