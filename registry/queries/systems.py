"""Which systems to read: who uses what."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import CompoundSelect, Select, Text, cast, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, selectinload

from registry.models import (
    Contract,
    ContractSupplier,
    Product,
    ProductName,
    System,
    SystemAuthority,
    SystemContract,
    SystemService,
)
from registry.queries.filters import any_of, between, is_so, ordered

SORTS = {"name": System.name, "first_used_on": System.first_used_on, "confirmed_on": System.confirmed_on}
_SYSTEMS = select(System).options(
    selectinload(System.product),
    selectinload(System.authorities),
    selectinload(System.services),
    selectinload(System.contracts).selectinload(Contract.suppliers),
)


def systems_matching(
    *,
    product: Sequence[str] | None = None,
    service: Sequence[str] | None = None,
    authority: Sequence[str] | None = None,
    supplier: Sequence[str] | None = None,
    contract: str | None = None,
    status: Sequence[str] | None = None,
    name: str | None = None,
    confirmed_since: date | None = None,
    disputed: bool | None = None,
    has_open_api: bool | None = None,
    sort: str = "name",
) -> Select[System]:
    """Return systems that meet every filter; `name` matches any part of theirs or of any name of their product.

    `supplier` matches those who sell one: the suppliers of the contracts it is bought under.
    """
    query = _SYSTEMS.where(
        System.is_listed,
        *any_of(System.product_id, product),
        *any_of(System.status, status),
        *between(System.confirmed_on, confirmed_since, None),
        *is_so(func.json_array_length(System.disputed) > 0, disputed),
        *is_so(System.has_open_api, has_open_api),
    )
    linked: list[tuple[InstrumentedAttribute[str], InstrumentedAttribute[str], Sequence[str] | None]] = [
        (SystemAuthority.system_id, SystemAuthority.gss, authority),
        (SystemService.system_id, SystemService.service_id, service),
        (SystemContract.system_id, SystemContract.contract_id, [contract] if contract else None),
    ]
    for system_id, column, values in linked:
        if values is not None:
            query = query.where(System.id.in_(select(system_id).where(column.in_(values))))
    if supplier is not None:
        sold = select(ContractSupplier.contract_id).where(ContractSupplier.supplier_id.in_(supplier))
        query = query.where(System.id.in_(select(SystemContract.system_id).where(SystemContract.contract_id.in_(sold))))
    if name is not None:
        query = query.where(or_(System.name.icontains(name, autoescape=True), System.product_id.in_(_called(name))))
    return ordered(query, sort, SORTS, System.id)


def system_by_id(system_id: str) -> Select[System]:
    """Return one system with all that its page shows."""
    return _SYSTEMS.where(System.id == system_id)


def successors_of(system_id: str) -> Select[System]:
    """Return the systems that say they took over from this one."""
    # The JSON list is read as text: an id has 13 letters and digits, which no other id holds.
    return select(System).where(cast(System.replaces, Text).like(f'%"{system_id}"%'), System.is_listed)


def _called(name: str) -> CompoundSelect[str]:
    now = select(Product.id).where(Product.name.icontains(name, autoescape=True))
    return now.union(select(ProductName.product_id).where(ProductName.name.icontains(name, autoescape=True)))
