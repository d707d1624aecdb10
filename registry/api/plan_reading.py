"""What every operation on a plan has in common: find it, check who may change it, keep what was changed, show it."""

from collections.abc import Mapping
from typing import Any, Literal

from flask import Response
from sqlalchemy.orm.attributes import flag_modified
from webargs.flaskparser import abort
from werkzeug.exceptions import Forbidden

from registry.api.auth import actor
from registry.api.clock import now
from registry.api.conditional import conditional
from registry.api.plan_pages import page_of, reader_of_plan
from registry.api.session import session
from registry.api.writing import keep, require_match
from registry.models import Change, Plan
from registry.planning.readers import SHOWN_TO_ALL, Reader
from registry.plans import Membership, PlanAudience, Stage, Standing, narrowest, why_not_edit
from registry.queries.plans import plan_by_id
from registry.roles import Role
from registry.visibility import Audience

AUDIENCES = {
    PlanAudience.members: Audience.draft,
    PlanAudience.boroughs: Audience.boroughs,
    PlanAudience.public: Audience.public,
}
"""Who may see a change of a plan: members see drafts of each other (`registry/queries/changes.py`)."""


def plan_to_read(plan_id: str) -> tuple[Plan, Reader]:
    """Return a plan, and as what the actor reads it; 404 for who does not."""
    plan: Plan = session().scalar(plan_by_id(plan_id)) or abort(404)
    return plan, reader_of_plan(plan) or abort(404)


def plan_to_change(plan_id: str, by: Literal["member", "lead"] = "member", *, over: bool = False) -> Plan:
    """Return a plan that the actor has read and may change, as one of its members or as its lead.

    404 for who may not read it, 403 for who is not a member (or not the lead), 428 or 412 for who has not read its
    newest version, 409 for a plan that is closed or abandoned, unless it may be changed when it is `over`, too.
    """
    plan, reader = plan_to_read(plan_id)
    if reader is not Reader.member:
        raise Forbidden("This plan's members keep it: this key's authority is not one of them.")
    if by == "lead" and actor().role is not Role.admin and actor().gss != plan.lead_gss:
        raise Forbidden(f"Only the lead may do that: {plan.lead.short_name} leads this plan.")
    require_match(plan, plan.id, "plan", tell_all=True)  # members see everything
    if not over:
        refuse(why_not_edit(standing_of(plan)))
    return plan


def refuse(why: str | None) -> None:
    """Answer with a 409 that tells why something may not be done now; go on when there is no reason."""
    if why is not None:
        abort(409, message=why)


def standing_of(plan: Plan) -> Standing:
    """Return how a plan stands, as its rules look at it."""
    return Standing(
        Stage(plan.stage),
        PlanAudience(plan.audience),
        plan.lead_gss,
        {each.gss: Membership(each.state) for each in plan.members},
        bool(plan.requirement.strip()),
    )


def acting_for(plan: Plan) -> str | None:
    """Return the authority for which the actor writes to a plan: its own, or the lead for who keeps the registry.

    None for a supplier, which speaks for no authority.
    """
    if actor().role is Role.supplier:
        return None
    mine = actor().gss
    return mine if mine and any(each.gss == mine for each in plan.members) else plan.lead_gss


def record_plan(
    plan: Plan,
    action: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    widest: PlanAudience = PlanAudience.public,
    word: str | None = None,
) -> None:
    """Put a change of a plan on record for those who may read it, `widest` at most; the word why is for members.

    The record tells who wrote: one that has not said yes to the plan is for members and boroughs to know.
    """
    gss = acting_for(plan)
    if gss is not None and standing_of(plan).members[gss] not in SHOWN_TO_ALL:
        widest = narrowest(widest, PlanAudience.boroughs)
    audience = narrowest(PlanAudience(plan.audience), widest)
    apart = word is not None and audience is not PlanAudience.members
    rows = [(audience, before, after, None if apart else word)]
    if apart:
        rows.append((PlanAudience.members, {}, {}, word))
    for each, was, now_is, note in rows:
        session().add(
            Change(
                at=now(),
                by=actor().label,
                gss=gss,
                action=action,
                subject_kind="plan",
                subject_id=plan.id,
                before=dict(was),
                after=dict(now_is),
                note=note,
                audience=AUDIENCES[each],
            )
        )


def keep_plan(
    plan: Plan,
    action: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    for_members: bool = False,
    word: str | None = None,
) -> None:
    """Keep what was changed of a plan: put it on record, count a new version, commit.

    `before` and `after` are the parts that were written, as JSON has them. What is `for_members` is on record for
    them alone, whoever reads the plan; `word` always is.
    """
    widest = PlanAudience.members if for_members else PlanAudience.public
    record_plan(plan, action, before, after, widest=widest, word=word)
    keep_version(plan, for_members=for_members)


def keep_version(plan: Plan, *, for_members: bool = False) -> None:
    """Count a new version of a plan, also where only its parts changed, and commit.

    When it was updated is for everyone to read: what is `for_members` does not move it.
    """
    if not for_members:
        plan.updated_at = now()
    flag_modified(plan, "updated_at")
    keep()


def shown_plan(plan: Plan) -> Response:
    """Return a plan as the one who asks may see it, read anew.

    The tag has the plan's version for members alone: it counts their notes, too, and is what they write on.
    """
    found, reader = plan_to_read(plan.id)
    version = None if reader is Reader.member else reader.value
    return conditional(found, found.id, page_of(found, reader), version=version)
