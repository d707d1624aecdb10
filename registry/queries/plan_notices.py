"""Which procurements may be a plan's own, and those that members took for it."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Select, select

from registry.models import Procurement, ProcurementAuthority

LEEWAY = timedelta(days=60)
"""How long before a plan was made its notices may have been published.

Authorities often publish that they look for a joint procurement (a pipeline notice, or preliminary market engagement)
before they write the plan down.
"""
MOST_OFFERED = 20


def procurements_to_offer(
    *, authorities: Collection[str], service_id: str, made_at: datetime, answered: Collection[str]
) -> Select[Procurement]:
    """Return procurements that fit a plan made at an instant: the latest first, no more than `MOST_OFFERED`.

    One of its authorities buys, it is for the plan's service, and members have not said yet whether it is theirs.
    """
    theirs = select(ProcurementAuthority.ocid).where(ProcurementAuthority.gss.in_(authorities))
    query = select(Procurement).where(
        Procurement.service_id == service_id,
        Procurement.first_published_at >= made_at - LEEWAY,
        Procurement.ocid.in_(theirs),
        Procurement.ocid.not_in(answered),
    )
    return query.order_by(Procurement.first_published_at.desc(), Procurement.ocid).limit(MOST_OFFERED)


def procurements_by_ocid(ocids: Collection[str]) -> Select[Procurement]:
    """Return procurements, the earliest first."""
    query = select(Procurement).where(Procurement.ocid.in_(ocids))
    return query.order_by(Procurement.first_published_at, Procurement.ocid)
