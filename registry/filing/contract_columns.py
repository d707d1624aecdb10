"""The columns of a contract: what is believed of it, made fit to filter and sort by."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from registry.claims import Belief, Resolved
from registry.filing.knowledge import Reference
from registry.models import Contract
from registry.renewals import RUNNING, act_by_on

_AS_SAID = (
    "reference",
    "status",
    "extension_text",
    "procedure",
    "agreement",
    "framework",
)
_DAYS = ("signed_on", "starts_on", "ends_on", "max_ends_on", "review_on")


def set_columns(contract: Contract, fields: Mapping[str, Resolved], reference: Reference) -> None:
    """Set a contract's columns to what is believed of it."""
    for name in _AS_SAID:
        setattr(contract, name, value_of(fields, name))
    for name in _DAYS:
        setattr(contract, name, day_of(fields, name))
    contract.title = value_of(fields, "title") or "Untitled"
    contract.status = contract.status or "awarded"
    contract.open_ended = value_of(fields, "open_ended", False)
    contract.options = value_of(fields, "options", [])
    contract.cpv = sorted(value_of(fields, "cpv", []))
    contract.is_listed = not value_of(fields, "is_rejected", False) and contract.merged_into_id is None
    contract.disputed = sorted(name for name, field in fields.items() if field.disputes)
    _set_worth(contract, fields)
    _set_purpose(contract, fields, reference)
    decided = value_of(fields, "decision", {})
    contract.decision, contract.decision_reason = decided.get("decision"), decided.get("reason")
    contract.decided_on = date.fromisoformat(decided["decided_on"]) if decided.get("decided_on") else None
    lead_months = reference.lead_times.of(reference.service_kinds.get(contract.service_id or ""))
    contract.act_by_on = act_by_on(contract.ends_on, lead_months) if contract.status in RUNNING else None


def value_of(fields: Mapping[str, Resolved], name: str, default: Any = None) -> Any:
    """Return the believed value of a field; `default` when no source speaks about it, or one says there is none."""
    value = fields[name].value if name in fields else None
    return default if value is None else value


def day_of(fields: Mapping[str, Resolved], name: str) -> date | None:
    """Return the believed value of a field that is a day."""
    day = value_of(fields, name)
    return date.fromisoformat(day) if day else None


def _set_worth(contract: Contract, fields: Mapping[str, Resolved]) -> None:
    worth, yearly = value_of(fields, "value", {}), value_of(fields, "annual_value", {})
    contract.value_pence, contract.value_with_vat_pence = worth.get("pence"), worth.get("with_vat_pence")
    contract.vat = worth.get("vat")
    contract.annual_value_pence, contract.annual_vat = yearly.get("pence"), yearly.get("vat")
    contract.currency = worth.get("currency") or yearly.get("currency")


def _set_purpose(contract: Contract, fields: Mapping[str, Resolved], reference: Reference) -> None:
    service, product = value_of(fields, "service", {}), value_of(fields, "product", {})
    known = service.get("id") in reference.service_kinds
    contract.service_id, contract.service_words = service.get("id") if known else None, service.get("words", [])
    contract.product_id = product.get("id") if product.get("id") in reference.product_names else None
    contract.product_text = product.get("text")
    contract.is_technology = _is_technology(fields, bool(contract.service_id or contract.product_id))


def _is_technology(fields: Mapping[str, Resolved], is_for_something: bool) -> bool:
    """Return what the authority says; else whether some source shows it: one that sees nothing proves nothing."""
    said = fields.get("is_technology")
    if said is None:
        return True
    return bool(said.value) or (is_for_something and said.claim.belief is not Belief.authority)
