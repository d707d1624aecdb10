"""Which plans to read, and by whom."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, selectinload

from registry.models import Contract, Plan, PlanContract, PlanInterest, PlanMember
from registry.planning.readers import SHOWN_TO_ALL
from registry.plans import TAKING_PART, PlanAudience
from registry.queries.filters import any_of
from registry.roles import Actor, Role

_PLANS = select(Plan).options(
    selectinload(Plan.service),
    selectinload(Plan.lead),
    selectinload(Plan.members).selectinload(PlanMember.authority),
    selectinload(Plan.contracts),
)
_CONTRACTS = select(Contract).options(selectinload(Contract.authorities), selectinload(Contract.suppliers))
_WHOLE = _PLANS.options(
    selectinload(Plan.contracts).selectinload(PlanContract.contract).selectinload(Contract.authorities),
    selectinload(Plan.contracts).selectinload(PlanContract.contract).selectinload(Contract.suppliers),
    selectinload(Plan.interests).selectinload(PlanInterest.supplier),
    selectinload(Plan.notices),
)


def plans_matching(
    actor: Actor,
    *,
    authority: Sequence[str] | None = None,
    lead: Sequence[str] | None = None,
    service: Sequence[str] | None = None,
    stage: Sequence[str] | None = None,
    membership: Sequence[str] | None = None,
) -> Select[Plan]:
    """Return plans that the actor may read and that meet every filter, soonest to start first.

    `authority` takes part, as far as the actor may know; `membership` is the part of the actor's own authority.
    """
    query = _PLANS.where(
        readable_by(actor),
        *any_of(Plan.lead_gss, lead),
        *any_of(Plan.service_id, service),
        *any_of(Plan.stage, stage),
    )
    if authority is not None:
        known = TAKING_PART if actor.is_borough else SHOWN_TO_ALL
        query = query.where(_has_part(authority, known))
    if membership is not None:
        query = query.where(_has_part([actor.gss] if actor.gss else [], membership))
    return query.order_by(Plan.starts_on, Plan.id)


def plan_by_id(plan_id: str) -> Select[Plan]:
    """Return one plan with all that its page shows; who asks must be told only what they may see."""
    return _WHOLE.where(Plan.id == plan_id)


def plan_contracts_by_id(ids: Collection[str]) -> Select[Contract]:
    """Return contracts with their buyers and sellers, in the order of their ids."""
    return _CONTRACTS.where(Contract.id.in_(ids)).order_by(Contract.id)


def readable_by(actor: Actor) -> ColumnElement[bool]:
    """Return `registry.planning.readers.reader_of` as a condition on plans."""
    if actor.role is Role.admin:
        return true()
    readable: list[ColumnElement[bool]] = [Plan.audience == PlanAudience.public]
    if actor.is_borough:
        readable.append(Plan.audience == PlanAudience.boroughs)
        readable.append(read_as_member(actor, Plan.id))
    return or_(*readable)


def read_as_member(actor: Actor, plan_id: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """Return the condition that the actor reads the plan with this id as one of its members."""
    if not actor.is_borough or not actor.gss:
        return false()
    mine = select(PlanMember.plan_id).where(PlanMember.gss == actor.gss, PlanMember.state.in_(sorted(TAKING_PART)))
    return plan_id.in_(mine)


def _has_part(authorities: Collection[str], states: Collection[str]) -> ColumnElement[bool]:
    part = and_(PlanMember.plan_id == Plan.id, PlanMember.gss.in_(authorities), PlanMember.state.in_(sorted(states)))
    return exists().where(part)
