"""Threads that are asked in rounds, as pytask-parallel does it."""

from __future__ import annotations

from threading import Event, Timer

from analysis.tasks.threads import Threads


def test_a_round_waits_until_one_is_done_and_holds_the_others_up_no_longer():
    with Threads(2) as threads:
        first, second = Event(), Event()
        running = [threads.submit(first.wait, 10), threads.submit(second.wait, 10)]
        assert [future.done() for future in running] == [False, False], "the first round only looks"
        Timer(0.05, second.set).start()
        assert [future.done() for future in running] == [False, True]
        running = [running[0], threads.submit(Event().is_set)]
        assert [future.done() for future in running] == [False, True], "what has begun since is waited for as well"
        Timer(0.05, first.set).start()
        assert running[0].done() and running[0].result() is True


def test_whoever_is_asked_after_one_that_is_done_does_not_wait_in_that_round():
    with Threads(2) as threads:
        later, soon = Event(), Event()
        running = [threads.submit(soon.wait, 10), threads.submit(later.wait, 10)]
        assert not any(future.done() for future in running)
        soon.set()
        assert [future.done() for future in running] == [True, False]
        later.set()
