"""The records that opportunities are read from, by their keys, with all that a list shows of them."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import selectinload, undefer

from registry.models import (
    Contract,
    ContractAuthority,
    ContractSupplier,
    Notice,
    Plan,
    PlanContract,
    PlanMember,
    Procurement,
    Supplier,
)
from registry.queries.estates import RUNS


def procurements_of(ocids: Sequence[str]) -> Select[Procurement]:
    """Return procurements with their buyers and services."""
    shown = selectinload(Procurement.authorities), selectinload(Procurement.service), undefer(Procurement.description)
    return select(Procurement).where(Procurement.ocid.in_(ocids)).options(*shown)


def contracts_of(ids: Sequence[str]) -> Select[Contract]:
    """Return contracts with their buyers, sellers and services."""
    shown = (Contract.authorities, Contract.suppliers, Contract.service)
    return select(Contract).where(Contract.id.in_(ids)).options(*map(selectinload, shown))


def plans_of(ids: Sequence[str]) -> Select[Plan]:
    """Return plans with their members, services, and the buyers and sellers of the contracts that they replace."""
    replaced = selectinload(Plan.contracts).selectinload(PlanContract.contract)
    replaced = replaced.options(selectinload(Contract.authorities), selectinload(Contract.suppliers))
    members = selectinload(Plan.members).selectinload(PlanMember.authority)
    return select(Plan).where(Plan.id.in_(ids)).options(replaced, members, selectinload(Plan.service))


def running_for(pairs: Collection[tuple[str, str]], on: date) -> Select[*tuple[Any, ...]]:
    """Return (service, authority, supplier id) of contracts that run on a day, for pairs of service and authority."""
    found = select(Contract.service_id, ContractAuthority.gss, ContractSupplier.supplier_id).select_from(Contract)
    found = found.join(ContractAuthority).join(ContractSupplier).where(*RUNS)
    # As one text, so that contracts are looked up by their service: those of an authority are many more.
    pair = Contract.service_id + "|" + ContractAuthority.gss
    found = found.where(
        Contract.service_id.in_({service for service, _ in pairs}), pair.in_(["|".join(each) for each in pairs])
    )
    return found.where(or_(Contract.ends_on >= on, Contract.ends_on.is_(None))).distinct()


def suppliers_of(ids: Sequence[str]) -> Select[Supplier]:
    """Return suppliers by name."""
    return select(Supplier).where(Supplier.id.in_(ids)).order_by(Supplier.name, Supplier.id)


def notices_in_order(ocids: Sequence[str]) -> Select[str, str]:
    """Return (OCID, id) of the notices of procurements, the latest of each last."""
    return select(Notice.ocid, Notice.id).where(Notice.ocid.in_(ocids)).order_by(Notice.published_at, Notice.id)


def releases_of(ids: Sequence[str]) -> Select[str, bytes]:
    """Return (OCID, release as kept) of notices."""
    return select(Notice.ocid, Notice.raw).where(Notice.id.in_(ids))
