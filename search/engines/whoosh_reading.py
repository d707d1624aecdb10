"""Opening a Whoosh index to search it."""

from pathlib import Path

from whoosh.reading import SegmentReader

from search.engines.generations import Generations
from search.engines.newest import Newest
from search.engines.whoosh_segment import Segment
from search.engines.whoosh_snapshot import Leaf, Snapshot
from search.engines.whoosh_writing import open_index


class SnapshotReader(Newest[Snapshot]):
    """Gives the newest snapshot to any number of threads."""

    def __init__(self, generations: Generations) -> None:
        super().__init__(generations)
        self._segments: dict[str, Segment] = {}

    def identify(self, directory: Path) -> int:
        """Return the number of the newest commit."""
        return int(open_index(directory).latest_generation())

    def take(self, directory: Path) -> Snapshot:
        """Open the newest commit."""
        readers = [reader for reader, _ in open_index(directory).reader().leaf_readers() if reader.doc_count_all()]
        leaves = list(map(self._leaf, readers))
        self._segments = {leaf.segment.key: leaf.segment for leaf in leaves}
        return Snapshot(leaves, directory)

    def forget_opened(self) -> None:
        """Decode every segment anew."""
        self._segments = {}

    def _leaf(self, reader: SegmentReader) -> Leaf:
        """Return a segment as it is now, decoded before where it can be: only its deletions change."""
        stored = reader.segment()
        known = self._segments.get(stored.segment_id())
        if known:
            reader.close()
        return Leaf(known or Segment(reader), frozenset(stored.deleted_docs()))
