"""Says what runs now and how many tasks are left: hooks that pytask calls, silent unless a run listens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pytask import TaskOutcome, hookimpl


class Listener:
    """Collects what pytask reports of one run and passes lines for people on to `say`."""

    def __init__(self, say: Callable[[str], None]):
        self.say, self.done, self.total, self.executed = say, 0, 0, []

    def started(self, name: str, total: int) -> None:
        self.total = total
        self.say(f"[{self.done + 1}/{total}] {name} ...")

    def ended(self, name: str, outcome: TaskOutcome) -> None:
        self.done += 1
        if outcome == TaskOutcome.SUCCESS:
            self.executed.append(name)


_listener: Listener | None = None


def listen(listener: Listener | None) -> None:
    """Make `listener` the one that hears of tasks, or nobody."""
    global _listener
    _listener = listener


@hookimpl
def pytask_execute_task_process_report(session: Any, report: Any) -> None:
    if _listener:
        _listener.ended(report.task.name, report.outcome)


def announce(name: str, total: int) -> None:
    """Called by a task when its work begins (pytask's own hook also fires for tasks it then skips)."""
    if _listener:
        _listener.started(name, total)
