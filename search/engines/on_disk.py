"""What engines that keep their index in a directory have in common: one writer, and readers that try again."""

import logging
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from filelock import FileLock, Timeout

from search.engines.engine import SearchPage, SearchRequest
from search.engines.generations import Generations
from search.engines.newest import Newest
from search.exceptions import IndexBusy, IndexMissing

_log = logging.getLogger(__name__)


class Snapshot(Protocol):
    """An index as it was at one commit."""

    def versions(self) -> Iterator[tuple[str, int]]:
        """Yield id and stamp of every document."""


Taken = TypeVar("Taken", bound=Snapshot)


class _Unreadable(IndexMissing):
    """Raised when files of the index cannot be read: engines tell it by any exception there is."""


class OnDisk(ABC, Generic[Taken]):
    """The reading half of a `SearchEngine`, and its lock; raises `IndexMisplaced` where that is no place for one."""

    def __init__(self, path: Path, form: str) -> None:
        """Keep the index at `path`, in generations of the form that `Generations` explains."""
        self._generations = Generations(path, form)
        self._generations.check_place()
        self._lock = FileLock(path / "write.lock", mode=0o600)
        self._reader = self.open_reader(self._generations)

    @abstractmethod
    def open_reader(self, generations: Generations) -> Newest[Taken]:
        """Return what gives the newest snapshot."""

    @abstractmethod
    def answer(self, snapshot: Taken, request: SearchRequest) -> SearchPage:
        """Answer a request from a snapshot."""

    def search(self, request: SearchRequest) -> SearchPage:
        """Answer a request; raises `IndexMissing` when there is nothing to search in."""
        with suppress(_Unreadable):
            return self._answer(request)
        # A file that another process has merged away, or a damaged one: once more on what is there now.
        self._reader.forget()
        return self._answer(request)

    def versions(self) -> Iterator[tuple[str, int]]:
        """Yield id and stamp of every document; raises `IndexMissing`."""
        return self._reader.current().versions()

    def is_ready(self) -> bool:
        """Tell whether there is an index that can be searched; raises `IndexUnsafe`."""
        try:
            self._reader.current()
        except IndexMissing:
            return False
        return True

    @contextmanager
    def writing(self, wait: float = 0) -> Iterator[None]:
        """Be the only writer, waiting up to `wait` seconds (-1: for ever); raises `IndexBusy`."""
        self._generations.create_root()
        try:
            held = self._lock.acquire(timeout=wait)
        except Timeout as error:
            raise IndexBusy("another process is writing the index") from error
        with held:
            yield

    def _answer(self, request: SearchRequest) -> SearchPage:
        snapshot = self._reader.current()
        try:
            return self.answer(snapshot, request)
        except Exception as error:
            _log.warning("the index could not be read", exc_info=error)
            raise _Unreadable("the index cannot be read: rebuild it") from error
