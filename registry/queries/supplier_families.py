"""Suppliers among suppliers: merged ones, parents, what each says of itself, and what may be one."""

from collections.abc import Collection

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from registry.models import Supplier, SupplierApart, SupplierName, SupplierProfile

_stands_for = func.coalesce(Supplier.merged_into_id, Supplier.id)
MOST = 100
"""How many related suppliers are shown."""


def members_of(supplier_id: str) -> Select[Supplier]:
    """Return the suppliers that were merged into one."""
    return select(Supplier).where(Supplier.merged_into_id == supplier_id).order_by(Supplier.name, Supplier.id)


def parent_of(supplier_id: str) -> Select[Supplier]:
    """Return the company that owns a supplier, as the one that it stands for now, unless that is itself."""
    own = aliased(Supplier)
    root = aliased(Supplier)
    linked = select(root).join(Supplier, root.id == _stands_for).join(own, own.parent_id == Supplier.id)
    return linked.where(own.id == supplier_id, root.id != supplier_id)


def subsidiaries_of(family: Collection[str]) -> Select[Supplier]:
    """Return the companies that a supplier owns; `family` are its id and those merged into it."""
    owned = select(_stands_for).where(Supplier.parent_id.in_(family))
    found = select(Supplier).where(Supplier.id.in_(owned.scalar_subquery()), Supplier.id.not_in(family))
    return found.order_by(Supplier.name, Supplier.id)


def profiles_of(family: Collection[str]) -> Select[SupplierProfile]:
    """Return what a supplier, and those merged into it, say about themselves: the newest word first."""
    own = select(SupplierProfile).where(SupplierProfile.supplier_id.in_(family))
    return own.order_by(SupplierProfile.said_at.desc(), SupplierProfile.supplier_id)


def comparable_suppliers(opening: str = "") -> Select[str, str, str | None, str | None]:
    """Return the id, name, key of the name and company number of every supplier that stands for itself.

    The key is None for a name that was never published; the others begin with `opening`.
    """
    spelt = and_(SupplierName.supplier_id == Supplier.id, SupplierName.name == Supplier.name)
    columns = (Supplier.id, Supplier.name, SupplierName.name_key, Supplier.company_number)
    query = select(*columns).outerjoin(SupplierName, spelt).where(Supplier.merged_into_id.is_(None))
    opens = func.substr(SupplierName.name_key, 1, len(opening)) == opening
    return query.where(or_(opens, SupplierName.name_key.is_(None))) if opening else query


def kept_apart() -> Select[str, str]:
    """Return the pairs of suppliers that editors know to be two."""
    return select(SupplierApart.one_id, SupplierApart.other_id)
