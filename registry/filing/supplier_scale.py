"""Whether suppliers are small, or voluntary, community or social enterprises: the last word that was published."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.filing.notices import NoticeFacts
from registry.filing.suppliers import sighting
from registry.models import Change, Notice, NoticeSupplier, Supplier
from registry.ocds.parties import Party, suppliers
from registry.ocds.shapes import clean, objects
from registry.releases import unpacked

FIELDS = ("is_sme", "is_vcse")
LOOKED_THROUGH = 20
"""How many notices are read again for the last word about one supplier; nearly every notice says both."""

Said = dict[str, bool | None]


@dataclass(frozen=True, slots=True)
class _Word:
    """One document that may say it: a notice, or an editor's correction with what it said."""

    at: datetime
    key: str
    said: Said | None = None


def file_scales(session: Session, notices: Sequence[Notice], facts: Mapping[str, NoticeFacts]) -> None:
    """Set what the suppliers of `notices` were last said to be, by any notice that the registry holds or an editor."""
    read = {notice.id: _said(facts[notice.id].suppliers) for notice in notices}
    ids = {supplier_id for of in read.values() for supplier_id in of}
    words = _words(session, ids)
    for supplier in session.scalars(select(Supplier).where(Supplier.id.in_(ids))):
        newest_first = sorted(words[supplier.id], key=lambda each: (each.at, each.key), reverse=True)
        said = _last(session, supplier.id, newest_first, read)
        for name in FIELDS:
            setattr(supplier, name, said.get(name))


def _words(session: Session, ids: Iterable[str]) -> Mapping[str, list[_Word]]:
    """Return the documents that may speak about each supplier."""
    found = defaultdict(list)
    named = select(NoticeSupplier.sighted_id, Notice.published_at, Notice.id).join(
        Notice, Notice.id == NoticeSupplier.notice_id
    )
    for supplier_id, at, notice_id in session.execute(named.where(NoticeSupplier.sighted_id.in_(ids))):
        found[supplier_id].append(_Word(at, notice_id))
    edits = select(Change).where(
        Change.subject_kind == "supplier", Change.subject_id.in_(ids), Change.action == "correct"
    )
    for edit in session.scalars(edits):
        found[edit.subject_id].append(_Word(edit.at, str(edit.id), edit.after))
    return found


def _last(session: Session, supplier_id: str, newest_first: Iterable[_Word], read: dict[str, dict[str, Said]]) -> Said:
    last: Said = {}
    unread = LOOKED_THROUGH
    for word in newest_first:
        if word.said is None and word.key not in read:
            if not unread:
                continue
            unread -= 1
            read[word.key] = _said(_sellers(session, word.key))
        said = read[word.key].get(supplier_id, {}) if word.said is None else word.said
        last |= {name: said[name] for name in FIELDS if name not in last and said.get(name) is not None}
        if len(last) == len(FIELDS):
            break
    return last


def _said(parties: Iterable[Party]) -> dict[str, Said]:
    """Return what parties are said to be, by sighted supplier; of two words in one notice a yes counts."""
    found: dict[str, Said] = {}
    for party in parties:
        said = found.setdefault(sighting(party).id, {})
        for name in FIELDS:
            values = {getattr(party, name), said.get(name)} - {None}
            said[name] = any(values) if values else None
    return found


def _sellers(session: Session, notice_id: str) -> Iterator[Party]:
    release = clean(unpacked(session.scalars(select(Notice.raw).where(Notice.id == notice_id)).one()))
    return (party for award in objects(release, "awards") for party in suppliers(award, release))
