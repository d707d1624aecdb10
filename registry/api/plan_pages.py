"""Plans as those who read them may see them."""

from collections.abc import Iterable
from typing import Any

from registry.api.auth import actor
from registry.api.plan_dates import dates_of, lead_months_of
from registry.api.plan_extras import extras
from registry.api.schemas.plan import PlanDetailSchema, plan_money
from registry.api.schemas.plan_extras import PlanExtrasSchema
from registry.api.session import session
from registry.models import Contract, Plan, PlanContract
from registry.planning.readers import Reader, as_seen, reader_of
from registry.plans import Membership, PlanAudience
from registry.queries.plans import plan_contracts_by_id

_CORE = PlanDetailSchema(exclude=list(PlanExtrasSchema().fields))
"""The parts that are not JSON already."""


def reader_of_plan(plan: Plan) -> Reader | None:
    """Return as what the actor reads a plan; None when not at all."""
    mine = next((Membership(each.state) for each in plan.members if each.gss == actor().gss), None)
    return reader_of(actor(), PlanAudience(plan.audience), mine)


def page_of(plan: Plan, reader: Reader) -> dict[str, Any]:
    """Return a plan with all its parts as JSON, as a reader may see it."""
    parts = {
        **_head(plan, reader),
        **dates_of(plan),
        "opportunity": plan.opportunity_id,
        "contracts": covered(plan.contracts),
        "documents": [_with_authority(each) for each in plan.documents],
        "notes": [_with_authority(each) for each in plan.notes],
    }
    more = extras(plan, reader)
    seen = as_seen(reader, {**parts, **more})
    return {**_CORE.dump(seen), **{name: seen[name] for name in more.keys() & seen.keys()}}


def line_of(plan: Plan) -> dict[str, Any]:
    """Return what a list shows of a plan that the actor may read, as the schema of lists takes it."""
    reader = reader_of_plan(plan) or Reader.public
    return as_seen(reader, _head(plan, reader))


def covered(rows: Iterable[PlanContract]) -> list[dict[str, Any]]:
    """Return the contracts of a plan; what was merged shows as what it was merged into, once."""
    shown = {each.contract_id: (each, each.contract) for each in rows}
    merged_into = {each.merged_into_id for _, each in shown.values() if each and each.merged_into_id}
    targets = {each.id: each for each in session().scalars(plan_contracts_by_id(merged_into))} if merged_into else {}
    found: dict[str, dict[str, Any]] = {}
    for id_, (row, contract) in shown.items():
        meant = targets.get(contract.merged_into_id or "", contract) if contract else None
        found.setdefault(meant.id if meant else id_, _contract(meant.id if meant else id_, row, meant))
    return [found[id_] for id_ in sorted(found)]


def _head(plan: Plan, reader: Reader) -> dict[str, Any]:
    return {
        "id": plan.id,
        "url": f"/api/v1/plans/{plan.id}",
        "read_as": reader,
        "title": plan.title,
        "service": plan.service,
        "lead": plan.lead,
        "stage": plan.stage,
        "audience": plan.audience,
        "requirement": plan.requirement,
        "starts_on": plan.starts_on,
        "value": plan_money(plan.value_pence),
        "lead_months": lead_months_of(plan),
        "members": [
            {"authority": each.authority, "state": each.state, "said_on": each.said_on, "word": each.word}
            for each in plan.members
        ],
        "contract_count": len(plan.contracts),
        "created_at": plan.created_at,
        "updated_at": plan.updated_at,
    }


def _contract(id_: str, row: PlanContract, contract: Contract | None) -> dict[str, Any]:
    """Return a contract with what everyone may know of it; nothing but its id when it is listed no longer."""
    told = {"id": id_, "url": f"/api/v1/contracts/{id_}", "added_on": row.added_on}
    if contract is None or not contract.is_listed:
        return {**told, "is_listed": False, "title": None, "authorities": [], "suppliers": []}
    names = ("is_listed", "title", "status", "authorities", "suppliers", "ends_on", "max_ends_on")
    return {**told, **{name: getattr(contract, name) for name in names}}


def _with_authority(kept: dict[str, Any]) -> dict[str, Any]:
    return {**kept, "authority": kept["gss"]}
