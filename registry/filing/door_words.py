"""What a person says of two procurements: that they are one, or two. It stands until somebody says otherwise."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from registry.doors.portals import ahead_first
from registry.doors.rules import same_procurement
from registry.filing.door_links import relink_pair
from registry.filing.doors import read_doors
from registry.models import Change, Procurement, ProcurementLink, ProcurementLinkWord

_ACTIONS = {True: "link", False: "unlink", None: "retract"}


@dataclass(frozen=True, slots=True)
class Decision:
    """Who says it, for which authority if for one, when and why."""

    by: str
    at: datetime
    gss: str | None = None
    note: str | None = None


def say(
    session: Session, procurement: Procurement, other: Procurement, is_same: bool | None, decision: Decision
) -> None:
    """Keep that two procurements are one, or two: it stands whatever notices say, also when all is worked out anew.

    None takes back what was said, and lets the rules decide. It is put on record for both, and both count a new
    version, so that nobody writes about one of them without having seen it.
    """
    pair = ahead_first((procurement.ocid, other.ocid))
    before = _state(session, pair)
    word = session.get(ProcurementLinkWord, pair)
    if is_same is None:
        if word:
            session.delete(word)
    else:
        word = word or ProcurementLinkWord(first_ocid=pair[0], other_ocid=pair[1])
        word.is_same, word.by, word.said_at, word.note = is_same, decision.by, decision.at, decision.note
        session.add(word)
    session.flush()
    doors = read_doors(session, pair)
    found = same_procurement(doors[pair[0]], doors[pair[1]]) if len(doors) == len(pair) else None
    relink_pair(session, pair, found, decision.at)
    action = _ACTIONS[is_same]
    for one, two in ((procurement, other), (other, procurement)):
        flag_modified(one, "title")
        was, now = ({**state, "other": two.ocid} for state in (before, _state(session, pair)))
        session.add(_change(one.ocid, action, was, now, decision))


def _state(session: Session, pair: tuple[str, str]) -> dict[str, Any]:
    word = session.get(ProcurementLinkWord, pair)
    link = session.get(ProcurementLink, pair)
    return {"is_linked": link is not None and link.is_clear, "said": word.is_same if word else None}


def _change(ocid: str, action: str, before: dict[str, Any], after: dict[str, Any], decision: Decision) -> Change:
    return Change(
        at=decision.at,
        by=decision.by,
        gss=decision.gss,
        action=action,
        subject_kind="procurement",
        subject_id=ocid,
        before=before,
        after=after,
        note=decision.note,
        audience="public",
    )
