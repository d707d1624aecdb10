"""Queueing: whatever changes a record also notes, in the same transaction, that its document is out of date.

The listener is registered when this module is imported, on every session there is. Statements in bulk pass
it by: whoever writes them calls `queue_records`.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, event, insert, inspect, literal, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from registry.db import UTCDateTime
from registry.models import (
    Authority,
    AuthorityIdentity,
    Contract,
    ContractAuthority,
    ContractSupplier,
    IndexQueue,
    Notice,
    NoticeAuthority,
    NoticeSupplier,
    Service,
    Supplier,
    SupplierName,
)

# For each row that a document is made of: the kind of document, and the column that names its record.
_DOCUMENT_OF: dict[type[Any], tuple[str, str]] = {
    Authority: ("authority", "gss"),
    AuthorityIdentity: ("authority", "gss"),
    Contract: ("contract", "id"),
    ContractAuthority: ("contract", "contract_id"),
    ContractSupplier: ("contract", "contract_id"),
    Notice: ("notice", "id"),
    NoticeAuthority: ("notice", "notice_id"),
    NoticeSupplier: ("notice", "notice_id"),
    Service: ("service", "id"),
    Supplier: ("supplier", "id"),
    SupplierName: ("supplier", "supplier_id"),
}

# For each record whose names are in other documents: those names, and where to find the others' ids.
_Link = tuple[str, InstrumentedAttribute[str], InstrumentedAttribute[Any]]
_NAMED_IN: dict[type[Any], tuple[tuple[str, ...], list[_Link]]] = {
    Authority: (
        ("short_name", "official_name"),
        [
            ("contract", ContractAuthority.contract_id, ContractAuthority.gss),
            ("notice", NoticeAuthority.notice_id, NoticeAuthority.gss),
        ],
    ),
    Service: (
        ("name", "description"),
        [("contract", Contract.id, Contract.service_id), ("notice", Notice.id, Notice.service_id)],
    ),
    Supplier: (
        ("name",),
        [
            ("contract", ContractSupplier.contract_id, ContractSupplier.supplier_id),
            ("notice", NoticeSupplier.notice_id, NoticeSupplier.supplier_id),
        ],
    ),
}


def queue_records(session: Session, kind: str, ids: Iterable[str]) -> None:
    """Queue records whose documents must be written again, within the session's transaction."""
    _queue(session.connection(), {(kind, record_id) for record_id in ids})


@event.listens_for(Session, "after_flush")
def _queue_changes(session: Session, _context: object) -> None:
    changed: set[tuple[str, str]] = set()
    renamed: list[object] = []
    for record in {*session.new, *session.deleted, *filter(session.is_modified, session.dirty)}:
        changed.update(_documents_of(record))
        if record in session.dirty and _is_renamed(record):
            renamed.append(record)
    if changed:
        _queue(session.connection(), changed)
    for record in renamed:
        _queue_where_named(session.connection(), record)


def _documents_of(record: object) -> Iterator[tuple[str, str]]:
    if type(record) in _DOCUMENT_OF:
        kind, column = _DOCUMENT_OF[type(record)]
        # The sum holds the old value too: a name that moves from one supplier to another changes both.
        for record_id in inspect(record).attrs[column].history.sum():
            yield kind, record_id


def _is_renamed(record: object) -> bool:
    names, _ = _NAMED_IN.get(type(record), ((), []))
    return any(inspect(record).attrs[name].history.has_changes() for name in names)


def _queue(connection: Connection, changed: set[tuple[str, str]]) -> None:
    now = datetime.now(UTC)
    rows = [{"kind": kind, "record_id": record_id, "queued_at": now} for kind, record_id in sorted(changed)]
    if rows:
        connection.execute(insert(IndexQueue), rows)


def _queue_where_named(connection: Connection, record: object) -> None:
    now = literal(datetime.now(UTC), UTCDateTime())
    key = inspect(record).identity[0]
    for kind, record_id, naming in _NAMED_IN[type(record)][1]:
        found = select(literal(kind), record_id, now).where(naming == key)
        connection.execute(insert(IndexQueue).from_select(["kind", "record_id", "queued_at"], found))
