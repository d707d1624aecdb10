"""Products as editors keep them: their names, and the systems that show those."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from registry.filing.knowledge import load_reference
from registry.filing.statements import statements_of
from registry.filing.systems import resolve_systems
from registry.links import link
from registry.models import Change, Product, ProductName, System
from registry.product_names import without_echoes
from registry.renewals import LeadTimes

_COLUMNS = ("name", "maker", "maker_number", "services", "needs", "ends")
_KINDS = {"former_names": "former", "aliases": "alias"}


@dataclass(frozen=True, slots=True)
class Edit:
    """What an editor writes about a product: by whom, when and why."""

    fields: Mapping[str, Any]
    """Columns of a product, `former_names` and `aliases`; only those that are written."""
    by: str
    at: datetime
    note: str | None = None


def create_product(session: Session, id_: str, edit: Edit) -> Product:
    """Add a product and put it on record."""
    columns = {"services": [], "needs": [], "ends": []} | {n: edit.fields[n] for n in _COLUMNS if n in edit.fields}
    product = Product(id=id_, **columns, is_edited=True)
    session.add(product)
    session.flush()
    after = _after({"former_names": [], "aliases": []}, product.name, edit.fields)
    _keep_names(session, product, after)
    session.add(_change(id_, edit, "create", {}, columns | after))
    session.flush()
    return product


def change_product(session: Session, lead_times: LeadTimes, product: Product, edit: Edit) -> bool:
    """Change a product, loaded with its names; return whether anything is different now.

    A new name makes the old one a former name, and the systems of the product show the new one.
    """
    before = names_by_kind(product)
    former = list(edit.fields.get("former_names", before["former_names"]))
    if edit.fields.get("name", product.name) != product.name:
        former.append(product.name)
    after = _after(before, edit.fields.get("name", product.name), {**edit.fields, "former_names": former})
    was = {**{name: getattr(product, name) for name in _COLUMNS}, **before}
    now = {**was, **{name: edit.fields[name] for name in _COLUMNS if name in edit.fields}, **after}
    changed = [name for name in was if was[name] != now[name]]
    if not changed:
        return False
    for name in _COLUMNS:
        setattr(product, name, now[name])
    product.is_edited = True
    flag_modified(product, "name")  # also where only other names change
    _keep_names(session, product, after)
    session.add(_change(product.id, edit, "edit", _only(was, changed), _only(now, changed)))
    session.flush()
    session.expire(product, ["names"])
    if "name" in changed:
        _rename_systems(session, lead_times, product.id, edit)
    return True


def names_by_kind(product: Product) -> dict[str, list[str]]:
    """Return a product's other names: `former_names` and `aliases`."""
    return {field: sorted(each.name for each in product.names if each.kind == kind) for field, kind in _KINDS.items()}


def _after(before: Mapping[str, list[str]], name: str, fields: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the other names that a product has after an edit, sorted: none of them twice, none its present one."""
    wanted = {kind: sorted(fields.get(kind, before[kind])) for kind in _KINDS}
    former = without_echoes(wanted["former_names"], [name])
    return {"former_names": former, "aliases": without_echoes(wanted["aliases"], [name, *former])}


def _keep_names(session: Session, product: Product, names: Mapping[str, Iterable[str]]) -> None:
    rows = [
        {"product_id": product.id, "name": name, "kind": kind}
        for field, kind in _KINDS.items()
        for name in names[field]
    ]
    link(session, ProductName.product_id, [product.id], rows)


def _rename_systems(session: Session, lead_times: LeadTimes, product_id: str, edit: Edit) -> None:
    """Resolve a product's systems anew: what their authority calls them stays, the product's name follows."""
    ids = list(session.scalars(select(System.id).where(System.product_id == product_id)))
    said = statements_of(session, "system", ids)
    resolve_systems(session, load_reference(session, lead_times), said, set(), edit.at, by=edit.by)


def _only(values: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: values[name] for name in names}


def _change(id_: str, edit: Edit, action: str, before: dict[str, Any], after: dict[str, Any]) -> Change:
    return Change(
        at=edit.at,
        by=edit.by,
        action=action,
        subject_kind="product",
        subject_id=id_,
        before=before,
        after=after,
        note=edit.note,
        audience="public",
    )
