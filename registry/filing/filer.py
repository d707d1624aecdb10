"""Filing notices in batches: the whole of what reading a portal, or rebuilding, does to the registry."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker, undefer

from registry.filing.knowledge import Knowledge
from registry.filing.notices import read_notice
from registry.filing.procurement_file import file_procurements
from registry.models import Notice, Procurement
from registry.releases import unpacked

BATCH = 200
"""Procurements read together when everything is worked out anew."""


def refile_all(sessions: sessionmaker[Session], knowledge: Knowledge) -> Iterator[int]:
    """Work everything out anew from the releases as kept, yielding how many procurements are done so far.

    Each batch is one transaction: cut off at any moment, the registry is whole, and running again finishes.
    """
    done, last = 0, ""
    while True:
        with sessions.begin() as session:
            after = select(Procurement.ocid).where(Procurement.ocid > last).order_by(Procurement.ocid).limit(BATCH)
            ocids = list(session.scalars(after))
            if not ocids:
                return
            refile(session, knowledge, ocids, datetime.now(UTC))
        done, last = done + len(ocids), ocids[-1]
        yield done


def refile(session: Session, knowledge: Knowledge, ocids: Sequence[str], at: datetime) -> None:
    """Work some procurements out anew from their releases as kept."""
    query = select(Notice).where(Notice.ocid.in_(ocids)).options(undefer(Notice.raw), undefer(Notice.description))
    notices = list(session.scalars(query))
    facts = {notice.id: read_notice(unpacked(notice.raw), knowledge) for notice in notices}
    file_procurements(session, knowledge, notices, facts, at)
