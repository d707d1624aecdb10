"""The records that watches tell of, each read with the eyes of the one who is told."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from registry.exports.change_words import fields_in_words
from registry.models import Change, Contract, Notice, Plan, Product, Service, Supplier, System, WatchFound
from registry.ocds.notice_types import NOTICE_TYPES
from registry.ocds.shapes import LONDON
from registry.queries.changes import changes_matching
from registry.queries.plans import readable_by
from registry.roles import Actor


@dataclass(frozen=True, slots=True)
class Shown:
    """A record in words, and where it is."""

    title: str
    text: str
    page: str
    path: str


Read = Callable[[Session, Actor, Collection[str]], Iterator[tuple[str, Shown]]]


def shown_records(session: Session, reader: Actor, found: Sequence[WatchFound]) -> dict[tuple[str, str], Shown]:
    """Return the records that were found and that the reader may see now, by kind and id."""
    by_kind: dict[str, set[str]] = {}
    for row in found:
        by_kind.setdefault(row.record_kind, set()).add(row.record_id)
    return {
        (kind, id_): shown
        for kind, ids in by_kind.items()
        if kind in _READERS
        for id_, shown in _READERS[kind](session, reader, ids)
    }


def _notices(session: Session, _reader: Actor, ids: Collection[str]) -> Iterator[tuple[str, Shown]]:
    for row in session.scalars(select(Notice).where(Notice.id.in_(ids))):
        what = NOTICE_TYPES[row.notice_type][0] if row.notice_type in NOTICE_TYPES else f"A notice of {row.stage}"
        text = f"{what} by {row.buyer_name or 'a buyer that it does not name'}, {_day(row.published_at)}."
        if row.closes_at:
            text += f" Answers until {row.closes_at.astimezone(LONDON):%-d %B %Y, %H:%M}."
        page = f"/procurements/{quote(row.ocid, safe='')}#{row.id}"
        yield row.id, Shown(row.title, text, page, f"/api/v1/notices/{row.id}")


def _contracts(session: Session, _reader: Actor, ids: Collection[str]) -> Iterator[tuple[str, Shown]]:
    loaded = select(Contract).options(selectinload(Contract.authorities), selectinload(Contract.suppliers))
    for row in session.scalars(loaded.where(Contract.id.in_(ids), Contract.is_listed)):
        buyers = ", ".join(each.short_name for each in row.authorities) or "an authority not known"
        sellers = ", ".join(each.name for each in row.suppliers) or "a supplier not known"
        ends = f"ends on {row.ends_on:%-d %B %Y}" if row.ends_on else "when it ends is not known"
        text = f"{buyers} buys from {sellers}; {ends}."
        yield row.id, Shown(row.title, text, f"/contracts/{row.id}", f"/api/v1/contracts/{row.id}")


def _changes(session: Session, reader: Actor, ids: Collection[str]) -> Iterator[tuple[str, Shown]]:
    wanted = changes_matching(reader).where(Change.id.in_([int(each) for each in ids if each.isdigit()]))
    rows = session.scalars(wanted).all()
    titles = _titles(session, reader, rows)
    for row in rows:
        # A plan is told of by its title: who may not read it now learns neither that nor what was changed.
        if row.subject_kind == "plan" and ("plan", row.subject_id) not in titles:
            continue
        title = titles.get((row.subject_kind, row.subject_id)) or f"a {row.subject_kind}"
        text = f"{row.by}, {row.action}: {fields_in_words(row.before, row.after)}"
        page = f"/{row.subject_kind}s/{row.subject_id}"
        yield str(row.id), Shown(title, text + (f" {row.note}" if row.note else ""), page, f"/api/v1/changes/{row.id}")


_TITLES: dict[str, tuple[Any, Any]] = {
    "contract": (Contract.id, Contract.title),
    "system": (System.id, System.name),
    "product": (Product.id, Product.name),
    "supplier": (Supplier.id, Supplier.name),
    "plan": (Plan.id, Plan.title),
}


def _titles(session: Session, reader: Actor, rows: Sequence[Change]) -> dict[tuple[str, str], str]:
    titles: dict[tuple[str, str], str] = {}
    for kind, (key, title) in _TITLES.items():
        if ids := {each.subject_id for each in rows if each.subject_kind == kind}:
            wanted = select(key, title).where(key.in_(ids))
            wanted = wanted.where(readable_by(reader)) if kind == "plan" else wanted
            titles |= {(kind, id_): text for id_, text in session.execute(wanted)}
    return titles


def _joint_opportunities(session: Session, _reader: Actor, ids: Collection[str]) -> Iterator[tuple[str, Shown]]:
    services = {each.rpartition("-")[0] for each in ids}
    names = dict(session.execute(select(Service.id, Service.name).where(Service.id.in_(services))).all())
    for id_ in ids:
        name = names.get(id_.rpartition("-")[0], "contracts")
        path = f"joint-opportunities/{quote(id_)}"
        yield id_, Shown(name, "", f"/joint-procurement/{quote(id_)}", f"/api/v1/{path}")


def _day(at: Any) -> str:
    return f"{at.astimezone(LONDON):%-d %B %Y}"


_READERS: dict[str, Read] = {
    "notice": _notices,
    "contract": _contracts,
    "change": _changes,
    "joint_opportunity": _joint_opportunities,
}
