"""`/plans/{id}/contracts`: which contracts a joint procurement replaces."""

from collections.abc import Collection, Sequence
from typing import Any

from flask import Response
from flask.views import MethodView
from webargs.flaskparser import abort

from registry.api.auth import actor, needs
from registry.api.clock import today
from registry.api.plan_blueprint import blp
from registry.api.plan_reading import keep_version, plan_to_change, record_plan, shown_plan
from registry.api.schemas.plan import PlanDetailSchema
from registry.api.schemas.plan_in import PlanContractsIn
from registry.api.session import session
from registry.models import Contract, Plan, PlanContract
from registry.planning.alerts import terms_of
from registry.planning.replaced import why_not_replace
from registry.plans import MOST_CONTRACTS, TAKING_PART, PlanAudience
from registry.queries.plans import plan_contracts_by_id
from registry.roles import Role, Scope


@blp.route("/plans/<plan_id>/contracts")
class PlanContracts(MethodView):
    @needs(Scope.plans)
    @blp.arguments(PlanContractsIn())
    @blp.response(200, PlanDetailSchema())
    @blp.changes
    def post(self, body: dict[str, Any], plan_id: str) -> Response:
        """Add and remove contracts: members their own, the lead any member's"""
        plan = plan_to_change(plan_id)
        before = _ids(plan)
        added = contracts_named(body["add"], taking_part(plan), "add", spoken_for(plan))
        removed = _to_remove(plan, body["remove"])
        plan.contracts = [each for each in plan.contracts if each.contract_id not in removed]
        cover(plan, added, "add")
        if _record(plan, before):
            keep_version(plan)
        return shown_plan(plan)


def taking_part(plan: Plan) -> set[str]:
    """Return the authorities that take part in a plan, by GSS code."""
    return {each.gss for each in plan.members if each.state in TAKING_PART}


def spoken_for(plan: Plan) -> set[str]:
    """Return the authorities whose contracts the actor may put into a plan: the lead those of all that take part."""
    everyone = taking_part(plan)
    leads = actor().role is Role.admin or actor().gss == plan.lead_gss
    return everyone if leads else everyone & {actor().gss}


def contracts_named(
    ids: Collection[str], members: Collection[str], field: str, own: Collection[str] | None = None
) -> Sequence[Contract]:
    """Return listed contracts of `members` by their ids; one that was merged is what it was merged into.

    422 for one that is unknown or nobody's who takes part, 403 for one that is not of `own`.
    """
    found = {each.id: each for each in session().scalars(plan_contracts_by_id(ids))}
    into = {each.merged_into_id for each in found.values() if each.merged_into_id}
    targets = {each.id: each for each in session().scalars(plan_contracts_by_id(into))} if into else {}
    listed = {id_: targets.get(each.merged_into_id or "", each) for id_, each in found.items()}
    meant: dict[str, Contract] = {}
    for id_ in ids:
        if id_ not in listed or not listed[id_].is_listed:
            _wrong(field, f"No contract {id_!r} is listed: see /api/v1/contracts.")
        contract = listed[id_]
        buyers = {each.gss for each in contract.authorities}
        if not buyers & set(members):
            _wrong(field, f"{id_}: its authorities do not take part: {', '.join(sorted(buyers))}. Invite one first.")
        if own is not None and not buyers & set(own):
            abort(403, message=f"{id_} is another authority's contract: it, or the lead, adds and removes it.")
        meant[contract.id] = contract
    return [meant[id_] for id_ in sorted(meant)]


def cover(plan: Plan, contracts: Sequence[Contract], field: str) -> None:
    """Put contracts into a plan, with the terms that its members reckon with from today; 422 if it cannot be."""
    known = {each.contract_id for each in plan.contracts}
    for contract in contracts:
        if contract.id not in known:
            if why := why_not_replace(contract, plan.service_id, today()):
                _wrong(field, f"{contract.id}: {why}")
            row = PlanContract(contract_id=contract.id, added_on=today(), terms=terms_of(contract))
            plan.contracts.append(row)
    if len(plan.contracts) > MOST_CONTRACTS:
        _wrong(field, f"A plan replaces {MOST_CONTRACTS} contracts at most.")


def drop_contracts_of_nobody(plan: Plan) -> None:
    """Take out the contracts of authorities that take part no longer: they go with them."""
    before, members = _ids(plan), taking_part(plan)
    plan.contracts = [each for each in plan.contracts if _buyers(each) & members]
    _record(plan, before)


def _record(plan: Plan, before: list[str]) -> bool:
    """Put on record which contracts a plan replaces now, if they changed.

    Everyone else sees contracts of shown members only (`registry.planning.readers`), and so not which came and went.
    """
    after = _ids(plan)
    if after != before:
        record_plan(plan, "contracts", {"contracts": before}, {"contracts": after}, widest=PlanAudience.boroughs)
    return after != before


def _ids(plan: Plan) -> list[str]:
    return sorted(each.contract_id for each in plan.contracts)


def _to_remove(plan: Plan, ids: Collection[str]) -> set[str]:
    """Return the ids, as the plan keeps them, of contracts to take out; named by what they were merged into, too."""
    own, removed = spoken_for(plan), set()
    for id_ in ids:
        rows = [each for each in plan.contracts if id_ in (each.contract_id, _merged_into(each))]
        if not rows:
            _wrong("remove", f"{id_} is not in this plan.")
        for row in rows:
            if not _buyers(row) & own and _buyers(row) & taking_part(plan):
                abort(403, message=f"{id_} is another authority's contract: it, or the lead, adds and removes it.")
            removed.add(row.contract_id)
    return removed


def _merged_into(row: PlanContract) -> str | None:
    return row.contract.merged_into_id if row.contract else None


def _buyers(row: PlanContract) -> set[str]:
    """Return whose a contract is now, or was when no source speaks of it any more."""
    if row.contract is not None and row.contract.authorities:
        return {each.gss for each in row.contract.authorities}
    return {each["gss"] for each in row.terms.get("authorities", ())}


def _wrong(field: str, told: str) -> None:
    abort(422, messages={"json": {field: [told]}})
