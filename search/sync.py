"""Keeping the index in step with the database: the queue is drained, and all can be written anew.

A queue row goes only when the index has the change on disk: a kill at any moment loses nothing, and repeats
at most one batch.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, sessionmaker

from registry.db import read_only
from registry.models import IndexQueue
from search.documents import ALL_FACETS, Document
from search.engines.engine import SearchEngine, SearchRequest
from search.exceptions import IndexBusy, IndexMissing
from search.queueing import queue_records
from search.records import BATCH, all_documents, documents

__all__ = ["Differences", "check", "drain", "queue_records", "rebuild"]

Progress = Callable[[int], None]
"""Told now and then how many documents are written."""

_TOLD_EVERY = 1000


@dataclass(frozen=True, slots=True)
class Differences:
    """How the index differed from the database, in documents: all were queued to be put right."""

    missing: int
    outdated: int
    left_over: int


def drain(sessions: sessionmaker[Session], engine: SearchEngine, wait: float = 0) -> int:
    """Write what is queued, and return the number of records; a missing index is rebuilt.

    When another process is at it, wait up to `wait` seconds (-1: for ever), and then return 0.
    """
    try:
        with engine.writing(wait):
            if not engine.is_ready():
                return _rebuild(sessions, engine, lambda _done: None)
            return _drain(sessions, engine)
    except IndexBusy:
        return 0


def rebuild(
    sessions: sessionmaker[Session],
    engine: SearchEngine,
    progress: Progress = lambda _done: None,
) -> int:
    """Write every document into a new index, put it in place of the old, and return their number.

    Searches go on meanwhile in the old index.
    """
    with engine.writing(-1):
        return _rebuild(sessions, engine, progress)


def check(sessions: sessionmaker[Session], engine: SearchEngine) -> Differences:
    """Compare each document of the index with that of its record now, and queue what differs.

    What others changed past the queue is found so, whatever it is. An index that is missing, or cannot be read,
    is written anew: then all of it was missing.
    """
    indexed = _indexed(engine)
    if indexed is None:
        return Differences(rebuild(sessions, engine), 0, 0)
    missing, outdated = [], []
    for document in all_documents(sessions):
        known = indexed.pop(document.id, None)
        if known is None:
            missing.append(document.id)
        elif known != document.stamp:
            outdated.append(document.id)
    with sessions.begin() as session:
        for document_id in [*missing, *outdated, *indexed]:
            kind, _, record_id = document_id.partition(":")
            queue_records(session, kind, [record_id])
    return Differences(len(missing), len(outdated), len(indexed))


def _indexed(engine: SearchEngine) -> dict[str, int] | None:
    """Return the stamp of every document of the index by id; None where it cannot be read, or not be searched."""
    try:
        engine.search(SearchRequest(facets=ALL_FACETS))
        return dict(engine.versions())
    except IndexMissing:
        return None


def _rebuild(sessions: sessionmaker[Session], engine: SearchEngine, progress: Progress) -> int:
    with sessions() as session:
        # What is queued by now is in the database, and so will be in the new index.
        queued = list(read_only(session).scalars(select(IndexQueue.id)))
    written = engine.rebuild(_telling(all_documents(sessions), progress))
    _forget(sessions, queued)
    _drain(sessions, engine)
    return written


def _drain(sessions: sessionmaker[Session], engine: SearchEngine) -> int:
    drained = 0
    while True:
        with sessions() as session:
            rows, wanted = _next_batch(read_only(session))
            found = [each for kind, ids in wanted.items() for each in documents(session, kind, ids)]
        if not rows:
            return drained
        there = {each.id for each in found}
        asked = {f"{kind}:{record_id}" for kind, ids in wanted.items() for record_id in ids}
        engine.apply(found, sorted(asked - there))
        _forget(sessions, rows)
        drained += len(asked)


def _next_batch(session: Session) -> tuple[list[int], dict[str, list[str]]]:
    """Return the oldest queue rows, of at most a batch of different records, and those records by kind."""
    oldest = select(IndexQueue.id, IndexQueue.kind, IndexQueue.record_id).order_by(IndexQueue.id).limit(4 * BATCH)
    rows: list[int] = []
    wanted: dict[tuple[str, str], None] = {}
    for row_id, kind, record_id in session.execute(oldest):
        if len(wanted) < BATCH or (kind, record_id) in wanted:
            wanted[kind, record_id] = None
            rows.append(row_id)
    by_kind: dict[str, list[str]] = {}
    for kind, record_id in wanted:
        by_kind.setdefault(kind, []).append(record_id)
    return rows, by_kind


def _forget(sessions: sessionmaker[Session], rows: Sequence[int]) -> None:
    """Delete queue rows, by their ids alone: a lower id can be committed after a higher one was read."""
    remaining = iter(rows)
    while chunk := list(islice(remaining, BATCH)):
        with sessions.begin() as session:
            session.execute(delete(IndexQueue).where(IndexQueue.id.in_(chunk)))


def _telling(found: Iterable[Document], progress: Progress) -> Iterator[Document]:
    for done, document in enumerate(found, 1):
        yield document
        if done % _TOLD_EVERY == 0:
            progress(done)
