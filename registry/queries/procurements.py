"""Which procurements to read, and which of them can still be answered."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, Text, and_, cast, func, or_, select
from sqlalchemy.orm import selectinload, undefer

from registry.models import Procurement, ProcurementAuthority
from registry.queries.filters import any_of, between, is_so, ordered

SORTS = {
    "updated_at": Procurement.updated_at,
    "closes_at": Procurement.closes_at,
    "value": Procurement.value_pence,
}
ANSWERED_WITHIN = timedelta(days=365)
"""How long after its last notice an invitation whose deadline is in doubt is taken to be open."""
_PROCUREMENTS = select(Procurement).options(
    selectinload(Procurement.authorities), selectinload(Procurement.service), undefer(Procurement.description)
)


def procurements_matching(
    *,
    authority: Sequence[str] | None = None,
    service: Sequence[str] | None = None,
    stage: Sequence[str] | None = None,
    technology: bool | None = None,
    doubtful: bool | None = None,
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
        *is_so(func.json_array_length(Procurement.doubts) > 0, doubtful),
    )
    if authority is not None:
        covered = select(ProcurementAuthority.ocid).where(ProcurementAuthority.gss.in_(authority))
        query = query.where(Procurement.ocid.in_(covered))
    return ordered(query, sort, SORTS, Procurement.ocid)


def procurement_by_ocid(ocid: str) -> Select[Procurement]:
    """Return one procurement."""
    return _PROCUREMENTS.where(Procurement.ocid == ocid)


def is_answerable(at: datetime, row: type[Procurement] = Procurement) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that an invitation can still be answered at an instant.

    One without a deadline can; one whose deadline was set aside had one, so it can for a year at most.
    """
    is_in_doubt = and_(func.json_array_length(row.doubts) > 0, cast(row.doubts, Text).like('%"field": "closes_at"%'))
    is_unsaid = and_(row.closes_at.is_(None), or_(row.updated_at >= at - ANSWERED_WITHIN, ~is_in_doubt))
    not_closed = or_(row.closes_at >= at, is_unsaid)
    return row.is_open, row.first_published_at <= at, not_closed  # type: ignore[return-value]
