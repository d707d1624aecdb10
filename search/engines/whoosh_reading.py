"""Opening a Whoosh index to search it: one snapshot a process, renewed when there is something newer."""

import time
from pathlib import Path
from threading import Lock

from whoosh.index import FileIndex
from whoosh.reading import SegmentReader

from search.engines.generations import Generations
from search.engines.snapshot import Leaf, Snapshot
from search.engines.whoosh_segment import Segment
from search.engines.whoosh_writing import open_index
from search.exceptions import IndexMissing

REFRESH_SECONDS = 1.0
_TRIES, _PAUSE_SECONDS = 5, 0.05


class SnapshotReader:
    """Gives the newest snapshot to any number of threads."""

    def __init__(self, generations: Generations) -> None:
        self._generations = generations
        self._opening = Lock()
        self._snapshot: Snapshot | None = None
        self._identity: tuple[Path, int] | None = None
        self._segments: dict[str, Segment] = {}
        self._checked_at = 0.0

    def current(self) -> Snapshot:
        """Return the snapshot of the newest commit, looked for at most once a second; raises `IndexMissing`."""
        snapshot = self._snapshot
        if snapshot and time.monotonic() - self._checked_at < REFRESH_SECONDS:
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
            self._snapshot, self._segments = None, {}

    def _is_newest(self) -> bool:
        try:
            directory = self._generations.current()
            return (directory, open_index(directory).latest_generation()) == self._identity
        except IndexMissing:
            return False

    def _open(self) -> Snapshot:
        """Open the newest commit; a writer may take its files away meanwhile, for one newer still."""
        for attempt in range(1, _TRIES + 1):
            directory = self._generations.current()
            try:
                return self._take(open_index(directory), directory)
            except Exception as error:
                if attempt == _TRIES:
                    raise IndexMissing("the index cannot be read: rebuild it") from error
            time.sleep(_PAUSE_SECONDS)
        raise AssertionError

    def _take(self, index: FileIndex, directory: Path) -> Snapshot:
        self._identity = (directory, index.latest_generation())
        readers = [reader for reader, _ in index.reader().leaf_readers() if reader.doc_count_all()]
        leaves = list(map(self._leaf, readers))
        self._segments = {leaf.segment.key: leaf.segment for leaf in leaves}
        return Snapshot(leaves, directory)

    def _leaf(self, reader: SegmentReader) -> Leaf:
        """Return a segment as it is now, decoded before where it can be: only its deletions change."""
        stored = reader.segment()
        known = self._segments.get(stored.segment_id())
        if known:
            reader.close()
        return Leaf(known or Segment(reader), frozenset(stored.deleted_docs()))
