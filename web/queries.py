"""What only the pages read: counts, and records in the order in which people look for them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, selectinload

from registry.models import (
    Authority,
    Contract,
    ContractAuthority,
    CpvCode,
    Notice,
    Service,
    System,
    SystemAuthority,
    SystemContract,
    SystemService,
)
from registry.queries import estates
from registry.queries.contracts import contracts_matching
from registry.queries.estates import IS_TECHNOLOGY
from registry.renewals import RUNNING

_COUNTED = ("contracts", "running", "with_known_end", "past_end", "confirmed_within_year", "disputed")


def contracts_running_first(
    on: date, *, service: str | None = None, authority: str | None = None, supplier: str | None = None
) -> Select[Contract]:
    """Return contracts: those that run by their end, then those past it, with no known end, and ended early.

    Of a supplier all are listed; of a service and an authority only technology.
    """
    wanted = {"service": service, "authority": authority, "supplier": supplier}
    filters: dict[str, Any] = {name: [value] for name, value in wanted.items() if value}
    query = contracts_matching(**filters, technology=None if supplier else True)
    return _running_first(query, on)


def contracts_under(system_id: str, on: date) -> Select[Contract]:
    """Return the contracts under which a system is bought, those that run first."""
    bought = select(SystemContract.contract_id).where(SystemContract.system_id == system_id)
    return _running_first(contracts_matching().where(Contract.id.in_(bought)), on)


def contracts_by_service(gss: str) -> Select[Contract]:
    """Return an authority's technology contracts, service by service, soonest to end first; without a service last."""
    query = contracts_matching(authority=[gss], technology=True)
    query = query.outerjoin(Service, Contract.service_id == Service.id)
    ordered = (Service.name.nulls_last(), Contract.ends_on.nulls_last(), Contract.id)
    return query.order_by(None).order_by(*ordered)


def systems_by_service(gss: str) -> Select[System, Service | None]:
    """Return an authority's systems with each service that they are for, service by service; retired ones last."""
    used = select(System, Service).select_from(System).join(SystemAuthority)
    used = used.outerjoin(SystemService, SystemService.system_id == System.id)
    used = used.outerjoin(Service, Service.id == SystemService.service_id).options(*_SHOWN)
    used = used.where(System.is_listed, SystemAuthority.gss == gss)
    return used.order_by(System.status == "retired", Service.name.nulls_last(), System.name, System.id)


def in_use_first() -> tuple[ColumnElement[Any] | InstrumentedAttribute[str], ...]:
    """Return the order of systems that shows first what is confirmed and in use."""
    return System.status == "retired", System.status == "proposed", System.name, System.id


def estate_counts(gss: str, on: date, confirmed_since: date) -> Select[*tuple[int, ...]]:
    """Return one row of counts of an authority's technology contracts, as `registry.queries.estates` counts them."""
    counts = estates.contract_counts(on, confirmed_since)
    counted = select(*(counts[name].label(name) for name in _COUNTED)).select_from(Contract).join(ContractAuthority)
    return counted.where(*IS_TECHNOLOGY, ContractAuthority.gss == gss)


def services_unknown(gss: str) -> Select[Service]:
    """Return the services for which neither a system nor a contract of an authority is known."""
    used = select(SystemService.service_id).join(System).join(SystemAuthority)
    used = used.where(System.is_listed, SystemAuthority.gss == gss)
    bought = select(Contract.service_id).join(ContractAuthority)
    bought = bought.where(*IS_TECHNOLOGY, Contract.service_id.is_not(None), ContractAuthority.gss == gss)
    return select(Service).where(Service.id.not_in(used), Service.id.not_in(bought)).order_by(Service.name)


def services_called(ids: Sequence[str]) -> Select[Service]:
    """Return services by name."""
    return select(Service).where(Service.id.in_(ids)).order_by(Service.name)


def users_by_product() -> Select[str | None, int]:
    """Return how many authorities use each product."""
    users = func.count(SystemAuthority.gss.distinct())
    used = select(System.product_id, users).join(SystemAuthority)
    used = used.where(System.is_listed, System.status != "retired", System.product_id.is_not(None))
    return used.group_by(System.product_id)


def service_counts() -> Select[Service, int, int]:
    """Return every service with how many contracts are known for it, and of how many authorities."""
    bought = select(
        Contract.service_id,
        func.count(func.distinct(Contract.id)).label("contracts"),
        func.count(func.distinct(ContractAuthority.gss)).label("authorities"),
    )
    bought = bought.join(ContractAuthority).where(*IS_TECHNOLOGY, Contract.service_id.is_not(None))
    of = bought.group_by(Contract.service_id).subquery()
    counts = func.coalesce(of.c.contracts, 0), func.coalesce(of.c.authorities, 0)
    return select(Service, *counts).outerjoin(of, of.c.service_id == Service.id).order_by(Service.name)


def authority_counts() -> Select[Authority, int]:
    """Return every authority with how many technology contracts are known of it."""
    bought = select(ContractAuthority.gss, func.count().label("contracts")).join(Contract).where(*IS_TECHNOLOGY)
    of = bought.group_by(ContractAuthority.gss).subquery()
    counted = select(Authority, func.coalesce(of.c.contracts, 0)).outerjoin(of, of.c.gss == Authority.gss)
    return counted.order_by(Authority.short_name)


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


def _running_first(query: Select[Contract], on: date) -> Select[Contract]:
    past, unknown, over = Contract.ends_on < on, Contract.ends_on.is_(None), Contract.status.not_in(RUNNING)
    return query.order_by(None).order_by(over, unknown, past, Contract.ends_on, Contract.id)


_SHOWN = (
    selectinload(System.product),
    selectinload(System.authorities),
    selectinload(System.services),
    selectinload(System.contracts).selectinload(Contract.suppliers),
)
"""What a row of a system shows."""
