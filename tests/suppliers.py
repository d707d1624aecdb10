"""Suppliers for tests: known by name, or by a company number too."""

from datetime import UTC, datetime

from sqlalchemy import select

from registry.filing.supplier_record import Decision
from registry.filing.suppliers import Sighting, file_suppliers
from registry.identities import public_id
from registry.models import ContractSupplier, NoticeSupplier, Supplier, SupplierApart, SupplierName
from registry.supplier_names import name_key

AT = datetime(2026, 9, 2, tzinfo=UTC)
EDITOR = Decision("an editor", AT, "They said so")
NUMBERS = {"Idox": "03914810", "Civica": "01628868", "Capita": "02299747"}


def id_of(name, numbered=False):
    known_by = ("GB-COH", NUMBERS[name]) if numbered else ("name", name_key(name))
    return public_id("supplier", *known_by)


def sight(session, *names, numbered=()):
    """File suppliers known by name, and those `numbered` by their company number too."""
    sighted = [Sighting(id_of(name), name, None) for name in names]
    sighted += [Sighting(id_of(name, True), name, NUMBERS[name]) for name in numbered]
    file_suppliers(session, sighted)
    session.commit()


def supplier(session, name, numbered=False):
    return session.get_one(Supplier, id_of(name, numbered))


def state(session):
    """All that is known of suppliers, less how often it was written."""
    session.flush()
    session.expire_all()
    kept = {}
    for model in (Supplier, SupplierName, SupplierApart, ContractSupplier, NoticeSupplier):
        names = [column.key for column in model.__mapper__.column_attrs if column.key != "version"]
        kept[model.__tablename__] = sorted(
            str([getattr(row, name) for name in names]) for row in session.scalars(select(model))
        )
    return kept
