"""Which changes to read."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, or_, select

from registry.models import Change
from registry.queries.plans import read_as_member
from registry.roles import Actor, Role
from registry.visibility import Audience


def changes_matching(
    actor: Actor,
    *,
    contract: str | None = None,
    system: str | None = None,
    product: str | None = None,
    supplier: str | None = None,
    plan: str | None = None,
    procurement: str | None = None,
    id_: int | None = None,
    authority: list[str] | None = None,
    action: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Select[Change]:
    """Return changes that the actor may see, newest first; of one record where one is named."""
    query = select(Change).where(_seen_by(actor))
    subjects = {"contract": contract, "system": system, "product": product, "supplier": supplier, "plan": plan}
    subjects |= {"procurement": procurement}
    for kind, subject_id in subjects.items():
        if subject_id is not None:
            query = query.where(Change.subject_kind == kind, Change.subject_id == subject_id)
    if id_ is not None:
        query = query.where(Change.id == id_)
    if authority is not None:
        query = query.where(Change.gss.in_(authority))
    if action is not None:
        query = query.where(Change.action == action)
    if since is not None:
        query = query.where(Change.at >= since)
    if until is not None:
        query = query.where(Change.at <= until)
    return query.order_by(Change.id.desc())


def changes_about(kind: str, id_: str) -> Select[Change]:
    """Return all changes of a record, newest first; who asks must be told only what they may see."""
    return select(Change).where(Change.subject_kind == kind, Change.subject_id == id_).order_by(Change.id.desc())


def _seen_by(actor: Actor) -> ColumnElement[bool]:
    """Return `registry.visibility.may_see` as a condition; an embargo that has ended is lifted by a job.

    Of a plan, what is a draft is for all members to see, and for no authority that is one no longer.
    """
    seen = [Change.audience == Audience.public]
    if actor.is_borough:
        seen.append(Change.audience == Audience.boroughs)
    if actor.role is Role.admin:
        seen.append(Change.audience.in_([Audience.embargoed, Audience.draft]))
    elif actor.is_borough and actor.gss:
        is_mine = and_(Change.subject_kind != "plan", Change.gss == actor.gss)
        is_shared = and_(Change.subject_kind == "plan", read_as_member(actor, Change.subject_id))
        seen.append(and_(Change.audience.in_([Audience.embargoed, Audience.draft]), or_(is_mine, is_shared)))
    return or_(*seen)
