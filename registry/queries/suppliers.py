"""Which suppliers to read, and what they hold."""

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import selectinload

from registry.models import ContractAuthority, ContractSupplier, Supplier, SupplierName
from registry.queries.filters import ordered

SORTS = {"name": Supplier.name}
_stands_for = func.coalesce(Supplier.merged_into_id, Supplier.id)
_SUPPLIERS = select(Supplier).options(selectinload(Supplier.names))


def suppliers_matching(
    *,
    name: str | None = None,
    company_number: str | None = None,
    authority: list[str] | None = None,
    has_contracts: bool | None = None,
    sort: str = "name",
) -> Select[Supplier]:
    """Return suppliers; `name` matches any part of any spelling, `authority` those who sell to one of them."""
    query = _SUPPLIERS.where(Supplier.merged_into_id.is_(None))
    if name is not None:
        spelt = select(_stands_for).join(SupplierName).where(SupplierName.name.icontains(name, autoescape=True))
        query = query.where(Supplier.id.in_(spelt))
    if company_number is not None:
        query = query.where(Supplier.company_number == company_number)
    if authority is not None:
        sells = select(ContractSupplier.supplier_id).join(
            ContractAuthority, ContractAuthority.contract_id == ContractSupplier.contract_id
        )
        query = query.where(Supplier.id.in_(sells.where(ContractAuthority.gss.in_(authority))))
    if has_contracts is not None:
        holds = Supplier.id.in_(select(ContractSupplier.supplier_id))
        query = query.where(holds if has_contracts else ~holds)
    return ordered(query, sort, SORTS, Supplier.id)


def supplier_by_id(supplier_id: str) -> Select[Supplier]:
    """Return one supplier, by id or slug, the numbered one first where two share a slug."""
    query = _SUPPLIERS.where(or_(Supplier.id == supplier_id, Supplier.slug == supplier_id))
    return query.order_by(Supplier.merged_into_id.is_not(None), Supplier.company_number.is_(None), Supplier.id).limit(1)


def names_of(supplier_id: str) -> Select[str]:
    """Return every spelling under which a supplier, or one merged into it, was published."""
    spelt = select(SupplierName.name).join(Supplier).where(_stands_for == supplier_id)
    return spelt.distinct().order_by(SupplierName.name)


def contract_count(supplier_id: str) -> Select[int]:
    """Return how many contracts a supplier holds."""
    held = select(func.count(func.distinct(ContractSupplier.contract_id)))
    return held.where(ContractSupplier.supplier_id == supplier_id)
