"""Telling: what was found, put into words for the holder of a watch, as far as they may see it when they are told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.identities import public_id
from registry.models import WatchFound
from registry.roles import Actor
from watches.kinds import Event
from watches.records import Shown, shown_records


@dataclass(frozen=True, slots=True)
class Told:
    """One thing to tell, in words. Paths begin with a slash and are below the registry's own address."""

    id: str
    """The same for ever, and in every channel: who gets it twice can tell."""
    event: Event
    title: str
    text: str
    page: str
    """For people to read."""
    path: str
    """The record's own, below the API."""
    at: datetime
    """When it was found."""


def told_to(reader: Actor, found: Sequence[WatchFound], session: Session) -> dict[int, Told]:
    """Return in words what was found, by the id of its row; what the reader may not see now is left out."""
    records = shown_records(session, reader, found)
    return {
        row.id: told for row in found if (told := _told(row, records.get((row.record_kind, row.record_id)))) is not None
    }


def latest_found(session: Session, watch_id: str, most: int) -> Sequence[WatchFound]:
    """Return what was found for a watch, newest first."""
    found = select(WatchFound).where(WatchFound.watch_id == watch_id).order_by(WatchFound.id.desc())
    return session.scalars(found.limit(most)).all()


def event_id(watch_id: str, key: str) -> str:
    """Return the id under which something is told of a watch."""
    return f"event_{public_id('watch event', watch_id, key)}"


def _told(row: WatchFound, record: Shown | None) -> Told | None:
    id_ = event_id(row.watch_id, row.key)
    if row.event == Event.test:
        page, path = "/", f"/api/v1/watches/{row.watch_id}"
        return Told(id_, Event.test, "A test", "This watch works.", page, path, row.found_at)
    if record is None:
        return None
    title = f"{_HEADS[Event(row.event)]}{record.title}"
    return Told(id_, Event(row.event), title, _joined((row.why, record.text)), record.page, record.path, row.found_at)


_HEADS = {
    Event.notice: "",
    Event.contract: "Contract: ",
    Event.change: "Changed: ",
    Event.renewal: "Renewal: ",
    Event.retendered: "Perhaps bought again: ",
    Event.joint_opportunity: "Could be replaced together: ",
}


def _joined(parts: Iterable[str]) -> str:
    return " ".join(each for each in parts if each)
