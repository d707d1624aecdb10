"""The rule of names: a supplier known only by a name is the numbered one that has it, when exactly one has it."""

from collections.abc import Collection

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from registry.filing.supplier_roots import reroot
from registry.identities import public_id
from registry.models import Supplier, SupplierApart, SupplierName


def join_same_names(session: Session, keys: Collection[str]) -> None:
    """Join each supplier known only by one of these names to the one numbered supplier that has it, if one has.

    Where an editor decided, the rule is silent.
    """
    numbered = _numbered(session, keys)
    by_name = {public_id("supplier", "name", key): key for key in keys}
    apart = _apart(session, by_name)
    undecided = select(Supplier).where(Supplier.id.in_(by_name), Supplier.joined_by.is_(None))
    for unnumbered in session.scalars(undecided).all():
        same = numbered.get(by_name[unnumbered.id], set())
        target = next(iter(same)) if len(same) == 1 else None
        if target and (unnumbered.id, target) in apart:
            target = None
        if unnumbered.joined_id != target:
            unnumbered.joined_id = target
            reroot(session, unnumbered)


def _numbered(session: Session, keys: Collection[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    query = select(SupplierName.name_key, Supplier.id).join(Supplier).where(SupplierName.name_key.in_(keys))
    for key, supplier_id in session.execute(query.where(Supplier.company_number.is_not(None))):
        found.setdefault(key, set()).add(supplier_id)
    return found


def _apart(session: Session, ids: Collection[str]) -> set[tuple[str, str]]:
    """Return pairs that an editor knows to be two, each both ways round."""
    either = or_(SupplierApart.one_id.in_(ids), SupplierApart.other_id.in_(ids))
    rows = session.execute(select(SupplierApart.one_id, SupplierApart.other_id).where(either)).all()
    return {pair for one, other in rows for pair in ((one, other), (other, one))}
