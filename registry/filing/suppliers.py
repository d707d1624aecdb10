"""Suppliers as they are sighted in notices: known by company number, or else by name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.identities import public_id
from registry.models import ContractSupplier, NoticeSupplier, Supplier, SupplierName
from registry.ocds.parties import Party
from registry.supplier_names import best_name, company_number, name_key


@dataclass(frozen=True, slots=True)
class Sighting:
    """A supplier as one document identifies it."""

    id: str
    """The supplier by its company number, or the one known only by this name."""
    name: str
    company_number: str | None


def sighting(party: Party) -> Sighting:
    """Return which supplier a party is."""
    stated = (each.removeprefix("GB-COH-") for each in party.identifiers if each.startswith("GB-COH-"))
    number = next((found for each in stated if (found := company_number("GB-COH", each))), None)
    known_by = ("GB-COH", number) if number else ("name", name_key(party.name))
    return Sighting(public_id("supplier", *known_by), party.name, number)


def file_suppliers(session: Session, sightings: Iterable[Sighting]) -> dict[str, str]:
    """File sighted suppliers; return which supplier each sighted id stands for now.

    A supplier known only by a name is the numbered one of that name when exactly one has it: which may change
    with a new number, and then every link to it moves.
    """
    sighted = dict.fromkeys(sightings)
    ids = {each.id for each in sighted}
    known = {each.id: each for each in session.scalars(select(Supplier).where(Supplier.id.in_(ids)))}
    names = select(SupplierName).where(SupplierName.supplier_id.in_(ids))
    spelt = {(each.supplier_id, each.name) for each in session.scalars(names)}
    fresh: dict[str, set[str]] = {}
    for each in sighted:
        if each.id not in known:
            known[each.id] = Supplier(id=each.id, name="", slug="", company_number=each.company_number)
            session.add(known[each.id])
        if (each.id, each.name) not in spelt:
            spelt.add((each.id, each.name))
            fresh.setdefault(each.id, set()).add(each.name)
            session.add(SupplierName(supplier_id=each.id, name=each.name, name_key=name_key(each.name)))
    for supplier_id in fresh:
        _name(known[supplier_id], {name for id_, name in spelt if id_ == supplier_id})
    session.flush()
    _merge_same_names(session, {name_key(name) for names in fresh.values() for name in names})
    return {id_: supplier.merged_into_id or id_ for id_, supplier in known.items()}


def _name(supplier: Supplier, names: set[str]) -> None:
    supplier.name = best_name(names)
    words = re.sub(r"[^a-z0-9]+", "-", supplier.name.lower()).strip("-")
    supplier.slug = re.sub(r"-(limited|ltd|plc|llp|inc)\Z", "", words)[:120] or supplier.id


def _merge_same_names(session: Session, keys: set[str]) -> None:
    """Point each supplier known only by one of these names at the one numbered supplier that has it, if one has."""
    numbered: dict[str, set[str]] = {}
    query = select(SupplierName.name_key, Supplier.id).join(Supplier).where(SupplierName.name_key.in_(keys))
    for key, supplier_id in session.execute(query.where(Supplier.company_number.is_not(None))):
        numbered.setdefault(key, set()).add(supplier_id)
    by_name = {public_id("supplier", "name", key): key for key in keys}
    for unnumbered in session.scalars(select(Supplier).where(Supplier.id.in_(by_name))):
        same = numbered.get(by_name[unnumbered.id], set())
        target = next(iter(same)) if len(same) == 1 else None
        if unnumbered.merged_into_id != target:
            unnumbered.merged_into_id = target
            _relink(session, unnumbered.id, target or unnumbered.id)


def _relink(session: Session, sighted_id: str, supplier_id: str) -> None:
    of_contracts = select(ContractSupplier).where(ContractSupplier.sighted_id == sighted_id)
    of_notices = select(NoticeSupplier).where(NoticeSupplier.sighted_id == sighted_id)
    for row in (*session.scalars(of_contracts), *session.scalars(of_notices)):
        row.supplier_id = supplier_id
