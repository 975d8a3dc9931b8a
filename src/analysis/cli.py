"""The command `integration-report`. Exit codes: 0 passed, 1 something else failed, 2 an input is wrong, 3 a rebuild differs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from analysis.problems import InputProblems, Problem, counted, grave, grouped, places

if TYPE_CHECKING:
    from analysis.check.examine import Checked
    from analysis.check.told import Listing
    from analysis.wave import Wave

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="The integration practices report: check, run, render, and ask where a number comes from.",
)
ENGINES, FORMATS = ("auto", "quarto", "embedded"), ("html", "pdf")
WaveName = Annotated[str, typer.Argument(help="The wave, a folder under raw/, such as 2012.")]
T = TypeVar("T")
_data: str | None = None


@app.callback()
def options(
    data: Annotated[
        str,
        typer.Option(
            "--data", help="Another data root than data/: holds raw/<wave>/, and codebook/ if it has its own."
        ),
    ] = "",
) -> None:
    """The integration practices report."""
    global _data
    _data = data or None


@app.command()
def check(
    wave: WaveName,
    preview: Annotated[
        str,
        typer.Option(help="A folder for the tables that a run would make, and the log of what cleaning changed, with values: for the team."),
    ] = "",
) -> None:
    """Look for problems in a wave's raw files and say what was read; nothing is run."""
    from analysis.check.preview import refuse_folder, write_preview
    from analysis.check.record import record
    from analysis.check.screen import console_for, show
    from analysis.check.told import verdict
    from analysis.wave import shown

    this = _open(wave)
    if preview:
        refuse_folder(this, Path(preview))
    checked, told = _examined(this)
    show(told, console_for(sys.stdout))
    _print_problems(checked.problems)
    _say(verdict(checked))
    _say(f"the same as a page: {', as a workbook: '.join(map(shown, record(checked, told)))}")
    if preview:
        _say(f"{preview} holds {', '.join(write_preview(checked, Path(preview)))}: with values of single cells, for the team only")
    if grave(checked.problems):
        raise typer.Exit(2)


@app.command()
def run(
    wave: WaveName,
    force: Annotated[bool, typer.Option(help="Run every notebook, also those that are up to date.")] = False,
) -> None:
    """Run the notebooks whose inputs changed: processed tables, figures and the generated parts of the book."""
    _run(_open(wave), force)


@app.command()
def render(
    wave: WaveName,
    engine: Annotated[str, typer.Option(help="auto, quarto or embedded.")] = "auto",
    to: Annotated[str, typer.Option(help="html, pdf or both: html,pdf.")] = "html,pdf",
) -> None:
    """Render the book of a wave that has been run."""
    _one_of("--engine", [engine], ENGINES)
    _one_of("--to", to.split(","), FORMATS)
    this = _open(wave)
    _check(this)
    _render(this, engine, to)


@app.command()
def report(wave: WaveName, engine: Annotated[str, typer.Option(help="auto, quarto or embedded.")] = "auto") -> None:
    """Check, run and render: everything that is out of date."""
    _one_of("--engine", [engine], ENGINES)
    this = _open(wave)
    _run(this, False)
    _render(this, engine, "html,pdf")


@app.command("new-wave")
def new_wave(
    name: Annotated[str, typer.Argument(metavar="ID", help="The name of the new wave, such as 2026: letters, digits, - and _.")],
    year: Annotated[int | None, typer.Option(help="The year of the answers, where the name does not hold it.")] = None,
) -> None:
    """Make the folder of a new wave: a commented wave.yml, blank workbooks, and forms for survey tools."""
    from analysis.scaffold import new_wave
    from analysis.wave import Root, shown

    for file in new_wave(Root.at(_data), name, year):
        _say(shown(file))
    _say(f"fill in the workbooks, or field the survey with one of the forms; then run: integration-report check {name}")


@app.command()
def trace(
    key: Annotated[str, typer.Argument(help="The key of an estimate, such as survey.network_member.yes.share.")],
    wave: Annotated[str, typer.Option(help="The wave.")] = "2012",
) -> None:
    """Show where one number comes from."""
    from analysis.runner import explain

    this = _open(wave)
    try:
        for line in explain(this, key):
            _say(line)
    except LookupError as error:
        _stop(str(error), 2)


