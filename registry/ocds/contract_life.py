"""What notices tell of a contract while it runs: changes meant and made, how well it goes, what is paid, why it ended.

The fields are those of the UK extension of OCDS: https://github.com/open-contracting-extensions/ocds_uk_extension.
"""

from collections.abc import Callable
from typing import Any

from registry.ocds.shapes import Json, day, flag, object_at, objects, text, wording
from registry.ocds.values import value

LIFE = ("termination", "proposed_changes", "changes_made", "performance", "performance_failures", "payments")
"""The claims that are made here: notices make them, of payments also authorities' files; nobody confirms them."""
_MOST = 200
"""How many changes, indicators or payments of one notice are kept."""
_WORDS = 2000
"""How much of a reason is kept; the notice has it whole."""
REASONS = {
    "contractCompleted": "the contract was completed",
    "mutuallyAgreed": "both sides agreed",
    "breachOfContract": "a breach of contract",
    "other": "another reason",
}
"""Why a contract ended, by the code of UK11."""


def life_terms(contract: Json, kind: str | None) -> dict[str, Any]:
    """Return the claims that a notice of the type `kind` makes about the life of a contract; none for most types."""
    told = _BY_TYPE.get(kind or "")
    return told(contract) if told else {}


def _changes(contract: Json) -> dict[str, Any]:
    """UK10: a change made is out of the way of what was proposed before; one only proposed changes nothing yet."""
    made = [_change(each) for each in objects(contract, "amendments")][:_MOST]
    proposed = [_change(each) for each in objects(contract, "proposedAmendments")][:_MOST]
    said: dict[str, Any] = {"changes_made": made} if made else {}
    return said | ({"proposed_changes": proposed or None} if made or proposed else {})


def _change(amendment: Json) -> Json:
    period = object_at(amendment, "period")
    return _said(
        on=day(amendment, "date"),
        starts_on=day(period, "startDate"),
        ends_on=day(period, "endDate"),
        max_ends_on=day(period, "maxExtentDate"),
        value=_worth(object_at(amendment, "value")),
        extendable=flag(amendment, "hasRenewal"),
        standstill=flag(amendment, "standstill"),
        reasons=_codes(amendment, "rationaleClassifications"),
        why=wording(amendment, "rationale", _WORDS),
    )


def _termination(contract: Json) -> dict[str, Any]:
    """UK11."""
    if text(contract, "status") != "terminated":
        return {}
    done = object_at(contract, "implementation")
    codes = _codes(contract, "terminationRationaleClassifications")
    said = _said(
        ended_on=day(done, "endDate"),
        reason=", ".join(REASONS.get(code, code) for code in codes),
        reasons=codes,
        why=wording(contract, "statusDetails", _WORDS),
        final_value=_worth(object_at(done, "finalValue")),
    )
    return {"termination": said, **_failures(done)}


def _performance(contract: Json) -> dict[str, Any]:
    """UK9: each indicator as it was last measured, and breaches."""
    done = object_at(contract, "implementation")
    measured = [_measured(metric) for metric in objects(done, "metrics")][:_MOST]
    return ({"performance": measured} if measured else {}) | _failures(done)


def _measured(metric: Json) -> Json:
    observed = list(objects(metric, "observations"))
    latest = max(observed, key=lambda each: text(object_at(each, "period"), "endDate"), default={})
    period, rating = object_at(latest, "period"), object_at(latest, "measureClassification")
    return _said(
        indicator=wording(metric, "title", 1000) or text(metric, "id", 100),
        target=wording(metric, "description", 1000),
        measure=wording(latest, "measure", 1000),
        rating=text(rating, "id", 100),
        rating_in_words=wording(rating, "description", 500),
        starts_on=day(period, "startDate"),
        ends_on=day(period, "endDate"),
    )


def _failures(done: Json) -> dict[str, Any]:
    found = [
        _said(
            category=text(each, "category", 200),
            on=day(object_at(each, "period"), "startDate"),
            requirement=wording(each, "requirement", _WORDS),
            what=wording(each, "description", _WORDS),
        )
        for each in objects(done, "performanceFailures")
    ]
    return {"performance_failures": found[:_MOST]} if found else {}


def _payments(contract: Json) -> dict[str, Any]:
    """UK8, as OCDS writes payments: https://standard.open-contracting.org/latest/en/schema/reference/#transaction."""
    paid = [
        _said(paid_on=day(each, "date"), value=_worth(object_at(each, "value")), id=text(each, "id", 100))
        for each in objects(object_at(contract, "implementation"), "transactions")
    ]
    return {"payments": paid[:_MOST]} if paid else {}


# Payments compliance notices (UK17) tell how quickly an authority pays all its suppliers: nothing of a contract.
_BY_TYPE: dict[str, Callable[[Json], dict[str, Any]]] = {
    "UK8": _payments,
    "UK9": _performance,
    "UK10": _changes,
    "UK11": _termination,
}


def _worth(published: Json) -> Json | None:
    worth = value(published)
    if worth is None:
        return None
    with_vat = worth.with_vat_pence
    return {"pence": worth.pence, "with_vat_pence": with_vat, "vat": worth.vat, "currency": worth.currency}


def _codes(holder: Json, key: str) -> list[str]:
    return [code for each in objects(holder, key) if (code := text(each, "id", 100))]


def _said(**given: Any) -> Json:
    said = {name: each for name, each in given.items() if each not in (None, "", [])}
    return {name: each.isoformat() if hasattr(each, "isoformat") else each for name, each in said.items()}
