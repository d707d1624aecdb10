"""Ending a run cleanly: between two pages, or in the middle of a wait, with its lock freed and its end on record."""

import time
from collections.abc import Callable
from threading import Event

from scrapers.exceptions import Stopped


def sleep_until(stop: Event | None) -> Callable[[float], object]:
    """Return a sleep that raises `Stopped` as soon as `stop` is set."""
    if stop is None:
        return time.sleep

    def sleep(seconds: float) -> None:
        stop.wait(seconds)
        keep_on(stop)

    return sleep


def keep_on(stop: Event | None) -> None:
    """Raise `Stopped` when `stop` is set."""
    if stop is not None and stop.is_set():
        raise Stopped("the process was told to stop; the next run goes on from here")
