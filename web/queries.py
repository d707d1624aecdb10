"""What only the pages read: counts for the front page, and contracts in the order in which people look for them."""

from datetime import date, datetime

from sqlalchemy import Select, func, select

from registry.models import Authority, Contract, ContractAuthority, CpvCode, Notice, Service
from registry.queries.contracts import contracts_matching
from registry.renewals import RUNNING


def contracts_running_first(
    on: date, *, service: str | None = None, authority: str | None = None, supplier: str | None = None
) -> Select[Contract]:
    """Return contracts: those that run by their end, then those past it, with no known end, and ended early."""
    wanted = {"service": service, "authority": authority, "supplier": supplier}
    query = contracts_matching(**{name: [value] for name, value in wanted.items() if value})  # type: ignore[arg-type]
    past, unknown, over = Contract.ends_on < on, Contract.ends_on.is_(None), Contract.status.not_in(RUNNING)
    return query.order_by(None).order_by(over, unknown, past, Contract.ends_on, Contract.id)


def contracts_by_service(gss: str) -> Select[Contract]:
    """Return an authority's contracts, service by service, soonest to end first; without a service last."""
    query = contracts_matching(authority=[gss]).outerjoin(Service, Contract.service_id == Service.id)
    ordered = (Service.name.nulls_last(), Contract.ends_on.nulls_last(), Contract.id)
    return query.order_by(None).order_by(*ordered)


def service_counts() -> Select[Service, int, int]:
    """Return every service with how many contracts are known for it, and of how many authorities."""
    bought = select(
        Contract.service_id,
        func.count(func.distinct(Contract.id)).label("contracts"),
        func.count(func.distinct(ContractAuthority.gss)).label("authorities"),
    )
    bought = bought.join(ContractAuthority).where(Contract.service_id.is_not(None)).group_by(Contract.service_id)
    of = bought.subquery()
    counts = func.coalesce(of.c.contracts, 0), func.coalesce(of.c.authorities, 0)
    return select(Service, *counts).outerjoin(of, of.c.service_id == Service.id).order_by(Service.name)


def authority_counts() -> Select[Authority, int]:
    """Return every authority with how many contracts are known of it."""
    counted = select(Authority, func.count(ContractAuthority.contract_id)).outerjoin(ContractAuthority)
    return counted.group_by(Authority.gss).order_by(Authority.short_name)


def notices_kept(source: str) -> Select[int]:
    """Return how many notices of a portal are kept."""
    return select(func.count()).select_from(Notice).where(Notice.source == source)


def latest_notice(source: str) -> Select[datetime]:
    """Return when the latest notice of a portal was published."""
    newest = select(Notice.published_at).where(Notice.source == source)
    return newest.order_by(Notice.published_at.desc(), Notice.id.desc()).limit(1)


def cpv_named(codes: list[str]) -> Select[CpvCode]:
    """Return CPV codes with what they are called."""
    return select(CpvCode).where(CpvCode.code.in_(codes)).order_by(CpvCode.code)
