"""Which procurements to read, and which of them can still be answered."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import selectinload, undefer

from registry.models import Procurement, ProcurementAuthority
from registry.queries.filters import any_of, between, is_so, ordered

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
    sort: str = "-updated_at",
) -> Select[Procurement]:
    """Return procurements that meet every filter. Bounds are inclusive."""
    query = _PROCUREMENTS.where(
        *any_of(Procurement.service_id, service),
        *any_of(Procurement.stage, stage),
        *between(Procurement.updated_at, updated_after, updated_before),
        *between(Procurement.closes_at, closing_after, closing_before),
        *is_so(Procurement.is_technology, technology),
    )
    if authority is not None:
        covered = select(ProcurementAuthority.ocid).where(ProcurementAuthority.gss.in_(authority))
        query = query.where(Procurement.ocid.in_(covered))
    return ordered(query, sort, SORTS, Procurement.ocid)


def procurement_by_ocid(ocid: str) -> Select[Procurement]:
    """Return one procurement."""
    return _PROCUREMENTS.where(Procurement.ocid == ocid)


def is_answerable(at: datetime) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that an invitation can still be answered at an instant; one without a deadline can."""
    not_closed = or_(Procurement.closes_at >= at, Procurement.closes_at.is_(None))
    return Procurement.is_open, Procurement.first_published_at <= at, not_closed  # type: ignore[return-value]
