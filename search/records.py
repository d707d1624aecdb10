"""Records: loading what documents are made of, in batches, with all they need and nothing more."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from registry.db import read_only
from registry.models import Authority, Product, Service, Supplier
from search.documents import Document
from search.kinds import KINDS, Column

BATCH = 500

_NAMES: dict[str, tuple[Column, Column]] = {
    "authority": (Authority.gss, Authority.short_name),
    "service": (Service.id, Service.name),
    "supplier": (Supplier.id, Supplier.name),
    "product": (Product.id, Product.name),
}


def shown(session: Session, kind: str, ids: Collection[str]) -> dict[str, Any]:
    """Return the records of a kind that may be found among `ids`, with what a hit shows, by id."""
    of = KINDS[kind]
    found = of.load(session, of.shown.where(of.key.in_(ids), of.searched))
    return {getattr(record, of.key.key): record for record in found}


def titles(session: Session, kind: str, ids: Collection[str]) -> dict[str, str]:
    """Return the titles of the records of a kind that may be found among `ids`, by id."""
    of = KINDS[kind]
    return dict(session.execute(select(of.key, of.title).where(of.key.in_(ids), of.searched)).all())


def names(session: Session, facet: str, values: Collection[str]) -> dict[str, str]:
    """Return what people call the values of a facet; where they are words already, nothing."""
    if facet not in _NAMES:
        return {}
    key, name = _NAMES[facet]
    return dict(session.execute(select(key, name).where(key.in_(values))).all())


def documents(session: Session, kind: str, ids: Collection[str]) -> list[Document]:
    """Return the documents of the records of a kind that there are among `ids` (at most a batch)."""
    if kind not in KINDS:
        return []
    of = KINDS[kind]
    return list(map(of.build, of.load(session, of.indexed.where(of.key.in_(ids), of.searched))))


def all_documents(sessions: sessionmaker[Session]) -> Iterator[Document]:
    """Yield every document, a batch of records in memory at a time, each batch in a short transaction."""
    for of in KINDS.values():
        last = ""
        while True:
            with sessions() as session:
                page = of.indexed.where(of.key > last, of.searched).order_by(of.key).limit(BATCH)
                records = of.load(read_only(session), page)
            yield from map(of.build, records)
            if len(records) < BATCH:
                break
            last = getattr(records[-1], of.key.key)
