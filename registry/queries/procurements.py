"""Which procurements to read, and which of them can still be answered."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import selectinload, undefer

from registry.models import Procurement, ProcurementAuthority
from registry.queries.filters import any_of, between, ordered

SORTS = {
    "updated_at": Procurement.updated_at,
    "closes_at": Procurement.closes_at,
    "value": Procurement.value_pence,
}
_PROCUREMENTS = select(Procurement).options(
    selectinload(Procurement.authorities), selectinload(Procurement.service), undefer(Procurement.description)
)


def procurements_matching(
    *,
    authority: Sequence[str] | None = None,
    service: Sequence[str] | None = None,
    stage: Sequence[str] | None = None,
    technology: bool | None = None,
    updated_after: datetime | None = None,
    updated_before: datetime | None = None,
    closing_after: datetime | None = None,
    closing_before: datetime | None = None,
    value_min: int | None = None,
    value_max: int | None = None,
    above_threshold: bool | None = None,
    sme: bool | None = None,
    sort: str = "-updated_at",
) -> Select[Procurement]:
    """Return procurements that meet every filter. Bounds are inclusive; values in pence, kept when unknown."""
    query = _PROCUREMENTS.where(
        *any_of(Procurement.service_id, service),
        *any_of(Procurement.stage, stage),
        *between(Procurement.updated_at, updated_after, updated_before),
        *between(Procurement.closes_at, closing_after, closing_before),
        *between(Procurement.value_pence, value_min, value_max, keep_unknown=True),
    )
    if authority is not None:
        covered = select(ProcurementAuthority.ocid).where(ProcurementAuthority.gss.in_(authority))
        query = query.where(Procurement.ocid.in_(covered))
    exact = {
        Procurement.is_technology: technology,
        Procurement.above_threshold: above_threshold,
        Procurement.suits_sme: sme,
    }
    query = query.where(*(column == value for column, value in exact.items() if value is not None))
    return ordered(query, sort, SORTS, Procurement.ocid)


def procurement_by_ocid(ocid: str) -> Select[Procurement]:
    """Return one procurement."""
    return _PROCUREMENTS.where(Procurement.ocid == ocid)


def open_on(query: Select[Procurement], at: datetime) -> Select[Procurement]:
    """Keep only invitations that can still be answered at an instant; those that name no deadline are kept."""
    not_closed = or_(Procurement.closes_at >= at, Procurement.closes_at.is_(None))
    return query.where(Procurement.is_open, Procurement.first_published_at <= at, not_closed)
