"""The columns of a contract: what is believed of it, made fit to filter and sort by."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from registry.claims import Belief, Resolved
from registry.filing.knowledge import Reference
from registry.models import Contract
from registry.renewals import RUNNING, act_by_on, decides_on
from registry.weighing import SetAside

_AS_SAID = (
    "reference",
    "extension_text",
    "procedure",
    "agreement",
    "framework",
    "lead_months",
)
_DAYS = ("signed_on", "starts_on", "ends_on", "max_ends_on", "review_on", "break_on")


def set_columns(
    contract: Contract, fields: Mapping[str, Resolved], reference: Reference, set_aside: Iterable[SetAside] = ()
) -> None:
    """Set a contract's columns to what is believed of it; those that stay are left alone, which is faster."""
    loaded = vars(contract)  # read through the mapper, columns of a new contract would be looked for first
    columns = _columns(fields, reference) | {"doubts": [each.as_json() for each in set_aside]}
    for name, value in columns.items():
        if name not in loaded or loaded[name] != value:
            setattr(contract, name, value)
    act_by = _act_by_on(contract, reference)
    if "act_by_on" not in loaded or loaded["act_by_on"] != act_by:
        contract.act_by_on = act_by


def _columns(fields: Mapping[str, Resolved], reference: Reference) -> dict[str, Any]:
    decided = value_of(fields, "decision", {})
    return {
        **{name: value_of(fields, name) for name in _AS_SAID},
        **{name: day_of(fields, name) for name in _DAYS},
        "title": value_of(fields, "title", "Untitled"),
        "status": value_of(fields, "status", "awarded"),
        "open_ended": value_of(fields, "open_ended", False),
        "options": value_of(fields, "options", []),
        "cpv": sorted(value_of(fields, "cpv", [])),
        "disputed": sorted(name for name, field in fields.items() if field.disputes),
        **_worth(fields),
        **_purpose(fields, reference),
        "decision": decided.get("decision"),
        "decision_reason": decided.get("reason"),
        "decided_on": date.fromisoformat(decided["decided_on"]) if decided.get("decided_on") else None,
    }


def _act_by_on(contract: Contract, reference: Reference) -> date | None:
    if contract.status not in RUNNING:
        return None
    kind = reference.service_kinds.get(contract.service_id or "")
    return act_by_on(decides_on(contract), reference.lead_times.of(kind, contract.lead_months))


def value_of(fields: Mapping[str, Resolved], name: str, default: Any = None) -> Any:
    """Return the believed value of a field; `default` when no source speaks about it, or one says there is none."""
    value = fields[name].value if name in fields else None
    return default if value is None else value


def day_of(fields: Mapping[str, Resolved], name: str) -> date | None:
    """Return the believed value of a field that is a day."""
    day = value_of(fields, name)
    return date.fromisoformat(day) if day else None


def _worth(fields: Mapping[str, Resolved]) -> dict[str, Any]:
    worth, yearly = value_of(fields, "value", {}), value_of(fields, "annual_value", {})
    return {
        "value_pence": worth.get("pence"),
        "value_with_vat_pence": worth.get("with_vat_pence"),
        "vat": worth.get("vat"),
        "annual_value_pence": yearly.get("pence"),
        "annual_vat": yearly.get("vat"),
        "currency": worth.get("currency") or yearly.get("currency"),
    }


def _purpose(fields: Mapping[str, Resolved], reference: Reference) -> dict[str, Any]:
    service, product = value_of(fields, "service", {}), value_of(fields, "product", {})
    service_id = service.get("id") if service.get("id") in reference.service_kinds else None
    product_id = product.get("id") if product.get("id") in reference.product_names else None
    return {
        "service_id": service_id,
        "service_words": service.get("words", []),
        "product_id": product_id,
        "product_text": product.get("text"),
        "is_technology": _is_technology(fields, bool(service_id or product_id)),
    }


def _is_technology(fields: Mapping[str, Resolved], is_for_something: bool) -> bool:
    """Return what the authority says; else whether some source shows it: one that sees nothing proves nothing."""
    said = fields.get("is_technology")
    if said is None:
        return True
    return bool(said.value) or (is_for_something and said.claim.belief is not Belief.authority)
