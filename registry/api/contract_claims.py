"""A correction's body as claims: names become ids, days become text, money is pence already."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from webargs.flaskparser import abort

from registry.api.references import named, product_named
from registry.api.schemas.visibility import NOT_CLAIMS
from registry.api.session import session
from registry.filing.suppliers import Sighting, file_suppliers, sighting
from registry.models import Supplier
from registry.ocds.parties import Party
from registry.supplier_names import company_number


def contract_claims(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a correction says, as a statement keeps it; a name that nothing has is a 422."""
    if body.get("visibility", {}).get("suppliers", "public") != "public":
        _refuse_new_names(body.get("suppliers") or ())
    return {name: _claim(name, value) for name, value in body.items() if name not in NOT_CLAIMS}


def _refuse_new_names(suppliers: Iterable[Mapping[str, Any]]) -> None:
    """Refuse to keep a supplier to oneself that the registry does not know: its page would show its name."""
    if any("name" in each for each in suppliers):
        said = "What is not public may only name suppliers that the registry knows, by id: a new one would show."
        abort(422, messages={"json": {"suppliers": [said]}})


def _claim(name: str, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(value, date):
        return value.isoformat()
    if name == "authorities":
        return sorted({named("authority", each) for each in value})
    if name == "suppliers":
        return _suppliers(value)
    if name == "service":
        return {"id": named("service", value), "words": []}
    if name == "product":
        return product_claim(value)
    return sorted(value) if name == "cpv" else value


def product_claim(word: str) -> dict[str, Any]:
    """Return the claim of a product by its id or one of its names; one that nobody knows is kept as a name."""
    found = product_named(word)
    return {"id": found} if found else {"id": None, "text": word}


def _suppliers(given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    sighted = [_known(each["id"]) if "id" in each else _new(each) for each in given]
    file_suppliers(session(), sighted, learn=False)  # who names a supplier does not rename it
    return [asdict(each) for each in sorted(set(sighted), key=lambda each: (each.id, each.name))]


def _known(word: str) -> Sighting:
    row = session().get_one(Supplier, named("supplier", word))
    return Sighting(row.id, row.name, row.company_number)


def _new(given: Mapping[str, Any]) -> Sighting:
    number = given.get("company_number")
    if number and company_number("GB-COH", number) is None:
        said = f"{number!r} is no number of the Companies House register: 8 characters, as in 01628868 or SC123456."
        abort(422, messages={"json": {"suppliers": [said]}})
    return sighting(Party(given["name"].strip(), (f"GB-COH-{number}",) if number else ()))
