"""Searching with Whoosh: pure Python, files in one directory, nothing to run beside the application."""

import logging
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path

from filelock import FileLock, Timeout
from whoosh.index import create_in

from search.documents import Document
from search.engines.answer import answer
from search.engines.engine import SearchPage, SearchRequest
from search.engines.generations import Generations, sync
from search.engines.vocabulary import append, learn
from search.engines.whoosh_reading import SnapshotReader
from search.engines.whoosh_schema import SCHEMA, fields
from search.engines.whoosh_writing import open_index, write, writing
from search.exceptions import IndexBusy, IndexMissing

_log = logging.getLogger(__name__)

_SEGMENT_DOCUMENTS = 50_000
_LEARN_SECONDS = 600


class _Unreadable(IndexMissing):
    """Raised when files of the index cannot be read: Whoosh tells it by any exception there is."""


class WhooshEngine:
    """A `SearchEngine` over a directory of Whoosh indexes; raises `IndexMisplaced` where that is no place for one."""

    def __init__(self, path: Path) -> None:
        self._generations = Generations(path)
        self._generations.check_place()
        self._lock = FileLock(path / "write.lock", mode=0o600)
        self._reader = SnapshotReader(self._generations)
        self._learned_at = 0.0

    def search(self, request: SearchRequest) -> SearchPage:
        """Answer a request; raises `IndexMissing` when there is nothing to search in."""
        with suppress(_Unreadable):
            return self._answer(request)
        # A file that another process has merged away, or a damaged one: once more on what is there now.
        self._reader.forget()
        return self._answer(request)

    def versions(self) -> Iterator[tuple[str, int]]:
        """Yield id and version of every document; raises `IndexMissing`."""
        return self._reader.current().versions()

    def is_ready(self) -> bool:
        """Tell whether there is an index that can be searched; raises `IndexUnsafe`."""
        try:
            self._reader.current()
        except IndexMissing:
            return False
        return True

    def apply(self, written: Sequence[Document], removed: Sequence[str]) -> None:
        """Write documents and remove others, durably and all at once; doing it twice changes nothing."""
        directory = self._generations.current()
        with writing(open_index(directory)) as writer, writer.searcher() as before:
            for document_id in [*removed, *(document.id for document in written)]:
                writer.delete_by_term("id", document_id, searcher=before)
            for document in written:
                writer.add_document(**fields(document))
            writer.commit()
        sync(directory)
        self._reader.look_again()
        if time.monotonic() - self._learned_at > _LEARN_SECONDS:
            learn(directory, written)
            self._learned_at = time.monotonic()

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Replace everything by `documents`, once all are written; return their number."""
        directory = self._generations.begin()
        index, remaining, total = create_in(str(directory), SCHEMA), iter(documents), 0
        counts: Counter[str] = Counter()
        while True:
            with writing(index) as writer:
                written = write(writer, islice(remaining, _SEGMENT_DOCUMENTS), counts)
                writer.commit(merge=False)
            total += written
            if written < _SEGMENT_DOCUMENTS:
                break
        append(directory, counts)
        self._generations.publish(directory)
        self._reader.forget()
        return total

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
            return answer(snapshot, request)
        except Exception as error:
            _log.warning("the index could not be read", exc_info=error)
            raise _Unreadable("the index cannot be read: rebuild it") from error
