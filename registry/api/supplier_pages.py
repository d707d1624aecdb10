"""A supplier as its page shows it: what it holds, who it belongs to, and apart from these what it says of itself."""

from collections.abc import Sequence
from typing import Any

from flask import Response, redirect

from registry.api.clock import today
from registry.api.conditional import conditional
from registry.api.schemas.own_words import OwnWordsSchema
from registry.api.schemas.record import AuthorityRef, SupplierRef, money
from registry.api.schemas.supplier import MergedSupplierSchema, SupplierSchema
from registry.api.session import session
from registry.models import Supplier, SupplierProfile
from registry.queries import supplier_families as families
from registry.queries.supplier_holdings import holdings, holdings_by_authority, holdings_by_end
from registry.queries.suppliers import names_of

_REF, _SUPPLIER, _MERGED = SupplierRef(), SupplierSchema(exclude=("names",)), MergedSupplierSchema()
_AUTHORITY, _OWN_WORDS = AuthorityRef(), OwnWordsSchema()


def shown(supplier: Supplier) -> Response:
    """Return a supplier's page, or the way to the one that it was merged into."""
    if supplier.merged_into_id:
        return redirect(f"/api/v1/suppliers/{supplier.merged_into_id}", 308)  # type: ignore[return-value]
    return conditional(supplier, supplier.id, supplier_page(supplier))


def supplier_page(supplier: Supplier) -> dict[str, Any]:
    """Return all that is known of a supplier that stands for itself."""
    members = session().scalars(families.members_of(supplier.id)).all()
    family = [supplier.id, *(each.id for each in members)]
    parent = session().scalar(families.parent_of(supplier.id)) if supplier.parent_id else None
    owned = session().scalars(families.subsidiaries_of(family).limit(families.MOST))
    return {
        **_SUPPLIER.dump(supplier),
        **{name: _said(name, supplier, members) for name in ("is_sme", "is_vcse")},
        "names": session().scalars(names_of(family)).all(),
        "parent": _REF.dump(parent) if parent else None,
        "subsidiaries": _REF.dump(owned, many=True),
        "merged": _MERGED.dump(members[: families.MOST], many=True),
        **_holdings(supplier.id),
        "own_words": own_words(session().scalar(families.profiles_of(family).limit(1))),
    }


def own_words(profile: SupplierProfile | None) -> dict[str, Any] | None:
    """Return what a supplier says of itself, with who said it and when; None when it says nothing."""
    if profile is None:
        return None
    about = {"supplier": profile.supplier_id, "by": profile.by, "said_at": profile.said_at}
    shown: dict[str, Any] = _OWN_WORDS.dump({**profile.fields, **about})
    return shown


def _said(name: str, supplier: Supplier, members: Sequence[Supplier]) -> bool | None:
    """Return what is published of a supplier; what is published of one merged into it, where it has none."""
    values = (getattr(each, name) for each in (supplier, *members))
    return next((value for value in values if value is not None), None)


def _holdings(supplier_id: str) -> dict[str, Any]:
    on = today()
    by_authority = session().execute(holdings_by_authority(supplier_id, on))
    by_end = session().execute(holdings_by_end(supplier_id, on))
    return {
        **_counted(*session().execute(holdings(supplier_id, on)).one()),
        "by_authority": [
            {"authority": _AUTHORITY.dump(authority), "next_end_on": next_end_on, **_counted(*numbers)}
            for authority, next_end_on, *numbers in by_authority
        ],
        "by_end": [{"year": year if year is None else int(year), "contracts": count} for year, count in by_end],
    }


def _counted(
    contracts: int, running: int, valued: int, pence: int | None, least_vat: str | None, greatest_vat: str | None
) -> dict[str, Any]:
    vat = least_vat if least_vat == greatest_vat else None
    worth = {"amount": money(int(pence)), "currency": "GBP", "vat": vat or "unknown"} if pence is not None else None
    return {
        "contracts": contracts,
        "running": running,
        "annual_value": worth,
        "annual_value_unknown": running - valued,
    }
