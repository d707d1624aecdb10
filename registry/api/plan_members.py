"""`/plans/{id}/invite`, `join` and `lead`: who takes part in a joint procurement, and who leads it."""

from collections.abc import Sequence
from typing import Any

from flask import Response
from flask.views import MethodView
from sqlalchemy import func, or_, select
from webargs.flaskparser import abort

from registry.api.auth import actor, needs
from registry.api.clock import today
from registry.api.plan_blueprint import blp
from registry.api.plan_contracts import drop_contracts_of_nobody
from registry.api.plan_pages import reader_of_plan
from registry.api.plan_reading import (
    keep_plan,
    keep_version,
    plan_to_change,
    record_plan,
    refuse,
    shown_plan,
    standing_of,
)
from registry.api.schemas.plan import PlanDetailSchema
from registry.api.schemas.plan_in import PlanAnswer, PlanHandover, PlanInvitation
from registry.api.session import session
from registry.models import Authority, Plan, PlanMember
from registry.plans import MOST_MEMBERS, Membership, PlanAudience, why_not_answer, why_not_invite, why_not_lead
from registry.roles import Role, Scope


@blp.route("/plans/<plan_id>/invite")
class PlanInvitations(MethodView):
    @needs(Scope.plans)
    @blp.arguments(PlanInvitation())
    @blp.response(200, PlanDetailSchema())
    @blp.changes
    def post(self, body: dict[str, Any], plan_id: str) -> Response:
        """Invite authorities; the lead does, until the tender notice names those who take part"""
        plan = plan_to_change(plan_id, "lead")
        invited = authorities_named(body["authorities"], "authorities")
        for each in invited:
            why = why_not_invite(standing_of(plan), each.gss)
            refuse(why and f"{each.short_name}: {why}")
        invite(plan, invited, body["word"])
        keep_version(plan)
        return shown_plan(plan)


@blp.route("/plans/<plan_id>/join")
class PlanJoining(MethodView):
    @needs(Scope.plans)
    @blp.arguments(PlanAnswer())
    @blp.response(200, PlanDetailSchema())
    @blp.alt_response(204, description="It is kept; whoever declines or withdraws may not read a members' plan.")
    @blp.changes
    def post(self, body: dict[str, Any], plan_id: str) -> Response:
        """Answer for your own authority: interested, committed, declined or withdrawn"""
        plan = plan_to_change(plan_id)
        gss, state = _answering(body), Membership(body["state"])
        refuse(why_not_answer(standing_of(plan), gss, state))
        member = next(each for each in plan.members if each.gss == gss)
        _record(plan, "join", {gss: member.state}, {gss: state.value}, body["word"])
        member.state, member.said_on, member.word = state.value, today(), body["word"]
        drop_contracts_of_nobody(plan)
        still_read = reader_of_plan(plan) is not None
        keep_version(plan)
        return shown_plan(plan) if still_read else Response(status=204)


@blp.route("/plans/<plan_id>/lead")
class PlanLead(MethodView):
    @needs(Scope.plans)
    @blp.arguments(PlanHandover())
    @blp.response(200, PlanDetailSchema())
    @blp.changes
    def post(self, body: dict[str, Any], plan_id: str) -> Response:
        """Hand the lead to another committed member"""
        plan = plan_to_change(plan_id, "lead")
        [authority] = authorities_named([body["authority"]], "authority")
        refuse(why_not_lead(standing_of(plan), authority.gss))
        before = plan.lead_gss
        plan.lead_gss = authority.gss
        keep_plan(plan, "lead", {"lead": before}, {"lead": authority.gss}, word=body["word"])
        return shown_plan(plan)


def authorities_named(words: Sequence[str], field: str) -> list[Authority]:
    """Return the authorities that are called so, by GSS code or slug; 422 for a name that none has."""
    wanted = {word.strip() for word in words}
    lowered = {word.lower() for word in wanted}
    called = or_(Authority.gss.in_(wanted), func.lower(Authority.slug).in_(lowered))
    found = list(session().scalars(select(Authority).where(called).order_by(Authority.gss)))
    names = {each.gss for each in found} | {each.slug for each in found}
    if unknown := sorted(word for word in wanted if word not in names and word.lower() not in names):
        told = f"No authority is called {unknown[0]!r}: see /api/v1/authorities."
        abort(422, messages={"json": {field: [told]}})
    return found


def invite(plan: Plan, authorities: Sequence[Authority], word: str | None = None) -> None:
    """Invite authorities to a plan, and put it on record: who has not said yes is for members and boroughs to know."""
    known = {each.gss: each for each in plan.members}
    before = {each.gss: known[each.gss].state if each.gss in known else None for each in authorities}
    for each in authorities:
        member = known.get(each.gss) or PlanMember(gss=each.gss)
        member.state, member.said_on, member.word = Membership.invited.value, today(), word
        if each.gss not in known:
            plan.members.append(member)
    if len(plan.members) > MOST_MEMBERS:
        abort(422, messages={"json": {"authorities": [f"A plan has {MOST_MEMBERS} members at most."]}})
    _record(plan, "invite", before, dict.fromkeys(before, Membership.invited.value), word)


def _record(plan: Plan, action: str, before: dict[str, Any], after: dict[str, Any], word: str | None) -> None:
    parts = {"members": before}, {"members": after}
    record_plan(plan, action, *parts, widest=PlanAudience.boroughs, word=word)


def _answering(body: dict[str, Any]) -> str:
    """Return the authority for which the actor answers: its own, or the one that an administrator names."""
    who = actor()
    gss = authorities_named([body["authority"]], "authority")[0].gss if "authority" in body else who.gss
    if who.role is not Role.admin and gss != who.gss:
        abort(403, message="An authority answers for itself: this key belongs to another.")
    return gss or abort(422, messages={"json": {"authority": ["Say for which authority."]}})
