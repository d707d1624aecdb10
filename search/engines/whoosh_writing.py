"""Opening and writing a Whoosh index without its traps."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from whoosh.index import FileIndex, open_dir
from whoosh.writing import SegmentWriter

from search.documents import Document
from search.engines.vocabulary import add_to
from search.engines.whoosh_schema import SCHEMA, fields
from search.exceptions import IndexMissing


def open_index(directory: Path) -> FileIndex:
    try:
        return open_dir(str(directory), schema=SCHEMA)
    except Exception as error:
        raise IndexMissing("the index cannot be opened: rebuild it") from error


@contextmanager
def writing(index: FileIndex) -> Iterator[SegmentWriter]:
    # Not compound: opening a compound segment copies all of it into the memory of each process.
    writer = index.writer(compound=False, timeout=10)
    try:
        yield writer
    finally:
        if not writer.is_closed:
            _give_up(writer)


def _give_up(writer: SegmentWriter) -> None:
    try:
        writer.cancel()
    finally:
        # On a full disk cancelling fails too, and would keep the lock for the life of the process.
        if not writer.is_closed:
            writer.writelock.release()


def write(writer: SegmentWriter, documents: Iterable[Document], counts: Counter[str]) -> int:
    written = 0
    for document in documents:
        writer.add_document(**fields(document))
        add_to(counts, document)
        written += 1
    return written
