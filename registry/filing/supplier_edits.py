"""What an editor corrects of a supplier, each time on record: the record is what keeps it when notices say other."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.exceptions import CannotMerge
from registry.filing.same_names import join_same_names
from registry.filing.supplier_joins import merge
from registry.filing.supplier_record import Decision, put_on_record
from registry.filing.suppliers import edited_names, rename
from registry.identities import public_id
from registry.models import Supplier, SupplierName
from registry.supplier_names import name_key

COLUMNS = ("name", "parent_id", "is_sme", "is_vcse")


def correct(session: Session, supplier: Supplier, given: Mapping[str, Any], decision: Decision) -> None:
    """Set columns of a supplier, and add `aliases` to its names. What is so already is not put on record."""
    after = {name: given[name] for name in COLUMNS if name in given and given[name] != getattr(supplier, name)}
    before = {name: getattr(supplier, name) for name in after}
    for name, value in after.items():
        setattr(supplier, name, value)
    if "name" in after:
        rename(supplier, after["name"])
    spelt = select(SupplierName.name).where(SupplierName.supplier_id == supplier.id)
    if aliases := sorted(set(given.get("aliases", ())) - set(session.scalars(spelt))):
        before["aliases"], after["aliases"] = [], aliases
        _add_names(session, supplier, aliases)
    if after:
        put_on_record(session, supplier.id, "correct", before, after, decision)


def give_number(session: Session, supplier: Supplier, number: str, decision: Decision) -> Supplier:
    """Return the supplier with a company number that one known only by its name turned out to be.

    A number makes another record, as notices that state it would: the one without is merged into it. Raises
    `CannotMerge` where it has a number, or another has this one.
    """
    if supplier.company_number:
        raise CannotMerge("It has a company number already.")
    numbered_id = public_id("supplier", "GB-COH", number)
    if session.get(Supplier, numbered_id):
        raise CannotMerge(f"Supplier {numbered_id} has this number: merge this one into it.")
    columns = {"name": supplier.name, "is_sme": supplier.is_sme, "is_vcse": supplier.is_vcse}
    numbered = Supplier(id=numbered_id, company_number=number, parent_id=supplier.parent_id, slug="", **columns)
    rename(numbered, supplier.name)
    session.add(numbered)
    session.flush()
    after = {"company_number": number}
    if supplier.id in edited_names(session, [supplier.id]):
        after["name"] = supplier.name
    put_on_record(session, numbered.id, "correct", dict.fromkeys(after), after, decision)
    merge(session, supplier, numbered, decision)
    _add_names(session, numbered, [supplier.name])
    return numbered


def _add_names(session: Session, supplier: Supplier, names: list[str]) -> None:
    session.add_all(SupplierName(supplier_id=supplier.id, name=name, name_key=name_key(name)) for name in names)
    session.flush()
    join_same_names(session, {name_key(name) for name in names})
