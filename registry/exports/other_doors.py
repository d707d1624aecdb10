"""The other doors of procurements, read in batches."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from registry.doors.groups import by_end, reached
from registry.doors.portals import portal_name
from registry.models import Procurement, ProcurementLink
from registry.queries.procurement_links import links_of

_STEPS = 8
"""How far doors are followed: one procurement has three or four."""


@dataclass(frozen=True, slots=True)
class OtherDoor:
    """Where a procurement is published too."""

    ocid: str
    title: str
    why: tuple[str, ...]
    score: float
    rule: str
    through: str | None
    """The door that it is linked to, where that is not the one that was asked for."""

    @property
    def portal(self) -> str:
        return portal_name(self.ocid)


def other_doors(session: Session, ocids: Collection[str]) -> dict[str, list[OtherDoor]]:
    """Return by OCID the other doors of procurements; those that have none are left out."""
    links: dict[tuple[str, str], ProcurementLink] = {}
    known: set[str] = set()
    asked = set(ocids)
    for _ in range(_STEPS):
        if not asked:
            break
        found = session.scalars(links_of(asked)).all()
        links |= {(each.first_ocid, each.other_ocid): each for each in found}
        known |= asked
        asked = {end for pair in links for end in pair} - known
    ends = by_end(links.values())
    titles = {row.ocid: row for link in links.values() for row in (link.first, link.other)}
    return {ocid: _others(ocid, ends, titles) for ocid in ocids if ocid in ends}


def _others(ocid: str, ends: dict[str, dict[str, ProcurementLink]], rows: dict[str, Procurement]) -> list[OtherDoor]:
    return [
        OtherDoor(
            other, rows[other].title, tuple(link.reasons), link.score, link.rule, None if before == ocid else before
        )
        for other, (before, link) in reached(ocid, ends).items()
    ]
