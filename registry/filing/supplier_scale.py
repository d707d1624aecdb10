"""Whether suppliers are small, or voluntary, community or social enterprises: the last word that was published."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry.filing.notices import NoticeFacts
from registry.filing.suppliers import sighting
from registry.models import Change, Notice, NoticeSupplier, Supplier
from registry.ocds.parties import Party, suppliers
from registry.ocds.shapes import clean, objects
from registry.releases import unpacked

FIELDS = ("is_sme", "is_vcse")
LOOKED_THROUGH = 20
"""How many of the latest notices are asked for the last word about one supplier; nearly every notice says both."""

Said = dict[str, bool | None]
Read = dict[str, dict[str, Said]]
"""What notices say, by notice and sighted supplier."""


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
    named = list(session.scalars(select(Supplier).where(Supplier.id.in_(ids))))
    doubts = {each: asked for each in named if (asked := _in_doubt(each, read))}
    words = _words(session, [each.id for each in doubts])
    last = {each: _last(session, each.id, words[each.id], read, asked) for each, asked in doubts.items()}
    for supplier, asked in doubts.items():
        for name in asked:
            setattr(supplier, name, last[supplier].get(name))


def _in_doubt(supplier: Supplier, read: Read) -> set[str]:
    """Return the fields of which these notices say other than is known: a word that repeats it changes nothing,
    whether it is the last one or not."""
    now = [of[supplier.id] for of in read.values() if supplier.id in of]
    return {name for name in FIELDS if any(said[name] != getattr(supplier, name) for said in now)}


def _words(session: Session, ids: Iterable[str]) -> Mapping[str, list[_Word]]:
    """Return the latest documents that may speak about each supplier, newest first."""
    found = defaultdict(list)
    newest_first = func.row_number().over(
        partition_by=NoticeSupplier.sighted_id, order_by=(Notice.published_at.desc(), Notice.id.desc())
    )
    named = select(NoticeSupplier.sighted_id, Notice.published_at, Notice.id, newest_first.label("place"))
    named = named.join(Notice, Notice.id == NoticeSupplier.notice_id).where(NoticeSupplier.sighted_id.in_(ids))
    latest = named.subquery()
    for supplier_id, at, notice_id, _ in session.execute(select(latest).where(latest.c.place <= LOOKED_THROUGH)):
        found[supplier_id].append(_Word(at, notice_id))
    edits = select(Change).where(
        Change.subject_kind == "supplier", Change.subject_id.in_(ids), Change.action == "correct"
    )
    for edit in session.scalars(edits):
        found[edit.subject_id].append(_Word(edit.at, str(edit.id), edit.after))
    for of in found.values():
        of.sort(key=lambda each: (each.at, each.key), reverse=True)
    return found


def _last(session: Session, supplier_id: str, words: Iterable[_Word], read: Read, asked: set[str]) -> Said:
    """Return the last word on the fields `asked`; notices that had to be read for it are added to `read`."""
    last: Said = {}
    for word in words:
        if last.keys() == asked:
            break
        if word.said is None and word.key not in read:
            read[word.key] = _said(_sellers(session, word.key))
        said = read[word.key].get(supplier_id, {}) if word.said is None else word.said
        last |= {name: said[name] for name in asked - last.keys() if said.get(name) is not None}
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
