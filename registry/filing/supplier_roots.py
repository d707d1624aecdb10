"""Suppliers above suppliers: what each stands for, kept in every row that points at one, and who owns it."""

from collections.abc import Collection, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from registry.models import ContractSupplier, NoticeSupplier, Supplier


def chain_of(session: Session, supplier: Supplier) -> Iterator[Supplier]:
    """Yield a supplier, the one that it was joined to, and so on to the one that all of them stand for."""
    step: Supplier | None = supplier
    while step is not None:
        yield step
        step = session.get(Supplier, step.joined_id) if step.joined_id else None


def owners_of(session: Session, supplier_id: str) -> set[str]:
    """Return the ids of a supplier and of all that own it, each as what it stands for."""
    owners: set[str] = set()
    step = session.get(Supplier, supplier_id)
    while step is not None and step.id not in owners:
        owners.add(step.id)
        next_id = step.merged_into_id or step.parent_id
        step = session.get(Supplier, next_id) if next_id else None
    return owners


def reroot(session: Session, supplier: Supplier) -> None:
    """After a change of its `joined_id`: let a supplier, and all that were joined to it, stand for the right one.

    The suppliers that gained or lost members count a new version: their pages show something else now.
    """
    *_, root = chain_of(session, supplier)
    moved, touched = [], {supplier.merged_into_id or supplier.id, root.id}
    for member in _with_members(session, supplier):
        stands_for = None if member is root else root.id
        if member.merged_into_id != stands_for:
            member.merged_into_id = stands_for
            moved.append(member.id)
    if moved:
        _relink(session, moved, root.id)
        for row in session.scalars(select(Supplier).where(Supplier.id.in_(touched))):
            flag_modified(row, "name")


def _with_members(session: Session, supplier: Supplier) -> Iterator[Supplier]:
    level = [supplier]
    while level:
        yield from level
        joined = select(Supplier).where(Supplier.joined_id.in_([each.id for each in level]))
        level = list(session.scalars(joined.order_by(Supplier.id)))


def _relink(session: Session, sighted_ids: Collection[str], supplier_id: str) -> None:
    # Row by row: what listens to rows, as search does, hears of every contract and notice.
    of_contracts = select(ContractSupplier).where(ContractSupplier.sighted_id.in_(sighted_ids))
    of_notices = select(NoticeSupplier).where(NoticeSupplier.sighted_id.in_(sighted_ids))
    for row in (*session.scalars(of_contracts), *session.scalars(of_notices)):
        row.supplier_id = supplier_id
