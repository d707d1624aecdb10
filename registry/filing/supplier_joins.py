"""Suppliers merged and split by an editor: every step is on record, and splitting restores what was before."""

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from registry.exceptions import CannotMerge
from registry.filing.same_names import join_same_names
from registry.filing.supplier_record import Decision, put_on_record
from registry.filing.supplier_roots import chain_of, reroot
from registry.models import Change, Supplier, SupplierApart, SupplierName


def merge(session: Session, supplier: Supplier, into: Supplier, decision: Decision, *, force: bool = False) -> None:
    """Join a supplier to the one that it is; `split` takes this back.

    Two company numbers are two companies by law, so that merging them needs `force`: a company may get a new
    number. Raises `CannotMerge`.
    """
    _check(session, supplier, into, force)
    _decide(session, supplier, "merge", (into.id, decision.by), decision)
    reroot(session, supplier)


def split(session: Session, supplier: Supplier, decision: Decision) -> None:
    """Take a supplier out of the one that it was joined to.

    What an editor merged is again as it was before. What only its name had joined stays apart for good, until an
    editor merges it. Raises `CannotMerge`.
    """
    if supplier.joined_id is None:
        raise CannotMerge("It was not merged: it stands for itself.")
    left = supplier.joined_id
    kept_by = _kept_apart_by(session, supplier) if supplier.joined_by else decision.by
    _decide(session, supplier, "split", (None, kept_by), decision)
    if kept_by is None:
        join_same_names(session, _keys(session, supplier))
        if supplier.joined_id == left:  # its name would bring it straight back
            supplier.joined_id, supplier.joined_by = None, decision.by
    reroot(session, supplier)


def keep_apart(session: Session, supplier: Supplier, other: Supplier, decision: Decision) -> None:
    """Put on record that two suppliers with like names are two: nobody is asked again. Raises `CannotMerge`."""
    if (supplier.merged_into_id or supplier.id) == (other.merged_into_id or other.id):
        raise CannotMerge("The two are one now: split them.")
    one_id, other_id = sorted((supplier.id, other.id))
    if session.get(SupplierApart, (one_id, other_id)):
        return
    session.add(SupplierApart(one_id=one_id, other_id=other_id, by=decision.by))
    flag_modified(supplier, "name")
    put_on_record(session, supplier.id, "apart", {"apart_from": None}, {"apart_from": other.id}, decision)


def _check(session: Session, supplier: Supplier, into: Supplier, force: bool) -> None:
    if supplier is into:
        raise CannotMerge("It cannot be merged into itself.")
    if supplier.joined_id == into.id:
        raise CannotMerge("It is merged into that one already.")
    if supplier.joined_id and supplier.joined_by:
        raise CannotMerge(f"It was merged into {supplier.joined_id}: split it first.")
    if supplier in chain_of(session, into):
        raise CannotMerge("That one was merged into this one: split that one first.")
    if supplier.company_number and not into.company_number:
        raise CannotMerge("This one has a company number and that one has none: merge that one into this one.")
    if supplier.company_number and not force:
        raise CannotMerge(
            "Two company numbers are two companies: if one owns the other, set `parent`. If a company got a new "
            "number, send `force: true`."
        )


def _decide(
    session: Session, supplier: Supplier, action: str, joined: tuple[str | None, str | None], decision: Decision
) -> None:
    before = {"joined_id": supplier.joined_id, "joined_by": supplier.joined_by}
    supplier.joined_id, supplier.joined_by = joined
    put_on_record(session, supplier.id, action, before, dict(zip(before, joined, strict=True)), decision)


def _kept_apart_by(session: Session, supplier: Supplier) -> str | None:
    """Return the editor who kept a supplier apart before another merged it; None when its name decided."""
    merges = select(Change).where(Change.subject_kind == "supplier", Change.subject_id == supplier.id)
    last = session.scalars(merges.where(Change.action == "merge").order_by(Change.id.desc()).limit(1)).first()
    kept_by: str | None = last.before["joined_by"] if last else None
    return kept_by


def _keys(session: Session, supplier: Supplier) -> set[str]:
    return set(session.scalars(select(SupplierName.name_key).where(SupplierName.supplier_id == supplier.id)))
