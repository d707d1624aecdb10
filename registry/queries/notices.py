"""Which notices to read."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload, undefer

from registry.models import Notice, NoticeAuthority, NoticeSupplier
from registry.queries.filters import any_of, between, ordered

SORTS = {"published_at": Notice.published_at, "closes_at": Notice.closes_at, "value": Notice.value_pence}
_NOTICES = select(Notice).options(
    selectinload(Notice.authorities), selectinload(Notice.suppliers), selectinload(Notice.service)
)


def notices_matching(
    *,
    authority: Sequence[str] | None = None,
    service: Sequence[str] | None = None,
    supplier: Sequence[str] | None = None,
    source: str | None = None,
    stage: Sequence[str] | None = None,
    notice_type: Sequence[str] | None = None,
    ocid: str | None = None,
    release_id: str | None = None,
    technology: bool | None = None,
    published_after: datetime | None = None,
    published_before: datetime | None = None,
    closing_after: datetime | None = None,
    closing_before: datetime | None = None,
    sort: str = "-published_at",
) -> Select[Notice]:
    """Return notices that meet every filter; bounds are inclusive."""
    query = _NOTICES.where(
        *any_of(Notice.service_id, service),
        *any_of(Notice.stage, stage),
        *any_of(Notice.notice_type, notice_type),
        *between(Notice.published_at, published_after, published_before),
        *between(Notice.closes_at, closing_after, closing_before),
    )
    if authority is not None:
        covered = select(NoticeAuthority.notice_id).where(NoticeAuthority.gss.in_(authority))
        query = query.where(Notice.id.in_(covered))
    if supplier is not None:
        named = select(NoticeSupplier.notice_id).where(NoticeSupplier.supplier_id.in_(supplier))
        query = query.where(Notice.id.in_(named))
    exact = {
        Notice.source: source,
        Notice.ocid: ocid,
        Notice.release_id: release_id,
        Notice.is_technology: technology,
    }
    query = query.where(*(column == value for column, value in exact.items() if value is not None))
    return ordered(query, sort, SORTS, Notice.id)


def notice_by_id(notice_id: str) -> Select[Notice]:
    """Return one notice with its release as published."""
    return _NOTICES.where(Notice.id == notice_id).options(undefer(Notice.raw), undefer(Notice.description))


def releases_of(ocids: Sequence[str]) -> Select[Notice]:
    """Return the notices of procurements with their releases, oldest first."""
    query = select(Notice).where(Notice.ocid.in_(ocids)).options(undefer(Notice.raw), undefer(Notice.description))
    return query.order_by(Notice.published_at, Notice.release_id)
