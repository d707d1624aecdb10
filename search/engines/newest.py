"""The newest snapshot of an index: one a process, renewed when there is something newer."""

import time
from abc import ABC, abstractmethod
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

from search.engines.generations import Generations
from search.exceptions import IndexMissing

REFRESH_SECONDS = 1.0
_TRIES, _PAUSE_SECONDS = 5, 0.05

Taken = TypeVar("Taken")


class Newest(ABC, Generic[Taken]):
    """Gives the newest snapshot to any number of threads."""

    def __init__(self, generations: Generations) -> None:
        self._generations = generations
        self._opening = Lock()
        self._snapshot: Taken | None = None
        self._identity: object = None
        self._checked_at = 0.0

    @abstractmethod
    def identify(self, directory: Path) -> object:
        """Return what differs from one commit to the next."""

    @abstractmethod
    def take(self, directory: Path) -> Taken:
        """Open the newest commit."""

    def forget_opened(self) -> None:
        """Open nothing again with the help of what was open."""

    def current(self) -> Taken:
        """Return the snapshot of the newest commit, looked for at most once a second; raises `IndexMissing`."""
        snapshot = self._snapshot
        if snapshot is not None and time.monotonic() - self._checked_at < REFRESH_SECONDS:
            return snapshot
        with self._opening:
            if self._snapshot is None or not self._is_newest():
                self._snapshot = None
                self._snapshot = self._open()
            self._checked_at = time.monotonic()
            return self._snapshot

    def look_again(self) -> None:
        """Look for a newer commit at the next search."""
        self._checked_at = 0.0

    def forget(self) -> None:
        """Open everything anew at the next search."""
        with self._opening:
            self._snapshot = None
            self.forget_opened()

    def _is_newest(self) -> bool:
        try:
            directory = self._generations.current()
            return (directory, self.identify(directory)) == self._identity
        except IndexMissing:
            return False

    def _open(self) -> Taken:
        """Open the newest commit; a writer may take its files away meanwhile, for one newer still."""
        for attempt in range(1, _TRIES + 1):
            directory = self._generations.current()
            try:
                self._identity = (directory, self.identify(directory))
                return self.take(directory)
            except Exception as error:
                if attempt == _TRIES:
                    raise IndexMissing("the index cannot be read: rebuild it") from error
            time.sleep(_PAUSE_SECONDS)
        raise AssertionError