@app.command()
def verify(wave: WaveName) -> None:
    """Rebuild a wave apart from everything and compare it with what is there: tables, figures, book; name the cause."""
    from analysis.runner import rebuild_and_compare

    this = _open(wave)
    _check(this)
    found = _guarded(lambda: rebuild_and_compare(this, _say))
    for line in found:
        _say(line)
    if found:
        raise typer.Exit(3)
    _say(f"{this.id}: a fresh run gives the same tables, figures and book")


def main() -> None:
    """Run the command; an input that cannot be used ends with its problems and exit code 2."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a pipe of few characters is no reason to stop
    try:
        app()
    except InputProblems as error:
        _print_problems(error.problems)
        sys.exit(2)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        print(f"{place}cannot be read or written ({error.strerror or error}). What to do: see to it that it can, and try again", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print("stopped; the last good results are as they were", file=sys.stderr)
        sys.exit(1)


def _open(name: str) -> Wave:
    from analysis.wave import open_wave

    return open_wave(name, _data)


def _check(this: Wave) -> None:
    """Raise what is wrong with the raw files, unless these very files have passed before; say how many warnings there are."""
    from analysis.check.seal import passed_before
    from analysis.wave import shown

    if (warnings := passed_before(this)) is None:
        from analysis.check.record import record

        checked, told = _examined(this)
        record(checked, told)
        if grave(checked.problems):
            _say(f"the problems, and what was read: {shown(this.check_page)}")
            raise InputProblems(checked.problems)
        warnings = places(checked.problems)
    if warnings:
        _say(f"{counted(warnings, 'warning')}, listed in {shown(this.check_page)}")


def _examined(this: Wave) -> tuple[Checked, list[Listing]]:
    """What there is in the raw folder of a wave, and the tables that tell of it."""
    from rich.console import Console

    from analysis.check.examine import examine
    from analysis.check.told import listings

    console = Console(stderr=True)
    with console.status(f"reading {this.id}") if console.is_terminal else nullcontext() as status:
        checked = examine(this, status.update if status else lambda _: None)
        return checked, listings(checked)


def _print_problems(problems: Iterable[Problem]) -> None:
    sys.stdout.flush()  # in a terminal they stand below what was read
    for message in grouped(problems):
        print(message, file=sys.stderr)


def _run(this: Wave, force: bool) -> None:
    from analysis.runner import run_wave

    _say(f"checking the raw files of {this.id}")
    _check(this)
    executed = _guarded(lambda: run_wave(this, _say, force))
    _say(
        f"{this.id}: {len(executed)} notebooks run, tables and figures are up to date"
        if executed
        else f"{this.id}: nothing has changed, no notebook was run"
    )


def _render(this: Wave, engine: str, to: str) -> None:
    from analysis.runner import render_wave
    from analysis.wave import shown

    rendered = _guarded(lambda: render_wave(this, engine, tuple(to.split(",")), _say))

    _say(f"the book {'is' if rendered else 'was'} up to date: {shown(this.book / 'index.html')}")


def _guarded(work: Callable[[], T]) -> T:
    """Run `work`; a failure ends with one message, and exit code 2 where an input is at fault, else 1."""
    from analysis.book import BookError
    from analysis.publish.notebook_page import NotebookRefused
    from analysis.tasks.run import TaskFailed

    try:
        return work()
    except (TaskFailed, BookError, NotebookRefused) as error:
        _stop(str(error), 2 if getattr(error, "at_input", False) else 1)
        raise AssertionError from None


def _one_of(option: str, values: list[str], known: tuple[str, ...]) -> None:
    """Stop before anything is done where an option has a value that is not known."""
    if wrong := [value for value in values if value not in known]:
        _stop(f"{option} {wrong[0]!r} is not known; use {' or '.join(known)}", 2)


def _say(line: str) -> None:
    print(line, flush=True)


def _stop(message: str, code: int) -> None:
    print(message, file=sys.stderr)
    raise typer.Exit(code)


if __name__ == "__main__":
    main()
