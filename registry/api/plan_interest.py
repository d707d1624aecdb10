"""`/plans/{id}/interest`: a supplier says that it is interested in a joint procurement.

No `If-Match` is asked for: a supplier writes its own word alone, nobody else can change it, and the newest holds.
"""

from typing import Any

from flask import Response
from flask.views import MethodView
from webargs.flaskparser import abort
from werkzeug.exceptions import Forbidden

from registry.api.auth import needs
from registry.api.clock import now
from registry.api.plan_blueprint import blp
from registry.api.plan_extras import interests_by_supplier, supplier_of_key
from registry.api.plan_reading import plan_to_read, record_plan, refuse, shown_plan
from registry.api.schemas.plan import PlanDetailSchema
from registry.api.schemas.plan_extras import InterestIn
from registry.api.session import session
from registry.api.writing import keep
from registry.models import Plan, PlanInterest
from registry.planning.suppliers import why_not_interest
from registry.plans import PlanAudience, Stage
from registry.queries.plans import plan_by_id
from registry.roles import Scope

WRITTEN = PlanDetailSchema()


@blp.route("/plans/<plan_id>/interest")
class Interest(MethodView):
    @needs(Scope.interest)
    @blp.arguments(InterestIn())
    @blp.response(200, WRITTEN)
    @blp.alt_response(404, description="No public plan has this id.")
    @blp.alt_response(409, description="It is tendered or over: answer the tender.")
    def post(self, body: dict[str, Any], plan_id: str) -> Response:
        """Say that your company is interested in a joint procurement, while it is being planned

        The plan's members read who says so and in which words; everyone else reads how many do. It needs no
        `If-Match`: it is your own word, which nobody else changes, and the newest holds.
        """
        own = _own()
        plan, _ = plan_to_read(plan_id)
        refuse(why_not_interest(Stage(plan.stage), [each.ocid for each in plan.notices if each.is_ours]))
        before = _forget(plan, own)
        session().add(PlanInterest(plan_id=plan.id, supplier_id=own, said_at=now(), word=body.get("word")))
        _keep(plan, "interest", before, {"supplier": own, "word": body.get("word")})
        return shown_plan(plan)


@blp.route("/plans/<plan_id>/interest/withdraw")
class InterestWithdrawn(MethodView):
    @needs(Scope.interest)
    @blp.response(200, WRITTEN)
    @blp.alt_response(204, description="It is taken back; the plan is for everyone no longer.")
    @blp.alt_response(404, description="No public plan has this id.")
    @blp.alt_response(409, description="Your company has not said that it is interested.")
    def post(self, plan_id: str) -> Response:
        """Take back that your company is interested, at any time"""
        own = _own()
        plan: Plan = session().scalar(plan_by_id(plan_id)) or abort(404)
        is_public = plan.audience == PlanAudience.public
        if own not in interests_by_supplier(plan):
            abort(409, message="Your company has not said that it is interested.") if is_public else abort(404)
        _keep(plan, "withdraw", _forget(plan, own), {})
        return shown_plan(plan) if is_public else Response(status=204)


def _own() -> str:
    """Return the supplier that the key is for; 403 when it is for none."""
    own = supplier_of_key()
    if own is None:
        raise Forbidden("This key is no supplier's: each says for itself what it is interested in.")
    return own


def _forget(plan: Plan, own: str) -> dict[str, Any]:
    """Take out what a supplier, and those merged into it, said before; return the last of it."""
    said = interests_by_supplier(plan).get(own)
    for each in list(plan.interests):
        if own in (each.supplier_id, each.supplier.merged_into_id):
            session().delete(each)
    session().flush()
    return {"supplier": own, "word": said.word} if said else {}


def _keep(plan: Plan, action: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    """Put it on record for members alone, and commit. The plan's version stays: members' own writes need not wait."""
    record_plan(plan, action, before, after, widest=PlanAudience.members)
    keep()
