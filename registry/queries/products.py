"""Which products to read, and who uses, buys and sells each."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, Text, case, cast, func, or_, select
from sqlalchemy.orm import selectinload

from registry.models import (
    Authority,
    Contract,
    Product,
    ProductName,
    Service,
    Supplier,
    System,
    SystemAuthority,
    SystemContract,
    SystemService,
)
from registry.queries.contracts import contracts_matching
from registry.queries.estates import RUNS, contract_counts, worth_counts
from registry.queries.filters import any_of, is_so, ordered

SORTS = {"name": Product.name, "maker": Product.maker}
_PRODUCTS = select(Product).options(selectinload(Product.names))
_IN_USE = select(System.id).where(System.product_id == Product.id, System.is_listed, System.status != "retired")


def products_matching(
    *,
    name: str | None = None,
    maker: str | None = None,
    service: Sequence[str] | None = None,
    in_use: bool | None = None,
    ids: Sequence[str] | None = None,
    sort: str = "name",
) -> Select[Product]:
    """Return products; `name` matches any part of any name, present, former or other."""
    query = _PRODUCTS.where(*is_so(_IN_USE.exists(), in_use), *any_of(Product.id, ids))
    if name is not None:
        otherwise = select(ProductName.product_id).where(ProductName.name.icontains(name, autoescape=True))
        query = query.where(or_(Product.name.icontains(name, autoescape=True), Product.id.in_(otherwise)))
    if maker is not None:
        query = query.where(Product.maker.icontains(maker, autoescape=True))
    if service is not None:
        query = query.where(or_(*(cast(Product.services, Text).contains(f'"{each}"') for each in service)))
    return ordered(query, sort, SORTS, Product.id)


def product_by_id(product_id: str) -> Select[Product]:
    """Return one product with its names."""
    return _PRODUCTS.where(Product.id == product_id)


def all_products() -> Select[Product]:
    """Return every product with its names."""
    return _PRODUCTS.order_by(Product.id)


def ends_of_support() -> Select[str, list[dict[str, Any]]]:
    """Return the products of which an end of support is known, with those ends."""
    return select(Product.id, Product.ends).where(func.json_array_length(Product.ends) > 0)


def supplier_numbered(company_number: str) -> Select[Supplier]:
    """Return the supplier with a number at Companies House, or the one that it was merged into."""
    meant = select(func.coalesce(Supplier.merged_into_id, Supplier.id)).where(Supplier.company_number == company_number)
    return select(Supplier).where(Supplier.id.in_(meant))


def users_of(product_id: str) -> Select[str, str, str, Authority]:
    """Return the listed systems of a product, id, name and status, with each authority that uses them."""
    used = (
        select(System.id, System.name, System.status, Authority)
        .select_from(System)
        .join(SystemAuthority)
        .join(Authority)
    )
    used = used.where(System.product_id == product_id, System.is_listed)
    return used.order_by(System.status == "retired", Authority.short_name, System.id)


def user_counts(product_id: str) -> Select[int, int]:
    """Return how many listed systems a product has that are not retired, and how many authorities use one."""
    counted = select(func.count(System.id.distinct()), func.count(SystemAuthority.gss.distinct()))
    counted = counted.select_from(System).join(SystemAuthority, isouter=True)
    return counted.where(System.product_id == product_id, System.is_listed, System.status != "retired")


def next_ends(system_ids: Sequence[str], on: date) -> Select[str, date | None]:
    """Return the first end still to come among the running contracts of each system."""
    first = select(SystemContract.system_id, func.min(Contract.ends_on)).join(Contract)
    first = first.where(SystemContract.system_id.in_(system_ids), *RUNS, Contract.ends_on >= on)
    return first.group_by(SystemContract.system_id)


def contracts_for(product_id: str, on: date) -> Select[Contract]:
    """Return the contracts for a product: those that run first, the soonest to end of them first."""
    runs = case((Contract.status.in_(("awarded", "active")), 0), else_=1)
    past = func.coalesce(Contract.ends_on < on, False)
    query = contracts_matching(product=[product_id]).order_by(None)
    return query.order_by(runs, past, Contract.ends_on.is_(None), Contract.ends_on, Contract.id)


def contract_summary(product_id: str, on: date, confirmed_since: date) -> Select[*tuple[Any, ...]]:
    """Return one row of counts and values of the contracts for a product."""
    columns = {**contract_counts(on, confirmed_since), **worth_counts()}
    counted = select(*(column.label(name) for name, column in columns.items()))
    return counted.select_from(Contract).where(Contract.product_id == product_id)


def services_served(product_id: str, listed: Sequence[str]) -> Select[Service]:
    """Return the services that a product is for, as `listed`, and those that its systems are used for."""
    used = select(SystemService.service_id).join(System).where(System.product_id == product_id, System.is_listed)
    return select(Service).where(or_(Service.id.in_(listed), Service.id.in_(used))).order_by(Service.name)
