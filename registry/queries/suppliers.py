"""Which suppliers to read, and what they hold."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, selectinload

from registry.models import Contract, ContractAuthority, ContractSupplier, Supplier, SupplierName
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
    service: list[str] | None = None,
    parent: list[str] | None = None,
    is_sme: bool | None = None,
    is_vcse: bool | None = None,
    sort: str = "name",
) -> Select[Supplier]:
    """Return suppliers; `name` matches any part of any spelling, `authority` those who sell to one of them.

    `service` takes those who hold a contract for one of these, `parent` the companies that one of these owns.
    """
    query = _SUPPLIERS.where(
        Supplier.merged_into_id.is_(None), *_said(Supplier.is_sme, is_sme), *_said(Supplier.is_vcse, is_vcse)
    )
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
    if service is not None:
        sells = select(ContractSupplier.supplier_id).join(Contract, Contract.id == ContractSupplier.contract_id)
        query = query.where(Supplier.id.in_(sells.where(Contract.is_listed, Contract.service_id.in_(service))))
    if parent is not None:
        owners = select(Supplier.id).where(_stands_for.in_(parent))
        query = query.where(Supplier.id.in_(select(_stands_for).where(Supplier.parent_id.in_(owners))))
    if has_contracts is not None:
        holds = Supplier.id.in_(select(ContractSupplier.supplier_id))
        query = query.where(holds if has_contracts else ~holds)
    return ordered(query, sort, SORTS, Supplier.id)


def supplier_by_id(supplier_id: str) -> Select[Supplier]:
    """Return one supplier, by id or slug, the numbered one first where two share a slug."""
    query = _SUPPLIERS.where(or_(Supplier.id == supplier_id, Supplier.slug == supplier_id))
    return query.order_by(Supplier.merged_into_id.is_not(None), Supplier.company_number.is_(None), Supplier.id).limit(1)


def names_of(family: Collection[str]) -> Select[str]:
    """Return every spelling under which a supplier, or one merged into it, was published."""
    spelt = select(SupplierName.name).where(SupplierName.supplier_id.in_(family))
    return spelt.distinct().order_by(SupplierName.name)


def _said(column: InstrumentedAttribute[bool | None], wanted: bool | None) -> list[ColumnElement[bool]]:
    """Return the condition that a supplier is said to be something; one merged into it may say it in its place."""
    if wanted is None:
        return []
    by_member = select(Supplier.merged_into_id).where(Supplier.merged_into_id.is_not(None), column.is_(wanted))
    return [or_(column.is_(wanted), and_(column.is_(None), Supplier.id.in_(by_member)))]
