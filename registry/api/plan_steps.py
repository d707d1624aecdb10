"""`/plans/{id}/stage` and `audience`: how far a joint procurement is, and who may read of it."""

from typing import Any

from flask import Response
from flask.views import MethodView
from sqlalchemy import update

from registry.api.auth import needs
from registry.api.plan_blueprint import blp
from registry.api.plan_reading import AUDIENCES, keep_plan, plan_to_change, refuse, shown_plan, standing_of
from registry.api.schemas.plan import PlanDetailSchema
from registry.api.schemas.plan_in import PlanShowing, PlanStep
from registry.api.session import session
from registry.models import Change
from registry.plans import PlanAudience, Stage, why_not_audience, why_not_move, wider_than
from registry.roles import Scope


@blp.route("/plans/<plan_id>/stage")
class PlanStage(MethodView):
    @needs(Scope.plans)
    @blp.arguments(PlanStep())
    @blp.response(200, PlanDetailSchema())
    @blp.changes
    def post(self, body: dict[str, Any], plan_id: str) -> Response:
        """Take a plan on to its next stage, or abandon it; the lead does"""
        plan = plan_to_change(plan_id, "lead")
        stage = Stage(body["stage"])
        refuse(why_not_move(standing_of(plan), stage))
        before, plan.stage = plan.stage, stage.value
        keep_plan(plan, "stage", {"stage": before}, {"stage": plan.stage}, word=body["word"])
        return shown_plan(plan)


@blp.route("/plans/<plan_id>/audience")
class PlanAudienceChoice(MethodView):
    @needs(Scope.plans)
    @blp.arguments(PlanShowing())
    @blp.response(200, PlanDetailSchema())
    @blp.changes
    def post(self, body: dict[str, Any], plan_id: str) -> Response:
        """Show a plan to boroughs or to everyone; to fewer again only while it forms

        Members' words, notes and documents stay with members whoever reads the plan.
        """
        plan = plan_to_change(plan_id, "lead", over=True)
        audience = PlanAudience(body["audience"])
        refuse(why_not_audience(standing_of(plan), audience))
        before, plan.audience = plan.audience, audience.value
        _narrow_record(plan.id, audience)
        keep_plan(plan, "audience", {"audience": before}, {"audience": plan.audience})
        return shown_plan(plan)


def _narrow_record(plan_id: str, audience: PlanAudience) -> None:
    """Let the record of a plan's changes be read by no more than may read the plan itself."""
    wider = [AUDIENCES[each] for each in wider_than(audience)]
    about = (Change.subject_kind == "plan", Change.subject_id == plan_id, Change.audience.in_(wider))
    session().execute(update(Change).where(*about).values(audience=AUDIENCES[audience]))
