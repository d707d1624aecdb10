"""`/plans/{id}/answers`: what any supplier is told, published for everyone who may read the plan."""

from typing import Any

from flask import Response
from flask.views import MethodView

from registry.api.auth import needs
from registry.api.clock import now
from registry.api.plan_blueprint import blp
from registry.api.plan_reading import acting_for, keep_plan, plan_to_change, refuse, shown_plan
from registry.api.schemas.plan import PlanDetailSchema
from registry.api.schemas.plan_extras import AnswerIn
from registry.planning.suppliers import why_not_tell
from registry.roles import Scope

WRITTEN = PlanDetailSchema()


@blp.route("/plans/<plan_id>/answers")
class PlanAnswers(MethodView):
    @needs(Scope.plans)
    @blp.arguments(AnswerIn())
    @blp.response(200, WRITTEN)
    @blp.changes
    def post(self, body: dict[str, Any], plan_id: str) -> Response:
        """Publish what a supplier asked and is told, so that all suppliers know the same

        The question must not name who asked, nor tell by other words who it is: it is published as it stands, and
        nothing is taken out. An answer stays: one that turns out wrong is followed by another.
        """
        plan = plan_to_change(plan_id)
        refuse(why_not_tell(len(plan.answers)))
        told = {"at": now().isoformat(), "gss": acting_for(plan), **body}
        plan.answers = [*plan.answers, told]
        keep_plan(plan, "answer", {}, body)
        return shown_plan(plan)
