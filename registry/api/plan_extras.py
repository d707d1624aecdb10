"""What surrounds a plan, for the one who reads it: what has changed, notices, interest, answers, its calendar."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import quote

from flask import current_app

from registry.api.auth import actor
from registry.api.clock import today
from registry.api.schemas.plan_extras import PlanExtrasSchema
from registry.api.session import session
from registry.models import Plan, PlanInterest, Procurement, Supplier
from registry.planning.alerts import alerts
from registry.planning.links import CalendarLink, calendar_token
from registry.planning.readers import Reader
from registry.plans import OVER, TAKING_PART, Membership, Stage
from registry.queries.plan_notices import procurements_by_ocid, procurements_to_offer

_PARTS = PlanExtrasSchema()
_BUYING = (Membership.interested, Membership.committed)
"""Members whose notices may be the plan's."""


def extras(plan: Plan, reader: Reader) -> dict[str, Any]:
    """Return what surrounds a plan as JSON, already cut to what the reader may see."""
    ours = [each.ocid for each in plan.notices if each.is_ours]
    parts: dict[str, Any] = {
        "notices": [_notice(each) for each in session().scalars(procurements_by_ocid(ours))] if ours else [],
        "interest": _interest(plan, reader),
        "answers": [_answer(each) for each in reversed(plan.answers)],
    }
    if reader is Reader.member:
        parts["alerts"] = list(_alerts(plan))
        parts["offered_notices"] = list(_offered(plan))
        if link := _calendar_url(plan):
            parts["calendar_url"] = link
    shown: dict[str, Any] = _PARTS.dump(parts)
    return shown


def supplier_of_key() -> str | None:
    """Return the supplier whose key asks, as it stands now: one that was merged is the one that it turned out to be."""
    supplier = session().get(Supplier, actor().supplier_id) if actor().supplier_id else None
    return (supplier.merged_into_id or supplier.id) if supplier else None


def interests_by_supplier(plan: Plan) -> dict[str, PlanInterest]:
    """Return the latest interest of each supplier, as suppliers stand now."""
    return {each.supplier.merged_into_id or each.supplier_id: each for each in plan.interests}


def _interest(plan: Plan, reader: Reader) -> dict[str, Any]:
    found = interests_by_supplier(plan)
    told: dict[str, Any] = {"count": len(found)}
    if (own := supplier_of_key()) is not None:
        told["mine"] = found.get(own)
    if reader is Reader.member:
        known = {id_: session().get_one(Supplier, id_) for id_ in found}
        told["suppliers"] = [
            {"supplier": known[id_], "said_at": each.said_at, "word": each.word} for id_, each in found.items()
        ]
    return told


def _alerts(plan: Plan) -> Iterator[dict[str, Any]]:
    for kept in plan.contracts:
        for alert in alerts(kept.terms, kept.contract, plan.starts_on, today()):
            yield {
                "contract": kept.contract_id,
                "title": kept.terms.get("title") or "",
                **{name: getattr(alert, name) for name in ("field", "was", "now", "words", "effect")},
                "seen_url": f"/api/v1/plans/{plan.id}/contracts/{kept.contract_id}/seen",
            }


def _offered(plan: Plan) -> Iterator[dict[str, Any]]:
    if plan.stage in OVER:
        return
    query = procurements_to_offer(
        authorities=[plan.lead_gss, *(each.gss for each in plan.members if each.state in _BUYING)],
        service_id=plan.service_id,
        made_at=plan.created_at,
        answered=[each.ocid for each in plan.notices],
    )
    for each in session().scalars(query):
        yield {
            **_notice(each),
            "buyer_name": each.buyer_name,
            "first_published_at": each.first_published_at,
            "why": _why(plan, each),
        }


def _why(plan: Plan, found: Procurement) -> str:
    fits = f"{found.buyer_name} buys, for the plan’s service: say whether it is this plan’s own."
    if found.stage == "tender" and plan.stage == Stage.agreed:
        return f"{fits} It is a tender notice: if it is, the plan can go on to procuring."
    return fits


def _answer(kept: dict[str, Any]) -> dict[str, Any]:
    return {**kept, "at": datetime.fromisoformat(kept["at"]), "authority": kept["gss"]}


def _notice(found: Procurement) -> dict[str, Any]:
    url = f"/api/v1/procurements/{quote(found.ocid)}"
    return {"ocid": found.ocid, "title": found.title, "stage": found.stage, "url": url}


def _calendar_url(plan: Plan) -> str | None:
    """Return where the actor's authority finds the plan's calendar; None for who keeps the registry."""
    gss = actor().gss
    if gss is None or all(each.gss != gss or each.state not in TAKING_PART for each in plan.members):
        return None
    token = calendar_token(CalendarLink(plan.id, gss), current_app.config["SECRET_KEY"])
    return f"{current_app.config['PUBLIC_URL']}/api/v1/plans/{plan.id}/calendar.ics?token={token}"
