"""The links of procurements that are one: what the rules find, less what people deny, and what people say."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from registry.doors.groups import Pair, clear
from registry.doors.rules import SameProcurement
from registry.models import ProcurementLink, ProcurementLinkWord

TITLE = "title"
PERSON = "person"
"""The rule of links that a person made."""
_SAID = "An editor says that they are one."
Row = TypeVar("Row", ProcurementLink, ProcurementLinkWord)


def relink(session: Session, ocids: Collection[str], found: Mapping[Pair, SameProcurement], at: datetime) -> None:
    """Make the links of procurements those that are `found` and that nobody denies, and those that somebody says."""
    words, existing = _about(session, ProcurementLinkWord, ocids), _about(session, ProcurementLink, ocids)
    _settle(session, words, existing, found, at)


def relink_pair(session: Session, pair: Pair, found: SameProcurement | None, at: datetime) -> None:
    """Make one link what is `found` and said of two procurements."""
    word, row = session.get(ProcurementLinkWord, pair), session.get(ProcurementLink, pair)
    _settle(session, {pair: word} if word else {}, {pair: row} if row else {}, {pair: found} if found else {}, at)


def _settle(
    session: Session,
    words: Mapping[Pair, ProcurementLinkWord],
    existing: Mapping[Pair, ProcurementLink],
    found: Mapping[Pair, SameProcurement],
    at: datetime,
) -> None:
    looking_alike = {pair for pair, row in existing.items() if row.rule == TITLE}
    wanted = {pair: each for pair, each in found.items() if pair not in words}
    wanted |= {pair: _as_said(found.get(pair)) for pair, word in words.items() if word.is_same}
    for pair, row in existing.items():
        if pair not in wanted:
            session.delete(row)
    for pair, same in wanted.items():
        row = existing.get(pair) or ProcurementLink(first_ocid=pair[0], other_ocid=pair[1], found_at=at)
        told: dict[str, Any] = {"rule": same.rule, "score": same.score, "reasons": list(same.reasons)}
        if same.rule != TITLE:
            told["is_clear"] = True
        for name, value in told.items():
            if getattr(row, name) != value:
                setattr(row, name, value)
        session.add(row)
    session.flush()
    _clear(session, looking_alike | {pair for pair, same in wanted.items() if same.rule == TITLE})


def _clear(session: Session, changed: Collection[Pair]) -> None:
    """Judge anew which links by title are clear: those of every procurement that has won or lost one."""
    ends = {end for pair in changed for end in pair}
    if not ends:
        return
    near = {pair: row for pair, row in _about(session, ProcurementLink, ends).items() if row.rule == TITLE}
    others = {end for pair in near for end in pair} - ends
    beyond = {pair for pair, row in _about(session, ProcurementLink, others).items() if row.rule == TITLE}
    are_clear = clear(near.keys() | beyond)
    for pair, row in near.items():
        if row.is_clear != (pair in are_clear):
            row.is_clear = pair in are_clear
    session.flush()


def _as_said(found: SameProcurement | None) -> SameProcurement:
    return SameProcurement(PERSON, 1.0, (_SAID, *(found.reasons if found else ())))


def _about(session: Session, model: type[Row], ocids: Collection[str]) -> dict[Pair, Row]:
    of: Any = model
    rows = session.scalars(select(of).where(or_(of.first_ocid.in_(ocids), of.other_ocid.in_(ocids))))
    return {(row.first_ocid, row.other_ocid): row for row in rows}
