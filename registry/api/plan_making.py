"""Making a plan: its lead is committed, others are invited, its contracts come with their terms."""

from datetime import date
from typing import Any

from webargs.flaskparser import abort

from registry.api.auth import actor
from registry.api.clock import now, today
from registry.api.plan_contracts import contracts_named, cover
from registry.api.plan_members import authorities_named, invite
from registry.api.plan_reading import keep_version, record_plan
from registry.api.references import named
from registry.api.schemas.record import money
from registry.api.session import session
from registry.identities import public_id
from registry.models import Plan, PlanMember
from registry.plans import Membership, PlanAudience, Stage
from registry.roles import Role


def make_plan(body: dict[str, Any]) -> Plan:
    """Keep a new plan as its lead writes it; 422 for what is unknown, 403 for another authority than the key's."""
    require_to_come(body["starts_on"])
    lead = _lead(body.get("lead"))
    invited = [each for each in authorities_named(body["members"], "members") if each.gss != lead]
    members = {lead, *(each.gss for each in invited)}
    contracts = contracts_named(body["contracts"], members, "contracts")
    plan = _new(body, lead)
    cover(plan, contracts, "contracts")
    session().add(plan)
    session().flush()
    after = {
        "title": plan.title,
        "service": plan.service_id,
        "lead": lead,
        "requirement": plan.requirement,
        "starts_on": plan.starts_on.isoformat(),
        "value": money(plan.value_pence),
        "stage": plan.stage,
        "audience": plan.audience,
    }
    record_plan(plan, "create", {}, after)
    if contracts:
        ids = {"contracts": [each.id for each in contracts]}
        record_plan(plan, "contracts", {"contracts": []}, ids, widest=PlanAudience.boroughs)
    if invited:
        invite(plan, invited)
    keep_version(plan)
    return plan


def require_to_come(starts_on: date) -> None:
    """Refuse a first day that has passed: 422."""
    if starts_on < today():
        abort(422, messages={"json": {"starts_on": ["A new contract starts today or later: this day has passed."]}})


def _new(body: dict[str, Any], lead: str) -> Plan:
    at = now()
    return Plan(
        id=public_id("plan", lead, body["title"], at.isoformat()),
        title=body["title"],
        service_id=named("service", body["service"]),
        lead_gss=lead,
        stage=Stage.forming.value,
        audience=body["audience"],
        requirement=body.get("requirement", ""),
        starts_on=body["starts_on"],
        value_pence=body.get("value"),
        lead_months=body.get("lead_months"),
        opportunity_id=body.get("opportunity"),
        milestones=[],
        documents=[],
        notes=[],
        answers=[],
        members=[PlanMember(gss=lead, state=Membership.committed.value, said_on=today(), word=None)],
        contracts=[],
        created_at=at,
        updated_at=at,
    )


def _lead(word: str | None) -> str:
    """Return the authority that leads: that of the key, or the one that an administrator names."""
    who = actor()
    gss = authorities_named([word], "lead")[0].gss if word else who.gss
    if who.role is not Role.admin and gss != who.gss:
        abort(403, message="A plan is led by the authority of the key that makes it; hand over the lead later.")
    return gss or abort(422, messages={"json": {"lead": ["Say which authority leads."]}})
