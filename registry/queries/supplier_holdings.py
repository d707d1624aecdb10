"""What a supplier holds: its listed contracts, counted by authority and by the year in which they end."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from registry.models import Authority, Contract, ContractAuthority, ContractSupplier
from registry.queries.estates import YEARLY
from registry.renewals import RUNNING

_YEAR = func.extract("year", Contract.ends_on)


def holdings(supplier_id: str, on: date) -> Select[*tuple[Any, ...]]:
    """Return how many contracts a supplier holds and how many run on a day.

    Then, of those that run: how many state a yearly value in pounds, the sum of these in pence, and the least and
    the greatest of their VAT bases, which are one where all agree.
    """
    return select(*_counts(on)).where(_held(supplier_id))


def holdings_by_authority(supplier_id: str, on: date) -> Select[*tuple[Any, ...]]:
    """Return the authorities that a supplier sells to, most contracts first: each with the next end of one that
    runs, and with the numbers of `holdings`. A joint contract counts for each of its authorities.
    """
    next_end = func.min(Contract.ends_on).filter(_runs(on))
    counted = select(ContractAuthority.gss, next_end.label("next_end_on"), *_counts(on))
    grouped = counted.join(Contract).where(_held(supplier_id)).group_by(ContractAuthority.gss).subquery()
    _, *numbers = grouped.columns
    sells_to = select(Authority, *numbers).join(grouped, grouped.c.gss == Authority.gss)
    return sells_to.order_by(grouped.c.contracts.desc(), Authority.short_name)


def holdings_by_end(supplier_id: str, on: date) -> Select[int | None, int]:
    """Return the years in which a supplier's running contracts end, each with their number; an unknown end last."""
    counted = select(_YEAR, func.count()).where(_held(supplier_id), _runs(on))
    return counted.group_by(_YEAR).order_by(_YEAR.nulls_last())


def buyers_of(supplier_ids: list[str]) -> Select[str, str]:
    """Return which authorities suppliers sell to, as pairs of ids."""
    pairs = select(ContractSupplier.supplier_id, ContractAuthority.gss).distinct()
    sells = pairs.join(ContractAuthority, ContractAuthority.contract_id == ContractSupplier.contract_id)
    return sells.where(ContractSupplier.supplier_id.in_(supplier_ids))


def _held(supplier_id: str) -> ColumnElement[bool]:
    # One contract may name a supplier twice, under two of its names: hence no join.
    held = select(ContractSupplier.contract_id).where(ContractSupplier.supplier_id == supplier_id)
    return and_(Contract.id.in_(held), Contract.is_listed)


def _runs(on: date) -> ColumnElement[bool]:
    return and_(Contract.status.in_(RUNNING), or_(Contract.ends_on.is_(None), Contract.ends_on >= on))


def _counts(on: date) -> list[ColumnElement[Any]]:
    valued = and_(_runs(on), *YEARLY)
    return [
        func.count().label("contracts"),
        func.count().filter(_runs(on)).label("running"),
        func.count().filter(valued).label("valued"),
        func.sum(Contract.annual_value_pence).filter(valued).label("pence"),
        func.min(Contract.annual_vat).filter(valued).label("least_vat"),
        func.max(Contract.annual_vat).filter(valued).label("greatest_vat"),
    ]
