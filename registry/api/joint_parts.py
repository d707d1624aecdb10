"""What a joint opportunity is made of: what each contract needs, the threshold, and the days of a procurement."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from registry.api.joint_names import Names
from registry.api.schemas.record import money
from registry.joint.members import Member, whole_life_pence, worth_position
from registry.joint.scores import YEARS, Facts
from registry.joint_procurement import JointOpportunity
from registry.ocds.shapes import LATEST
from registry.renewing.term_ends import latest_on
from registry.timetable import timetable


def member_shown(member: Member, names: Names) -> dict[str, Any]:
    candidate = member.candidate
    return {
        "contract": names.contract(candidate.id),
        "authorities": names.authorities_of(candidate.authorities),
        "suppliers": names.suppliers_of(candidate.suppliers),
        "product": names.products.get(candidate.product_id or ""),
        "ends_on": candidate.ends_on,
        "latest_on": latest_on(candidate) if candidate.ends else None,
        "open_ended": candidate.open_ended,
        "lead_months": member.lead_months,
        "ready_on": member.ready_on,
        "act_by_on": member.act_by_on,
        "annual_value": None if candidate.annual_pence is None else in_pounds(candidate.annual_pence),
        "value_is_reckoned": candidate.is_reckoned,
        "confidence": candidate.confidence,
        "bridge": member.bridge,
        "not_counted": member.uncounted.value if member.uncounted else None,
    }


def threshold_shown(facts: Facts, on: date) -> dict[str, Any]:
    position = worth_position(facts, on)
    return {
        "position": position.position,
        "months": YEARS * 12,
        "threshold": in_pounds(position.threshold_pence),
        "instrument": position.instrument,
        "words": f"Over an assumed term of {YEARS * 12} months: {position.words}",
    }


def timetable_shown(opportunity: JointOpportunity, lead_months: int, on: date) -> dict[str, Any] | None:
    if opportunity.best_on >= LATEST:
        return None
    facts = opportunity.facts
    table = timetable(
        opportunity.best_on + timedelta(days=1),
        lead_months,
        value_pence=whole_life_pence(facts),
        value_is_least=facts.annual_unknown > 0,
        on=on,
        members=facts.authorities,
    )
    return {
        **{name: getattr(table, name) for name in ("starts_on", "lead_months", "is_late", "days_late")},
        "earliest_starts_on": table.earliest_starts_on,
        "milestones": [asdict(each) for each in table.milestones],
        "gives": [asdict(each) for each in table.gives],
        "notes": table.notes,
    }


def in_pounds(pence: int) -> dict[str, Any]:
    """Return pence with VAT as JSON has money."""
    return {"amount": money(pence), "currency": "GBP", "vat": "included", "amount_with_vat": money(pence)}
