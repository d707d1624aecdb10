"""`/plans/{id}/contracts/{id}/seen`: a plan takes up what has changed of a contract."""

from flask import Response, abort
from flask.views import MethodView
from werkzeug.exceptions import Forbidden

from registry.api.auth import actor, needs
from registry.api.clock import today
from registry.api.plan_blueprint import blp
from registry.api.plan_reading import keep_plan, plan_to_change, shown_plan
from registry.api.schemas.plan import PlanDetailSchema
from registry.api.session import session
from registry.models import Contract, Plan, PlanContract
from registry.planning.alerts import TERMS, terms_of
from registry.queries.plans import plan_contracts_by_id
from registry.roles import Role, Scope

WRITTEN = PlanDetailSchema()


@blp.route("/plans/<plan_id>/contracts/<contract_id>/seen")
class PlanContractSeen(MethodView):
    @needs(Scope.plans)
    @blp.response(200, WRITTEN)
    @blp.changes
    def post(self, plan_id: str, contract_id: str) -> Response:
        """Say that what has changed of a contract was seen: the plan reckons with its present terms

        For the contract's own authority, and for the lead. Where it was merged, the plan takes the one that stands for
        it; where no source speaks of it any more, it leaves the plan.
        """
        plan = plan_to_change(plan_id)
        kept = next((each for each in plan.contracts if each.contract_id == contract_id), None) or abort(404)
        _check_own(plan, kept)
        before = {"contract": contract_id, **_changing(kept.terms)}
        keep_plan(plan, "seen", before, _taken_up(plan, kept), for_members=True)
        return shown_plan(plan)


def _check_own(plan: Plan, kept: PlanContract) -> None:
    buyers = {each["gss"] for each in kept.terms.get("authorities") or ()}
    buyers |= {each.gss for each in kept.contract.authorities} if kept.contract else set()
    if actor().role is not Role.admin and actor().gss not in {*buyers, plan.lead_gss}:
        raise Forbidden("Only the contract's own authority and the lead say that its change was seen.")


def _taken_up(plan: Plan, kept: PlanContract) -> dict[str, object]:
    """Let the plan reckon with a contract as it is now; return its terms for the record."""
    now_is: Contract | None = kept.contract
    if now_is is not None and now_is.merged_into_id:
        now_is = session().scalar(plan_contracts_by_id([now_is.merged_into_id]))
    if now_is is None or now_is.id != kept.contract_id:
        plan.contracts.remove(kept)
    if now_is is None:
        return {"contract": None}
    found = next((each for each in plan.contracts if each.contract_id == now_is.id), None)
    if found is None:
        plan.contracts.append(PlanContract(contract_id=now_is.id, added_on=today(), terms=terms_of(now_is)))
    else:
        found.terms = terms_of(now_is)
    return {"contract": now_is.id, **_changing(terms_of(now_is))}


def _changing(terms: dict[str, object]) -> dict[str, object]:
    return {name: terms.get(name) for name in TERMS}
