"""Threads for pytask-parallel that are noticed as soon as one of them has ended."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from functools import partial
from typing import Any


class Threads(ThreadPoolExecutor):
    """Worker threads whose futures wait a little before they say that nothing is done.

    pytask-parallel asks each running future in turn whether it is done, and between two such rounds sleeps longer and
    longer, up to a second: with a dozen short tasks that is most of the wait. Here a round, which begins when a future
    is asked again, first waits until any of them is done; so there are few rounds, and their sleeps stay short.
    """

    def __init__(self, n_workers: int):
        super().__init__(n_workers)
        self._begun: set[Future] = set()
        self._asked: set[Future] = set()

    def submit(self, fn: Callable, /, *args: Any, **kwargs: Any) -> Future:
        future = super().submit(fn, *args, **kwargs)
        future.done = partial(self._is_done, future)
        self._begun.add(future)
        return future

    def _is_done(self, future: Future) -> bool:
        if future in self._asked:
            self._asked.clear()
            wait(self._begun, return_when=FIRST_COMPLETED)
        self._asked.add(future)
        done = Future.done(future)
        if done:
            self._begun.discard(future)
        return done
