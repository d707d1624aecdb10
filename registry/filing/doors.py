"""Where procurements that are one are linked: each OCID filed is compared with those that share a key with it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, insert, select
from sqlalchemy.orm import Session

from registry.doors.facts import Door, names_of, reference_keys, title_keys
from registry.doors.groups import Pair
from registry.doors.kept import as_json, from_json
from registry.doors.portals import ahead_first, portal_of
from registry.doors.reading import read_door
from registry.doors.rules import SameProcurement, same_procurement
from registry.filing.door_links import relink
from registry.links import link
from registry.models import Notice, Procurement, ProcurementDoor, ProcurementKey
from registry.ocds.dynamic_markets import kind_of
from registry.ocds.shapes import Json

Keys = tuple[set[str], set[str]]
"""Of references, and of the title."""
CROWD = 100
"""How many procurements may share a key: each is compared with all others, so without a bound filing would slow down.

Of 1,377 real releases 66 share the commonest one. What was found before a crowd had gathered stays until it is filed
anew.
"""


def file_doors(
    session: Session,
    rows: Mapping[str, Procurement],
    told: Mapping[str, Sequence[tuple[Notice, Json]]],
    buyers: Mapping[str, frozenset[str]],
    at: datetime,
) -> None:
    """Work out anew to which procurements those of `rows` are linked; all are given by OCID.

    `told` are their notices with the cleaned releases, oldest first; `buyers` covered authorities. What comes of it
    depends on which notices the registry holds and on what people have said, not on the order in which they came,
    but for crowds (`CROWD`).
    """
    doors = {
        ocid: read_door(
            told[ocid],
            ocid=ocid,
            title=row.title,
            authorities=buyers[ocid],
            pence=row.value_pence,
            is_market=kind_of(row.procedure) != "procurement",
        )
        for ocid, row in rows.items()
    }
    keys = {ocid: (reference_keys(door), title_keys(door)) for ocid, door in doors.items()}
    _keep(session, doors, keys)
    pairs = {*_sharing(session, doors, keys), *_named(session, doors)}
    known = doors | read_doors(session, {ocid for pair in pairs for ocid in pair} - doors.keys())
    relink(session, doors, dict(_found(pairs, known)), at)


def read_doors(session: Session, ocids: Collection[str]) -> dict[str, Door]:
    """Return what is kept of procurements, by OCID."""
    if not ocids:
        return {}
    kept = select(ProcurementDoor.ocid, ProcurementDoor.facts).where(ProcurementDoor.ocid.in_(ocids))
    return {ocid: from_json(ocid, facts) for ocid, facts in session.execute(kept)}


def _keep(session: Session, doors: Mapping[str, Door], keys: Mapping[str, Keys]) -> None:
    known = {row.ocid: row for row in session.scalars(select(ProcurementDoor).where(ProcurementDoor.ocid.in_(doors)))}
    new = doors.keys() - known.keys()
    _insert(session, ProcurementDoor, [{"ocid": ocid, "facts": as_json(doors[ocid])} for ocid in new])
    _insert(session, ProcurementKey, [each for ocid in new for each in _key_rows(ocid, keys)])
    for ocid, row in known.items():
        facts = as_json(doors[ocid])
        if row.facts != facts:
            row.facts = facts
    if known:
        link(session, ProcurementKey.ocid, known, (each for ocid in known for each in _key_rows(ocid, keys)))
    session.flush()


def _key_rows(ocid: str, keys: Mapping[str, Keys]) -> list[dict[str, str]]:
    references, titles = keys[ocid]
    return [{"ocid": ocid, "key": key} for key in references | titles]


def _insert(session: Session, model: Any, rows: list[dict[str, Any]]) -> None:
    if rows:  # into the table, not as objects: nobody listens for them, and they are many
        session.execute(insert(model.__table__), rows)


def _sharing(session: Session, doors: Mapping[str, Door], keys: Mapping[str, Keys]) -> Iterator[Pair]:
    """Yield the pairs of procurements that have a key in common; a title's is nothing within one portal.

    A key that a crowd has tells nothing, and is passed over. Who names one of `doors` is found whatever the crowd.
    """
    asked: dict[str, list[tuple[str, bool]]] = {}
    for ocid, (references, titles) in keys.items():
        for key in references | titles:
            asked.setdefault(key, []).append((ocid, key in titles))
    for key in set(session.scalars(_crowded(asked))):
        del asked[key]
    for ocid, door in doors.items():
        for key in names_of(door):
            asked.setdefault(key, []).append((ocid, False))
    held = select(ProcurementKey.key, ProcurementKey.ocid).where(ProcurementKey.key.in_(asked))
    for key, other in session.execute(held):
        for ocid, is_title in asked[key]:
            if ocid != other and not (is_title and portal_of(ocid) == portal_of(other)):
                yield ahead_first((ocid, other))


def _crowded(keys: Collection[str]) -> Select[str]:
    """Return those keys that more procurements have than are compared with each other."""
    of = select(ProcurementKey.key).where(ProcurementKey.key.in_(keys))
    return of.group_by(ProcurementKey.key).having(func.count() > CROWD)


def _named(session: Session, doors: Mapping[str, Door]) -> Iterator[Pair]:
    """Yield the pairs of which one names the other by its OCID, or by the number of a notice."""
    yield from (ahead_first((door.ocid, each)) for door in doors.values() for each in door.earlier | door.prior)
    naming = {number: ocid for ocid, door in doors.items() for number in door.linked_notices}
    if naming:
        held = select(Notice.release_id, Notice.ocid).where(Notice.release_id.in_(naming))
        yield from (ahead_first((naming[number], ocid)) for number, ocid in session.execute(held))


def _found(pairs: Iterable[Pair], doors: Mapping[str, Door]) -> Iterator[tuple[Pair, SameProcurement]]:
    for one, other in pairs:
        if one in doors and other in doors and (found := same_procurement(doors[one], doors[other])):
            yield (one, other), found
