"""Which authorities to read, and what we know of each."""

from datetime import date, datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import selectinload

from registry.models import Authority, Contract, ContractAuthority, Notice, NoticeAuthority
from registry.queries.estates import IS_TECHNOLOGY
from registry.queries.filters import ordered
from registry.renewals import RUNNING

SORTS = {"name": Authority.short_name, "gss": Authority.gss}


def authorities_matching(
    *, name: str | None = None, kind: str | None = None, region: str | None = None, sort: str = "name"
) -> Select[Authority]:
    """Return authorities; `name` matches any part of the official or short name."""
    query = select(Authority)
    if name is not None:
        either = (Authority.short_name, Authority.official_name)
        query = query.where(or_(*(column.icontains(name, autoescape=True) for column in either)))
    exact = {Authority.kind: kind, Authority.region: region}
    query = query.where(*(column == value for column, value in exact.items() if value is not None))
    return ordered(query, sort, SORTS, Authority.gss)


def authority_by_code(code: str) -> Select[Authority]:
    """Return one authority, by GSS code or slug, with the identities it publishes under."""
    found = or_(Authority.gss == code, Authority.slug == code)
    return select(Authority).where(found).options(selectinload(Authority.identities))


def estate_counts(gss: str, on: date) -> Select[int, int, int, int]:
    """Return how many technology contracts an authority has; how many run, have a known end, and are past it."""
    runs, past = Contract.status.in_(RUNNING), Contract.ends_on < on
    counted = select(
        func.count(),
        func.count().filter(runs),
        func.count().filter(runs, Contract.ends_on.is_not(None)),
        func.count().filter(runs, past),
    )
    counted = counted.select_from(Contract).join(ContractAuthority)
    return counted.where(*IS_TECHNOLOGY, ContractAuthority.gss == gss)


def notice_counts(gss: str) -> Select[int, datetime | None]:
    """Return how many notices an authority has published, and when the latest was."""
    counted = select(func.count(), func.max(Notice.published_at)).select_from(Notice).join(NoticeAuthority)
    return counted.where(NoticeAuthority.gss == gss)
