"""Running what is out of date for a wave: notebooks into the stage, the book from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import pytask
from pytask import PathNode, PythonNode, TaskOutcome, TaskWithoutPath
from pytask_parallel import ParallelBackend, WorkerType, registry

from analysis.chapters import SETTINGS
from analysis.tasks import progress
from analysis.tasks.execute import InputRefused, execute
from analysis.tasks.modules import PACKAGE, engine_files, modules_used
from analysis.tasks.pipeline import Notebook, notebooks_for, raw_files
from analysis.tasks.threads import Threads
from analysis.wave import PROJECT, Wave

WORKERS = 2
THIS_ROOM = [PACKAGE / "tasks" / "execute.py"]
WORDS = PROJECT / "report" / "words"


class TaskFailed(Exception):
    """A task did not pass; the message is for people. `at_input` says whether an input is at fault."""

    def __init__(self, message: str, at_input: bool = False):
        super().__init__(message)
        self.at_input = at_input


def run_notebooks(wave: Wave, say: Callable[[str], None], force: bool = False) -> list[str]:
    """Bring the wave's stage up to date; returns the names of the notebooks that were executed.

    Raises TaskFailed with the first failure; what was staged by the notebooks that passed stays in the stage.
    """
    notebooks = notebooks_for(wave)
    staged = {file for notebook in notebooks for file in notebook.writes}
    tasks = [_notebook_task(wave, notebook, staged, len(notebooks)) for notebook in notebooks]
    return _build(wave, tasks, say, force)


def run_book(wave: Wave, render: Callable[[], None], settings: str, say: Callable[[str], None]) -> bool:
    """Render the staged book project where it, the engine's code or `settings` changed; whether it was rendered."""
    files = sorted(f for f in wave.book_project.rglob("*") if f.is_file())
    task = _task(
        "render the book",
        partial(_announced, "render the book", 1, render),
        [*files, *engine_files()],
        [wave.book / "index.html"],
        settings,
    )
    return bool(_build(wave, [task], say, workers=1))


def _notebook_task(wave: Wave, notebook: Notebook, staged: set[str], total: int) -> TaskWithoutPath:
    file = PROJECT / "notebooks" / f"{notebook.name}.ipynb"
    reads = [
        file, *modules_used(file), *THIS_ROOM, wave.raw / "wave.yml", *sorted(wave.root.codebook.glob("*.yml")),
        *raw_files(wave, notebook), *_words(wave, notebook), *(wave.stage / name for name in notebook.reads if name in staged),
    ]  # fmt: skip
    parameters = {"wave": wave.id, "data": str(wave.root.data)}
    executed = wave.notebooks / file.name
    work = partial(_announced, notebook.does, total, partial(execute, file, executed, parameters))
    return _task(notebook.does, work, reads, [executed, *(wave.stage / name for name in notebook.writes)], wave.id)


def _words(wave: Wave, notebook: Notebook) -> list[Path]:
    """What the chapters of a notebook are told in: their catalogues, the settings of the book, which say what chapters it has, and
    the wave's own words on them."""
    chapters = [Path(name).stem for name in notebook.writes if name.startswith("cards/")]
    catalogues = [f for name in (*chapters, "common") for f in sorted(WORDS.glob(f"{name}.*.yml"))] if chapters else []
    return [*catalogues, *([SETTINGS] if chapters else [])] + [f for name in chapters if (f := wave.commentary / f"{name}.md").is_file()]


def _announced(name: str, total: int, work: Callable[[], None]) -> None:
    progress.announce(name, total)
    work()


def _task(
    name: str, work: Callable[[], None], reads: Iterable[Path], writes: Iterable[Path], setting: str
) -> TaskWithoutPath:
    def run(**_: object) -> None:
        work()

    reads = list(dict.fromkeys(reads))
    settings = " ".join([setting, *(path.name for path in reads)])  # a file that is gone is a change too
    return TaskWithoutPath(
        name=name,
        function=run,
        depends_on={f"read{n}": _file(path) for n, path in enumerate(reads)}
        | {"setting": PythonNode(name=f"{name} setting", value=settings, hash=True)},
        produces={f"write{n}": _file(path) for n, path in enumerate(writes)},
    )


def _file(path: Path) -> PathNode:
    return PathNode(path=path, name=str(path))


def _build(
    wave: Wave, tasks: list[TaskWithoutPath], say: Callable[[str], None], force: bool = False, workers: int = WORKERS
) -> list[str]:
    """Let pytask run what is out of date. Its memory of hashes lives beside the stage, one per wave."""
    memory = wave.root.build / "state" / wave.id / tasks[-1].name.replace(" ", "-")
    memory.mkdir(parents=True, exist_ok=True)
    (memory / "pyproject.toml").write_text("[tool.pytask.ini_options]\n", encoding="utf-8")
    listener = progress.Listener(say)
    progress.listen(listener)
    quiet, pytask.console.quiet = pytask.console.quiet, True
    registry.register_parallel_backend(ParallelBackend.CUSTOM, Threads, worker_type=WorkerType.THREADS)
    try:
        session = pytask.build(
            tasks=tasks, config=memory / "pyproject.toml", capture="no", verbose=0, force=force, show_errors_immediately=False,
            n_workers=workers, parallel_backend="custom", stop_after_first_failure=True,
        )  # fmt: skip
    finally:
        pytask.console.quiet = quiet
        progress.listen(None)
    for report in session.execution_reports:
        if report.outcome == TaskOutcome.FAIL and report.exc_info:
            error = report.exc_info[1]
            raise TaskFailed(str(error), isinstance(error, InputRefused)) from error
    if session.exit_code != 0:
        raise TaskFailed("the tasks could not be set up; delete the folder _build and try again")
    return listener.executed
