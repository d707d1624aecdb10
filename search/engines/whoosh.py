"""Searching with Whoosh: pure Python, files in one directory, nothing to run beside the application."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from whoosh.index import create_in

from search.documents import Document
from search.engines.engine import SearchPage, SearchRequest
from search.engines.generations import Generations, sync
from search.engines.on_disk import OnDisk
from search.engines.vocabulary import Learner, append
from search.engines.whoosh_answer import answer
from search.engines.whoosh_reading import SnapshotReader
from search.engines.whoosh_schema import SCHEMA, fields
from search.engines.whoosh_snapshot import Snapshot
from search.engines.whoosh_writing import open_index, write, writing

FORM = "v3"
"""Raise it when what the index holds changes: one of another form is rebuilt."""

_SEGMENT_DOCUMENTS = 50_000


class WhooshEngine(OnDisk[Snapshot]):
    """A `SearchEngine` over a directory of Whoosh indexes; raises `IndexMisplaced` where that is no place for one."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, FORM)
        self._learner = Learner()

    def open_reader(self, generations: Generations) -> SnapshotReader:
        """Return what gives the newest snapshot."""
        return SnapshotReader(generations)

    def answer(self, snapshot: Snapshot, request: SearchRequest) -> SearchPage:
        """Answer a request from a snapshot."""
        return answer(snapshot, request)

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
        self._learner.learn(directory, written)

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
