"""Records as the one who asks may see them: the public's columns, or those that boroughs and their owner know."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import make_transient

from registry.api.auth import actor
from registry.api.clock import today
from registry.api.session import session
from registry.api.writing import reference
from registry.claims import Claim, Resolved
from registry.filing.contract_columns import set_columns, value_of
from registry.filing.notices import notice_id
from registry.filing.systems import set_columns as set_system_columns
from registry.models import Authority, Contract, Product, Service, Statement, Supplier, System
from registry.provenance import weighed
from registry.visibility import Audience, seen_by
from registry.weighing import Weighed

Fields = Mapping[str, Resolved]
Made = Mapping[tuple[str, str], Statement]


def heard(statements: Sequence[Statement]) -> list[Statement]:
    """Return those statements that the one who asks may see."""
    return seen_by(actor(), statements, today())


def contract_as_seen(contract: Contract, statements: Sequence[Statement]) -> tuple[Contract, Fields]:
    """Return a contract with what the one who asks may know, and its resolved claims."""
    known = heard(statements)
    found = weighed(known)
    if any(each.audience != Audience.public for each in known):
        _set_privately(contract, found)
    return contract, found.fields


def _set_privately(contract: Contract, found: Weighed) -> None:
    """Give a contract read from the database what only some may know, out of the session's reach."""
    fields = found.fields
    make_transient(contract)
    set_columns(contract, fields, reference(), found.set_aside)
    contract.service = session().get(Service, contract.service_id) if contract.service_id else None
    contract.product = session().get(Product, contract.product_id) if contract.product_id else None
    buyers = select(Authority).where(Authority.gss.in_(value_of(fields, "authorities", [])))
    contract.authorities = list(session().scalars(buyers.order_by(Authority.gss)))
    ids = [each["id"] for each in value_of(fields, "suppliers", [])]
    sellers = select(Supplier).where(Supplier.id.in_(_roots(ids)))
    contract.suppliers = list(session().scalars(sellers.order_by(Supplier.id)))


def system_as_seen(system: System, known: Sequence[Statement], fields: Fields) -> None:
    """Give a system read from the database what only some may know, out of the session's reach."""
    make_transient(system)
    set_system_columns(system, known, reference())
    system.product = session().get(Product, system.product_id) if system.product_id else None
    users = select(Authority).where(Authority.gss.in_(value_of(fields, "authorities", [])))
    system.authorities = list(session().scalars(users.order_by(Authority.gss)))
    services = select(Service).where(Service.id.in_(value_of(fields, "services", [])))
    system.services = list(session().scalars(services.order_by(Service.id)))


def _roots(ids: Sequence[str]) -> list[str]:
    found = session().execute(select(Supplier.id, Supplier.merged_into_id).where(Supplier.id.in_(ids)))
    return [merged_into or id_ for id_, merged_into in found]


def sources_of(
    fields: Fields, statements: Sequence[Statement], ocids: Mapping[str, str | None] | None = None
) -> dict[str, Mapping[str, Any]]:
    """Return per field who says it, how far to trust it, and what speaks against it.

    `ocids` are those of the contracts that the statements are about.
    """
    made = {(each.source, each.reference): each for each in statements}
    return {
        name: {
            **_claim(name, field.claim, made, ocids or {}),
            "confidence": field.confidence(today()),
            "confirmed_on": field.confirmed_on,
            "disputes": [_claim(name, claim, made, ocids or {}) for claim in field.disputes],
        }
        for name, field in fields.items()
    }


def _claim(name: str, claim: Claim, made: Made, ocids: Mapping[str, str | None]) -> Mapping[str, Any]:
    statement = made[claim.source, claim.reference]
    return {
        "value": claim.value,
        "source": claim.source,
        "reference": claim.reference,
        "url": _url(claim, statement, ocids.get(statement.subject_id)),
        "said_on": claim.said_on,
        "belief": claim.belief.name,
        "audience": statement.audience,
        "as_written": statement.as_written.get(name),
    }


def _url(claim: Claim, statement: Statement, ocid: str | None) -> str | None:
    """Return where the document can be read."""
    if claim.reference.startswith(("http://", "https://")):
        return claim.reference
    if claim.source in ("authority", "payments"):
        return f"/api/v1/changes?{statement.subject_kind}={statement.subject_id}"
    if claim.source == "contract":
        return f"/api/v1/contracts/{claim.reference}"
    if claim.source == "register" or ":" in claim.reference:
        return f"/api/v1/imports/{claim.reference.partition(':')[0]}/rows"
    return f"/api/v1/notices/{notice_id(ocid or '', claim.reference)}"
