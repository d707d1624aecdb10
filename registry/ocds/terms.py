"""The terms of a contract as one notice states them: status, days, options, value."""

from typing import Any

from registry.ocds.shapes import Json, day, flag, object_at, objects, text, wording
from registry.ocds.values import value

Terms = dict[str, Any]
"""Claims by field, days and amounts as JSON keeps them; None where a source says that there is nothing."""


def agreed_terms(award: Json, contract: Json, tender: Json, under: str) -> Terms:
    """Return what an award or contract notice says was agreed, under the regime `under`."""
    period = object_at(contract, "period") or object_at(award, "contractPeriod") or object_at(tender, "contractPeriod")
    renewal = object_at(contract, "renewal") or object_at(award, "renewal")
    said = _said(
        status=_status(award, contract, under),
        signed_on=day(contract, "dateSigned"),
        value=_worth(object_at(contract, "value") or object_at(award, "value"), under),
        **_span(period),
        extension_text=wording(renewal, "description", 5000),
    )
    if contract and under == "procurement_act" and "ends_on" in said and "max_ends_on" not in said:
        # The form of a contract details notice asks for options: silence says that there are none.
        return {"max_ends_on": None, "extension_text": None, **said}
    return said


def changed_terms(contract: Json) -> Terms:
    """Return what a change (UK10) or termination (UK11) notice says: never the start, which it gives as its own day.

    Amendments that are only proposed are not yet said of the contract.
    """
    if text(contract, "status") == "terminated":
        ended_on = day(object_at(contract, "implementation"), "endDate")
        return _said(status="terminated", ends_on=ended_on, max_ends_on=ended_on)
    period = object_at(contract, "period")
    for amendment in objects(contract, "amendments"):
        period = {**period, **object_at(amendment, "period")}
    return _said(
        status="active",
        **(_span(period) | {"starts_on": None}),
        extension_text=wording(object_at(contract, "renewal"), "description", 5000),
        value=_worth(object_at(contract, "value"), "procurement_act"),
    )


def planned_terms(tender: Json, lot: Json) -> Terms:
    """Return what a tender notice says of the contract for a lot."""
    renewal = wording(object_at(lot, "renewal"), "description", 5000)
    return _said(**tender_terms(tender), **_span(object_at(lot, "contractPeriod")), extension_text=renewal)


def tender_terms(tender: Json) -> Terms:
    """Return what any notice says through its tender: the buyer's reference and the procedure."""
    own = text(tender, "id", 300)
    # Without a reference of the buyer's own, Find a Tender repeats the OCID.
    reference = "" if own.startswith("ocds-") else own
    return _said(reference=reference, procedure=text(tender, "procurementMethodDetails", 500))


def agreement_terms(release: Json) -> Terms:
    """Return whether a notice sets up a framework, or calls off from one, and from which.

    A call-off names its framework as a related process, by OCID or title, or says so in its procedure alone.
    """
    tender = object_at(release, "tender")
    related = [each for each in objects(release, "relatedProcesses") if "framework" in _relationships(each)]
    procedure = text(tender, "procurementMethodDetails", 500).casefold()
    if related or "call-off" in procedure or "under framework" in procedure:
        named = (text(each, "title", 500) or text(each, "identifier", 500) for each in related)
        ocid = framework_ocid(release)
        return _said(agreement="call_off", framework=next(filter(None, named), ""), framework_ocid=ocid)
    if flag(object_at(tender, "techniques"), "hasFrameworkAgreement"):
        return {"agreement": "framework"}
    return {}


def framework_ocid(release: Json) -> str:
    """Return the OCID of the framework that a procurement calls off from; nothing where no OCID is given."""
    related = (each for each in objects(release, "relatedProcesses") if "framework" in _relationships(each))
    named = (text(each, "identifier", 200) for each in related if text(each, "scheme", 20) == "ocid")
    return next(filter(None, named), "")


def _relationships(related: Json) -> list[Any]:
    stated = related.get("relationship")
    return stated if isinstance(stated, list) else [stated]


def _span(period: Json) -> Terms:
    days = {"starts_on": "startDate", "ends_on": "endDate", "max_ends_on": "maxExtentDate"}
    return {name: day(period, key) for name, key in days.items()}


def _status(award: Json, contract: Json, under: str) -> str:
    stated = text(contract, "status") or text(award, "status")
    if stated in ("terminated", "cancelled"):
        return stated
    # Under the 2023 Act an award comes before the contract; an older award notice reports one that was signed.
    signed = bool(contract) or under != "procurement_act"
    return "active" if signed and stated not in ("pending", "planned") else "awarded"


def _worth(published: Json, under: str) -> Terms | None:
    worth = value(published, net_by_law=under == "previous")
    if worth is None:
        return None
    amounts = {"pence": worth.pence, "with_vat_pence": worth.with_vat_pence}
    return {**amounts, "vat": worth.vat, "currency": worth.currency}


def _said(**terms: Any) -> Terms:
    """Leave out what was not said, and write days as text."""
    said = {name: given for name, given in terms.items() if given not in (None, "")}
    return {name: given.isoformat() if hasattr(given, "isoformat") else given for name, given in said.items()}
