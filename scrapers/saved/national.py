"""The national notices of an authority by their references, and the contracts that came of them."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models import Contract, Notice, NoticeAuthority
from registry.ocds.shapes import object_at, text
from registry.releases import unpacked
from scrapers.saved.references import LONGEST, key, names


class NationalNotices:
    """Which procurements of an authority carry which tender ids, as its notices have them now."""

    def __init__(self, session: Session, gss: str) -> None:
        """Read the notices of an authority, once for all pages of an import."""
        of_authority = select(NoticeAuthority.notice_id).where(NoticeAuthority.gss == gss)
        query = select(Notice.ocid, Notice.raw).where(Notice.id.in_(of_authority))
        self._tenders: set[tuple[str, str]] = set()
        for ocid, raw in session.execute(query.execution_options(yield_per=100)):
            tender_id = text(object_at(unpacked(raw), "tender"), "id", LONGEST)
            if tender_id and not tender_id.startswith("ocds-"):
                self._tenders.add((ocid, key(tender_id)))

    def named(self, reference: str) -> set[str]:
        """Return the OCIDs of the procurements that a reference names."""
        wanted = key(reference)
        return {ocid for ocid, tender_id in self._tenders if names(wanted, tender_id)}


def contracts_of(session: Session, ocids: set[str]) -> tuple[list[str], set[str]]:
    """Return the contracts that are the only one of their procurement, and the procurements that have several."""
    if not ocids:
        return [], set()
    query = select(Contract.id, Contract.ocid).where(Contract.ocid.in_(ocids), Contract.merged_into_id.is_(None))
    found = session.execute(query.order_by(Contract.id)).all()
    many = {str(ocid) for ocid, number in Counter(ocid for _, ocid in found).items() if number > 1}
    return [id_ for id_, ocid in found if ocid not in many], many
