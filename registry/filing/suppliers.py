"""Suppliers as they are sighted in notices: known by company number, or else by name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.filing.same_names import join_same_names
from registry.identities import public_id
from registry.models import Change, Supplier, SupplierName
from registry.ocds.parties import Party
from registry.supplier_names import best_name, company_number, name_key


@dataclass(frozen=True, slots=True)
class Sighting:
    """A supplier as one document identifies it."""

    id: str
    """The supplier by its company number, or the one known only by this name."""
    name: str
    company_number: str | None


@lru_cache(maxsize=4096)  # each is asked for by its notice, its contract and its size
def sighting(party: Party) -> Sighting:
    """Return which supplier a party is."""
    stated = (each.removeprefix("GB-COH-") for each in party.identifiers if each.startswith("GB-COH-"))
    number = next((found for each in stated if (found := company_number("GB-COH", each))), None)
    known_by = ("GB-COH", number) if number else ("name", name_key(party.name))
    return Sighting(public_id("supplier", *known_by), party.name, number)


def file_suppliers(session: Session, sightings: Iterable[Sighting], *, learn: bool = True) -> dict[str, str]:
    """File sighted suppliers; return which supplier each sighted id stands for now.

    A name that an editor gave stays. A supplier known only by a name may be the numbered one of that name, which
    may change with a new number (`registry.filing.same_names`): then every link to it moves.
    """
    sighted = dict.fromkeys(sightings)
    ids = {each.id for each in sighted}
    known = {each.id: each for each in session.scalars(select(Supplier).where(Supplier.id.in_(ids)))}
    names = select(SupplierName).where(SupplierName.supplier_id.in_(ids))
    spelt: dict[str, set[str]] = {id_: set() for id_ in ids}
    for name in session.scalars(names):
        spelt[name.supplier_id].add(name.name)
    fresh: dict[str, set[str]] = {}
    for each in sighted:
        if each.id not in known:
            known[each.id] = Supplier(id=each.id, name="", slug="", company_number=each.company_number)
            session.add(known[each.id])
        elif not learn:
            continue
        if each.name not in spelt[each.id]:
            spelt[each.id].add(each.name)
            fresh.setdefault(each.id, set()).add(each.name)
            session.add(SupplierName(supplier_id=each.id, name=each.name, name_key=name_key(each.name)))
    chosen = edited_names(session, fresh)
    for supplier_id in fresh:
        rename(known[supplier_id], chosen.get(supplier_id) or best_name(spelt[supplier_id]))
    session.flush()
    join_same_names(session, {name_key(name) for names in fresh.values() for name in names})
    return {id_: supplier.merged_into_id or id_ for id_, supplier in known.items()}


def rename(supplier: Supplier, name: str) -> None:
    """Set a supplier's name, and the slug that is made of it."""
    supplier.name = name
    words = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    supplier.slug = re.sub(r"-(limited|ltd|plc|llp|inc)\Z", "", words)[:120] or supplier.id


def edited_names(session: Session, ids: Iterable[str]) -> dict[str, str]:
    """Return the names that editors gave to suppliers, by id: the last of each, which no notice takes away."""
    edits = select(Change.subject_id, Change.after).where(
        Change.subject_kind == "supplier", Change.subject_id.in_(list(ids)), Change.action == "correct"
    )
    rows = session.execute(edits.order_by(Change.id))
    return {id_: after["name"] for id_, after in rows if "name" in after}
