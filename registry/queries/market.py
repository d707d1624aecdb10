"""Who sells for a service, and which products serve it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, case, func, select

from registry.models import (
    Authority,
    Contract,
    ContractAuthority,
    ContractSupplier,
    Product,
    Supplier,
    System,
    SystemAuthority,
    SystemService,
)
from registry.queries.estates import IN_POUNDS, RUNS


def holdings(
    *, authority: str | None = None, service: str | None = None, product: str | None = None
) -> Select[*tuple[Any, ...]]:
    """Return running contracts, with each supplier and authority: `registry.holdings.Holding` as rows."""
    held = select(
        Contract.id,
        Contract.service_id,
        Contract.ends_on,
        Contract.decision,
        case((IN_POUNDS, Contract.annual_value_pence)),
        ContractSupplier.supplier_id,
        ContractAuthority.gss,
    )
    held = held.select_from(Contract).join(ContractAuthority).join(ContractSupplier, isouter=True).where(*RUNS)
    exact = {ContractAuthority.gss: authority, Contract.service_id: service, Contract.product_id: product}
    return held.where(*(column == value for column, value in exact.items() if value is not None))


def authority_count() -> Select[int]:
    """Return how many authorities are covered."""
    return select(func.count()).select_from(Authority)


def users_by_product(services: Sequence[str]) -> Select[str, str | None, int, int]:
    """Return services, products (None where not known which), and the authorities and systems that use each."""
    used = select(
        SystemService.service_id,
        System.product_id,
        func.count(SystemAuthority.gss.distinct()),
        func.count(System.id.distinct()),
    )
    used = used.select_from(System).join(SystemService).join(SystemAuthority, SystemAuthority.system_id == System.id)
    used = used.where(System.is_listed, System.status != "retired", SystemService.service_id.in_(services))
    return used.group_by(SystemService.service_id, System.product_id)


def authorities_without_system(service: str) -> Select[int]:
    """Return how many authorities no system for a service is known of."""
    known = select(SystemAuthority.gss).join(System).join(SystemService)
    known = known.where(System.is_listed, System.status != "retired", SystemService.service_id == service)
    return select(func.count()).select_from(Authority).where(Authority.gss.not_in(known))


def suppliers_called(ids: Sequence[str]) -> Select[Supplier]:
    """Return suppliers by id."""
    return select(Supplier).where(Supplier.id.in_(ids))


def products_called(ids: Sequence[str]) -> Select[Product]:
    """Return products by id."""
    return select(Product).where(Product.id.in_(ids))
