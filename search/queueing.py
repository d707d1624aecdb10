"""Queueing: whatever changes a record also notes, in the same transaction, that its document is out of date.

The listener is registered when this module is imported, on every session there is. Statements in bulk pass
it by: whoever writes them calls `queue_records`.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, event, insert, literal, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import get_history

from registry.db import UTCDateTime
from registry.models import IndexQueue
from search.dependencies import DOCUMENT_OF, SHOWN_IN

_AT_ONCE = 500
"""Keys in one statement: databases limit them."""


def queue_records(session: Session, kind: str, ids: Iterable[str]) -> None:
    """Queue records whose documents must be written again, within the session's transaction."""
    _queue(session.connection(), {(kind, record_id) for record_id in ids})


@event.listens_for(Session, "after_flush")
def _queue_changes(session: Session, _context: object) -> None:
    changed: set[tuple[str, str]] = set()
    shown: dict[type[Any], set[str]] = {}
    for record in {*session.new, *session.deleted, *filter(session.is_modified, session.dirty)}:
        changed.update(_documents_of(record))
        if _is_shown_elsewhere(session, record):
            shown.setdefault(type(record), set()).update(_values(record, SHOWN_IN[type(record)].key))
    if changed:
        _queue(session.connection(), changed)
    if shown:
        _queue_where_shown(session.connection(), shown)


def _documents_of(record: object) -> Iterator[tuple[str, str]]:
    if type(record) in DOCUMENT_OF:
        kind, column = DOCUMENT_OF[type(record)]
        for record_id in _values(record, column):
            yield kind, record_id


def _values(record: object, column: str) -> Iterator[str]:
    """Yield the value of a column and the old one: a name that moves from one supplier to another changes both."""
    yield from get_history(record, column).sum()


def _is_shown_elsewhere(session: Session, record: object) -> bool:
    """Tell whether other documents show what has changed; nothing shows a record that is new or unused."""
    if type(record) not in SHOWN_IN:
        return False
    attributes = SHOWN_IN[type(record)].attributes
    is_changed = any(get_history(record, name).has_changes() for name in attributes)
    return not attributes or (record in session.dirty and is_changed)


def _queue(connection: Connection, changed: set[tuple[str, str]]) -> None:
    now = datetime.now(UTC)
    rows = [{"kind": kind, "record_id": record_id, "queued_at": now} for kind, record_id in sorted(changed)]
    if rows:
        connection.execute(insert(IndexQueue), rows)


def _queue_where_shown(connection: Connection, shown: Mapping[type[Any], set[str]]) -> None:
    now = literal(datetime.now(UTC), UTCDateTime())
    for model, keys in shown.items():
        ordered = sorted(keys)
        for start in range(0, len(ordered), _AT_ONCE):
            for kind, record_id, where in SHOWN_IN[model].shown_in:
                found = select(literal(kind), record_id, now).where(where(ordered[start : start + _AT_ONCE])).distinct()
                connection.execute(insert(IndexQueue).from_select(["kind", "record_id", "queued_at"], found))
