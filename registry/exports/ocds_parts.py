"""The parts of an OCDS release that need thought: who takes part, until when, for how much."""

from datetime import date, datetime, time
from typing import Any

from registry.exports.columns import Linked
from registry.ocds.shapes import LONDON

Json = dict[str, Any]


def known(**fields: Any) -> Json:
    """Return the fields that hold something: what is unknown is left out, as OCDS has it."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}


def buyer_party(authority: Any, linked: Linked) -> Json:
    """Return an authority as a party: known by its code in the list GB-LAE of org-id.guide, else by its GSS code."""
    scheme = "GB-LAE" if authority.lae else None
    identifier = known(
        scheme=scheme,
        id=authority.lae or authority.gss,
        legalName=authority.official_name,
        uri=linked.url(f"authorities/{authority.gss}"),
    )
    id_ = f"{scheme}-{authority.lae}" if scheme else authority.gss
    return {"id": id_, "name": authority.short_name, "identifier": identifier, "roles": ["buyer"]}


def supplier_party(supplier: Any, linked: Linked) -> Json:
    """Return a supplier as a party: known by its number at Companies House (GB-COH), else by our id."""
    scheme = "GB-COH" if supplier.company_number else None
    identifier = known(
        scheme=scheme,
        id=supplier.company_number or supplier.id,
        legalName=supplier.name if scheme else None,
        uri=linked.url(f"suppliers/{supplier.id}"),
    )
    id_ = f"{scheme}-{supplier.company_number}" if scheme else supplier.id
    return {"id": id_, "name": supplier.name, "identifier": identifier, "roles": ["supplier"]}


def reference(party: Json) -> Json:
    """Return a party as other parts refer to it."""
    return {"id": party["id"], "name": party["name"]}


def period(row: Any) -> Json:
    """Return a contract's term; its last day counts to its last second, in London."""
    return known(
        startDate=at(row.starts_on),
        endDate=at(row.ends_on, time(23, 59, 59)),
        maxExtentDate=at(row.max_ends_on, time(23, 59, 59)),
    )


def at(day: date | None, moment: time = time.min) -> str | None:
    """Return a moment of a day in London, ISO 8601 with its offset."""
    return datetime.combine(day, moment, LONDON).isoformat() if day else None


def value(row: Any) -> Json:
    """Return what a contract is worth: `amount` is without VAT or on an unknown basis, `amountGross` with it.

    `amountGross` is a field of the UK extension.
    """
    if row.value_pence is None:
        return {}
    gross = row.value_pence if row.vat == "included" else row.value_with_vat_pence
    return known(
        amount=None if row.vat == "included" else row.value_pence / 100,
        amountGross=None if gross is None else gross / 100,
        currency=row.currency,
    )


def items(row: Any) -> list[Json]:
    """Return what is bought, as one item with its CPV codes; we do not know which of several is the main one."""
    codes = [{"scheme": "CPV", "id": code} for code in row.cpv]
    if not codes:
        return []
    return [
        {"id": "1", "classification": codes[0]} if len(codes) == 1 else {"id": "1", "additionalClassifications": codes}
    ]
