"""What is said of a system as claims: names become ids, days become text."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from webargs.flaskparser import abort

from registry.api.references import named, product_named
from registry.api.schemas.visibility import NOT_CLAIMS
from registry.api.session import session
from registry.api.writing import with_audience_of
from registry.models import Contract


def system_said(body: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what a correction says as claims, and the body: a name that is the product's is for who may know it."""
    claims = system_claims(body)
    is_product = "name" in claims and "name" not in body
    return claims, with_audience_of(body, "product", "name") if is_product else dict(body)


def system_claims(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a correction says, as a statement keeps it; a name that nothing has is a 422.

    A product that the registry does not know is kept as the system's name.
    """
    claims = {name: _claim(name, value) for name, value in body.items() if name not in NOT_CLAIMS}
    if claims.get("product") is None and body.get("product"):
        claims = {"name": body["product"], **claims}
    return claims


def _claim(name: str, value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if name == "authorities":
        return sorted({named("authority", each) for each in value})
    if name == "services":
        return sorted({named("service", each) for each in value})
    if name == "product" and value is not None:
        return product_named(value)
    return _known_contracts(value) if name == "contracts" else value


def _known_contracts(ids: list[str]) -> list[str]:
    found = set(session().scalars(select(Contract.id).where(Contract.id.in_(ids))))
    if unknown := sorted(set(ids) - found):
        abort(422, messages={"json": {"contracts": [f"No contract has the id {', '.join(unknown)}."]}})
    return sorted(found)
