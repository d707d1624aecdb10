"""Records: loading what documents are made of, in batches, with all they need and nothing more."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload, selectinload, sessionmaker, undefer

from registry.db import read_only
from registry.models import Authority, Contract, Notice, Service, Supplier
from search.documents import (
    Document,
    authority_document,
    contract_document,
    notice_document,
    service_document,
    supplier_document,
)

Column = InstrumentedAttribute[str]

BATCH = 500


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: its key and title, how it is loaded to be shown and to be indexed, its document."""

    model: type[Any]
    key: Column
    title: Column
    shown: Select[Any]
    indexed: Select[Any]
    build: Callable[[Any], Document | None]


_CONTRACTS = select(Contract).options(
    selectinload(Contract.authorities), selectinload(Contract.suppliers), joinedload(Contract.service)
)
_NOTICES = select(Notice).options(
    selectinload(Notice.authorities), selectinload(Notice.suppliers), joinedload(Notice.service)
)

KINDS = {
    "authority": Kind(
        Authority,
        Authority.gss,
        Authority.official_name,
        select(Authority),
        select(Authority).options(selectinload(Authority.identities)),
        authority_document,
    ),
    "service": Kind(Service, Service.id, Service.name, select(Service), select(Service), service_document),
    "supplier": Kind(
        Supplier,
        Supplier.id,
        Supplier.name,
        select(Supplier),
        select(Supplier).options(selectinload(Supplier.names)),
        supplier_document,
    ),
    "contract": Kind(Contract, Contract.id, Contract.title, _CONTRACTS, _CONTRACTS, contract_document),
    "notice": Kind(
        Notice,
        Notice.id,
        Notice.title,
        _NOTICES,
        _NOTICES.options(undefer(Notice.description)),
        notice_document,
    ),
}

_NAMES: dict[str, tuple[Column, Column]] = {
    "authority": (Authority.gss, Authority.short_name),
    "service": (Service.id, Service.name),
    "supplier": (Supplier.id, Supplier.name),
}


def shown(session: Session, kind: str, ids: Collection[str]) -> dict[str, Any]:
    """Return the records of a kind that there are among `ids`, with what a hit shows, by id."""
    found = session.scalars(KINDS[kind].shown.where(KINDS[kind].key.in_(ids)))
    return {getattr(record, KINDS[kind].key.key): record for record in found}


def titles(session: Session, kind: str, ids: Collection[str]) -> dict[str, str]:
    """Return the titles of the records of a kind that there are among `ids`, by id."""
    return _pairs(session, KINDS[kind].key, KINDS[kind].title, ids)


def names(session: Session, facet: str, values: Collection[str]) -> dict[str, str]:
    """Return what people call the values of a facet; where they are words already, nothing."""
    return _pairs(session, *_NAMES[facet], values) if facet in _NAMES else {}


def documents(session: Session, kind: str, ids: Collection[str]) -> list[Document]:
    """Return the documents of the records of a kind that there are among `ids` (at most a batch)."""
    if kind not in KINDS:
        return []
    found = session.scalars(KINDS[kind].indexed.where(KINDS[kind].key.in_(ids)))
    return list(_built(KINDS[kind], found))


def all_documents(sessions: sessionmaker[Session]) -> Iterator[Document]:
    """Yield every document, a batch of records in memory at a time, each batch in a short transaction."""
    for kind in KINDS.values():
        last = ""
        while True:
            with sessions() as session:
                page = kind.indexed.where(kind.key > last).order_by(kind.key).limit(BATCH)
                records = list(read_only(session).scalars(page))
            yield from _built(kind, records)
            if len(records) < BATCH:
                break
            last = getattr(records[-1], kind.key.key)


def all_versions(sessions: sessionmaker[Session]) -> Iterator[tuple[str, int]]:
    """Yield the document id and version of every record that has a document."""
    with sessions() as session:
        read_only(session)
        for name, kind in KINDS.items():
            found = select(kind.key, kind.model.version)
            if kind.model is Supplier:
                found = found.where(Supplier.merged_into_id.is_(None))
            for record_id, version in session.execute(found.execution_options(yield_per=5000)):
                yield f"{name}:{record_id}", version


def _built(kind: Kind, records: Iterable[Any]) -> Iterator[Document]:
    built = map(kind.build, records)
    return (document for document in built if document is not None)


def _pairs(session: Session, key: Column, value: Column, keys: Collection[str]) -> dict[str, str]:
    return dict(session.execute(select(key, value).where(key.in_(keys))).all())
